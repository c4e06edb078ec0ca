//! The try-on as a worker runs it: one frame after the other is looked at and painted where it lies.
//!
//! [`Mirror`] keeps the frame, the networks and the look together; `door` is what JavaScript sees of it. Where frames come
//! from, how often, and where they are shown is the worker's business (`worker.js`); finding and painting is `makeup`'s. Shades for a skin are found by a wasm of its own (`finder`), which gets the pixels of bare skin from here.

mod base;
mod door;
mod mirror;

pub use mirror::{Mirror, MirrorError, Quality};
