//! Rows become drafts: one per handle, with variants, and with the names of pictures still to be looked for.

use std::collections::{HashMap, HashSet};

use domain::{
    catalog::{Category, Product, ProductOption},
    id::{CategorySlug, Handle, Sku},
};
use sha2::{Digest as _, Sha256};

use super::{cells, variant};
use crate::{
    catalog::{search::fold, store::Record},
    import::{Report, Row, Sheet},
};

/// The longest title, label, option or tag, in characters.
pub(super) const LINE_MOST: usize = 255;
const PARAGRAPH_MOST: usize = 20_000;
const PRODUCT_LEFT_OUT: &str = "the product is left out";

/// A product as the file has it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) record: Record,
    /// What its category is called.
    pub(super) category: Category,
    /// Its own pictures, in the order of their positions.
    pub(super) pictures: Vec<PictureCell>,
    /// Each variant's row and pictures, in the order of the variants.
    pub(super) variants: Vec<VariantCells>,
}

/// Where a variant came from.
#[derive(Debug, Clone)]
pub(super) struct VariantCells {
    pub(super) row: u64,
    pub(super) pictures: Vec<PictureCell>,
}

/// The name of a picture and where it stands.
#[derive(Debug, Clone)]
pub(super) struct PictureCell {
    pub(super) row: u64,
    pub(super) column: &'static str,
    pub(super) name: String,
    pub(super) alt: String,
}

/// Every product of the file that can be used, in order.
pub(super) fn drafts(sheet: &mut Sheet, report: &mut Report) -> Vec<Draft> {
    let mut places: HashMap<Handle, usize> = HashMap::new();
    let mut groups: Vec<(Handle, Vec<Row>)> = Vec::new();
    while let Some(row) = sheet.next_row(report) {
        let handle = match row.some("Handle").map(|handle| Handle::parse(handle.to_lowercase())) {
            Some(Ok(handle)) => handle,
            Some(Err(why)) => {
                report.issue(row.number, "Handle", why, "the row is left out");
                report.left_out += 1;
                continue;
            }
            None => {
                report.issue(row.number, "Handle", "blank", "the row is left out");
                report.left_out += 1;
                continue;
            }
        };
        let place = *places.entry(handle.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((handle, vec![row])),
        }
    }
    let mut taken = HashSet::new();
    let mut drafts = Vec::with_capacity(groups.len());
    for (handle, rows) in groups {
        match draft(handle, &rows, &mut taken, report) {
            Some(draft) => drafts.push(draft),
            None => report.left_out += 1,
        }
    }
    drafts
}

fn draft(handle: Handle, rows: &[Row], taken: &mut HashSet<Sku>, report: &mut Report) -> Option<Draft> {
    let first = &rows[0];
    let Some(title) = cells::line(first, "Title", LINE_MOST, report) else {
        report.issue(first.number, "Title", "blank on the product's first row", PRODUCT_LEFT_OUT);
        return None;
    };
    let options = option_names(first, report);
    let read = variant::variants(&handle, &options, rows, taken, report);
    if read.is_empty() {
        return None;
    }
    let (variants, grams, cells) = variant::unzip(read);
    let values = |place: usize| {
        let mut values: Vec<String> = Vec::new();
        for variant in &variants {
            if !values.contains(&variant.values[place]) {
                values.push(variant.values[place].clone());
            }
        }
        values
    };
    let options =
        options.into_iter().enumerate().map(|(place, name)| ProductOption { name, values: values(place) }).collect();
    let category = category(first);
    let product = Product {
        handle,
        title,
        label: cells::line(first, "Vendor", LINE_MOST, report).unwrap_or_default(),
        category: category.slug.clone(),
        description_html: cells::html(first, "Body (HTML)", report),
        how_to_use: cells::text(first, "How to use (product.metafields.custom.how_to_use)", PARAGRAPH_MOST, report),
        ingredients: cells::text(first, "Ingredients (product.metafields.custom.ingredients)", PARAGRAPH_MOST, report),
        tags: cells::tags(first, "Tags", report),
        options,
        variants,
        pictures: Vec::new(),
        rating: cells::rating(
            first,
            "Rating (product.metafields.reviews.rating)",
            "Rating count (product.metafields.reviews.rating_count)",
            report,
        ),
    };
    let record = Record {
        product,
        published: published(first, report),
        seo_title: cells::line(first, "SEO Title", LINE_MOST, report),
        seo_description: cells::line(first, "SEO Description", 1_000, report),
        net_contents: cells::line(first, "Net contents (product.metafields.custom.net_contents)", LINE_MOST, report),
        grams,
    };
    Some(Draft { record, category, pictures: pictures(rows, report), variants: cells })
}

