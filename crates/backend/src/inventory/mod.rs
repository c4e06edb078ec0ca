//! Stock over HTTP: where a variant can be had.

mod availability;
mod bag;
mod books;
mod bundles;
mod events;
pub mod holds;
mod import;
mod ledger;
mod live;
pub mod service;
mod staff;
mod store;
mod transfer_store;
mod transfers;

use std::time::Duration;

use api::inventory::{AvailabilityQuery, AvailabilityView, STORES_MOST};
use axum::extract::State;
use domain::id::Sku;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use self::live::Listener;
pub use self::{
    availability::{At, Availability, Look},
    bundles::{BUNDLES_REQUIRED, import_bundles, parts},
    import::{REQUIRED, import},
    live::Spots,
};
use crate::{
    app::App,
    error::Error,
    extract::{Json, Path, Query},
    stores,
};

/// Poked when stock changed; its number is the time in milliseconds.
const TOPIC: &str = "stock";
/// How soon a change by another process is seen without a poke.
const REFRESH_EVERY: Duration = Duration::from_millis(400);
/// How long after a poke the changes are read.
const CALM: Duration = Duration::from_millis(100);
/// After how many refreshes everything is read anew, in case one came too late to be found by its time.
const RELOAD_AFTER: u32 = 1_500;
/// After how many refreshes pages are told what only time has changed: when an order could be collected.
const TIME_PASSES_AFTER: u32 = 75;

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).merge(events::routes()).merge(bag::routes()).merge(staff::routes())
}

/// Where a variant can be had, her store first, then the nearest.
#[utoipa::path(
    get,
    path = api::inventory::AVAILABILITY,
    params(("sku" = String, Path, description = "The variant"), AvailabilityQuery),
    responses((status = 200, body = AvailabilityView), (status = 404, description = "No such variant")),
    tag = "inventory"
)]
async fn show(
    State(app): State<App>,
    Path(sku): Path<Sku>,
    Query(query): Query<AvailabilityQuery>,
) -> Result<Json<AvailabilityView>, Error> {
    if app.catalog().variant(&sku).is_none() {
        return Err(Error::not_found("variant"));
    }
    if query.limit > STORES_MOST {
        return Err(Error::invalid("limit", format_args!("at most {STORES_MOST}")));
    }
    let near = stores::service::point(query.near.as_deref())?;
    let limit = usize::try_from(query.limit).unwrap_or(0);
    let around = service::Around { near, store: query.store.as_ref(), in_stock: query.in_stock, limit };
    Ok(Json(service::whereabouts(&app, &sku, around)))
}

/// Keeps the figures in memory fresh until the shop closes.
pub async fn work(app: App) {
    let mut pokes = app.pokes.subscribe(TOPIC);
    let closed = app.closed();
    tokio::pin!(closed);
    let mut rounds = 0;
    loop {
        tokio::select! {
            // A moment later, so that many changes are read at once.
            _ = pokes.changed() => tokio::time::sleep(CALM).await,
            () = tokio::time::sleep(REFRESH_EVERY) => {}
            () = &mut closed => return,
        }
        rounds += 1;
        let outcome =
            if rounds % RELOAD_AFTER == 0 { service::reload(&app).await } else { service::refresh(&app).await };
        if rounds % TIME_PASSES_AFTER == 0 {
            app.availability.spots().all_changed(&app);
        }
        if let Err(error) = outcome {
            tracing::warn!(%error, "stock could not be read again");
        }
    }
}
