//! What is sold: cards, grids, facets, the product and its shades.

pub mod data;
