//! What was chosen, to be taken back with one press.

use super::{Glyph, Icon};
use leptos::prelude::*;

/// A choice that can be pressed on and off.
#[component]
pub fn Chip(
    /// The words.
    #[prop(into)]
    text: String,
    /// Whether it is on.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" aria-pressed=move || pressed.get().to_string() on:click=move |_| on_press.run(())>
            {text}
        </button>
    }
}

/// A choice in force, which a press takes back; `label` says so ("Remove: Matte").
#[component]
pub fn RemovableChip(
    /// The words.
    #[prop(into)]
    text: String,
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Called on a press.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip chip--on" aria-label=label on:click=move |_| on_remove.run(())>
            {text}
            <Glyph icon=Icon::Close />
        </button>
    }
}
