//! Rows become variants: what is chosen, what it costs, its colour.

use std::collections::HashSet;

use domain::{
    catalog::{Finish, Hex, Shade, Undertone, Variant},
    id::{Gtin, Handle, Sku},
    money::Money,
    tax::EXEMPT,
};

use super::{
    cells,
    read::{LINE_MOST, PictureCell, VariantCells, slug},
};
use crate::import::{Report, Row};

/// The most variants of one product, as in Shopify.
const VARIANTS_MOST: usize = 2_048;
const VALUE_COLUMNS: [&str; 3] = ["Option1 Value", "Option2 Value", "Option3 Value"];
const HEX: &str = "Shade hex (variant.metafields.vitrine.hex)";
const FINISH: &str = "Shade finish (variant.metafields.vitrine.finish)";
const UNDERTONE: &str = "Shade undertone (variant.metafields.vitrine.undertone)";
const PANS: &str = "Palette pans (variant.metafields.vitrine.pans)";
/// The most pans of one palette.
const PANS_MOST: usize = 64;
const FAMILY: &str = "Shade family (variant.metafields.vitrine.family)";
const TAX_CLASS: &str = "Tax class (variant.metafields.vitrine.tax_class)";
const TEXTURE: &str = "Shade texture (variant.metafields.vitrine.texture)";
const LEFT_OUT: &str = "the variant is left out";

/// A variant, its weight, and where it stands in the file.
pub(super) type Read = (Variant, Option<u32>, VariantCells);

/// Every variant of a product that can be used. `taken` are the SKUs of the file so far.
pub(super) fn variants(
    handle: &Handle,
    options: &[String],
    rows: &[Row],
    taken: &mut HashSet<Sku>,
    report: &mut Report,
) -> Vec<Read> {
    let mut read: Vec<Read> = Vec::new();
    // Rows without any of these only carry a picture. The first row always carries a variant.
    let has_variant =
        |row: &Row| ["Variant SKU", "Option1 Value", "Variant Price"].iter().any(|it| row.some(it).is_some());
    for (which, row) in rows.iter().enumerate().filter(|(which, row)| *which == 0 || has_variant(row)) {
        if read.len() == VARIANTS_MOST {
            let why = format_args!("more than {VARIANTS_MOST} variants");
            report.issue(row.number, "Variant SKU", why, "the first ones count");
            break;
        }
        if let Some((variant, grams)) = variant(handle, options, row, which, &read, taken, report) {
            taken.insert(variant.sku.clone());
            read.push((variant, grams, VariantCells { row: row.number, pictures: pictures(row) }));
        }
    }
    read
}

/// Splits what was read into the product's variants, their weights and their places in the file.
pub(super) fn unzip(read: Vec<Read>) -> (Vec<Variant>, Vec<Option<u32>>, Vec<VariantCells>) {
    let mut parts = (Vec::new(), Vec::new(), Vec::new());
    for (variant, grams, cells) in read {
        parts.0.push(variant);
        parts.1.push(grams);
        parts.2.push(cells);
    }
    parts
}

fn variant(
    handle: &Handle,
    options: &[String],
    row: &Row,
    which: usize,
    before: &[Read],
    taken: &HashSet<Sku>,
    report: &mut Report,
) -> Option<(Variant, Option<u32>)> {
    let values = values(options, row, report)?;
    let sku = sku(handle, &values, row, which, report)?;
    if taken.contains(&sku) {
        report.issue(row.number, "Variant SKU", format_args!("{sku} belongs to another row"), LEFT_OUT);
        return None;
    }
    if before.iter().any(|(variant, ..)| variant.values == values) {
        let why =
            if options.is_empty() { "a second variant without options" } else { "the same choice as an earlier row" };
        report.issue(row.number, VALUE_COLUMNS[0], why, LEFT_OUT);
        return None;
    }
    let price = match row.some("Variant Price").map(cells::price) {
        Some(Ok(price)) => price,
        Some(Err(why)) => {
            report.issue(row.number, "Variant Price", why, LEFT_OUT);
            return None;
        }
        None => {
            report.issue(row.number, "Variant Price", "blank", LEFT_OUT);
            return None;
        }
    };
    let gtin = |cell: &str| Gtin::parse(cell.trim_start_matches('\'').trim());
    let variant = Variant {
        sku,
        gtin: cells::optional(row, "Variant Barcode", gtin, report),
        values,
        price,
        compare_at: compare_at(row, price, report),
        shade: shade(row, report),
        pictures: Vec::new(),
        tax_class: tax_class(row, report),
    };
    let grams = cells::optional(row, "Variant Grams", cells::grams, report);
    Some((variant, grams))
}

