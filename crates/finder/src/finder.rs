//! Shades for a skin, and shades like another.
//!
//! What is learned of a skin lives in the worker's memory until it is forgotten or the worker ends. Only names of shades leave it, never
//! a class of people; a measured colour only when she asks her browser to remember it.

use makeup::colour::{Lab, Match, Offer, Srgb, Undertone, patch, patch_beside, skin_of, suggestions};
use thiserror::Error;

/// Pictures that count; those after them change nothing. Two seconds of a film.
const PICTURES_MOST: usize = 60;
/// Up to here, in ΔE00, two shades are alike: side by side they differ, apart they are taken for one.
const ALIKE: f64 = 5.0;

/// Why a shelf cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShelfError {
    /// A line that is not `product sku hex undertone`.
    #[error("line {0} of the shelf is not `product sku hex undertone`, such as `velvet-veil FND-1 c99a78 warm`")]
    Line(usize),
    /// No undertone.
    #[error("an undertone is cool, neutral or warm, or nothing, not {0:?}")]
    Undertone(String),
    /// A shade that is not on the shelf.
    #[error("there is no {0:?} on the shelf")]
    Unknown(String),
}

/// A shade, and how far it is from what was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The article.
    pub sku: String,
    /// ΔE00, 0 or more.
    pub difference: f64,
}

/// What was seen of a skin so far.
#[derive(Debug, Default)]
pub struct Finder {
    patches: Vec<Lab>,
    pictures: usize,
}

impl Finder {
    /// Takes the patches of bare skin in one picture into account, as the mirror gives them: for each, how many pixels, then those as
    /// 0xRRGGBB. `paper` is the colour of a white sheet in the same light. Whether it could: there is skin, and the paper says
    /// something about the light.
    pub fn learn(&mut self, patches: &[u32], paper: Option<u32>) -> bool {
        if self.pictures == PICTURES_MOST {
            return true;
        }
        let before = self.patches.len();
        let mut rest = patches;
        while let [count, pixels @ ..] = rest {
            let (pixels, next) = pixels.split_at((*count as usize).min(pixels.len()));
            let pixels: Vec<Srgb> = pixels.iter().copied().map(srgb).collect();
            self.patches.extend(match paper {
                None => patch(&pixels),
                Some(paper) => patch_beside(&pixels, srgb(paper)),
            });
            rest = next;
        }
        let learned = self.patches.len() > before;
        self.pictures += usize::from(learned);
        learned
    }

    /// How many pictures count, at most sixty; fifteen are enough.
    #[must_use]
    pub fn pictures(&self) -> usize {
        self.pictures
    }

    /// Knows nothing of a skin any more.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What was found, for a browser that she asks to remember it: CIELAB's L, a and b in tenths. None before a skin was seen.
    #[must_use]
    pub fn measured(&self) -> Option<[i32; 3]> {
        skin_of(&self.patches)
            .map(|Lab { l, a, b }| [l, a, b].map(|value| (value * 10.0 + 0.5_f64.copysign(value)) as i32))
    }

    /// Knows what [`Finder::measured`] said once, and nothing else.
    pub fn recall(&mut self, tenths: [i32; 3]) {
        let [l, a, b] = tenths.map(|value| f64::from(value) / 10.0);
        *self = Self { patches: vec![Lab { l, a, b }], pictures: 1 };
    }

    /// The three shades of a shelf nearest to the skin, nearest first; none before a skin was seen. The shelf has a line
    /// `product sku hex undertone` for each shade, with `-` where its maker names none. To be worded as a suggestion.
    ///
    /// # Errors
    ///
    /// [`ShelfError`] says what cannot be read.
    pub fn suggest(&self, shelf: &str, undertone: &str) -> Result<Vec<Near>, ShelfError> {
        let (offers, wanted) = (offers(shelf)?, tone(undertone)?);
        let Some(skin) = skin_of(&self.patches) else { return Ok(Vec::new()) };
        Ok(suggestions(skin, wanted, &offers).iter().map(near).collect())
    }
}

/// Shades of a shelf, see [`Finder::suggest`], that look like one of them: at most `most`, nearest first, only of its product with
/// `within`.
///
/// # Errors
///
/// [`ShelfError`] says what cannot be read or found.
pub fn like_this_one(shelf: &str, sku: &str, within: bool, most: usize) -> Result<Vec<Near>, ShelfError> {
    let offers = offers(shelf)?;
    let one = offers.iter().find(|offer| offer.sku == sku).ok_or_else(|| ShelfError::Unknown(sku.to_owned()))?;
    let product = within.then_some(one.product.as_str());
    Ok(makeup::colour::like_this_one(one, product, ALIKE, most, &offers).iter().map(near).collect())
}

