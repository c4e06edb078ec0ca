//! Stores over HTTP: find them, and look at one.

mod import;
mod locations;
mod place_words;
pub mod service;
mod store;

use std::time::Duration;

use api::stores::{StorePageView, StoresQuery, StoresView};
use axum::extract::State;
use domain::id::LocationCode;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    import::{REQUIRED, import},
    locations::{LocationCache, Locations, Place},
};
use crate::{
    app::App,
    catalog,
    error::Error,
    extract::{Json, Path, Query},
};

/// How many products a store's page shows.
const PRODUCTS: usize = 8;
/// How often the queues are counted: a promise is as old as this at most.
const COUNT_EVERY: Duration = Duration::from_secs(5);
/// After how many counts the places themselves are read anew, in case another process has changed them.
const REFRESH_AFTER: u32 = 6;

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// Stores near a point or a place in words.
#[utoipa::path(
    get,
    path = api::stores::STORES,
    params(StoresQuery),
    responses((status = 200, body = StoresView), (status = 422, description = "A parameter cannot be read")),
    tag = "stores"
)]
async fn list(State(app): State<App>, Query(query): Query<StoresQuery>) -> Result<Json<StoresView>, Error> {
    service::find(&app, &query).map(Json)
}

/// One store: its door, its week, and what is worth coming for.
#[utoipa::path(
    get,
    path = api::stores::STORE,
    params(("code" = String, Path, description = "The store's code")),
    responses((status = 200, body = StorePageView), (status = 404, description = "No such store")),
    tag = "stores"
)]
async fn show(State(app): State<App>, Path(code): Path<LocationCode>) -> Result<Json<StorePageView>, Error> {
    page(&app, &code).map(Json)
}

/// Everything a store's page shows.
///
/// # Errors
/// 404 for anything that is not a store.
pub fn page(app: &App, code: &LocationCode) -> Result<StorePageView, Error> {
    let (store, week) = service::week(app, code)?;
    let products = catalog::worth_coming_for(app, &app.catalog(), code, PRODUCTS);
    Ok(StorePageView { store, week, products })
}

/// Sees what other processes changed, until the shop closes.
pub(crate) async fn work(app: App) {
    let closed = app.closed();
    tokio::pin!(closed);
    let mut rounds = 0_u32;
    loop {
        tokio::select! {
            () = tokio::time::sleep(COUNT_EVERY) => {}
            () = &mut closed => return,
        }
        rounds = rounds.wrapping_add(1);
        let all = rounds.is_multiple_of(REFRESH_AFTER);
        let outcome = if all { service::refresh(&app).await } else { service::refresh_queues(&app).await };
        if let Err(error) = outcome {
            tracing::warn!(%error, "stores could not be read again");
        }
    }
}
