//! What stands in a code: the number of a product, a page of this shop, or something that is neither.
//!
//! Sources: GS1 General Specifications, sections 2 (what identifies what), 7.9 (check digits) and 5.2.2.4.2 (UPC-E); GS1 Digital Link
//! URI Syntax 1.4. A number is only read out of a link; no link that is not the shop's own is ever followed.

use crate::id::{Gtin, IdError, LocationCode};
use thiserror::Error;

/// The longest text of a code that is looked at, in characters; a QR code of ours has less than a hundred.
const TEXT_MOST: usize = 2_000;
/// The name of a GTIN in links and in codes with several fields (GS1's application identifier).
const GTIN_FIELD: &str = "01";
/// The separator between fields, and what readers put before the first one to say that there are fields.
const MARKS: [&str; 4] = ["]C1", "]d2", "]Q3", "\u{1d}"];

/// How a code came, as far as that changes what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// UPC-E: eight digits that stand for twelve.
    UpcE,
    /// Typed by hand: digits in groups.
    Typed,
    /// Any other code.
    Other,
}

/// What a code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// A product.
    Product {
        /// Its number.
        gtin: Gtin,
        /// The store the code hangs in, if it says so: to be asked, not to be believed.
        store: Option<LocationCode>,
    },
    /// A page of this shop: path and query.
    Page(String),
}

/// Why a code leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScanError {
    /// A link to another place on the web. It is named, not followed.
    #[error("a link to {0}")]
    Foreign(String),
    /// Digits of the right number whose check digit does not fit: damaged, or misread.
    #[error("a number with a wrong check digit")]
    CheckDigit,
    /// A number that is too short or too long.
    #[error("a number of {0} digits; product numbers have 8, 12, 13 or 14")]
    Length(usize),
    /// Anything else: somebody's address, a ticket, the code of a network.
    #[error("no product number and no link of this shop")]
    Other,
}

/// Reads the text of a code. `origin` is the shop's own: `https://shop.example`.
///
/// # Errors
/// [`ScanError`] says what it is instead.
pub fn read(text: &str, symbol: Symbol, origin: &str) -> Result<Scanned, ScanError> {
    let text = text.trim();
    if text.chars().count() > TEXT_MOST {
        return Err(ScanError::Other);
    }
    let lower = text.get(..8).map(str::to_ascii_lowercase).unwrap_or_default();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return link(text, origin);
    }
    if let Some(found) = element(text) {
        return found.map(|gtin| Scanned::Product { gtin, store: None });
    }
    let digits: String = match symbol {
        Symbol::Typed => text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}')).collect(),
        Symbol::UpcE | Symbol::Other => text.to_owned(),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ScanError::Other);
    }
    number(&digits, symbol).map(|gtin| Scanned::Product { gtin, store: None })
}

/// The twelve digits of UPC-A that the eight of UPC-E stand for.
///
/// # Errors
/// [`IdError`] for anything but eight digits that begin with 0 or 1, or a wrong check digit.
pub fn from_upc_e(digits: &str) -> Result<Gtin, IdError> {
    let refuse = IdError::CheckDigit { what: "a UPC-E" };
    let [system, body @ .., check] = digits.as_bytes() else { return Err(refuse) };
    if body.len() != 6 || !matches!(*system, b'0' | b'1') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refuse);
    }
    let part = |from: usize, to: usize| &digits[1 + from..1 + to];
    // The last of the six says where the zeros were that were left out.
    let long = match body[5] {
        last @ b'0'..=b'2' => format!("{}{}0000{}", part(0, 2), char::from(last), part(2, 5)),
        b'3' => format!("{}00000{}", part(0, 3), part(3, 5)),
        b'4' => format!("{}00000{}", part(0, 4), part(4, 5)),
        _ => format!("{}0000{}", part(0, 5), part(5, 6)),
    };
    Gtin::parse(format!("{}{long}{}", char::from(*system), char::from(*check)))
}

/// The link of a code on a shelf, below the shop's origin: `/01/04006381333931`, with the store it hangs in.
#[must_use]
pub fn shelf_path(gtin: &Gtin, store: Option<&LocationCode>) -> String {
    let store = store.map(|store| format!("?store={store}")).unwrap_or_default();
    format!("/{GTIN_FIELD}/{}{store}", gtin.padded())
}

