//! The bag behind a checkout.

use api::cart::{BagItem, BagLine};
use domain::{cart::LineKey, catalog::{Product, Variant}, inventory::Band};

use crate::{app::App, db::Tx, error::Error};

/// The bag as checkout needs it.
#[derive(Debug, Clone, Default)]
pub struct OpenBag {
    pub id: String,
    pub seq: u64,
    pub lines: Vec<(LineKey, u32)>,
}

/// The bag of a session.
pub async fn bag_of(_tx: &mut Tx, _session: &str) -> Result<Option<OpenBag>, Error> {
    Ok(None)
}

/// An order was made of it.
pub async fn seal(_tx: &mut Tx, _app: &App, _bag: &OpenBag) -> Result<(), Error> {
    Ok(())
}

/// The order came to nothing; the bag is as it was.
pub async fn restore(_tx: &mut Tx, _app: &App, _session: &str, _order: &str, _lines: &[(LineKey, u32)]) -> Result<(), Error> {
    Ok(())
}

/// A line with what the shop knows about it now; `None` when it is not sold any more.
pub fn line(app: &App, key: &LineKey, quantity: u32) -> Option<BagLine> {
    let catalog = app.catalog();
    let (product, variant) = catalog.variant(&key.sku)?;
    let locations = app.locations();
    let store = key.receive.store().and_then(|code| locations.store(code));
    let place = store.or_else(|| locations.warehouse());
    let available = place.map_or(0, |place| app.availability().available(&key.sku, place.code()));
    let band = Band::of(available);
    let short = band != Band::InStock || available < i64::from(quantity);
    Some(BagLine {
        line: key.clone(),
        quantity,
        item: item(product, variant),
        total: variant.price.checked_mul(i64::from(quantity)).ok()?,
        band,
        left: short.then(|| u32::try_from(available.max(0)).unwrap_or(u32::MAX)),
        store_name: store.map(|place| place.location.name.clone()),
        ready_by: store.and_then(|place| place.ready_by(app.clock.now())),
    })
}

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
