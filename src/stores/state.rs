//! The shopper's store and whereabouts: what every page near a store asks for.

use crate::browser;
use api::{inventory::StoreBrief, page::STORE_COOKIE};
use domain::geo::Position;
use leptos::prelude::*;

/// The store she chose and, for this visit only, where she is. Provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct MyStore {
    chosen: RwSignal<Option<StoreBrief>>,
    position: RwSignal<Option<Position>>,
}

/// The shopper's store.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_my_store() -> MyStore {
    use_context().expect("MyStore is provided by the app and by first paint")
}

impl MyStore {
    /// With the store that the page came with.
    #[must_use]
    pub fn new(chosen: Option<StoreBrief>) -> Self {
        Self { chosen: RwSignal::new(chosen), position: RwSignal::new(None) }
    }

    /// The store she chose; tracked.
    #[must_use]
    pub fn get(self) -> Option<StoreBrief> {
        self.chosen.get()
    }

    /// The store she chose, without listening: for handlers.
    #[must_use]
    pub fn get_untracked(self) -> Option<StoreBrief> {
        self.chosen.get_untracked()
    }

    /// The name of the store she chose; tracked.
    #[must_use]
    pub fn name(self) -> Option<String> {
        self.chosen.with(|store| store.as_ref().map(|store| store.name.clone()))
    }

    /// Makes `store` hers, in this browser until she chooses another.
    pub fn choose(self, store: StoreBrief) {
        browser::set_cookie(STORE_COOKIE, store.code.as_str());
        self.chosen.set(Some(store));
    }

    /// Where she is, as `lat,lon`, if she said so in this visit; tracked.
    #[must_use]
    pub fn near(self) -> Option<String> {
        // Three decimals are a hundred metres: enough to order stores, and no more is sent.
        self.position.get().map(|at| format!("{},{}", thousandths(at.lat()), thousandths(at.lon())))
    }

    /// Remembers where she is until the page is left.
    pub fn locate(self, position: Position) {
        self.position.set(Some(position));
    }
}

/// Degrees with three decimals, in whole numbers: writing floats would cost the app another 4 kB.
fn thousandths(degrees: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let thousandths = (degrees * 1000.0) as i32;
    let (sign, size) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    format!("{sign}{}.{:03}", size / 1000, size % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_to_a_hundred_metres() {
        let told = [52.520_06, -0.127_5, 0.0, 13.405].map(thousandths);
        assert_eq!(told, ["52.520", "-0.127", "0.000", "13.405"]);
    }
}
