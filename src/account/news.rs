//! What became of the bag after signing in, and the offer of a passkey.

use super::{
    here::{Here, News},
    passkey,
};
use crate::{
    i18n::{Locale, td_string},
    routes::Route,
    ui::{Button, ButtonKind, LinkButton},
};
use api::account::JoinedLine;
use leptos::prelude::*;

/// Shown once after signing in, if there is anything to tell.
#[component]
pub fn NewsBox(
    /// Who this browser is.
    here: Here,
) -> impl IntoView {
    let locale = here.locale;
    let content = move || {
        here.news.get().map(|News { joined, offers_passkey }| {
            view! {
                <section class="account-news" aria-label=td_string!(locale, account.news.label)>
                    {(!joined.is_empty()).then(|| view! { <Joined here joined /> })}
                    {offers_passkey.then(|| view! { <Offer here /> })}
                </section>
            }
        })
    };

    view! { {content} }
}

/// What the bag has more of now.
#[component]
fn Joined(here: Here, joined: Vec<JoinedLine>) -> impl IntoView {
    let locale = here.locale;
    let lines = joined.iter().map(|line| view! { <li>{joined_words(locale, line)}</li> }).collect::<Vec<_>>();

    view! {
        <div class="account-news__part">
            <p class="account-news__title">{td_string!(locale, account.news.joined)}</p>
            <ul class="account-news__lines" role="list">{lines}</ul>
            <p><LinkButton kind=ButtonKind::Plain href=Route::Bag.path()>{td_string!(locale, account.news.to_bag)}</LinkButton></p>
        </div>
    }
}

fn joined_words(locale: Locale, line: &JoinedLine) -> String {
    let product = if line.phrase.is_empty() { line.title.clone() } else { format!("{}, {}", line.title, line.phrase) };
    match (line.was, &line.receive) {
        (0, Some(_)) => td_string!(locale, account.news.added, product = product, is = line.is),
        (0, None) => td_string!(locale, account.news.saved, product = product, is = line.is),
        (was, _) => td_string!(locale, account.news.changed, product = product, was = was, is = line.is),
    }
}

/// A passkey for the next time; no is an answer.
#[component]
fn Offer(here: Here) -> impl IntoView {
    let locale = here.locale;
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let make = move || {
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let made = passkey::make(here).await;
            busy.set(false);
            match made {
                Ok(()) => {
                    here.decline_passkey();
                    here.status.announce(td_string!(locale, account.passkeys.made));
                }
                Err(why) => {
                    let words = why.unmade(locale, here);
                    here.status.announce(words.clone());
                    wrong.set(Some(words));
                }
            }
        });
    };

    view! {
        <div class="account-news__part">
            <h2 class="account-news__title">{td_string!(locale, account.offer.title)}</h2>
            <p>{td_string!(locale, account.offer.words)}</p>
            <p class="field__error">{move || wrong.get()}</p>
            <div class="account-news__buttons">
                <Button disabled=busy on_press=make>{td_string!(locale, account.offer.make)}</Button>
                <Button kind=ButtonKind::Plain on_press=move || here.decline_passkey()>{td_string!(locale, account.offer.decline)}</Button>
            </div>
        </div>
    }
}
