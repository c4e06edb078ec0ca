//! Colours to choose from.

use super::element_id;
use leptos::prelude::*;

/// One shade.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shade {
    /// What is chosen, for the program.
    pub value: String,
    /// Its name, and what else a listener must know ("Rosewood, sold out"): the accessible name.
    pub label: String,
    /// Its colour as `#rrggbb`.
    pub hex: String,
    /// None left anywhere: crossed out, can still be reached and read.
    pub unavailable: bool,
}

/// A dot of colour. Hidden from screen readers: the name stands beside it.
#[component]
pub fn Swatch(
    /// The colour as `#rrggbb`.
    #[prop(into)]
    hex: String,
) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="11.5" fill=hex />
        </svg>
    }
}

/// Shades as native radio buttons under the option's name.
#[component]
pub fn SwatchGroup(
    /// The group's name: the option's.
    #[prop(into)]
    legend: String,
    /// The shades, in order.
    #[prop(into)]
    shades: Signal<Vec<Shade>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// Told the value when the shopper chooses.
    #[prop(into)]
    on_choose: Callback<String>,
    /// The legend is read but not seen, where the name stands large elsewhere.
    #[prop(optional)]
    legend_hidden: bool,
) -> impl IntoView {
    let name = element_id("shade");
    let dots = move || {
        shades
            .get()
            .into_iter()
            .map(|shade| view! { <SwatchRadio name=name.clone() shade chosen on_choose /> }.into_any())
            .collect::<Vec<_>>()
    };

    view! {
        <fieldset class="swatches" role="radiogroup">
            <legend class=if legend_hidden { "hidden" } else { "radios__legend" }>{legend}</legend>
            <div class="swatches__dots">{dots}</div>
        </fieldset>
    }
}

#[component]
fn SwatchRadio(
    name: String,
    shade: Shade,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let (value, told, title) = (shade.value.clone(), shade.value.clone(), shade.label.clone());
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&value)));

    view! {
        <label class="swatches__one" class:swatches__one--unavailable=shade.unavailable title=title>
            <input
                class="swatches__input"
                type="radio"
                name=name
                value=shade.value
                aria-label=shade.label
                checked=is_chosen.get_untracked()
                prop:checked=move || is_chosen.get()
                on:change=move |_| on_choose.run(told.clone())
            />
            <Swatch hex=shade.hex />
        </label>
    }
}
