//! One plan for a mixed bag: which pieces leave which place, how, and what cannot be had as asked.
//!
//! The parts: [`stock`] counts what is left while lines are placed, [`assign`] puts pieces into places, [`search`] finds
//! the places parcels leave from, [`why`] says why those, [`alternatives`] what else she could do. Prices of parcels and
//! tax are not the plan's business, nor is asking anybody for facts: the caller brings them.

mod alternatives;
mod assign;
mod search;
mod stock;
mod weights;
mod whole_bag;
mod why;

pub use alternatives::{Alternative, Instead, NEAR_METRES};
pub use weights::Weights;
pub use whole_bag::{StoreOffer, whole_bag};
pub use why::Why;

use crate::cart::Receive;
use crate::geo::Position;
use crate::id::{LocationCode, Sku};
use crate::money::Money;
use assign::Portion;
use jiff::Timestamp;
use search::Looks;
use serde::{Deserialize, Serialize};
use stock::{Line, Shelves};
use thiserror::Error;

/// A bag's line as the plan needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which variant.
    pub sku: Sku,
    /// What one piece is made of, each with its count: the variant itself once, or the components of a bundle. A piece
    /// is never divided: all of it leaves one place.
    pub parts: Vec<(Sku, u32)>,
    /// How many pieces, at least 1.
    pub quantity: u32,
    /// How it should reach her.
    pub receive: Receive,
    /// What one piece costs.
    pub price: Money,
}

impl Wanted {
    /// A line that is no bundle.
    #[must_use]
    pub fn plain(sku: Sku, quantity: u32, receive: Receive, price: Money) -> Self {
        Self { parts: vec![(sku.clone(), 1)], sku, quantity, receive, price }
    }
}

/// A place that holds stock, as facts of the moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Which place.
    pub code: LocationCode,
    /// Where its door is.
    pub position: Position,
    /// Which ways of receiving it offers.
    pub offers: Offers,
    /// When goods that are collected here can be ready; nothing when that is too far off to be named.
    pub ready: Option<Timestamp>,
    /// What a parcel from here means; nothing where none leave.
    pub sends: Option<Sends>,
    /// What is on its way here, soonest first; it is offered, never promised.
    pub incoming: Vec<Incoming>,
}

/// The ways of receiving that a store offers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Offers {
    /// At the counter.
    pub pickup: bool,
    /// At the kerb.
    pub curbside: bool,
    /// To be tried before they are paid for.
    pub reserve: bool,
}

/// What a parcel from a place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sends {
    /// The first and the last moment at which it is likely to arrive. The last one counts.
    pub arrives: (Timestamp, Timestamp),
    /// What one parcel from there costs the shop, in minor units of its currency, at least 0.
    pub cost_minor: i64,
}

/// Pieces of a variant on their way to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Which variant.
    pub sku: Sku,
    /// How many pieces.
    pub quantity: u32,
    /// When they can be handed over.
    pub at: Timestamp,
}

/// Everything a plan is made of, but the stock.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The bag's lines, in its order: where two want the same pieces, the earlier one has them.
    pub wanted: &'a [Wanted],
    /// The places. Where several are as good as each other the earlier one is taken.
    pub places: &'a [Place],
    /// Where she is, for distances; without it they are from the store a line asked for.
    pub near: Option<Position>,
    /// What waiting and parcels are worth.
    pub weights: Weights,
}

/// How a bag travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Pieces that leave one place together, ordered by their first line.
    pub groups: Vec<Group>,
    /// Lines that cannot be had as asked, in the bag's order. Every line is either here or wholly in the groups.
    pub refused: Vec<Refused>,
    /// Whether this is the best plan. `false` when looking for it was given up, see [`Weights::looks`]; it is then a
    /// good one that keeps every other promise.
    pub exact: bool,
}

/// Pieces that leave one place together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How they reach her.
    pub receive: Receive,
    /// Whose stock they are taken from.
    pub location: LocationCode,
    /// Which pieces, in the bag's order. A line that is sent can have parts in several groups.
    pub parts: Vec<Part>,
    /// What they cost, without bringing them.
    pub goods: Money,
    /// Whether they are paid with the order. What is reserved to be tried is paid at the counter, for what she keeps.
    pub due_now: bool,
    /// Why they come from there.
    pub why: Why,
}

/// Pieces of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The line, by its place in the bag.
    pub line: usize,
    /// How many of its pieces.
    pub quantity: u32,
}

/// A line that cannot be had as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line, by its place in the bag.
    pub line: usize,
    /// Why.
    pub problem: PlanProblem,
    /// What she could do instead, the best first.
    pub alternatives: Vec<Alternative>,
}

/// Why a line cannot be had as asked.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanProblem {
    /// There are fewer than wanted.
    #[error("{left} of {sku} are left, {wanted} are wanted")]
    OutOfStock {
        /// Which variant.
        sku: Sku,
        /// The store; nothing when every place that sends parcels was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        location: Option<LocationCode>,
        /// How many the line wants.
        wanted: u32,
        /// How many she may still order, zero to fewer than `wanted`: lines before it in the bag have taken theirs.
        left: u32,
    },
    /// The place is not a store, is unknown, or does not offer this way of receiving; or no place sends parcels.
    #[error("{sku} cannot be received this way")]
    NotOffered {
        /// Which variant.
        sku: Sku,
        /// The store; nothing for a parcel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        location: Option<LocationCode>,
    },
}

impl Offers {
    /// Whether this way is among them; parcels are not a store's offer.
    #[must_use]
    pub fn include(self, receive: &Receive) -> bool {
        match receive {
            Receive::Ship => false,
            Receive::PickUp { .. } => self.pickup,
            Receive::Curbside { .. } => self.curbside,
            Receive::Reserve { .. } => self.reserve,
        }
    }
}

