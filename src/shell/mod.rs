//! What surrounds every page: masthead, bar on the phone, footer, skip link, live region.

mod data;
mod footer;
mod frame;
mod language_switch;
mod masthead;
mod phone_bar;
mod search_box;

pub use data::shell;
pub use frame::{Frame, Shell, use_shell};
