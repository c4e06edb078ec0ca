//! What is worn: layers as plain data, short enough for a link.

use crate::colour::{HexError, Oklab, Srgb};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A whole look; written as its layers with commas between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The layers, in any order; at most [`Look::MOST`] can be read from a text.
    pub layers: Vec<Layer>,
}

/// One product on the face, written `lips:9c2230:matte:90`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    /// What it is and where it goes.
    pub kind: Kind,
    /// Its colour at full cover.
    pub shade: Srgb,
    /// How it takes the light.
    pub finish: Finish,
    /// How much of it; two coats are 1 - (1 - opacity)².
    pub opacity: Percent,
}

/// What a product is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Over the whole skin.
    Foundation,
    /// Under the eyes.
    Concealer,
    /// Shade below the cheekbone.
    Contour,
    /// Colour on the cheeks.
    Blush,
    /// Light on cheekbones and nose.
    Highlighter,
    /// Colour on the lid.
    Eyeshadow(Zone),
    /// A line along the upper lashes.
    Eyeliner(Line),
    /// Lashes.
    Mascara,
    /// Hairs and fill of the brows.
    Brows,
    /// Lipstick or gloss.
    Lips,
    /// The lips' edge.
    LipLiner,
}

/// Where on the lid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// From the lashes to the fold.
    Lid,
    /// Along the fold.
    Crease,
    /// The outer corner.
    Outer,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Hardly more than the lashes.
    Thin,
    /// Thicker outwards.
    Classic,
    /// Drawn out beyond the corner.
    Winged,
    /// Smudged.
    Smoky,
}

/// How a colour takes the light; the catalogue's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// No shine.
    Matte,
    /// A soft sheen.
    Satin,
    /// Moist, with a low shine.
    Cream,
    /// Wet shine.
    Gloss,
    /// Fine sparkle.
    Shimmer,
    /// Foil.
    Metallic,
    /// Transparent.
    Sheer,
}

/// A share in hundredths, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u8);

/// Why a text is no look.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LookError {
    /// Not four parts.
    #[error("`{0}` is no layer: write kind:shade:finish:opacity, as in `lips:9c2230:matte:90`")]
    Shape(String),
    /// No such kind.
    #[error("kind `{0}` is unknown")]
    Kind(String),
    /// No such finish.
    #[error("finish `{0}` is unknown")]
    Finish(String),
    /// Not a colour.
    #[error(transparent)]
    Shade(#[from] HexError),
    /// Not a share.
    #[error("opacity `{0}` is not a whole number from 0 to 100")]
    Opacity(String),
    /// Too long.
    #[error("a look has at most {} layers", Look::MOST)]
    TooMany,
}

impl Look {
    /// The most layers a text may have: more than anybody wears, few enough to be painted in time.
    pub const MOST: usize = 24;
}

impl Kind {
    /// Every kind in the order of putting on.
    pub const ORDER: [Self; 16] = [
        Self::Foundation,
        Self::Concealer,
        Self::Contour,
        Self::Blush,
        Self::Highlighter,
        Self::Brows,
        Self::Eyeshadow(Zone::Lid),
        Self::Eyeshadow(Zone::Crease),
        Self::Eyeshadow(Zone::Outer),
        Self::Eyeliner(Line::Thin),
        Self::Eyeliner(Line::Classic),
        Self::Eyeliner(Line::Winged),
        Self::Eyeliner(Line::Smoky),
        Self::Mascara,
        Self::Lips,
        Self::LipLiner,
    ];

    /// The word of links.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Foundation => "foundation",
            Self::Concealer => "concealer",
            Self::Contour => "contour",
            Self::Blush => "blush",
            Self::Highlighter => "highlighter",
            Self::Eyeshadow(Zone::Lid) => "shadow-lid",
            Self::Eyeshadow(Zone::Crease) => "shadow-crease",
            Self::Eyeshadow(Zone::Outer) => "shadow-outer",
            Self::Eyeliner(Line::Thin) => "liner-thin",
            Self::Eyeliner(Line::Classic) => "liner-classic",
            Self::Eyeliner(Line::Winged) => "liner-winged",
            Self::Eyeliner(Line::Smoky) => "liner-smoky",
            Self::Mascara => "mascara",
            Self::Brows => "brows",
            Self::Lips => "lips",
            Self::LipLiner => "lip-liner",
        }
    }
}

