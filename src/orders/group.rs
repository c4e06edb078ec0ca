//! Lines that travel together: what to show at the counter first, then where they are and what they are.

use super::{
    arrival::ArrivalButtons,
    changing::ChangeGroup,
    progress::{Progress, next_sentence, state_word},
};
use crate::{
    checkout::arrives_words,
    format::{clock, money, relative_day},
    i18n::{Locale, td_string, use_locale},
    routes,
    stores::DoorWord,
    ui::{Fetched, Picture, Shown},
};
use api::{
    checkout::SlotView,
    inventory::StoreBrief,
    orders::{HandoverView, OrderGroup, OrderView},
};
use domain::{cart::Receive, id::OrderNumber, orders::GroupState};
use leptos::prelude::*;

/// One group of an order.
#[component]
pub fn OrderGroupCard(
    /// The order.
    number: OrderNumber,
    /// The group.
    group: OrderGroup,
    /// Where a newer order goes.
    order: Fetched<OrderView>,
    /// The order waits to be paid: until it is, nobody fetches anything.
    #[prop(optional)]
    unpaid: bool,
) -> impl IntoView {
    let locale = use_locale();
    let ready = group.state == GroupState::Ready;
    let by_car = matches!(group.receive, Receive::Curbside { .. }) && !group.state.is_final() && !unpaid;
    let lines = group
        .lines
        .iter()
        .map(|line| {
            let item = line.item.clone();
            view! {
                <li class="summary__line" aria-label=item.title.clone()>
                    {item.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Small class="summary__picture" /> })}
                    <span class="summary__words">
                        <a href=routes::product(item.handle.as_str(), &[])>{item.title.clone()}</a>
                        <span class="summary__phrase">{item.phrase}" × "{line.quantity}</span>
                    </span>
                    <span class="summary__price">{money(locale, line.total)}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let (state, next) = if unpaid && !group.state.is_final() {
        (td_string!(locale, orders.state.held), td_string!(locale, orders.next.held).to_owned())
    } else {
        (state_word(locale, group.state), next_sentence(locale, &group))
    };
    let change = view! { <ChangeGroup number=number.clone() group=group.clone() order /> };
    let arrival = by_car.then(|| view! { <ArrivalButtons number group=group.clone() order /> });

    view! {
        <section class="order-group" class:order-group--ready=ready aria-label=title(locale, &group)>
            <h2 class="order-group__title">{title(locale, &group)}</h2>
            <p class="order-group__state">{state}</p>
            <p class="order-group__next">{next}</p>
            {group.handover.clone().map(|handover| view! { <Handover handover ready /> })}
            {arrival}
            {(!unpaid).then(|| view! { <Progress group=group.clone() /> })}
            <Whereabouts group=group.clone() unpaid />
            <ul class="order-group__lines" role="list">{lines}</ul>
            {change}
        </section>
    }
}

/// What is scanned at the counter.
#[component]
fn Handover(handover: HandoverView, ready: bool) -> impl IntoView {
    let locale = use_locale();
    let label = td_string!(locale, orders.qr_label);

    view! {
        <figure class="handover" class:handover--ready=ready>
            // Made by our server from a signed token: the only markup besides the merchants' descriptions.
            <div class="handover__qr" role="img" aria-label=label inner_html=handover.qr_svg></div>
            <figcaption class="handover__words">
                {td_string!(locale, orders.qr_words)}
                <span class="handover__code">{handover.code}</span>
            </figcaption>
        </figure>
    }
}

/// Where and when: the store with its door and directions, or the address.
#[component]
fn Whereabouts(group: OrderGroup, unpaid: bool) -> impl IntoView {
    let locale = use_locale();
    // What has come is not announced any more, and what is not paid yet leaves later than was thought.
    let arrives = group
        .arrives
        .filter(|_| !unpaid && !group.state.is_final())
        .map(|days| view! { <p>{arrives_words(locale, days)}</p> });
    let from = group.from.filter(|from| from.is_store).map(|from| {
        view! { <p>{td_string!(locale, checkout.receive.from, place = from.name, city = from.city)}</p> }
    });
    let store = group.store.map(|store| {
        view! {
            <p><a class="order-group__store" href=routes::store(store.code.as_str())>{store.name}</a></p>
            <p>{store.street}", "{store.city}</p>
        }
    });
    let slot =
        group.slot.map(|slot| view! { <p>{td_string!(locale, orders.your_time, time = slot_words(locale, slot))}</p> });
    let address = group.address.map(|address| {
        view! { <p>{address.name.to_string()}<br />{address.street.to_string()}<br />{format!("{} {}", address.postal_code, address.city)}</p> }
    });
    let sent_by =
        group.sent_by.map(|method| view! { <p>{td_string!(locale, orders.sent_by, method = method.name)}</p> });
    let vehicle = group.vehicle.map(|vehicle| {
        let plate = vehicle.plate.map(|plate| format!(", {plate}")).unwrap_or_default();
        view! { <p>{td_string!(locale, orders.your_car, car = format!("{}{plate}", vehicle.description))}</p> }
    });

    let collector = group.collector.map(|name| view! { <p>{td_string!(locale, orders.collected_by, name = name)}</p> });

    view! {
        <div class="order-group__where">
            {store}
            {group.door.map(|door| view! { <DoorWord door /> })}
            {slot}
            {group.directions.map(|directions| view! { <p class="order-group__directions">{directions}</p> })}
            {vehicle}
            {collector}
            {arrives}
            {from}
            {address}
            {sent_by}
        </div>
    }
}

/// Day and time of a slot, on the store's clock.
pub(super) fn slot_words(locale: Locale, slot: SlotView) -> String {
    let day = relative_day(locale, slot.starts.local.date(), slot.starts.days_ahead);
    format!("{day} {}–{}", clock(slot.starts.local.time()), clock(slot.ends.local.time()))
}

fn title(locale: Locale, group: &OrderGroup) -> String {
    way_words(locale, &group.receive, group.store.as_ref())
}

/// How goods reach her, in words.
pub(super) fn way_words(locale: Locale, receive: &Receive, store: Option<&StoreBrief>) -> String {
    let store = store.map(|store| store.name.clone()).unwrap_or_default();
    match receive {
        Receive::Ship => td_string!(locale, checkout.receive.ship).to_owned(),
        Receive::PickUp { .. } => td_string!(locale, checkout.receive.pick_up, store = store),
        Receive::Curbside { .. } => td_string!(locale, checkout.receive.curbside, store = store),
        Receive::Reserve { .. } => td_string!(locale, checkout.receive.reserve, store = store),
    }
}
