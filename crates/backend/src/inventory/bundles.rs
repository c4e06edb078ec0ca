//! What bundles are made of: loaded from a merchant's file, kept in memory, and remembered for each order.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    id::Sku,
    inventory::{Bundles, Lines, Part, Pieces, short_lines},
};

use super::{
    service::{self, Because, Shortfall},
    store,
};
use crate::{
    app::App,
    args,
    db::Tx,
    error::Error,
    import::{Report, Row, Sheet},
};

/// Columns without which a file is not a list of bundles.
pub const BUNDLES_REQUIRED: [&str; 3] = ["Bundle SKU", "Component SKU", "Quantity"];
/// More of one component in one bundle is a mistake in the file.
const PIECES_MOST: u32 = 999;
const LEFT_OUT: &str = "the bundle stays as it was";

/// What one piece of a variant takes from the shelf: its components and how many of each, or itself once. From memory.
pub fn parts(app: &App, sku: &Sku) -> Vec<(Sku, u32)> {
    app.availability().bundles().pieces_of(sku)
}

/// The pieces that lines take, summed over all lines and in the order in which they are taken. From memory.
pub fn pieces(app: &App, lines: &Lines) -> Pieces {
    app.availability().bundles().pieces(lines)
}

/// Commits what lines want to an order, or says of each line what there is of it. After a shortfall the transaction is to be taken back.
pub async fn take_lines(tx: &mut Tx, app: &App, lines: &Lines, because: Because<'_>) -> Result<Vec<Shortfall>, Error> {
    let bundles = app.availability().bundles();
    remember(tx, &bundles, because.reference, lines).await?;
    let short = service::take(tx, app, &bundles.pieces(lines), because).await?;
    Ok(explain(&bundles, lines, short))
}

/// Remembers what the bundles among these lines are made of now, for [`taken`]: to be called with the pieces that are taken.
pub async fn remember(tx: &mut Tx, bundles: &Bundles, reference: &str, lines: &Lines) -> Result<(), Error> {
    let mut rows = BTreeMap::new();
    for (sku, _, _) in lines {
        for part in bundles.parts(sku) {
            let row = args![reference, sku.as_str(), part.sku.as_str(), part.quantity];
            rows.insert((sku.clone(), part.sku.clone()), row);
        }
    }
    tx.run_many(
        "INSERT INTO stock_recipe (reference, sku, part, quantity) VALUES {} ON CONFLICT (reference, sku, part) DO NOTHING",
        rows.into_values().collect(),
    )
    .await
    .map(drop)
}

/// The pieces that these lines took for an order, put together as they were then.
pub async fn taken(tx: &mut Tx, reference: &str, lines: &Lines) -> Result<Pieces, Error> {
    let rows: Vec<(String, String, i64)> = tx
        .all("SELECT sku, part, quantity FROM stock_recipe WHERE reference = $1 ORDER BY sku, part", args![reference])
        .await?;
    let bundles = Bundles::new(read(rows)?);
    Ok(bundles.pieces(lines))
}

/// What a shortfall of pieces means for the lines that a shopper knows.
pub fn explain(bundles: &Bundles, lines: &Lines, short: Vec<Shortfall>) -> Vec<Shortfall> {
    let left = short.into_iter().map(|it| ((it.sku, it.location), it.left)).collect();
    let lines = short_lines(bundles, lines, &left).into_iter();
    lines.map(|(sku, location, wanted, left)| Shortfall { sku, location, wanted, left }).collect()
}

/// Every recipe.
pub(super) async fn load(tx: &mut Tx) -> Result<Bundles, Error> {
    let rows = tx.all("SELECT bundle, part, quantity FROM bundle_part ORDER BY bundle, place", args![]).await?;
    Ok(Bundles::new(read(rows)?))
}

fn read(rows: Vec<(String, String, i64)>) -> Result<Vec<(Sku, Part)>, Error> {
    let row = |(bundle, part, quantity): (String, String, i64)| {
        let sku = Sku::parse(part).map_err(Error::internal)?;
        let quantity = u32::try_from(quantity).map_err(Error::internal)?;
        Ok((Sku::parse(bundle).map_err(Error::internal)?, Part { sku, quantity }))
    };
    rows.into_iter().map(row).collect()
}

/// The recipes of a file: by bundle, in the file's order, with the row each begins in.
#[derive(Debug, Default)]
struct Recipes {
    order: Vec<Sku>,
    parts: HashMap<Sku, Vec<(u64, Part)>>,
    /// Those with a row that cannot be used: half a recipe would sell what is not there.
    spoilt: HashSet<Sku>,
}