/// What can be chosen. Shopify writes `Title` with the one value `Default Title` where there is nothing to choose.
fn option_names(first: &Row, report: &mut Report) -> Vec<String> {
    let nothing = first.get("Option1 Name").eq_ignore_ascii_case("Title")
        && first.get("Option1 Value").eq_ignore_ascii_case("Default Title");
    if nothing {
        return Vec::new();
    }
    let names = ["Option1 Name", "Option2 Name", "Option3 Name"];
    let named = names.into_iter().map(|column| cells::line(first, column, LINE_MOST, report));
    named.take_while(Option::is_some).flatten().collect()
}

/// The product's own pictures, by position.
fn pictures(rows: &[Row], report: &mut Report) -> Vec<PictureCell> {
    let mut found: Vec<(u32, PictureCell)> = Vec::new();
    for row in rows {
        let Some(name) = row.some("Image Src") else { continue };
        let number = |cell: &str| cell.parse().map_err(|_| format!("{cell:?} is not a position"));
        let position = cells::optional(row, "Image Position", number, report).unwrap_or(u32::MAX);
        let alt = cells::line(row, "Image Alt Text", 512, report).unwrap_or_default();
        if found.iter().all(|(_, known)| known.name != name) {
            found.push((position, PictureCell { row: row.number, column: "Image Src", name: name.to_owned(), alt }));
        }
    }
    found.sort_by_key(|(position, _)| *position);
    found.into_iter().map(|(_, cell)| cell).collect()
}

/// Whether it goes on the shelves; in doubt it does not.
fn published(first: &Row, report: &mut Report) -> bool {
    let cell = first.get("Published");
    let shown = cells::flag(cell).unwrap_or_else(|| {
        if !cell.is_empty() {
            let why = format_args!("{cell:?} is neither TRUE nor FALSE");
            report.issue(first.number, "Published", why, "the product is kept and not shown");
        }
        cell.is_empty()
    });
    let active = match first.get("Status").to_ascii_lowercase().as_str() {
        "" | "active" => true,
        "draft" | "archived" | "unlisted" => false,
        other => {
            let why = format_args!("{other:?} is not active, draft or archived");
            report.issue(first.number, "Status", why, "the product is kept and not shown");
            false
        }
    };
    shown && active
}

/// The shelf: `Type`, else the last word of Shopify's own taxonomy, else one for everything that has none.
fn category(first: &Row) -> Category {
    let taxonomy = first.get("Product Category").rsplit('>').next().unwrap_or_default().trim();
    let title = [first.get("Type"), taxonomy].into_iter().find(|title| !title.is_empty()).unwrap_or("Other");
    let title: String = title.chars().filter(|character| !character.is_control()).take(LINE_MOST).collect();
    let slug = CategorySlug::parse(slug(&title)).unwrap_or_else(|_| {
        // A name without a Latin letter still needs an address.
        let hash: String = Sha256::digest(&title).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        CategorySlug::parse(format!("shelf-{hash}")).expect("hex digits are an address")
    });
    Category { slug, title }
}

/// Lower-case words with hyphens: `Eyes & Brows` is `eyes-brows`.
pub(super) fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(64).collect()
}
