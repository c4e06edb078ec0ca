//! Where on the face a product goes.

use crate::catalog::{Finish, Product};
use serde::{Deserialize, Serialize};

/// A place on the face with the way it is worn there. One product of a place is worn at a time, unless she layers them herself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
// In the order of putting on, which is the order of painting.
pub enum Place {
    /// Over the whole skin.
    Foundation,
    /// Under the eyes.
    Concealer,
    /// Shade below the cheekbone; bronzer too.
    Contour,
    /// Colour on the cheeks.
    Blush,
    /// Light on cheekbones and nose.
    Highlighter,
    /// Hairs and fill of the brows.
    Brows,
    /// Shadow from the lashes to the fold.
    ShadowLid,
    /// Shadow along the fold.
    ShadowCrease,
    /// Shadow in the outer corner.
    ShadowOuter,
    /// A line that is hardly more than the lashes.
    LinerThin,
    /// A line that is thicker outwards.
    LinerClassic,
    /// A line drawn out beyond the corner.
    LinerWinged,
    /// A smudged line.
    LinerSmoky,
    /// Lashes.
    Mascara,
    /// Colour on the lips.
    Lips,
    /// Shine over the lips' colour.
    Gloss,
    /// The lips' edge.
    LipLiner,
}

/// A part of the face, as products are picked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Lipstick, gloss, liner.
    Lips,
    /// Blush, contour, highlighter.
    Cheeks,
    /// Shadow, liner, mascara.
    Eyes,
    /// Brows.
    Brows,
    /// Foundation and concealer.
    Face,
}

impl Area {
    /// Every area, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Lips, Self::Cheeks, Self::Eyes, Self::Brows, Self::Face];

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lips => "lips",
            Self::Cheeks => "cheeks",
            Self::Eyes => "eyes",
            Self::Brows => "brows",
            Self::Face => "face",
        }
    }
}

/// What merchants tag products with, and where such a product is worn; the usual way first.
const TAGS: [(&str, &[Place]); 28] = [
    ("lipstick", &[Place::Lips]),
    ("liquid lipstick", &[Place::Lips]),
    ("lip tint", &[Place::Lips]),
    ("lip balm", &[Place::Lips]),
    ("lip gloss", &[Place::Gloss]),
    ("lip oil", &[Place::Gloss]),
    ("lip pencil", &[Place::LipLiner, Place::Lips]),
    ("lip liner", &[Place::LipLiner, Place::Lips]),
    ("blush", &[Place::Blush]),
    ("bronzer", &[Place::Contour]),
    ("contour", &[Place::Contour]),
    ("highlighter", &[Place::Highlighter]),
    ("eyeshadow", &SHADOWS),
    (PALETTE, &SHADOWS),
    ("eyeliner", &LINERS),
    ("eye pencil", &[Place::LinerClassic, Place::LinerThin, Place::LinerSmoky, Place::LinerWinged]),
    ("mascara", &[Place::Mascara]),
    ("brow pencil", &[Place::Brows]),
    ("brow gel", &[Place::Brows]),
    ("brow powder", &[Place::Brows]),
    ("brow pen", &[Place::Brows]),
    ("brow tint", &[Place::Brows]),
    ("brow pomade", &[Place::Brows]),
    ("brows", &[Place::Brows]),
    ("foundation", &[Place::Foundation]),
    ("skin tint", &[Place::Foundation]),
    ("tinted moisturiser", &[Place::Foundation]),
    ("concealer", &[Place::Concealer]),
];
/// Has several colours: worn by its pans, and not at all where the merchant names none.
const PALETTE: &str = "eyeshadow palette";
const SHADOWS: [Place; 3] = [Place::ShadowLid, Place::ShadowCrease, Place::ShadowOuter];
const LINERS: [Place; 4] = [Place::LinerWinged, Place::LinerClassic, Place::LinerThin, Place::LinerSmoky];

impl Place {
    /// Every place in the order of putting on.
    pub const ALL: [Self; 17] = [
        Self::Foundation,
        Self::Concealer,
        Self::Contour,
        Self::Blush,
        Self::Highlighter,
        Self::Brows,
        Self::ShadowLid,
        Self::ShadowCrease,
        Self::ShadowOuter,
        Self::LinerThin,
        Self::LinerClassic,
        Self::LinerWinged,
        Self::LinerSmoky,
        Self::Mascara,
        Self::Lips,
        Self::Gloss,
        Self::LipLiner,
    ];