/// The number in the path of a GS1 Digital Link, wherever in it the field stands; fields after it say more about the same thing.
#[must_use]
pub fn in_path(path: &str) -> Option<Result<Gtin, ScanError>> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    parts.find(|part| *part == GTIN_FIELD)?;
    let digits = parts.next()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number(digits, Symbol::Other))
}

fn number(digits: &str, symbol: Symbol) -> Result<Gtin, ScanError> {
    if symbol == Symbol::UpcE {
        return from_upc_e(digits).map_err(|_| ScanError::CheckDigit);
    }
    if !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return Err(ScanError::Length(digits.len()));
    }
    let parsed = Gtin::parse(digits);
    // Below the bars of UPC-E stand its eight digits, and whoever types them cannot know that they stand for twelve.
    let parsed = parsed.or_else(|why| if symbol == Symbol::Typed { from_upc_e(digits) } else { Err(why) });
    parsed.map_err(|_| ScanError::CheckDigit)
}

/// The number in a code with several fields, written for people `(01)04006381333931(10)A7` or for programs.
fn element(text: &str) -> Option<Result<Gtin, ScanError>> {
    if let Some((_, rest)) = text.split_once("(01)") {
        return Some(number(rest.get(..14)?, Symbol::Other));
    }
    let bare = MARKS.iter().fold(text, |text, mark| text.strip_prefix(mark).unwrap_or(text));
    let rest = bare.strip_prefix(GTIN_FIELD)?;
    let digits = rest.get(..14)?;
    // Sixteen characters that begin with 01 and pass the check are a field; a GTIN has fourteen at most.
    let parsed = Gtin::parse(digits);
    (bare.len() < text.len() || parsed.is_ok()).then(|| parsed.map_err(|_| ScanError::CheckDigit))
}

