//! The whole bag at one store: "all at Mitte tomorrow, or 2 of 3 at Kreuzberg in 30 minutes".

use super::stock::Shelves;
use super::{Given, NEAR_METRES};
use crate::id::{LocationCode, Sku};
use jiff::Timestamp;

/// How many stores she is told of.
const STORES_MOST: usize = 5;

/// What one store could hand over at its counter, if the whole bag were collected there. Nothing of it is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreOffer {
    /// Which store.
    pub store: LocationCode,
    /// The lines it has all pieces of, by their place in the bag. Where two want the same pieces the earlier has them.
    pub lines: Vec<usize>,
    /// When they can be ready.
    pub ready: Timestamp,
    /// How far away it is, in metres: from where she is, else from the first store she asked for.
    pub metres: u32,
}

/// Stores near her, or near the first one she asked for, that offer pickup and have something of the bag: those with most lines first, of these the earliest, of these
/// the nearest. One that has no line more, is no earlier and no nearer than one before it is left out.
#[must_use]
pub fn whole_bag(given: &Given<'_>, stock: impl Fn(&Sku, &LocationCode) -> i64) -> Vec<StoreOffer> {
    let asked = given.wanted.iter().find_map(|line| line.receive.store());
    let asked = asked.and_then(|code| given.places.iter().find(|place| place.code == *code));
    // Without a place to start from, a store is as likely to be in another country.
    let Some(from) = given.near.or_else(|| asked.map(|place| place.position)) else { return Vec::new() };
    let (lines, mut shelves) = Shelves::open(given, &stock);
    let mut offers = Vec::new();
    for (index, place) in given.places.iter().enumerate() {
        let Some(ready) = place.ready.filter(|_| place.offers.pickup) else { continue };
        let far = from.metres_to(place.position);
        if far > NEAR_METRES {
            continue;
        }
        let mut had = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if shelves.fits(index, line) >= line.quantity {
                shelves.take(index, line, line.quantity);
                had.push(at);
            }
        }
        if !had.is_empty() {
            offers.push(StoreOffer { store: place.code.clone(), lines: had, ready, metres: far });
        }
    }
    // Stable: what is equal stays in the merchant's order.
    offers.sort_by_key(|it| (std::cmp::Reverse(it.lines.len()), it.ready, it.metres));
    let mut worth: Vec<StoreOffer> = Vec::new();
    for offer in offers {
        let is_beaten = |by: &StoreOffer| by.ready <= offer.ready && by.metres <= offer.metres;
        if worth.len() < STORES_MOST && !worth.iter().any(is_beaten) {
            worth.push(offer);
        }
    }
    worth
}
