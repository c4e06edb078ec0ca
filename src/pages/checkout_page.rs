//! `/checkout`: from bag to order in three steps.

use crate::{
    i18n::{td_string, use_locale},
    ui::PageHeading,
};
use leptos::prelude::*;

/// The page; it loads its own data once the app runs.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let locale = use_locale();

    view! { <PageHeading text=td_string!(locale, shell.bag).to_owned() /> }
}
