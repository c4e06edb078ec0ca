//! Where a variant can be had, in words and as a list of stores.

mod band;
pub mod data;
mod store_stock_list;

pub use band::{StockWord, stock_sentence};
pub use store_stock_list::StoreStockList;
