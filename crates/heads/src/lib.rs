//! Models for the try-on that are nobody: heads sculpted, lit and drawn in code.
//!
//! The face is MediaPipe's canonical face (`canonical.txt`), so that landmarks lie where the try-on's networks look for
//! them; features, skull, hair, garment and light are ours. The same person has the same bits everywhere.

#![warn(missing_docs)]

pub mod body;
pub mod brows;
mod chance;
pub mod face;
pub mod hair;
mod light;
mod mesh;
mod outline;
pub mod people;
mod portrait;
mod raster;
pub mod skin;
mod soft;
mod vector;

pub use people::{PEOPLE, Person};
pub use portrait::{HEIGHT, MOST_BYTES, WIDTH, encode, landmarks, portrait};
pub use vector::V;
