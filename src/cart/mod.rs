//! The bag: the same on all the shopper's devices, changed at once and put right by the server.

mod bag_lines;
mod buy_panel;
mod continue_sheet;
mod data;
mod keep;
mod live;
mod receive_select;
mod saved_lines;
mod shown;
mod siblings;
mod state;
mod undo_bar;
mod vault;

pub use bag_lines::BagLines;
pub use buy_panel::{BuyPanel, item};
pub use continue_sheet::ContinueLink;
pub use keep::Kept;
pub use saved_lines::SavedLines;
pub(crate) use shown::{Known, Told};
pub use state::{CartState, SyncState, use_cart};
pub use undo_bar::UndoBar;