/// Loads what bundles are made of; `strict` writes nothing when there is anything to complain about.
///
/// A bundle becomes what the file says of it; with its component left blank it is a bundle no more. Bundles that are not in the file
/// stay. Loading the same file again writes nothing.
pub async fn import_bundles(app: &App, mut sheet: Sheet, mut report: Report, strict: bool) -> Result<Report, Error> {
    let mut recipes = Recipes::default();
    while let Some(row) = sheet.next_row(&mut report) {
        let Some(bundle) = known(app, &row, &mut report, "Bundle SKU") else { continue };
        if !recipes.parts.contains_key(&bundle) {
            recipes.order.push(bundle.clone());
        }
        let parts = recipes.parts.entry(bundle.clone()).or_default();
        match component(app, &row, &mut report) {
            Ok(Some(part)) => parts.push((row.number, part)),
            // It is dissolved.
            Ok(None) => {}
            Err(()) => {
                recipes.spoilt.insert(bundle);
            }
        }
    }
    let recipes = &recipes;
    let report = app
        .db
        .write(|mut tx| {
            let report = report.clone();
            async move { write(&mut tx, app, recipes, report, strict).await }
        })
        .await?;
    service::refresh(app).await?;
    Ok(report)
}

fn component(app: &App, row: &Row, report: &mut Report) -> Result<Option<Part>, ()> {
    if row.some("Component SKU").is_none() && row.some("Quantity").is_none() {
        return Ok(None);
    }
    let sku = known(app, row, report, "Component SKU");
    let text = row.get("Quantity");
    let quantity = text.parse().ok().filter(|pieces| (1..=PIECES_MOST).contains(pieces));
    if quantity.is_none() {
        let why = format_args!("{text:?} is not a whole number from 1 to {PIECES_MOST}");
        report.issue(row.number, "Quantity", why, LEFT_OUT);
    }
    Ok(Some(Part { sku: sku.ok_or(())?, quantity: quantity.ok_or(())? }))
}

fn known(app: &App, row: &Row, report: &mut Report, column: &str) -> Option<Sku> {
    let why = match row.some(column).map(Sku::parse) {
        Some(Ok(sku)) if app.catalog().variant(&sku).is_some() => return Some(sku),
        Some(Ok(sku)) => format!("{sku} is not a variant of any product"),
        Some(Err(why)) => why.to_string(),
        None => "blank".to_owned(),
    };
    report.issue(row.number, column, why, LEFT_OUT);
    None
}

async fn write(tx: &mut Tx, app: &App, recipes: &Recipes, mut report: Report, strict: bool) -> Result<Report, Error> {
    let before = load(tx).await?;
    let shelved = store::shelved(tx, recipes.order.iter().map(Sku::as_str)).await?;
    let mut after = before.clone();
    let (mut dissolved, mut rows) = (Vec::new(), Vec::new());
    // What is dissolved first may be a part of others afterwards.
    let (gone, made): (Vec<&Sku>, Vec<&Sku>) =
        recipes.order.iter().partition(|bundle| recipes.parts[*bundle].is_empty());
    for bundle in gone.into_iter().chain(made) {
        let parts = &recipes.parts[bundle];
        let mut fits = !recipes.spoilt.contains(bundle);
        let first = parts.first().map_or(0, |(row, _)| *row);
        if let Some(place) = shelved.get(bundle.as_str()).filter(|_| !parts.is_empty()) {
            let why =
                format_args!("{bundle} itself lies on a shelf of {place}; unpack it and count it to 0 there first");
            report.issue(first, "Bundle SKU", why, LEFT_OUT);
            fits = false;
        }
        let mut one = after.without(bundle);
        for (row, part) in parts {
            match one.check(bundle, &part.sku) {
                Ok(()) => one.add(bundle.clone(), part.clone()),
                Err(why) => {
                    report.issue(*row, "Component SKU", why, LEFT_OUT);
                    fits = false;
                }
            }
        }
        if !fits {
            report.left_out += 1;
            continue;
        }
        after = one;
        let (old, new) = (before.parts(bundle), after.parts(bundle));
        if old == new {
            report.unchanged += 1;
            continue;
        }
        *(if old.is_empty() { &mut report.added } else { &mut report.changed }) += 1;
        dissolved.push(bundle.as_str());
        for (place, part) in (0_i64..).zip(new) {
            rows.push(args![bundle.as_str(), part.sku.as_str(), part.quantity, place]);
        }
    }
    report.sort();
    if strict && !report.is_clean() {
        (report.added, report.changed, report.unchanged, report.refused) = (0, 0, 0, true);
        return Ok(report);
    }
    for bundle in &dissolved {
        tx.run("DELETE FROM bundle_part WHERE bundle = $1", args![*bundle]).await?;
    }
    tx.run_many("INSERT INTO bundle_part (bundle, part, quantity, place) VALUES {}", rows).await?;
    if !dissolved.is_empty() {
        service::raise_generation(tx, app, service::BUNDLES).await?;
    }
    Ok(report)
}
