//! `/checkout`: from bag to order in three steps on one page.

use crate::{
    browser,
    cart::use_cart,
    checkout::{CheckoutForm, ContactStep, PayStep, ReceiveStep, Summary, data, refusal},
    client::ClientError,
    format::money_short,
    i18n::{Locale, td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{Button, EmptyState, Fetched, LinkButton, Load, PageHeading, Shape, Skeleton, fetched, use_status},
};
use api::{
    checkout::{PlaceOrder, PlanView},
    problem::Rejection,
};
use domain::checkout::PaymentMethod;
use leptos::prelude::*;

/// The page; it plans the bag once the app runs, and again whenever the bag changes.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let form = CheckoutForm::new();
    // Planned from what the server has: a change of the bag that is still on its way plans again when it has arrived.
    let plan = fetched(None, move || cart.version(), |_| data::plan());

    view! {
        <PageHeading text=td_string!(locale, checkout.title).to_owned() class="checkout__title" />
        <Load of=plan skeleton=|| view! { <Skeleton shape=Shape::Row count=6 /> } let:now>
            <Planned plan=now source=plan form />
        </Load>
    }
}

#[component]
fn Planned(plan: PlanView, source: Fetched<PlanView>, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    if plan.groups.is_empty() && plan.problems.is_empty() {
        return view! {
            <EmptyState title=td_string!(locale, checkout.empty.title) text=td_string!(locale, checkout.empty.text)>
                <LinkButton href="/">{td_string!(locale, checkout.empty.link)}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    if !plan.problems.is_empty() {
        let lines = cart.lines_untracked();
        let problems = plan
            .problems
            .iter()
            .map(|problem| view! { <li>{refusal::problem(locale, &lines, problem)}</li> })
            .collect::<Vec<_>>();
        return view! {
            <div class="checkout__problems" role="alert">
                <h2>{td_string!(locale, checkout.problem.title)}</h2>
                <ul>{problems}</ul>
                <LinkButton href=Route::Bag.path()>{td_string!(locale, checkout.problem.back)}</LinkButton>
            </div>
        }
        .into_any();
    }
    let stored = StoredValue::new(plan.clone());

    view! {
        <div class="checkout">
            <div class="checkout__steps">
                <ContactStep form />
                <ReceiveStep plan=stored form />
                <PayStep plan=stored form />
                <PlaceButton plan=stored source form />
            </div>
            <Summary plan />
        </div>
    }
    .into_any()
}

/// The one button that costs money: says how much and how, sends once, and keeps everything when it fails.
#[component]
fn PlaceButton(plan: StoredValue<PlanView>, source: Fetched<PlanView>, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let cart = use_cart();
    let status = use_status();
    let busy = RwSignal::new(false);
    let refused = form.refused;
    // The same order sent again after a lost answer carries the same key, so it is placed once.
    let attempt = StoredValue::new(None::<(PlaceOrder, String)>);

    let words = move || plan.with_value(|plan| place_words(locale, plan, form.payment(plan)));
    let place = move || {
        let Some(order) = plan.with_value(|plan| form.order(locale, plan)) else {
            status.announce(td_string!(locale, checkout.wrong.some));
            return;
        };
        let key =
            attempt.with_value(|last| last.as_ref().filter(|(same, _)| *same == order).map(|(_, key)| key.clone()));
        let key = key.unwrap_or_else(browser::random_id);
        attempt.set_value(Some((order.clone(), key.clone())));
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            let placed = data::place(order, key).await;
            busy.set(false);
            match placed {
                Ok(order) => {
                    cart.refresh();
                    navigation.go(&Route::Order { number: order.number.to_string() }.path());
                }
                Err(why) => {
                    let message = refusal::message(locale, &why);
                    if is_final(&why) {
                        attempt.set_value(None);
                    }
                    if let ClientError::Api(problem) = &why
                        && let Some(field) = &problem.field
                    {
                        form.errors.update(|errors| errors.push((field.clone(), message.clone())));
                    }
                    refused.set(Some(message));
                    if asks_for_new_plan(&why) {
                        source.again();
                    }
                }
            }
        });
    };

    view! {
        <div class="checkout__place">
            <p class="checkout__refused" role="alert">{move || refused.get()}</p>
            <Button disabled=busy on_press=place>{words}</Button>
        </div>
    }
}

/// "Place order, pay €48 in store".
fn place_words(locale: Locale, plan: &PlanView, method: Option<PaymentMethod>) -> String {
    let total = money_short(locale, plan.total);
    match method {
        Some(PaymentMethod::InStore) => td_string!(locale, checkout.place.in_store, total = total),
        _ => td_string!(locale, checkout.place.card, total = total),
    }
}

/// Whether the server has decided: the next attempt is another order.
fn is_final(why: &ClientError) -> bool {
    matches!(why, ClientError::Api(problem) if problem.rejection.is_some() && problem.rejection != Some(Rejection::PaymentUnclear))
}

/// Whether what the shopper sees is no longer what can be had.
fn asks_for_new_plan(why: &ClientError) -> bool {
    let ClientError::Api(problem) = why else { return false };
    matches!(
        problem.rejection,
        Some(
            Rejection::Plan { .. }
                | Rejection::BagChanged
                | Rejection::TotalChanged { .. }
                | Rejection::SlotGone { .. }
                | Rejection::StoreClosed { .. }
        )
    )
}
