//! `products.csv`: Shopify's product export becomes products. The columns are described in `demo/README.md`.
//!
//! [`read`](self::read) turns rows into drafts, [`pictures`] finds and checks what they show, [`write`](self::write) compares them with
//! what is kept. Each step reports what it cannot use and what it does instead.

mod cells;
mod home;
mod pictures;
mod read;
mod svg;
mod variant;
mod write;

pub use home::import_home;

use std::path::Path;

use crate::{
    app::App,
    error::Error,
    import::{Report, Sheet},
};

/// Columns without which a file is not a list of products.
pub const REQUIRED: [&str; 3] = ["Handle", "Title", "Variant Price"];

/// Loads products; `strict` writes nothing when there is anything to complain about.
///
/// A product that is not in the file stays; one that is becomes what the file says. Loading the same file again writes nothing.
/// Pictures are looked for in `folder`, where the file came from.
///
/// # Errors
/// The database cannot be read or written.
pub async fn import(
    app: &App,
    folder: &Path,
    mut sheet: Sheet,
    mut report: Report,
    strict: bool,
) -> Result<Report, Error> {
    let mut drafts = read::drafts(&mut sheet, &mut report);
    drop(sheet);
    let album = pictures::find(folder, pictures::names(&drafts)).await?;
    for draft in &mut drafts {
        album.hang(draft, &mut report);
    }
    report.sort();
    if strict && !report.is_clean() {
        report.refused = true;
        return Ok(report);
    }
    album.keep(app).await?;
    let report = write::write(app, &drafts, &report, strict).await?;
    app.refresh_catalog().await?;
    Ok(report)
}
