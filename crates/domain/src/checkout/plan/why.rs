//! Why a parcel leaves the place it leaves, so that the shopper can be told.

use super::Given;
use super::assign::Portion;
use super::stock::{Line, Shelves};
use serde::{Deserialize, Serialize};

/// Why pieces come from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// She asked for this store.
    Asked,
    /// Without this place there would not be enough of something.
    OnlySource,
    /// From elsewhere it would be more parcels.
    FewestParcels,
    /// From every other place that could stand in it would arrive later.
    Earliest,
    /// Other places would be as early, but dearer.
    Cheapest,
    /// Another place would do as well.
    AsGood,
}

/// The reason of each place that parcels leave from. `before` is what there was before they were taken.
pub(super) fn of_parcels(
    given: &Given<'_>,
    lines: &[Line],
    portions: &[Portion],
    senders: &[usize],
    before: &Shelves<'_>,
) -> Vec<(usize, Why)> {
    let mut sources: Vec<usize> = portions.iter().map(|it| it.place).collect();
    sources.sort_unstable();
    sources.dedup();
    let why = |source: &usize| (*source, of_one(given, lines, portions, senders, before, &sources, *source));
    sources.iter().map(why).collect()
}

fn of_one(
    given: &Given<'_>,
    lines: &[Line],
    portions: &[Portion],
    senders: &[usize],
    before: &Shelves<'_>,
    sources: &[usize],
    source: usize,
) -> Why {
    let from_here = || portions.iter().filter(|it| it.place == source);
    let elsewhere = |line: usize| {
        let others = senders.iter().filter(|place| **place != source);
        others.map(|place| u64::from(before.has(*place, &lines[line]))).sum::<u64>()
    };
    if from_here().any(|it| elsewhere(it.line) < u64::from(lines[it.line].quantity)) {
        return Why::OnlySource;
    }
    let mut given_here = vec![0_u32; before.variants()];
    for it in from_here() {
        for (variant, count) in &lines[it.line].parts {
            given_here[*variant] += count * it.pieces;
        }
    }
    let stands_in = |place: &&usize| {
        !sources.contains(place) && before.at(**place).iter().zip(&given_here).all(|(left, given)| left >= given)
    };
    let sends = |place: usize| given.places[place].sends.map(|it| (it.arrives.1, it.cost_minor));
    let Some((arrives, cost)) = sends(source) else { return Why::AsGood };
    let others: Vec<_> = senders.iter().filter(stands_in).filter_map(|place| sends(*place)).collect();
    if others.is_empty() {
        Why::FewestParcels
    } else if others.iter().all(|other| other.0 > arrives) {
        Why::Earliest
    } else if others.iter().filter(|other| other.0 <= arrives).all(|other| other.1 > cost) {
        Why::Cheapest
    } else {
        Why::AsGood
    }
}
