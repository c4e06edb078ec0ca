//! Coming by car: on my way, then here.

use super::data;
use crate::{
    i18n::{td_string, use_locale},
    ui::{Button, ButtonKind, Fetched, message, use_status},
};
use api::orders::{ArrivalState, OrderGroup, OrderView};
use domain::id::OrderNumber;
use leptos::prelude::*;

/// Tells the store where she is; each press is harmless when repeated.
#[component]
pub fn ArrivalButtons(
    /// The order.
    number: OrderNumber,
    /// The group, to be brought to the car.
    group: OrderGroup,
    /// Where the newer order goes.
    order: Fetched<OrderView>,
) -> impl IntoView {
    let locale = use_locale();
    let status = use_status();
    let failed = RwSignal::new(None::<String>);
    let index = group.index;
    let number = StoredValue::new(number);
    let say = move |state: ArrivalState| {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match data::arrive(number.get_value(), index, state).await {
                Ok(newer) => {
                    status.announce(match state {
                        ArrivalState::OnMyWay => td_string!(locale, orders.arrival.told_way),
                        ArrivalState::Here => td_string!(locale, orders.arrival.told_here),
                    });
                    order.set(newer);
                }
                Err(why) => failed.set(Some(message(locale, &why))),
            }
        });
    };
    let said = group.arrival.map(|state| match state {
        ArrivalState::OnMyWay => td_string!(locale, orders.arrival.told_way),
        ArrivalState::Here => td_string!(locale, orders.arrival.told_here),
    });

    view! {
        <div class="arrival">
            <p>{said.unwrap_or(td_string!(locale, orders.arrival.explain))}</p>
            <div class="arrival__buttons">
                {group.arrival.is_none().then(|| view! {
                    <Button kind=ButtonKind::Quiet on_press=move || say(ArrivalState::OnMyWay)>{td_string!(locale, orders.arrival.on_my_way)}</Button>
                })}
                {(group.arrival != Some(ArrivalState::Here)).then(|| view! {
                    <Button on_press=move || say(ArrivalState::Here)>{td_string!(locale, orders.arrival.here)}</Button>
                })}
            </div>
            <p class="field__error" role="alert">{move || failed.get()}</p>
        </div>
    }
}
