//! The home page's sections.

pub mod data;
