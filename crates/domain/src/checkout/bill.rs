//! What a planned bag costs: goods, adjustments, bringing, tax, and how much of it is due with the order.

use super::plan::{Group, Wanted};
use crate::money::{Currency, Money, MoneyError};
use crate::tax::{Market, TaxLine, Taxed, taxes, weight};

/// A change of what some lines cost, with its reason: what promotions will add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Why, in the words the shopper is told.
    pub reason: String,
    /// By how much, negative for less. It never takes more than the lines cost.
    pub amount: Money,
    /// Which lines, by their place in the bag. It is split over those of their pieces that can be had, by their price.
    pub lines: Vec<usize>,
}

/// The rates of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRates {
    /// How prices are written where it changes hands.
    pub market: Market,
    /// The rate of each of its parts, in basis points.
    pub parts: Vec<u32>,
    /// The rate of bringing it; without one it is taxed as its goods.
    pub shipping: Option<u32>,
}

/// What one group costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// The goods at their price, adjusted.
    pub goods: Money,
    /// Bringing them.
    pub shipping: Money,
    /// Tax that is added to the goods; nothing where prices include it.
    pub goods_tax: Money,
    /// Tax that is added to bringing them.
    pub shipping_tax: Money,
    /// Whether it is paid with the order.
    pub due_now: bool,
}

/// What everything costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Each group, in their order.
    pub groups: Vec<Charge>,
    /// The goods at their price, before adjustments.
    pub goods: Money,
    /// What the adjustments came to, in their order.
    pub adjustments: Vec<Money>,
    /// Bringing.
    pub shipping: Money,
    /// The tax of each rate.
    pub tax: Vec<TaxLine>,
    /// Everything, tax included.
    pub total: Money,
    /// The part of it that is paid with the order.
    pub due_now: Money,
}

/// One part of one group while the bill is made.
struct Item {
    group: usize,
    line: usize,
    amount: Money,
    basis_points: u32,
}

/// What a planned bag costs. `shipping` and `rates` are those of each group.
///
/// Nothing is lost on the way: the groups' charges add up to the total to the cent, whatever is split over them.
///
/// # Errors
/// [`MoneyError`] when sums are too large or of several currencies.
pub fn bill(
    wanted: &[Wanted],
    groups: &[Group],
    shipping: &[Money],
    rates: &[GroupRates],
    adjustments: &[Adjustment],
    currency: Currency,
) -> Result<Bill, MoneyError> {
    let mut items = items(wanted, groups, rates)?;
    let goods = Money::sum(items.iter().map(|item| item.amount), currency)?;
    let adjusted = adjustments.iter().map(|it| adjust(&mut items, it)).collect::<Result<Vec<_>, _>>()?;
    let nothing = Money::zero(currency);
    let mut charges: Vec<Charge> = groups
        .iter()
        .zip(shipping)
        .map(|(group, shipping)| Charge {
            goods: nothing,
            shipping: *shipping,
            goods_tax: nothing,
            shipping_tax: nothing,
            due_now: group.due_now,
        })
        .collect();
    let mut taxed: Vec<(usize, bool, Taxed)> = Vec::new();
    for item in &items {
        charges[item.group].goods = charges[item.group].goods.checked_add(item.amount)?;
        let (amount, basis_points, market) = (item.amount, item.basis_points, rates[item.group].market);
        taxed.push((item.group, true, Taxed { amount, basis_points, market }));
    }
    for (group, (amount, rates)) in shipping.iter().zip(rates).enumerate() {
        let of_group: Vec<&Item> = items.iter().filter(|item| item.group == group).collect();
        for (amount, basis_points) in brought(*amount, rates, &of_group) {
            taxed.push((group, false, Taxed { amount, basis_points, market: rates.market }));
        }
    }
    let taxes = taxes(&taxed.iter().map(|(_, _, taxed)| *taxed).collect::<Vec<_>>())?;
    for ((group, is_goods, item), tax) in taxed.iter().zip(&taxes.each).filter(|((.., it), _)| !it.market.included) {
        debug_assert!(!item.market.included);
        let charge = &mut charges[*group];
        let sum = if *is_goods { &mut charge.goods_tax } else { &mut charge.shipping_tax };
        *sum = sum.checked_add(*tax)?;
    }
    let sum_of = |due: fn(&Charge) -> bool| -> Result<Money, MoneyError> {
        Money::sum(charges.iter().filter(|charge| due(charge)).flat_map(Charge::amounts), currency)
    };
    let (total, due_now) = (sum_of(|_| true)?, sum_of(|charge| charge.due_now)?);
    let shipping = Money::sum(shipping.iter().copied(), currency)?;
    Ok(Bill { groups: charges, goods, adjustments: adjusted, shipping, tax: taxes.lines, total, due_now })
}

impl Charge {
    /// Everything it consists of; their sum is what the group costs.
    #[must_use]
    pub fn amounts(&self) -> [Money; 4] {
        [self.goods, self.shipping, self.goods_tax, self.shipping_tax]
    }
}

fn items(wanted: &[Wanted], groups: &[Group], rates: &[GroupRates]) -> Result<Vec<Item>, MoneyError> {
    let mut items = Vec::new();
    for (group, (it, rates)) in groups.iter().zip(rates).enumerate() {
        for (part, basis_points) in it.parts.iter().zip(&rates.parts) {
            let amount = wanted[part.line].price.checked_mul(i64::from(part.quantity))?;
            items.push(Item { group, line: part.line, amount, basis_points: *basis_points });
        }
    }
    Ok(items)
}

/// Splits an adjustment over the parts of its lines. Says what it came to.
fn adjust(items: &mut [Item], adjustment: &Adjustment) -> Result<Money, MoneyError> {
    let currency = adjustment.amount.currency;
    let mut meant: Vec<&mut Item> = items.iter_mut().filter(|item| adjustment.lines.contains(&item.line)).collect();
    let worth = Money::sum(meant.iter().map(|item| item.amount), currency)?;
    if worth.minor <= 0 {
        return Ok(Money::zero(currency));
    }
    let amount = Money::new(adjustment.amount.minor.max(-worth.minor), currency);
    let weights: Vec<u32> = meant.iter().map(|item| weight(item.amount)).collect();
    for (item, part) in meant.iter_mut().zip(amount.allocate(&weights)) {
        item.amount = item.amount.checked_add(part)?;
    }
    Ok(amount)
}

/// What bringing a group costs by its rates: one of its own, or those of the goods in proportion to their value.
fn brought(amount: Money, rates: &GroupRates, goods: &[&Item]) -> Vec<(Money, u32)> {
    if amount.is_zero() {
        return Vec::new();
    }
    if let Some(rate) = rates.shipping {
        return vec![(amount, rate)];
    }
    let weights: Vec<u32> = goods.iter().map(|item| weight(item.amount)).collect();
    amount.allocate(&weights).into_iter().zip(goods.iter().map(|item| item.basis_points)).collect()
}
