//! Everything a product's page shows: the product, where the chosen variant can be had, and what goes well with it.

use api::catalog::{ProductPageView, ProductQuery};
use domain::{
    catalog::Product,
    id::{Handle, Sku},
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
    })
}

/// The same as JSON, put together from pieces that were written before.
pub(super) fn json(app: &App, catalog: &Catalog, handle: &str, query: &ProductQuery) -> Result<String, Error> {
    let shelved = find(catalog, handle)?;
    let product = &shelved.record.product;
    let availability = availability(app, product, query)?;
    let category = serde_json::to_string(category(catalog, product)?).map_err(Error::internal)?;
    let availability = serde_json::to_string(&availability).map_err(Error::internal)?;
    let mut json = String::with_capacity(shelved.product_json.len() + availability.len() + 2_000 * RELATED);
    json.push_str("{\"product\":");
    json.push_str(&shelved.product_json);
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
    json.push_str("]}");
    Ok(json)
}

fn find<'c>(catalog: &'c Catalog, handle: &str) -> Result<&'c Shelved, Error> {
    let handle = Handle::parse(handle).map_err(|_| Error::not_found("product"))?;
    catalog.shelved(&handle).ok_or_else(|| Error::not_found("product"))
}

fn category<'c>(catalog: &'c Catalog, product: &Product) -> Result<&'c domain::catalog::Category, Error> {
    let view = catalog.category(&product.category).map(|view| &view.category);
    view.ok_or_else(|| Error::internal(anyhow::anyhow!("{} stands on no shelf", product.handle)))
}

fn availability(
    app: &App,
    product: &Product,
    query: &ProductQuery,
) -> Result<api::inventory::AvailabilityView, Error> {
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
    let kind = |product: &Product| product.tags.first().cloned();
    products
        .iter()
        .enumerate()
        .map(|(own, product)| {
            let mut scored: Vec<(usize, usize)> = products
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != own)
                .filter_map(|(place, other)| {
                    let shared = other.tags.iter().filter(|tag| product.tags.contains(tag)).count().min(5);
                    let same_shelf = usize::from(other.category == product.category) * 4;
                    let same_kind = usize::from(kind(other).is_some() && kind(other) == kind(product)) * 4;
                    let same_label = usize::from(!product.label.is_empty() && other.label == product.label) * 3;
                    let score = shared + same_shelf + same_kind + same_label;
                    (same_shelf + same_kind + same_label > 0).then_some((score, place))
                })
                .collect();
            scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
            scored.into_iter().take(RELATED).map(|(_, place)| place).collect()
        })
        .collect()
}
