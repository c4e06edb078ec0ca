//! An editorial picture with a line and a link.

use super::worded;
use crate::{
    i18n::use_locale,
    ui::{Loads, PageHeading, Picture, Shown},
};
use api::page::Story;
use leptos::prelude::*;

/// The story the page opens with: its headline is the page's.
#[component]
pub fn LeadStory(
    /// The story.
    story: Story,
    /// The tab's name.
    title: String,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <section class="lead full">
            {story.picture.map(|picture| view! { <Picture picture alt="" loads=Loads::First shown=Shown::Large class="lead__picture" /> })}
            <div class="lead__words">
                <PageHeading text=worded(locale, &story.title) title=title class="lead__title" />
                <p class="lead__line">{worded(locale, &story.line)}</p>
                <a class="button button--primary" href=story.href>{worded(locale, &story.link)}</a>
            </div>
        </section>
    }
}

/// A further story: a picture that is a link.
#[component]
pub fn SideStory(
    /// The story.
    story: Story,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <article class="side-story">
            <a class="side-story__link" href=story.href>
                {story.picture.map(|picture| view! { <Picture picture alt="" class="side-story__picture" /> })}
                <h3 class="side-story__title">{worded(locale, &story.title)}</h3>
            </a>
            <p class="side-story__line">{worded(locale, &story.line)}</p>
        </article>
    }
}
