//! What is sold: products, their variants, shades and pictures, and how a list of them is narrowed and sorted.
//!
//! How many there are is [`crate::inventory`]; how merchants' files become products is the server's importer.

mod listing;

pub use listing::{Facet, FacetKind, FacetValue, Listing, ListingQuery, Sort, list};

use crate::id::{CategorySlug, Gtin, Handle, Sku};
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Something the shop sells, in one or more variants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name for people.
    pub title: String,
    /// The label (brand) it is sold under; Shopify's "Vendor".
    pub label: String,
    /// The category it is listed in.
    pub category: CategorySlug,
    /// What it is, as HTML that was sanitised when it was imported.
    pub description_html: String,
    /// How to wear or use it, plain text.
    pub how_to_use: Option<String>,
    /// What is in it (INCI names), plain text.
    pub ingredients: Option<String>,
    /// Merchants' tags, shown as facets.
    pub tags: Vec<String>,
    /// What the shopper chooses, in order: `Shade`, `Size`. Empty for a product with one variant.
    pub options: Vec<ProductOption>,
    /// Every variant, at least one, in the merchant's order.
    pub variants: Vec<Variant>,
    /// Pictures of the product as a whole, the first one leading.
    pub pictures: Vec<Picture>,
    /// What people think of it, when anyone has said.
    pub rating: Option<Rating>,
}

/// One thing to choose and the values it can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductOption {
    /// `Shade`, `Size`.
    pub name: String,
    /// Every value, in the merchant's order.
    pub values: Vec<String>,
}

/// One thing that can be put into a bag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Variant {
    /// Names the variant everywhere.
    pub sku: Sku,
    /// The number under the barcode.
    pub gtin: Option<Gtin>,
    /// Its value of each of the product's options, in their order.
    pub values: Vec<String>,
    /// What one costs, tax included unless the shop's tax table says otherwise.
    pub price: Money,
    /// What one cost before, when it costs less now.
    pub compare_at: Option<Money>,
    /// Its colour, for things that have one.
    pub shade: Option<Shade>,
    /// The pictures of this variant, the pack shot first.
    pub pictures: Vec<Picture>,
    /// The class its tax rate is looked up by; the standard one when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<String>,
}

/// A colour as worn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shade {
    /// The colour.
    pub hex: Hex,
    /// How it takes the light.
    pub finish: Option<Finish>,
    /// Which skin it leans towards.
    pub undertone: Option<Undertone>,
    /// The group it is shown in: `Reds`, `Nudes`.
    pub family: Option<String>,
    /// Of a palette, the colours of its pans, left to right and row by row; nothing for what has one colour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pans: Vec<Hex>,
}

/// How a colour takes the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
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

impl Finish {
    /// Every finish, dullest first.
    pub const ALL: [Self; 7] =
        [Self::Matte, Self::Satin, Self::Cream, Self::Gloss, Self::Shimmer, Self::Metallic, Self::Sheer];

    /// The word of files and addresses.
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

    /// The finish of a word, whatever its case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finish| finish.word().eq_ignore_ascii_case(word))
    }
}

/// Which skin a colour leans towards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Undertone {
    /// Pink, red or blue.
    Cool,
    /// Neither.
    Neutral,
    /// Yellow, peach or gold.
    Warm,
}

impl Undertone {
    /// Its word in files and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cool => "cool",
            Self::Neutral => "neutral",
            Self::Warm => "warm",
        }
    }

    /// The undertone of a word, whatever its case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "cool" => Some(Self::Cool),
            "neutral" => Some(Self::Neutral),
            "warm" => Some(Self::Warm),
            _ => None,
        }
    }
}

/// An sRGB colour, `#7a1f2b` in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^#[0-9a-f]{6}$"))]
#[serde(try_from = "String", into = "String")]
pub struct Hex([u8; 3]);

/// The text is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a colour such as #7a1f2b")]
pub struct HexError(pub String);

