//! Nothing to show, said honestly, with a way on.

use leptos::prelude::*;

/// Nothing here (or nothing that could be shown), why, and what to do instead.
#[component]
pub fn EmptyState(
    /// What there is to say.
    #[prop(into)]
    title: String,
    /// What it means.
    #[prop(into)]
    text: String,
    /// The way on: a button or a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
