//! More about something, on request.

use leptos::prelude::*;

/// A native `<details>`: works without the app, found by the browser's own search.
#[component]
pub fn Disclosure(
    /// What is behind it.
    #[prop(into)]
    title: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary class="disclosure__title">{title}</summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    }
}
