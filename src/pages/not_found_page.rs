//! Any other address: nothing hangs here.

use crate::{
    i18n::{td_string, use_locale},
    ui::{LinkButton, PageHeading},
};
use leptos::prelude::*;

/// Says so, and leads back to the entrance.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let locale = use_locale();

    view! {
        <div class="not-found">
            <PageHeading text=td_string!(locale, shell.not_found.title).to_owned() />
            <p>{td_string!(locale, shell.not_found.text)}</p>
            <LinkButton href="/">{td_string!(locale, shell.not_found.home)}</LinkButton>
        </div>
    }
}
