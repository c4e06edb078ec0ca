//! What every slice is built from: small accessible components without knowledge of the shop.
//!
//! Never write a literal `style="…"` (the Content-Security-Policy refuses it in the server's HTML): colours that come from data are
//! drawn as SVG `fill` (see [`Swatch`], [`Picture`]), all else is a class in `style/`.

mod badge;
mod below;
mod button;
mod chip;
mod dialog;
mod disclosure;
mod empty_state;
mod field;
mod heading;
mod icon;
mod load;
mod picture;
mod price;
mod radio_group;
mod rating;
mod skeleton;
mod status;
mod stepper;
mod swatch;

pub use badge::*;
pub use below::*;
pub use button::*;
pub use chip::*;
pub use dialog::*;
pub use disclosure::*;
pub use empty_state::*;
pub use field::*;
pub use heading::*;
pub use icon::*;
pub use load::*;
pub use picture::*;
pub use price::*;
pub use radio_group::*;
pub use rating::*;
pub use skeleton::*;
pub use status::*;
pub use stepper::*;
pub use swatch::*;

use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh id for an element that another one has to name (`for`, `aria-describedby`).
#[must_use]
pub fn element_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
