//! What every importer of merchants' files shares: reading the sheet and saying what could not be used.
//!
//! Importers live in their slices. They read a [`Sheet`], write what is good in one transaction and answer a [`Report`].

mod report;
mod sheet;

pub use report::{Issue, Report};
pub use sheet::{Row, Sheet};
