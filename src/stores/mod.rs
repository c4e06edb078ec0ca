//! Where the stores are: list, compass, hours, my store.

pub mod data;
