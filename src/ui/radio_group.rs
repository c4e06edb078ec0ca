//! One of several, as native radio buttons.

use super::element_id;
use leptos::prelude::*;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is chosen, for the program.
    pub value: String,
    /// What it is called: the accessible name.
    pub label: String,
    /// More about it, in a second line.
    pub hint: Option<String>,
    /// It can be seen but not chosen now.
    pub unavailable: bool,
}

impl Choice {
    /// A choice with nothing more to say.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With a second line.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A group of radio buttons under its name. What is unavailable can still be reached and read.
#[component]
pub fn RadioGroup(
    /// The group's name.
    #[prop(into)]
    legend: String,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// Told the value when the shopper chooses.
    #[prop(into)]
    on_choose: Callback<String>,
    /// In one line, as tiles, instead of below each other.
    #[prop(optional)]
    in_line: bool,
) -> impl IntoView {
    let name = element_id("choice");
    let rows = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| view! { <RadioRow name=name.clone() choice chosen on_choose /> }.into_any())
            .collect::<Vec<_>>()
    };

    view! {
        <fieldset class=if in_line { "radios radios--line" } else { "radios" } role="radiogroup">
            <legend class="radios__legend">{legend}</legend>
            <div class="radios__rows">{rows}</div>
        </fieldset>
    }
}

#[component]
fn RadioRow(
    name: String,
    choice: Choice,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let hint_id = choice.hint.as_ref().map(|_| element_id("choice-hint"));
    let (value, told) = (choice.value.clone(), choice.value.clone());
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.as_ref() == Some(&value)));
    let unavailable = choice.unavailable;

    view! {
        <label class="radio" class:radio--unavailable=unavailable>
            <input
                class="radio__input"
                type="radio"
                name=name
                value=choice.value
                checked=is_chosen.get_untracked()
                prop:checked=move || is_chosen.get()
                aria-disabled=unavailable.then_some("true")
                aria-describedby=hint_id.clone()
                on:change=move |_| on_choose.run(told.clone())
            />
            <span class="radio__words">
                <span class="radio__label">{choice.label}</span>
                {choice.hint.map(|hint| view! { <span class="radio__hint" id=hint_id>{hint}</span> })}
            </span>
        </label>
    }
}
