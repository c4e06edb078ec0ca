//! Stock for people who work in a store, over HTTP. Only that of their own place, unless their role is for all.

use api::inventory::{
    AdjustStock, CloseTransfer, CountShelf, CountView, LedgerQuery, LedgerView, LevelView, LevelsQuery, LevelsView,
    PlaceQuery, ReceiveGoods, STAFF_ROWS_MOST, SendGoods, TransferView, TransfersQuery, TransfersView,
};
use axum::extract::State;
use domain::id::{LocationCode, Sku};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{books, transfers};
use crate::{
    app::App,
    error::Error,
    extract::{Json, Path, Query},
    idempotency::{IdempotencyKey, Once},
    staff::Staff,
};

/// How many rows an answer has unless told.
const ROWS: u32 = 50;

/// The addresses of stock for staff.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(levels))
        .routes(routes!(level))
        .routes(routes!(ledger))
        .routes(routes!(adjust))
        .routes(routes!(count))
        .routes(routes!(transfers, send))
        .routes(routes!(transfer))
        .routes(routes!(receive))
        .routes(routes!(close))
}

/// Every level at a place, by SKU.
#[utoipa::path(
    get, path = api::inventory::STAFF_LEVELS, params(LevelsQuery),
    responses((status = 200, body = LevelsView), (status = 404, description = "Not a place of hers")),
    security(("staff" = [])), tag = "staff"
)]
async fn levels(
    staff: Staff,
    State(app): State<App>,
    Query(query): Query<LevelsQuery>,
) -> Result<Json<LevelsView>, Error> {
    let (location, limit) = (place(&app, &staff, query.location)?, rows(query.limit)?);
    books::levels(&app, &location, query.after.as_deref().unwrap_or_default(), limit).await.map(Json)
}

/// One level, in figures.
#[utoipa::path(
    get, path = api::inventory::STAFF_LEVEL, params(("sku" = String, Path, description = "The variant"), PlaceQuery),
    responses((status = 200, body = LevelView), (status = 404, description = "Not a place of hers, or no such variant")),
    security(("staff" = [])), tag = "staff"
)]
async fn level(
    staff: Staff,
    State(app): State<App>,
    Path(sku): Path<Sku>,
    Query(query): Query<PlaceQuery>,
) -> Result<Json<LevelView>, Error> {
    let location = place(&app, &staff, query.location)?;
    books::shelf(&app, &sku)?;
    books::level(&app, &sku, &location).await.map(Json)
}

/// Every movement of one level, newest first.
#[utoipa::path(
    get, path = api::inventory::STAFF_LEDGER, params(("sku" = String, Path, description = "The variant"), LedgerQuery),
    responses((status = 200, body = LedgerView), (status = 404, description = "Not a place of hers")),
    security(("staff" = [])), tag = "staff"
)]
async fn ledger(
    staff: Staff,
    State(app): State<App>,
    Path(sku): Path<Sku>,
    Query(query): Query<LedgerQuery>,
) -> Result<Json<LedgerView>, Error> {
    let (location, limit) = (place(&app, &staff, query.location)?, rows(query.limit)?);
    books::movements(&app, &sku, &location, query.before.as_deref(), limit).await.map(Json)
}

/// Puts pieces aside, back, away, or keeps some back.
#[utoipa::path(
    post, path = api::inventory::STAFF_ADJUST,
    params(
        ("sku" = String, Path, description = "The variant"), PlaceQuery,
        ("Idempotency-Key" = String, Header, description = "New for each change, the same for each repetition")
    ),
    request_body = AdjustStock,
    responses(
        (status = 200, body = LevelView),
        (status = 403, description = "Only a manager decides this"),
        (status = 404, description = "Not a place of hers, or no such variant"),
        (status = 409, description = "Not as many pieces are free, or put aside"),
        (status = 422, description = "A field is missing or wrong")
    ),
    security(("staff" = [])), tag = "staff"
)]
async fn adjust(
    staff: Staff,
    State(app): State<App>,
    Path(sku): Path<Sku>,
    Query(query): Query<PlaceQuery>,
    key: IdempotencyKey,
    Json(body): Json<AdjustStock>,
) -> Result<Json<LevelView>, Error> {
    let location = place(&app, &staff, query.location)?;
    let once = once(&app, key, "adjust stock", &staff, &(&sku, &location, &body))?;
    books::adjust(&app, &staff, &once, (&sku, &location), &body).await.map(Json)
}

/// Books what was counted on a shelf.
#[utoipa::path(
    post, path = api::inventory::STAFF_COUNT,
    params(
        ("sku" = String, Path, description = "The variant"), PlaceQuery,
        ("Idempotency-Key" = String, Header, description = "New for each count, the same for each repetition")
    ),
    request_body = CountShelf,
    responses(
        (status = 200, body = CountView),
        (status = 404, description = "Not a place of hers, or no such variant"),
        (status = 409, description = "Goods came or left while she counted"),
        (status = 422, description = "A field is missing or wrong")
    ),
    security(("staff" = [])), tag = "staff"
)]
async fn count(
    staff: Staff,
    State(app): State<App>,
    Path(sku): Path<Sku>,
    Query(query): Query<PlaceQuery>,
    key: IdempotencyKey,
    Json(body): Json<CountShelf>,
) -> Result<Json<CountView>, Error> {
    let location = place(&app, &staff, query.location)?;
    let once = once(&app, key, "count stock", &staff, &(&sku, &location, &body))?;
    books::book_count(&app, &staff, &once, (&sku, &location), &body).await.map(Json)
}

