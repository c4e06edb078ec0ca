//! A store's hours for the coming week, and what else it offers.

use crate::{
    format::{clock, day, weekday},
    i18n::{Locale, td_string, use_locale},
};
use api::stores::StoreDay;
use domain::stores::Service;
use leptos::prelude::*;

/// Seven days, the store's today first and marked.
#[component]
pub fn Week(
    /// The days.
    days: Vec<StoreDay>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = days
        .into_iter()
        .enumerate()
        .map(|(at, one)| {
            let hours = if one.ranges.is_empty() {
                td_string!(locale, stores.closed).to_owned()
            } else {
                let range = |range: &domain::stores::OpeningRange| format!("{}–{}", clock(range.opens()), clock(range.closes()));
                one.ranges.iter().map(range).collect::<Vec<_>>().join(", ")
            };
            let name = if at == 0 { td_string!(locale, shell.days.today) } else { weekday(locale, one.date.weekday()) };
            view! {
                <tr class="week__day" aria-current=(at == 0).then_some("date")>
                    <th scope="row">{name}" "<span class="week__date">{day(locale, one.date)}</span></th>
                    <td>{hours}{one.special.then(|| view! { <span class="week__special">{td_string!(locale, stores.special)}</span> })}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();

    view! { <table class="week"><caption class="hidden">{td_string!(locale, stores.hours)}</caption><tbody>{rows}</tbody></table> }
}

/// The word for a service.
#[must_use]
pub fn service_word(locale: Locale, service: Service) -> &'static str {
    match service {
        Service::Pickup => td_string!(locale, stores.service.pickup),
        Service::Curbside => td_string!(locale, stores.service.curbside),
        Service::TryOn => td_string!(locale, stores.service.try_on),
        Service::ShadeMatching => td_string!(locale, stores.service.shade_matching),
        Service::Refill => td_string!(locale, stores.service.refill),
        Service::GiftWrap => td_string!(locale, stores.service.gift_wrap),
        Service::Engraving => td_string!(locale, stores.service.engraving),
        Service::BrowBar => td_string!(locale, stores.service.brow_bar),
    }
}
