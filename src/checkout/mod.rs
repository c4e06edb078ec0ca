//! Getting it: how a line reaches the shopper, and the way from bag to order.

mod receive_picker;

pub use receive_picker::{ReceivePicker, Way, WayHint};
