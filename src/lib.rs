//! The shop front as a library of slices: pages compose slices, slices show what `domain` and `api` say.
//!
//! Find your way: [`app`] puts it together in the browser, [`first_paint`] on the server; [`routes`] lists the addresses;
//! [`pages`] has one file per address; [`ui`] has what every slice is built from; [`i18n`] has every word.
//! Only [`browser`] and [`client`] touch the browser and the network. [`widget`] is a front end of its own, for frames on partners' pages.

// Leptos' macros write builders and props that nobody prints, and make them as public as the component.
#![allow(missing_debug_implementations, unreachable_pub)]
// A component's props are its arguments; Leptos takes them by value.
#![allow(clippy::needless_pass_by_value)]
// Deep view types need more room than the compiler gives by default.
#![recursion_limit = "256"]

#[cfg(feature = "csr")]
pub mod app;
pub mod browser;
pub mod client;
#[cfg(feature = "ssr")]
pub mod first_paint;
pub mod format;
pub mod i18n;
pub mod json;
pub mod navigation;
pub mod pages;
pub mod parts;
pub mod routes;
pub mod seed;
pub mod shell;
pub mod ui;

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod home;
pub mod inventory;
pub mod orders;
pub mod partners;
pub mod payments;
pub mod scan;
pub mod stores;
pub mod tryon;
pub mod widget;
