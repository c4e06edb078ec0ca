//! `/checkout`: from bag to order in three steps on one page.

use crate::{
    browser,
    cart::use_cart,
    checkout::{
        CheckoutForm, ContactStep, HeldFor, PayStep, ReceiveStep, RefusedLineRow, Summary, WholeBag, data, refusal,
    },
    client::ClientError,
    format::{money, money_short},
    i18n::{Locale, td_string, use_locale},
    navigation::use_navigation,
    routes::Route,
    ui::{
        Button, ButtonKind, EmptyState, Fetched, LinkButton, Load, PageHeading, Shape, Skeleton, fetched, use_status,
    },
};
use api::{
    checkout::{PlaceOrder, PlanView},
    orders::OrderView,
    payments::SavedPayment,
    problem::Rejection,
};
use domain::{checkout::PaymentMethod, money::Money};
use leptos::prelude::*;

/// What there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// No plan, not yet or not any more.
    Waiting,
    /// Nothing in the bag.
    Empty,
    /// Something that cannot be had as asked.
    Blocked,
    /// Everything can be ordered.
    Open,
}

/// The page; it plans the bag and holds its pieces once the app runs, and again whenever the bag changes.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let form = CheckoutForm::new();
    // Planned from what the server has: a change of the bag that is still on its way plans again when it has arrived.
    let source = fetched(None, move || (cart.version(), form.asked()), |(_, asked)| data::hold(asked));
    let stage = Memo::new(move |_| match source.get() {
        None => Stage::Waiting,
        Some(plan) if !plan.problems.is_empty() => Stage::Blocked,
        Some(plan) if plan.groups.is_empty() => Stage::Empty,
        Some(_) => Stage::Open,
    });
    Effect::new(move |_| {
        if let Some(said) = source.get().and_then(|plan| plan.remembered) {
            form.remember(&said);
        }
    });

    view! {
        <PageHeading text=td_string!(locale, checkout.title).to_owned() class="checkout__title" />
        {move || match stage.get() {
            Stage::Waiting => {
                view! { <Load of=source skeleton=|| view! { <Skeleton shape=Shape::Row count=6 /> } let:_>""</Load> }.into_any()
            }
            Stage::Empty => view! { <Empty /> }.into_any(),
            Stage::Blocked => view! { <Blocked source /> }.into_any(),
            Stage::Open => untrack(|| source.get()).map(|first| view! { <Open first source form /> }).into_any(),
        }}
    }
}

#[component]
fn Empty() -> impl IntoView {
    let locale = use_locale();

    view! {
        <EmptyState title=td_string!(locale, checkout.empty.title) text=td_string!(locale, checkout.empty.text)>
            <LinkButton href="/">{td_string!(locale, checkout.empty.link)}</LinkButton>
        </EmptyState>
    }
}

/// What cannot be had, what she could do instead, and the way back.
#[component]
fn Blocked(source: Fetched<PlanView>) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let gone = move || {
        let plan = source.get();
        let lines = cart.lines_untracked();
        let refused = plan.as_ref().map(|plan| plan.refused.clone()).unwrap_or_default();
        let problems = plan.map(|plan| plan.problems).unwrap_or_default();
        let others = problems.into_iter().filter(|problem| refused.iter().all(|it| it.problem != *problem));
        let others = others.map(|problem| view! { <li>{refusal::problem(locale, &lines, &problem)}</li> }.into_any());
        let rows = refused.clone().into_iter().map(|refused| view! { <RefusedLineRow refused /> }.into_any());
        rows.chain(others).collect::<Vec<_>>()
    };
    let whole_bag = move || {
        source.get().map(|plan| {
            let lines = plan.groups.iter().map(|group| group.lines.len()).sum::<usize>() + plan.refused.len();
            view! { <WholeBag offers=plan.whole_bag lines /> }
        })
    };

    view! {
        <div class="checkout__problems">
            <div role="alert">
                <h2>{td_string!(locale, checkout.problem.title)}</h2>
                <ul role="list">{gone}</ul>
            </div>
            {whole_bag}
            <LinkButton kind=ButtonKind::Plain href=Route::Bag.path()>{td_string!(locale, checkout.problem.back)}</LinkButton>
        </div>
    }
}

