//! The head of every page: who we are, the shelves, search, my store, language and the bag.

use super::{language_switch::LanguageSwitch, search_box::SearchBox, use_shell};
use crate::{
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    plural, routes,
    ui::{Glyph, Icon},
};
use leptos::prelude::*;

/// The wordmark, the shelves, the search box, my store and the bag.
#[component]
pub fn Masthead() -> impl IntoView {
    let locale = use_locale();
    let shell = use_shell();
    let items = Memo::new(move |_| shell.bag_items.get());
    // How often the number has changed: each change swaps the animation for its twin, which starts it again.
    let changes = Memo::new(move |before: Option<&u32>| {
        items.track();
        before.map_or(0, |before| before + 1)
    });
    let count_class = move || match (items.get(), changes.get()) {
        (0, _) => "masthead__count masthead__count--none",
        (_, 0) => "masthead__count",
        (_, odd) if odd % 2 == 1 => "masthead__count masthead__count--tick",
        _ => "masthead__count masthead__count--tock",
    };

    view! {
        <header class="masthead">
            <div class="masthead__row">
                <a class="masthead__wordmark" href="/">{td_string!(locale, shell.brand)}</a>
                <SearchBox />
                <StoreButton />
                <LanguageSwitch />
                <a class="masthead__account" href="/account" aria-label=td_string!(locale, shell.account)>
                    <Glyph icon=Icon::Account />
                </a>
                <a class="masthead__bag" href="/bag" aria-label=move || plural!(locale, items.get(), shell.bag_items)>
                    <Glyph icon=Icon::Bag />
                    <span class=count_class aria-hidden="true">{move || items.get()}</span>
                </a>
            </div>
            <nav class="masthead__shelves" aria-label=td_string!(locale, shell.categories)>
                <CategoryLinks />
            </nav>
        </header>
    }
}

/// The shopper's store, or the way to choose one. Its accessible name always begins with "Choose store".
#[component]
fn StoreButton() -> impl IntoView {
    let locale = use_locale();
    let shell = use_shell();
    let name = move || match shell.my_store.get() {
        Some(store) => td_string!(locale, shell.change_store, store = store),
        None => td_string!(locale, shell.choose_store).to_owned(),
    };
    let words = move || shell.my_store.get().unwrap_or_else(|| td_string!(locale, shell.choose_store).to_owned());

    view! {
        <button
            type="button"
            class="masthead__store"
            aria-haspopup="dialog"
            aria-label=name
            on:click=move |_| shell.choosing_store.set(true)
        >
            <Glyph icon=Icon::Pin />
            <span class="masthead__store-name">{words}</span>
        </button>
    }
}

/// The shelves as a list of links; the one the shopper is at is marked.
#[component]
pub fn CategoryLinks() -> impl IntoView {
    let shell = use_shell();
    let navigation = use_navigation();
    let links = move || {
        shell
            .categories
            .get()
            .into_iter()
            .map(|shelf| {
                let href = routes::category(shelf.category.slug.as_str());
                let here = href.clone();
                view! {
                    <li>
                        <a class="shelf-link" href=href aria-current=move || (navigation.path() == here).then_some("page")>
                            {shelf.category.title}
                        </a>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };

    view! { <ul class="shelf-links">{links}</ul> }
}
