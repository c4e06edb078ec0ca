//! Where a variant can be had, in words and as a list of stores.

pub mod data;
mod band;
mod store_stock_list;

pub use band::{StockWord, stock_sentence};
pub use store_stock_list::StoreStockList;
