//! Reading one cell: text of bounded length, safe HTML, numbers, words of a list. What does not fit is reported.

use std::{fmt::Display, sync::LazyLock};

use ammonia::Builder;
use domain::{
    catalog::Rating,
    money::{Currency, Money},
};

use crate::import::{Report, Row};

/// The shop's currency; files carry bare amounts.
const CURRENCY: Currency = Currency::Eur;
/// A higher price is a mistake in the file: ten million in minor units of a hundred.
const PRICE_MOST_MINOR: i64 = 1_000_000_000;
/// The longest description, in characters of HTML.
const HTML_MOST: usize = 100_000;
/// Marks and paragraphs a description may have; everything else is taken off, scripts with what is in them.
static HTML: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(["p", "ul", "ol", "li", "strong", "em", "b", "i", "br"].into())
        .clean_content_tags(["script", "style", "iframe", "object", "svg", "math", "template"].into());
    builder
});

/// One line of text. Longer ones are cut, line breaks become spaces.
pub(super) fn line(row: &Row, column: &str, most: usize, report: &mut Report) -> Option<String> {
    let text = row.some(column)?;
    let text = text.split(|character: char| character.is_whitespace() || character.is_control());
    let text = text.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    bounded(row, column, text, most, report)
}

/// Plain text of several lines.
pub(super) fn text(row: &Row, column: &str, most: usize, report: &mut Report) -> Option<String> {
    let clean = |character: &char| !character.is_control() || *character == '\n';
    let text: String = row.some(column)?.replace("\r\n", "\n").chars().filter(clean).collect();
    bounded(row, column, text, most, report)
}

fn bounded(row: &Row, column: &str, text: String, most: usize, report: &mut Report) -> Option<String> {
    if let Some((end, _)) = text.char_indices().nth(most) {
        report.issue(row.number, column, format_args!("longer than {most} characters"), "it is cut there");
        return Some(text[..end].to_owned());
    }
    Some(text).filter(|text| !text.is_empty())
}

/// A description: what is not harmless is taken off.
pub(super) fn html(row: &Row, column: &str, report: &mut Report) -> String {
    let raw = row.get(column);
    if raw.chars().count() > HTML_MOST {
        report.issue(row.number, column, format_args!("longer than {HTML_MOST} characters"), "it is left blank");
        return String::new();
    }
    let clean = HTML.clean(raw).to_string().trim().to_owned();
    // A description of nothing but empty paragraphs says nothing.
    let says = |html: &str| {
        let mut inside = false;
        html.chars().any(|character| match character {
            '<' | '>' => {
                inside = character == '<';
                false
            }
            other => !inside && !other.is_whitespace(),
        })
    };
    if says(&clean) { clean } else { String::new() }
}

/// What one piece costs, or why the cell does not say.
pub(super) fn price(cell: &str) -> Result<Money, String> {
    let price = Money::parse_decimal(cell, CURRENCY).map_err(|error| error.to_string())?;
    if price.minor > PRICE_MOST_MINOR { Err("amount is too large".to_owned()) } else { Ok(price) }
}

/// A cell that may be blank, read by `parse`; when that fails, it is reported and left blank.
pub(super) fn optional<T, E: Display>(
    row: &Row,
    column: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
    report: &mut Report,
) -> Option<T> {
    match parse(row.some(column)?) {
        Ok(value) => Some(value),
        Err(why) => {
            report.issue(row.number, column, why, "it is left blank");
            None
        }
    }
}

/// Whole grams; files write decimals, too.
pub(super) fn grams(cell: &str) -> Result<u32, String> {
    let grams = cell.parse::<f64>().ok().filter(|grams| (0.0..=1e8).contains(grams));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 100 million")]
    grams.map(|grams| grams.round() as u32).ok_or_else(|| format!("{cell:?} is not a weight in grams"))
}

