//! The page's one polite live region: it says what changed.

use leptos::prelude::*;

/// Tells screen readers what changed. Get it with [`use_status`] at the top of a component, then call [`Status::announce`] in handlers.
#[derive(Debug, Clone, Copy)]
pub struct Status {
    text: RwSignal<String>,
    /// Alternates, so that the same sentence twice is read twice.
    turn: StoredValue<bool>,
}

impl Status {
    /// With nothing to say yet. One per page, made by the app and by first paint.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes signals, so the place where it is made matters")]
    pub fn new() -> Self {
        Self { text: RwSignal::new(String::new()), turn: StoredValue::new(false) }
    }

    /// Says one sentence.
    pub fn announce(self, sentence: impl Into<String>) {
        let turn = self.turn.get_value();
        self.turn.set_value(!turn);
        let mut sentence = sentence.into();
        if turn {
            sentence.push('\u{200b}');
        }
        self.text.set(sentence);
    }
}

/// The page's live region.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_status() -> Status {
    use_context().expect("Status is provided by the app and by first paint")
}

/// The live region itself; stands once in the shell, empty at the start.
#[component]
pub fn StatusRegion() -> impl IntoView {
    let status = use_status();

    view! { <p class="hidden" role="status" aria-live="polite">{move || status.text.get()}</p> }
}
