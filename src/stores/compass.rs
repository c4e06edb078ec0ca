//! Stores around a point, where people would rather look than read: bearing and distance, no map.

use crate::i18n::{td_string, use_locale};
use api::stores::StoreView;
use leptos::prelude::*;

/// How many stores are drawn; further ones would only crowd the rim.
const MOST: usize = 8;
/// A small compass with the shopper in the middle. Decorates: the list beside it says the same in words.
#[component]
pub fn Compass(
    /// The stores with distance and bearing, nearest first.
    stores: Vec<StoreView>,
) -> impl IntoView {
    let locale = use_locale();
    let around: Vec<(u64, u16, bool, String)> = stores
        .iter()
        .filter_map(|store| {
            let last_word = store.store.name.rsplit(' ').next().unwrap_or_default().to_owned();
            Some((u64::from(store.metres?), store.bearing?, store.door.open, last_word))
        })
        .take(MOST)
        .collect();
    let farthest = around.iter().map(|(metres, ..)| *metres).max().unwrap_or(0).max(1);
    let marks = around
        .into_iter()
        .map(|(metres, bearing, open, name)| {
            // The root spreads near stores apart without pushing far ones off the rim. SVG turns them into place,
            // so that the app carries no trigonometry.
            let out = 18 + 66 * (metres * 10_000 / farthest).isqrt() / 100;
            let place = format!("rotate({bearing}) translate(0 -{out}) rotate(-{bearing})");
            let class = if open { "compass__store compass__store--open" } else { "compass__store" };
            // Far to the right, the name goes to the left of its dot.
            let (anchor, shift) =
                if (25..=155).contains(&bearing) && out > 50 { ("end", "-8") } else { ("start", "8") };
            view! {
                <g class=class transform=place>
                    <circle r="4.5" />
                    <text x=shift y="3" text-anchor=anchor>{name}</text>
                </g>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <svg class="compass" viewBox="-110 -110 220 220" aria-hidden="true">
            <circle class="compass__ring" r="96" />
            <circle class="compass__ring" r="56" />
            <text class="compass__north" y="-99" text-anchor="middle">{td_string!(locale, stores.north)}</text>
            <circle class="compass__here" r="3" />
            {marks}
        </svg>
    }
}
