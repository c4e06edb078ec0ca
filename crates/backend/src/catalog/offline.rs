//! What every browser keeps of the catalogue for when it has no connection: what the merchant puts forward, then the best of each shelf.

use api::{
    catalog::{OFFLINE_MOST, OfflineItem, OfflineView, ProductPageView, ProductQuery},
    inventory::AvailabilityView,
};
use domain::{catalog::Product, id::Handle};

use super::{
    home::{self, BESTSELLER, has_tag},
    product,
    snapshot::Catalog,
};
use crate::{app::App, error::Error};

/// The slice, without what any store has.
pub(super) fn view(app: &App, catalog: &Catalog) -> Result<OfflineView, Error> {
    let home = home::view(app, catalog, None);
    let shown = home.look.into_iter().flat_map(|look| look.products).chain(home.new).map(|card| card.handle);
    let mut items = Vec::new();
    for handle in chosen(shown.collect(), &shelves(catalog)) {
        let Some(card) = catalog.card(&handle).cloned() else { continue };
        let page = product::view(app, catalog, handle.as_str(), &ProductQuery::default())?;
        let availability = AvailabilityView { incoming: Vec::new(), stores: Vec::new(), ..page.availability };
        items.push(OfflineItem { card, page: ProductPageView { availability, related: Vec::new(), ..page } });
    }
    Ok(OfflineView { items })
}

/// The products of each shelf, best first.
fn shelves(catalog: &Catalog) -> Vec<Vec<&Product>> {
    let of_shelf = |slug| {
        let mut products: Vec<&Product> = catalog.products().filter(|product| product.category == slug).collect();
        products.sort_by_key(|product| {
            let rating = product.rating.map_or((0, 0), |rating| (rating.tenths, rating.count));
            std::cmp::Reverse((has_tag(product, BESTSELLER), rating))
        });
        products
    };
    catalog.categories().iter().map(|view| of_shelf(view.category.slug.clone())).collect()
}

/// What is shown first, then the best of every shelf, the second best, and so on; each once, and no more than there is room for.
fn chosen(shown: Vec<Handle>, shelves: &[Vec<&Product>]) -> Vec<Handle> {
    let longest = shelves.iter().map(Vec::len).max().unwrap_or(0);
    let best = (0..longest).flat_map(|place| shelves.iter().filter_map(move |shelf| shelf.get(place)));
    let mut chosen: Vec<Handle> = Vec::new();
    for handle in shown.into_iter().chain(best.map(|product| product.handle.clone())) {
        if chosen.len() == OFFLINE_MOST {
            break;
        }
        if !chosen.contains(&handle) {
            chosen.push(handle);
        }
    }
    chosen
}
