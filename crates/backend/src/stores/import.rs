//! `stores.csv`: stores and warehouses. The columns are described in `demo/README.md`.

use std::{collections::HashSet, fmt::Display};

use domain::{
    geo::Position,
    id::LocationCode,
    money::Money,
    stores::{Hours, Location, LocationKind, OpeningRange, Sending, Service, SpecialDay, StreetAddress},
    text::{Email, Line},
};
use jiff::tz::TimeZone;

use super::{service, store};
use crate::{
    app::App,
    checkout::CURRENCY,
    error::Error,
    import::{Report, Row, Sheet},
};

/// Columns without which a file is not a list of stores.
pub const REQUIRED: [&str; 9] =
    ["Code", "Name", "Street", "Postal Code", "City", "Country", "Latitude", "Longitude", "Time Zone"];
const WEEK: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const LEAD_MINUTES: u32 = 60;
const SLOT_CAPACITY: u32 = 4;
const PARCEL_MINUTES: u32 = 120;
const LEFT_OUT: &str = "the store is left out";

/// Loads stores and warehouses; `strict` writes nothing when there is anything to complain about.
///
/// A store that is not in the file stays. Loading the same file again writes nothing.
pub async fn import(app: &App, mut sheet: Sheet, mut report: Report, strict: bool) -> Result<Report, Error> {
    let (mut places, mut seen) = (Vec::new(), HashSet::new());
    while let Some(row) = sheet.next_row(&mut report) {
        let Some((location, safety)) = read(&row, &mut report) else {
            report.left_out += 1;
            continue;
        };
        if !seen.insert(location.code.clone()) {
            report.issue(
                row.number,
                "Code",
                format_args!("{} is in the file twice", location.code),
                "the first one counts",
            );
            report.left_out += 1;
            continue;
        }
        let body = serde_json::to_string(&location).map_err(Error::internal)?;
        let (code, place) = (location.code.into(), i64::try_from(places.len()).unwrap_or(i64::MAX));
        places.push(store::Written { code, place, safety, body });
    }
    report.sort();
    if strict && !report.is_clean() {
        report.refused = true;
        return Ok(report);
    }
    let places = &places;
    let (added, changed) = app
        .db
        .write(|mut tx| async move {
            let known = store::written(&mut tx).await?;
            let (mut added, mut changed) = (0, 0);
            for place in places {
                let before = known.get(&place.code);
                if before == Some(place) {
                    continue;
                }
                *(if before.is_none() { &mut added } else { &mut changed }) += 1;
                store::put(&mut tx, place).await?;
            }
            Ok((added, changed))
        })
        .await?;
    (report.added, report.changed) = (added, changed);
    report.unchanged = places.len() as u64 - added - changed;
    service::refresh(app).await?;
    Ok(report)
}

/// One row as a place with its safety stock, or `None` with everything that is wrong with it in the report.
fn read(row: &Row, report: &mut Report) -> Option<(Location, i64)> {
    let code = required(row, report, "Code", LocationCode::parse);
    let name = required(row, report, "Name", Line::<80>::parse);
    let kind = match row.get("Kind") {
        "" | "store" => Some(LocationKind::Store),
        "warehouse" => Some(LocationKind::Warehouse),
        other => refuse(row, report, "Kind", format_args!("{other:?} is neither store nor warehouse")),
    };
    let street = required(row, report, "Street", Line::<120>::parse);
    let postal_code = required(row, report, "Postal Code", Line::<16>::parse);
    let city = required(row, report, "City", Line::<80>::parse);
    let country = required(row, report, "Country", country);
    let position = position(row, report);
    let time_zone = required(row, report, "Time Zone", |name| TimeZone::get(name).map(|_| name.to_owned()));
    // Everything is read before anything is given up, so that one look at the report is enough.
    let safety = number(row, report, "Safety Stock", 0);
    let (email, services) = (email(row, report), services(row, report));
    let week = WEEK.map(|day| ranges(row, report, day, row.get(day), ';'));
    let hours = Hours { week, special: holidays(row, report) };
    let lead_minutes = number(row, report, "Pickup Lead Minutes", LEAD_MINUTES);
    let slot_capacity = number(row, report, "Slot Capacity", SLOT_CAPACITY);
    // Zero would hold nothing, which no shop means.
    let hold_minutes = Some(number(row, report, "Hold Minutes", 0)).filter(|minutes| *minutes > 0);
    let kerb = row.some("Curbside Capacity").is_some();
    let curbside_capacity = kerb.then(|| number(row, report, "Curbside Capacity", slot_capacity));
    let minutes_per_order = number(row, report, "Minutes per Order", 0);
    let (sends, cut_off_minute) = (sending(row, report), cut_off(row, report));
    let address = StreetAddress {
        street: street?.into(),
        postal_code: postal_code?.into(),
        city: city?.into(),
        country: country?,
    };
    let location = Location {
        code: code?,
        name: name?.into(),
        kind: kind?,
        address,
        position: position?,
        time_zone: time_zone?,
        phone: row.some("Phone").map(str::to_owned),
        email,
        services,
        hours,
        directions: row.some("Directions").map(str::to_owned),
        lead_minutes,
        slot_capacity,
        hold_minutes,
        curbside_capacity,
        sends,
        cut_off_minute,
        minutes_per_order,
    };
    Some((location, i64::from(safety)))
}

