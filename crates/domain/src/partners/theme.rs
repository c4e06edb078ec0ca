//! What a partner's page may say about how the widget looks: seven words, each of a form that cannot reach beyond what it is for, and
//! colours only if everybody can still read what is written in them.

use crate::catalog::Hex;
use serde::{Deserialize, Serialize};

/// The least contrast between words and their ground, in hundredths (WCAG 2.2, 1.4.3).
pub const CONTRAST_LEAST: u32 = 450;
/// The largest radius of corners, in CSS pixels.
pub const RADIUS_MOST: u16 = 32;
/// The smallest and the largest size of text, in CSS pixels.
pub const FONT_SIZES: (u16, u16) = (14, 24);
/// The longest list of fonts, in characters.
const FONT_MOST: usize = 120;
const WHITE: [u8; 3] = [255; 3];
const BLACK: [u8; 3] = [0; 3];

/// The values of `--vitrine-accent` and the others as the host's page has them; nothing is believed yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// `--vitrine-accent`: buttons and what is chosen.
    pub accent: String,
    /// `--vitrine-bg`: the ground.
    pub bg: String,
    /// `--vitrine-fg`: words.
    pub fg: String,
    /// `--vitrine-radius`: corners, in `px`.
    pub radius: String,
    /// `--vitrine-font`: fonts of the device, by name.
    pub font: String,
    /// `--vitrine-font-size`: in `px`.
    pub font_size: String,
    /// `light` or `dark`, worked out by the loader.
    pub scheme: String,
}

/// What of it is followed; without a value the shop's own look stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// The colours, all that are needed for each other or none.
    pub colours: Option<Colours>,
    /// Corners, in CSS pixels.
    pub radius: Option<u16>,
    /// A list of fonts, safe to stand in a style.
    pub font: Option<String>,
    /// The size of text, in CSS pixels.
    pub font_size: Option<u16>,
    /// Whether it is dark; without a word, the device decides.
    pub dark: Option<bool>,
}

/// Colours that can be read on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The ground.
    pub bg: Hex,
    /// Words on the ground.
    pub fg: Hex,
    /// Buttons; also as words on the ground.
    pub accent: Hex,
    /// Words on buttons: white or black.
    pub on_accent: Hex,
}

impl Theme {
    /// Takes what can be taken. Colours that are not given, are none, or cannot be read are those of `own`; if what is left of the
    /// wishes does not go with those either, all three are.
    #[must_use]
    pub fn of(wishes: &Wishes, own: Colours) -> Self {
        let dark = match wishes.scheme.trim() {
            "dark" => Some(true),
            "light" => Some(false),
            _ => None,
        };
        Self {
            colours: colours(wishes, own),
            radius: pixels(&wishes.radius).filter(|radius| *radius <= RADIUS_MOST),
            font: font(&wishes.font),
            font_size: pixels(&wishes.font_size).filter(|size| (FONT_SIZES.0..=FONT_SIZES.1).contains(size)),
            dark,
        }
    }
}

fn colours(wishes: &Wishes, own: Colours) -> Option<Colours> {
    let (bg, fg, accent) = (hex(&wishes.bg), hex(&wishes.fg), hex(&wishes.accent));
    let reads = |words: Hex, ground: Hex| contrast(words.rgb(), ground.rgb()) >= CONTRAST_LEAST;
    // What was wished, then with our words on their ground, then their accent alone on ours.
    let tries = [(bg, fg, accent), (bg, fg, None), (bg, None, accent), (None, None, accent)];
    tries.into_iter().filter(|(bg, fg, accent)| bg.is_some() || fg.is_some() || accent.is_some()).find_map(|it| {
        let (bg, fg) = (it.0.unwrap_or(own.bg), it.1.unwrap_or(own.fg));
        let accent = it.2.unwrap_or(if reads(own.accent, bg) { own.accent } else { fg });
        (reads(fg, bg) && reads(accent, bg)).then(|| Colours { bg, fg, accent, on_accent: on(accent) })
    })
}

/// White or black, whichever reads better; one of them always has 4.5 : 1 and more.
fn on(ground: Hex) -> Hex {
    let white = contrast(WHITE, ground.rgb()) >= contrast(BLACK, ground.rgb());
    Hex::parse(if white { "#ffffff" } else { "#000000" }).expect("white and black are colours")
}

/// `#rgb` or `#rrggbb`.
fn hex(text: &str) -> Option<Hex> {
    let digits = text.trim().strip_prefix('#')?;
    match digits.len() {
        3 => Hex::parse(&digits.chars().flat_map(|digit| [digit, digit]).collect::<String>()).ok(),
        6 => Hex::parse(digits).ok(),
        _ => None,
    }
}

/// `12px`, or `0`.
fn pixels(text: &str) -> Option<u16> {
    let text = text.trim();
    let number = text.strip_suffix("px").unwrap_or(if text == "0" { text } else { "" });
    (number.len() <= 4 && number.bytes().all(|digit| digit.is_ascii_digit())).then(|| number.parse().ok())?
}

/// Names with commas between them, quoted where they have to be: nothing that could end the declaration or fetch something.
fn font(text: &str) -> Option<String> {
    let text = text.trim();
    // Beyond ASCII no character has a meaning in a style.
    let plain = |it: char| !it.is_ascii() || it.is_ascii_alphanumeric() || matches!(it, ' ' | '-' | ',' | '"' | '\'');
    let quotes = |mark: char| text.matches(mark).count().is_multiple_of(2);
    let fits = !text.is_empty() && text.chars().count() <= FONT_MOST && text.chars().all(plain);
    (fits && quotes('"') && quotes('\'')).then(|| text.to_owned())
}