impl Finish {
    /// Every finish, dullest first.
    pub const ALL: [Self; 7] =
        [Self::Matte, Self::Satin, Self::Cream, Self::Gloss, Self::Shimmer, Self::Metallic, Self::Sheer];

    /// The word of the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Matte => "matte",
            Self::Satin => "satin",
            Self::Cream => "cream",
            Self::Gloss => "gloss",
            Self::Shimmer => "shimmer",
            Self::Metallic => "metallic",
            Self::Sheer => "sheer",
        }
    }

    /// How much sparkle it has, 0 to 1.
    pub(super) fn sparkle(self) -> f32 {
        match self {
            Self::Shimmer => 0.7,
            Self::Metallic => 1.0,
            _ => 0.0,
        }
    }

    /// How much of what is below shows through at full opacity.
    fn cover(self) -> f32 {
        if self == Self::Sheer { 0.5 } else { 1.0 }
    }
}

impl Percent {
    /// A share of at most 100.
    #[must_use]
    pub fn new(hundredths: u8) -> Option<Self> {
        (hundredths <= 100).then_some(Self(hundredths))
    }

    /// The share in hundredths.
    #[must_use]
    pub fn hundredths(self) -> u8 {
        self.0
    }
}

impl Layer {
    /// How much of the skin's colour gives way, 0 to 1.
    pub(super) fn strength(&self) -> f32 {
        f32::from(self.opacity.0) * 0.01 * self.finish.cover()
    }

    pub(super) fn colour(&self) -> Oklab {
        self.shade.into()
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Srgb { r, g, b } = self.shade;
        write!(f, "{}:{r:02x}{g:02x}{b:02x}:{}:{}", self.kind.word(), self.finish.word(), self.opacity.0)
    }
}

impl FromStr for Layer {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        let parts: Vec<&str> = text.split(':').collect();
        let [kind, shade, finish, opacity] = parts[..] else { return Err(LookError::Shape(text.to_owned())) };
        let kind = Kind::ORDER.into_iter().find(|one| one.word() == kind).ok_or(LookError::Kind(kind.to_owned()))?;
        let finish = Finish::ALL.into_iter().find(|one| one.word() == finish);
        let finish = finish.ok_or_else(|| LookError::Finish(parts[2].to_owned()))?;
        let share = opacity.parse().ok().and_then(Percent::new);
        let opacity = share.ok_or_else(|| LookError::Opacity(opacity.to_owned()))?;
        Ok(Self { kind, shade: shade.parse()?, finish, opacity })
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, layer) in self.layers.iter().enumerate() {
            write!(f, "{}{layer}", if at == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl FromStr for Look {
    type Err = LookError;

    fn from_str(text: &str) -> Result<Self, LookError> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        if text.split(',').nth(Self::MOST).is_some() {
            return Err(LookError::TooMany);
        }
        Ok(Self { layers: text.split(',').map(str::parse).collect::<Result<_, _>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_fits_in_a_link_and_comes_back() {
        for kind in Kind::ORDER {
            for finish in Finish::ALL {
                let text = format!("{}:9c2230:{}:90,brows:000000:matte:0", kind.word(), finish.word());
                assert_eq!(text.parse::<Look>().map(|look| look.to_string()), Ok(text));
            }
        }
        assert_eq!("".parse(), Ok(Look::default()));
    }

    #[test]
    fn what_is_no_look_says_why() {
        let cases = [
            ("lips", LookError::Shape("lips".to_owned())),
            ("lisp:9c2230:matte:1", LookError::Kind("lisp".to_owned())),
            ("lips:9c223:matte:1", LookError::Shade(HexError("9c223".to_owned()))),
            ("lips:9c2230:mat:1", LookError::Finish("mat".to_owned())),
            ("lips:9c2230:matte:101", LookError::Opacity("101".to_owned())),
            ("lips:9c2230:matte:-1", LookError::Opacity("-1".to_owned())),
        ];
        for (text, why) in cases {
            assert_eq!(text.parse::<Look>(), Err(why));
        }
        assert_eq!(["lips:9c2230:matte:1"; 25].join(",").parse::<Look>(), Err(LookError::TooMany));
    }
}