fn required<'r, T, E: Display>(
    row: &'r Row,
    report: &mut Report,
    column: &str,
    parse: impl FnOnce(&'r str) -> Result<T, E>,
) -> Option<T> {
    match row.some(column).map(parse) {
        Some(Ok(value)) => Some(value),
        Some(Err(why)) => refuse(row, report, column, why),
        None => refuse(row, report, column, "blank"),
    }
}

fn refuse<T>(row: &Row, report: &mut Report, column: &str, why: impl Display) -> Option<T> {
    report.issue(row.number, column, why, LEFT_OUT);
    None
}

fn country(code: &str) -> Result<String, &'static str> {
    let letters = code.len() == 2 && code.bytes().all(|it| it.is_ascii_uppercase());
    if letters { Ok(code.to_owned()) } else { Err("not a country of ISO 3166-1 in two capital letters") }
}

fn position(row: &Row, report: &mut Report) -> Option<Position> {
    let lat = required(row, report, "Latitude", str::parse::<f64>);
    let lon = required(row, report, "Longitude", str::parse::<f64>);
    match Position::new(lat?, lon?) {
        Ok(position) => Some(position),
        Err(why) => refuse(row, report, "Latitude", why),
    }
}

fn number(row: &Row, report: &mut Report, column: &str, blank: u32) -> u32 {
    match row.some(column).map(str::parse::<u16>) {
        None => blank,
        Some(Ok(number)) => u32::from(number),
        Some(Err(_)) => {
            let why = format_args!("{:?} is not a whole number up to 65535", row.get(column));
            report.issue(row.number, column, why, &format!("{blank} is taken"));
            blank
        }
    }
}

/// What parcels from a store take, if any leave there; warehouses always send.
fn sending(row: &Row, report: &mut Report) -> Option<Sending> {
    let says = row.get("Ship From Store").trim().to_lowercase();
    let sends = match says.as_str() {
        "" | "no" => false,
        "yes" => true,
        other => {
            let why = format_args!("{other:?} is neither yes nor no");
            report.issue(row.number, "Ship From Store", why, "no parcels leave there");
            false
        }
    };
    let minutes = number(row, report, "Parcel Minutes", PARCEL_MINUTES);
    let cost = match row.some("Parcel Cost").map(|text| Money::parse_decimal(text, CURRENCY)) {
        None => 0,
        Some(Ok(cost)) => u32::try_from(cost.minor).unwrap_or(u32::MAX),
        Some(Err(why)) => {
            report.issue(row.number, "Parcel Cost", why, "0 is taken");
            0
        }
    };
    let warehouse = row.get("Kind") == "warehouse" && row.some("Parcel Minutes").is_some();
    (sends || warehouse).then_some(Sending { minutes, cost_minor: cost })
}

/// `16:30`: from then on an order is worked on the next day.
fn cut_off(row: &Row, report: &mut Report) -> Option<u16> {
    let text = row.some("Cut-off")?;
    let minute = text.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute): (u16, u16) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    });
    if minute.is_none() {
        report.issue(row.number, "Cut-off", format_args!("{text:?} is not a time such as 16:30"), "there is none");
    }
    minute
}

fn email(row: &Row, report: &mut Report) -> Option<String> {
    match row.some("E-mail").map(Email::parse)? {
        Ok(email) => Some(email.into()),
        Err(why) => {
            report.issue(row.number, "E-mail", why, "the store has none");
            None
        }
    }
}

fn services(row: &Row, report: &mut Report) -> Vec<Service> {
    let mut services = Vec::new();
    for word in row.get("Services").split(';').map(str::trim).filter(|word| !word.is_empty()) {
        match Service::from_word(word) {
            Some(service) if !services.contains(&service) => services.push(service),
            Some(_) => {}
            None => report.issue(row.number, "Services", format_args!("{word:?} is not known"), "it is not shown"),
        }
    }
    services
}

/// `10:00-14:00;15:00-19:00` or `closed`; within a holiday the stretches are separated by commas.
fn ranges(row: &Row, report: &mut Report, column: &str, text: &str, separator: char) -> Vec<OpeningRange> {
    if matches!(text.trim(), "" | "closed") {
        return Vec::new();
    }
    let read: Result<Vec<OpeningRange>, _> = text.split(separator).map(OpeningRange::parse).collect();
    match read {
        Ok(mut ranges) => {
            ranges.sort_by_key(|range| range.opens());
            if ranges.windows(2).all(|pair| pair[0].closes() <= pair[1].opens()) {
                return ranges;
            }
            report.issue(row.number, column, format_args!("{text:?} overlaps itself"), "the day is closed");
        }
        Err(why) => report.issue(row.number, column, why, "the day is closed"),
    }
    Vec::new()
}

/// `2026-12-25 closed;2026-12-24 10:00-14:00`
fn holidays(row: &Row, report: &mut Report) -> Vec<SpecialDay> {
    let mut days: Vec<SpecialDay> = Vec::new();
    for text in row.get("Holidays").split(';').map(str::trim).filter(|text| !text.is_empty()) {
        let (date, hours) = text.split_once(' ').unwrap_or((text, "closed"));
        match date.parse() {
            Ok(date) => days.push(SpecialDay { date, ranges: ranges(row, report, "Holidays", hours, ',') }),
            Err(_) => {
                let why = format_args!("{date:?} is not a date such as 2026-12-25");
                report.issue(row.number, "Holidays", why, "that day is as any other");
            }
        }
    }
    days.sort_by_key(|day| day.date);
    days
}
