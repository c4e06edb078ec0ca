//! `/bag`: the bag, the same on all the shopper's devices.

use crate::{
    cart::{BagLines, ContinueLink, SyncState, use_cart},
    format::money,
    i18n::{td_string, use_locale},
    routes::Route,
    ui::{EmptyState, LinkButton, PageHeading, Shape, Skeleton},
};
use leptos::prelude::*;

/// What is in it, what it costs, and the ways on: to checkout, or to another device.
#[component]
pub fn BagPage() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let state = Memo::new(move |_| match (cart.count(), cart.loaded()) {
        (0, false) => State::Unknown,
        (0, true) => State::Empty,
        _ => State::Filled,
    });
    let sync = move || match cart.sync_state() {
        SyncState::Saved => td_string!(locale, cart.saved),
        SyncState::Saving => td_string!(locale, cart.saving),
        SyncState::Waiting => td_string!(locale, cart.waiting),
    };
    let goods = move || cart.view().goods.map(|goods| money(locale, goods));

    view! {
        <PageHeading text=td_string!(locale, shell.bag).to_owned() />
        {move || match state.get() {
            State::Unknown => view! { <Skeleton shape=Shape::Row count=3 /> }.into_any(),
            State::Empty => view! {
                <EmptyState title=td_string!(locale, cart.empty_title) text=td_string!(locale, cart.empty_text)>
                    <LinkButton href="/">{td_string!(locale, cart.empty_link)}</LinkButton>
                </EmptyState>
            }
            .into_any(),
            State::Filled => view! {
                <div class="bag">
                    <div class="bag__lines"><BagLines /></div>
                    <aside class="bag__sum" aria-label=td_string!(locale, shell.currency_total)>
                        <p class="bag__total"><span>{td_string!(locale, cart.goods)}</span><span>{goods}</span></p>
                        <p class="bag__note">{td_string!(locale, cart.note)}</p>
                        <LinkButton href=Route::Checkout.path()>{td_string!(locale, cart.checkout)}</LinkButton>
                        <p class="bag__sync">{sync}</p>
                    </aside>
                </div>
            }
            .into_any(),
        }}
        <p class="bag__elsewhere"><ContinueLink /></p>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    Empty,
    Filled,
}