fn srgb(rgb: u32) -> Srgb {
    let [_, r, g, b] = rgb.to_be_bytes();
    Srgb { r, g, b }
}

fn near(found: &Match<'_>) -> Near {
    Near { sku: found.offer.sku.clone(), difference: found.difference }
}

fn offers(shelf: &str) -> Result<Vec<Offer>, ShelfError> {
    let offer = |(at, line): (usize, &str)| {
        let wrong = || ShelfError::Line(at + 1);
        let [product, sku, hex, undertone] = line.split(' ').collect::<Vec<_>>()[..] else { return Err(wrong()) };
        Ok(Offer {
            product: product.to_owned(),
            sku: sku.to_owned(),
            shade: hex.parse().map_err(|_| wrong())?,
            undertone: tone(undertone).map_err(|_| wrong())?,
        })
    };
    shelf.lines().enumerate().map(offer).collect()
}

fn tone(word: &str) -> Result<Option<Undertone>, ShelfError> {
    match word {
        "" | "-" => Ok(None),
        "cool" => Ok(Some(Undertone::Cool)),
        "neutral" => Ok(Some(Undertone::Neutral)),
        "warm" => Ok(Some(Undertone::Warm)),
        other => Err(ShelfError::Undertone(other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELF: &str =
        "silk S1 f0d0b8 cool\nsilk S2 #e0b898 warm\nsilk S3 c89878 -\nveil V1 e1b999 neutral\nveil V2 5a3828 warm";

    fn skus(found: &[Near]) -> Vec<&str> {
        found.iter().map(|near| near.sku.as_str()).collect()
    }

    #[test]
    fn a_shelf_is_read_line_by_line() {
        assert_eq!(offers(SHELF).unwrap().len(), 5);
        assert_eq!(offers("").unwrap().len(), 0);
        for (shelf, line) in
            [("silk S1 f0d0b8", 1), ("silk S1 f0d0b8 cool\nsilk S2 red warm", 2), ("a b f0d0b8 hot", 1)]
        {
            assert_eq!(offers(shelf), Err(ShelfError::Line(line)), "{shelf}");
        }
    }

    #[test]
    fn shades_are_alike_within_and_across_products() {
        assert_eq!(skus(&like_this_one(SHELF, "S2", false, 6).unwrap()), ["V1"]);
        assert_eq!(skus(&like_this_one(SHELF, "S2", true, 6).unwrap()), Vec::<&str>::new());
        assert_eq!(like_this_one(SHELF, "S9", false, 6), Err(ShelfError::Unknown("S9".to_owned())));
    }

    #[test]
    fn patches_are_read_one_behind_the_other_and_cut_where_they_end() {
        let mut finder = Finder::default();
        let skin = [0x00e1_b898; 9];
        assert!(!finder.learn(&[], None) && !finder.learn(&[0, 0], None));
        assert!(finder.learn(&[&[9][..], &skin, &[0], &[9], &skin].concat(), None));
        assert_eq!((finder.patches.len(), finder.pictures()), (2, 1));
        assert!(finder.learn(&[&[u32::MAX][..], &skin].concat(), None), "a count beyond the end");
        for _ in 0..80 {
            finder.learn(&[&[9][..], &skin].concat(), None);
        }
        assert_eq!(finder.pictures(), 60, "no more are kept");
    }

    #[test]
    fn nothing_is_suggested_for_a_skin_that_was_not_seen() {
        let mut finder = Finder::default();
        assert_eq!(finder.suggest(SHELF, "warm"), Ok(Vec::new()));
        finder.patches = vec![Lab::from("#e1b898".parse::<Srgb>().unwrap())];
        assert_eq!(skus(&finder.suggest(SHELF, "").unwrap()), ["S2", "V1", "S1"]);
        assert_eq!(skus(&finder.suggest(SHELF, "warm").unwrap()), ["S2", "S3", "V2"]);
        assert_eq!(finder.suggest(SHELF, "hot"), Err(ShelfError::Undertone("hot".to_owned())));
        let remembered = finder.measured().unwrap();
        finder.forget();
        assert_eq!(finder.suggest(SHELF, ""), Ok(Vec::new()));
        assert_eq!(finder.measured(), None);
        finder.recall(remembered);
        assert_eq!(skus(&finder.suggest(SHELF, "").unwrap()), ["S2", "V1", "S1"]);
        assert_eq!((finder.measured(), finder.pictures()), (Some(remembered), 1));
    }
}
