//! Which shades suit a skin, and which are like another: a wasm of its own beside the mirror's, loaded when she asks.
//!
//! The mirror hands over pixels of bare skin (`Mirror::patches`), names of shades come out. `door` is what JavaScript sees.

#![warn(missing_docs)]

mod door;
mod finder;

pub use finder::{Finder, Near, ShelfError, like_this_one};
