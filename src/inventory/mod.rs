//! Where a variant can be had, in words and as a list of stores.

mod band;
pub mod data;
mod live;
mod store_stock_list;

pub use band::{StockWord, stock_sentence};
pub use live::{on_stock, spots_of, take_in};
pub use store_stock_list::StoreStockList;
