//! What lies below the first screen, and can wait for it.

use crate::browser;
use leptos::prelude::*;

/// Whether the first page's upper part has been shown by the app. The app provides it; the server has no such thing and writes everything.
#[derive(Debug, Clone, Copy)]
pub struct Settled(RwSignal<bool>);

/// Finds what [`Below`] wrapped in the server's first paint.
const WRAPPED: &str = "#shell .below--later";

impl Settled {
    /// For a page that takes over from the server (`seeded`), or one that starts empty.
    #[must_use]
    pub fn new(seeded: bool) -> Self {
        // What a shopper has in sight must not be gone, not even for a frame.
        Self(RwSignal::new(!seeded || browser::is_in_sight(WRAPPED)))
    }

    /// Says so once the page as it is now has been painted.
    pub fn after_paint(self) {
        browser::after_paint(move || self.0.set(true));
    }
}

/// A part of a page far down. The first page of a visit is usable sooner because this is built after it was painted.
#[component]
pub fn Below(
    /// The part.
    children: Children,
) -> impl IntoView {
    let settled = use_context::<Settled>();
    let mut part = Some(children);
    let content = move || {
        let now = settled.is_none_or(|settled| settled.0.get());
        now.then(|| part.take().map(|part| part()))
    };

    view! { <div class="below below--later">{content}</div> }
}