/// Transfers from and to a place, newest first.
#[utoipa::path(
    get, path = api::inventory::STAFF_TRANSFERS, params(TransfersQuery),
    responses((status = 200, body = TransfersView), (status = 404, description = "Not a place of hers")),
    security(("staff" = [])), tag = "staff"
)]
async fn transfers(
    staff: Staff,
    State(app): State<App>,
    Query(query): Query<TransfersQuery>,
) -> Result<Json<TransfersView>, Error> {
    let (location, limit) = (place(&app, &staff, query.location)?, rows(query.limit)?);
    transfers::list(&app, &location, query.open, query.before.as_deref(), limit).await.map(Json)
}

/// Sends goods on their way to another place, or announces a supplier's.
#[utoipa::path(
    post, path = api::inventory::STAFF_TRANSFERS,
    params(("Idempotency-Key" = String, Header, description = "New for each transfer, the same for each repetition")),
    request_body = SendGoods,
    responses(
        (status = 200, body = TransferView),
        (status = 404, description = "Not a place of hers, or no such place or variant"),
        (status = 409, description = "Not as many pieces are free"),
        (status = 422, description = "A field is missing or wrong")
    ),
    security(("staff" = [])), tag = "staff"
)]
async fn send(
    staff: Staff,
    State(app): State<App>,
    key: IdempotencyKey,
    Json(body): Json<SendGoods>,
) -> Result<Json<TransferView>, Error> {
    let once = once(&app, key, "send goods", &staff, &body)?;
    transfers::send(&app, &staff, &once, &body).await.map(Json)
}

/// One transfer.
#[utoipa::path(
    get, path = api::inventory::STAFF_TRANSFER, params(("id" = String, Path, description = "The transfer")),
    responses((status = 200, body = TransferView), (status = 404, description = "Not a transfer of a place of hers")),
    security(("staff" = [])), tag = "staff"
)]
async fn transfer(staff: Staff, State(app): State<App>, Path(id): Path<String>) -> Result<Json<TransferView>, Error> {
    transfers::show(&app, &staff, &id).await.map(Json)
}

/// Goods of a transfer arrived, all or some of them.
#[utoipa::path(
    post, path = api::inventory::STAFF_ARRIVALS,
    params(
        ("id" = String, Path, description = "The transfer"),
        ("Idempotency-Key" = String, Header, description = "New for each arrival, the same for each repetition")
    ),
    request_body = ReceiveGoods,
    responses(
        (status = 200, body = TransferView),
        (status = 404, description = "Not a transfer to a place of hers"),
        (status = 409, description = "More arrived than is on the way"),
        (status = 422, description = "A field is missing or wrong")
    ),
    security(("staff" = [])), tag = "staff"
)]
async fn receive(
    staff: Staff,
    State(app): State<App>,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<ReceiveGoods>,
) -> Result<Json<TransferView>, Error> {
    let once = once(&app, key, "receive goods", &staff, &(&id, &body))?;
    transfers::receive(&app, &staff, &once, &id, &body).await.map(Json)
}

/// What has not arrived of a transfer will not.
#[utoipa::path(
    post, path = api::inventory::STAFF_CLOSE,
    params(
        ("id" = String, Path, description = "The transfer"),
        ("Idempotency-Key" = String, Header, description = "New for each request, the same for each repetition")
    ),
    request_body = CloseTransfer,
    responses(
        (status = 200, body = TransferView),
        (status = 404, description = "Not a transfer of a place of hers"),
        (status = 422, description = "A field is missing or wrong")
    ),
    security(("staff" = [])), tag = "staff"
)]
async fn close(
    staff: Staff,
    State(app): State<App>,
    Path(id): Path<String>,
    key: IdempotencyKey,
    Json(body): Json<CloseTransfer>,
) -> Result<Json<TransferView>, Error> {
    let once = once(&app, key, "close transfer", &staff, &(&id, &body))?;
    transfers::close(&app, &staff, &once, &id, body).await.map(Json)
}

/// The place that is asked about, by default her own, if its stock is hers to look after.
fn place(app: &App, staff: &Staff, asked: Option<LocationCode>) -> Result<LocationCode, Error> {
    let own = || LocationCode::parse(staff.store.clone()).map_err(Error::internal);
    let location = asked.map_or_else(own, Ok)?;
    staff.tends(&location)?;
    match app.locations().get(&location) {
        Some(_) => Ok(location),
        None => Err(Error::not_found("store or warehouse")),
    }
}

fn rows(asked: u32) -> Result<u32, Error> {
    match asked {
        0 => Ok(ROWS),
        1..=STAFF_ROWS_MOST => Ok(asked),
        _ => Err(Error::invalid("limit", format_args!("at most {STAFF_ROWS_MOST}"))),
    }
}

/// What changes stock takes effect once, so it needs a key.
fn once<B: Serialize>(
    app: &App,
    key: IdempotencyKey,
    operation: &'static str,
    staff: &Staff,
    body: &B,
) -> Result<Once, Error> {
    if key.0.is_none() {
        let why = "this header is needed: new for each change, the same when it is sent again";
        return Err(Error::invalid("Idempotency-Key", why));
    }
    key.once(app, operation, &staff.id, body)
}
