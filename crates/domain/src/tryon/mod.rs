//! Trying makeup on: what of the catalogue can be worn, where on the face, and the looks made of it.
//!
//! A look names variants and settings, never a picture or a person. How it is painted is the `makeup` crate's business, which knows
//! nothing of the catalogue: [`Look::text`] is all that goes there.

mod history;
mod link;
mod look;
mod place;

pub use history::History;
pub use link::{LINK_MOST, LinkError, Linked, Refused, from_link, to_link};
pub use look::{Colour, Intensity, IntensityError, LAYERS_MOST, Layer, Look, LookError};
pub use place::{Area, Place};

use crate::text::Line;

/// What she calls a look she keeps: one line of at most 60 characters.
pub type LookName = Line<60>;

/// The most looks one account, or one browser, keeps.
pub const LOOKS_MOST: usize = 50;
