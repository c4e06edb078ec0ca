//! Moments and dates on the wire, for `#[serde(with = "…")]`: jiff's own text (RFC 3339), read without jiff's parser.
//!
//! That parser takes every form of Temporal, and its error messages alone weigh 29 kB in the app.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A day on some calendar, without a time: `2026-11-24`. Unlike a bare date it may be optional on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = "date"))]
#[serde(transparent)]
pub struct Day(#[serde(with = "date")] pub Date);

impl Day {
    /// Reads `2026-11-24`; nothing for what is no day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_date(text).map(Self)
    }
}

/// `2026-11-21`.
fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::new(year, month, day).ok()
}

/// `2026-11-21T16:30:00`, with or without a fraction of a second.
fn parse_datetime(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = clock.splitn(3, ':');
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let second = parts.next().unwrap_or("0").parse().ok()?;
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanosecond = format!("{fraction:0<9}").parse().ok()?;
    let time = Time::new(hour, minute, second, nanosecond).ok()?;
    Some(parse_date(date)?.to_datetime(time))
}

/// `2026-11-21T15:30:00Z`, or with an offset: `2026-11-21T16:30:00+01:00`.
fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let time_at = text.find(['T', 't', ' '])? + 1;
    let offset_at = time_at + text.get(time_at..)?.find(['Z', 'z', '+', '-'])?;
    let (local, offset) = text.split_at(offset_at);
    let seconds = match offset {
        "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = offset.get(1..)?.split_once(':')?;
            let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
            if offset.starts_with('-') { -seconds } else { seconds }
        }
    };
    Offset::from_seconds(seconds).ok()?.to_timestamp(parse_datetime(local)?).ok()
}

macro_rules! on_the_wire {
    ($name:ident, $type:ty, $parse:path, $expected:literal) => {
        #[doc = concat!("As ", $expected, ".")]
        pub mod $name {
            use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
            use std::borrow::Cow;

            /// Writes it as text.
            ///
            /// # Errors
            /// What the serializer says.
            pub fn serialize<S: Serializer>(value: &$type, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(value)
            }

            /// Reads it from text.
            ///
            /// # Errors
            /// When the text is not one, or names a day or time that does not exist.
            pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let text = Cow::<'de, str>::deserialize(from)?;
                $parse(&text).ok_or_else(|| D::Error::custom(concat!("not ", $expected)))
            }
        }
    };
}

on_the_wire!(timestamp, jiff::Timestamp, super::parse_timestamp, "a moment such as 2026-11-21T15:30:00Z");
on_the_wire!(date, jiff::civil::Date, super::parse_date, "a date such as 2026-11-21");
on_the_wire!(datetime, jiff::civil::DateTime, super::parse_datetime, "a local time such as 2026-11-21T16:30:00");

/// As a moment such as 2026-11-21T15:30:00Z, or nothing. For fields with `default` that are left out when there is nothing.
pub mod optional_timestamp {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use std::borrow::Cow;

    /// Writes it as text.
    ///
    /// # Errors
    /// What the serializer says.
    pub fn serialize<S: Serializer>(value: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.collect_str(value),
            None => to.serialize_none(),
        }
    }

    /// Reads it from text.
    ///
    /// # Errors
    /// When the text is not one, or names a day or time that does not exist.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        let Some(text) = Option::<Cow<'de, str>>::deserialize(from)? else { return Ok(None) };
        super::parse_timestamp(&text)
            .map(Some)
            .ok_or_else(|| D::Error::custom("not a moment such as 2026-11-21T15:30:00Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_jiff_writes_is_read_back() {
        for text in ["2026-11-21T15:30:00Z", "1969-12-31T23:59:59.000000001Z", "2028-02-29T00:00:00.5Z"] {
            let moment: Timestamp = text.parse().unwrap();
            assert_eq!(parse_timestamp(&moment.to_string()), Some(moment), "{text}");
        }
        for text in ["2026-11-21T16:30:00", "2026-11-21T16:30:00.25"] {
            let local: DateTime = text.parse().unwrap();
            assert_eq!(parse_datetime(&local.to_string()), Some(local), "{text}");
        }
        assert_eq!(parse_date("2026-11-21"), Some(jiff::civil::date(2026, 11, 21)));
        assert_eq!(parse_timestamp("2026-11-21T16:30:00+01:00"), "2026-11-21T15:30:00Z".parse().ok());
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for bad in [
            "",
            "2026-11-21",
            "2026-02-30T10:00:00Z",
            "2026-11-21T25:00:00Z",
            "2026-11-21T10:00:00",
            "2026-11-21T10:00:00.x1Z",
        ] {
            assert_eq!(parse_timestamp(bad), None, "{bad}");
        }
        assert_eq!(parse_date("2026-13-01"), None);
        assert_eq!(parse_datetime("2026-11-21"), None);
    }
}
