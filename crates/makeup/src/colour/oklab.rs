//! OKLab: the space to mix in, because equal steps look equal and hue stays put when lightness changes.

use super::srgb::{Srgb, decode, encode};

/// A colour in OKLab. Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Oklab {
    /// Lightness: 0 black, 1 white.
    pub l: f32,
    /// Green to red, about -0.4 to 0.4.
    pub a: f32,
    /// Blue to yellow, about -0.4 to 0.4.
    pub b: f32,
}

/// The cube root of a number that is not negative: a guess from the bits, then two steps of Halley's rule.
/// Not libm's, because this one vectorises; the same bits everywhere, off by less than 1 in 10^6.
#[inline(always)]
fn cube_root(x: f32) -> f32 {
    // Of nothing at all, the second step would be nothing over nothing.
    let x = x.max(1e-15);
    let mut y = f32::from_bits(x.to_bits() / 3 + 0x2a51_19f2);
    for _ in 0..2 {
        let cube = y * y * y;
        y = y * (cube + x + x) / (cube + cube + x);
    }
    y
}

impl Oklab {
    /// From light of red, green and blue, each 0 to 1.
    #[inline(always)]
    #[must_use]
    pub fn from_linear(r: f32, g: f32, b: f32) -> Self {
        let l = cube_root(0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_995 * b);
        let m = cube_root(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
        let s = cube_root(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
        Self {
            l: 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            a: 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            b: 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        }
    }

    /// Light of red, green and blue; outside of 0 to 1 if no screen shows the colour.
    #[inline(always)]
    #[must_use]
    pub fn to_linear(self) -> [f32; 3] {
        let l = self.l + 0.396_337_78 * self.a + 0.215_803_76 * self.b;
        let m = self.l - 0.105_561_346 * self.a - 0.063_854_17 * self.b;
        let s = self.l - 0.089_484_18 * self.a - 1.291_485_5 * self.b;
        let (l, m, s) = (l * l * l, m * m * m, s * s * s);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
            -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
    }

    /// The nearest colour of a screen, each channel cut on its own.
    #[must_use]
    pub fn to_srgb(self) -> Srgb {
        let [r, g, b] = self.to_linear().map(encode);
        Srgb { r, g, b }
    }

    /// The way from this colour to `other`: 0 is this one, 1 the other.
    #[inline(always)]
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        Self {
            l: self.l + (other.l - self.l) * share,
            a: self.a + (other.a - self.a) * share,
            b: self.b + (other.b - self.b) * share,
        }
    }
}

impl From<Srgb> for Oklab {
    fn from(colour: Srgb) -> Self {
        Self::from_linear(decode(colour.r), decode(colour.g), decode(colour.b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_black_and_a_number() {
        let black = Oklab::from_linear(0.0, 0.0, 0.0);
        assert!(black.l.abs() < 1e-4 && black.a.abs() < 1e-4 && black.b.abs() < 1e-4, "{black:?}");
        assert_eq!(black.to_srgb(), Srgb { r: 0, g: 0, b: 0 });
    }

    #[test]
    fn known_colours_have_their_known_coordinates() {
        let cases = [
            ("#ffffff", 1.0, 0.0, 0.0),
            ("#ff0000", 0.627_96, 0.224_86, 0.125_85),
            ("#00ff00", 0.866_44, -0.233_89, 0.179_50),
            ("#0000ff", 0.452_01, -0.032_46, -0.311_53),
        ];
        for (hex, l, a, b) in cases {
            let found = Oklab::from(hex.parse::<Srgb>().unwrap());
            let off = (found.l - l).abs().max((found.a - a).abs()).max((found.b - b).abs());
            assert!(off < 1e-4, "{hex}: {found:?}");
        }
    }

    #[test]
    fn a_colour_comes_back_from_oklab() {
        for step in 0..=0xff_ffff_u32 / 977 {
            let [_, r, g, b] = (step * 977).to_be_bytes();
            let colour = Srgb { r, g, b };
            assert_eq!(Oklab::from(colour).to_srgb(), colour);
        }
    }
}
