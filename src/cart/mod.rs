//! The bag: the same on all the shopper's devices, changed at once and put right by the server.

mod buy_panel;
mod state;

pub use buy_panel::BuyPanel;
pub use state::{CartState, use_cart};
