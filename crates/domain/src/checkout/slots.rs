//! Windows of time in which a store hands over orders.

use crate::stores::Location;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// How long one slot is, in minutes.
pub const SLOT_MINUTES: i64 = 30;

/// How many days ahead slots are offered, today included.
pub const SLOT_DAYS: i64 = 4;

/// A window of time to collect in. It begins inside opening hours, on a multiple of [`SLOT_MINUTES`] after opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// When it begins.
    #[serde(with = "crate::moment::timestamp")]
    pub starts: Timestamp,
    /// When it ends; never after the store closes.
    #[serde(with = "crate::moment::timestamp")]
    pub ends: Timestamp,
}

/// Every slot of a store that begins once an order placed at `now` can be ready, in order.
///
/// Whether a slot has room is the store's business: capacity is taken with the order.
#[must_use]
pub fn slots(store: &Location, zone: &TimeZone, now: Timestamp) -> Vec<Slot> {
    let Some(ready) = store.ready_by(now, zone) else {
        return Vec::new();
    };
    let length = SLOT_MINUTES * 60_000;
    store
        .hours
        .stretches(now, zone, SLOT_DAYS)
        .flat_map(|(opens, closes)| {
            let (opens, closes) = (opens.as_millisecond(), closes.as_millisecond());
            (0..)
                .map(move |count| opens + count * length)
                .take_while(move |starts| starts + length <= closes)
                .map(move |starts| (starts, starts + length))
        })
        // The slot in which the order becomes ready counts: she may come at its end.
        .filter(|(_, ends)| *ends > ready.as_millisecond())
        .filter_map(|(starts, ends)| {
            Some(Slot {
                starts: Timestamp::from_millisecond(starts).ok()?,
                ends: Timestamp::from_millisecond(ends).ok()?,
            })
        })
        .collect()
}
