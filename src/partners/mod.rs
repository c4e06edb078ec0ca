//! Bags that come from partners' pages: what the shopper is told of them, and the words of the cards that stand on those pages.

mod arrival_note;
mod data;
pub mod words;

pub use arrival_note::ArrivalNote;
