//! Products: cards on shelves, pictures, and choosing one variant.

pub mod data;
mod gallery;
mod product_card;
mod shade_picker;
mod variant_picker;

pub use gallery::Gallery;
pub use product_card::{ProductCard, ProductGrid};
pub use variant_picker::VariantPicker;
