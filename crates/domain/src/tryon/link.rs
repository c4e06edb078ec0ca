//! A look as a link carries it: short, with its version first, and nothing in it about a person.
//!
//! `1~LIP-VEL-012.lips.90~CHE-SIF-004.blush.50.off~EYE-FOR-001.shadow-lid.70.p2`, the last one the second pan of a palette. What is not a letter, a digit, `-` or `_` in a SKU is written as `!` and two
//! hexadecimal digits for each of its bytes, so a link needs no escapes of its own for the SKUs people use.

use super::{Intensity, LAYERS_MOST, Layer, Look, Place};
use crate::id::Sku;
use std::fmt::Write;
use thiserror::Error;

/// The longest text of a look that is read, in bytes: [`LAYERS_MOST`] of the longest SKUs fit.
pub const LINK_MOST: usize = 8_000;
const VERSION: &str = "1";
const OFF: &str = "off";
const PAN: char = 'p';

/// Why a text is no look at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    /// Nobody writes such a long one.
    #[error("the link is longer than {LINK_MOST} characters")]
    TooLong,
    /// A later shop's, or nonsense.
    #[error("the link is of the version {0:?}, which this shop cannot read; it reads 1")]
    Version(String),
    /// More than fits on a face.
    #[error("the link has more than {LAYERS_MOST} layers")]
    TooMany,
}

/// Why one layer of a link is left out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// Not three parts or four.
    #[error("`{0}` is no layer: it takes a SKU, a place and an intensity, as in `LIP-VEL-012.lips.90`")]
    Shape(String),
    /// Not a SKU.
    #[error("`{0}` is no SKU")]
    Sku(String),
    /// No such place.
    #[error("`{0}` is no place on the face")]
    Place(String),
    /// Not a share.
    #[error("intensity `{0}` is not a whole number from 0 to 100")]
    Intensity(String),
}

/// What a link says: the look of all that could be read, and what could not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// The look.
    pub look: Look,
    /// What is left out of it, in the order of the link.
    pub refused: Vec<Refused>,
}

/// A look for a link's query, of characters that need no escaping there.
#[must_use]
pub fn to_link(look: &Look) -> String {
    let mut text = VERSION.to_owned();
    for layer in look.layers() {
        text.push('~');
        push_sku(&mut text, &layer.sku);
        let off = if layer.on { "" } else { ".off" };
        write!(text, ".{}.{}{off}", layer.place.word(), layer.intensity.hundredths())
            .expect("writing to a string cannot fail");
        if let Some(pan) = layer.pan {
            write!(text, ".{PAN}{pan}").expect("writing to a string cannot fail");
        }
    }
    text
}

/// Reads what [`to_link`] wrote, after the query's own escapes are undone. A layer that cannot be read is left out and said.
///
/// # Errors
/// [`LinkError`] when nothing of it can be trusted.
pub fn from_link(text: &str) -> Result<Linked, LinkError> {
    if text.len() > LINK_MOST {
        return Err(LinkError::TooLong);
    }
    let mut parts = text.split('~');
    let version = parts.next().unwrap_or_default();
    if version != VERSION {
        return Err(LinkError::Version(version.to_owned()));
    }
    let (mut layers, mut refused) = (Vec::new(), Vec::new());
    for part in parts.filter(|part| !part.is_empty()) {
        match layer(part) {
            Ok(layer) => layers.push(layer),
            Err(why) => refused.push(why),
        }
    }
    let look = Look::new(layers).map_err(|_| LinkError::TooMany)?;
    Ok(Linked { look, refused })
}

