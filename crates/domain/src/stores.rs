//! Where the shop has doors: stores and warehouses, their hours and their services.
//!
//! Opening hours are civil times in the store's own zone; the zone's rules are a parameter, because only the
//! server carries the time zone database.

use crate::cart::Receive;
use crate::geo::Position;
use crate::id::LocationCode;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many days ahead the next opening is looked for. A store closed longer than this is "closed", without a date.
const DAYS_AHEAD: i64 = 14;

/// A place that holds stock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Location {
    /// Its name in addresses and files.
    pub code: LocationCode,
    /// Its name for people.
    pub name: String,
    /// Whether shoppers can walk in.
    pub kind: LocationKind,
    /// Where its door is.
    pub address: StreetAddress,
    /// Where its door is, on the globe.
    pub position: Position,
    /// Its IANA time zone: `Europe/Berlin`.
    pub time_zone: String,
    /// For people to call.
    pub phone: Option<String>,
    /// For people to write to.
    pub email: Option<String>,
    /// What is offered there.
    pub services: Vec<Service>,
    /// When it is open.
    pub hours: Hours,
    /// How to find the door or the bay, in words.
    pub directions: Option<String>,
    /// Minutes of opening time from order to ready, with nothing in the queue.
    pub lead_minutes: u32,
    /// How many collections fit into one slot at the counter.
    pub slot_capacity: u32,
    /// How long a checkout holds this place's stock, in minutes; as the shop says when it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_minutes: Option<u32>,
    /// How many fit into one slot at the kerb, beside those at the counter; as many as there when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curbside_capacity: Option<u32>,
    /// What parcels from here take; nothing where it is not said, see [`Location::sending`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sends: Option<Sending>,
    /// The minute of the day, on the store's clock, from which on work on an order begins the next day; 0 to 1,439.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off_minute: Option<u16>,
    /// How many minutes each order before it in the queue delays an order.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub minutes_per_order: u32,
}

/// What a parcel from a place takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sending {
    /// Minutes of opening time from order to handing it to the carrier, with nothing in the queue.
    pub minutes: u32,
    /// What a parcel from here costs the shop beyond one from the warehouse, in minor units of its currency.
    pub cost_minor: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_nothing(count: &u32) -> bool {
    *count == 0
}

/// Whether shoppers can walk in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LocationKind {
    /// A shop with a door.
    Store,
    /// Ships only.
    Warehouse,
}

/// A street address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StreetAddress {
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country, ISO 3166-1 alpha-2.
    pub country: String,
}

/// What a store offers beside its shelves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Orders are collected at the counter.
    Pickup,
    /// Orders are brought to the car.
    Curbside,
    /// Made up by a person.
    TryOn,
    /// Shade matching by a person.
    ShadeMatching,
    /// Refills of jars and flacons.
    Refill,
    /// Gift wrapping.
    GiftWrap,
    /// Engraving.
    Engraving,
    /// Brows shaped and tinted by a person.
    BrowBar,
}

impl Service {
    /// The service of a word in a file: `try-on`, also with a space for the hyphen.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().replace(' ', "-").as_str() {
            "pickup" => Some(Self::Pickup),
            "curbside" => Some(Self::Curbside),
            "try-on" => Some(Self::TryOn),
            "shade-matching" => Some(Self::ShadeMatching),
            "refill" | "refill-station" => Some(Self::Refill),
            "gift-wrap" => Some(Self::GiftWrap),
            "engraving" => Some(Self::Engraving),
            "brow-bar" => Some(Self::BrowBar),
            _ => None,
        }
    }
}

/// One stretch of opening time within a day. It closes after it opens, at midnight at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpeningRange {
    /// When the door opens.
    opens: Time,
    /// When it closes.
    closes: Time,
}

/// The text is not a stretch of opening time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not opening hours such as 10:00-20:00")]
pub struct HoursError(pub String);

