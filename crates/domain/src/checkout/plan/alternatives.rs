//! What she could do about a line that cannot be had as asked.

use super::stock::{Line, Shelves};
use super::{Given, Place, Refused};
use crate::cart::Receive;
use crate::id::LocationCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How many other stores one line is offered at.
const STORES_MOST: usize = 3;

/// How far away a store may be that she is told of, where it is known from where: an hour's drive.
pub const NEAR_METRES: u32 = 100_000;

/// One thing she could do about a line. Nothing of it is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// What it is.
    pub instead: Instead,
    /// How the pieces would reach her.
    pub receive: Receive,
    /// How many pieces, from 1 to what the line wants.
    pub quantity: u32,
    /// When she would have them: ready at the store, or the last likely moment of the last parcel.
    pub at: Option<Timestamp>,
    /// How far away the store is, in metres.
    pub metres: Option<u32>,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    /// Fewer pieces, the way she asked for.
    Fewer,
    /// Collected at another store.
    Elsewhere,
    /// Sent.
    Sent,
    /// At the same store, when what is on its way has arrived.
    Later,
}

/// What she could do about a refused line with what the plan leaves, all pieces before fewer, soon before late, near before far.
pub(super) fn of(given: &Given<'_>, lines: &[Line], shelves: &mut Shelves<'_>, refused: &Refused) -> Vec<Alternative> {
    let (wanted, line) = (&given.wanted[refused.line], &lines[refused.line]);
    let asked = wanted.receive.store().and_then(|code| given.places.iter().position(|place| place.code == *code));
    let offered = |place: &usize| given.places[*place].offers.include(&wanted.receive);
    let mut found = elsewhere(given, line, shelves, &wanted.receive, asked);
    found.extend(if wanted.receive == Receive::Ship { None } else { sent(given, line, shelves) });
    if let Some(place) = asked.filter(offered) {
        found.extend(later(&given.places[place], line, shelves, place, &wanted.receive));
    }
    found.extend(fewer(given, line, shelves, &wanted.receive, asked.filter(offered)));
    found.sort_by_key(|it| (std::cmp::Reverse(it.quantity), it.at.is_none(), it.at, it.metres));
    found
}

/// The nearest stores that have all of it, the way she asked for; what was to be sent is offered at the counter.
fn elsewhere(
    given: &Given<'_>,
    line: &Line,
    shelves: &mut Shelves<'_>,
    receive: &Receive,
    asked: Option<usize>,
) -> Vec<Alternative> {
    let from = given.near.or_else(|| asked.map(|place| given.places[place].position));
    let mut stores: Vec<(Option<u32>, usize)> = (0..given.places.len())
        .filter(|place| Some(*place) != asked)
        .filter(|place| given.places[*place].ready.is_some())
        .filter(|place| given.places[*place].offers.include(&at(receive, &given.places[*place].code)))
        .filter(|place| shelves.fits(*place, line) >= line.quantity)
        .map(|place| (from.map(|from| from.metres_to(given.places[place].position)), place))
        .filter(|(metres, _)| metres.is_none_or(|metres| metres <= NEAR_METRES))
        .collect();
    stores.sort_unstable();
    stores.truncate(STORES_MOST);
    let alternative = |(metres, place): (Option<u32>, usize)| Alternative {
        instead: Instead::Elsewhere,
        receive: at(receive, &given.places[place].code),
        quantity: line.quantity,
        at: given.places[place].ready,
        metres,
    };
    stores.into_iter().map(alternative).collect()
}

/// All of it in parcels: in one if there is one, the earliest; else from the earliest places until there is enough.
fn sent(given: &Given<'_>, line: &Line, shelves: &mut Shelves<'_>) -> Option<Alternative> {
    let mut senders: Vec<(Timestamp, u32)> = (0..given.places.len())
        .filter_map(|place| Some((given.places[place].sends?.arrives.1, shelves.fits(place, line))))
        .filter(|(_, pieces)| *pieces > 0)
        .collect();
    senders.sort_unstable();
    let whole = senders.iter().find(|(_, pieces)| *pieces >= line.quantity).map(|(at, _)| *at);
    let mut sum = 0_u32;
    let split = senders.iter().find(|(_, pieces)| {
        sum = sum.saturating_add(*pieces);
        sum >= line.quantity
    });
    let at = whole.or(split.map(|(at, _)| *at))?;
    let (quantity, receive) = (line.quantity, Receive::Ship);
    Some(Alternative { instead: Instead::Sent, receive, quantity, at: Some(at), metres: None })
}

/// All of it at the same store, once enough of every part has come in.
fn later(
    place: &Place,
    line: &Line,
    shelves: &mut Shelves<'_>,
    index: usize,
    receive: &Receive,
) -> Option<Alternative> {
    shelves.fits(index, line);
    let when_enough = |(variant, count): &(usize, u32)| {
        let wanted = u64::from(*count) * u64::from(line.quantity);
        let mut sum = u64::from(shelves.at(index)[*variant]);
        if sum >= wanted {
            return place.ready;
        }
        let arriving = place.incoming.iter().filter(|it| it.sku == *shelves.sku(*variant));
        let mut arriving: Vec<_> = arriving.map(|it| (it.at, it.quantity)).collect();
        arriving.sort_unstable();
        let enough = arriving.into_iter().find(|(_, quantity)| {
            sum += u64::from(*quantity);
            sum >= wanted
        });
        enough.map(|(at, _)| at)
    };
    let at = line.parts.iter().map(when_enough).collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let (quantity, receive) = (line.quantity, receive.clone());
    Some(Alternative { instead: Instead::Later, receive, quantity, at: Some(at), metres: None })
}

/// As many as there are, the way she asked for.
fn fewer(
    given: &Given<'_>,
    line: &Line,
    shelves: &mut Shelves<'_>,
    receive: &Receive,
    asked: Option<usize>,
) -> Option<Alternative> {
    let (quantity, at) = match (receive, asked) {
        (Receive::Ship, _) => {
            let senders = (0..given.places.len()).filter_map(|place| Some((place, given.places[place].sends?)));
            let senders: Vec<_> = senders.map(|(place, sends)| (shelves.fits(place, line), sends.arrives.1)).collect();
            let giving = senders.iter().filter(|(pieces, _)| *pieces > 0);
            (giving.clone().fold(0_u32, |sum, it| sum.saturating_add(it.0)), giving.map(|it| it.1).max())
        }
        (_, Some(place)) => (shelves.fits(place, line), given.places[place].ready),
        (_, None) => (0, None),
    };
    let quantity = quantity.min(line.quantity.saturating_sub(1));
    let receive = receive.clone();
    (quantity > 0).then_some(Alternative { instead: Instead::Fewer, receive, quantity, at, metres: None })
}

/// The same way of receiving at another store; at the counter for what was to be sent.
fn at(receive: &Receive, store: &LocationCode) -> Receive {
    let store = store.clone();
    match receive {
        Receive::Ship | Receive::PickUp { .. } => Receive::PickUp { store },
        Receive::Curbside { .. } => Receive::Curbside { store },
        Receive::Reserve { .. } => Receive::Reserve { store },
    }
}
