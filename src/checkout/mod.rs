//! Getting it: how a line reaches the shopper, and the way from bag to order.

pub mod data;
mod form;
mod held;
mod instead;
mod receive_picker;
pub mod refusal;
mod slot_picker;
mod steps;
mod summary;

pub use form::{CheckoutForm, element_id};
pub use held::HeldFor;
pub use instead::{RefusedLineRow, WholeBag};
pub use receive_picker::{ReceivePicker, Way, WayHint};
pub use slot_picker::SlotPicker;
pub use steps::{AddressFields, ContactStep, PayStep, ReceiveStep, arrives_words};
pub use summary::Summary;