/// Plans a bag: each line is placed with all its pieces, or refused with a reason; nothing is rerouted silently.
///
/// `stock` says how many of a variant a place can promise. Components of bundles and lines of one variant are counted
/// together, so that two lines cannot both take the last piece (medusa#16502). Collected lines take their store's
/// stock first, then what is sent is spread over as few places as hold it, of those the ones whose last parcel arrives
/// earliest, of those the cheapest; [`Weights`] can say otherwise. A line that is sent is split over parcels only
/// where no chosen place has all of it, or a bundle's components leave no other way.
///
/// # Panics
/// When a bag's prices are of two currencies, which the catalogue's import rules out.
pub fn plan(given: &Given<'_>, stock: impl Fn(&Sku, &LocationCode) -> i64) -> Plan {
    let (lines, mut shelves) = Shelves::open(given, &stock);
    let mut refused = Vec::new();
    let mut portions = collected(given, &lines, &mut shelves, &mut refused);
    let (sent, exact) = sent(given, &lines, &mut shelves, &mut refused);
    portions.extend(sent.portions);
    refused.sort_by_key(|it| it.line);
    let groups = groups(given, &portions, &sent.why);
    for refusal in &mut refused {
        refusal.alternatives = alternatives::of(given, &lines, &mut shelves, refusal);
    }
    Plan { groups, refused, exact }
}

/// What is collected, each line at its own store; nothing when it cannot be.
fn collected(given: &Given<'_>, lines: &[Line], shelves: &mut Shelves<'_>, refused: &mut Vec<Refused>) -> Vec<Portion> {
    let mut portions = Vec::new();
    for (index, wanted) in given.wanted.iter().enumerate() {
        let Some(store) = wanted.receive.store() else { continue };
        let place = given.places.iter().position(|place| place.code == *store);
        let Some(place) = place.filter(|place| given.places[*place].offers.include(&wanted.receive)) else {
            refused.push(Refused::because(index, not_offered(wanted)));
            continue;
        };
        let left = shelves.fits(place, &lines[index]);
        if left < wanted.quantity {
            refused.push(Refused::because(index, out_of_stock(wanted, left)));
            continue;
        }
        shelves.take(place, &lines[index], wanted.quantity);
        portions.push(Portion { line: index, place, pieces: wanted.quantity });
    }
    portions
}

/// What is sent, and why each of its places.
struct Sent {
    portions: Vec<Portion>,
    why: Vec<(usize, Why)>,
}

fn sent(given: &Given<'_>, lines: &[Line], shelves: &mut Shelves<'_>, refused: &mut Vec<Refused>) -> (Sent, bool) {
    let wanted: Vec<usize> = (0..lines.len()).filter(|line| given.wanted[*line].receive == Receive::Ship).collect();
    let places: Vec<usize> = (0..given.places.len()).filter(|place| given.places[*place].sends.is_some()).collect();
    if wanted.is_empty() {
        return (Sent { portions: Vec::new(), why: Vec::new() }, true);
    }
    let mut looks = Looks::new(given.weights.looks);
    let accepted = assign::accept(lines, &wanted, &places, shelves, &mut looks);
    for (line, left) in accepted.refused {
        let wanted = &given.wanted[line];
        let problem = if places.is_empty() { not_offered(wanted) } else { out_of_stock(wanted, left) };
        refused.push(Refused::because(line, problem));
    }
    let before = shelves.clone();
    let chosen = search::places(given, lines, &accepted.lines, &places, shelves, &mut looks);
    let placed = chosen.and_then(|chosen| assign::settle(lines, &accepted.lines, &chosen, shelves, &mut looks));
    let portions = placed.unwrap_or_else(|| {
        // Nobody finished looking: the way that showed that it can be done at all.
        shelves.take_all(lines, &accepted.witness);
        accepted.witness
    });
    let why = why::of_parcels(given, lines, &portions, &places, &before);
    (Sent { portions, why }, !looks.are_spent())
}

fn groups(given: &Given<'_>, portions: &[Portion], why: &[(usize, Why)]) -> Vec<Group> {
    let mut portions: Vec<&Portion> = portions.iter().collect();
    portions.sort_by_key(|it| (it.line, it.place));
    let mut groups: Vec<Group> = Vec::new();
    for Portion { line, place, pieces } in portions {
        let Wanted { receive, price, .. } = &given.wanted[*line];
        let location = &given.places[*place].code;
        let goods = price.checked_mul(i64::from(*pieces)).expect("99 pieces of anything fit");
        let part = Part { line: *line, quantity: *pieces };
        match groups.iter_mut().find(|group| group.receive == *receive && group.location == *location) {
            Some(group) => {
                group.parts.push(part);
                group.goods = group.goods.checked_add(goods).expect("a bag has one currency");
            }
            None => {
                let why = why.iter().find(|(source, _)| *receive == Receive::Ship && source == place);
                groups.push(Group {
                    receive: receive.clone(),
                    location: location.clone(),
                    parts: vec![part],
                    goods,
                    due_now: !matches!(receive, Receive::Reserve { .. }),
                    why: why.map_or(Why::Asked, |(_, why)| *why),
                });
            }
        }
    }
    groups
}

impl Refused {
    fn because(line: usize, problem: PlanProblem) -> Self {
        Self { line, problem, alternatives: Vec::new() }
    }
}

fn not_offered(wanted: &Wanted) -> PlanProblem {
    PlanProblem::NotOffered { sku: wanted.sku.clone(), location: wanted.receive.store().cloned() }
}

fn out_of_stock(wanted: &Wanted, left: u32) -> PlanProblem {
    let location = wanted.receive.store().cloned();
    PlanProblem::OutOfStock { sku: wanted.sku.clone(), location, wanted: wanted.quantity, left }
}