/// The contrast ratio of two sRGB colours in hundredths, rounded down: 100 for the same, 2100 for black on white (WCAG 2.2).
#[must_use]
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> u32 {
    let (one, other) = (luminance(one), luminance(other));
    let (light, dark) = (one.max(other), one.min(other));
    u32::try_from((light + 50_000) * 100 / (dark + 50_000)).unwrap_or(100)
}

/// Relative luminance in millionths.
fn luminance([red, green, blue]: [u8; 3]) -> u128 {
    (2126 * linear(red) + 7152 * linear(green) + 722 * linear(blue)) / 10_000
}

/// An sRGB channel as light, in millionths: `((c + 0.055) / 1.055)^2.4`, near black `c / 12.92`, in whole numbers.
fn linear(channel: u8) -> u128 {
    let channel = u128::from(channel);
    if channel <= 10 {
        return channel * 1_000_000 * 100 / (255 * 1292);
    }
    let base = (channel * 1000 + 14_025) * 1_000_000 / 269_025;
    // x^2.4 is x² times the fifth root of x².
    let square = base * base;
    square * fifth_root(square * 1_000_000_000_000_000_000) / 1_000_000_000_000
}

/// The largest number up to a million whose fifth power is not more than `power`.
fn fifth_root(power: u128) -> u128 {
    let (mut low, mut high) = (0, 1_000_001);
    while high - low > 1 {
        let middle: u128 = (low + high) / 2;
        if middle.pow(5) <= power { low = middle } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Colours {
        let colour = |text| Hex::parse(text).unwrap();
        Colours {
            bg: colour("#fbf8f3"),
            fg: colour("#241512"),
            accent: colour("#7a1f2b"),
            on_accent: colour("#ffffff"),
        }
    }

    fn wish(accent: &str, bg: &str, fg: &str) -> Option<[String; 4]> {
        let wishes = Wishes { accent: accent.into(), bg: bg.into(), fg: fg.into(), ..Wishes::default() };
        Theme::of(&wishes, own()).colours.map(|it| [it.accent, it.bg, it.fg, it.on_accent].map(|hex| hex.to_string()))
    }

    #[test]
    fn contrast_is_as_the_guidelines_have_it() {
        for (one, other, hundredths) in [
            ("#000000", "#ffffff", 2100),
            ("#ffffff", "#ffffff", 100),
            ("#767676", "#ffffff", 454),
            ("#777777", "#ffffff", 447),
            ("#ff0000", "#ffffff", 399),
            ("#0000ff", "#ffffff", 859),
            ("#7a1f2b", "#fbf8f3", 963),
        ] {
            let [one, other] = [one, other].map(|text| Hex::parse(text).unwrap().rgb());
            let is = contrast(one, other);
            assert!(is.abs_diff(hundredths) <= 2, "{one:?} on {other:?}: {is}, not {hundredths}");
            assert_eq!(is, contrast(other, one));
        }
    }

    #[test]
    fn colours_that_can_be_read_are_taken() {
        let dark = ["#ffb3c0", "#101014", "#f5f5f5", "#000000"].map(str::to_owned);
        assert_eq!(wish("#ffb3c0", "#101014", "#f5f5f5"), Some(dark));
        assert_eq!(wish(" #05A ", "", "").map(|[accent, ..]| accent), Some("#0055aa".to_owned()));
        assert_eq!(wish("", "", ""), None);
    }

    #[test]
    fn what_cannot_be_read_falls_back() {
        // Their accent is too pale for their ground: ours takes its place.
        assert_eq!(wish("#ffe0e0", "#ffffff", "#222222").map(|[accent, ..]| accent), Some("#7a1f2b".to_owned()));
        // Grey on grey: ours on their ground, or nothing of theirs.
        assert_eq!(wish("#05a", "#ffffff", "#eeeeee").map(|[.., fg, _]| fg), Some("#241512".to_owned()));
        assert_eq!(wish("#777777", "#808080", "#7f7f7f"), None);
    }

    #[test]
    fn every_ground_has_words_that_can_be_read_on_it() {
        for step in 0..=255_u8 {
            for ground in [[step, step, step], [step, 0, 255 - step], [0, step, 128]] {
                let best = contrast(WHITE, ground).max(contrast(BLACK, ground));
                assert!(best >= CONTRAST_LEAST, "{ground:?}: {best}");
            }
        }
    }

    #[test]
    fn only_what_is_meant_gets_through() {
        let of = |radius: &str, font: &str, size: &str, scheme: &str| {
            let [radius, font, font_size, scheme] = [radius, font, size, scheme].map(str::to_owned);
            let theme = Theme::of(&Wishes { radius, font, font_size, scheme, ..Wishes::default() }, own());
            (theme.radius, theme.font, theme.font_size, theme.dark)
        };
        let font = "\"Söhne Buch\", Georgia, serif".to_owned();
        assert_eq!(of("12px", &font, "18px", "dark"), (Some(12), Some(font), Some(18), Some(true)));
        assert_eq!(of("0", "serif", "", "light"), (Some(0), Some("serif".into()), None, Some(false)));
        for (radius, font, size) in [
            ("33px", "url(https://x.example)", "8px"),
            ("1e3px", "serif; background: red", "1000px"),
            ("-1px", "\"serif", "2em"),
            ("calc(1px)", "a\\62", "18"),
            ("99999px", "", "px"),
        ] {
            assert_eq!(of(radius, font, size, "auto"), (None, None, None, None), "{radius} {font} {size}");
        }
        assert_eq!(of("", &"a".repeat(121), "", "").1, None);
    }

    #[test]
    fn no_colour_of_another_form_is_read() {
        for text in ["red", "rgb(0,0,0)", "#12345", "#12345g", "#é12", "##123456", "url(#a)", "var(--x)", "#12345678"]
        {
            assert_eq!(wish(text, text, text), None, "{text}");
        }
    }
}