/// The three steps beside what is ordered.
#[component]
fn Open(first: PlanView, source: Fetched<PlanView>, form: CheckoutForm) -> impl IntoView {
    // What a plan says, without what changes each time it is asked for: what is equal is not built anew.
    let first = StoredValue::new(first);
    let plan = Memo::new(move |before: Option<&PlanView>| {
        let now = source.get().or_else(|| before.cloned()).unwrap_or_else(|| first.get_value());
        PlanView { held: None, remembered: None, ..now }
    });
    let saved = Memo::new(move |before: Option<&Option<Vec<SavedPayment>>>| {
        let now = source.get().and_then(|plan| plan.remembered).map(|said| said.saved);
        now.or_else(|| before.cloned().flatten())
    });
    let whole_bag = move || {
        let (offers, lines) =
            plan.with(|plan| (plan.whole_bag.clone(), plan.groups.iter().map(|group| group.lines.len()).sum()));
        view! { <WholeBag offers lines /> }
    };
    let held = Memo::new(move |_| source.get().and_then(|plan| plan.held));
    Effect::new(move |_| {
        let total = plan.with(|plan| plan.total);
        if form.seen.get_untracked().is_none() {
            form.seen.set(Some(total));
        }
    });

    view! {
        <div class="checkout">
            <div class="checkout__steps">
                <ContactStep form />
                <ReceiveStep plan form />
                {whole_bag}
                <PayStep plan saved form />
                {move || held.get().map(|held| view! { <HeldFor held plan=source /> })}
                <NewTotal plan form />
                <PlaceButton plan source form />
            </div>
            {move || view! { <Summary plan=plan.get() /> }}
        </div>
    }
}

/// The total she has not accepted yet; nothing while it is the one she has seen.
fn unaccepted(plan: Memo<PlanView>, form: CheckoutForm) -> Option<(Money, Money)> {
    let now = plan.with(|plan| plan.total);
    form.seen.get().filter(|seen| *seen != now).map(|seen| (seen, now))
}

/// Says that the total is not what it was, and lets her go on with it.
#[component]
fn NewTotal(plan: Memo<PlanView>, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let change = Memo::new(move |_| unaccepted(plan, form));

    view! {
        <div role="alert">
            {move || change.get().map(|(before, now)| view! {
                <div class="checkout__news">
                    <p>{td_string!(locale, checkout.news.total, before = money(locale, before), now = money(locale, now))}</p>
                    <Button kind=ButtonKind::Quiet on_press=move || form.seen.set(Some(now))>
                        {td_string!(locale, checkout.news.accept, now = money_short(locale, now))}
                    </Button>
                </div>
            })}
        </div>
    }
}

/// The one button that costs money: says how much and how, sends once, and keeps everything when it fails.
#[component]
fn PlaceButton(plan: Memo<PlanView>, source: Fetched<PlanView>, form: CheckoutForm) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let cart = use_cart();
    let status = use_status();
    let busy = RwSignal::new(false);
    let refused = form.refused;
    // The same order sent again after a lost answer carries the same key, so it is placed once.
    let attempt = StoredValue::new(None::<(PlaceOrder, String)>);

    let words = move || plan.with(|plan| place_words(locale, plan, form.payment(plan)));
    let place = move || {
        if untrack(|| unaccepted(plan, form)).is_some() {
            status.announce(td_string!(locale, checkout.news.first));
            refused.set(Some(td_string!(locale, checkout.news.first).to_owned()));
            return;
        }
        let Some(order) = untrack(|| plan.with(|plan| form.order(locale, plan))) else {
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
                // She pays at the provider's page and comes back to the order's.
                Ok(OrderView { payment_url: Some(page), .. }) => browser::load(&page),
                Ok(order) => {
                    cart.refresh();
                    navigation.go(&Route::Order { number: order.number.to_string() }.path());
                }
                Err(why) => {
                    let message = refusal::message(locale, &why);
                    if refusal::is_final(&why) {
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
