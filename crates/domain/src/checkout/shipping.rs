//! What sending costs the shopper and how long it takes: zones and methods from the merchant's table.

use crate::money::{Money, MoneyError};
use crate::tax::{Destination, weight};
use serde::{Deserialize, Serialize};

/// One row of the table: what a method costs in a zone, for goods of some value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingRule {
    /// The zone's name; its rows share countries and prefixes.
    pub zone: String,
    /// The zone's countries, ISO 3166-1 alpha-2; none means everywhere.
    pub countries: Vec<String>,
    /// The beginnings of the zone's postal codes; none means all.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// The method's name for machines: `standard`.
    pub method: String,
    /// The method's name for people.
    pub name: String,
    /// What it costs, in however many parcels.
    pub price: Money,
    /// From this value of goods on it costs nothing.
    #[serde(default)]
    pub free_from: Option<Money>,
    /// The least and the most days on which parcels are brought that it takes.
    pub days: (u32, u32),
    /// The row holds for goods of at least this value, in minor units.
    #[serde(default)]
    pub goods_from: i64,
    /// And below this one; no end when absent.
    #[serde(default)]
    pub goods_to: Option<i64>,
}

/// Every way of sending the merchant offers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingTable {
    /// In the file's order.
    pub rules: Vec<ShippingRule>,
}

/// A way of sending to one address, with its price for what is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippingMethod {
    /// Its name for machines.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// What it costs, in however many parcels.
    pub price: Money,
    /// The least and the most days on which parcels are brought that it takes.
    pub days: (u32, u32),
}

impl ShippingTable {
    /// The ways of sending goods of some value to an address, the cheapest first, of those the quickest; none when we
    /// do not send there.
    ///
    /// Of the zones an address lies in the closest counts: the longest postal code, then a named country before
    /// everywhere, then the file's order.
    #[must_use]
    pub fn methods(&self, to: &Destination, goods: Money) -> Vec<ShippingMethod> {
        let closeness = |rule: &ShippingRule| {
            let country = rule.countries.is_empty() || rule.countries.contains(&to.country);
            let prefix = rule.prefixes.iter().filter(|prefix| to.begins_with(prefix)).map(String::len).max();
            let prefix = if rule.prefixes.is_empty() { Some(0) } else { prefix };
            prefix.filter(|_| country).map(|prefix| (prefix, !rule.countries.is_empty()))
        };
        let zones = self.rules.iter().rev().filter_map(|rule| Some((closeness(rule)?, &rule.zone)));
        let Some((_, zone)) = zones.max_by_key(|(closeness, _)| *closeness) else { return Vec::new() };
        let holds = |rule: &&ShippingRule| {
            rule.zone == *zone
                && goods.minor >= rule.goods_from
                && rule.goods_to.is_none_or(|below| goods.minor < below)
        };
        let mut methods: Vec<ShippingMethod> = Vec::new();
        for rule in self.rules.iter().filter(holds) {
            let free = rule.free_from.is_some_and(|from| goods.minor >= from.minor);
            if methods.iter().all(|known| known.code != rule.method) {
                methods.push(ShippingMethod {
                    code: rule.method.clone(),
                    name: rule.name.clone(),
                    price: if free { Money::zero(rule.price.currency) } else { rule.price },
                    days: rule.days,
                });
            }
        }
        methods.sort_by_key(|method| (method.price.minor, method.days.1, method.days.0));
        methods
    }
}

