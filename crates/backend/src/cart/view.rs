//! The bag as shoppers see it: with names, prices and what there is of it now, all from memory.

use api::cart::{BagItem, BagLine, BagView};
use domain::{
    cart::{Bag, LineKey, OpRefusal, Receive},
    catalog::{Product, Variant},
    id::ActorId,
    inventory::Band,
    stores::Service,
};

use crate::app::App;

/// The bag, as one actor asks for it.
pub(super) fn view(app: &App, bag: &Bag, actor: Option<&ActorId>) -> BagView {
    let lines: Vec<BagLine> = bag.quantities().filter_map(|(key, quantity)| line(app, key, quantity)).collect();
    let count = lines.iter().map(|line| line.quantity).sum();
    let goods = lines.iter().map(|line| line.total).reduce(|sum, total| sum.checked_add(total).unwrap_or(sum));
    let last_n = actor.map_or(0, |actor| bag.last_n(actor));
    BagView { seq: bag.seq, generation: bag.generation, last_n, clock: bag.clock, lines, count, goods }
}

/// Whether the shop sells this, and hands it over that way.
pub(super) fn offered(app: &App, key: &LineKey) -> Result<(), OpRefusal> {
    if app.catalog().variant(&key.sku).is_none() {
        return Err(OpRefusal::UnknownSku);
    }
    let (store, service) = match &key.receive {
        Receive::Ship => return Ok(()),
        Receive::PickUp { store } => (store, Service::Pickup),
        Receive::Curbside { store } => (store, Service::Curbside),
    };
    let locations = app.locations();
    let offers = locations.store(store).is_some_and(|place| place.location.offers(service));
    if offers { Ok(()) } else { Err(OpRefusal::NotOffered) }
}

/// A line with what is known about it; nothing for what has left the catalogue, until it comes back.
pub fn line(app: &App, key: &LineKey, quantity: u32) -> Option<BagLine> {
    let catalog = app.catalog();
    let (product, variant) = catalog.variant(&key.sku)?;
    let locations = app.locations();
    let store = key.receive.store().and_then(|code| locations.store(code));
    let place = if key.receive == Receive::Ship { locations.warehouse() } else { store };
    let available = place.map_or(0, |place| app.availability().available(&key.sku, place.code()));
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
