//! What an import did, and row by row what it could not use.

use serde::Serialize;
use std::fmt;

/// The most issues a report spells out; a file with more is told so.
const ISSUES_MOST: usize = 1_000;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The file's name, as given.
    pub file: String,
    /// What it lists: `products`, `stores`, `stock rows`.
    pub things: &'static str,
    /// How many were not known before.
    pub added: u64,
    /// How many were known and are different now.
    pub changed: u64,
    /// How many were known and are as they were.
    pub unchanged: u64,
    /// How many could not be used at all.
    pub left_out: u64,
    /// Set when `--strict` met an issue: nothing was written.
    pub refused: bool,
    /// What could not be used, in the order of rows.
    pub issues: Vec<Issue>,
    /// How many further issues there were.
    pub more_issues: u64,
}

/// Something that could not be used, and what was done instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Issue {
    /// The row, counted in records from 1, which is the header.
    pub row: u64,
    /// The column's name; empty when it is about the row as a whole.
    pub column: String,
    /// What is wrong.
    pub why: String,
    /// What was done instead.
    pub instead: String,
}

impl Report {
    /// A report about nothing yet.
    #[must_use]
    pub fn new(file: impl Into<String>, things: &'static str) -> Self {
        Self { file: file.into(), things, ..Self::default() }
    }

    /// Notes what could not be used.
    pub fn issue(&mut self, row: u64, column: &str, why: impl fmt::Display, instead: &str) {
        if self.issues.len() < ISSUES_MOST {
            let (why, instead) = (why.to_string(), instead.to_owned());
            self.issues.push(Issue { row, column: column.to_owned(), why, instead });
        } else {
            self.more_issues += 1;
        }
    }

    /// Whether everything in the file could be used.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.issues.is_empty()
    }

    /// Puts the issues into the order of the file's rows.
    pub fn sort(&mut self) {
        self.issues.sort();
    }
}

/// One line for the whole, then one line an issue that starts like a compiler's: `products.csv:12: Variant Price: …`.
impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, things, added, changed, unchanged, left_out, .. } = self;
        if self.refused {
            write!(out, "{file}: nothing imported, because --strict was given and there are issues")?;
        } else {
            write!(
                out,
                "{file}: {added} {things} added, {changed} changed, {unchanged} unchanged, {left_out} left out"
            )?;
        }
        for Issue { row, column, why, instead } in &self.issues {
            let colon = if column.is_empty() { "" } else { ": " };
            write!(out, "\n{file}:{row}: {column}{colon}{why}; {instead}")?;
        }
        if self.more_issues > 0 {
            write!(out, "\n{file}: and {} more issues", self.more_issues)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_names_file_row_and_column() {
        let mut report = Report::new("products.csv", "products");
        report.added = 3;
        report.issue(12, "Variant Price", "blank", "the variant is left out");
        report.issue(7, "", "more cells than the header", "the rest is ignored");
        report.sort();
        assert_eq!(
            report.to_string(),
            "products.csv: 3 products added, 0 changed, 0 unchanged, 0 left out\n\
             products.csv:7: more cells than the header; the rest is ignored\n\
             products.csv:12: Variant Price: blank; the variant is left out"
        );
    }

    #[test]
    fn a_file_of_nothing_but_faults_stays_bounded() {
        let mut report = Report::new("x.csv", "products");
        for row in 0..5_000 {
            report.issue(row, "Handle", "blank", "the row is left out");
        }
        assert_eq!((report.issues.len(), report.more_issues), (1_000, 4_000));
    }
}