fn layer(text: &str) -> Result<Layer, Refused> {
    let parts: Vec<&str> = text.split('.').collect();
    let shape = || Refused::Shape(text.to_owned());
    let [sku, place, intensity, ref more @ ..] = parts[..] else { return Err(shape()) };
    let (on, pan) = match more {
        [] => (true, None),
        [OFF] => (false, None),
        [pan] => (true, Some(pan)),
        [OFF, pan] => (false, Some(pan)),
        _ => return Err(shape()),
    };
    let number = |pan: &&str| pan.strip_prefix(PAN).and_then(|number| number.parse().ok()).ok_or_else(shape);
    let pan = pan.map(number).transpose()?;
    let sku = read_sku(sku).ok_or_else(|| Refused::Sku(sku.to_owned()))?;
    let place = Place::from_word(place).ok_or_else(|| Refused::Place(place.to_owned()))?;
    let share = intensity.parse().ok().and_then(|share| Intensity::new(share).ok());
    let intensity = share.ok_or_else(|| Refused::Intensity(intensity.to_owned()))?;
    Ok(Layer { sku, place, intensity, on, pan })
}

fn push_sku(text: &mut String, sku: &Sku) {
    for byte in sku.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            write!(text, "!{byte:02x}").expect("writing to a string cannot fail");
        }
    }
}

fn read_sku(text: &str) -> Option<Sku> {
    let mut parts = text.split('!');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    Sku::parse(String::from_utf8(bytes).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(skus: &[&str]) -> Look {
        let layers = skus.iter().zip(Place::ALL).map(|(sku, place)| Layer::new(Sku::parse(*sku).unwrap(), place));
        Look::new(layers.collect()).unwrap()
    }

    #[test]
    fn a_look_comes_back_from_its_link() {
        let look = look(&["LIP-VEL-012", "a.b~c!d", "Größe_9", "%41+&="]).switched(1, false);
        let text = to_link(&look);
        assert_eq!(
            text,
            "1~LIP-VEL-012.foundation.50~a!2eb!7ec!21d.concealer.60.off~Gr!c3!b6!c3!9fe_9.contour.40~!2541!2b!26!3d.blush.50"
        );
        assert_eq!(from_link(&text), Ok(Linked { look, refused: Vec::new() }));
        assert_eq!(from_link("1"), Ok(Linked::default()));
    }

    #[test]
    fn the_longest_look_fits() {
        let layers = vec![Layer::new(Sku::parse("ü".repeat(64)).unwrap(), Place::ShadowCrease); LAYERS_MOST];
        let look = Look::new(layers).unwrap();
        assert!(to_link(&look).len() > LINK_MOST, "longer than any shop's SKUs: refused, not cut");
        let layers = vec![Layer::new(Sku::parse("x".repeat(64)).unwrap(), Place::ShadowCrease); LAYERS_MOST];
        assert_eq!(from_link(&to_link(&Look::new(layers.clone()).unwrap())).unwrap().look.layers(), layers);
    }

    #[test]
    fn a_pan_comes_back_too() {
        let text = "1~P.shadow-lid.70.p2~P.shadow-crease.60.off.p4~P.shadow-outer.50";
        let linked = from_link(text).unwrap();
        assert_eq!(linked.look.layers().iter().map(|layer| layer.pan).collect::<Vec<_>>(), [Some(2), Some(4), None]);
        assert_eq!(to_link(&linked.look), text);
        let wrong = from_link("1~P.lips.70.p~P.lips.70.p300~P.lips.70.p2.off~P.lips.70.2").unwrap();
        assert_eq!((wrong.look.layers().len(), wrong.refused.len()), (0, 4));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let linked = from_link("1~A.lips.90~B.lisp.90~C.lips~D.lips.101~!zz.lips.1~E.lips.1.on~~F.blush.0").unwrap();
        assert_eq!(linked.look.layers().iter().map(|layer| layer.sku.as_str()).collect::<String>(), "FA");
        assert_eq!(
            linked.refused,
            [
                Refused::Place("lisp".into()),
                Refused::Shape("C.lips".into()),
                Refused::Intensity("101".into()),
                Refused::Sku("!zz".into()),
                Refused::Shape("E.lips.1.on".into()),
            ]
        );
        assert_eq!(from_link("2~A.lips.90"), Err(LinkError::Version("2".into())));
        assert_eq!(from_link(""), Err(LinkError::Version(String::new())));
        assert_eq!(from_link(&format!("1{}", "~A.lips.1".repeat(25))), Err(LinkError::TooMany));
        assert_eq!(from_link(&"1".repeat(LINK_MOST + 1)), Err(LinkError::TooLong));
    }
}
