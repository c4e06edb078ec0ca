//! `/orders`: finding an order without its link.

use crate::{
    i18n::{td_string, use_locale},
    orders::{KeptOrders, OrderFinder},
    ui::PageHeading,
};
use leptos::prelude::*;

/// The form that finds an order.
#[component]
pub fn FindOrderPage() -> impl IntoView {
    let locale = use_locale();

    view! {
        <div class="find__page">
            <PageHeading text=td_string!(locale, orders.find.title).to_owned() class="order__title" />
            <p>{td_string!(locale, orders.find.words)}</p>
            <OrderFinder />
            <KeptOrders />
        </div>
    }
}