/// What each parcel costs the shopper, given its goods and its method; nothing where nothing is sent.
///
/// She pays for a method once, however many parcels the shop sends by it: where her goods lie is not her concern. The
/// price is split over these parcels by their value, to the cent.
///
/// # Errors
/// As [`Money::sum`].
pub fn postage(parcels: &[Option<(Money, &ShippingMethod)>], nothing: Money) -> Result<Vec<Money>, MoneyError> {
    let mut postage = vec![nothing; parcels.len()];
    let mut paid: Vec<&str> = Vec::new();
    for (_, method) in parcels.iter().flatten() {
        if paid.contains(&method.code.as_str()) {
            continue;
        }
        paid.push(&method.code);
        let goods = |parcel: &Option<(Money, &ShippingMethod)>| {
            parcel.filter(|(_, its)| its.code == method.code).map(|(goods, _)| goods)
        };
        let members: Vec<(usize, Money)> =
            parcels.iter().enumerate().filter_map(|(index, parcel)| Some((index, goods(parcel)?))).collect();
        let weights: Vec<u32> = members.iter().map(|(_, goods)| weight(*goods)).collect();
        for ((index, _), part) in members.iter().zip(method.price.allocate(&weights)) {
            postage[*index] = nothing.checked_add(part)?;
        }
    }
    Ok(postage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn rule(zone: &str, countries: &[&str], prefixes: &[&str], method: &str, price: i64) -> ShippingRule {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        ShippingRule {
            zone: zone.to_owned(),
            countries: texts(countries),
            prefixes: texts(prefixes),
            method: method.to_owned(),
            name: method.to_owned(),
            price: eur(price),
            free_from: None,
            days: (1, 3),
            goods_from: 0,
            goods_to: None,
        }
    }

    #[test]
    fn an_address_lies_in_the_closest_zone() {
        let table = ShippingTable {
            rules: vec![
                rule("world", &[], &[], "post", 1_900),
                rule("home", &["DE", "AT"], &[], "express", 1_290),
                rule("home", &["DE", "AT"], &[], "standard", 490),
                rule("islands", &["DE"], &["27498", "25849"], "boat", 900),
            ],
        };
        let methods = |country: &str, code: &str| {
            let to = Destination { country: country.to_owned(), postal_code: code.to_owned() };
            let methods = table.methods(&to, eur(1_000));
            methods.iter().map(|it| it.code.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(methods("DE", "10115"), "standard express");
        assert_eq!(methods("DE", "27498"), "boat");
        assert_eq!(methods("AT", ""), "standard express");
        assert_eq!(methods("US", "27498"), "post");
        let nowhere = ShippingTable { rules: table.rules[1..].to_vec() };
        let to = Destination { country: "US".to_owned(), postal_code: String::new() };
        assert_eq!(nowhere.methods(&to, eur(1)), []);
    }

    #[test]
    fn the_value_of_the_goods_chooses_the_row() {
        let small = ShippingRule { goods_to: Some(2_000), ..rule("home", &["DE"], &[], "standard", 390) };
        let large = ShippingRule {
            goods_from: 2_000,
            free_from: Some(eur(5_000)),
            ..rule("home", &["DE"], &[], "standard", 490)
        };
        let table = ShippingTable { rules: vec![small, large] };
        let to = Destination { country: "DE".to_owned(), postal_code: "10115".to_owned() };
        for (goods, price) in [(1_999, 390), (2_000, 490), (4_999, 490), (5_000, 0)] {
            assert_eq!(table.methods(&to, eur(goods))[0].price.minor, price, "{goods}");
        }
    }

    #[test]
    fn she_pays_for_a_method_once_however_many_parcels_there_are() {
        let method = |code: &str, price| ShippingMethod {
            code: code.to_owned(),
            name: code.to_owned(),
            price: eur(price),
            days: (1, 3),
        };
        let (standard, express) = (&method("standard", 490), &method("express", 1_290));
        let check = |parcels: &[Option<(i64, &ShippingMethod)>], then: &[i64]| {
            let parcels: Vec<_> = parcels.iter().map(|it| it.map(|(goods, method)| (eur(goods), method))).collect();
            let postage = postage(&parcels, eur(0)).unwrap();
            assert_eq!(postage.iter().map(|it| it.minor).collect::<Vec<_>>(), then, "{parcels:?}");
        };
        check(&[], &[]);
        check(&[Some((950, standard))], &[490]);
        check(&[Some((950, standard)), None, Some((950, standard))], &[245, 0, 245]);
        check(&[Some((1_000, standard)), Some((2_000, standard))], &[163, 327]);
        check(&[Some((1_000, standard)), Some((2_000, express))], &[490, 1_290]);
    }
}
