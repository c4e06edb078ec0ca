//! Laws of the shared words, for any input: splitting money, quantities, distances, slots.

use domain::checkout::slots;
use domain::geo::Position;
use domain::id::LocationCode;
use domain::money::{Currency, Money};
use domain::stores::{Hours, Location, LocationKind, OpeningRange, StreetAddress};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn code(text: &str) -> LocationCode {
    LocationCode::parse(text).expect("test codes are valid")
}

fn store(week: [Vec<OpeningRange>; 7], lead_minutes: u32) -> Location {
    Location {
        code: code("mitte"),
        name: "Mitte".to_owned(),
        kind: LocationKind::Store,
        address: StreetAddress {
            street: "Torstraße 1".to_owned(),
            postal_code: "10119".to_owned(),
            city: "Berlin".to_owned(),
            country: "DE".to_owned(),
        },
        position: Position::new(52.53, 13.4).expect("on the globe"),
        time_zone: "Europe/Berlin".to_owned(),
        phone: None,
        email: None,
        services: vec![],
        hours: Hours { week, special: vec![] },
        directions: None,
        lead_minutes,
        slot_capacity: 4,
        hold_minutes: None,
        curbside_capacity: None,
        sends: None,
        cut_off_minute: None,
        minutes_per_order: 0,
    }
}

proptest! {
    #[test]
    fn splitting_an_amount_loses_no_cent(minor in any::<i64>(), weights in prop::collection::vec(any::<u32>(), 1..12)) {
        let parts = eur(minor).allocate(&weights);
        let sum: i128 = parts.iter().map(|part| i128::from(part.minor)).sum();
        prop_assert_eq!(sum, i128::from(minor));
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert!(parts.iter().all(|part| part.minor.signum() * minor.signum() >= 0), "no part changes its sign");
    }

    #[test]
    fn decimal_text_and_plain_form_agree(minor in 0..i64::MAX / 2) {
        let text = eur(minor).to_string();
        let amount = text.strip_suffix(" EUR").expect("the plain form ends in the code");
        prop_assert_eq!(Money::parse_decimal(amount, Currency::Eur), Ok(eur(minor)));
    }

    #[test]
    fn distance_is_the_same_both_ways(a in -90.0..90.0_f64, b in -180.0..180.0_f64, c in -90.0..90.0_f64, d in -180.0..180.0_f64) {
        let (here, there) = (Position::new(a, b).expect("on the globe"), Position::new(c, d).expect("on the globe"));
        prop_assert_eq!(here.metres_to(there), there.metres_to(here));
        prop_assert!(here.metres_to(there) <= 20_016_000, "half the Earth's girth");
        prop_assert!(here.bearing_to(there) < 360);
    }

    #[test]
    fn a_slot_lies_within_opening_hours_and_never_before_the_order_can_be_ready(
        opens in 0..22_u8, length in 1..12_u8, lead in 0..600_u32, hours_from_start in 0..8_760_i64,
    ) {
        let closes = (opens + length).min(24);
        let range = OpeningRange::parse(&format!("{opens:02}:00-{closes:02}:00")).expect("opens before it closes");
        let store = store(std::array::from_fn(|_| vec![range]), lead);
        let zone = TimeZone::get("Europe/Berlin").expect("bundled");
        let now = Timestamp::from_second(1_767_225_600 + hours_from_start * 3600).expect("2026");
        let ready = store.ready_by(now, &zone, 0).expect("open every day");
        for slot in slots(&store, &zone, now, 0) {
            prop_assert!(slot.ends > ready && slot.starts < slot.ends);
            let (start, end) = (slot.starts.to_zoned(zone.clone()), slot.ends.to_zoned(zone.clone()));
            // On the two days a year when clocks change, a stretch is an hour longer or shorter; its ends still hold.
            prop_assert!(start.time() >= range.opens());
            prop_assert!(end.time() <= range.closes());
        }
    }
}
