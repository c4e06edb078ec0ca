//! Colours as numbers: sRGB bytes, OKLab to mix in, CIELAB to measure in, skin and the shades that suit it.
//!
//! Nothing here knows of pictures or faces.

mod difference;
mod oklab;
mod shades;
mod skin;
mod srgb;

pub use difference::ciede2000;
pub use oklab::Oklab;
pub(crate) use oklab::{from_linear_8, to_linear_8};
pub use shades::{Match, Offer, Undertone, like_this_one, suggestions};
pub use skin::{Lab, ita, patch, patch_beside, skin_of, white_balance};
pub(crate) use srgb::tables;
pub use srgb::{HexError, Srgb, decode, encode};
