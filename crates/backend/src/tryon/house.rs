//! The house's looks, as the merchant wrote them beside the home page's words.

use api::tryon::{HouseLook, HouseLooksView};
use domain::tryon::{Look, Place, pan_colour};

use crate::catalog::{Catalog, KeptHouseLook};

/// The looks of which something is on the shelves; what is not any more is left out of them.
pub(super) fn view(catalog: &Catalog) -> HouseLooksView {
    HouseLooksView { looks: catalog.house_looks().iter().filter_map(|kept| shown(catalog, kept)).collect() }
}

fn shown(catalog: &Catalog, kept: &KeptHouseLook) -> Option<HouseLook> {
    let mut colours = Vec::new();
    let mut layers = Vec::new();
    for layer in kept.look.layers() {
        let Some((product, variant)) = catalog.variant(&layer.sku) else { continue };
        if let Some(shade) = variant.shade.as_ref().filter(|_| Place::of(product).contains(&layer.place)) {
            colours.push(pan_colour(shade.hex, &shade.pans, layer.pan));
            layers.push(layer.clone());
        }
    }
    let look = Look::new(layers).ok().filter(|look| !look.is_empty())?;
    Some(HouseLook { name: kept.name.clone(), line: kept.line.clone(), look, colours })
}
