//! What this browser remembers of the try-on: the look she wore last, what she tried, looks she keeps, and what was
//! measured of her skin when she asks for it. Never a picture.

use crate::browser;
use api::tryon::SavedLook;
use domain::{
    id::Sku,
    tryon::{LOOKS_MOST, Look, from_link, to_link},
};

const LOOK: &str = "hers-look";
const RECENT: &str = "hers-tried";
const LOOKS: &str = "hers-looks";
const SKIN: &str = "hers-skin";
/// How many shades are remembered as tried.
pub(super) const RECENT_MOST: usize = 12;

pub(super) fn keep_look(look: &Look) {
    browser::store(LOOK, &to_link(look));
}

/// The look she wore last.
pub(super) fn look() -> Look {
    let text: Option<String> = browser::stored(LOOK);
    text.and_then(|text| from_link(&text).ok()).map(|linked| linked.look).unwrap_or_default()
}

pub(super) fn keep_recent(skus: &[Sku]) {
    browser::store(RECENT, &skus);
}

/// What she tried last, the newest first.
pub(super) fn recent() -> Vec<Sku> {
    browser::stored(RECENT).unwrap_or_default()
}

/// Remembers what was measured of her skin, or forgets it.
pub(super) fn keep_skin(measured: Option<&str>) {
    match measured {
        Some(measured) => browser::store(SKIN, &measured),
        None => browser::forget(SKIN),
    }
}

/// What she asked to remember of her skin.
pub(super) fn skin() -> Option<String> {
    browser::stored(SKIN)
}

/// The looks this browser keeps, the newest first.
pub(super) fn looks() -> Vec<SavedLook> {
    browser::stored(LOOKS).unwrap_or_default()
}

/// Keeps a look, in the place of an older one of its id.
pub(super) fn keep(look: SavedLook) -> Vec<SavedLook> {
    let mut looks = looks();
    looks.retain(|other| other.id != look.id);
    looks.insert(0, look);
    looks.truncate(LOOKS_MOST);
    browser::store(LOOKS, &looks);
    looks
}

/// Forgets a look.
pub(super) fn forget(id: &domain::id::LookId) -> Vec<SavedLook> {
    let mut looks = looks();
    looks.retain(|other| other.id != *id);
    browser::store(LOOKS, &looks);
    looks
}
