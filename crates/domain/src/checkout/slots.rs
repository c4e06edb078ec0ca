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

/// Every slot of a store that begins once an order placed at `now` behind `waiting` others can be ready, in order.
///
/// On the night the clocks go forward none begins or ends in the hour that is left out. When they go back, none begins
/// or ends in the second pass through the repeated hour, so that the time she reads means one moment.
/// Whether a slot has room is the store's business: capacity is taken with the order.
#[must_use]
pub fn slots(store: &Location, zone: &TimeZone, now: Timestamp, waiting: u32) -> Vec<Slot> {
    let Some(ready) = store.ready_by(now, zone, waiting) else {
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
        .filter(|slot| is_first_pass(zone, slot.starts) && is_first_pass(zone, slot.ends))
        .collect()
}

/// Whether the time on the store's clock means this moment and no earlier one.
fn is_first_pass(zone: &TimeZone, at: Timestamp) -> bool {
    let local = at.to_zoned(zone.clone()).datetime();
    zone.to_ambiguous_timestamp(local).earlier().is_ok_and(|first| first == at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Position;
    use crate::id::LocationCode;
    use crate::stores::{Hours, LocationKind, OpeningRange, SpecialDay, StreetAddress};

    fn store(zone: &str, hours: &str) -> (Location, TimeZone) {
        let day = vec![OpeningRange::parse(hours).unwrap()];
        let store = Location {
            code: LocationCode::parse("mitte").unwrap(),
            name: "Mitte".to_owned(),
            kind: LocationKind::Store,
            address: StreetAddress {
                street: "Torstraße 1".to_owned(),
                postal_code: "10119".to_owned(),
                city: "Berlin".to_owned(),
                country: "DE".to_owned(),
            },
            position: Position::new(52.53, 13.4).unwrap(),
            time_zone: zone.to_owned(),
            phone: None,
            email: None,
            services: vec![],
            hours: Hours { week: std::array::from_fn(|_| day.clone()), special: vec![] },
            directions: None,
            lead_minutes: 0,
            slot_capacity: 4,
            curbside_capacity: None,
            sends: None,
            cut_off_minute: None,
            minutes_per_order: 0,
        };
        (store, TimeZone::get(zone).unwrap())
    }

    /// The slots of one day as people read them.
    fn read(zone: &str, hours: &str, date: &str) -> Vec<String> {
        let (store, zone) = store(zone, hours);
        let midnight = zone.to_timestamp(format!("{date}T00:00:00").parse().unwrap()).unwrap();
        let clock = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
        slots(&store, &zone, midnight, 0)
            .into_iter()
            .filter(|slot| slot.starts.to_zoned(zone.clone()).date().to_string() == date)
            .map(|slot| format!("{}-{}", clock(slot.starts), clock(slot.ends)))
            .collect()
    }

    #[test]
    fn no_slot_lies_in_an_hour_that_is_left_out_or_repeated() {
        let cases = [
            // Berlin, 02:00 becomes 03:00.
            ("Europe/Berlin", "2026-03-29", "01:00-04:00", "01:00-01:30 01:30-03:00 03:00-03:30 03:30-04:00"),
            ("Europe/Berlin", "2026-03-29", "02:30-04:00", "03:00-03:30 03:30-04:00"),
            ("Europe/Berlin", "2026-03-29", "01:00-02:30", "01:00-01:30 01:30-03:00"),
            ("Europe/Berlin", "2026-03-29", "02:00-03:00", ""),
            // Berlin, 03:00 becomes 02:00.
            ("Europe/Berlin", "2026-10-25", "01:30-03:30", "01:30-02:00 02:00-02:30 03:00-03:30"),
            ("Europe/Berlin", "2026-10-25", "02:00-03:00", "02:00-02:30"),
            // New York, 02:00 becomes 03:00.
            ("America/New_York", "2026-03-08", "01:30-03:30", "01:30-03:00 03:00-03:30"),
            // New York, 02:00 becomes 01:00.
            ("America/New_York", "2026-11-01", "00:30-02:30", "00:30-01:00 01:00-01:30 02:00-02:30"),
            // Any other day, and shops that sleep at night notice nothing.
            ("America/New_York", "2026-11-02", "01:00-02:30", "01:00-01:30 01:30-02:00 02:00-02:30"),
            ("Europe/Berlin", "2026-10-25", "10:00-11:00", "10:00-10:30 10:30-11:00"),
        ];
        for (zone, date, hours, then) in cases {
            assert_eq!(read(zone, hours, date).join(" "), then, "{zone} {date} {hours}");
        }
    }

    #[test]
    fn a_queue_a_cut_off_and_a_holiday_move_the_first_slot() {
        let (mut store, zone) = store("Europe/Berlin", "10:00-20:00");
        store.lead_minutes = 30;
        store.minutes_per_order = 10;
        store.cut_off_minute = Some(18 * 60);
        store.hours.special = vec![SpecialDay { date: "2026-12-25".parse().unwrap(), ranges: vec![] }];
        let first = |now: &str, waiting| {
            let slot = slots(&store, &zone, now.parse().unwrap(), waiting).first().copied();
            slot.map(|slot| slot.starts.to_zoned(zone.clone()).strftime("%d %H:%M").to_string()).unwrap_or_default()
        };
        // Noon in Berlin is 11:00 UTC.
        assert_eq!(first("2026-12-23T11:00:00Z", 0), "23 12:30");
        assert_eq!(first("2026-12-23T11:00:00Z", 6), "23 13:30");
        // A minute before the cut-off, and at it.
        assert_eq!(first("2026-12-23T16:59:00Z", 0), "23 18:00");
        assert_eq!(first("2026-12-23T17:00:00Z", 0), "24 10:30");
        // After Christmas Eve's cut-off comes a holiday.
        assert_eq!(first("2026-12-24T17:00:00Z", 0), "26 10:30");
        // A queue longer than the day goes on the next morning.
        assert_eq!(first("2026-12-23T16:00:00Z", 15), "24 10:00");
    }

    #[test]
    fn the_kerb_has_a_capacity_of_its_own() {
        let (mut store, _) = store("Europe/Berlin", "10:00-20:00");
        let code = store.code.clone();
        let kerb = crate::cart::Receive::Curbside { store: code.clone() };
        let counter = crate::cart::Receive::PickUp { store: code };
        assert_eq!((store.capacity(&counter), store.capacity(&kerb)), (4, 4));
        store.curbside_capacity = Some(1);
        assert_eq!((store.capacity(&counter), store.capacity(&kerb)), (4, 1));
    }
}
