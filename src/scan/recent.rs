//! What was scanned last, on this device only.

use super::state::Scanning;
use crate::{
    browser,
    i18n::td_string,
    ui::{Button, ButtonKind, Swatch},
};
use api::scan::CodeView;
use domain::{catalog::Hex, id::Gtin};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

const KEY: &str = "hers-scanned";
/// How many are remembered.
const MOST: usize = 8;

/// One that was scanned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Recent {
    /// Its number, by which it is looked up anew.
    gtin: Gtin,
    /// Product and variant, in words.
    name: String,
    /// Its colour.
    hex: Option<Hex>,
}

/// What this browser remembers, the newest first.
pub(super) fn kept() -> Vec<Recent> {
    browser::stored(KEY).unwrap_or_default()
}

/// Remembers one more.
pub(super) fn keep(found: &CodeView) -> Vec<Recent> {
    let mut all = kept();
    all.retain(|other| other.gtin != found.gtin);
    let variant = found.page.product.variant(&found.sku);
    let phrase = variant.map(domain::catalog::Variant::phrase).filter(|phrase| !phrase.is_empty());
    let name = [Some(found.page.product.title.clone()), phrase].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let hex = variant.and_then(|variant| variant.shade.as_ref()).map(|shade| shade.hex);
    all.insert(0, Recent { gtin: found.gtin.clone(), name, hex });
    all.truncate(MOST);
    browser::store(KEY, &all);
    all
}

/// The list, with a way to forget it.
#[component]
pub(super) fn RecentList(
    /// The page's state.
    scanning: Scanning,
) -> impl IntoView {
    let locale = scanning.locale;
    let forget = move || {
        browser::forget(KEY);
        scanning.recent.set(Vec::new());
        scanning.status.announce(td_string!(locale, scan.forgotten));
    };
    let rows = move || {
        let row = |recent: Recent| {
            let gtin = recent.gtin;
            let dot = recent.hex.map(|hex| view! { <Swatch hex=hex.to_string() /> });
            view! {
                <li>
                    <button type="button" class="scan-recent__one" on:click=move |_| scanning.look_up(gtin.clone())>
                        {dot}<span>{recent.name}</span>
                    </button>
                </li>
            }
        };
        scanning.recent.get().into_iter().map(row).collect::<Vec<_>>()
    };

    view! {
        {move || scanning.recent.with(|recent| !recent.is_empty()).then(|| view! {
            <section class="scan-recent" aria-labelledby="scan-recent">
                <h2 class="scan__title" id="scan-recent">{td_string!(locale, scan.recent)}</h2>
                <ul class="scan-recent__list" role="list">{rows}</ul>
                <Button kind=ButtonKind::Plain on_press=forget>{td_string!(locale, scan.forget)}</Button>
            </section>
        })}
    }
}
