//! Putting back what was just taken out.

use super::use_cart;
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, ButtonKind, use_status},
};
use leptos::prelude::*;

/// Says what was taken out of the bag last, with a button that puts it back. It stays until the bag is changed again.
#[component]
pub fn UndoBar() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let status = use_status();
    let bar = move || {
        let taken_out = cart.taken_out()?;
        let product = taken_out.item.title;
        let said = td_string!(locale, cart.put_back_done, product = product.clone());
        let put_back = move || {
            cart.put_back();
            status.announce(said.clone());
        };
        let label = td_string!(locale, cart.put_back_named, product = product.clone());
        Some(view! {
            <div class="undo-bar">
                <span>{td_string!(locale, cart.removed, product = product)}</span>
                <Button kind=ButtonKind::Plain label=label on_press=put_back>{td_string!(locale, cart.put_back)}</Button>
            </div>
        })
    };

    view! { {bar} }
}
