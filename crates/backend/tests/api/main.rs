//! The server over HTTP, in process, over the real router and a throw-away database: on SQLite and on PostgreSQL.

mod cart;
mod checkout;
mod core;
mod db;
mod goods;
mod handover;
mod inventory;
mod orders;
mod payments;
mod postgres;
mod stores;
mod support;