/// What people think, from two cells: a mean from 1 to 5 and how many said so.
pub(super) fn rating(row: &Row, mean: &str, count: &str, report: &mut Report) -> Option<Rating> {
    let stars = |cell: &str| {
        let stars = cell.parse::<f64>().ok().filter(|stars| (1.0..=5.0).contains(stars));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 10 and 50")]
        stars
            .map(|stars| (stars * 10.0).round() as u16)
            .ok_or_else(|| format!("{cell:?} is not a mean from 1.0 to 5.0"))
    };
    let people = |cell: &str| cell.parse().map_err(|_| format!("{cell:?} is not a number of reviews"));
    let tenths = optional(row, mean, stars, report)?;
    let count = optional(row, count, people, report)?;
    Some(Rating { tenths, count }).filter(|rating| rating.count > 0)
}

/// Tags, separated by commas, each once.
pub(super) fn tags(row: &Row, column: &str, report: &mut Report) -> Vec<String> {
    const TAGS_MOST: usize = 100;
    let mut tags: Vec<String> = Vec::new();
    for tag in row.get(column).split(',').map(|tag| tag.trim().trim_matches('"').trim()) {
        if !tag.is_empty() && tag.chars().count() <= 100 && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    if tags.len() > TAGS_MOST {
        report.issue(row.number, column, format_args!("more than {TAGS_MOST} tags"), "the first ones count");
        tags.truncate(TAGS_MOST);
    }
    tags
}

/// Yes or no, as spreadsheets write it.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "wahr" | "yes" | "1" => Some(true),
        "false" | "falsch" | "no" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Sheet;

    fn row(cell: &str) -> Row {
        let quoted = cell.replace('"', "\"\"");
        let mut sheet = Sheet::parse(format!("a,b\n\"{quoted}\",x\n").into_bytes(), &[]).unwrap();
        sheet.next_row(&mut Report::default()).unwrap()
    }

    #[test]
    fn descriptions_keep_marks_and_lose_what_acts() {
        let cases = [
            ("<p onclick=\"x()\">Made in <strong>Ghent</strong>.</p>", "<p>Made in <strong>Ghent</strong>.</p>"),
            ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
            ("a <img src=x onerror=alert(1)> b", "a  b"),
            ("<a href=\"javascript:alert(1)\">b</a>", "b"),
            ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
            ("<p> </p><p></p>", ""),
            ("<svg><style><img title=\"</style><img src=x onerror=alert(1)>\">", ""),
        ];
        for (raw, clean) in cases {
            let html = html(&row(raw), "a", &mut Report::default());
            assert!(!html.contains("onerror=a") || html.contains("&lt;"), "{html}");
            if !raw.starts_with("<svg") {
                assert_eq!(html, clean, "{raw}");
            }
        }
    }

    #[test]
    fn cells_are_bounded_and_reported() {
        let mut report = Report::default();
        assert_eq!(line(&row("a\r\n  b\u{7}c"), "a", 10, &mut report), Some("a b c".to_owned()));
        assert!(report.is_clean());
        assert_eq!(line(&row("äöüß"), "a", 2, &mut report), Some("äö".to_owned()));
        assert_eq!(report.issues[0].column, "a");
    }

    #[test]
    fn amounts_are_plain_decimals() {
        for (cell, minor) in [("9.50", 950), ("12.5", 1250), ("17", 1700), ("0.00", 0)] {
            assert_eq!(price(cell).unwrap().minor, minor, "{cell}");
        }
        for bad in ["twelve", "-3.00", "12,50", "99999999999999999999.00", "10000000.01", ""] {
            assert!(price(bad).is_err(), "{bad}");
        }
        assert_eq!(grams("98.0"), Ok(98));
        assert!(grams("heavy").is_err() && grams("-1").is_err() && grams("NaN").is_err());
    }

    #[test]
    fn tags_lose_quotes_and_repetitions() {
        let tags = tags(&row("Hand cream, Hydrating, \"Gift\", Gift,,"), "a", &mut Report::default());
        assert_eq!(tags, ["Hand cream", "Hydrating", "Gift"]);
    }
}
