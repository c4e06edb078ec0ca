//! OKLab: the space to mix in, because equal steps look equal and hue stays put when lightness changes.

use super::srgb::{Srgb, decode, encode};
use std::ops::{Add, Mul, Sub};
use wide::{f32x8, i32x8};

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

/// The same of eight numbers at once. The guess is a little another one, so the last bit may be, too.
#[inline(always)]
fn cube_roots(x: f32x8) -> f32x8 {
    let x = x.fast_max(f32x8::splat(1e-15));
    let bits = f32x8::from_i32x8(i32x8::from(x.to_array().map(|one| one.to_bits().cast_signed())));
    let guess = (bits * (1.0 / 3.0) + 709_957_106.0).fast_trunc_int().to_array();
    let mut y = f32x8::from(guess.map(|bits| f32::from_bits(bits.cast_unsigned())));
    for _ in 0..2 {
        let cube = y * y * y;
        y = y * (cube + x + x) / (cube + cube + x);
    }
    y
}

const TO_RESPONSES: [[f32; 3]; 3] = [
    [0.412_221_47, 0.536_332_54, 0.051_445_995],
    [0.211_903_5, 0.680_699_5, 0.107_396_96],
    [0.088_302_46, 0.281_718_85, 0.629_978_7],
];
const TO_LAB: [[f32; 3]; 3] = [
    [0.210_454_26, 0.793_617_8, -0.004_072_047],
    [1.977_998_5, -2.428_592_2, 0.450_593_7],
    [0.025_904_037, 0.782_771_77, -0.808_675_77],
];
const FROM_LAB: [[f32; 3]; 3] =
    [[1.0, 0.396_337_78, 0.215_803_76], [1.0, -0.105_561_346, -0.063_854_17], [1.0, -0.089_484_18, -1.291_485_5]];
const TO_LIGHT: [[f32; 3]; 3] = [
    [4.076_741_7, -3.307_711_6, 0.230_969_94],
    [-1.268_438, 2.609_757_4, -0.341_319_38],
    [-0.004_196_086_3, -0.703_418_6, 1.707_614_7],
];

/// One number or several.
trait Number: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Mul<f32, Output = Self> {}
impl Number for f32 {}
impl Number for f32x8 {}

#[inline(always)]
fn mixed<T: Number>([x, y, z]: [T; 3], by: &[[f32; 3]; 3]) -> [T; 3] {
    by.map(|[one, two, three]| x * one + y * two + z * three)
}

/// What the eye's three receptors make of light.
#[inline(always)]
fn responses<T: Number>(light: [T; 3]) -> [T; 3] {
    mixed(light, &TO_RESPONSES)
}

#[inline(always)]
fn light<T: Number>(lab: [T; 3]) -> [T; 3] {
    mixed(mixed(lab, &FROM_LAB).map(|root| root * root * root), &TO_LIGHT)
}

/// [`Oklab::from_linear`] of eight pixels: lightness, green to red, blue to yellow.
#[inline(always)]
pub(crate) fn from_linear_8(light: [f32x8; 3]) -> [f32x8; 3] {
    mixed(responses(light).map(cube_roots), &TO_LAB)
}

/// [`Oklab::to_linear`] of eight pixels.
#[inline(always)]
pub(crate) fn to_linear_8(lab: [f32x8; 3]) -> [f32x8; 3] {
    light(lab)
}

impl Oklab {
    /// From light of red, green and blue, each 0 to 1.
    #[inline(always)]
    #[must_use]
    pub fn from_linear(r: f32, g: f32, b: f32) -> Self {
        let [l, a, b] = mixed(responses([r, g, b]).map(cube_root), &TO_LAB);
        Self { l, a, b }
    }

    /// Light of red, green and blue; outside of 0 to 1 if no screen shows the colour.
    #[inline(always)]
    #[must_use]
    pub fn to_linear(self) -> [f32; 3] {
        light([self.l, self.a, self.b])
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
    fn eight_pixels_at_once_come_back_as_the_bytes_they_were() {
        for step in 0..=0xff_ffff_u32 / 131 {
            let [_, r, g, b] = (step * 131).to_be_bytes();
            let lab = from_linear_8([r, g, b].map(|byte| f32x8::splat(decode(byte))));
            let one = Oklab::from(Srgb { r, g, b });
            for (eight, one) in lab.iter().zip([one.l, one.a, one.b]) {
                assert!((eight.to_array()[7] - one).abs() < 1e-5, "{r} {g} {b}: {eight:?}, not {one}");
            }
            let back = to_linear_8(lab).map(|light| encode(light.to_array()[3]));
            assert_eq!(back, [r, g, b]);
        }
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
