//! An order group as a line with the place it is at.

use crate::{
    format::{clock, relative_day},
    i18n::{Locale, td_string, use_locale},
};
use api::orders::OrderGroup;
use domain::{cart::Receive, orders::GroupState};
use leptos::prelude::*;

/// The stations of the group's way, those behind it with their time, the present one marked.
#[component]
pub fn Progress(
    /// The group.
    group: OrderGroup,
) -> impl IntoView {
    let locale = use_locale();
    let way: &[GroupState] = match (group.state, &group.receive) {
        (GroupState::Cancelled, _) => &[GroupState::Placed, GroupState::Cancelled],
        (_, Receive::Ship) => &[GroupState::Placed, GroupState::Packed, GroupState::Shipped, GroupState::Delivered],
        _ => &[GroupState::Placed, GroupState::Picking, GroupState::Ready, GroupState::Collected],
    };
    let here = way.iter().position(|state| *state == group.state).unwrap_or_default();
    let stations = way
        .iter()
        .enumerate()
        .map(|(at, state)| {
            let when = group.history.iter().rev().find(|entry| entry.state == *state).map(|entry| {
                format!(
                    "{} {}",
                    relative_day(locale, entry.at.local.date(), entry.at.days_ahead),
                    clock(entry.at.local.time())
                )
            });
            let class = if at <= here { "progress__station progress__station--behind" } else { "progress__station" };
            view! {
                <li class=class aria-current=(at == here).then_some("step")>
                    <span class="progress__name">{state_word(locale, *state)}</span>
                    <span class="progress__when">{when}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();

    view! { <ol class="progress">{stations}</ol> }
}

/// The word for a state.
#[must_use]
pub fn state_word(locale: Locale, state: GroupState) -> &'static str {
    match state {
        GroupState::Placed => td_string!(locale, orders.state.placed),
        GroupState::Picking => td_string!(locale, orders.state.picking),
        GroupState::Ready => td_string!(locale, orders.state.ready),
        GroupState::Collected => td_string!(locale, orders.state.collected),
        GroupState::Packed => td_string!(locale, orders.state.packed),
        GroupState::Shipped => td_string!(locale, orders.state.shipped),
        GroupState::Delivered => td_string!(locale, orders.state.delivered),
        GroupState::Cancelled => td_string!(locale, orders.state.cancelled),
    }
}

/// What happens next, in one sentence.
#[must_use]
pub fn next_sentence(locale: Locale, group: &OrderGroup) -> String {
    let store = group.store.as_ref().map(|store| store.name.clone()).unwrap_or_default();
    let kerb = matches!(group.receive, Receive::Curbside { .. });
    match group.state {
        GroupState::Placed | GroupState::Picking if group.receive == Receive::Ship => {
            td_string!(locale, orders.next.packing).to_owned()
        }
        // "Ordered" is not "ready": people have driven to a store for nothing.
        GroupState::Placed => td_string!(locale, orders.next.placed, store = store),
        GroupState::Picking => td_string!(locale, orders.next.picking, store = store),
        GroupState::Ready if kerb => td_string!(locale, orders.next.ready_kerb, store = store),
        GroupState::Ready => td_string!(locale, orders.next.ready, store = store),
        GroupState::Collected => td_string!(locale, orders.next.collected).to_owned(),
        GroupState::Packed => td_string!(locale, orders.next.packed).to_owned(),
        GroupState::Shipped => td_string!(locale, orders.next.shipped).to_owned(),
        GroupState::Delivered => td_string!(locale, orders.next.delivered).to_owned(),
        GroupState::Cancelled => td_string!(locale, orders.next.cancelled).to_owned(),
    }
}
