//! What became of an order: its groups, what to show at the counter, and coming by car.

mod arrival;
mod changing;
pub mod data;
mod elsewhere;
mod finder;
mod group;
mod progress;

pub use finder::OrderFinder;
pub use group::OrderGroupCard;
pub use progress::state_word;
