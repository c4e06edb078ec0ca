//! The server: axum over one database, the command line `vitrine`, and the first paint of every page.
//!
//! What all slices stand on is in the files of this folder; each slice is a folder of its own.
//!
//! # To add a slice
//!
//! 1. `migrations/NNNN_<slice>.sql`: one text for both engines (see [`db`]), in the slice's own hundred of numbers.
//! 2. `<slice>/store.rs`: rows ↔ domain types, functions taking `&mut Tx` (or `&Db` for a single question).
//! 3. `<slice>/service.rs`: one `app.db.write(|mut tx| async move { … })` per command; time from `app.clock`, ids from `app.ids`;
//!    `tx.poke(topic, seq)` for live updates, [`outbox::send`] for messages, [`idempotency`] for what is repeated.
//! 4. `<slice>/mod.rs`: `pub fn routes() -> OpenApiRouter<App>`, then handlers of at most 15 lines:
//!    extractors from [`extract`], [`session`], [`staff`]; answers `Result<Json<View>, Error>`. The path is the constant in `api`:
//!
//! ```ignore
//! pub fn routes() -> OpenApiRouter<App> {
//!     OpenApiRouter::new().routes(routes!(show)).routes(routes!(push))
//! }
//!
//! /// The bag of this browser.
//! #[utoipa::path(get, path = api::cart::CART, responses((status = 200, body = BagView)), tag = "cart")]
//! async fn show(shopper: MaybeShopper, State(app): State<App>) -> Result<Json<BagView>, Error> { … }
//! ```
//! 5. Merge `routes()` in [`http::api`], add `tests/api/<slice>.rs`.

pub mod account;
pub mod app;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod cli;
pub mod clock;
pub mod connections;
pub mod db;
pub mod error;
pub mod extract;
pub mod http;
pub mod idempotency;
pub mod ids;
pub mod import;
pub mod inventory;
pub mod limits;
pub mod mail;
mod metrics;
mod openapi;
pub mod orders;
pub mod outbox;
mod pages;
pub mod partners;
pub mod payments;
pub mod pokes;
pub mod ports;
pub mod qr;
pub mod scan;
pub mod secrets;
pub mod session;
pub mod site;
pub mod staff;
pub mod stores;
pub mod streams;
pub mod tls;
pub mod tryon;
