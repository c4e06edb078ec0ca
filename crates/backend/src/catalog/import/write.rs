//! Drafts are compared with what is kept; only what differs is written, all in one transaction.

use std::collections::{HashMap, HashSet};

use domain::id::Gtin;

use super::read::Draft;
use crate::{
    app::App,
    args,
    catalog::store::{self, Kept, Record},
    db::{Args, Tx},
    error::Error,
    import::Report,
};

/// What there is to write.
#[derive(Debug, Default)]
struct Changes {
    products: Vec<Args>,
    handles: Vec<String>,
    variants: Vec<Args>,
    categories: Vec<Args>,
}

/// Writes what differs and says what did.
pub(super) async fn write(app: &App, drafts: &[Draft], read: &Report, strict: bool) -> Result<Report, Error> {
    app.db
        .write(|mut tx| async move {
            let mut report = read.clone();
            let kept = store::kept_products(&mut tx).await?;
            let skus = store::kept_skus(&mut tx).await?;
            let categories = store::kept_categories(&mut tx).await?;
            let records = settle(drafts, &skus, &mut report);
            let mut changes = Changes::default();
            compare(app, &records, &kept, &mut changes, &mut report)?;
            shelve(drafts, &categories, &mut changes);
            report.sort();
            if strict && !report.is_clean() {
                report.refused = true;
                return Ok(report);
            }
            apply(&mut tx, changes).await?;
            Ok(report)
        })
        .await
}

/// The records without variants whose SKU belongs to a product that is not in the file.
fn settle(drafts: &[Draft], skus: &[(String, String)], report: &mut Report) -> Vec<Record> {
    let in_file: HashSet<&str> = drafts.iter().map(|draft| draft.record.product.handle.as_str()).collect();
    let owners: HashMap<&str, &str> = skus.iter().map(|(sku, handle)| (sku.as_str(), handle.as_str())).collect();
    let mut records = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut record = draft.record.clone();
        let foreign: Vec<bool> = record
            .product
            .variants
            .iter()
            .zip(&draft.variants)
            .map(|(variant, cells)| match owners.get(variant.sku.as_str()) {
                Some(owner) if !in_file.contains(owner) => {
                    let why = format_args!("{} belongs to {owner}, which is not in the file", variant.sku);
                    report.issue(cells.row, "Variant SKU", why, "the variant is left out");
                    true
                }
                _ => false,
            })
            .collect();
        if foreign.iter().any(|it| *it) {
            let mut left_out = foreign.iter();
            record.product.variants.retain(|_| left_out.next() == Some(&false));
            let mut left_out = foreign.iter();
            record.grams.retain(|_| left_out.next() == Some(&false));
        }
        if record.product.variants.is_empty() {
            report.left_out += 1;
        } else {
            records.push(record);
        }
    }
    records
}

/// Counts what is new, changed and as it was, and collects the rows of what differs.
fn compare(
    app: &App,
    records: &[Record],
    kept: &[Kept],
    changes: &mut Changes,
    report: &mut Report,
) -> Result<(), Error> {
    let known: HashMap<&str, &Kept> = kept.iter().map(|kept| (kept.handle.as_str(), kept)).collect();
    let mut next = kept.iter().map(|kept| kept.place + 1).max().unwrap_or(0);
    for record in records {
        let product = &record.product;
        let body = serde_json::to_string(record).map_err(Error::internal)?;
        let place = match known.get(product.handle.as_str()) {
            Some(kept) if kept.body == body => {
                report.unchanged += 1;
                continue;
            }
            Some(kept) => {
                report.changed += 1;
                kept.place
            }
            None => {
                report.added += 1;
                next += 1;
                next - 1
            }
        };
        let handle = product.handle.as_str();
        changes.products.push(args![
            handle,
            place,
            record.published,
            product.category.as_str(),
            &product.title,
            body,
            app.clock.now()
        ]);
        changes.handles.push(handle.to_owned());
        for (which, (variant, grams)) in product.variants.iter().zip(&record.grams).enumerate() {
            let which = i64::try_from(which).unwrap_or(i64::MAX);
            let gtin = variant.gtin.as_ref().map(Gtin::as_str);
            let price = variant.price;
            changes.variants.push(args![
                variant.sku.as_str(),
                handle,
                which,
                gtin,
                price.minor,
                price.currency.code(),
                *grams
            ]);
        }
    }
    Ok(())
}

/// The categories that are new or are called differently now. The first product of a shelf says what it is called.
fn shelve(drafts: &[Draft], kept: &[(String, i64, String)], changes: &mut Changes) {
    let known: HashMap<&str, &str> = kept.iter().map(|(slug, _, title)| (slug.as_str(), title.as_str())).collect();
    let mut next = kept.iter().map(|(_, place, _)| place + 1).max().unwrap_or(0);
    let mut seen = HashSet::new();
    for category in drafts.iter().map(|draft| &draft.category) {
        let slug = category.slug.as_str();
        if seen.insert(slug) && known.get(slug) != Some(&category.title.as_str()) {
            changes.categories.push(args![slug, next, &category.title]);
            next += 1;
        }
    }
}

async fn apply(tx: &mut Tx, changes: Changes) -> Result<(), Error> {
    if changes.products.is_empty() && changes.categories.is_empty() {
        return Ok(());
    }
    store::put_products(tx, changes.products).await?;
    store::put_variants(tx, &changes.handles, changes.variants).await?;
    store::put_categories(tx, changes.categories).await?;
    store::raise_generation(tx).await
}
