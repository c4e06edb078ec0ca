//! The bag as shoppers see it: with names, prices and what there is of it now, all from memory.

use api::cart::{BagItem, BagLine, BagView, SavedLine};
use domain::{
    cart::{Bag, Dot, LineKey, OpKind, OpRefusal, Receive},
    catalog::{Product, Variant},
    id::{ActorId, CartId, Sku},
    inventory::Band,
};

use super::store::LATELY;
use crate::{app::App, stores::Place};

/// The bag, telling how far it has heard those who were here lately and those asked about.
pub(super) fn view(app: &App, id: &CartId, bag: &Bag, asked: &[ActorId]) -> BagView {
    let (heard, heard_since) = bag.heard(LATELY, asked);
    let view = BagView {
        bag: id.clone(),
        seq: bag.seq,
        generation: bag.generation,
        heard,
        heard_since,
        clock: bag.clock,
        saved: bag.saved().filter_map(|(sku, quantity)| saved(app, sku, quantity)).collect(),
        codes: bag.codes().cloned().collect(),
        ..BagView::none()
    };
    view.with_lines(bag.quantities().filter_map(|(key, quantity)| line(app, &key, quantity)).collect())
}

/// The bag of a session that never had one.
pub(super) fn none(asked: &[ActorId]) -> BagView {
    BagView { heard: asked.iter().map(|actor| Dot { actor: actor.clone(), n: 0 }).collect(), ..BagView::none() }
}

/// Whether the shop sells this, and hands it over that way; or knows the code.
pub(super) fn offered(app: &App, kind: &OpKind) -> Result<(), OpRefusal> {
    // No promotion has a code yet.
    if matches!(kind, OpKind::ApplyCode { .. }) {
        return Err(OpRefusal::UnknownCode);
    }
    let Some(target) = kind.target() else { return Ok(()) };
    if app.catalog().variant(&target.sku).is_none() {
        return Err(OpRefusal::UnknownSku);
    }
    let Some(receive) = &target.receive else { return Ok(()) };
    let Some(store) = receive.store() else { return Ok(()) };
    let locations = app.locations();
    let offers = locations.get(store).is_some_and(|place| place.location.hands_over(receive));
    if offers { Ok(()) } else { Err(OpRefusal::NotOffered) }
}

/// What is saved for later with what is known about it; nothing for what has left the catalogue, until it comes back.
fn saved(app: &App, sku: &Sku, quantity: u32) -> Option<SavedLine> {
    let catalog = app.catalog();
    let (product, variant) = catalog.variant(sku)?;
    let locations = app.locations();
    let figures = app.availability().look();
    let available = locations.senders().map(|place| figures.at(place.code()).available(sku));
    let available = available.fold(0, i64::saturating_add);
    drop(figures);
    Some(SavedLine { sku: sku.clone(), quantity, item: item(product, variant), band: Band::of(available) })
}

/// A line with what is known about it; nothing for what has left the catalogue, until it comes back.
pub fn line(app: &App, key: &LineKey, quantity: u32) -> Option<BagLine> {
    let catalog = app.catalog();
    let (product, variant) = catalog.variant(&key.sku)?;
    let locations = app.locations();
    let store = key.receive.store().and_then(|code| locations.store(code));
    let figures = app.availability().look();
    let there = |place: &Place| figures.at(place.code()).available(&key.sku);
    let available = match key.receive {
        Receive::Ship => locations.senders().map(there).fold(0, i64::saturating_add),
        _ => store.map_or(0, there),
    };
    drop(figures);
    let band = Band::of(available);
    let short = available < i64::from(quantity) || band == Band::Few;
    Some(BagLine {
        line: key.clone(),
        quantity,
        item: item(product, variant),
        total: variant.price.checked_mul(i64::from(quantity)).ok()?,
        band,
        left: short.then(|| u32::try_from(available).unwrap_or(0)),
        store_name: store.map(|place| place.location.name.clone()),
        ready_by: store.filter(|_| band.can_be_had()).and_then(|place| place.ready_by(app.clock.now())),
    })
}

/// A variant by its SKU, as far as a bag shows it; nothing for what has left the catalogue.
pub(super) fn item_of(app: &App, sku: &Sku) -> Option<BagItem> {
    let catalog = app.catalog();
    let (product, variant) = catalog.variant(sku)?;
    Some(item(product, variant))
}

/// A variant, as far as a bag shows it.
fn item(product: &Product, variant: &Variant) -> BagItem {
    BagItem {
        handle: product.handle.clone(),
        title: product.title.clone(),
        label: product.label.clone(),
        phrase: variant.phrase(),
        price: variant.price,
        hex: variant.shade.as_ref().map(|shade| shade.hex),
        picture: variant.pictures.first().or_else(|| product.pictures.first()).cloned(),
    }
}
