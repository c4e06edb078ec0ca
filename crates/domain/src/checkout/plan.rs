//! Which lines travel together, and which cannot be had as asked.

use crate::cart::Receive;
use crate::id::{LocationCode, Sku};
use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// A bag's line as the plan needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which variant.
    pub sku: Sku,
    /// How many.
    pub quantity: u32,
    /// How it should reach her.
    pub receive: Receive,
    /// What one costs.
    pub price: Money,
}

/// Lines that leave one place together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How they reach her.
    pub receive: Receive,
    /// Whose stock they are taken from.
    pub location: LocationCode,
    /// Which lines, by their place in the bag.
    pub lines: Vec<usize>,
    /// The goods, without shipping.
    pub goods: Money,
    /// What bringing them costs.
    pub shipping: Money,
}

/// Why a line cannot be had as asked.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanProblem {
    /// The place has fewer than wanted.
    #[error("{location} has {left} of {sku}, {wanted} are wanted")]
    OutOfStock {
        /// Which variant.
        sku: Sku,
        /// Where it was looked for.
        location: LocationCode,
        /// How many are wanted there, over all lines.
        wanted: u32,
        /// How many she may still order, zero to `wanted`.
        left: u32,
    },
    /// The place is not a store, is unknown, or does not offer this way of receiving.
    #[error("{location} does not offer this way of receiving")]
    NotOffered {
        /// Which variant.
        sku: Sku,
        /// The place.
        location: LocationCode,
    },
}

/// Flat cost of a parcel and the value from which it is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippingRate {
    /// What one parcel costs.
    pub parcel: Money,
    /// From this value of goods on it costs nothing.
    pub free_from: Money,
}

/// Groups `wanted` by way of receiving and place, parcels from `warehouse`, in the order the bag has them.
///
/// `available` says how many of a variant a place can promise; lines of one variant at one place are counted
/// together, so that two lines cannot both take the last piece (vendure#4030, medusa#16502). `offered` says whether
/// a place hands over that way at all.
///
/// # Errors
/// Every line that cannot be had, in the bag's order; nothing is rerouted silently.
///
/// # Panics
/// When a bag's prices are of two currencies, which the catalogue's import rules out.
pub fn plan(
    wanted: &[Wanted],
    warehouse: &LocationCode,
    rate: ShippingRate,
    offered: impl Fn(&Receive) -> bool,
    available: impl Fn(&Sku, &LocationCode) -> i64,
) -> Result<Vec<Group>, Vec<PlanProblem>> {
    let place = |line: &Wanted| line.receive.store().unwrap_or(warehouse).clone();
    let mut sums: BTreeMap<(Sku, LocationCode), u32> = BTreeMap::new();
    for line in wanted {
        *sums.entry((line.sku.clone(), place(line))).or_default() += line.quantity;
    }
    let mut problems = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let currency = rate.parcel.currency;
    for (index, line) in wanted.iter().enumerate() {
        let location = place(line);
        if !offered(&line.receive) {
            problems.push(PlanProblem::NotOffered { sku: line.sku.clone(), location });
            continue;
        }
        let sum = sums[&(line.sku.clone(), location.clone())];
        let left = available(&line.sku, &location).clamp(0, i64::from(sum));
        let left = u32::try_from(left).expect("clamped to a small count");
        if left < sum {
            problems.push(PlanProblem::OutOfStock { sku: line.sku.clone(), location, wanted: sum, left });
            continue;
        }
        let goods = line.price.checked_mul(i64::from(line.quantity)).expect("99 pieces of anything fit");
        match groups.iter_mut().find(|group| group.receive == line.receive) {
            Some(group) => {
                group.lines.push(index);
                group.goods = group.goods.checked_add(goods).expect("a bag has one currency");
            }
            None => groups.push(Group {
                receive: line.receive.clone(),
                location,
                lines: vec![index],
                goods,
                shipping: Money::zero(currency),
            }),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    for group in groups.iter_mut().filter(|group| group.receive == Receive::Ship) {
        group.shipping = if group.goods.minor >= rate.free_from.minor { Money::zero(currency) } else { rate.parcel };
    }
    Ok(groups)
}

/// What all groups cost together, goods and shipping.
///
/// # Errors
/// As [`Money::sum`].
pub fn total(groups: &[Group], currency: Currency) -> Result<Money, MoneyError> {
    Money::sum(groups.iter().flat_map(|group| [group.goods, group.shipping]), currency)
}