/// The variant's value of each option.
fn values(options: &[String], row: &Row, report: &mut Report) -> Option<Vec<String>> {
    let mut values = Vec::new();
    for (column, name) in VALUE_COLUMNS.into_iter().zip(options) {
        let Some(value) = cells::line(row, column, LINE_MOST, report) else {
            report.issue(row.number, column, format_args!("blank, where a value of {name} is needed"), LEFT_OUT);
            return None;
        };
        values.push(value);
    }
    Some(values)
}

/// The SKU. Shops that do without get one made of handle and choice, the same each time.
fn sku(handle: &Handle, values: &[String], row: &Row, which: usize, report: &mut Report) -> Option<Sku> {
    if let Some(cell) = row.some("Variant SKU") {
        return match Sku::parse(cell.trim_start_matches('\'')) {
            Ok(sku) => Some(sku),
            Err(why) => {
                report.issue(row.number, "Variant SKU", why, LEFT_OUT);
                None
            }
        };
    }
    let made = [handle.as_str(), &slug(&values.join(" "))].join("-");
    let made = Sku::parse(made.trim_matches('-')).or_else(|_| {
        let short: String = handle.as_str().chars().take(48).collect();
        Sku::parse(format!("{short}-{which}"))
    });
    let sku = made.ok()?;
    report.issue(row.number, "Variant SKU", "blank", &format!("the variant is called {sku}"));
    Some(sku)
}

/// The former price. Exports write 0 for none.
fn compare_at(row: &Row, price: Money, report: &mut Report) -> Option<Money> {
    let column = "Variant Compare At Price";
    let former = cells::optional(row, column, cells::price, report).filter(|former| !former.is_zero())?;
    if former.minor <= price.minor {
        report.issue(row.number, column, "not higher than the price", "it is left blank");
        return None;
    }
    Some(former)
}

/// The class its tax rate is looked up by: what our column says, else what Shopify's says of goods that are not taxed.
fn tax_class(row: &Row, report: &mut Report) -> Option<String> {
    let word = |cell: &str| {
        let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        let right = cell.len() <= 32 && cell.bytes().all(fits);
        if right { Ok(cell.to_owned()) } else { Err("not lower-case letters, digits and hyphens") }
    };
    let class = cells::optional(row, TAX_CLASS, word, report);
    let exempt = || row.get("Variant Taxable").eq_ignore_ascii_case("false").then(|| EXEMPT.to_owned());
    class.or_else(exempt)
}

/// The colour, when there is one.
fn shade(row: &Row, report: &mut Report) -> Option<Shade> {
    let hex = cells::optional(row, HEX, Hex::parse, report)?;
    let unknown = |cell: &str| format!("{cell:?} is not a word of the list");
    Some(Shade {
        hex,
        finish: cells::optional(row, FINISH, |cell| Finish::from_word(cell).ok_or_else(|| unknown(cell)), report),
        undertone: cells::optional(
            row,
            UNDERTONE,
            |cell| Undertone::from_word(cell).ok_or_else(|| unknown(cell)),
            report,
        ),
        family: cells::line(row, FAMILY, LINE_MOST, report),
        pans: cells::optional(row, PANS, pans, report).unwrap_or_default(),
    })
}

/// Colours with spaces between them.
fn pans(cell: &str) -> Result<Vec<Hex>, String> {
    let pans = cell.split_whitespace().map(Hex::parse).collect::<Result<Vec<_>, _>>().map_err(|why| why.to_string())?;
    if pans.len() > PANS_MOST { Err(format!("more than {PANS_MOST} pans")) } else { Ok(pans) }
}

/// The variant's own pictures, its pack shot first.
fn pictures(row: &Row) -> Vec<PictureCell> {
    ["Variant Image", TEXTURE]
        .into_iter()
        .filter_map(|column| {
            let name = row.some(column)?.to_owned();
            Some(PictureCell { row: row.number, column, name, alt: String::new() })
        })
        .collect()
}
