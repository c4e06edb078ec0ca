//! The server over HTTP, in process, over the real router and a throw-away database: on SQLite and on PostgreSQL.

#![allow(unreachable_pub, reason = "nothing outside this program reaches any of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod account_approvals;
mod account_bags;
mod account_data;
mod account_mail;
mod account_passkeys;
mod bundles;
mod cart;
mod cart_pages;
mod cart_sweep;
mod catalog;
mod checkout;
mod connections;
mod contract;
mod core;
mod crashes;
mod db;
mod goods;
mod handover;
mod holds;
mod import;
mod inventory;
mod kills;
mod order_again;
mod order_changes;
mod order_mail;
mod orders;
mod pages;
mod payments;
mod payments_hosted;
mod payments_money;
mod payments_stripe;
mod payments_webhooks;
mod plans;
mod postgres;
mod process;
mod races;
mod repeats;
mod restart;
mod simulation;
mod stock_bag;
mod stock_books;
mod stock_live;
mod stores;
mod streams;
mod stripe_mock;
mod support;
mod tls;
mod told;
mod transfers;
mod tryon;
mod tryon_looks;
mod tryon_models;
