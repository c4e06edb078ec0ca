//! Where the stores are: list, compass, hours, my store.

pub mod data;
mod state;

pub use state::{MyStore, use_my_store};
