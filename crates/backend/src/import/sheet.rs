//! A merchant's CSV file, read row by row and by column name.
//!
//! Forgiving where tools differ (byte order mark, CRLF, semicolons or tabs between cells, short rows), exact about where something stands.

use std::{collections::HashMap, fs, path::Path, sync::Arc};

use csv::{ByteRecord, ReaderBuilder};

use super::Report;

/// The largest file that is read, in bytes.
const FILE_MOST: u64 = 256 << 20;
/// The most rows that are read.
const ROWS_MOST: u64 = 1_000_000;
/// The longest cell that is read, in bytes.
const CELL_MOST: usize = 256 << 10;

/// An open file: the header is read, the rows follow.
#[derive(Debug)]
pub struct Sheet {
    reader: csv::Reader<std::io::Cursor<Vec<u8>>>,
    columns: Arc<Columns>,
    /// Records read so far, the header included.
    row: u64,
}

#[derive(Debug)]
struct Columns {
    /// Names as the file writes them.
    names: Vec<String>,
    /// Where each name, in lower case, stands.
    places: HashMap<String, usize>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Counted in records from 1, which is the header. A quoted line break does not start a new one.
    pub number: u64,
    columns: Arc<Columns>,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads a file's header.
    ///
    /// # Errors
    /// A sentence for the merchant: the file cannot be read, is not text, or lacks one of the `required` columns.
    pub fn open(file: &Path, required: &[&str]) -> anyhow::Result<Self> {
        let name = file.display();
        let size = fs::metadata(file).map_err(|error| anyhow::anyhow!("{name}: {error}"))?.len();
        anyhow::ensure!(size <= FILE_MOST, "{name}: larger than {} MB", FILE_MOST >> 20);
        let bytes = fs::read(file).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
        Self::parse(bytes, required).map_err(|error| anyhow::anyhow!("{name}: {error}"))
    }

    /// Reads a header from bytes.
    ///
    /// # Errors
    /// As [`Sheet::open`].
    pub fn parse(mut bytes: Vec<u8>, required: &[&str]) -> anyhow::Result<Self> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            anyhow::bail!("this is UTF-16; save it as CSV UTF-8");
        }
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(..3);
        }
        let delimiter = delimiter(&bytes);
        let mut reader =
            ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(std::io::Cursor::new(bytes));
        let header = reader.headers().map_err(|_| anyhow::anyhow!("the header is not text; save it as CSV UTF-8"))?;
        let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            places.entry(name.to_lowercase()).or_insert(place);
        }
        let missing: Vec<&str> =
            required.iter().copied().filter(|name| !places.contains_key(&name.to_lowercase())).collect();
        anyhow::ensure!(missing.is_empty(), "row 1: these columns are missing: {}", missing.join(", "));
        Ok(Self { reader, columns: Arc::new(Columns { names, places }), row: 1 })
    }

    /// The next row that is not blank. What cannot be read is reported and left out.
    pub fn next_row(&mut self, report: &mut Report) -> Option<Row> {
        let mut record = ByteRecord::new();
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(true) => self.row += 1,
                Ok(false) => return None,
                Err(error) => {
                    report.issue(self.row + 1, "", error, "the rest of the file is left out");
                    return None;
                }
            }
            if self.row > ROWS_MOST {
                let why = format_args!("more than {ROWS_MOST} rows");
                report.issue(self.row, "", why, "the rest of the file is left out");
                return None;
            }
            if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Some(self.row_of(&record, report));
            }
        }
    }

    fn row_of(&self, record: &ByteRecord, report: &mut Report) -> Row {
        let names = &self.columns.names;
        if record.iter().skip(names.len()).any(|cell| !cell.trim_ascii().is_empty()) {
            let why = format_args!("{} cells under {} columns", record.len(), names.len());
            report.issue(self.row, "", why, "the cells beyond are ignored");
        }
        let cells = record
            .iter()
            .zip(names)
            .map(|(cell, name)| {
                if cell.len() > CELL_MOST {
                    let why = format_args!("longer than {} kB; is a quotation mark missing?", CELL_MOST >> 10);
                    report.issue(self.row, name, why, "the cell is read as blank");
                    return String::new();
                }
                match std::str::from_utf8(cell) {
                    Ok(text) => text.trim().to_owned(),
                    Err(_) => {
                        report.issue(self.row, name, "not UTF-8", "the cell is read as blank");
                        String::new()
                    }
                }
            })
            .collect();
        Row { number: self.row, columns: Arc::clone(&self.columns), cells }
    }
}

impl Row {
    /// What stands under a column, without white space around it; nothing when the column or the cell is missing.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let place = self.columns.places.get(column).or_else(|| self.columns.places.get(&column.to_lowercase()));
        place.and_then(|place| self.cells.get(*place)).map_or("", String::as_str)
    }

    /// What stands under a column, if anything does.
    #[must_use]
    pub fn some(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }
}

/// What stands between the cells: spreadsheets write commas, semicolons (where a comma is the decimal sign) or tabs.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> (Vec<Row>, Report) {
        let mut report = Report::new("t.csv", "rows");
        let mut sheet = Sheet::parse(text.to_vec(), &["a"]).unwrap();
        let rows = std::iter::from_fn(|| sheet.next_row(&mut report)).collect();
        (rows, report)
    }

    #[test]
    fn cells_are_found_by_name_whatever_the_tool_that_wrote_them() {
        let files: [&[u8]; 5] =
            [b"a,b\n1,x\n", b"\xEF\xBB\xBFA,B\r\n1,x\r\n", b"a;b\n1;x", b"b\ta\nx\t1\n", b"b,a,c\n\"x\",\" 1 \"\n,,\n"];
        for file in files {
            let (rows, report) = rows(file);
            assert_eq!(rows.len(), 1, "{}", String::from_utf8_lossy(file));
            assert_eq!((rows[0].get("a"), rows[0].get("b"), rows[0].get("c")), ("1", "x", ""));
            assert!(report.is_clean());
        }
    }

    #[test]
    fn a_quoted_line_break_does_not_start_a_row() {
        let (rows, _) = rows(b"a,b\n\"one\r\ntwo, \"\"three\"\"\",x\n2,y\n");
        assert_eq!(rows[0].get("a"), "one\r\ntwo, \"three\"");
        assert_eq!((rows[1].number, rows[1].get("a")), (3, "2"));
    }

    #[test]
    fn what_cannot_be_read_is_reported_with_its_place() {
        let (rows, report) = rows(b"a,b\n1,x,y\nW\xFCrze,z\n");
        assert_eq!(rows.len(), 2);
        let places: Vec<_> = report.issues.iter().map(|issue| (issue.row, issue.column.as_str())).collect();
        assert_eq!(places, [(2, ""), (3, "a")]);
    }

    #[test]
    fn a_file_of_something_else_is_refused_with_what_it_lacks() {
        let error = Sheet::parse(b"Order,Email\n1,a@b.de\n".to_vec(), &["SKU", "Order"]).unwrap_err();
        assert_eq!(error.to_string(), "row 1: these columns are missing: SKU");
        assert!(Sheet::parse(vec![0xFF, 0xFE, 65, 0], &[]).unwrap_err().to_string().contains("UTF-8"));
    }
}
