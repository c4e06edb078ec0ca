//! What she could do instead: about a line that cannot be had as asked, and about the whole bag.

use crate::{
    cart::{CartState, use_cart},
    checkout::refusal,
    format::{distance, moment},
    i18n::{Locale, td_string, use_locale},
    plural,
    ui::{Button, ButtonKind},
};
use api::checkout::{AlternativeView, RefusedLine, StoreOfferView};
use domain::{
    cart::{LineKey, Receive},
    checkout::Instead,
    quantity::Quantity,
};
use leptos::prelude::*;

/// A line that cannot be had as asked: why, and each thing she could do, one press away.
#[component]
pub fn RefusedLineRow(
    /// The line.
    refused: RefusedLine,
) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let RefusedLine { line, problem, alternatives } = refused;
    let title = line.item.title.clone();
    let why = refusal::problem(locale, std::slice::from_ref(&line), &problem);
    let (saved, removed) = (line.line.clone(), line.line.clone());
    let buttons = alternatives
        .into_iter()
        .filter(|it| it.instead != Instead::Later)
        .map(|it| {
            let words = words(locale, &it);
            let key = line.line.clone();
            view! {
                <li><Button kind=ButtonKind::Quiet label=format!("{title}: {words}") on_press=move || take(cart, &key, &it)>{words.clone()}</Button></li>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <li class="instead__line">
            <p>{why}</p>
            <ul class="instead__ways" role="list">
                {buttons}
                <li><Button kind=ButtonKind::Plain label=td_string!(locale, cart.save_named, product = title.clone()) on_press=move || cart.save(saved.clone())>{td_string!(locale, cart.save)}</Button></li>
                <li><Button kind=ButtonKind::Plain label=td_string!(locale, checkout.instead.remove_named, product = title.clone()) on_press=move || cart.remove(removed.clone().into())>{td_string!(locale, checkout.instead.remove)}</Button></li>
            </ul>
        </li>
    }
}

/// Stores that have all of the bag, or most of it; one press collects it there.
#[component]
pub fn WholeBag(
    /// What each store could hand over, best first.
    offers: Vec<StoreOfferView>,
    /// How many lines there are.
    lines: usize,
) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    if offers.is_empty() {
        return ().into_any();
    }
    let rows = offers
        .into_iter()
        .map(|offer| {
            let store = offer.store.name.clone();
            let what = if offer.lines.len() == lines {
                td_string!(locale, checkout.instead.all_at, store = store)
            } else {
                td_string!(locale, checkout.instead.some_at, count = offer.lines.len(), of = lines, store = store)
            };
            let ready = td_string!(locale, checkout.receive.ready, time = moment(locale, offer.ready_by));
            let far = (offer.metres > 0).then(|| distance(locale, offer.metres));
            let hint: Vec<String> = std::iter::once(ready).chain(far).collect();
            view! {
                <li>
                    <Button kind=ButtonKind::Quiet on_press=move || collect_at(cart, &offer)>{what}</Button>
                    <span class="instead__hint">{hint.join(" · ")}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <section class="instead" aria-labelledby="whole-bag">
            <h3 class="instead__title" id="whole-bag">{td_string!(locale, checkout.instead.one_place)}</h3>
            <ul class="instead__ways" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn words(locale: Locale, it: &AlternativeView) -> String {
    let count = plural!(locale, it.quantity, checkout.instead.pieces);
    let store = it.store.as_ref().map(|store| store.name.clone()).unwrap_or_default();
    let time = it.at.map(|at| moment(locale, at)).unwrap_or_default();
    match it.instead {
        Instead::Fewer => td_string!(locale, checkout.instead.fewer, count = count),
        Instead::Elsewhere => td_string!(locale, checkout.instead.elsewhere, count = count, store = store, time = time),
        Instead::Sent => td_string!(locale, checkout.instead.sent, count = count, time = time),
        Instead::Later => td_string!(locale, checkout.instead.later, count = count, store = store, time = time),
    }
}

/// Does it: fewer pieces, another way, or both.
fn take(cart: CartState, line: &LineKey, it: &AlternativeView) {
    if let Ok(quantity) = Quantity::parse(i64::from(it.quantity))
        && untrack(|| cart.quantity(line)) != it.quantity
    {
        cart.set(line.clone(), quantity);
    }
    cart.change_receive(line.clone(), it.receive.clone());
}

fn collect_at(cart: CartState, offer: &StoreOfferView) {
    for line in &offer.lines {
        cart.change_receive(line.clone(), Receive::PickUp { store: offer.store.code.clone() });
    }
}
