//! Everything a product's page shows: the product, where the chosen variant can be had, and what goes well with it.

use std::collections::HashMap;

use api::catalog::{ProductPageView, ProductQuery};
use domain::{
    catalog::Product,
    id::{Handle, Sku},
    tryon::Place,
};

use super::{
    listing::{known_store, push_card},
    snapshot::{Catalog, Shelved},
};
use crate::{
    app::App,
    error::Error,
    inventory::service::{Around, whereabouts},
    stores,
};

/// How many other products are shown beside one.
const RELATED: usize = 8;

/// A product's page.
///
/// # Errors
/// 404 for an unknown product, variant or store; a `near` that is not a point.
pub(crate) fn view(app: &App, catalog: &Catalog, handle: &str, query: &ProductQuery) -> Result<ProductPageView, Error> {
    let shelved = find(catalog, handle)?;
    let product = &shelved.record.product;
    Ok(ProductPageView {
        product: product.clone(),
        category: category(catalog, product)?.clone(),
        availability: availability(app, product, query)?,
        related: shelved.related.iter().map(|place| catalog.at(*place).card.clone()).collect(),
        wearable: is_wearable(product),
    })
}

/// The same as JSON, put together from pieces that were written before.
pub(super) fn json(app: &App, catalog: &Catalog, handle: &str, query: &ProductQuery) -> Result<String, Error> {
    let shelved = find(catalog, handle)?;
    let product = &shelved.record.product;
    let availability = availability(app, product, query)?;
    let category = serde_json::to_string(category(catalog, product)?).map_err(Error::internal)?;
    let availability = serde_json::to_string(&availability).map_err(Error::internal)?;
    let written = shelved.product_json();
    let mut json = String::with_capacity(written.len() + availability.len() + 2_000 * RELATED);
    json.push_str("{\"product\":");
    json.push_str(written);
    json.push_str(",\"category\":");
    json.push_str(&category);
    json.push_str(",\"availability\":");
    json.push_str(&availability);
    json.push_str(",\"related\":[");
    for (which, place) in shelved.related.iter().enumerate() {
        if which > 0 {
            json.push(',');
        }
        push_card(&mut json, catalog, *place, None);
    }
    json.push_str(if is_wearable(product) { "],\"wearable\":true}" } else { "],\"wearable\":false}" });
    Ok(json)
}

/// Whether it can be tried on.
fn is_wearable(product: &Product) -> bool {
    !Place::of(product).is_empty()
}

fn find<'c>(catalog: &'c Catalog, handle: &str) -> Result<&'c Shelved, Error> {
    let handle = Handle::parse(handle).map_err(|_| Error::not_found("product"))?;
    catalog.shelved(&handle).ok_or_else(|| Error::not_found("product"))
}

fn category<'c>(catalog: &'c Catalog, product: &Product) -> Result<&'c domain::catalog::Category, Error> {
    let view = catalog.category(&product.category).map(|view| &view.category);
    view.ok_or_else(|| Error::internal(anyhow::anyhow!("{} stands on no shelf", product.handle)))
}

fn availability(app: &App, product: &Product, query: &ProductQuery) -> Result<api::inventory::AvailabilityView, Error> {
    let sku: &Sku = match &query.sku {
        Some(sku) => &product.variant(sku).ok_or_else(|| Error::not_found("variant"))?.sku,
        None => &product.variants[0].sku,
    };
    let near = stores::service::point(query.near.as_deref())?;
    let store = known_store(app, query.store.as_ref())?;
    Ok(whereabouts(app, sku, Around { near, store: store.as_ref(), ..Around::default() }))
}

/// For each product, the places of those to show beside it: like things of its shelf first, then its label's other shelves.
pub(super) fn related(products: &[&Product]) -> Vec<Vec<usize>> {
    let traits = traits(products);
    let beside = |own: usize| {
        let mut scored: Vec<(u32, usize)> = traits
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != own)
            .map(|(place, other)| (traits[own].likeness(other), place))
            .filter(|(score, _)| *score > 0)
            .collect();
        let order = |(score, place): &(u32, usize)| (std::cmp::Reverse(*score), *place);
        if scored.len() > RELATED {
            scored.select_nth_unstable_by_key(RELATED, order);
            scored.truncate(RELATED);
        }
        scored.sort_by_key(order);
        scored.into_iter().map(|(_, place)| place).collect()
    };
    (0..products.len()).map(beside).collect()
}

/// What makes products alike. Every pair is compared, so words are numbers.
#[derive(Debug)]
struct Traits {
    category: u32,
    label: Option<u32>,
    /// The first tag says what it is.
    kind: Option<u32>,
    tags: Vec<u32>,
}

impl Traits {
    fn likeness(&self, other: &Self) -> u32 {
        let same = |one: Option<u32>, two: Option<u32>, worth: u32| if one.is_some() && one == two { worth } else { 0 };
        let relation = same(Some(self.category), Some(other.category), 4)
            + same(self.kind, other.kind, 4)
            + same(self.label, other.label, 3);
        if relation == 0 {
            return 0;
        }
        let shared = other.tags.iter().filter(|tag| self.tags.contains(tag)).count();
        relation + u32::try_from(shared.min(5)).unwrap_or(5)
    }
}

fn traits(products: &[&Product]) -> Vec<Traits> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: &str| -> u32 {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word.to_owned()).or_insert(next)
    };
    products
        .iter()
        .map(|product| {
            let tags: Vec<u32> = product.tags.iter().map(|tag| number(tag)).collect();
            let label = (!product.label.is_empty()).then(|| number(&product.label));
            Traits { category: number(product.category.as_str()), label, kind: tags.first().copied(), tags }
        })
        .collect()
}
