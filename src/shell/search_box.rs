//! The search box: a form that works without the app, and searches while one types with it.

use crate::{
    i18n::{td_string, use_locale},
    navigation::{Arrival, use_navigation},
    routes::{self, Route},
    ui::{Glyph, Icon},
};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// How long the shopper pauses before we ask.
const PAUSE: Duration = Duration::from_millis(120);

/// The search box. Typing leads to the search page and keeps the focus here; the results follow the words.
#[component]
pub fn SearchBox() -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let words = RwSignal::new(navigation.query_untracked("q"));
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let search = move || {
        let q = words.get_untracked();
        if navigation.route_untracked() == Route::Search {
            navigation.replace_query(&[("q", &q)]);
        } else if !q.trim().is_empty() {
            navigation.go_as(&routes::with_query("/search", &[("q", &q)]), Arrival::Same);
        }
    };
    let typed = move |text: String| {
        words.set(text);
        if let Some(Some(timer)) = waiting.try_update_value(Option::take) {
            timer.clear();
        }
        // A shopper who went on meanwhile is not called back.
        let from = navigation.route_untracked();
        let unless_gone = move || {
            if navigation.route_untracked() == from {
                search();
            }
        };
        waiting.set_value(set_timeout_with_handle(unless_gone, PAUSE).ok());
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        search();
    };

    view! {
        <form class="search-box" role="search" action="/search" method="get" on:submit=submit>
            <Glyph icon=Icon::Search />
            <input
                class="search-box__input"
                type="search"
                name="q"
                id="search"
                maxlength="200"
                autocomplete="off"
                enterkeyhint="search"
                aria-label=td_string!(locale, shell.search)
                placeholder=td_string!(locale, shell.search_placeholder)
                value=words.get_untracked()
                prop:value=move || words.get()
                on:input:target=move |event| typed(event.target().value())
            />
        </form>
    }
}
