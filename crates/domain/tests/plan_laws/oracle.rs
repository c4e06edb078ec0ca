//! What the best plan is, found by trying every one. Written to be obviously right, not to be fast.

use crate::bags::Case;
use domain::cart::Receive;
use domain::checkout::Place;
use domain::id::LocationCode;

/// The truth about a case.
pub(crate) struct Truth {
    /// Lines that can be had, each together with those before it.
    pub(crate) accepted: Vec<usize>,
    /// What the parcels of the best plan weigh.
    pub(crate) burden: i128,
}

/// Pieces of lines at places: `pieces[line][place]`.
type Pieces = Vec<Vec<u32>>;

pub(crate) fn best(case: &Case) -> Truth {
    let mut base: Pieces = vec![vec![0; case.places.len()]; case.wanted.len()];
    let mut accepted = Vec::new();
    for (line, wanted) in case.wanted.iter().enumerate() {
        let Some(store) = wanted.receive.store() else { continue };
        let place = case.places.iter().position(|it| it.code == *store && it.offers.include(&wanted.receive));
        let Some(place) = place else { continue };
        base[line][place] = wanted.quantity;
        if is_there(case, &base) {
            accepted.push(line);
        } else {
            base[line][place] = 0;
        }
    }
    let mut sent = Vec::new();
    for (line, wanted) in case.wanted.iter().enumerate() {
        if wanted.receive != Receive::Ship {
            continue;
        }
        sent.push(line);
        let mut possible = false;
        every_way(case, &sent, &mut base.clone(), &mut |_| possible = true);
        if possible {
            accepted.push(line);
        } else {
            sent.pop();
        }
    }
    accepted.sort_unstable();
    let mut least = None;
    every_way(case, &sent, &mut base.clone(), &mut |pieces| {
        let used = (0..case.places.len()).filter(|place| sent.iter().any(|line| pieces[*line][*place] > 0));
        let burden = burden(case, &used.map(|place| case.places[place].code.clone()).collect::<Vec<_>>());
        least = Some(least.map_or(burden, |least: i128| least.min(burden)));
    });
    Truth { accepted, burden: least.expect("nothing at all can always be sent") }
}

/// What parcels from these places weigh: each parcel in hours, the wait for the last one in hours, all of it in money.
pub(crate) fn burden(case: &Case, sources: &[LocationCode]) -> i128 {
    let sends = |place: &&Place| sources.contains(&place.code);
    let sends: Vec<_> = case.places.iter().filter(sends).map(|it| it.sends.expect("it sends")).collect();
    let Some(last) = sends.iter().map(|it| it.arrives.1.as_second()).max() else { return 0 };
    let cost: i64 = sends.iter().map(|it| it.cost_minor).sum();
    // Moments are whole hours, so this is exact.
    let hours = i128::from(last / 3600) + i128::from(case.weights.parcel_hours) * sends.len() as i128;
    i128::from(cost) + i128::from(case.weights.hour_minor) * hours
}

/// Calls `see` with every way in which all pieces of some lines can be had from places that send.
fn every_way(case: &Case, lines: &[usize], pieces: &mut Pieces, see: &mut impl FnMut(&Pieces)) {
    let Some((line, others)) = lines.split_first() else {
        if is_there(case, pieces) {
            see(pieces);
        }
        return;
    };
    spread(case, *line, 0, case.wanted[*line].quantity, pieces, &mut |pieces| {
        every_way(case, others, pieces, &mut *see);
    });
}

fn spread(case: &Case, line: usize, place: usize, left: u32, pieces: &mut Pieces, see: &mut dyn FnMut(&mut Pieces)) {
    if place == case.places.len() {
        if left == 0 {
            see(pieces);
        }
        return;
    }
    let most = if case.places[place].sends.is_some() { left } else { 0 };
    for here in 0..=most {
        pieces[line][place] += here;
        spread(case, line, place + 1, left - here, pieces, see);
        pieces[line][place] -= here;
    }
}

/// Whether every place has what it is to give.
fn is_there(case: &Case, pieces: &Pieces) -> bool {
    (0..case.places.len()).all(|place| {
        let variants = case.stock[place].len();
        (0..variants).all(|variant| {
            let sku = crate::bags::variant(variant);
            let needed: i64 = case
                .wanted
                .iter()
                .zip(pieces)
                .flat_map(|(wanted, pieces)| wanted.parts.iter().map(move |part| (part, pieces[place])))
                .filter(|((part, _), _)| *part == sku)
                .map(|((_, count), pieces)| i64::from(*count) * i64::from(pieces))
                .sum();
            needed <= case.stock(&sku, &case.places[place].code)
        })
    })
}
