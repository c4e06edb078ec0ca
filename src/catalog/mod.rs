//! Products: cards on shelves, pictures, and choosing one variant.

pub mod data;
mod facets;
mod gallery;
mod product_card;
mod shade_picker;
mod variant_picker;

pub use facets::{ChosenFacets, Facets, SortSelect, chosen_count, list_query};
pub use gallery::Gallery;
pub use product_card::{ProductCard, ProductGrid};
pub use variant_picker::{VariantPicker, finish};
