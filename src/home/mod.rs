//! The home page's sections: a story, what is ready near her, what is new, a look, the labels.

pub mod data;
mod labels;
mod look;
mod near_today;
mod story;

pub use labels::Labels;
pub use look::LookSection;
pub use near_today::NearToday;
pub use story::{LeadStory, SideStory};

use crate::i18n::Locale;
use api::page::Wording;

/// The merchant's words in the shopper's language; English where there are no German ones.
#[must_use]
pub fn worded(locale: Locale, words: &Wording) -> String {
    match locale {
        Locale::de if !words.de.is_empty() => words.de.clone(),
        _ => words.en.clone(),
    }
}
