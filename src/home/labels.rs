//! The labels of the house, each with its character.

use super::worded;
use crate::{
    i18n::{td_string, use_locale},
    plural, routes,
};
use api::page::LabelView;
use leptos::prelude::*;

/// A list of names set large; each leads to what it makes.
#[component]
pub fn Labels(
    /// The labels, in the merchant's order.
    labels: Vec<LabelView>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = labels
        .into_iter()
        .map(|label| {
            view! {
                <li class="labels__row">
                    <a class="labels__name" href=routes::with_query("/search", &[("q", &label.name)])>{label.name.clone()}</a>
                    <span class="labels__line">{worded(locale, &label.line)}</span>
                    <span class="labels__count">{plural!(locale, label.products, catalog.products)}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <section class="section" aria-labelledby="labels">
            <h2 class="section__title" id="labels">{td_string!(locale, home.labels)}</h2>
            <ul class="labels" role="list">{rows}</ul>
        </section>
    }
}
