//! What became of an order: its groups, what to show at the counter, and coming by car.

pub mod data;
mod arrival;
mod group;
mod progress;

pub use group::OrderGroupCard;
