//! Bundles: variants that are put together from other variants' pieces and have no stock of their own.

use crate::id::{LocationCode, Sku};
use std::collections::{BTreeMap, HashMap};
use thiserror::Error;

/// A component of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which variant.
    pub sku: Sku,
    /// How many of it one bundle takes, at least one.
    pub quantity: u32,
}

/// What is wanted: variant, place and how many, in the order of the bag. One variant may stand in several lines.
pub type Lines = Vec<(Sku, LocationCode, u32)>;

/// Pieces by variant and place: summed, and in the one order in which everybody takes them, so that nobody deadlocks.
pub type Pieces = BTreeMap<(Sku, LocationCode), u32>;

/// The recipes of all bundles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundles {
    recipes: HashMap<Sku, Vec<Part>>,
    /// The bundles that a component is in.
    used_in: HashMap<Sku, Vec<Sku>>,
}

/// Why a recipe cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecipeError {
    /// The bundle is its own component.
    #[error("{0} cannot be a part of itself")]
    Itself(Sku),
    /// The component is a bundle: one level is what people can count.
    #[error("{0} is a bundle, and a bundle is not a part of another; name its parts instead")]
    Nested(Sku),
    /// What is a component of a bundle cannot be one, for the same reason.
    #[error("{0} is a part of a bundle, so it cannot be one itself")]
    IsPart(Sku),
    /// The component stands there twice.
    #[error("{0} is in this bundle twice; give the sum once")]
    Twice(Sku),
}

impl Bundles {
    /// Puts recipes together. What [`Bundles::check`] refuses is left out.
    pub fn new(rows: impl IntoIterator<Item = (Sku, Part)>) -> Self {
        let mut bundles = Self::default();
        for (sku, part) in rows {
            if bundles.check(&sku, &part.sku).is_ok() {
                bundles.add(sku, part);
            }
        }
        bundles
    }

    /// Whether a component may be added to a bundle.
    ///
    /// # Errors
    /// [`RecipeError`]; with them there are neither circles nor bundles of bundles.
    pub fn check(&self, bundle: &Sku, part: &Sku) -> Result<(), RecipeError> {
        if bundle == part {
            return Err(RecipeError::Itself(part.clone()));
        }
        if self.recipes.contains_key(part) {
            return Err(RecipeError::Nested(part.clone()));
        }
        if self.used_in.contains_key(bundle) {
            return Err(RecipeError::IsPart(bundle.clone()));
        }
        if self.parts(bundle).iter().any(|it| it.sku == *part) {
            return Err(RecipeError::Twice(part.clone()));
        }
        Ok(())
    }

    /// Adds a component that [`Bundles::check`] has let pass.
    pub fn add(&mut self, bundle: Sku, part: Part) {
        self.used_in.entry(part.sku.clone()).or_default().push(bundle.clone());
        self.recipes.entry(bundle).or_default().push(part);
    }

    /// The same without one bundle.
    #[must_use]
    pub fn without(&self, bundle: &Sku) -> Self {
        let others = self.iter().filter(|(sku, _)| *sku != bundle);
        Self::new(others.flat_map(|(sku, parts)| parts.iter().map(|part| (sku.clone(), part.clone()))))
    }

    /// The components of a bundle; nothing for a variant that is none.
    #[must_use]
    pub fn parts(&self, sku: &Sku) -> &[Part] {
        self.recipes.get(sku).map_or(&[], Vec::as_slice)
    }

    /// Whether a variant is put together from others.
    #[must_use]
    pub fn is_bundle(&self, sku: &Sku) -> bool {
        self.recipes.contains_key(sku)
    }

    /// The bundles that a variant is a component of.
    #[must_use]
    pub fn with(&self, part: &Sku) -> &[Sku] {
        self.used_in.get(part).map_or(&[], Vec::as_slice)
    }

    /// Every bundle with its components, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Sku, &[Part])> {
        self.recipes.iter().map(|(sku, parts)| (sku, parts.as_slice()))
    }

    /// What one piece of a variant takes from the shelf: its components, or itself.
    #[must_use]
    pub fn pieces_of(&self, sku: &Sku) -> Vec<(Sku, u32)> {
        match self.parts(sku) {
            [] => vec![(sku.clone(), 1)],
            parts => parts.iter().map(|part| (part.sku.clone(), part.quantity)).collect(),
        }
    }

    /// The pieces that lines take: components summed over all lines, so that two lines that share one count together.
    ///
    /// A sum that no bag can reach stops at [`u32::MAX`].
    pub fn pieces<'l>(&self, lines: impl IntoIterator<Item = &'l (Sku, LocationCode, u32)>) -> Pieces {
        let mut pieces = Pieces::new();
        for (sku, location, quantity) in lines {
            for (part, each) in self.pieces_of(sku) {
                let sum = pieces.entry((part, location.clone())).or_default();
                *sum = sum.saturating_add(quantity.saturating_mul(each));
            }
        }
        pieces
    }
}

/// How many can be had of something with these components (of a plain variant: itself, once), given how many there are of each.
#[must_use]
pub fn makeable(parts: &[(Sku, u32)], available: impl Fn(&Sku) -> i64) -> i64 {
    let each = parts.iter().map(|(sku, quantity)| available(sku).max(0) / i64::from((*quantity).max(1)));
    each.min().unwrap_or(0)
}

