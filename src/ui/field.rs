//! One line of text that the shopper fills in.

use super::element_id;
use crate::i18n::{td_string, use_locale};
use leptos::prelude::*;

/// What kind of text a field takes; decides the keyboard on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Anything.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Digits only, such as a code.
    Digits,
}

impl FieldKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Email => "email",
            Self::Phone => "tel",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        (self == Self::Digits).then_some("numeric")
    }
}

/// A labelled field with its hint below and its error beside it. Fields are required unless `optional`, which they say.
#[component]
pub fn Field(
    /// What to fill in.
    #[prop(into)]
    label: String,
    /// What is filled in.
    value: RwSignal<String>,
    /// What the browser may fill in by itself: `email`, `given-name`, `tel`, … (WCAG 1.3.5).
    #[prop(into)]
    autocomplete: &'static str,
    /// What kind of text.
    #[prop(optional)]
    kind: FieldKind,
    /// How to fill it in, or what it is for.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The element's id, where an error summary leads to it.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let id = id.unwrap_or_else(|| element_id("field"));
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint.is_some().then(|| hint_id.clone()), error_id.clone());
        move || {
            let error_id = error.with(Option::is_some).then(|| error_id.clone());
            let ids: Vec<String> = error_id.into_iter().chain(hint_id.clone()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };

    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="field__optional">{td_string!(locale, shell.optional)}</span> })}
            </label>
            <input
                class="field__input"
                id=id
                type=kind.input_type()
                inputmode=kind.input_mode()
                autocomplete=autocomplete
                required=!optional
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <p class="field__error" id=error_id>{move || error.get()}</p>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
