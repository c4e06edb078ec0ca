//! Shades that suit a skin, and shades like another.

use super::difference::ciede2000;
use super::skin::Lab;
use super::srgb::Srgb;

/// Which skin a shade leans towards, as the catalogue says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undertone {
    /// Pink, red or blue.
    Cool,
    /// Neither.
    Neutral,
    /// Yellow, peach or gold.
    Warm,
}

/// A shade that can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its product, as the shop names it.
    pub product: String,
    /// Its article, as the shop names it.
    pub sku: String,
    /// Its colour.
    pub shade: Srgb,
    /// Which skin it leans towards, if its maker says so.
    pub undertone: Option<Undertone>,
}

/// A shade and how far it is from what was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'a> {
    /// The shade.
    pub offer: &'a Offer,
    /// ΔE00, 0 or more.
    pub difference: f64,
}

/// How many shades are suggested: one alone would claim more than a camera knows.
const NEIGHBOURS: usize = 3;

/// The three shades nearest to a skin, nearest first; fewer if there are fewer. With an undertone chosen, shades of that
/// undertone and those without one. To be worded as a suggestion.
#[must_use]
pub fn suggestions(skin: Lab, undertone: Option<Undertone>, offers: &[Offer]) -> Vec<Match<'_>> {
    let suits = |offer: &&Offer| undertone.is_none_or(|wanted| offer.undertone.is_none_or(|has| has == wanted));
    nearest(skin, offers.iter().filter(suits), NEIGHBOURS)
}

/// Shades that look like this one: at most `most`, no further than `furthest` ΔE00 (5 still reads as the same colour),
/// nearest first; of the same product or, with `within` unset, of every product. Never the shade itself.
#[must_use]
pub fn like_this_one<'a>(
    of: &Offer,
    within: Option<&str>,
    furthest: f64,
    most: usize,
    offers: &'a [Offer],
) -> Vec<Match<'a>> {
    let others = offers.iter().filter(|offer| offer.sku != of.sku && within.is_none_or(|one| offer.product == one));
    let mut found = nearest(of.shade.into(), others, most);
    found.retain(|near| near.difference <= furthest);
    found
}

/// The nearest ones; of two equally near, the one whose article comes first, so that the answer never flickers.
fn nearest<'a>(wanted: Lab, offers: impl Iterator<Item = &'a Offer>, most: usize) -> Vec<Match<'a>> {
    let mut found: Vec<_> =
        offers.map(|offer| Match { offer, difference: ciede2000(wanted, offer.shade.into()) }).collect();
    found.sort_unstable_by(|one, other| {
        one.difference.total_cmp(&other.difference).then_with(|| one.offer.sku.cmp(&other.offer.sku))
    });
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(product: &str, sku: &str, hex: &str, undertone: Option<Undertone>) -> Offer {
        Offer { product: product.to_owned(), sku: sku.to_owned(), shade: hex.parse().unwrap(), undertone }
    }

    fn skus<'a>(found: &[Match<'a>]) -> Vec<&'a str> {
        found.iter().map(|near| near.offer.sku.as_str()).collect()
    }

    fn shelf() -> Vec<Offer> {
        let (cool, warm) = (Some(Undertone::Cool), Some(Undertone::Warm));
        vec![
            offer("silk", "S1", "#f0d0b8", cool),
            offer("silk", "S2", "#e0b898", warm),
            offer("silk", "S3", "#c89878", None),
            offer("veil", "V1", "#e1b999", cool),
            offer("veil", "V2", "#5a3828", warm),
        ]
    }

    #[test]
    fn the_nearest_three_are_suggested_and_the_undertone_filters() {
        let (shelf, skin) = (shelf(), Lab::from("#e1b898".parse::<Srgb>().unwrap()));
        assert_eq!(skus(&suggestions(skin, None, &shelf)), ["S2", "V1", "S1"]);
        assert_eq!(skus(&suggestions(skin, Some(Undertone::Warm), &shelf)), ["S2", "S3", "V2"]);
        assert_eq!(skus(&suggestions(skin, Some(Undertone::Cool), &shelf)), ["V1", "S1", "S3"]);
    }

    #[test]
    fn a_shade_is_like_others_but_not_like_itself() {
        let shelf = shelf();
        assert_eq!(skus(&like_this_one(&shelf[1], None, 5.0, 9, &shelf)), ["V1"]);
        assert!(like_this_one(&shelf[1], Some("silk"), 5.0, 9, &shelf).is_empty());
        assert_eq!(skus(&like_this_one(&shelf[1], Some("silk"), 100.0, 1, &shelf)), ["S1"]);
    }
}
