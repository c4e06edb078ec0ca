//! How much of a variant is where. The words are Shopify's inventory states; the arithmetic is theirs too.
//!
//! Who may take from it and how that is made safe against everyone else is the server's store.

mod adjust;
mod bundle;
mod count;
mod transit;

pub use self::{
    adjust::{AdjustError, Adjustment},
    bundle::{Bundles, Lines, Part, Pieces, RecipeError, cover, makeable, short_lines},
    count::{Counted, count},
    transit::{Arrived, Transit, TransitError},
};

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

    /// What is spoken for by name: sold or held. Pieces that no count and no transfer may take away.
    #[must_use]
    pub fn promised(self) -> i64 {
        self.committed + self.reserved
    }

    /// What staff may move: on hand less what is promised and what is unavailable. Safety stock is theirs to move. Never below zero.
    #[must_use]
    pub fn movable(self) -> i64 {
        (self.on_hand - self.promised() - self.unavailable).max(0)
    }

    /// These figures after a movement.
    #[must_use]
    pub fn plus(self, by: Self) -> Self {
        Self {
            on_hand: self.on_hand + by.on_hand,
            committed: self.committed + by.committed,
            reserved: self.reserved + by.reserved,
            safety: self.safety + by.safety,
            unavailable: self.unavailable + by.unavailable,
            incoming: self.incoming + by.incoming,
        }
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
    /// A checkout began; pieces became reserved.
    Hold,
    /// A checkout was given up, or wanted something else; its reserved pieces are free again.
    Release,
    /// A checkout took too long; its reserved pieces are free again.
    Expiry,
    /// A checkout became an order; its reserved pieces became committed.
    Claim,
    /// Goods left for another location; they are incoming there.
    TransferOut,
    /// Goods of a transfer arrived, came back, or are known to be lost.
    TransferIn,
    /// Goods of a supplier were announced or arrived.
    Receipt,
    /// Somebody counted the shelf; on hand became what was counted.
    Count,
    /// Pieces were found damaged, or turned out to be sound after all.
    Damage,
    /// Pieces went to quality control, or came back from it.
    QualityControl,
    /// Somebody decided to keep more or fewer pieces back.
    Safety,
    /// Unavailable pieces were thrown away or sent back to their maker.
    WriteOff,
    /// Somebody bought pieces at a till.
    TillSale,
    /// Somebody brought pieces back to a till.
    TillReturn,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 18] = [
        Self::Import,
        Self::Sale,
        Self::Cancellation,
        Self::HandOver,
        Self::Hold,
        Self::Release,
        Self::Expiry,
        Self::Claim,
        Self::TransferOut,
        Self::TransferIn,
        Self::Receipt,
        Self::Count,
        Self::Damage,
        Self::QualityControl,
        Self::Safety,
        Self::WriteOff,
        Self::TillSale,
        Self::TillReturn,
    ];

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
            Self::Claim => "claim",
            Self::TransferOut => "transfer_out",
            Self::TransferIn => "transfer_in",
            Self::Receipt => "receipt",
            Self::Count => "count",
            Self::Damage => "damage",
            Self::QualityControl => "quality_control",
            Self::Safety => "safety",
            Self::WriteOff => "write_off",
            Self::TillSale => "till_sale",
            Self::TillReturn => "till_return",
        }
    }

    /// The cause a word of the ledger stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
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
    fn staff_may_move_safety_stock_but_nothing_promised() {
        let levels = Levels { on_hand: 10, committed: 2, reserved: 1, safety: 5, unavailable: 1, incoming: 50 };
        assert_eq!((levels.promised(), levels.movable()), (3, 6));
        assert_eq!(Levels { on_hand: 1, unavailable: 3, ..Default::default() }.movable(), 0);
    }

    #[test]
    fn every_cause_has_its_own_word() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_word(cause.word()), Some(cause));
        }
        assert_eq!(Cause::from_word("theft"), None);
    }

    #[test]
    fn shoppers_see_bands() {
        let bands: Vec<Band> = [-1, 0, 1, 3, 4].into_iter().map(Band::of).collect();
        assert_eq!(bands, [Band::None, Band::None, Band::Few, Band::Few, Band::InStock]);
    }
}
