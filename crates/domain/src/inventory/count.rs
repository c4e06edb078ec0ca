//! Counting a shelf: what may be booked of what was counted.

use super::Levels;
use serde::{Deserialize, Serialize};

/// What a count comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counted {
    /// By how much on hand changes.
    pub difference: i64,
    /// How many pieces are promised to orders and checkouts and were not found. Somebody has to tell those shoppers.
    pub missing: i64,
}

/// What to book when `counted` pieces were found in the building, sound or not, sold or not, as long as they are there.
///
/// A shelf with fewer pieces than are promised is booked down to what is promised: so that nothing more is sold at once, while
/// what orders hold stays theirs until people have decided which of them to let go. The rest is `missing`. To refuse such a count
/// would go on selling what nobody can find; to book all of it would leave orders without pieces and no trace of which.
#[must_use]
pub fn count(levels: Levels, counted: i64) -> Counted {
    let booked = counted.max(levels.promised());
    Counted { difference: booked - levels.on_hand, missing: booked - counted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_booked_down_to_what_is_promised() {
        let levels = Levels { on_hand: 10, committed: 3, reserved: 1, ..Levels::default() };
        let cases = [(12, 2, 0), (10, 0, 0), (4, -6, 0), (3, -6, 1), (0, -6, 4)];
        for (counted, difference, missing) in cases {
            assert_eq!(count(levels, counted), Counted { difference, missing }, "{counted}");
        }
    }
}
