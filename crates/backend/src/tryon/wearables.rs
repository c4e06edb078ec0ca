//! What can be worn, read from the catalogue in memory.

use std::collections::HashSet;

use api::tryon::{WearableShade, WearableView, WearablesQuery, WearablesView};
use domain::{
    catalog::Product,
    id::{Handle, LocationCode, Sku},
    tryon::{LAYERS_MOST, Place},
};

use crate::{
    app::App,
    catalog::{Catalog, known_store},
    error::Error,
};

/// What fits a question.
///
/// # Errors
/// 404 for an unknown store; SKUs that cannot be, or too many of them, are named.
pub(super) fn view(app: &App, catalog: &Catalog, query: &WearablesQuery) -> Result<WearablesView, Error> {
    let store = known_store(app, query.store.as_ref())?;
    let wanted = wanted(catalog, &query.skus)?;
    let fits = |product: &&Product| {
        let handle = &product.handle;
        query.handle.as_ref().is_none_or(|wanted| wanted == handle)
            && wanted.as_ref().is_none_or(|wanted| wanted.contains(handle))
            && query.area.is_none_or(|area| Place::of(product).iter().any(|place| place.area() == area))
    };
    let products = catalog.products().filter(fits).filter_map(|product| worn(app, product, store.as_ref())).collect();
    Ok(WearablesView { products })
}

/// Every product that can be worn, with what a store has of it.
pub(super) fn all(app: &App, catalog: &Catalog, store: Option<&LocationCode>) -> Vec<WearableView> {
    catalog.products().filter_map(|product| worn(app, product, store)).collect()
}

/// The products of a few SKUs, each once; those that cannot be worn are left out.
pub(super) fn of<'a>(
    app: &App,
    catalog: &Catalog,
    skus: impl Iterator<Item = &'a Sku>,
    store: Option<&LocationCode>,
) -> Vec<WearableView> {
    let wanted: HashSet<&Handle> =
        skus.filter_map(|sku| catalog.variant(sku)).map(|(product, _)| &product.handle).collect();
    let products = catalog.products().filter(|product| wanted.contains(&product.handle));
    products.filter_map(|product| worn(app, product, store)).collect()
}

/// The products of the SKUs that are asked for; nothing when none are named.
fn wanted(catalog: &Catalog, skus: &str) -> Result<Option<HashSet<Handle>>, Error> {
    let names: Vec<&str> = skus.split_whitespace().collect();
    if names.is_empty() {
        return Ok(None);
    }
    if names.len() > LAYERS_MOST {
        return Err(Error::invalid("skus", format_args!("at most {LAYERS_MOST}")));
    }
    let mut wanted = HashSet::new();
    for name in names {
        let sku = Sku::parse(name).map_err(|error| Error::invalid("skus", error))?;
        wanted.extend(catalog.variant(&sku).map(|(product, _)| product.handle.clone()));
    }
    Ok(Some(wanted))
}

fn worn(app: &App, product: &Product, store: Option<&LocationCode>) -> Option<WearableView> {
    let places = Place::of(product);
    if places.is_empty() {
        return None;
    }
    let look = app.availability().look();
    let at_store = store.map(|store| look.at(store));
    let locations = app.locations();
    let parcels = locations.warehouse().map(|place| look.at(place.code()));
    let shades = product.variants.iter().filter_map(|variant| {
        let shade = variant.shade.as_ref()?;
        Some(WearableShade {
            sku: variant.sku.clone(),
            name: variant.phrase(),
            hex: shade.hex,
            pans: shade.pans.clone(),
            finish: shade.finish,
            undertone: shade.undertone,
            price: variant.price,
            at_store: at_store.map(|at| at.band(&variant.sku)),
            ship: parcels.map_or(domain::inventory::Band::None, |at| at.band(&variant.sku)),
        })
    });
    Some(WearableView {
        handle: product.handle.clone(),
        title: product.title.clone(),
        label: product.label.clone(),
        places: places.to_vec(),
        shades: shades.collect(),
    })
}
