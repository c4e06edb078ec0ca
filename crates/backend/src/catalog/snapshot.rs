//! The catalogue in memory: everything on the shelves, found by handle, by SKU and by category.
//!
//! One [`Catalog`] never changes; a newer one takes its place when an import has raised the generation. The database is the truth.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use api::catalog::{CategoryView, ProductCard};
use domain::{
    catalog::{Product, Variant},
    id::{CategorySlug, Gtin, Handle, Sku},
};

use super::{
    cards,
    home::{Home, KeptHouseLook},
    listing::Narrowed,
    product,
    search::Search,
    store::{Record, Shelves},
};

/// Everything on the shelves, as of one generation.
#[derive(Debug, Default)]
pub struct Catalog {
    generation: i64,
    products: Vec<Shelved>,
    by_handle: HashMap<Handle, usize>,
    by_sku: HashMap<Sku, (usize, usize)>,
    /// By the fourteen digits of the number.
    by_gtin: HashMap<String, (usize, usize)>,
    by_category: HashMap<CategorySlug, Vec<usize>>,
    categories: Vec<CategoryView>,
    pub(super) home: Home,
    pub(super) narrowed: Narrowed,
    search: OnceLock<Option<Search>>,
}

/// A product with what is shown of it again and again.
#[derive(Debug)]
pub(super) struct Shelved {
    pub(super) record: Record,
    pub(super) card: ProductCard,
    /// Written when they are first asked for: most are not, and all of them would hold up the start.
    card_json: OnceLock<String>,
    product_json: OnceLock<String>,
    /// The places of those to show beside it.
    pub(super) related: Vec<usize>,
}

impl Catalog {
    /// Puts on the shelves what the database has.
    pub(super) fn new(shelves: Shelves) -> Self {
        let related = product::related(&shelves.records.iter().map(|record| &record.product).collect::<Vec<_>>());
        let products: Vec<Shelved> =
            shelves.records.into_iter().zip(related).map(|(record, related)| Shelved::new(record, related)).collect();
        let mut catalog = Self { generation: shelves.generation, ..Self::default() };
        for (place, shelved) in products.iter().enumerate() {
            let product = &shelved.record.product;
            catalog.by_handle.insert(product.handle.clone(), place);
            catalog.by_category.entry(product.category.clone()).or_default().push(place);
            for (which, variant) in product.variants.iter().enumerate() {
                catalog.by_sku.insert(variant.sku.clone(), (place, which));
                if let Some(gtin) = &variant.gtin {
                    // Should a merchant use a number twice, the first one has it.
                    catalog.by_gtin.entry(gtin.padded()).or_insert((place, which));
                }
            }
        }
        catalog.categories = shelves
            .categories
            .into_iter()
            .filter_map(|category| {
                let count = catalog.by_category.get(&category.slug)?.len();
                Some(CategoryView { category, products: u32::try_from(count).unwrap_or(u32::MAX) })
            })
            .collect();
        catalog.products = products;
        catalog.home = Home::read(shelves.home.as_deref());
        catalog
    }

    /// The index over this catalogue. The first call makes it, which takes a while: see [`App::search_index`].
    pub(super) fn search(&self) -> Option<&Search> {
        let make = || {
            Search::over(self).inspect_err(|error| tracing::error!(%error, "the search index could not be made")).ok()
        };
        self.search.get_or_init(make).as_ref()
    }

    /// The index, if it is there already.
    pub(super) fn search_if_ready(&self) -> Option<&Search> {
        self.search.get()?.as_ref()
    }

    /// Counts imports: a higher number is newer.
    #[must_use]
    pub fn generation(&self) -> i64 {
        self.generation
    }

    /// Every product on the shelves, in the merchant's order.
    pub fn products(&self) -> impl ExactSizeIterator<Item = &Product> {
        self.products.iter().map(|shelved| &shelved.record.product)
    }

    /// The product with this handle.
    #[must_use]
    pub fn product(&self, handle: &Handle) -> Option<&Product> {
        self.shelved(handle).map(|shelved| &shelved.record.product)
    }

    /// The variant with this SKU and the product it belongs to.
    #[must_use]
    pub fn variant(&self, sku: &Sku) -> Option<(&Product, &Variant)> {
        let (place, which) = *self.by_sku.get(sku)?;
        let product = &self.products[place].record.product;
        Some((product, &product.variants[which]))
    }

    /// The variant with this number, whatever its length, and the product it belongs to.
    #[must_use]
    pub fn numbered(&self, gtin: &Gtin) -> Option<(&Product, &Variant)> {
        let (place, which) = *self.by_gtin.get(&gtin.padded())?;
        let product = &self.products[place].record.product;
        Some((product, &product.variants[which]))
    }

    /// Every category that has products, in the merchant's order.
    #[must_use]
    pub fn categories(&self) -> &[CategoryView] {
        &self.categories
    }

    /// The category with this slug, if it has products.
    #[must_use]
    pub fn category(&self, slug: &CategorySlug) -> Option<&CategoryView> {
        self.categories.iter().find(|view| view.category.slug == *slug)
    }

    /// The products of a category, in the merchant's order.
    pub fn in_category(&self, slug: &CategorySlug) -> impl Iterator<Item = &Product> {
        self.places_in(slug).iter().map(|place| &self.products[*place].record.product)
    }

    /// The house's looks, in the merchant's order.
    pub(crate) fn house_looks(&self) -> &[KeptHouseLook] {
        &self.home.looks
    }

    /// The card of a product, without any store's stock.
    #[must_use]
    pub fn card(&self, handle: &Handle) -> Option<&ProductCard> {
        self.shelved(handle).map(|shelved| &shelved.card)
    }

    pub(super) fn shelved(&self, handle: &Handle) -> Option<&Shelved> {
        self.by_handle.get(handle).map(|place| &self.products[*place])
    }

    pub(super) fn at(&self, place: usize) -> &Shelved {
        &self.products[place]
    }

    pub(super) fn place(&self, handle: &Handle) -> Option<usize> {
        self.by_handle.get(handle).copied()
    }

    /// Where the products of a category stand among all.
    pub(super) fn places_in(&self, slug: &CategorySlug) -> &[usize] {
        self.by_category.get(slug).map_or(&[], Vec::as_slice)
    }
}

impl Shelved {
    fn new(record: Record, related: Vec<usize>) -> Self {
        let card = cards::card(&record.product);
        Self { record, card, card_json: OnceLock::new(), product_json: OnceLock::new(), related }
    }

    /// The card as JSON, without its closing brace, so that a store's stock can be added.
    pub(super) fn card_json(&self) -> &str {
        self.card_json.get_or_init(|| {
            let mut json = serde_json::to_string(&self.card).expect("a card has only text keys");
            json.pop();
            json
        })
    }

    /// The product as JSON.
    pub(super) fn product_json(&self) -> &str {
        self.product_json
            .get_or_init(|| serde_json::to_string(&self.record.product).expect("a product has only text keys"))
    }
}

/// The catalogue of a moment, shared.
pub type SharedCatalog = Arc<Catalog>;