impl OpeningRange {
    /// Reads `10:00-20:00`; `24:00` is midnight at the end of the day.
    ///
    /// # Errors
    /// [`HoursError`] when it is not two times, or closes before it opens.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let refuse = || HoursError(text.to_owned());
        let (opens, closes) = text.trim().split_once('-').ok_or_else(refuse)?;
        let clock = |part: &str| -> Result<Time, HoursError> {
            let (hour, minute) = part.trim().split_once(':').ok_or_else(refuse)?;
            let (hour, minute): (i8, i8) = (hour.parse().map_err(|_| refuse())?, minute.parse().map_err(|_| refuse())?);
            if (hour, minute) == (24, 0) {
                // The last minute of the day stands for its end; nobody is turned away within it.
                return Ok(Time::constant(23, 59, 0, 0));
            }
            Time::new(hour, minute, 0, 0).map_err(|_| refuse())
        };
        let (opens, closes) = (clock(opens)?, clock(closes)?);
        if closes <= opens {
            return Err(refuse());
        }
        Ok(Self { opens, closes })
    }

    /// When the door opens.
    #[must_use]
    pub fn opens(self) -> Time {
        self.opens
    }

    /// When it closes.
    #[must_use]
    pub fn closes(self) -> Time {
        self.closes
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for OpeningRange {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(r"^\d\d:\d\d-\d\d:\d\d$"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for OpeningRange {}

impl TryFrom<String> for OpeningRange {
    type Error = HoursError;
    fn try_from(text: String) -> Result<Self, HoursError> {
        Self::parse(&text)
    }
}

impl From<OpeningRange> for String {
    fn from(range: OpeningRange) -> String {
        let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        format!("{}-{}", clock(range.opens), clock(range.closes))
    }
}

/// When a store is open: a week, and the days that differ from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// Monday to Sunday; a day with no stretch is closed.
    pub week: [Vec<OpeningRange>; 7],
    /// Days with hours of their own, most of them closed.
    pub special: Vec<SpecialDay>,
}

/// One date with hours of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpecialDay {
    /// The date, in the store's zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "date"))]
    #[serde(with = "crate::moment::date")]
    pub date: Date,
    /// When it is open on that date; nothing is closed.
    pub ranges: Vec<OpeningRange>,
}

/// Whether a store's door is open, and until when that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DoorState {
    /// Open.
    Open {
        /// When it closes.
        until: Timestamp,
    },
    /// Closed.
    Closed {
        /// When it opens next, if that is within two weeks.
        opens: Option<Timestamp>,
    },
}

impl Hours {
    /// The stretches of opening time on a date.
    #[must_use]
    pub fn on(&self, date: Date) -> &[OpeningRange] {
        if let Some(day) = self.special.iter().find(|day| day.date == date) {
            return &day.ranges;
        }
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).expect("a weekday is 0 to 6");
        &self.week[weekday]
    }

    /// Every stretch of opening time from the day of `from` on, as moments, for `days` days.
    ///
    /// A civil time that a clock change skips is the moment of the change; of one that it repeats, the first counts.
    pub fn stretches<'a>(
        &'a self,
        from: Timestamp,
        zone: &'a TimeZone,
        days: i64,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
        let first = from.to_zoned(zone.clone()).date();
        (0..days).filter_map(move |offset| first.checked_add(jiff::Span::new().days(offset)).ok()).flat_map(
            move |date| {
                self.on(date).iter().filter_map(move |range| {
                    let moment = |time: Time| moment(zone, date.to_datetime(time));
                    Some((moment(range.opens)?, moment(range.closes)?)).filter(|(opens, closes)| opens < closes)
                })
            },
        )
    }

    /// Whether the door is open at `now`.
    #[must_use]
    pub fn door_at(&self, now: Timestamp, zone: &TimeZone) -> DoorState {
        let mut opens = None;
        for (start, end) in self.stretches(now, zone, DAYS_AHEAD) {
            if start <= now && now < end {
                return DoorState::Open { until: end };
            }
            if start > now {
                opens = Some(start);
                break;
            }
        }
        DoorState::Closed { opens }
    }

    /// The moment by which `minutes` of opening time will have passed after `now`; the store works only while open.
    ///
    /// `None` when there is not that much opening time within two weeks.
    #[must_use]
    pub fn after_open_minutes(&self, now: Timestamp, zone: &TimeZone, minutes: u32) -> Option<Timestamp> {
        let mut left = i64::from(minutes) * 60_000;
        for (start, end) in self.stretches(now, zone, DAYS_AHEAD) {
            let begin = start.max(now).as_millisecond();
            let usable = end.as_millisecond() - begin;
            if usable <= 0 {
                continue;
            }
            if left <= usable {
                return Timestamp::from_millisecond(begin + left).ok();
            }
            left -= usable;
        }
        None
    }
}

/// The moment of a civil time: the first of two, the moment of the clock change for one that is skipped.
fn moment(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(at);
    let skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
    let moment = ambiguous.compatible().ok()?;
    if !skipped {
        return Some(moment);
    }
    // Read with the offset from before, a skipped time lies at or after the change.
    let just_after = moment.checked_add(SignedDuration::from_millis(1)).ok()?;
    zone.preceding(just_after).next().map(|change| change.timestamp())
}

impl Location {
    /// Whether this is a store that hands over this way; parcels are no store's service.
    #[must_use]
    pub fn hands_over(&self, receive: &Receive) -> bool {
        let needs = receive.needs();
        self.kind == LocationKind::Store && !needs.is_empty() && needs.iter().all(|service| self.offers(*service))
    }

    /// Whether the store offers a service.
    #[must_use]
    pub fn offers(&self, service: Service) -> bool {
        self.services.contains(&service)
    }

