//! The same once more: what was ordered goes into the bag the way it was had, and the checkout knows the rest.

use crate::{
    cart::use_cart,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{Button, ButtonKind},
};
use api::orders::OrderView;
use domain::{cart::LineKey, quantity::Quantity};
use leptos::prelude::*;

/// Puts everything of an order into the bag and goes to the checkout.
#[component]
pub fn OrderAgain(
    /// The order.
    data: OrderView,
) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let navigation = use_navigation();
    let again = move || {
        for group in &data.groups {
            for line in &group.lines {
                let Ok(quantity) = Quantity::parse(i64::from(line.quantity)) else { continue };
                let key = LineKey { sku: line.sku.clone(), receive: group.receive.clone() };
                cart.add(key, quantity, line.item.clone());
            }
        }
        navigation.go(&Route::Checkout.path());
    };

    view! { <Button kind=ButtonKind::Quiet on_press=again>{td_string!(locale, orders.again)}</Button> }
}
