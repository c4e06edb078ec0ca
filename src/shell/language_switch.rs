//! English or German.

use crate::{
    browser,
    i18n::{self, LOCALES, Locale, td_string, use_locale},
};
use leptos::{ev, prelude::*};

/// Both languages by their own names. The choice is kept in a cookie and the page comes anew in it.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let locale = use_locale();

    view! {
        <nav class="languages" aria-label=td_string!(locale, shell.language)>
            {LOCALES.map(|other| view! { <LanguageLink other current=other == locale /> })}
        </nav>
    }
}

#[component]
fn LanguageLink(other: Locale, current: bool) -> impl IntoView {
    let tag = i18n::tag(other);
    // The letters one sees are part of the name, so that they can be spoken to a voice control (WCAG 2.5.3).
    let name = format!("{}, {}", tag.to_uppercase(), i18n::name(other));
    let choose = move |event: ev::MouseEvent| {
        event.prevent_default();
        browser::set_cookie(i18n::COOKIE, tag);
        browser::reload();
    };

    view! {
        // Without the app the server reads the query; with it, the cookie remembers.
        <a
            class="languages__one"
            href=format!("?lang={tag}")
            rel="external"
            lang=tag
            hreflang=tag
            aria-label=name
            aria-current=current.then_some("true")
            on:click=choose
        >
            {tag.to_uppercase()}
        </a>
    }
}
