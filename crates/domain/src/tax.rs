//! Taxes on what is sold: which rate, how much of an amount, and where it is rounded.
//!
//! A rule of this module knows no country by heart: rates are the merchant's table. Rounding is half away from zero, as
//! tax offices do it by default; what is rounded, each line or each rate of an order, is the table's word, too.

use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// The class of goods of which nothing else is said.
pub const STANDARD: &str = "standard";
/// The class of goods that are not taxed, unless the table says otherwise.
pub const EXEMPT: &str = "exempt";
/// The class of bringing goods. Where the table has no rate for it, bringing is taxed as the goods that are brought.
pub const SHIPPING: &str = "shipping";
/// One whole in basis points.
const WHOLE: i128 = 10_000;

/// What is rounded to whole minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// The tax of each line; the order's is their sum.
    #[default]
    Line,
    /// The tax of each rate of the order, once; it is then split over the lines, to the cent.
    Order,
}

/// How a country writes its prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Market {
    /// Whether prices include tax; if not it is added to them.
    pub included: bool,
    /// What is rounded.
    pub rounding: Rounding,
}

impl Default for Market {
    fn default() -> Self {
        Self { included: true, rounding: Rounding::Line }
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRule {
    /// The country it holds in, ISO 3166-1 alpha-2.
    pub country: String,
    /// The beginning of the postal codes it holds for; empty for all of the country. The longest one that fits counts.
    #[serde(default)]
    pub prefix: String,
    /// The class of goods.
    pub class: String,
    /// The rate in hundredths of a percent: 1900 is 19 %.
    pub basis_points: u32,
    /// How the country writes its prices; the same in all its rows.
    pub market: Market,
}

/// Every rate the merchant knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTable {
    /// In the file's order.
    pub rules: Vec<TaxRule>,
}

/// Where goods change hands, which decides the rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The country, ISO 3166-1 alpha-2.
    pub country: String,
    /// The postal code, as far as it is known.
    pub postal_code: String,
}

impl Destination {
    /// Whether its postal code begins so, whatever case and spaces either is written with.
    #[must_use]
    pub fn begins_with(&self, prefix: &str) -> bool {
        let plain = |text: &str| -> String { text.split_whitespace().collect::<String>().to_uppercase() };
        plain(&self.postal_code).starts_with(&plain(prefix))
    }
}

impl TaxTable {
    /// How the country writes its prices; where nothing is known they include tax.
    #[must_use]
    pub fn market(&self, country: &str) -> Market {
        self.rules.iter().find(|rule| rule.country == country).map(|rule| rule.market).unwrap_or_default()
    }

    /// The rate of a class of goods in basis points; nothing when the table does not have the class there.
    #[must_use]
    pub fn rate(&self, to: &Destination, class: &str) -> Option<u32> {
        let fitting = self.rules.iter().filter(|rule| rule.country == to.country && rule.class == class);
        let fitting = fitting.filter(|rule| to.begins_with(&rule.prefix));
        // Of equals the last counts for `max_by_key`; the table has each prefix once.
        fitting.max_by_key(|rule| rule.prefix.len()).map(|rule| rule.basis_points)
    }

    /// The rate of goods: of their class, else of the standard class, else nothing. Exempt goods have none unless the table says so.
    #[must_use]
    pub fn rate_of_goods(&self, to: &Destination, class: &str) -> u32 {
        let standard = || if class == EXEMPT { None } else { self.rate(to, STANDARD) };
        self.rate(to, class).or_else(standard).unwrap_or(0)
    }
}

/// An amount to be taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taxed {
    /// What it costs as the market writes it.
    pub amount: Money,
    /// Its rate.
    pub basis_points: u32,
    /// How the market writes it.
    pub market: Market,
}

/// The tax of one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxLine {
    /// The rate in hundredths of a percent: 1900 is 19 %.
    pub basis_points: u32,
    /// Whether the tax is part of the prices; if not it was added to them.
    pub included: bool,
    /// What is taxed, without the tax.
    pub base: Money,
    /// The tax.
    pub amount: Money,
}

/// The tax of some amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxes {
    /// The tax of each amount, in their order.
    pub each: Vec<Money>,
    /// The tax of each rate, included ones first, the highest rate first. Rates of nothing are not listed.
    pub lines: Vec<TaxLine>,
}

