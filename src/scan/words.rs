//! Scanning in words: what the camera does, what a code is that leads nowhere, what was found.

use super::state::Looked;
use crate::{
    format::money,
    i18n::{Locale, td_string},
    inventory::stock_sentence,
    ui::message,
};
use api::{inventory::StoreBrief, scan::CodeView};
use domain::scan::ScanError;

/// What she is told about the camera or a photo; nothing when there is nothing to say.
pub(super) fn said(locale: Locale, (what, detail): &(String, String)) -> Option<&'static str> {
    Some(match (what.as_str(), detail.as_str()) {
        ("camera", "on") => td_string!(locale, scan.said.on),
        ("camera", "denied") => td_string!(locale, scan.said.denied),
        ("camera", "absent") => td_string!(locale, scan.said.absent),
        ("camera", "busy") => td_string!(locale, scan.said.busy),
        ("camera", "ended") => td_string!(locale, scan.said.ended),
        ("camera", "unsupported") => td_string!(locale, scan.said.unsupported),
        ("camera", "dark") => td_string!(locale, scan.said.dark),
        ("camera", "hint") => td_string!(locale, scan.said.hint),
        ("photo", "none") => td_string!(locale, scan.said.no_code),
        ("photo", "damaged") => td_string!(locale, scan.said.no_photo),
        ("broken", "offline") => td_string!(locale, scan.said.offline),
        ("broken", _) => td_string!(locale, scan.said.broken),
        _ => return None,
    })
}

/// What a code is that leads nowhere, and what to do.
pub(super) fn refused(locale: Locale, why: &ScanError) -> (String, String) {
    match why {
        ScanError::Foreign(host) => (
            td_string!(locale, scan.refused.foreign, host = host.clone()),
            td_string!(locale, scan.refused.foreign_text).to_owned(),
        ),
        ScanError::CheckDigit => (
            td_string!(locale, scan.refused.damaged).to_owned(),
            td_string!(locale, scan.refused.damaged_text).to_owned(),
        ),
        ScanError::Length(digits) => (
            td_string!(locale, scan.refused.length, digits = *digits),
            td_string!(locale, scan.refused.length_text).to_owned(),
        ),
        ScanError::Other => {
            (td_string!(locale, scan.refused.other).to_owned(), td_string!(locale, scan.refused.other_text).to_owned())
        }
    }
}

/// What became of a number, in a sentence to be heard.
pub(super) fn looked(locale: Locale, looked: &Looked, here: Option<&StoreBrief>) -> String {
    match looked {
        Looked::Found(found) => heard(locale, found, here),
        Looked::Unknown(gtin) => td_string!(locale, scan.unknown, number = gtin.as_str().to_owned()),
        Looked::Refused(why) => refused(locale, why).0,
        Looked::Failed(_, why) => message(locale, why),
        Looked::Nothing | Looked::Waiting => String::new(),
    }
}

fn heard(locale: Locale, found: &CodeView, here: Option<&StoreBrief>) -> String {
    let product = &found.page.product;
    let variant = product.variant(&found.sku);
    let name = [Some(product.title.clone()), variant.map(domain::catalog::Variant::phrase)];
    let name = name.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let price = variant.map(|variant| money(locale, variant.price)).unwrap_or_default();
    let stock = here.and_then(|here| {
        let stock = found.page.availability.stores.iter().find(|stock| stock.store.code == here.code)?;
        let words = stock_sentence(locale, stock.band, stock.left);
        Some(td_string!(locale, scan.at, store = here.name.clone(), stock = words))
    });
    [Some(name), Some(price), stock].into_iter().flatten().collect::<Vec<_>>().join(". ")
}
