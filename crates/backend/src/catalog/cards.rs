//! Products as they stand on a shelf.

use api::catalog::{ProductCard, ShadeDot};
use domain::{
    catalog::{Product, Variant},
    inventory::Band,
};

use crate::inventory::At;

/// How many shades a card shows before it only counts them.
const DOTS_MOST: usize = 5;
/// The options whose values are shades, in the languages of the files we have met.
const SHADE_OPTIONS: [&str; 6] = ["shade", "color", "colour", "farbe", "farbton", "teinte"];

/// The card of a product, without any store's stock.
pub(super) fn card(product: &Product) -> ProductCard {
    let cheapest =
        product.variants.iter().min_by_key(|variant| variant.price.minor).expect("a product has at least one variant");
    let mut dots: Vec<ShadeDot> = Vec::new();
    for variant in &product.variants {
        let Some(shade) = &variant.shade else { continue };
        let name = shade_name(product, variant);
        if dots.iter().all(|dot| dot.name != name) {
            let picture_url = variant.pictures.first().map(|picture| picture.url.clone());
            dots.push(ShadeDot { name, hex: shade.hex, picture_url });
        }
    }
    let more_shades = u32::try_from(dots.len().saturating_sub(DOTS_MOST)).unwrap_or(u32::MAX);
    dots.truncate(DOTS_MOST);
    // A single dot is no choice.
    if dots.len() == 1 {
        dots.clear();
    }
    let own = || product.variants.iter().find_map(|variant| variant.pictures.first());
    ProductCard {
        handle: product.handle.clone(),
        title: product.title.clone(),
        label: product.label.clone(),
        price: cheapest.price,
        price_varies: product.price_varies(),
        compare_at: cheapest.compare_at,
        picture: product.pictures.first().or_else(own).cloned(),
        shades: dots,
        more_shades,
        rating: product.rating,
        at_store: None,
    }
}

/// The name of a variant's shade: its value of the option that is about colour, else of the first option.
pub(super) fn shade_name(product: &Product, variant: &Variant) -> String {
    let about_colour = product
        .options
        .iter()
        .position(|option| SHADE_OPTIONS.contains(&option.name.to_lowercase().as_str()))
        .unwrap_or(0);
    variant.values.get(about_colour).cloned().unwrap_or_default()
}

/// What a place has of a product, in its best variant.
pub(super) fn best_band(at: At<'_>, product: &Product) -> Band {
    let mut best = Band::None;
    for variant in &product.variants {
        best = best.max(at.band(&variant.sku));
        if best == Band::InStock {
            break;
        }
    }
    best
}
