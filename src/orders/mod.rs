//! What became of an order: its groups, what to show at the counter, and coming by car.

mod arrival;
pub mod data;
mod group;
mod progress;

pub use group::OrderGroupCard;
pub use progress::state_word;