impl Hex {
    /// Reads `#rrggbb` or `rrggbb`, in either case.
    ///
    /// # Errors
    /// [`HexError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, HexError> {
        let refuse = || HexError(text.to_owned());
        let digits = text.trim().trim_start_matches('#');
        if digits.len() != 6 || !digits.is_ascii() {
            return Err(refuse());
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| refuse());
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Red, green, blue, 0 to 255.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        self.0
    }
}

impl fmt::Display for Hex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Hex {
    type Error = HexError;
    fn try_from(text: String) -> Result<Self, HexError> {
        Self::parse(&text)
    }
}

impl From<Hex> for String {
    fn from(hex: Hex) -> String {
        hex.to_string()
    }
}

/// The widths in pixels that pictures are redrawn at: beside words, as one of several, and large.
/// Few, since each is drawn and kept for every picture.
pub const RENDITION_WIDTHS: [u32; 3] = [200, 400, 1_000];

/// A picture served by this shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picture {
    /// Address on this server, with the content's hash in it.
    pub url: String,
    /// What is to be seen, for those who do not see it. Empty when the picture only decorates.
    pub alt: String,
    /// Natural width in pixels.
    pub width: u32,
    /// Natural height in pixels.
    pub height: u32,
}

impl Picture {
    /// The address of this picture `width` pixels wide, as WebP: one of [`RENDITION_WIDTHS`].
    ///
    /// `None` where the original is the better choice: a photo that is no wider than that, or a kind that is small already (AVIF).
    ///
    /// ```
    /// # use domain::catalog::Picture;
    /// let drawing = Picture { url: "/media/6f1d.svg".into(), alt: String::new(), width: 8, height: 10 };
    /// assert_eq!(drawing.rendition(400).as_deref(), Some("/media/6f1d-400.webp"));
    /// let photo = Picture { url: "/media/6f1d.jpg".into(), width: 400, ..drawing };
    /// assert_eq!(photo.rendition(400), None);
    /// ```
    #[must_use]
    pub fn rendition(&self, width: u32) -> Option<String> {
        let (address, kind) = self.url.rsplit_once('.')?;
        // A drawing has no size of its own.
        let is_larger = kind == "svg" || self.width > width;
        (is_larger && kind != "avif").then(|| format!("{address}-{width}.webp"))
    }
}

/// What people think of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// Mean of one to five stars, in tenths: 43 is 4.3.
    pub tenths: u16,
    /// How many people said so.
    pub count: u32,
}

/// A shelf of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Its name in addresses.
    pub slug: CategorySlug,
    /// Its name for people.
    pub title: String,
}

impl Product {
    /// The variant with this SKU.
    #[must_use]
    pub fn variant(&self, sku: &Sku) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.sku == *sku)
    }

    /// The pictures to show of one of its variants: that variant's own, then those that are no variant's.
    pub fn pictures_of<'a>(&'a self, variant: &'a Variant) -> impl Iterator<Item = &'a Picture> {
        let of_a_variant = |picture: &&Picture| self.variants.iter().any(|other| other.pictures.contains(picture));
        variant.pictures.iter().chain(self.pictures.iter().filter(move |picture| !of_a_variant(picture)))
    }

    /// The variant that an address asks for: every `(option, value)` given must fit, names in any case.
    ///
    /// The first variant that fits best leads, so a link with an option that no longer exists still shows the product.
    #[must_use]
    pub fn variant_for(&self, choice: &[(String, String)]) -> &Variant {
        let fits = |variant: &&Variant| {
            choice
                .iter()
                .filter(|(name, value)| {
                    self.options
                        .iter()
                        .zip(&variant.values)
                        .any(|(option, own)| option.name.eq_ignore_ascii_case(name) && own == value)
                })
                .count()
        };
        // `max_by_key` keeps the last of equals; reversed, the merchant's first variant wins.
        self.variants.iter().rev().max_by_key(fits).expect("a product has at least one variant")
    }

    /// The lowest price of any variant.
    #[must_use]
    pub fn price_from(&self) -> Money {
        self.variants
            .iter()
            .map(|variant| variant.price)
            .min_by_key(|price| price.minor)
            .expect("a product has at least one variant")
    }

    /// Whether variants differ in price, so that a list must say "from".
    #[must_use]
    pub fn price_varies(&self) -> bool {
        self.variants.iter().any(|variant| variant.price != self.variants[0].price)
    }
}

