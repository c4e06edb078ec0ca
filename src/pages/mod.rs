//! One file per address of [`crate::routes::Route`].
//!
//! Each page is split: `XPage` loads (only in the browser), `XView` shows what it is given (in the browser and in first paint).

mod account_page;
mod approve_page;
mod bag_page;
mod category_page;
mod checkout_page;
mod continue_page;
mod find_order_page;
mod home_page;
mod not_found_page;
mod order_page;
mod product_page;
mod scan_page;
mod search_page;
mod store_page;
mod stores_page;
mod try_on_page;

pub use account_page::*;
pub use approve_page::*;
pub use bag_page::*;
pub use category_page::*;
pub use checkout_page::*;
pub use continue_page::*;
pub use find_order_page::*;
pub use home_page::*;
pub use not_found_page::*;
pub use order_page::*;
pub use product_page::*;
pub use scan_page::*;
pub use search_page::*;
pub use store_page::*;
pub use stores_page::*;
pub use try_on_page::*;
