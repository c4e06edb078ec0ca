//! The home page: the merchant's stories and look, what is new, and what her store has today.

use api::{
    catalog::ProductCard,
    page::{HomeView, LabelView, Look, Story, Wording},
};
use domain::{
    catalog::{Picture, Product},
    id::{LocationCode, Sku},
};
use serde::{Deserialize, Serialize};

use super::{cards, snapshot::Catalog};
use crate::app::App;

/// How many products one row shows.
const ROW: usize = 8;
/// The tags that put a product into the rows.
const NEW: &str = "New";
pub(super) const BESTSELLER: &str = "Bestseller";

/// What the merchant says, as it is kept; pictures have their addresses.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Home {
    pub(super) stories: Vec<Story>,
    pub(super) look: Option<KeptLook>,
    pub(super) labels: Vec<KeptLabel>,
    pub(super) looks: Vec<KeptHouseLook>,
}

/// A look of the house to try on. What has gone from the shelves since it was written is left out when it is shown.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeptHouseLook {
    pub(crate) name: Wording,
    pub(crate) line: Wording,
    pub(crate) look: domain::tryon::Look,
}

/// A look, its products by SKU.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptLook {
    pub(super) title: Wording,
    pub(super) line: Wording,
    pub(super) picture: Option<Picture>,
    pub(super) skus: Vec<Sku>,
}

/// What is said about a label.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptLabel {
    pub(super) name: String,
    pub(super) line: Wording,
    pub(super) picture: Option<Picture>,
}

impl Home {
    /// Reads what was kept; a home page that cannot be read is an empty one.
    pub(super) fn read(body: Option<&str>) -> Self {
        let read = body.map(serde_json::from_str).transpose();
        read.inspect_err(|error| tracing::warn!(%error, "the home page cannot be read"))
            .ok()
            .flatten()
            .unwrap_or_default()
    }
}

/// Everything the home page shows. The store is known to exist.
pub(crate) fn view(app: &App, catalog: &Catalog, store: Option<&LocationCode>) -> HomeView {
    let home = &catalog.home;
    HomeView {
        stories: home.stories.clone(),
        near: store.map(|store| worth_coming_for(app, catalog, store, ROW)).unwrap_or_default(),
        new: new(catalog),
        look: home.look.as_ref().and_then(|look| shown(catalog, look)),
        labels: labels(catalog),
    }
}

/// What a store has that is worth coming for: bestsellers first, then what people like best, a few of each shelf.
pub fn worth_coming_for(app: &App, catalog: &Catalog, store: &LocationCode, most: usize) -> Vec<ProductCard> {
    const OF_ONE_SHELF: usize = 2;
    let mut wanted: Vec<&Product> = catalog.products().collect();
    wanted.sort_by_key(|product| {
        let rating = product.rating.map_or((0, 0), |rating| (rating.tenths, rating.count));
        std::cmp::Reverse((has_tag(product, BESTSELLER), rating))
    });
    let look = app.availability().look();
    let at = look.at(store);
    let mut cards: Vec<ProductCard> = Vec::new();
    let mut shelves = Vec::new();
    for product in wanted {
        if cards.len() == most {
            break;
        }
        if shelves.iter().filter(|shelf| **shelf == &product.category).count() == OF_ONE_SHELF {
            continue;
        }
        let band = cards::best_band(at, product);
        if band.can_be_had()
            && let Some(card) = catalog.card(&product.handle)
        {
            shelves.push(&product.category);
            cards.push(ProductCard { at_store: Some(band), ..card.clone() });
        }
    }
    cards
}

/// What is tagged as new; a shop without such tags shows the last things that came in.
fn new(catalog: &Catalog) -> Vec<ProductCard> {
    let mut products: Vec<&Product> = catalog.products().filter(|product| has_tag(product, NEW)).take(ROW).collect();
    if products.is_empty() {
        products = catalog.products().skip(catalog.products().len().saturating_sub(ROW)).collect();
    }
    products.into_iter().filter_map(|product| catalog.card(&product.handle).cloned()).collect()
}

fn shown(catalog: &Catalog, look: &KeptLook) -> Option<Look> {
    let products: Vec<ProductCard> = look
        .skus
        .iter()
        .filter_map(|sku| {
            let (product, variant) = catalog.variant(sku)?;
            let card = catalog.card(&product.handle)?.clone();
            // The look is about this shade, so its card shows it.
            Some(ProductCard { picture: variant.pictures.first().cloned().or(card.picture), ..card })
        })
        .collect();
    let (title, line, picture) = (look.title.clone(), look.line.clone(), look.picture.clone());
    (!products.is_empty()).then_some(Look { title, line, picture, products })
}

/// The labels the merchant speaks of, else every label of the shop.
fn labels(catalog: &Catalog) -> Vec<LabelView> {
    let count = |name: &str| catalog.products().filter(|product| product.label == name).count();
    let view = |name: &str, line: Wording, picture: Option<Picture>| {
        let products = u32::try_from(count(name)).unwrap_or(u32::MAX);
        LabelView { name: name.to_owned(), line, products, picture }
    };
    let said = &catalog.home.labels;
    if !said.is_empty() {
        let shown = said.iter().map(|label| view(&label.name, label.line.clone(), label.picture.clone()));
        return shown.filter(|label| label.products > 0).collect();
    }
    let mut names: Vec<&str> = Vec::new();
    for label in catalog.products().map(|product| product.label.as_str()).filter(|label| !label.is_empty()) {
        if !names.contains(&label) {
            names.push(label);
        }
    }
    names.into_iter().map(|name| view(name, Wording::default(), None)).collect()
}

pub(super) fn has_tag(product: &Product, tag: &str) -> bool {
    product.tags.iter().any(|own| own == tag)
}