impl Variant {
    /// The variant's values as one phrase: `Rosewood, 50 ml`. Empty for a product's only variant.
    #[must_use]
    pub fn phrase(&self) -> String {
        self.values.join(", ")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::money::Currency;

    /// A product with the given shades, each `(sku, shade, price)`.
    pub(crate) fn lipstick(handle: &str, shades: &[(&str, &str, i64)]) -> Product {
        Product {
            handle: Handle::parse(handle).unwrap(),
            title: handle.to_owned(),
            label: "Maison Test".to_owned(),
            category: CategorySlug::parse("lips").unwrap(),
            description_html: String::new(),
            how_to_use: None,
            ingredients: None,
            tags: Vec::new(),
            options: vec![ProductOption {
                name: "Shade".to_owned(),
                values: shades.iter().map(|(_, shade, _)| (*shade).to_owned()).collect(),
            }],
            variants: shades
                .iter()
                .map(|(sku, shade, minor)| Variant {
                    sku: Sku::parse(*sku).unwrap(),
                    gtin: None,
                    values: vec![(*shade).to_owned()],
                    price: Money::new(*minor, Currency::Eur),
                    compare_at: None,
                    shade: None,
                    pictures: Vec::new(),
                    tax_class: None,
                })
                .collect(),
            pictures: Vec::new(),
            rating: None,
        }
    }

    #[test]
    fn a_link_lands_on_the_variant_it_names() {
        let product = lipstick("velvet", &[("A", "Rosewood", 2400), ("B", "Fig", 2400)]);
        let landed = |choice: &[(&str, &str)]| {
            let choice: Vec<_> = choice.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            product.variant_for(&choice).sku.as_str().to_owned()
        };
        assert_eq!(landed(&[("shade", "Fig")]), "B");
        assert_eq!(landed(&[("Shade", "Discontinued")]), "A");
        assert_eq!(landed(&[("utm_source", "feed"), ("Shade", "Fig")]), "B");
        assert_eq!(landed(&[]), "A");
    }

    #[test]
    fn a_variant_is_shown_first_and_no_other_variant_with_it() {
        let picture =
            |name: &str| Picture { url: format!("/media/{name}.svg"), alt: String::new(), width: 8, height: 10 };
        let mut product = lipstick("velvet", &[("A", "Rosewood", 2400), ("B", "Fig", 2400)]);
        product.pictures = vec![picture("rosewood"), picture("all"), picture("fig")];
        product.variants[0].pictures = vec![picture("rosewood")];
        product.variants[1].pictures = vec![picture("fig"), picture("fig-smear")];
        let shown = |variant: &Variant| product.pictures_of(variant).map(|it| it.url.clone()).collect::<Vec<_>>();
        assert_eq!(shown(&product.variants[0]), ["/media/rosewood.svg", "/media/all.svg"]);
        assert_eq!(shown(&product.variants[1]), ["/media/fig.svg", "/media/fig-smear.svg", "/media/all.svg"]);
    }

    #[test]
    fn a_product_says_from_only_when_prices_differ() {
        assert!(!lipstick("one", &[("A", "x", 10), ("B", "y", 10)]).price_varies());
        let two = lipstick("two", &[("A", "x", 20), ("B", "y", 10)]);
        assert!(two.price_varies());
        assert_eq!(two.price_from().minor, 10);
    }

    #[test]
    fn colours_read_in_either_case_with_or_without_hash() {
        assert_eq!(Hex::parse("7A1F2B").unwrap().to_string(), "#7a1f2b");
        for bad in ["", "#12", "#gggggg", "#1234567", "ééé"] {
            assert!(Hex::parse(bad).is_err(), "{bad}");
        }
    }
}
