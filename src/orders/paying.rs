//! An order that waits to be paid: paying now, or giving it up.

use crate::{
    browser,
    checkout::refusal,
    format::money_short,
    i18n::{td_string, use_locale},
    payments,
    ui::{Button, ButtonKind, Fetched, use_status},
};
use api::{orders::OrderView, payments::PaymentRequest};
use domain::orders::{PaymentState, PaymentTrouble};
use leptos::prelude::*;

/// What went wrong with paying, and what she may do about it; nothing for an order that is paid or over without trouble.
#[component]
pub fn Paying(
    /// The order.
    data: OrderView,
    /// Where the newer order goes.
    order: Fetched<OrderView>,
) -> impl IntoView {
    let locale = use_locale();
    let status = use_status();
    let trouble = data.payment_trouble.map(|trouble| match trouble {
        PaymentTrouble::Declined => td_string!(locale, orders.paying.declined),
        PaymentTrouble::Expired => td_string!(locale, orders.paying.expired),
        PaymentTrouble::TooLate => td_string!(locale, orders.paying.too_late),
        PaymentTrouble::SoldOut => td_string!(locale, orders.paying.sold_out),
    });
    let waits = data.payment == PaymentState::ActionNeeded;
    let pays = waits && data.own;
    if trouble.is_none() && !waits {
        return ().into_any();
    }
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let number = StoredValue::new(data.number.clone());
    let act = move |request: PaymentRequest| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            let gives_up = request == PaymentRequest::Cancel;
            let answer = payments::data::act(number.get_value(), request).await;
            busy.set(false);
            match answer {
                Ok(OrderView { payment_url: Some(page), .. }) if !gives_up => browser::load(&page),
                Ok(newer) => {
                    if gives_up {
                        status.announce(td_string!(locale, orders.paying.given_up));
                    }
                    order.set(newer);
                }
                Err(why) => refused.set(Some(refusal::message(locale, &why))),
            }
        });
    };
    let total = money_short(locale, data.total);

    view! {
        <section class="paying" aria-labelledby="paying">
            <h2 class="paying__title" id="paying">
                {if waits { td_string!(locale, orders.paying.title) } else { td_string!(locale, orders.paying.over) }}
            </h2>
            {trouble.map(|trouble| view! { <p>{trouble}</p> })}
            {(waits && !pays).then(|| view! { <p>{td_string!(locale, orders.paying.not_yours)}</p> })}
            {pays.then(|| view! {
                <p>{td_string!(locale, orders.paying.words)}</p>
                <div class="changes__ways">
                    <Button disabled=busy on_press=move || act(PaymentRequest::Retry { token: None, saved: None })>
                        {td_string!(locale, orders.paying.pay, total = total)}
                    </Button>
                    <Button kind=ButtonKind::Plain disabled=busy on_press=move || act(PaymentRequest::Cancel)>
                        {td_string!(locale, orders.paying.cancel)}
                    </Button>
                </div>
            })}
            <p class="field__error" role="alert">{move || refused.get()}</p>
        </section>
    }
    .into_any()
}
