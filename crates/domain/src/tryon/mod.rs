//! Trying makeup on: what of the catalogue can be worn, where on the face, and the looks made of it.
//!
//! A look names variants and settings, never a picture or a person. How it is painted is the `makeup` crate's business, which knows
//! nothing of the catalogue: [`Look::text`] is all that goes there.

mod history;
mod link;
mod look;
mod next;
mod place;

pub use history::History;
pub use link::{LINK_MOST, LinkError, Linked, Refused, from_link, to_link};
pub use look::{Colour, Intensity, IntensityError, LAYERS_MOST, Layer, Look, LookError, pan_colour};
pub use next::{Candidate, NEXT_MOST, Next, Reason, next};
pub use place::{Area, Place};

use crate::text::Line;
use jiff::SignedDuration;

/// What she calls a look she keeps: one line of at most 60 characters.
pub type LookName = Line<60>;

/// The most looks one account, or one browser, keeps.
pub const LOOKS_MOST: usize = 50;

/// How long a code that shows her looks to an associate is good for, and how many letters it has: 40 bits, tried only by staff who are
/// signed in, and counted.
pub const LOOKS_CODE_LIVES: SignedDuration = SignedDuration::from_mins(10);
/// See [`LOOKS_CODE_LIVES`].
pub const LOOKS_CODE_LETTERS: usize = 8;
