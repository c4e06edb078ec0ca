//! `/orders/{number}`: what became of an order, live. The key to it travels in the fragment.

use crate::{
    browser,
    client::{self, ClientError},
    format::money,
    i18n::{Locale, td_string, use_locale},
    orders::{OrderAgain, OrderGroupCard, Paying, data, keep},
    pages::NotFoundPage,
    ui::{Fetched, Load, PageHeading, Shape, Skeleton, fetched, use_status},
};
use api::orders::OrderView as OrderData;
use domain::{
    checkout::PaymentMethod,
    id::OrderNumber,
    orders::{GroupState, PaymentState},
};
use leptos::prelude::*;

/// Opens the order with the key in the fragment, if there is one, and follows it live.
#[component]
pub fn OrderPage(
    /// The order's number, as it stands in the address.
    number: String,
) -> impl IntoView {
    let Ok(number) = OrderNumber::parse(number) else { return view! { <NotFoundPage /> }.into_any() };
    let asked = number.clone();
    let order = fetched(None, || (), move |()| load(asked.clone()));
    follow(number, order);

    view! {
        <Load of=order skeleton=|| view! { <Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Row count=4 /> } let:data>
            <OrderView data order />
        </Load>
    }
    .into_any()
}

async fn load(number: OrderNumber) -> Result<OrderData, ClientError> {
    let fragment = browser::fragment();
    let Some(key) = fragment.strip_prefix("k=") else { return data::order(number).await };
    let opened = data::open(number.clone(), key.to_owned()).await;
    // A used or expired key is no loss for the browser that may see the order anyway.
    let order = if matches!(opened, Err(ClientError::Api(_))) { data::order(number).await } else { opened };
    if order.is_ok() {
        browser::forget_fragment();
    }
    order
}

/// Puts what the server tells in place of what is shown; says what changed.
fn follow(number: OrderNumber, order: Fetched<OrderData>) {
    let locale = use_locale();
    let status = use_status();
    // Asked for only once the order can be seen: before that the stream would be refused.
    let may_see = Memo::new(move |_| order.get().is_some());
    Effect::new(move |_| {
        if !may_see.get() {
            return;
        }
        let number = number.clone();
        client::events(
            move || api::orders::order_events(&number),
            &["order"],
            move |event| {
                let Ok(newer) = crate::json::read::<OrderData>(&event.data) else { return };
                let shown = untrack(|| order.get());
                if shown.as_ref().is_some_and(|shown| shown.seq >= newer.seq) {
                    return;
                }
                if let Some(ready) = shown.and_then(|shown| newly_ready(&shown, &newer)) {
                    status.announce(td_string!(locale, orders.now_ready, store = ready));
                }
                leptos::task::spawn_local({
                    let newer = newer.clone();
                    async move { keep(&newer, &event.data).await }
                });
                order.set(newer);
            },
        );
    });
}

/// The store of a group that became ready.
fn newly_ready(shown: &OrderData, newer: &OrderData) -> Option<String> {
    let was = |index: u32| shown.groups.iter().find(|group| group.index == index).map(|group| group.state);
    newer
        .groups
        .iter()
        .find(|group| group.state == GroupState::Ready && was(group.index) != Some(GroupState::Ready))
        .and_then(|group| group.store.as_ref().map(|store| store.name.clone()))
}

/// Shows an order: its groups, then its money.
#[component]
fn OrderView(data: OrderData, order: Fetched<OrderData>) -> impl IntoView {
    let locale = use_locale();
    let number = data.number.clone();
    let unpaid = data.payment == PaymentState::ActionNeeded;
    let groups = data
        .groups
        .iter()
        .map(|group| view! { <OrderGroupCard number=number.clone() group=group.clone() order unpaid /> }.into_any())
        .collect::<Vec<_>>();
    let shipping = (!data.shipping.is_zero()).then(|| {
        view! { <div><dt>{td_string!(locale, checkout.sum.shipping)}</dt><dd>{money(locale, data.shipping)}</dd></div> }
    });

    let paying = view! { <Paying data=data.clone() order /> };
    let again = view! { <OrderAgain data=data.clone() /> };
    let refunded = (!data.refunded.is_zero()).then(|| {
        view! { <div><dt>{td_string!(locale, orders.refunded)}</dt><dd>{money(locale, data.refunded)}</dd></div> }
    });

    view! {
        <header class="order__head">
            <PageHeading text=headline(locale, &data) title=td_string!(locale, shell.title, page = td_string!(locale, orders.order, number = data.number.to_string())) class="order__title" />
            <p class="order__number">{td_string!(locale, orders.order, number = data.number.to_string())}" · "{data.name.clone()}</p>
        </header>
        <div class="order">
            <div class="order__groups">{paying}{groups}</div>
            <aside class="summary" aria-label=td_string!(locale, checkout.sum.title)>
                <dl class="summary__sums">
                    <div><dt>{td_string!(locale, checkout.sum.goods)}</dt><dd>{money(locale, data.goods)}</dd></div>
                    {shipping}
                    <div class="summary__total"><dt>{td_string!(locale, checkout.sum.total)}</dt><dd>{money(locale, data.total)}</dd></div>
                    {refunded}
                </dl>
                <p>{payment_sentence(locale, data.method, data.payment)}</p>
                <p class="order__mail">{td_string!(locale, orders.news, email = data.email.clone())}</p>
                <p><a href=data.share_url rel="external">{td_string!(locale, orders.share)}</a></p>
                {again}
            </aside>
        </div>
    }
}

/// The page's one line: ready if anything is, done if all is, else thanks.
fn headline(locale: Locale, order: &OrderData) -> String {
    let any = |state: GroupState| order.groups.iter().any(|group| group.state == state);
    if order.payment == PaymentState::ActionNeeded {
        td_string!(locale, orders.headline.waits)
    } else if order.payment == PaymentState::Declined {
        td_string!(locale, orders.headline.declined)
    } else if any(GroupState::Ready) {
        td_string!(locale, orders.headline.ready)
    } else if order.groups.iter().all(|group| group.state.is_final()) {
        td_string!(locale, orders.headline.done)
    } else {
        td_string!(locale, orders.headline.placed)
    }
    .to_owned()
}

fn payment_sentence(locale: Locale, method: PaymentMethod, payment: PaymentState) -> &'static str {
    match (payment, method) {
        (PaymentState::DueInStore, _) => td_string!(locale, orders.payment.due),
        (PaymentState::Pending, _) => td_string!(locale, orders.payment.pending),
        (PaymentState::ActionNeeded, _) => td_string!(locale, orders.payment.action_needed),
        (PaymentState::Authorised, _) => td_string!(locale, orders.payment.authorised),
        (PaymentState::Captured, PaymentMethod::InStore) => td_string!(locale, orders.payment.paid_in_store),
        (PaymentState::Captured, PaymentMethod::Card) => td_string!(locale, orders.payment.captured),
        (PaymentState::Refunded, _) => td_string!(locale, orders.payment.refunded),
        (PaymentState::Declined, _) => td_string!(locale, orders.payment.declined),
        (PaymentState::Voided, _) => td_string!(locale, orders.payment.voided),
    }
}
