//! What became of an order: its groups, what to show at the counter, and coming by car.

mod again;
mod arrival;
mod changing;
pub mod data;
mod elsewhere;
mod finder;
mod group;
mod kept;
mod paying;
mod progress;

pub use again::OrderAgain;
pub use finder::OrderFinder;
pub use group::OrderGroupCard;
pub use kept::{KeptOrders, forget_kept, keep};
pub use paying::Paying;
pub use progress::state_word;
