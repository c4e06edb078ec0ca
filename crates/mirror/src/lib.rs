//! The try-on as a worker runs it: one frame after the other is looked at and painted where it lies.
//!
//! [`Mirror`] keeps the frame, the networks and the look together; `door` is what JavaScript sees of it. Where frames come
//! from, how often, and where they are shown is the worker's business (`worker.js`); finding and painting is `makeup`'s. [`Finder`] suggests shades for a skin, as long as the worker lives and no longer.

mod base;
mod door;
mod finder;
mod mirror;

pub use finder::{Finder, Near, ShelfError, like_this_one};
pub use mirror::{Mirror, MirrorError, Quality};
