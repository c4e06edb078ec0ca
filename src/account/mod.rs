//! Who she is: signing in by code, passkey or another device; her devices, passkeys, orders and data.

mod approve_request;
mod code_form;
pub mod data;
mod devices;
mod erase;
mod here;
mod news;
mod orders;
mod other_device;
mod passkey;
mod passkeys;
mod sign_in;
mod words;
mod your_data;

pub use approve_request::ApproveRequest;
pub use devices::Devices;
pub use here::Here;
pub use news::NewsBox;
pub use orders::Orders;
pub use passkeys::Passkeys;
pub use sign_in::SignIn;
pub use your_data::YourData;
