//! Whether an SVG is only a picture, and how large it is.
//!
//! Browsers run no scripts in pictures shown by `<img>`, and ours are served with a policy that forbids them; this is the first
//! line of defence, for those who open a picture on its own or put it into a page of theirs.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Elements that act, or that bring in another document.
const ACTING: [&str; 10] =
    ["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "link"];
/// What is refused anywhere in a style.
const ACTING_STYLES: [&str; 4] = ["@import", "javascript:", "expression(", "-moz-binding"];
/// The size of a picture that does not say, as of CSS 2.
const SIZE_UNTOLD: (u32, u32) = (300, 150);
const SIDE_MOST: f64 = 20_000.0;

/// Width and height in CSS pixels, when the picture is one and nothing else.
///
/// # Errors
/// A sentence that says what is in it that must not be.
pub(super) fn check(bytes: &[u8]) -> Result<(u32, u32), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "the picture is not UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut size, mut depth, mut in_style) = (None, 0_u32, false);
    loop {
        match reader.read_event().map_err(|error| format!("the picture is not well-formed: {error}"))? {
            Event::Start(element) => {
                if size.is_none() {
                    size = Some(root(&element)?);
                }
                element_is_harmless(&element)?;
                in_style = name(&element) == "style";
                depth += 1;
            }
            Event::Empty(element) => {
                if size.is_none() {
                    size = Some(root(&element)?);
                }
                element_is_harmless(&element)?;
            }
            Event::End(_) => {
                in_style = false;
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if in_style => style_is_harmless(&text)?,
            Event::CData(text) if in_style => style_is_harmless(&text)?,
            // Escapes inside a style would hide what is looked for.
            Event::GeneralRef(_) if in_style => return Err("the picture's style has entities in it".to_owned()),
            Event::DocType(text) if text.contains('[') => return Err("the picture defines entities".to_owned()),
            Event::PI(text) if text.starts_with("xml-stylesheet") => {
                return Err("the picture loads a style sheet".to_owned());
            }
            Event::Eof if depth > 0 => return Err("the picture ends in the middle".to_owned()),
            Event::Eof => return size.ok_or_else(|| "the picture is empty".to_owned()),
            _ => {}
        }
    }
}

fn name(element: &BytesStart<'_>) -> String {
    element.local_name().into_inner().to_ascii_lowercase()
}

fn root(element: &BytesStart<'_>) -> Result<(u32, u32), String> {
    if name(element) != "svg" {
        return Err(format!("the picture's first element is {}, not svg", name(element)));
    }
    let value = |wanted: &str| {
        let attribute = element.attributes().flatten().find(|it| it.key.as_ref() == wanted)?;
        Some(attribute.value.into_owned())
    };
    let length = |wanted| value(wanted).and_then(|text| text.trim_end_matches("px").trim().parse::<f64>().ok());
    let view_box = value("viewBox").map(|text| {
        let numbers = text.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
        numbers.flatten().collect::<Vec<_>>()
    });
    let view_box = match view_box.as_deref() {
        Some([_, _, width, height]) => Some((*width, *height)),
        _ => None,
    };
    let (width, height) = match (length("width"), length("height"), view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((x, y))) if x > 0.0 => (width, width * y / x),
        (None, Some(height), Some((x, y))) if y > 0.0 => (height * x / y, height),
        (_, _, Some(size)) => size,
        _ => return Ok(SIZE_UNTOLD),
    };
    let side = |length: f64| {
        let fits = (0.5..=SIDE_MOST).contains(&length);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 20,000")]
        fits.then(|| length.round() as u32).ok_or_else(|| "the picture has no usable size".to_owned())
    };
    Ok((side(width)?, side(height)?))
}

fn element_is_harmless(element: &BytesStart<'_>) -> Result<(), String> {
    let name = name(element);
    if ACTING.contains(&name.as_str()) {
        return Err(format!("the picture has a {name} in it"));
    }
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| format!("the picture is not well-formed: {error}"))?;
        let key = attribute.key.local_name().into_inner().to_ascii_lowercase();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| format!("the picture is not well-formed: {error}"))?;
        if key.starts_with("on") {
            return Err(format!("the picture has an {key} handler"));
        }
        if matches!(key.as_str(), "href" | "src" | "data") && !is_inside(value.trim()) {
            return Err("the picture refers to something outside itself".to_owned());
        }
        // An animation could write what may not be written.
        let writes = value.to_ascii_lowercase();
        if key == "attributename" && (writes.contains("href") || writes.starts_with("on")) {
            return Err("the picture animates a reference".to_owned());
        }
        style_is_harmless(&value)?;
    }
    Ok(())
}

/// Whether a reference stays within the picture: to an element of its own, or to pixels written into it.
fn is_inside(reference: &str) -> bool {
    reference.is_empty()
        || reference.starts_with('#')
        || ["png", "jpeg", "webp", "avif"].iter().any(|kind| reference.starts_with(&format!("data:image/{kind};")))
}

fn style_is_harmless(style: &str) -> Result<(), String> {
    let style = style.to_ascii_lowercase();
    if let Some(found) = ACTING_STYLES.iter().find(|it| style.contains(**it)) {
        return Err(format!("the picture's style has {found} in it"));
    }
    let outside = style.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    if outside.into_iter().any(|reference| !is_inside(reference)) {
        return Err("the picture refers to something outside itself".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(attributes: &str, inside: &str) -> Result<(u32, u32), String> {
        check(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inside}</svg>").as_bytes())
    }

    #[test]
    fn the_size_is_read_from_what_there_is() {
        let cases = [
            ("width=\"40\" height=\"60px\" viewBox=\"0 0 4 6\"", (40, 60)),
            ("viewBox=\"0 0 400 500\"", (400, 500)),
            ("viewBox=\"0,0,400,500\" width=\"200\"", (200, 250)),
            ("viewBox=\"0 0 400 500\" width=\"100%\" height=\"100%\"", (400, 500)),
            ("", (300, 150)),
        ];
        for (attributes, size) in cases {
            assert_eq!(svg(attributes, "<path d=\"M0 0h1\"/>"), Ok(size), "{attributes}");
        }
        assert!(svg("width=\"1e9\" height=\"1\"", "").is_err());
    }

    #[test]
    fn what_only_paints_passes() {
        for inside in [
            "<defs><linearGradient id=\"a\"/></defs><path fill=\"url(#a)\" style=\"filter:url('#b')\"/>",
            "<use xlink:href=\"#a\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
            "<style>.a{fill:red}</style><image href=\"data:image/png;base64,AAAA\"/>",
            "<title>A lipstick &amp; its cap</title>",
        ] {
            assert_eq!(svg("viewBox=\"0 0 1 1\"", inside), Ok((1, 1)), "{inside}");
        }
    }

    #[test]
    fn what_acts_or_reaches_outside_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<foreignObject/>",
            "<path onload=\"x()\"/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a href=\"&#106;avascript:alert(1)\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<use xlink:href=\"other.svg#a\"/>",
            "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<set attributeName=\"href\" to=\"x\"/>",
            "<style>@import 'x.css';</style>",
            "<style>a{b:url(//x)}</style>",
            "<path style=\"fill:url(https://x)\"/>",
            "<path",
            "<g>",
        ] {
            assert!(svg("viewBox=\"0 0 1 1\"", inside).is_err(), "{inside}");
        }
        assert!(check(b"<html/>").is_err());
        assert!(check(b"").is_err());
        assert!(check(b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>").is_err());
        assert!(check(b"<?xml-stylesheet href=\"a.css\"?><svg/>").is_err());
    }
}
