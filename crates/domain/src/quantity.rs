//! How many of one variant.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The most pieces of one variant a single line may hold. Larger wishes are business orders, handled by people.
pub const MOST: u32 = 99;

/// A number of pieces a shopper can ask for: 1 to [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u32, minimum = 1, maximum = 99))]
#[serde(try_from = "i64", into = "u32")]
pub struct Quantity(u32);

/// The number is outside 1 to [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("quantity must be from 1 to {MOST}, not {0}")]
pub struct QuantityError(pub i64);

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(1);

    /// Reads a number of pieces.
    ///
    /// # Errors
    /// [`QuantityError`] outside 1 to [`MOST`].
    pub fn parse(pieces: i64) -> Result<Self, QuantityError> {
        u32::try_from(pieces).ok().filter(|pieces| (1..=MOST).contains(pieces)).map(Self).ok_or(QuantityError(pieces))
    }

    /// The number of pieces.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for Quantity {
    type Error = QuantityError;
    fn try_from(pieces: i64) -> Result<Self, QuantityError> {
        Self::parse(pieces)
    }
}

impl From<Quantity> for u32 {
    fn from(quantity: Quantity) -> u32 {
        quantity.0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_quantities_are_refused() {
        for (pieces, fine) in [(1, true), (99, true), (0, false), (-1, false), (100, false), (1_000_000_000, false)] {
            assert_eq!(Quantity::parse(pieces).is_ok(), fine, "{pieces}");
            assert_eq!(serde_json::from_str::<Quantity>(&pieces.to_string()).is_ok(), fine, "{pieces}");
        }
    }
}
