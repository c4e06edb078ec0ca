//! Goods on their way from one place to another: what was sent arrives, comes back or is lost, each piece once.

use super::Levels;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The pieces of one variant in one transfer. What was sent is always the sum of the other four and [`Transit::on_the_way`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transit {
    /// How many were sent, or announced by a supplier. At least one.
    pub sent: i64,
    /// How many arrived sound.
    pub received: i64,
    /// How many arrived damaged: there, and unavailable.
    pub damaged: i64,
    /// How many went back to where they came from.
    pub returned: i64,
    /// How many never arrived; of a supplier, were not delivered.
    pub lost: i64,
}

/// What arrived of one variant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Arrived {
    /// Pieces that can be sold, 0 or more.
    pub sound: u32,
    /// Pieces that cannot, 0 or more.
    #[serde(default)]
    pub damaged: u32,
}

/// Why goods cannot arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TransitError {
    /// More than are on the way.
    #[error(
        "{arrived} arrived, but only {on_the_way} are on their way; receive those, and book what is more as a count"
    )]
    TooMany {
        /// How many are said to have arrived.
        arrived: i64,
        /// How many are still on the way.
        on_the_way: i64,
    },
}

impl Transit {
    /// Goods that have just left.
    #[must_use]
    pub fn of(sent: u32) -> Self {
        Self { sent: i64::from(sent), ..Self::default() }
    }

    /// How many are still on the way.
    #[must_use]
    pub fn on_the_way(self) -> i64 {
        self.sent - self.received - self.damaged - self.returned - self.lost
    }

    /// After some arrived.
    ///
    /// # Errors
    /// [`TransitError::TooMany`]: a transfer never gives more than was sent.
    pub fn receive(self, arrived: Arrived) -> Result<Self, TransitError> {
        let (sound, damaged) = (i64::from(arrived.sound), i64::from(arrived.damaged));
        if sound + damaged > self.on_the_way() {
            return Err(TransitError::TooMany { arrived: sound + damaged, on_the_way: self.on_the_way() });
        }
        Ok(Self { received: self.received + sound, damaged: self.damaged + damaged, ..self })
    }

    /// After what was still on the way has gone back.
    #[must_use]
    pub fn turn_back(self) -> Self {
        Self { returned: self.returned + self.on_the_way(), ..self }
    }

    /// After what was still on the way is given up.
    #[must_use]
    pub fn lose(self) -> Self {
        Self { lost: self.lost + self.on_the_way(), ..self }
    }

    /// The movement at the source that leads here from `before`; nothing at a supplier's.
    #[must_use]
    pub fn at_source(self, before: Self) -> Levels {
        let on_hand = self.returned - before.returned - (self.sent - before.sent);
        Levels { on_hand, ..Levels::default() }
    }

    /// The movement at the target that leads here from `before`.
    #[must_use]
    pub fn at_target(self, before: Self) -> Levels {
        let damaged = self.damaged - before.damaged;
        Levels {
            on_hand: self.received - before.received + damaged,
            unavailable: damaged,
            incoming: self.on_the_way() - before.on_the_way(),
            ..Levels::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_arrive_in_parts_and_never_more_than_were_sent() {
        let gone = Transit::of(10);
        assert_eq!(gone.at_source(Transit::default()).on_hand, -10);
        assert_eq!(gone.at_target(Transit::default()).incoming, 10);
        let there = gone.receive(Arrived { sound: 6, damaged: 1 }).unwrap();
        let by = there.at_target(gone);
        assert_eq!((by.on_hand, by.unavailable, by.incoming, there.on_the_way()), (7, 1, -7, 3));
        let too_many = there.receive(Arrived { sound: 4, damaged: 0 });
        assert_eq!(too_many, Err(TransitError::TooMany { arrived: 4, on_the_way: 3 }));
        let (back, lost) = (there.turn_back(), there.lose());
        assert_eq!((back.at_source(there).on_hand, back.at_target(there).incoming), (3, -3));
        assert_eq!((lost.at_source(there).on_hand, lost.at_target(there).incoming), (0, -3));
        assert_eq!((back.on_the_way(), lost.on_the_way()), (0, 0));
    }
}
