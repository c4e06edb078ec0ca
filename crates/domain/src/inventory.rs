//! How much of a variant is where. The words are Shopify's inventory states; the arithmetic is theirs too.
//!
//! Who may take from it and how that is made safe against everyone else is the server's store.

use serde::{Deserialize, Serialize};

/// The figures of one variant at one location, in pieces. Staff see them; shoppers see [`Band`]s.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Levels {
    /// Physically there.
    pub on_hand: i64,
    /// Sold, not yet handed over or shipped.
    pub committed: i64,
    /// Held for checkouts under way.
    pub reserved: i64,
    /// Kept back so that a miscount disappoints nobody.
    pub safety: i64,
    /// Damaged or in quality control.
    pub unavailable: i64,
    /// On its way here; not sellable yet.
    pub incoming: i64,
}

impl Levels {
    /// What can be promised to the next shopper: on hand less everything spoken for. Never below zero.
    #[must_use]
    pub fn available(self) -> i64 {
        (self.on_hand - self.committed - self.reserved - self.safety - self.unavailable).max(0)
    }
}

/// Up to how many pieces count as few. Shop practice: below four a count is often wrong by the time she arrives.
pub const FEW: i64 = 3;

/// What a shopper is told instead of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Nothing to be had.
    None,
    /// One to [`FEW`].
    Few,
    /// More than [`FEW`].
    InStock,
}

impl Band {
    /// The band of `available` pieces.
    #[must_use]
    pub fn of(available: i64) -> Self {
        match available {
            ..=0 => Self::None,
            1..=FEW => Self::Few,
            _ => Self::InStock,
        }
    }

    /// Whether at least one can be had.
    #[must_use]
    pub fn can_be_had(self) -> bool {
        self != Self::None
    }
}

/// Why stock changed: the cause written beside each movement in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A file of counts was loaded; the level became what the file says.
    Import,
    /// An order was placed; pieces became committed.
    Sale,
    /// An order was cancelled; pieces are free again.
    Cancellation,
    /// The goods left the building.
    HandOver,
    /// A checkout holds pieces; they became reserved.
    Hold,
    /// A checkout let go of pieces it held.
    Release,
    /// A checkout's time was over; the pieces it held are free again.
    Expiry,
}

impl Cause {
    /// The word kept in the ledger.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Sale => "sale",
            Self::Cancellation => "cancellation",
            Self::HandOver => "hand_over",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Expiry => "expiry",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn available_is_on_hand_less_everything_spoken_for() {
        let levels = Levels { on_hand: 10, committed: 2, reserved: 1, safety: 1, unavailable: 1, incoming: 50 };
        assert_eq!(levels.available(), 5);
        assert_eq!(Levels { on_hand: 1, safety: 3, ..Default::default() }.available(), 0);
    }

    #[test]
    fn shoppers_see_bands() {
        let bands: Vec<Band> = [-1, 0, 1, 3, 4].into_iter().map(Band::of).collect();
        assert_eq!(bands, [Band::None, Band::None, Band::Few, Band::Few, Band::InStock]);
    }
}