/// How many pieces of each line one place can give, line after line: what an earlier line takes, a later one does not have.
///
/// Each line is its components and how many are wanted. The answer is in the order of the lines, each from zero to what is wanted.
#[must_use]
pub fn cover(lines: &[(Vec<(Sku, u32)>, u32)], available: impl Fn(&Sku) -> i64) -> Vec<u32> {
    let mut taken: HashMap<&Sku, i64> = HashMap::new();
    let mut given = Vec::with_capacity(lines.len());
    for (parts, wanted) in lines {
        let left = |sku: &Sku| available(sku) - taken.get(sku).copied().unwrap_or(0);
        let here = u32::try_from(makeable(parts, left)).unwrap_or(u32::MAX).min(*wanted);
        for (sku, each) in parts {
            *taken.entry(sku).or_default() += i64::from(here) * i64::from(*each);
        }
        given.push(here);
    }
    given
}

/// The lines that a shortfall of components at a place comes down to, each with how many of it there are: the shopper knows the
/// bundle in her bag, not what it is made of.
///
/// `left` are the components that are short and how many there are of each; every other component is taken to suffice.
#[must_use]
pub fn short_lines(
    bundles: &Bundles,
    lines: &[(Sku, LocationCode, u32)],
    left: &BTreeMap<(Sku, LocationCode), u32>,
) -> Vec<(Sku, LocationCode, u32, u32)> {
    let mut short: Vec<(Sku, LocationCode, u32, u32)> = Vec::new();
    let mut places: Vec<&LocationCode> = left.keys().map(|(_, location)| location).collect();
    places.sort();
    places.dedup();
    for place in places {
        let here: Vec<_> = lines.iter().filter(|(_, location, _)| location == place).collect();
        let wanted: Vec<_> = here.iter().map(|(sku, _, quantity)| (bundles.pieces_of(sku), *quantity)).collect();
        let there = |sku: &Sku| left.get(&(sku.clone(), place.clone())).map_or(i64::MAX / 2, |left| i64::from(*left));
        for (line, given) in here.into_iter().zip(cover(&wanted, there)) {
            let (sku, location, quantity) = line;
            match short.iter_mut().find(|it| it.0 == *sku && it.1 == *location) {
                Some(known) => (known.2, known.3) = (known.2 + quantity, known.3 + given),
                None => short.push((sku.clone(), location.clone(), *quantity, given)),
            }
        }
    }
    short.retain(|(_, _, wanted, left)| left < wanted);
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sku(text: &str) -> Sku {
        Sku::parse(text).unwrap()
    }

    fn at(text: &str) -> LocationCode {
        LocationCode::parse(text).unwrap()
    }

    fn gift_boxes() -> Bundles {
        let part = |sku: &str, quantity| Part { sku: self::sku(sku), quantity };
        Bundles::new([
            (sku("DUO"), part("SOAP", 1)),
            (sku("DUO"), part("CREAM", 1)),
            (sku("TRIO"), part("SOAP", 2)),
            (sku("TRIO"), part("SCRUB", 1)),
        ])
    }

    #[test]
    fn circles_and_nesting_are_refused() {
        let known = gift_boxes();
        for (bundle, part, why) in [
            ("DUO", "DUO", RecipeError::Itself(sku("DUO"))),
            ("BIG", "DUO", RecipeError::Nested(sku("DUO"))),
            ("SOAP", "OIL", RecipeError::IsPart(sku("SOAP"))),
            ("DUO", "SOAP", RecipeError::Twice(sku("SOAP"))),
        ] {
            assert_eq!(known.check(&sku(bundle), &sku(part)), Err(why));
        }
        assert_eq!(known.check(&sku("DUO"), &sku("SCRUB")), Ok(()));
        assert_eq!(known.with(&sku("SOAP")), [sku("DUO"), sku("TRIO")]);
    }

    #[test]
    fn lines_that_share_a_component_count_together() {
        let lines =
            [(sku("DUO"), at("a"), 2), (sku("TRIO"), at("a"), 1), (sku("SOAP"), at("a"), 1), (sku("SOAP"), at("b"), 1)];
        let pieces = gift_boxes().pieces(&lines);
        let of = |sku: &str, place: &str| pieces[&(self::sku(sku), at(place))];
        assert_eq!((of("SOAP", "a"), of("CREAM", "a"), of("SCRUB", "a"), of("SOAP", "b")), (5, 2, 1, 1));
    }

    #[test]
    fn a_bundle_can_be_had_as_often_as_its_rarest_component() {
        let bundles = gift_boxes();
        let there = |sku: &Sku| match sku.as_str() {
            "SOAP" => 5,
            "SCRUB" => 9,
            _ => 0,
        };
        assert_eq!(makeable(&bundles.pieces_of(&sku("TRIO")), there), 2);
        assert_eq!(makeable(&bundles.pieces_of(&sku("DUO")), there), 0);
        assert_eq!(makeable(&bundles.pieces_of(&sku("SOAP")), there), 5);
        let wanted = ["SOAP", "TRIO", "TRIO"].map(|line| (bundles.pieces_of(&sku(line)), 2));
        assert_eq!(cover(&wanted, there), [2, 1, 0]);
    }

    #[test]
    fn a_shortfall_is_told_of_the_line_in_the_bag() {
        let lines = [(sku("SOAP"), at("a"), 1), (sku("TRIO"), at("a"), 2), (sku("CREAM"), at("a"), 1)];
        let left = BTreeMap::from([((sku("SOAP"), at("a")), 3)]);
        assert_eq!(short_lines(&gift_boxes(), &lines, &left), [(sku("TRIO"), at("a"), 2, 1)]);
    }
}
