//! The one heading of a page, which takes the focus when the shopper arrives.

use crate::{
    browser,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
};
use leptos::{html, prelude::*};

/// The page's `<h1>`. Names the page in the tab and, after a change of page, takes the focus so that a screen reader reads it.
#[component]
pub fn PageHeading(
    /// The words.
    #[prop(into)]
    text: Signal<String>,
    /// The tab's name where it is not "text – Ondée".
    #[prop(optional, into)]
    title: Option<String>,
    /// A class beside `page-heading`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        let title = title.clone().unwrap_or_else(|| td_string!(locale, shell.title, page = text.get()));
        browser::set_title(&title);
    });
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && navigation.take_arrival()
        {
            browser::focus_quietly(&heading);
        }
    });

    view! { <h1 node_ref=heading class=format!("page-heading {class}") tabindex="-1">{move || text.get()}</h1> }
}
