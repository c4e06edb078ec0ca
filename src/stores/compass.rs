//! Stores around a point, where people would rather look than read: bearing and distance, no map.

use crate::i18n::{td_string, use_locale};
use api::stores::StoreView;
use leptos::prelude::*;

/// How many stores are drawn; further ones would only crowd the rim.
const MOST: usize = 8;
/// The drawing's half width.
const RADIUS: f64 = 100.0;

/// A small compass with the shopper in the middle. Decorates: the list beside it says the same in words.
#[component]
pub fn Compass(
    /// The stores with distance and bearing, nearest first.
    stores: Vec<StoreView>,
) -> impl IntoView {
    let locale = use_locale();
    let around: Vec<(f64, f64, bool, String)> = stores
        .iter()
        .filter_map(|store| Some((f64::from(store.metres?), f64::from(store.bearing?), store.door.open, store.store.name.clone())))
        .take(MOST)
        .collect();
    let farthest = around.iter().map(|(metres, ..)| *metres).fold(1.0, f64::max);
    let marks = around
        .into_iter()
        .map(|(metres, bearing, open, name)| {
            // The root spreads near stores apart without pushing far ones off the rim.
            let out = 18.0 + (RADIUS - 34.0) * (metres / farthest).sqrt();
            let (sin, cos) = bearing.to_radians().sin_cos();
            let (x, y) = (out * sin, -out * cos);
            let class = if open { "compass__store compass__store--open" } else { "compass__store" };
            let (anchor, shift) = if x > 30.0 { ("end", -8.0) } else { ("start", 8.0) };
            let short = name.rsplit(' ').next().unwrap_or_default().to_owned();
            view! {
                <g class=class>
                    <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="4.5" />
                    <text x=format!("{:.1}", x + shift) y=format!("{:.1}", y + 3.0) text-anchor=anchor>{short}</text>
                </g>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <svg class="compass" viewBox="-110 -110 220 220" aria-hidden="true" focusable="false">
            <circle class="compass__ring" r="96" />
            <circle class="compass__ring" r="56" />
            <text class="compass__north" y="-99" text-anchor="middle">{td_string!(locale, stores.north)}</text>
            <circle class="compass__here" r="3" />
            {marks}
        </svg>
    }
}
