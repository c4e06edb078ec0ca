//! `/bag`: the bag, the same on all the shopper's devices.

use crate::{
    cart::{BagLines, ContinueLink, Kept, SavedLines, SyncState, UndoBar, use_cart},
    format::money,
    i18n::{td_string, use_locale},
    partners::ArrivalNote,
    routes::Route,
    ui::{EmptyState, LinkButton, PageHeading, Shape, Skeleton, message},
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
    let goods_word = move || {
        if cart.is_estimate() { td_string!(locale, cart.goods_estimate) } else { td_string!(locale, cart.goods) }
    };
    let note = move || {
        if cart.is_estimate() { td_string!(locale, cart.note_estimate) } else { td_string!(locale, cart.note) }
    };
    let goods = move || cart.view().goods.map(|goods| money(locale, goods));

    view! {
        <PageHeading text=td_string!(locale, shell.bag).to_owned() />
        <ArrivalNote />
        <UndoBar />
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
                        <p class="bag__total"><span>{goods_word}</span><span>{goods}</span></p>
                        <p class="bag__note">{note}</p>
                        <LinkButton href=Route::Checkout.path()>{td_string!(locale, cart.checkout)}</LinkButton>
                    </aside>
                </div>
            }
            .into_any(),
        }}
        <SavedLines />
        <Sync />
        <p class="bag__elsewhere"><ContinueLink /></p>
    }
}

/// Whether what she did is safe, in plain words.
#[component]
fn Sync() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let words = move || match (cart.sync_state(), cart.kept()) {
        (SyncState::Saved, _) if cart.loaded() => td_string!(locale, cart.saved).to_owned(),
        (SyncState::Saved | SyncState::Saving, _) => td_string!(locale, cart.saving).to_owned(),
        (SyncState::Offline, Kept::Yes) => td_string!(locale, cart.offline).to_owned(),
        (SyncState::Offline, Kept::Soon) => td_string!(locale, cart.offline_keeping).to_owned(),
        (SyncState::Offline, Kept::No) => td_string!(locale, cart.offline_not_kept).to_owned(),
        (SyncState::Trouble(why), _) => td_string!(locale, cart.trouble, why = message(locale, &why)),
    };
    let troubled = move || matches!(cart.sync_state(), SyncState::Offline | SyncState::Trouble(_));

    view! { <p class="bag__sync" class:bag__sync--troubled=troubled>{words}</p> }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    Empty,
    Filled,
}