    /// Where a product is worn, the usual way first; nothing for what cannot be tried on.
    ///
    /// A product is known by its tags, whatever their case, and needs a variant with a colour; a palette needs the colours of its pans.
    #[must_use]
    pub fn of(product: &Product) -> &'static [Self] {
        if product.variants.iter().all(|variant| variant.shade.is_none()) {
            return &[];
        }
        let shades = || product.variants.iter().filter_map(|variant| variant.shade.as_ref());
        let has_pans = || shades().all(|shade| !shade.pans.is_empty());
        let known = |tag: &String| {
            let fits = |(word, _): &&(&str, _)| tag.eq_ignore_ascii_case(word) && (*word != PALETTE || has_pans());
            TAGS.iter().find(fits)
        };
        product.tags.iter().find_map(known).map_or(&[], |(_, places)| places)
    }

    /// The place of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.word() == word)
    }

    /// Its word in links and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gloss => "gloss",
            other => other.painted(),
        }
    }

    /// The renderer's word: gloss is one more layer on the lips.
    #[must_use]
    pub fn painted(self) -> &'static str {
        match self {
            Self::Foundation => "foundation",
            Self::Concealer => "concealer",
            Self::Contour => "contour",
            Self::Blush => "blush",
            Self::Highlighter => "highlighter",
            Self::Brows => "brows",
            Self::ShadowLid => "shadow-lid",
            Self::ShadowCrease => "shadow-crease",
            Self::ShadowOuter => "shadow-outer",
            Self::LinerThin => "liner-thin",
            Self::LinerClassic => "liner-classic",
            Self::LinerWinged => "liner-winged",
            Self::LinerSmoky => "liner-smoky",
            Self::Mascara => "mascara",
            Self::Lips | Self::Gloss => "lips",
            Self::LipLiner => "lip-liner",
        }
    }

    /// The part of the face it belongs to.
    #[must_use]
    pub fn area(self) -> Area {
        match self {
            Self::Foundation | Self::Concealer => Area::Face,
            Self::Contour | Self::Blush | Self::Highlighter => Area::Cheeks,
            Self::Brows => Area::Brows,
            Self::ShadowLid | Self::ShadowCrease | Self::ShadowOuter => Area::Eyes,
            Self::LinerThin | Self::LinerClassic | Self::LinerWinged | Self::LinerSmoky | Self::Mascara => Area::Eyes,
            Self::Lips | Self::Gloss | Self::LipLiner => Area::Lips,
        }
    }

    /// Whether wearing something here takes off what is worn `there`: one line along the lashes, one shadow of each kind.
    #[must_use]
    pub fn excludes(self, there: Self) -> bool {
        self == there || (LINERS.contains(&self) && LINERS.contains(&there))
    }

    /// How it takes the light when the merchant does not say.
    #[must_use]
    pub fn usual_finish(self) -> Finish {
        match self {
            Self::Gloss => Finish::Gloss,
            Self::Highlighter => Finish::Shimmer,
            Self::Foundation | Self::Concealer | Self::Lips | Self::Blush | Self::Mascara => Finish::Satin,
            _ => Finish::Matte,
        }
    }

    /// How much of it looks like a careful hand, in hundredths: colour on the skin less than colour on lips and lashes.
    #[must_use]
    pub fn usual_intensity(self) -> u8 {
        match self {
            Self::Contour => 40,
            Self::Foundation | Self::Highlighter | Self::Blush => 50,
            Self::Concealer | Self::Brows => 60,
            Self::ShadowLid | Self::ShadowCrease | Self::ShadowOuter | Self::Gloss => 70,
            Self::LipLiner => 80,
            Self::LinerThin | Self::LinerClassic | Self::LinerWinged | Self::LinerSmoky => 85,
            Self::Mascara | Self::Lips => 90,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Hex, Shade, tests::lipstick};

    fn tagged(tags: &[&str], has_shade: bool) -> &'static [Place] {
        worn_with(tags, has_shade, &[])
    }

    fn worn_with(tags: &[&str], has_shade: bool, pans: &[Hex]) -> &'static [Place] {
        let mut product = lipstick("velvet", &[("A", "Rosewood", 2400)]);
        product.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let hex = Hex::parse("#7a1f2b").unwrap();
        product.variants[0].shade =
            has_shade.then_some(Shade { hex, finish: None, undertone: None, family: None, pans: pans.to_vec() });
        Place::of(&product)
    }

    #[test]
    fn a_product_is_worn_where_its_tags_say() {
        for (tags, places) in [
            (&["Lipstick", "Matte"][..], &[Place::Lips][..]),
            (&["Vegan", "lip GLOSS"], &[Place::Gloss]),
            (&["Lip pencil"], &[Place::LipLiner, Place::Lips]),
            (&["Eyeshadow"], &SHADOWS),
            (&["Eyeshadow palette", "Satin"], &[]),
            (&["Lip scrub"], &[]),
            (&[], &[]),
        ] {
            assert_eq!(tagged(tags, true), places, "{tags:?}");
        }
        assert!(tagged(&["Lipstick"], false).is_empty(), "there is no colour to wear");
        assert_eq!(worn_with(&["Eyeshadow palette"], true, &[Hex::parse("#c3a48c").unwrap()]), SHADOWS);
    }

    #[test]
    fn words_come_back_and_stand_in_the_order_of_putting_on() {
        for place in Place::ALL {
            assert_eq!(Place::from_word(place.word()), Some(place));
            assert_eq!(serde_json::to_string(&place).unwrap(), format!("{:?}", place.word()));
            assert!(place.usual_intensity() <= 100);
        }
        assert!(Place::ALL.is_sorted());
        assert_eq!(Place::from_word("lisp"), None);
    }

    #[test]
    fn one_line_is_drawn_at_a_time_and_shadows_lie_side_by_side() {
        assert!(Place::LinerThin.excludes(Place::LinerWinged));
        assert!(Place::Lips.excludes(Place::Lips));
        assert!(!Place::Lips.excludes(Place::Gloss));
        assert!(!Place::ShadowLid.excludes(Place::ShadowCrease));
    }
}
