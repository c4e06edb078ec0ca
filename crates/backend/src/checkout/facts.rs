//! What the plan is told of the shop's places: the facts of this moment, from memory.

use api::time::StoreTime;
use domain::{
    cart::Receive,
    checkout::{Offers, Place as Facts, Sends, parcel_days},
    geo::Position,
    id::LocationCode,
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use crate::{app::App, stores::Place};

/// Between these hours, on the clock of the place they leave, parcels are brought.
const BROUGHT: (i8, i8) = (8, 20);
/// How many stores around her are looked at for alternatives.
const AROUND: usize = 40;

/// The places a bag's plan looks at: all that send, the stores its lines ask for, and the nearest others.
pub(super) fn facts(app: &App, asked: &[&Receive], near: Option<Position>) -> Vec<Facts> {
    let (now, locations) = (app.clock.now(), app.locations());
    let stores: Vec<&LocationCode> = asked.iter().filter_map(|receive| receive.store()).collect();
    let first = stores.first().and_then(|code| locations.store(code));
    let around = near.or_else(|| first.map(|place| place.location.position));
    let mut others: Vec<(u32, usize)> = Vec::new();
    let mut chosen: Vec<usize> = Vec::new();
    for (index, place) in locations.all().iter().enumerate() {
        if place.sends() || stores.contains(&place.code()) {
            chosen.push(index);
        } else {
            others.push((around.map_or(0, |point| point.metres_to(place.location.position)), index));
        }
    }
    others.sort_unstable();
    chosen.extend(others.into_iter().take(AROUND).map(|(_, index)| index));
    // Warehouses first: of two places that are as good as each other, a parcel leaves the one that is made for it.
    chosen.sort_unstable_by_key(|index| (locations.all()[*index].is_store(), *index));
    chosen.into_iter().map(|index| fact(app, &locations.all()[index], now)).collect()
}

fn fact(app: &App, place: &Place, now: Timestamp) -> Facts {
    let offers = |receive: fn(LocationCode) -> Receive| place.location.hands_over(&receive(place.code().clone()));
    let arrives = if sends(place) { arrives(place, now) } else { None };
    Facts {
        code: place.code().clone(),
        position: place.location.position,
        offers: Offers {
            pickup: offers(|store| Receive::PickUp { store }),
            curbside: offers(|store| Receive::Curbside { store }),
            reserve: offers(|store| Receive::Reserve { store }),
        },
        ready: place.ready_by(now).map(|time| time.at),
        sends: arrives.map(|(first, last)| Sends {
            arrives: (first.at, last.at),
            cost_minor: app.config.shipping.rate().parcel.minor,
        }),
        incoming: Vec::new(),
    }
}

/// The first and last likely moment of a parcel that is ordered now.
pub(super) fn arrives(place: &Place, now: Timestamp) -> Option<(StoreTime, StoreTime)> {
    let leaves = place.location.ready_by(now, &place.zone).unwrap_or(now);
    let (first, last) = parcel_days(leaves.to_zoned(place.zone.clone()).date());
    let at = |date: Date, hour| {
        let moment = place.zone.to_timestamp(date.to_datetime(Time::constant(hour, 0, 0, 0))).ok()?;
        Some(place.time(moment, now))
    };
    Some((at(first, BROUGHT.0)?, at(last, BROUGHT.1)?))
}