    /// The earliest moment an order placed at `now` can be ready here, behind `waiting` other orders.
    #[must_use]
    pub fn ready_by(&self, now: Timestamp, zone: &TimeZone, waiting: u32) -> Option<Timestamp> {
        self.after_work(now, zone, self.lead_minutes, waiting)
    }

    /// The earliest moment a parcel ordered at `now` can leave here, behind `waiting` other orders; nothing where none leave.
    #[must_use]
    pub fn leaves_by(&self, now: Timestamp, zone: &TimeZone, waiting: u32) -> Option<Timestamp> {
        self.after_work(now, zone, self.sending()?.minutes, waiting)
    }

    /// What parcels from here take: what was said, and for a warehouse of which nothing was said its lead time.
    #[must_use]
    pub fn sending(&self) -> Option<Sending> {
        let of_warehouse = || {
            let sending = Sending { minutes: self.lead_minutes, cost_minor: 0 };
            (self.kind == LocationKind::Warehouse).then_some(sending)
        };
        self.sends.or_else(of_warehouse)
    }

    /// How many collections of this kind fit into one slot: at the kerb, or at the counter.
    #[must_use]
    pub fn capacity(&self, receive: &Receive) -> u32 {
        match receive {
            Receive::Curbside { .. } => self.curbside_capacity.unwrap_or(self.slot_capacity),
            _ => self.slot_capacity,
        }
    }

    fn after_work(&self, now: Timestamp, zone: &TimeZone, minutes: u32, waiting: u32) -> Option<Timestamp> {
        let queue = self.minutes_per_order.saturating_mul(waiting);
        self.hours.after_open_minutes(self.work_begins(now, zone)?, zone, minutes.saturating_add(queue))
    }

    /// When work on an order placed at `now` may begin: at once, or after the cut-off with the next day.
    fn work_begins(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = now.to_zoned(zone.clone()).datetime();
        let minute = u16::try_from(i16::from(local.hour()) * 60 + i16::from(local.minute())).unwrap_or(0);
        if self.cut_off_minute.is_none_or(|cut_off| minute < cut_off) {
            return Some(now);
        }
        moment(zone, local.date().tomorrow().ok()?.to_datetime(Time::midnight()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Monday to Saturday 10–20, closed on Sundays and on 25 December 2026.
    fn hours() -> Hours {
        let day = vec![OpeningRange::parse("10:00-20:00").unwrap()];
        let mut week: [Vec<OpeningRange>; 7] = std::array::from_fn(|_| day.clone());
        week[6].clear();
        Hours { week, special: vec![SpecialDay { date: "2026-12-25".parse().unwrap(), ranges: vec![] }] }
    }

    #[test]
    fn the_door_follows_week_holidays_and_clock_changes() {
        let cases = [
            // Saturday noon in Berlin is 11:00 UTC in winter.
            ("2026-11-21T11:00:00Z", DoorState::Open { until: at("2026-11-21T19:00:00Z") }),
            // Closing time itself is closed; Sunday is skipped.
            ("2026-11-21T19:00:00Z", DoorState::Closed { opens: Some(at("2026-11-23T09:00:00Z")) }),
            // Christmas Day is a Friday; Saturday is open.
            ("2026-12-25T12:00:00Z", DoorState::Closed { opens: Some(at("2026-12-26T09:00:00Z")) }),
            // The night of 25 October 2026 has 25 hours: Monday opens at 10:00 local, 09:00 UTC, not 08:00.
            ("2026-10-24T18:00:00Z", DoorState::Closed { opens: Some(at("2026-10-26T09:00:00Z")) }),
        ];
        for (now, then) in cases {
            assert_eq!(hours().door_at(at(now), &berlin()), then, "{now}");
        }
        assert_eq!(Hours::default().door_at(at("2026-11-21T11:00:00Z"), &berlin()), DoorState::Closed { opens: None });
    }

    #[test]
    fn a_store_works_on_orders_only_while_open() {
        let ready = |now, minutes| hours().after_open_minutes(at(now), &berlin(), minutes);
        assert_eq!(ready("2026-11-21T11:00:00Z", 60), Some(at("2026-11-21T12:00:00Z")));
        assert_eq!(ready("2026-11-21T18:30:00Z", 60), Some(at("2026-11-23T09:30:00Z")));
        assert_eq!(ready("2026-11-22T12:00:00Z", 0), Some(at("2026-11-23T09:00:00Z")));
        assert_eq!(Hours::default().after_open_minutes(at("2026-11-21T11:00:00Z"), &berlin(), 1), None);
    }

    #[test]
    fn hours_read_as_people_write_them() {
        assert_eq!(String::from(OpeningRange::parse(" 9:30 - 24:00 ").unwrap()), "09:30-23:59");
        for bad in ["", "10-20", "20:00-10:00", "10:00-10:00", "25:00-26:00", "10:61-12:00"] {
            assert!(OpeningRange::parse(bad).is_err(), "{bad}");
        }
    }
}
