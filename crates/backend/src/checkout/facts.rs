//! What the plan is told of the shop's places: the facts of this moment, from memory.

use api::time::StoreTime;
use domain::{
    cart::Receive,
    checkout::{Offers, Place as Facts, Sends, ShippingMethod, parcel_days},
    geo::Position,
    id::LocationCode,
    tax::Destination,
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use crate::{
    app::App,
    stores::{Locations, Place},
};

/// Between these hours, on the clock of the place they leave, parcels are brought.
const BROUGHT: (i8, i8) = (8, 20);
/// How many stores around her are looked at for alternatives.
const AROUND: usize = 40;
/// The country of a shop that has no places yet.
const NOWHERE: &str = "DE";

/// The places a bag's plan looks at: all that send, the stores its lines ask for, and the nearest others. Parcels travel
/// by `method`; without one none are sent.
pub(super) fn facts(
    app: &App,
    asked: &[&Receive],
    near: Option<Position>,
    method: Option<&ShippingMethod>,
) -> Vec<Facts> {
    let (now, locations) = (app.clock.now(), app.locations());
    let stores: Vec<&LocationCode> = asked.iter().filter_map(|receive| receive.store()).collect();
    let around = near.or_else(|| first_asked(&locations, asked).map(|place| place.location.position));
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
    chosen.into_iter().map(|index| fact(&locations.all()[index], method, now)).collect()
}

/// The first store that a bag's lines ask for.
pub(super) fn first_asked<'l>(locations: &'l Locations, asked: &[&Receive]) -> Option<&'l Place> {
    asked.iter().find_map(|receive| locations.store(receive.store()?))
}

/// Where a shopper is believed to live who has not said: in the country parcels leave from.
pub(super) fn home(locations: &Locations) -> Destination {
    let place = locations.warehouse().or_else(|| locations.all().first());
    let country = place.map_or_else(|| NOWHERE.to_owned(), |place| place.location.address.country.clone());
    Destination { country, postal_code: String::new() }
}

/// Where goods change hands that are collected at a place.
pub(super) fn counter(place: &Place) -> Destination {
    let address = &place.location.address;
    Destination { country: address.country.clone(), postal_code: address.postal_code.clone() }
}

fn fact(place: &Place, method: Option<&ShippingMethod>, now: Timestamp) -> Facts {
    let offers = |receive: fn(LocationCode) -> Receive| place.location.hands_over(&receive(place.code().clone()));
    let sends = || {
        let (sending, (first, last)) = (place.location.sending()?, arrives(place, method?.days, now)?);
        Some(Sends { arrives: (first.at, last.at), cost_minor: i64::from(sending.cost_minor) })
    };
    Facts {
        code: place.code().clone(),
        position: place.location.position,
        offers: Offers {
            pickup: offers(|store| Receive::PickUp { store }),
            curbside: offers(|store| Receive::Curbside { store }),
            reserve: offers(|store| Receive::Reserve { store }),
        },
        ready: place.location.ready_by(now, &place.zone, place.waiting()),
        sends: sends(),
        incoming: Vec::new(),
    }
}

/// The first and last likely moment of a parcel that is ordered now and takes so many days.
pub fn arrives(place: &Place, days: (u32, u32), now: Timestamp) -> Option<(StoreTime, StoreTime)> {
    // A place that is closed for weeks sends late, but it sends: its door is not what its parcels wait for.
    let leaves = place.location.leaves_by(now, &place.zone, place.waiting()).unwrap_or(now);
    let (first, last) = parcel_days(leaves.to_zoned(place.zone.clone()).date(), days);
    let at = |date: Date, hour| {
        let moment = place.zone.to_timestamp(date.to_datetime(Time::constant(hour, 0, 0, 0))).ok()?;
        Some(place.time(moment, now))
    };
    Some((at(first, BROUGHT.0)?, at(last, BROUGHT.1)?))
}
