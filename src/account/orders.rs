//! The account's orders, newest first.

use super::{data, here::Here, words::day};
use crate::{
    browser,
    client::ClientError,
    format::money,
    i18n::{Locale, td_string},
    orders::state_word,
    plural,
    routes::Route,
    ui::{Button, ButtonKind, Load, Shape, Skeleton, fetched},
};
use api::account::{OrderBrief, OrdersView};
use domain::{id::OrderNumber, orders::PaymentState};
use leptos::prelude::*;

/// A list of orders, each with a link to where it is; older ones on request.
#[component]
pub fn Orders(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let first = fetched(None, || (), |()| data::orders(None));

    view! {
        <section class="account-part" aria-labelledby="account-orders">
            <h2 class="account-part__title" id="account-orders">{td_string!(locale, account.orders.title)}</h2>
            <div class="account-part__body">
                <Load of=first skeleton=|| view! { <Skeleton shape=Shape::Row count=2 /> } let:found>
                    <List here found />
                </Load>
            </div>
        </section>
    }
}

#[component]
fn List(here: Here, found: OrdersView) -> impl IntoView {
    let locale = here.locale;
    if found.orders.is_empty() {
        return view! { <p class="account-part__words">{td_string!(locale, account.orders.empty)}</p> }.into_any();
    }
    let shown = RwSignal::new(found);
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let more = move || {
        let last = shown.with_untracked(|shown| shown.orders.last().map(|order| order.number.clone()));
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let older: Result<OrdersView, ClientError> = data::orders(last).await;
            busy.set(false);
            match older {
                Ok(older) => {
                    here.status.announce(plural!(locale, older.orders.len(), account.orders.more_told));
                    let first = older.orders.first().map(|order| link_id(&order.number));
                    shown.update(|shown| {
                        shown.orders.extend(older.orders);
                        shown.more = older.more;
                    });
                    // The button may be gone by now; reading goes on where it was.
                    leptos::task::tick().await;
                    if let Some(first) = first {
                        browser::focus(&first);
                    }
                }
                Err(why) => wrong.set(Some(here.failed(&why))),
            }
        });
    };
    let rows =
        move || shown.with(|shown| shown.orders.iter().map(|order| row(locale, order).into_any()).collect::<Vec<_>>());

    view! {
        <ul class="account-rows" role="list">{rows}</ul>
        <p class="field__error" role="alert">{move || wrong.get()}</p>
        {move || shown.with(|shown| shown.more).then(|| view! {
            <Button kind=ButtonKind::Quiet disabled=busy on_press=more>{td_string!(locale, account.orders.more)}</Button>
        })}
    }
    .into_any()
}

fn row(locale: Locale, order: &OrderBrief) -> impl IntoView {
    let more = order.count.saturating_sub(1);
    let title = match more {
        0 => order.title.clone(),
        more => plural!(locale, more, account.orders.and, title = order.title.clone()),
    };
    let number = order.number.to_string();
    let placed = td_string!(locale, account.orders.placed, number = number.clone(), day = day(locale, order.placed_at));

    let (href, id) = (Route::Order { number: number.clone() }.path(), link_id(&order.number));

    view! {
        <li class="account-row" aria-label=number>
            <a class="account-row__main account-row__link" href=href id=id>{title}</a>
            <span class="account-row__note">{placed}</span>
            <span class="account-row__state">{state_words(locale, order)}</span>
            <span class="account-row__end">{money(locale, order.total)}</span>
        </li>
    }
}

fn link_id(number: &OrderNumber) -> String {
    format!("order-{number}")
}

/// The states of its groups, each once; a payment that failed comes first.
fn state_words(locale: Locale, order: &OrderBrief) -> String {
    if order.payment == PaymentState::Declined {
        return td_string!(locale, orders.headline.declined).to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    for group in &order.groups {
        let word = state_word(locale, group.state);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(" · ")
}
