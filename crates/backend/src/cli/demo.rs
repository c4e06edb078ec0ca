//! The demo shop: the same import files and importers a merchant uses.

use std::path::Path;

use anyhow::Context as _;

use super::{Listed, import};
use crate::{app::App, import::Report};

/// In the order in which they name each other.
const FILES: [(Listed, &str); 6] = [
    (Listed::Stores, "stores.csv"),
    (Listed::Products, "products.csv"),
    (Listed::Bundles, "bundles.csv"),
    (Listed::Stock, "stock.csv"),
    (Listed::Shipping, "shipping.csv"),
    (Listed::Home, "home.json"),
];

/// Loads every file of the demo shop.
pub(super) async fn load(app: &App, folder: &Path) -> anyhow::Result<Vec<Report>> {
    let mut reports = Vec::new();
    for (what, name) in FILES {
        let file = folder.join(name);
        anyhow::ensure!(file.is_file(), "the demo shop is not in {}: {name} is missing", folder.display());
        reports.push(import(app, what, &file, false).await.with_context(|| format!("loading {name}"))?);
    }
    Ok(reports)
}

/// Whether nothing was ever put into this shop.
pub(super) fn is_empty(app: &App) -> bool {
    app.catalog().products().len() == 0 && app.locations().all().is_empty()
}
