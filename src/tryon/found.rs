//! What the engine finds about shades, as signals: the page asks, the worker answers through the stage.

use super::state::Fitting;
use domain::{id::Sku, tryon::Place};
use leptos::prelude::*;

/// How far looking at her skin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skin {
    /// Nobody asked.
    Unknown,
    /// So many pictures of it were seen.
    Looking(u8),
    /// There is no face in the picture.
    NoFace,
    /// The white sheet could not be used.
    NoPaper,
    /// It is known, in the worker's memory.
    Known,
}

/// The answers so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) skin: RwSignal<Skin>,
    /// Shades for her skin, the nearest first.
    pub(super) suggested: RwSignal<Vec<Sku>>,
    /// The shade that others are compared with, and where it is worn.
    pub(super) like: RwSignal<Option<(Sku, Place)>>,
    /// Shades like it, the nearest first; none before the answer is there.
    pub(super) alike: RwSignal<Option<Vec<Sku>>>,
    /// What was measured, once she has asked to remember it.
    pub(super) measured: RwSignal<Option<String>>,
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            skin: RwSignal::new(Skin::Unknown),
            suggested: RwSignal::new(Vec::new()),
            like: RwSignal::new(None),
            alike: RwSignal::new(None),
            measured: RwSignal::new(None),
        }
    }

    /// Takes an answer in, if it is one about shades. The page may have gone meanwhile.
    pub(super) fn hear(self, what: &str, detail: &str) -> bool {
        let skus = || detail.split(' ').filter_map(|sku| Sku::parse(sku).ok()).collect::<Vec<_>>();
        match what {
            "skin" => {
                let skin = match detail {
                    "done" => Skin::Known,
                    "none" => Skin::NoFace,
                    "paper" => Skin::NoPaper,
                    count => count.parse().map_or(Skin::Unknown, Skin::Looking),
                };
                self.skin.try_set(skin);
            }
            "suggested" => drop(self.suggested.try_set(skus())),
            "alike" => drop(self.alike.try_set(Some(skus()))),
            "measured" => drop(self.measured.try_set(Some(detail.to_owned()))),
            _ => return false,
        }
        true
    }
}

/// A line `product sku hex undertone` for each shade that can be worn at one of these places, as the worker reads a shelf.
pub(super) fn shelf(fitting: Fitting, belongs: impl Fn(&api::tryon::WearableView) -> bool) -> String {
    fitting.known_where(belongs).iter().fold(String::new(), |mut shelf, product| {
        // What has several colours is like nothing else.
        for shade in product.shades.iter().filter(|shade| shade.pans.is_empty()) {
            let undertone = shade.undertone.map_or("-", domain::catalog::Undertone::word);
            let words = [product.handle.as_str(), shade.sku.as_str(), &shade.hex.to_string(), undertone];
            shelf.push_str(&words.join(" "));
            shelf.push('\n');
        }
        shelf
    })
}
