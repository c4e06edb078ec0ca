//! What a partner's page brought into the bag.

use super::data;
use crate::{
    cart::use_cart,
    i18n::{Locale, plural, td_string, use_locale},
    navigation::use_navigation,
    ui::use_status,
};
use api::{account::JoinedLine, partners::Arrival};
use leptos::prelude::*;

/// Shown once in the bag when the shopper comes from a partner's page, whose name and pieces the server tells.
#[component]
pub fn ArrivalNote() -> impl IntoView {
    let locale = use_locale();
    let (navigation, cart, status) = (use_navigation(), use_cart(), use_status());
    let arrival = RwSignal::new(None::<Arrival>);
    // In an effect, so that first paint asks for nothing.
    Effect::new(move |before: Option<()>| {
        if before.is_some() || navigation.query_untracked("from") != "partner" {
            return;
        }
        leptos::task::spawn_local(async move {
            navigation.replace_query(&[("from", "")]);
            // The bag is right without the note: what fails here is not worth a word.
            let Some(told) = data::arrival().await.ok().and_then(|view| view.arrival) else { return };
            cart.refresh();
            status.announce(title(locale, &told));
            arrival.try_set(Some(told));
        });
    });
    let note = move || {
        arrival.get().map(|told| {
            let lines = match &told {
                Arrival::Joined { lines, .. } => lines.iter().map(|line| line_words(locale, line)).collect(),
                Arrival::Spent => Vec::new(),
            };
            let lines = lines.into_iter().map(|words| view! { <li>{words}</li> }).collect::<Vec<_>>();
            view! {
                <section class="arrival-note" aria-label=td_string!(locale, partners.label)>
                    <p class="arrival-note__title">{title(locale, &told)}</p>
                    {(!lines.is_empty()).then(|| view! { <ul class="arrival-note__lines" role="list">{lines}</ul> })}
                </section>
            }
        })
    };

    view! { {note} }
}

fn title(locale: Locale, arrival: &Arrival) -> String {
    match arrival {
        Arrival::Joined { partner, pieces: 0, .. } => {
            td_string!(locale, partners.nothing_new, partner = partner.clone())
        }
        Arrival::Joined { partner, pieces, .. } => {
            plural!(locale, *pieces, partners.joined, partner = partner.clone())
        }
        Arrival::Spent => td_string!(locale, partners.spent).to_owned(),
    }
}

fn line_words(locale: Locale, line: &JoinedLine) -> String {
    let product = if line.phrase.is_empty() { line.title.clone() } else { format!("{}, {}", line.title, line.phrase) };
    match line.was {
        0 => td_string!(locale, partners.added, product = product, is = line.is),
        was => td_string!(locale, partners.changed, product = product, was = was, is = line.is),
    }
}
