//! The same once more: with one press where everything is known, and else through the bag and the checkout, which know the rest.

use super::{
    data,
    group::{slot_words, way_words},
};
use crate::{
    browser,
    cart::use_cart,
    checkout::refusal,
    format::money_short,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{Button, ButtonKind, Fetched, fetched},
};
use api::orders::{AgainOrder, AgainView, OrderView};
use domain::{cart::LineKey, quantity::Quantity};
use leptos::prelude::*;

/// Orders everything of an order again: at once when nothing has to be asked, which the button then says with what it costs.
#[component]
pub fn OrderAgain(
    /// The order.
    data: OrderView,
) -> impl IntoView {
    let number = data.number.clone();
    // Only her own order tells what it takes to have it again, and only one that is not still being paid.
    let unasked = (!data.own || data.payment.is_open()).then(AgainView::default);
    let asked = number.clone();
    let again = fetched(unasked, || (), move |()| data::look_again(asked.clone()));
    let refused = RwSignal::new(None::<String>);
    let order = StoredValue::new(data);
    let way = move || {
        let number = order.with_value(|order| order.number.clone());
        match again.get().and_then(|it| it.order) {
            Some(order) => {
                let press = OnePress { number, order, again, refused };
                view! { <AtOnce press /> }.into_any()
            }
            // Not to be pressed as long as it might become the other button under her finger.
            None => view! { <ThroughTheBag order=order.get_value() waits=again.busy() /> }.into_any(),
        }
    };

    view! {
        <div class="again">
            {way}
            <p class="field__error" role="alert">{move || refused.get()}</p>
        </div>
    }
}

/// An order that only needs to be pressed, and where it is said that it could not be placed.
#[derive(Clone)]
struct OnePress {
    number: domain::id::OrderNumber,
    order: AgainOrder,
    again: Fetched<AgainView>,
    refused: RwSignal<Option<String>>,
}

/// The button that orders, what it costs on it, and below it how everything would reach her and how it is paid.
#[component]
fn AtOnce(press: OnePress) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let OnePress { number, order, again, refused } = press;
    let busy = RwSignal::new(false);
    // Sent again after a lost answer it is the same order.
    let key = StoredValue::new(browser::random_id());
    let total = money_short(locale, order.place.total);
    let ways: Vec<_> = order
        .ways
        .iter()
        .map(|way| {
            let words = way_words(locale, &way.receive, way.store.as_ref());
            let time = way.slot.map(|slot| format!(", {}", slot_words(locale, slot))).unwrap_or_default();
            view! { <li>{words}{time}</li> }
        })
        .collect();
    let paid = order.card.clone().unwrap_or_else(|| td_string!(locale, orders.payment.due).to_owned());
    let (number, body) = (StoredValue::new(number), StoredValue::new(order.place));
    let place = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            let placed = data::order_again(number.get_value(), body.get_value(), key.get_value()).await;
            busy.set(false);
            match placed {
                Ok(OrderView { payment_url: Some(page), .. }) => browser::load(&page),
                Ok(order) => navigation.go(&Route::Order { number: order.number.to_string() }.path()),
                Err(why) => {
                    refused.set(Some(refusal::message(locale, &why)));
                    if refusal::is_final(&why) {
                        // Another total, another slot, or the way through the bag.
                        again.again();
                    }
                }
            }
        });
    };

    view! {
        // Quiet: she has just ordered it, and nobody should do so twice because a button is loud.
        <Button kind=ButtonKind::Quiet disabled=busy on_press=place>{td_string!(locale, orders.again_for, total = total)}</Button>
        <ul class="again__ways" role="list">{ways}<li>{paid}</li></ul>
    }
}

/// Puts everything of an order into the bag and goes to the checkout.
#[component]
fn ThroughTheBag(order: OrderView, waits: bool) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let navigation = use_navigation();
    let again = move || {
        for group in &order.groups {
            for line in &group.lines {
                let Ok(quantity) = Quantity::parse(i64::from(line.quantity)) else { continue };
                let key = LineKey { sku: line.sku.clone(), receive: group.receive.clone() };
                cart.add(key, quantity, line.item.clone());
            }
        }
        navigation.go(&Route::Checkout.path());
    };

    view! { <Button kind=ButtonKind::Quiet disabled=waits on_press=again>{td_string!(locale, orders.again)}</Button> }
}