/// The tax of amounts of one currency. The sum of `each` of one rate is its line's amount, always.
///
/// # Errors
/// [`MoneyError`] when the sums are too large or of several currencies.
pub fn taxes(items: &[Taxed]) -> Result<Taxes, MoneyError> {
    let mut each: Vec<Money> = items.iter().map(|item| tax_of(item.amount, item)).collect();
    let mut kinds: Vec<(u32, Market)> = items.iter().map(|item| (item.basis_points, item.market)).collect();
    kinds
        .sort_by_key(|(rate, market)| (!market.included, std::cmp::Reverse(*rate), market.rounding == Rounding::Order));
    kinds.dedup();
    let mut lines: Vec<TaxLine> = Vec::new();
    for (basis_points, market) in kinds {
        let of_kind = |item: &Taxed| (item.basis_points, item.market) == (basis_points, market);
        let members: Vec<usize> = (0..items.len()).filter(|index| of_kind(&items[*index])).collect();
        let Some(first) = members.first() else { continue };
        let currency = items[*first].amount.currency;
        let total = Money::sum(members.iter().map(|index| items[*index].amount), currency)?;
        if market.rounding == Rounding::Order {
            let weights = members.iter().map(|index| weight(items[*index].amount)).collect::<Vec<_>>();
            let parts = tax_of(total, &items[*first]).allocate(&weights);
            for (index, part) in members.iter().zip(parts) {
                each[*index] = part;
            }
        }
        let tax = Money::sum(members.iter().map(|index| each[*index]), currency)?;
        let base = if market.included { total.checked_add(Money::new(-tax.minor, currency))? } else { total };
        let line = TaxLine { basis_points, included: market.included, base, amount: tax };
        match lines.iter_mut().find(|it| (it.basis_points, it.included) == (basis_points, market.included)) {
            Some(known) => {
                known.base = known.base.checked_add(line.base)?;
                known.amount = known.amount.checked_add(line.amount)?;
            }
            None => lines.push(line),
        }
    }
    lines.retain(|line| line.basis_points > 0 && !(line.base.is_zero() && line.amount.is_zero()));
    Ok(Taxes { each, lines })
}

/// The tax in an amount, or upon it, rounded.
fn tax_of(amount: Money, kind: &Taxed) -> Money {
    let rate = i128::from(kind.basis_points);
    let (share, whole) = (i128::from(amount.minor) * rate, if kind.market.included { WHOLE + rate } else { WHOLE });
    let rounded = (share.abs() + whole / 2) / whole * share.signum();
    Money::new(i64::try_from(rounded).unwrap_or(if share < 0 { i64::MIN } else { i64::MAX }), amount.currency)
}

/// How large a share of something an amount has.
pub(crate) fn weight(amount: Money) -> u32 {
    u32::try_from(amount.minor.unsigned_abs()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn rule(country: &str, prefix: &str, class: &str, basis_points: u32) -> TaxRule {
        let (country, prefix, class) = (country.to_owned(), prefix.to_owned(), class.to_owned());
        TaxRule { country, prefix, class, basis_points, market: Market::default() }
    }

    #[test]
    fn the_longest_postal_code_and_the_goods_own_class_count() {
        let table = TaxTable {
            rules: vec![
                rule("ES", "", "standard", 2_100),
                rule("ES", "35", "standard", 700),
                rule("ES", "", "books", 400),
                rule("ES", "51001", "exempt", 50),
            ],
        };
        let rate = |country: &str, code: &str, class: &str| {
            let to = Destination { country: country.to_owned(), postal_code: code.to_owned() };
            table.rate_of_goods(&to, class)
        };
        assert_eq!(rate("ES", "28004", STANDARD), 2_100);
        assert_eq!(rate("ES", "35 001", STANDARD), 700);
        assert_eq!(rate("ES", "35001", "books"), 400);
        assert_eq!(rate("ES", "35001", "toys"), 700, "an unknown class is standard");
        assert_eq!(rate("ES", "28004", EXEMPT), 0);
        assert_eq!(rate("ES", "51001", EXEMPT), 50);
        assert_eq!(rate("US", "10001", STANDARD), 0);
    }

    #[test]
    fn tax_is_in_a_price_or_upon_it_and_rounded_where_the_market_says() {
        let tax = |amounts: &[i64], included, rounding| {
            let market = Market { included, rounding };
            let item = |minor: &i64| Taxed { amount: eur(*minor), basis_points: 1_900, market };
            let taxes = taxes(&amounts.iter().map(item).collect::<Vec<_>>()).unwrap();
            let each: Vec<i64> = taxes.each.iter().map(|it| it.minor).collect();
            (each, taxes.lines[0].base.minor, taxes.lines[0].amount.minor)
        };
        assert_eq!(tax(&[1_190], true, Rounding::Line), (vec![190], 1_000, 190));
        assert_eq!(tax(&[1_000], false, Rounding::Line), (vec![190], 1_000, 190));
        // A tenth of a cent each: three lines lose it, the order keeps it.
        assert_eq!(tax(&[99, 99, 99], true, Rounding::Line), (vec![16, 16, 16], 249, 48));
        assert_eq!(tax(&[99, 99, 99], true, Rounding::Order), (vec![16, 16, 15], 250, 47));
        assert_eq!(tax(&[-119], true, Rounding::Line), (vec![-19], -100, -19));
    }
}
