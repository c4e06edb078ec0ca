//! What colour a skin has, from many pixels of several patches in several pictures.
//!
//! The light of the room decides more than the skin does, so that everything found here is a suggestion; it is never
//! turned into a class of people, and nobody here keeps it.

use super::srgb::{Srgb, decode};

/// A colour in CIELAB, seen under D65.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lab {
    /// Lightness: 0 black, 100 white.
    pub l: f64,
    /// Green to red.
    pub a: f64,
    /// Blue to yellow.
    pub b: f64,
}

impl Lab {
    /// Distance from grey.
    #[must_use]
    pub fn chroma(self) -> f64 {
        libm::hypot(self.a, self.b)
    }

    /// From light of red, green and blue, each 0 to 1. Source: IEC 61966-2-1 and CIE 15.
    #[must_use]
    pub fn from_linear([r, g, b]: [f64; 3]) -> Self {
        let bend = |t: f64| if t > 216.0 / 24_389.0 { libm::cbrt(t) } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
        let x = bend((0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47);
        let y = bend(0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b);
        let z = bend((0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83);
        Self { l: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
    }
}

impl From<Srgb> for Lab {
    fn from(colour: Srgb) -> Self {
        Self::from_linear([colour.r, colour.g, colour.b].map(|byte| f64::from(decode(byte))))
    }
}

/// The individual typology angle in degrees: 55 and more is very fair, below -30 very deep. For ordering shades and for
/// tests, never to be shown. Source: Chardon, Cretois and Hourseau, 1991.
#[must_use]
pub fn ita(skin: Lab) -> f64 {
    libm::atan2(skin.l - 50.0, skin.b).to_degrees()
}

/// The colour of one patch: the mean of those pixels whose lightness lies between the 30th and the 85th percentile, so
/// that neither shadows and hairs nor highlights count. None without pixels.
#[must_use]
pub fn patch(pixels: &[Srgb]) -> Option<Lab> {
    middle(pixels.iter().copied().map(Lab::from).collect())
}

/// [`patch`], as it would look if the sheet of paper tapped on were neutral (see [`white_balance`]). None without pixels or
/// with a paper that says nothing.
#[must_use]
pub fn patch_beside(pixels: &[Srgb], paper: Srgb) -> Option<Lab> {
    middle(pixels.iter().map(|pixel| white_balance(*pixel, paper)).collect::<Option<_>>()?)
}

fn middle(mut colours: Vec<Lab>) -> Option<Lab> {
    colours.sort_unstable_by(|one, other| one.l.total_cmp(&other.l));
    let (from, to) = (colours.len() * 30 / 100, (colours.len() * 85).div_ceil(100));
    let kept = colours.get(from..to).filter(|kept| !kept.is_empty())?;
    let share = 1.0 / kept.len() as f64;
    let sum = kept.iter().fold([0.0; 3], |[l, a, b], colour| [l + colour.l, a + colour.a, b + colour.b]);
    Some(Lab { l: sum[0] * share, a: sum[1] * share, b: sum[2] * share })
}

/// The skin's colour from its patches, over all pictures: the median of each coordinate. None without patches.
/// A patch in the shade of hair or with a wrong point is outvoted; fifteen pictures or more are recommended.
#[must_use]
pub fn skin_of(patches: &[Lab]) -> Option<Lab> {
    let median = |of: fn(&Lab) -> f64| {
        let mut values: Vec<f64> = patches.iter().map(of).collect();
        values.sort_unstable_by(f64::total_cmp);
        let (below, above) = (values.get(values.len().checked_sub(1)? / 2)?, values.get(values.len() / 2)?);
        Some(f64::midpoint(*below, *above))
    };
    Some(Lab { l: median(|lab| lab.l)?, a: median(|lab| lab.a)?, b: median(|lab| lab.b)? })
}

/// A pixel as it would look if the sheet of paper tapped on were neutral: von Kries in linear light, brightness kept.
/// None if the paper is too dark or burnt out (a channel below 40 or at 255): take the picture again.
#[must_use]
pub fn white_balance(pixel: Srgb, paper: Srgb) -> Option<Lab> {
    let channels = [paper.r, paper.g, paper.b];
    if channels.iter().any(|channel| !(40..255).contains(channel)) {
        return None;
    }
    let light = channels.map(|channel| f64::from(decode(channel)));
    let grey = 0.212_672_9 * light[0] + 0.715_152_2 * light[1] + 0.072_175 * light[2];
    let seen = [pixel.r, pixel.g, pixel.b].map(|channel| f64::from(decode(channel)));
    Some(Lab::from_linear(std::array::from_fn(|at| seen[at] * grey / light[at])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_have_their_known_lab() {
        let cases = [
            (Srgb { r: 255, g: 255, b: 255 }, [100.0, 0.0, 0.0]),
            (Srgb { r: 255, g: 0, b: 0 }, [53.24, 80.09, 67.20]),
            (Srgb { r: 0, g: 0, b: 255 }, [32.30, 79.19, -107.86]),
            (Srgb { r: 0, g: 0, b: 0 }, [0.0, 0.0, 0.0]),
        ];
        for (colour, [l, a, b]) in cases {
            let found = Lab::from(colour);
            assert!((found.l - l).abs().max((found.a - a).abs()).max((found.b - b).abs()) < 0.02, "{found:?}");
        }
    }

    #[test]
    fn the_angle_is_steep_for_fair_and_negative_for_deep_skin() {
        let cases = [([70.0, 12.0, 14.0], 55.0), ([60.0, 12.0, 17.32], 30.0), ([40.0, 12.0, 17.32], -30.0)];
        for ([l, a, b], degrees) in cases {
            assert!((ita(Lab { l, a, b }) - degrees).abs() < 0.1);
        }
    }

    #[test]
    fn highlights_hairs_and_single_patches_do_not_count() {
        let skin = Srgb { r: 198, g: 150, b: 125 };
        let mut pixels = vec![skin; 56];
        pixels.extend([Srgb { r: 255, g: 255, b: 255 }; 14]);
        pixels.extend([Srgb { r: 20, g: 15, b: 10 }; 29]);
        let clean = patch(&[skin]).unwrap();
        let found = patch(&pixels).unwrap();
        assert!((found.l - clean.l).abs() < 1e-9);
        let wrong = Lab { l: 5.0, a: 0.0, b: 0.0 };
        assert_eq!(skin_of(&[found, wrong, found, found, wrong]), Some(found));
        assert_eq!((patch(&[]), skin_of(&[])), (None, None));
    }

    #[test]
    fn paper_takes_the_lamp_out_of_the_skin() {
        // The same skin under a lamp that halves blue in linear light: 188 is half of 255.
        let lamp = |colour: Srgb| Srgb { b: super::super::srgb::encode(decode(colour.b) * 0.5), ..colour };
        let (skin, paper) = (Srgb { r: 198, g: 150, b: 125 }, Srgb { r: 230, g: 230, b: 230 });
        let found = white_balance(lamp(skin), lamp(paper)).unwrap();
        let plain = Lab::from(skin);
        assert!((found.a - plain.a).abs() < 1.0 && (found.b - plain.b).abs() < 1.0, "{found:?} {plain:?}");
        assert_eq!(white_balance(skin, Srgb { r: 255, g: 230, b: 230 }), None);
        assert_eq!(patch_beside(&[lamp(skin); 9], lamp(paper)).map(|lab| lab.l.round()), Some(found.l.round()));
        assert_eq!(patch_beside(&[skin], Srgb { r: 255, g: 230, b: 230 }), None);
    }
}
