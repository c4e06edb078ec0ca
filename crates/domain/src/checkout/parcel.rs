//! When a parcel is likely to arrive.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// The first and the last likely day of arrival of a parcel that leaves on `leaves` and is under way for `days`, the
/// least and the most, counted in days on which parcels are brought.
///
/// Parcels are brought from Monday to Saturday. Carriers' holidays are not known here, so this is a likelihood, not a promise.
#[must_use]
pub fn parcel_days(leaves: Date, days: (u32, u32)) -> (Date, Date) {
    (brought_after(leaves, days.0), brought_after(leaves, days.1))
}

fn brought_after(leaves: Date, days: u32) -> Date {
    let (mut date, mut left) = (leaves, days);
    while left > 0 {
        // At the end of the calendar there is no later day to name.
        let Ok(next) = date.checked_add(1.day()) else { return date };
        date = next;
        if date.weekday() != Weekday::Sunday {
            left -= 1;
        }
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sundays_do_not_count() {
        let days = |leaves: &str| {
            let (first, last) = parcel_days(leaves.parse().unwrap(), (1, 3));
            format!("{first} {last}")
        };
        // A Friday: Saturday at the earliest, Tuesday at the latest.
        assert_eq!(days("2026-11-20"), "2026-11-21 2026-11-24");
        assert_eq!(days("2026-11-21"), "2026-11-23 2026-11-25");
        assert_eq!(days("2026-11-23"), "2026-11-24 2026-11-26");
    }
}
