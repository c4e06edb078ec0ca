//! What the shopper keeps for later, beside the bag.

use super::use_cart;
use crate::{
    format::money,
    i18n::{td_string, use_locale},
    inventory::StockWord,
    routes::Route,
    ui::{Button, ButtonKind, Picture, Shown, use_status},
};
use api::cart::SavedLine;
use domain::{
    cart::{Receive, Spot},
    id::Sku,
    inventory::Band,
};
use leptos::prelude::*;

/// The list of what is saved, each with its way back into the bag. Nothing when nothing is saved.
#[component]
pub fn SavedLines() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let skus = Memo::new(move |_| cart.saved().into_iter().map(|line| line.sku).collect::<Vec<Sku>>());
    let any = Memo::new(move |_| skus.with(|skus| !skus.is_empty()));

    view! {
        <Show when=move || any.get()>
            <section class="saved" aria-labelledby="saved-title">
                <h2 id="saved-title" class="bag-group__title">{td_string!(locale, cart.saved_title)}</h2>
                <ul class="bag-group__lines" role="list">
                    <For each=move || skus.get() key=Clone::clone let:sku>
                        <Saved sku />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Saved(sku: Sku) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let status = use_status();
    let find = {
        let sku = sku.clone();
        move || cart.saved().into_iter().find(|line| line.sku == sku)
    };
    let Some(SavedLine { item, band, .. }) = untrack(&find) else { return ().into_any() };
    let quantity = Memo::new(move |last: Option<&u32>| {
        find().map(|line| line.quantity).or_else(|| last.copied()).unwrap_or_default()
    });
    let name = if item.phrase.is_empty() { item.title.clone() } else { format!("{}, {}", item.title, item.phrase) };
    let href = Route::Product { handle: item.handle.to_string() }.path();
    let back = {
        let (sku, said) = (sku.clone(), td_string!(locale, cart.added, product = item.title.clone()));
        move || {
            cart.unsave(sku.clone(), Receive::Ship);
            status.announce(said.clone());
        }
    };
    let remove = {
        let said = td_string!(locale, cart.removed, product = name.clone());
        move || {
            cart.remove(Spot::saved(sku.clone()));
            status.announce(said.clone());
        }
    };
    let back_label = td_string!(locale, cart.unsave_named, product = name.clone());
    let remove_label = td_string!(locale, cart.remove_named, product = name.clone());

    view! {
        <li class="bag-line" aria-label=name>
            <a class="bag-line__picture" href=href.clone() tabindex="-1" aria-hidden="true">
                {item.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Small /> })}
            </a>
            <div class="bag-line__words">
                <p class="bag-line__label">{item.label}</p>
                <a class="bag-line__title" href=href>{item.title}</a>
                <p class="bag-line__phrase">{item.phrase}</p>
                <p class="bag-line__promise">{(band != Band::InStock).then(|| view! { <StockWord band left=None /> })}</p>
            </div>
            <p class="bag-line__total">{move || {
                let price = money(locale, item.price);
                match quantity.get() {
                    1 => price,
                    pieces => format!("{pieces} × {price}"),
                }
            }}</p>
            <div class="bag-line__tools">
                <Button kind=ButtonKind::Quiet label=back_label on_press=back>{td_string!(locale, cart.unsave)}</Button>
                <Button kind=ButtonKind::Plain label=remove_label on_press=remove>{td_string!(locale, cart.remove)}</Button>
            </div>
        </li>
    }
    .into_any()
}
