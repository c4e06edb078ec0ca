//! Reads the codes of shops in pictures: EAN and UPC, Code 128, QR and Data Matrix. Brightness in, text out; no IO, no clock.
//!
//! What a text means is `domain::scan`'s business; where pictures come from is the page's (`page.js`) and its worker's (`worker.js`).
//! [`Scanner`] holds one picture at a time; `door` is what JavaScript sees of it.

mod door;
mod luma;
mod read;
mod scanner;

pub use read::{Code, Kind};
pub use scanner::{Scanner, SizeError};
