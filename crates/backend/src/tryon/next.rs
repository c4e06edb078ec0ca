//! What goes with a look, of what can be had.

use api::tryon::{NextProduct, NextQuery, NextView};
use domain::{
    inventory::Band,
    tryon::{Candidate, Layer, Place, from_link, next, pan_colour},
};

use super::wearables;
use crate::{
    app::App,
    catalog::{Catalog, known_store},
    error::Error,
};

/// The shades that go with a look, by the table of `domain::tryon::next`.
///
/// # Errors
/// 404 for an unknown store; a text that is no look is named.
pub(super) fn view(app: &App, catalog: &Catalog, query: &NextQuery) -> Result<NextView, Error> {
    let store = known_store(app, query.store.as_ref())?;
    let look = from_link(&query.look).map_err(|error| Error::invalid("look", error))?.look;
    let products = wearables::all(app, catalog, store.as_ref());
    let candidates: Vec<Candidate> = products
        .iter()
        .flat_map(|product| product.places.iter().flat_map(|place| product.shades.iter().map(|shade| (*place, shade))))
        .filter_map(|(place, shade)| {
            let at_store = shade.at_store.is_some_and(Band::can_be_had);
            let had = at_store || shade.ship.can_be_had();
            had.then(|| Candidate { sku: shade.sku.clone(), place, hex: shade.hex, at_store })
        })
        .collect();
    let colour = |layer: &Layer| {
        let (product, variant) = catalog.variant(&layer.sku)?;
        let shade = variant.shade.as_ref().filter(|_| !Place::of(product).is_empty())?;
        Some(pan_colour(shade.hex, &shade.pans, layer.pan))
    };
    let next = next(&look, colour, &candidates).into_iter().filter_map(|next| {
        let sku = &next.candidate.sku;
        let product = products.iter().find(|product| product.shades.iter().any(|shade| shade.sku == *sku))?.clone();
        Some(NextProduct {
            sku: sku.clone(),
            place: next.candidate.place,
            with: next.with,
            reason: next.reason,
            product,
        })
    });
    Ok(NextView { next: next.collect() })
}
