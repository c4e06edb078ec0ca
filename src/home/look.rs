//! A look made of several products, in the order they are put on.

use super::worded;
use crate::{
    catalog::ProductGrid,
    i18n::use_locale,
    ui::{Picture, Shown},
};
use api::page::Look;
use leptos::prelude::*;

/// The picture of the look and what it is made of.
#[component]
pub fn LookSection(
    /// The look.
    look: Look,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <section class="section look full" aria-labelledby="look">
            <div class="look__inner">
                <div class="look__words">
                    <h2 class="section__title" id="look">{worded(locale, &look.title)}</h2>
                    <p class="look__line">{worded(locale, &look.line)}</p>
                    {look.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Large class="look__picture" /> })}
                </div>
                <ProductGrid cards=look.products />
            </div>
        </section>
    }
}
