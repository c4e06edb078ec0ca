//! Narrowing and sorting a list of products, and counting what each further choice would leave.

use super::{Finish, Product};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a shopper asked a list to show. Nothing chosen in a facet means everything.
///
/// Values within one facet widen (any of them), facets narrow each other, as on every shelf of a large shop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListingQuery {
    /// Labels chosen.
    pub labels: Vec<String>,
    /// Shade families chosen.
    pub families: Vec<String>,
    /// Finishes chosen.
    pub finishes: Vec<Finish>,
    /// Tags chosen.
    pub tags: Vec<String>,
    /// Highest price in minor units, inclusive.
    pub price_max_minor: Option<i64>,
    /// The order of the list.
    pub sort: Sort,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The merchant's own order.
    #[default]
    Featured,
    /// Cheapest first.
    PriceUp,
    /// Dearest first.
    PriceDown,
    /// Best rated first, more voices before fewer.
    Rating,
    /// By title.
    Name,
}

/// What a facet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FacetKind {
    /// The label a product is sold under.
    Label,
    /// The group a shade belongs to.
    Family,
    /// How a shade takes the light.
    Finish,
    /// A merchant's tag.
    Tag,
}

/// One way to narrow the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facet {
    /// What it is about.
    pub kind: FacetKind,
    /// Its values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many products the list would show with this value chosen in its facet, other facets as they are.
    pub count: u32,
}

/// The products that fit, in order, and the ways to narrow further.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    /// Every product that fits, sorted; the caller shows a page of it.
    pub products: Vec<&'a Product>,
    /// The facets with at least two values, or with a chosen one.
    pub facets: Vec<Facet>,
}

/// Narrows and sorts `products`, given in the merchant's order.
#[must_use]
pub fn list<'a>(products: impl IntoIterator<Item = &'a Product>, query: &ListingQuery) -> Listing<'a> {
    let all: Vec<&Product> = products.into_iter().collect();
    let mut shown: Vec<&Product> = all.iter().copied().filter(|product| fits(product, query, None)).collect();
    match query.sort {
        Sort::Featured => {}
        Sort::PriceUp => shown.sort_by_key(|product| product.price_from().minor),
        Sort::PriceDown => shown.sort_by_key(|product| std::cmp::Reverse(product.price_from().minor)),
        Sort::Rating => {
            shown.sort_by_key(|product| std::cmp::Reverse(product.rating.map(|rating| (rating.tenths, rating.count))));
        }
        Sort::Name => shown.sort_by_cached_key(|product| product.title.to_lowercase()),
    }
    let facets = [FacetKind::Label, FacetKind::Family, FacetKind::Finish, FacetKind::Tag]
        .into_iter()
        .filter_map(|kind| facet(&all, query, kind))
        .collect();
    Listing { products: shown, facets }
}

/// Whether a product fits every facet, but for the one being counted.
fn fits(product: &Product, query: &ListingQuery, but: Option<FacetKind>) -> bool {
    let any = |kind: FacetKind, chosen: &[String]| {
        but == Some(kind)
            || chosen.is_empty()
            || values(product, kind).any(|value| chosen.iter().any(|wanted| wanted == value))
    };
    let finish_fits = but == Some(FacetKind::Finish)
        || query.finishes.is_empty()
        || values(product, FacetKind::Finish).any(|value| query.finishes.iter().any(|finish| finish.word() == value));
    any(FacetKind::Label, &query.labels)
        && any(FacetKind::Family, &query.families)
        && any(FacetKind::Tag, &query.tags)
        && finish_fits
        && query.price_max_minor.is_none_or(|most| product.price_from().minor <= most)
}

/// The values a product has in a facet; a value may come more than once.
fn values(product: &Product, kind: FacetKind) -> Box<dyn Iterator<Item = &str> + '_> {
    let shades = || product.variants.iter().filter_map(|variant| variant.shade.as_ref());
    match kind {
        FacetKind::Label => Box::new(std::iter::once(product.label.as_str())),
        FacetKind::Family => Box::new(shades().filter_map(|shade| shade.family.as_deref())),
        FacetKind::Finish => Box::new(shades().filter_map(|shade| shade.finish.map(Finish::word))),
        FacetKind::Tag => Box::new(product.tags.iter().map(String::as_str)),
    }
}

fn facet(all: &[&Product], query: &ListingQuery, kind: FacetKind) -> Option<Facet> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for product in all.iter().filter(|product| fits(product, query, Some(kind))) {
        let mut own: Vec<&str> = values(product, kind).collect();
        own.sort_unstable();
        own.dedup();
        for value in own {
            *counts.entry(value).or_default() += 1;
        }
    }
    let chosen = match kind {
        FacetKind::Label => !query.labels.is_empty(),
        FacetKind::Family => !query.families.is_empty(),
        FacetKind::Finish => !query.finishes.is_empty(),
        FacetKind::Tag => !query.tags.is_empty(),
    };
    let mut values: Vec<FacetValue> =
        counts.into_iter().map(|(value, count)| FacetValue { value: value.to_owned(), count }).collect();
    values.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
    (values.len() > 1 || (chosen && !values.is_empty())).then_some(Facet { kind, values })
}

#[cfg(test)]
mod tests {
    use super::super::tests::lipstick;
    use super::*;

    fn shelf() -> Vec<Product> {
        let mut dear = lipstick("dear", &[("A", "x", 5000)]);
        dear.label = "Aube".to_owned();
        dear.tags = vec!["Vegan".to_owned()];
        let mut cheap = lipstick("cheap", &[("B", "x", 900)]);
        cheap.label = "Brume".to_owned();
        cheap.tags = vec!["Vegan".to_owned(), "Refillable".to_owned()];
        let mut middle = lipstick("middle", &[("C", "x", 2000)]);
        middle.label = "Aube".to_owned();
        vec![dear, cheap, middle]
    }

    fn shown(query: &ListingQuery) -> Vec<String> {
        let shelf = shelf();
        list(&shelf, query).products.iter().map(|product| product.title.clone()).collect()
    }

    #[test]
    fn values_of_one_facet_widen_and_facets_narrow() {
        let some = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let cases = [
            (ListingQuery::default(), some(&["dear", "cheap", "middle"])),
            (
                ListingQuery { labels: some(&["Aube", "Brume"]), ..Default::default() },
                some(&["dear", "cheap", "middle"]),
            ),
            (ListingQuery { labels: some(&["Aube"]), tags: some(&["Vegan"]), ..Default::default() }, some(&["dear"])),
            (ListingQuery { price_max_minor: Some(2000), ..Default::default() }, some(&["cheap", "middle"])),
            (ListingQuery { sort: Sort::PriceUp, ..Default::default() }, some(&["cheap", "middle", "dear"])),
            (ListingQuery { labels: some(&["Nobody"]), ..Default::default() }, some(&[])),
        ];
        for (query, then) in cases {
            assert_eq!(shown(&query), then, "{query:?}");
        }
    }

    #[test]
    fn a_facet_counts_what_its_other_values_would_show() {
        let shelf = shelf();
        let query = ListingQuery { labels: vec!["Brume".to_owned()], ..Default::default() };
        let listing = list(&shelf, &query);
        let labels = listing.facets.iter().find(|facet| facet.kind == FacetKind::Label).unwrap();
        assert_eq!(labels.values[0], FacetValue { value: "Aube".to_owned(), count: 2 });
        let tags = listing.facets.iter().find(|facet| facet.kind == FacetKind::Tag).unwrap();
        assert!(tags.values.iter().all(|value| value.count == 1));
    }
}