fn link(text: &str, origin: &str) -> Result<Scanned, ScanError> {
    let (_, rest) = text.split_once("://").ok_or(ScanError::Other)?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, address) = rest.split_at(end);
    let (path, query) = address
        .split('#')
        .next()
        .and_then(|it| it.split_once('?'))
        .unwrap_or_else(|| (address.split('#').next().unwrap_or_default(), ""));
    // Somebody's name before the host only serves to make it look like another.
    let host = authority.rsplit('@').next().unwrap_or(authority).to_ascii_lowercase();
    let is_ours = origin.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(authority));
    if let Some(found) = in_path(path) {
        let store = query.split('&').find_map(|pair| pair.strip_prefix("store="));
        let store = store.filter(|_| is_ours).and_then(|code| LocationCode::parse(code).ok());
        return found.map(|gtin| Scanned::Product { gtin, store });
    }
    if !is_ours {
        return if host.is_empty() { Err(ScanError::Other) } else { Err(ScanError::Foreign(host)) };
    }
    if !path.starts_with('/') || path.contains('\\') || path.starts_with("//") {
        return if path.is_empty() { Ok(Scanned::Page("/".to_owned())) } else { Err(ScanError::Other) };
    }
    let question = if query.is_empty() { "" } else { "?" };
    Ok(Scanned::Page(format!("{path}{question}{query}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: &str = "https://shop.example";

    fn product(digits: &str) -> Result<Scanned, ScanError> {
        Ok(Scanned::Product { gtin: Gtin::parse(digits).unwrap(), store: None })
    }

    #[test]
    fn numbers_of_every_length_are_read() {
        for (text, symbol, read_as) in [
            ("4006381333931", Symbol::Other, product("4006381333931")),
            ("96385074", Symbol::Other, product("96385074")),
            ("036000291452", Symbol::Other, product("036000291452")),
            ("00012345600012", Symbol::Other, product("00012345600012")),
            (" 4 006381 333931 ", Symbol::Typed, product("4006381333931")),
            ("4006381-333931", Symbol::Typed, product("4006381333931")),
            ("4006381333932", Symbol::Other, Err(ScanError::CheckDigit)),
            ("400638133393", Symbol::Typed, Err(ScanError::CheckDigit)),
            ("4006381", Symbol::Typed, Err(ScanError::Length(7))),
            ("40063813339310", Symbol::Typed, Err(ScanError::CheckDigit)),
            ("400638133393100", Symbol::Typed, Err(ScanError::Length(15))),
            ("", Symbol::Typed, Err(ScanError::Other)),
            ("lipstick", Symbol::Typed, Err(ScanError::Other)),
            ("٤٠٠٦٣٨١٣٣٣٩٣١", Symbol::Typed, Err(ScanError::Other)),
        ] {
            assert_eq!(read(text, symbol, SHOP), read_as, "{text}");
        }
    }

    #[test]
    fn the_eight_digits_of_upc_e_stand_for_twelve() {
        for (short, long) in [
            ("01234505", "012000003455"),
            ("04252614", "042100005264"),
            ("01234531", "012300000451"),
            ("01234543", "012340000053"),
            ("01234565", "012345000065"),
        ] {
            let gtin = Gtin::parse(long);
            assert!(gtin.is_ok(), "{long} is one");
            assert_eq!(from_upc_e(short), gtin, "{short}");
        }
        for bad in ["04252615", "24252614", "0425261", "0425261a", "ü425261"] {
            assert!(from_upc_e(bad).is_err(), "{bad}");
        }
        // Typed, it is EAN-8 if it can be.
        assert_eq!(read("04252614", Symbol::Typed, SHOP), product("042100005264"));
        assert_eq!(read("96385074", Symbol::Typed, SHOP), product("96385074"));
    }

    #[test]
    fn codes_with_several_fields_name_the_product() {
        for text in [
            "(01)04006381333931(10)A7",
            "0104006381333931",
            "010400638133393110A7",
            "]C10104006381333931\u{1d}10A7",
            "\u{1d}0104006381333931",
        ] {
            assert_eq!(read(text, Symbol::Other, SHOP), product("04006381333931"), "{text:?}");
        }
        assert_eq!(read("(01)04006381333932", Symbol::Other, SHOP), Err(ScanError::CheckDigit));
        assert_eq!(read("(01)short", Symbol::Other, SHOP), Err(ScanError::Other));
    }

    #[test]
    fn only_links_of_this_shop_lead_anywhere() {
        let page = |path: &str| Ok(Scanned::Page(path.to_owned()));
        let foreign = |host: &str| Err(ScanError::Foreign(host.to_owned()));
        for (text, leads_to) in [
            ("https://shop.example/p/velvet?Shade=Fig#top", page("/p/velvet?Shade=Fig")),
            ("HTTPS://SHOP.EXAMPLE/c/lips", page("/c/lips")),
            ("https://shop.example", page("/")),
            ("https://shop.example/01/04006381333931", product("04006381333931")),
            // The number is read out of a brand's own link, and the link is not followed.
            ("https://id.gs1.org/01/04006381333931/10/A7?17=261231", product("04006381333931")),
            ("https://shop.example/01/04006381333932", Err(ScanError::CheckDigit)),
            ("https://evil.example/p/velvet", foreign("evil.example")),
            ("https://shop.example.evil.example/p/velvet", foreign("shop.example.evil.example")),
            ("https://shop.example@evil.example/", foreign("evil.example")),
            ("https://shop.example\\@evil.example/", Err(ScanError::Other)),
            ("https://shop.example//evil.example/p", Err(ScanError::Other)),
            ("javascript:alert(1)", Err(ScanError::Other)),
            ("WIFI:T:WPA;S:Ondee;P:secret;;", Err(ScanError::Other)),
            ("https://", Err(ScanError::Other)),
        ] {
            assert_eq!(read(text, Symbol::Other, SHOP), leads_to, "{text}");
        }
        assert_eq!(read(&"1".repeat(3_000), Symbol::Other, SHOP), Err(ScanError::Other));
    }

    #[test]
    fn the_code_on_a_shelf_says_what_and_where_and_only_ours_is_asked() {
        let (gtin, store) = (Gtin::parse("4006381333931").unwrap(), LocationCode::parse("berlin-mitte").unwrap());
        let path = shelf_path(&gtin, Some(&store));
        assert_eq!(path, "/01/04006381333931?store=berlin-mitte");
        let padded = Gtin::parse("04006381333931").unwrap();
        let here = Scanned::Product { gtin: padded.clone(), store: Some(store) };
        assert_eq!(read(&format!("{SHOP}{path}"), Symbol::Other, SHOP), Ok(here));
        let elsewhere = read(&format!("https://evil.example{path}"), Symbol::Other, SHOP);
        assert_eq!(elsewhere, Ok(Scanned::Product { gtin: padded, store: None }));
    }
}
