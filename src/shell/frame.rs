//! The frame around the page, the same in the browser and in first paint.

use super::{footer::Footer, masthead::Masthead, phone_bar::PhoneBar};
use crate::{
    i18n::{td_string, use_locale},
    ui::StatusRegion,
};
use api::catalog::CategoryView;
use leptos::prelude::*;

/// What the frame shows and what it opens; pages may read it and open the store chooser. Provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct Shell {
    /// The shelves, in the merchant's order.
    pub categories: RwSignal<Vec<CategoryView>>,
    /// How many items the bag holds.
    pub bag_items: Signal<u32>,
    /// The name of the shopper's store.
    pub my_store: Signal<Option<String>>,
    /// Whether the store chooser is open.
    pub choosing_store: RwSignal<bool>,
}

/// The frame around the page.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_shell() -> Shell {
    use_context().expect("Shell is provided by the app and by first paint")
}

/// Skip link, masthead, the page as `<main>`, footer, bar on the phone and the live region.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <a class="skip" href="#content">{td_string!(locale, shell.skip)}</a>
        <Masthead />
        <main class="page" id="content" tabindex="-1">{children()}</main>
        <Footer />
        <PhoneBar />
        <StatusRegion />
    }
}
