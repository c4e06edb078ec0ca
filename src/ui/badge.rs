//! A short word about a state: in stock, few left, new.

use leptos::prelude::*;

/// What the badge says beyond its words; shown as a dot of colour as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Just a label.
    #[default]
    Plain,
    /// There is enough.
    Good,
    /// There is little, or something to look at.
    Scarce,
    /// There is none, or something went wrong.
    Bad,
}

impl Tone {
    /// The class that carries the colour.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "badge",
            Self::Good => "badge badge--good",
            Self::Scarce => "badge badge--scarce",
            Self::Bad => "badge badge--bad",
        }
    }
}

/// A short word about a state, never colour alone.
#[component]
pub fn Badge(
    /// What it says beyond its words.
    #[prop(optional)]
    tone: Tone,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=tone.class()>{text}</span> }
}
