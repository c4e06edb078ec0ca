//! Files of the merchant's decisions: `shipping.csv` and `taxes.csv`. The columns are described in `demo/README.md`.
//!
//! Each file is the whole table: it replaces the one before. A file with a row that cannot be used replaces nothing,
//! because half a table of prices is worse than yesterday's.

mod shipping;
mod taxes;

pub use shipping::{REQUIRED as SHIPPING_REQUIRED, import as import_shipping};
pub use taxes::{REQUIRED as TAXES_REQUIRED, import as import_taxes};

use std::fmt::Display;

use serde::Serialize;

use super::terms;
use crate::{
    app::App,
    error::Error,
    import::{Report, Row},
};

const LEFT_OUT: &str = "the table stays as it was";
/// The most rows of a table.
const ROWS_MOST: usize = 10_000;

/// Keeps a table, unless anything was wrong with its file.
async fn keep<T: Serialize>(
    app: &App,
    kind: &'static str,
    table: &T,
    rows: usize,
    mut report: Report,
) -> Result<Report, Error> {
    report.sort();
    if rows == 0 && report.is_clean() {
        report.issue(1, "", "no rows", LEFT_OUT);
    }
    if rows > ROWS_MOST {
        report.issue(1, "", format_args!("more than {ROWS_MOST} rows"), LEFT_OUT);
    }
    if !report.is_clean() {
        report.refused = true;
        return Ok(report);
    }
    let changed = app.db.write(|mut tx| async move { terms::keep(&mut tx, kind, table).await }).await?;
    let count = u64::try_from(rows).unwrap_or(u64::MAX);
    *(if changed { &mut report.changed } else { &mut report.unchanged }) = count;
    terms::refresh(app).await?;
    Ok(report)
}

/// A cell read by `parse`; nothing, with the reason in the report, when it cannot be.
fn cell<'r, T, E: Display>(
    row: &'r Row,
    report: &mut Report,
    column: &str,
    parse: impl FnOnce(&'r str) -> Result<T, E>,
) -> Option<T> {
    match row.some(column).map(parse) {
        Some(Ok(value)) => Some(value),
        Some(Err(why)) => refuse(row, report, column, why),
        None => refuse(row, report, column, "blank"),
    }
}

/// The same of a cell that may be blank: then `blank`.
fn cell_or<'r, T, E: Display>(
    row: &'r Row,
    report: &mut Report,
    column: &str,
    blank: T,
    parse: impl FnOnce(&'r str) -> Result<T, E>,
) -> Option<T> {
    if row.some(column).is_some() { cell(row, report, column, parse) } else { Some(blank) }
}

fn refuse<T>(row: &Row, report: &mut Report, column: &str, why: impl Display) -> Option<T> {
    report.issue(row.number, column, why, LEFT_OUT);
    None
}

fn country(code: &str) -> Result<String, String> {
    let code = code.trim();
    let letters = code.len() == 2 && code.bytes().all(|it| it.is_ascii_uppercase());
    if letters { Ok(code.to_owned()) } else { Err(format!("{code:?} is not a country such as DE")) }
}

/// Words separated by `;`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|word| !word.is_empty())
}

/// A name for machines: lower-case letters, digits and hyphens.
fn code(text: &str) -> Result<String, &'static str> {
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let right = text.len() <= 32 && text.bytes().all(fits);
    if right { Ok(text.to_owned()) } else { Err("not at most 32 lower-case letters, digits and hyphens") }
}
