//! How many.

use super::{Glyph, Icon};
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// A number with a button on each side; typing works too. Always between 1 and `most`.
#[component]
pub fn Stepper(
    /// What is counted, for the accessible names.
    #[prop(into)]
    name: String,
    /// How many now.
    #[prop(into)]
    value: Signal<u32>,
    /// At most.
    #[prop(into)]
    most: Signal<u32>,
    /// Told the new number.
    #[prop(into)]
    on_change: Callback<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let counted = td_string!(locale, shell.quantity, name = name.clone());
    let group_name = counted.clone();
    let (fewer, more) =
        (td_string!(locale, shell.fewer, name = name.clone()), td_string!(locale, shell.more, name = name));
    let step = move |by: i64| {
        let wanted = i64::from(value.get_untracked()) + by;
        let allowed = wanted.clamp(1, i64::from(most.get_untracked().max(1)));
        if let Ok(allowed) = u32::try_from(allowed)
            && allowed != value.get_untracked()
        {
            on_change.run(allowed);
        }
    };
    let typed = move |text: String| match text.trim().parse::<i64>() {
        Ok(wanted) => step(wanted.saturating_sub(i64::from(value.get_untracked()))),
        Err(_) => step(0),
    };

    view! {
        <div class="stepper" role="group" aria-label=group_name>
            <button
                type="button"
                class="stepper__button"
                aria-label=fewer
                aria-disabled=move || (value.get() <= 1).then_some("true")
                on:click=move |_| step(-1)
            >
                <Glyph icon=Icon::Minus />
            </button>
            <input
                class="stepper__number"
                inputmode="numeric"
                aria-label=counted
                value=value.get_untracked().to_string()
                prop:value=move || value.get().to_string()
                on:change:target=move |event| {
                    typed(event.target().value());
                    event.target().set_value(&value.get_untracked().to_string());
                }
            />
            <button
                type="button"
                class="stepper__button"
                aria-label=more
                aria-disabled=move || (value.get() >= most.get()).then_some("true")
                on:click=move |_| step(1)
            >
                <Glyph icon=Icon::Plus />
            </button>
        </div>
    }
}
