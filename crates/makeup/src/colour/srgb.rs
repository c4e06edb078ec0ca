//! Colours as screens take them: one byte each of red, green and blue.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use thiserror::Error;

/// A colour of a screen. Source: IEC 61966-2-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Srgb {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

/// Why a text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is no colour: write six hexadecimal digits, as in `#9c2230`")]
pub struct HexError(pub String);

impl FromStr for Srgb {
    type Err = HexError;

    /// Reads `#9c2230` or `9c2230`.
    fn from_str(text: &str) -> Result<Self, HexError> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let six = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| six).ok_or_else(|| HexError(text.to_owned()))?;
        let [_, r, g, b] = number.to_be_bytes();
        Ok(Self { r, g, b })
    }
}

impl fmt::Display for Srgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let value = byte as f64 / 255.0;
        let linear = if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) };
        linear as f32
    })
});

/// Steps of the table of bytes: fine enough that every byte comes back as itself.
const STEPS: usize = 16_384;

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let byte = |step: usize| {
        let linear = step as f64 / STEPS as f64;
        let value = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055 };
        (value * 255.0 + 0.5) as u8
    };
    (0..=STEPS).map(byte).collect()
});

/// The light of a byte, 0 to 1.
#[must_use]
pub fn decode(byte: u8) -> f32 {
    LINEAR[usize::from(byte)]
}

/// The byte of a light; what is darker than black or brighter than white is cut.
#[must_use]
pub fn encode(linear: f32) -> u8 {
    BYTES[(linear.clamp(0.0, 1.0) * STEPS as f32 + 0.5) as usize]
}

/// Both tables at once, for loops over many pixels.
pub(crate) fn tables() -> (&'static [f32; 256], &'static [u8]) {
    (&LINEAR, &BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for byte in 0..=255 {
            assert_eq!(encode(decode(byte)), byte);
        }
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!("#9c2230".parse(), Ok(Srgb { r: 0x9c, g: 0x22, b: 0x30 }));
        assert_eq!("9C2230".parse::<Srgb>().map(|colour| colour.to_string()), Ok("#9c2230".to_owned()));
        for wrong in ["", "#", "#9c223", "#9c22300", "#9c22g0", "+c2230", "ä9c22"] {
            assert_eq!(wrong.parse::<Srgb>(), Err(HexError(wrong.to_owned())));
        }
    }
}
