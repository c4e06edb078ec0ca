//! Selling pieces at a till, putting them aside and back, throwing them away, keeping some back: what staff change without counting.

use super::{Cause, Levels};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What staff do with pieces that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// Pieces are sold at the store's till: they leave with somebody. What orders and checkouts hold is not the till's to sell.
    Sold,
    /// Pieces are brought back to the till: they can be sold again.
    Returned,
    /// Pieces are damaged: they become unavailable.
    Damaged,
    /// Damaged pieces turned out to be sound: they can be sold again.
    Sound,
    /// Pieces go to quality control: they become unavailable.
    Inspect,
    /// Pieces come back from quality control: they can be sold again.
    Passed,
    /// Unavailable pieces leave the building: thrown away, or back to their maker.
    WriteOff,
    /// From now on so many pieces are kept back.
    KeepBack,
}

/// Why an adjustment cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AdjustError {
    /// The others are promised or put aside already.
    #[error(
        "only {movable} of {on_hand} pieces are free, {promised} are promised to orders and checkouts; cancel or move one of those first"
    )]
    Promised {
        /// How many there are.
        on_hand: i64,
        /// How many orders and checkouts hold.
        promised: i64,
        /// How many may be put aside.
        movable: i64,
    },
    /// Fewer pieces than that were put aside.
    #[error("only {unavailable} pieces are put aside")]
    NotAside {
        /// How many are.
        unavailable: i64,
    },
}

impl Adjustment {
    /// What is to be written into the ledger for `pieces` of them; of [`Adjustment::KeepBack`], for keeping back that many in all.
    ///
    /// # Errors
    /// [`AdjustError`] when there are not as many.
    pub fn movement(self, levels: Levels, pieces: u32) -> Result<(Cause, Levels), AdjustError> {
        let pieces = i64::from(pieces);
        let none = Levels::default();
        let (cause, by) = match self {
            Self::Sold => (Cause::TillSale, Levels { on_hand: -pieces, ..none }),
            Self::Returned => (Cause::TillReturn, Levels { on_hand: pieces, ..none }),
            Self::Damaged => (Cause::Damage, Levels { unavailable: pieces, ..none }),
            Self::Sound => (Cause::Damage, Levels { unavailable: -pieces, ..none }),
            Self::Inspect => (Cause::QualityControl, Levels { unavailable: pieces, ..none }),
            Self::Passed => (Cause::QualityControl, Levels { unavailable: -pieces, ..none }),
            Self::WriteOff => (Cause::WriteOff, Levels { on_hand: -pieces, unavailable: -pieces, ..none }),
            Self::KeepBack => (Cause::Safety, Levels { safety: pieces - levels.safety, ..none }),
        };
        let Levels { on_hand, unavailable, .. } = levels;
        let wanted = if self == Self::Sold { pieces } else { by.unavailable };
        if wanted > levels.movable() {
            return Err(AdjustError::Promised { on_hand, promised: levels.promised(), movable: levels.movable() });
        }
        // After a short count more may be put aside than is there; what is promised is never written off.
        let writable = if self == Self::WriteOff { unavailable.min(on_hand - levels.promised()) } else { unavailable };
        if -by.unavailable > writable {
            return Err(AdjustError::NotAside { unavailable: writable });
        }
        Ok((cause, by))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_free_pieces_are_put_aside_and_only_those_come_back() {
        let levels = Levels { on_hand: 10, committed: 3, reserved: 1, safety: 2, unavailable: 2, ..Levels::default() };
        let by = |what: Adjustment, pieces| {
            what.movement(levels, pieces).map(|(_, by)| (by.on_hand, by.safety, by.unavailable))
        };
        assert_eq!(by(Adjustment::Damaged, 4), Ok((0, 0, 4)));
        let promised = AdjustError::Promised { on_hand: 10, promised: 4, movable: 4 };
        assert_eq!(by(Adjustment::Sold, 4), Ok((-4, 0, 0)), "safety stock is the store's to sell");
        assert_eq!(by(Adjustment::Sold, 5), Err(promised));
        assert_eq!(by(Adjustment::Returned, 5), Ok((5, 0, 0)));
        assert_eq!(by(Adjustment::Inspect, 5), Err(promised));
        assert_eq!(by(Adjustment::Passed, 2), Ok((0, 0, -2)));
        assert_eq!(by(Adjustment::Sound, 3), Err(AdjustError::NotAside { unavailable: 2 }));
        assert_eq!(by(Adjustment::WriteOff, 2), Ok((-2, 0, -2)));
        assert_eq!(by(Adjustment::KeepBack, 0), Ok((0, -2, 0)));
        assert_eq!(by(Adjustment::KeepBack, 50), Ok((0, 48, 0)));
    }
}
