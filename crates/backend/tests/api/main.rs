//! The server over HTTP, in process, over the real router and a throw-away database: on SQLite and on PostgreSQL.

mod core;
mod db;
mod goods;
mod inventory;
mod postgres;
mod stores;
mod support;
