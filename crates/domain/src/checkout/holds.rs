//! Holds: stock kept for a checkout under way, for a while.
//!
//! | what happens | what follows | why |
//! |---|---|---|
//! | checkout begins | every piece of the plan is held | what she sees at the last step is what she gets |
//! | it goes on, nothing changed | the hold keeps its end | who keeps a page open keeps nothing from others for ever |
//! | the plan changed (another store, more pieces) | what is new is taken and what is no longer needed is let go, together | never both, never none |
//! | she orders | claimed: the pieces are the order's | exactly once, also when it is overdue and nobody else wanted it |
//! | she empties the bag, or it joins another | released | |
//! | its time is over | expired, by the sweeper or by the next shopper who needs the pieces, whoever is first | |
//!
//! Ten minutes is what shops that hold at checkout use (Spree's and Saleor's stock reservations).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a checkout holds stock unless the shop or the location says otherwise, in minutes.
pub const HOLD_MINUTES: u32 = 10;

/// The longest a shop can hold stock, in minutes: a day.
pub const HOLD_MINUTES_MOST: u32 = 24 * 60;

/// From how little time left on the shopper is shown it, in seconds: a clock that always runs only makes her hurry.
pub const COUNTDOWN_SECONDS: i64 = 180;

/// Where a hold is. It begins as [`HoldState::Held`] and leaves that state once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// The pieces are reserved.
    Held,
    /// They became an order's.
    Claimed,
    /// They were let go.
    Released,
    /// Nobody came for them in time.
    Expired,
}

impl HoldState {
    /// The word kept in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Claimed => "claimed",
            Self::Released => "released",
            Self::Expired => "expired",
        }
    }
}

/// When a hold that is taken at `now` ends.
///
/// `minutes` is cut to [`HOLD_MINUTES_MOST`]; at the end of the calendar it ends at once.
#[must_use]
pub fn hold_ends(now: Timestamp, minutes: u32) -> Timestamp {
    let length = SignedDuration::from_mins(i64::from(minutes.min(HOLD_MINUTES_MOST)));
    now.checked_add(length).unwrap_or(now)
}

/// What one place is asked when a checkout's wish changes from `held` to `wanted` pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldChange {
    /// Nothing.
    Keep,
    /// To hold so many more, if it has them.
    Take(u32),
    /// To let go of so many.
    Release(u32),
}

impl HoldChange {
    /// The change from what is held to what is wanted.
    #[must_use]
    pub fn between(held: u32, wanted: u32) -> Self {
        match wanted.cmp(&held) {
            std::cmp::Ordering::Equal => Self::Keep,
            std::cmp::Ordering::Greater => Self::Take(wanted - held),
            std::cmp::Ordering::Less => Self::Release(held - wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_ends_after_its_minutes_and_never_overflows() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        assert_eq!(hold_ends(now, 10), "2026-11-22T10:10:00Z".parse().unwrap());
        assert_eq!(hold_ends(now, u32::MAX), "2026-11-23T10:00:00Z".parse().unwrap());
        assert_eq!(hold_ends(Timestamp::MAX, 10), Timestamp::MAX);
    }

    #[test]
    fn a_change_takes_or_releases_the_difference() {
        let cases = [
            (0, 0, HoldChange::Keep),
            (2, 2, HoldChange::Keep),
            (0, 3, HoldChange::Take(3)),
            (2, 3, HoldChange::Take(1)),
            (3, 0, HoldChange::Release(3)),
        ];
        for (held, wanted, then) in cases {
            assert_eq!(HoldChange::between(held, wanted), then, "{held} to {wanted}");
        }
    }
}
