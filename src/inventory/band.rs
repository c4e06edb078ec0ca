//! How much there is, in words with a colour: never a colour alone, never an exact count beyond a few.

use crate::{
    i18n::{Locale, td_string, use_locale},
    ui::{Badge, Tone},
};
use domain::inventory::Band;
use leptos::prelude::*;

/// "In stock", "2 left", "Not here today".
#[component]
pub fn StockWord(
    /// How much there is.
    band: Band,
    /// How many are left, when they are few.
    #[prop(default = None)]
    left: Option<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let tone = match band {
        Band::InStock => Tone::Good,
        Band::Few => Tone::Scarce,
        Band::None => Tone::Bad,
    };

    view! { <Badge tone text=stock_sentence(locale, band, left) /> }
}

/// The words of [`StockWord`].
#[must_use]
pub fn stock_sentence(locale: Locale, band: Band, left: Option<u32>) -> String {
    match (band, left) {
        (Band::InStock, _) => td_string!(locale, inventory.in_stock).to_owned(),
        (Band::Few, Some(left)) => td_string!(locale, inventory.left, count = left),
        (Band::Few, None) => td_string!(locale, inventory.few).to_owned(),
        (Band::None, _) => td_string!(locale, inventory.gone).to_owned(),
    }
}
