//! The bar at the lower edge of the phone, where the thumb is.

use super::{masthead::CategoryLinks, use_shell};
use crate::{
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    ui::{Glyph, Icon, Sheet},
};
use leptos::prelude::*;

/// Home, the shelves, the stores and the account. Shown on narrow screens only; the page keeps room for it.
#[component]
pub fn PhoneBar() -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let open = RwSignal::new(false);
    let current = move |path: &'static str| move || (navigation.path() == path).then_some("page");
    // The sheet closes when one of its links was followed.
    let showing = use_shell().categories;
    let close = move |_| open.set(false);

    view! {
        <nav class="phone-bar" aria-label=td_string!(locale, shell.menu)>
            <a class="phone-bar__one" href="/" aria-current=current("/")>
                <Glyph icon=Icon::Home />
                {td_string!(locale, shell.home)}
            </a>
            <button type="button" class="phone-bar__one" aria-haspopup="dialog" on:click=move |_| open.set(true)>
                <Glyph icon=Icon::Menu />
                {td_string!(locale, shell.categories)}
            </button>
            <a class="phone-bar__one" href="/stores" aria-current=current("/stores")>
                <Glyph icon=Icon::Store />
                {td_string!(locale, shell.stores)}
            </a>
            <a class="phone-bar__one" href="/account" aria-current=current("/account")>
                <Glyph icon=Icon::Account />
                {td_string!(locale, shell.account)}
            </a>
        </nav>
        <Sheet open title=td_string!(locale, shell.categories)>
            <nav class="phone-bar__shelves" aria-label=td_string!(locale, shell.categories) on:click=close>
                {move || (!showing.read().is_empty()).then(|| view! { <CategoryLinks /> })}
            </nav>
        </Sheet>
    }
}
