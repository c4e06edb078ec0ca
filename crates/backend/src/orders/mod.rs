//! Orders over HTTP: placing, looking, following live, and what staff do with them.

mod access;
mod again;
mod changes;
mod find;
mod handover;
mod live;
mod mail;
pub(crate) mod number;
pub(crate) mod owner;
pub(crate) mod payment;
mod place;
mod steps;
mod store;
mod view;

use api::{
    checkout::PlaceOrder,
    orders::{
        AgainView, Arrival, ChoicesView, CodeOnItsWay, FindOrder, FoundOrder, OpenOrder, OrderChange, OrderView,
        StaffStep,
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Sse, sse::KeepAlive},
};
use domain::id::OrderNumber;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::place::{By, What};
pub(crate) use self::{
    access::{account_of, own as hers},
    store::moment,
    view::{Viewer, load as show_order},
};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Path},
    idempotency::IdempotencyKey,
    limits::{Client, Limit},
    mail::Language,
    payments,
    session::{MaybeShopper, Shopper},
    staff::Staff,
};

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(place_order))
        .routes(routes!(show))
        .routes(routes!(follow))
        .routes(routes!(open))
        .routes(routes!(arrive))
        .routes(routes!(change))
        .routes(routes!(choices))
        .routes(routes!(look_again, order_again))
        .routes(routes!(find_order))
        .routes(routes!(found_order))
        .routes(routes!(staff_order))
        .routes(routes!(step))
}

/// Places an order of this browser's bag. Sent again with the same `Idempotency-Key`, it answers the same order.
#[utoipa::path(
    post,
    path = api::orders::ORDERS,
    params(("Idempotency-Key" = String, Header, description = "New for each order, the same for each repetition")),
    request_body = PlaceOrder,
    responses(
        (status = 201, body = OrderView, description = "It stands. With a `payment_url` it waits for her to pay there"),
        (status = 409, description = "The bag, the total, the stock or a slot is not what the shopper saw, or the card was declined"),
        (status = 422, description = "A field is missing or wrong")
    ),
    tag = "orders"
)]
async fn place_order(
    shopper: Shopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    key: IdempotencyKey,
    language: Language,
    Json(body): Json<PlaceOrder>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Costly, shopper.id.clone(), app.clock.now())?;
    let by = By { shopper: &shopper, lang: language, public_url: &url };
    let number = place::place(&app, by, What::Bag, key, &body).await?;
    let view = view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &number).await?;
    let location = HeaderValue::try_from(api::orders::order(&number)).map_err(Error::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location), no_store()], Json(view)))
}

/// An order, for the browser that ordered or opened it.
#[utoipa::path(
    get,
    path = api::orders::ORDER,
    params(("number" = String, Path, description = "The order's number")),
    responses((status = 200, body = OrderView), (status = 404, description = "No such order, or not this browser's")),
    tag = "orders"
)]
async fn show(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::check(&app, shopper, &number).await?;
    let viewer = Viewer { public_url: &url, shopper: Some(&shopper) };
    let seen = view::load(&app, viewer, &number).await?;
    if !seen.payment.is_open() {
        return Ok(([no_store()], Json(seen)));
    }
    // She may just have come back from the provider's page.
    payments::coming_back(&app, &number, seen.payment).await?;
    Ok(([no_store()], Json(view::load(&app, viewer, &number).await?)))
}

/// The order as server-sent events named `order`, each an [`OrderView`] whose id is its `seq`.
#[utoipa::path(
    get,
    path = api::orders::ORDER_EVENTS,
    params(("number" = String, Path, description = "The order's number")),
    responses((status = 200, description = "A stream of events", content_type = "text/event-stream")),
    tag = "orders"
)]
async fn follow(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::check(&app, shopper, &number).await?;
    let seen = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    let stream = Sse::new(live::follow(app, shopper, url, number, seen)).keep_alive(KeepAlive::default());
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(([no_store(), unbuffered], stream))
}

/// Lets this browser see an order whose signed link it was given.
#[utoipa::path(
    post,
    path = api::orders::OPEN_ORDER,
    params(("number" = String, Path, description = "The order's number")),
    request_body = OpenOrder,
    responses(
        (status = 200, body = OrderView),
        (status = 404, description = "The key is not this order's"),
        (status = 410, description = "The link has expired")
    ),
    tag = "orders"
)]
async fn open(
    client: Client,
    shopper: Shopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    Json(body): Json<OpenOrder>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Guess, client.0.to_string(), app.clock.now())?;
    access::open(&app, &shopper, &number, &body.key).await?;
    Ok(([no_store()], Json(view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &number).await?)))
}

/// The shopper of a curbside group is on her way, or there.
#[utoipa::path(
    post,
    path = api::orders::ARRIVAL,
    params(("number" = String, Path, description = "The order's number")),
    request_body = Arrival,
    responses((status = 200, body = OrderView), (status = 404, description = "No such order, or not this browser's")),
    tag = "orders"
)]
async fn arrive(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    Json(body): Json<Arrival>,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::check(&app, shopper, &number).await?;
    steps::arrive(&app, &number, &body).await?;
    Ok(([no_store()], Json(view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &number).await?)))
}

/// The shopper changes her mind about a group: cancels it, gets it elsewhere, at another time or sent, or names who collects it.
#[utoipa::path(
    post,
    path = api::orders::ORDER_CHANGES,
    params(("number" = String, Path, description = "The order's number")),
    request_body = OrderChange,
    responses(
        (status = 200, body = OrderView),
        (status = 403, description = "This browser was only given the order's link"),
        (status = 404, description = "No such order, or not this browser's"),
        (status = 409, description = "It is too late, or the new place has not all of it or no room in the slot"),
        (status = 422, description = "A field is missing or wrong")
    ),
    tag = "orders"
)]
async fn change(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    Json(body): Json<OrderChange>,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::own(&app, shopper, &number).await?;
    app.limits.count(Limit::Costly, shopper.id.clone(), app.clock.now())?;
    changes::change(&app, &shopper, &number, &body).await?;
    Ok(([no_store()], Json(view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &number).await?)))
}

/// How else a group can still be had, all of it.
#[utoipa::path(
    get,
    path = api::orders::ORDER_CHOICES,
    params(
        ("number" = String, Path, description = "The order's number"),
        ("group" = u32, Path, description = "Which group, from 0")
    ),
    responses(
        (status = 200, body = ChoicesView),
        (status = 403, description = "This browser was only given the order's link"),
        (status = 404, description = "No such order or group, or not this browser's")
    ),
    tag = "orders"
)]
async fn choices(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Path((number, group)): Path<(OrderNumber, u32)>,
) -> Result<impl IntoResponse, Error> {
    access::own(&app, shopper, &number).await?;
    Ok(([no_store()], Json(changes::choices(&app, &number, group).await?)))
}

/// What an order had, as it would be had now: with everything that placing it once more needs, if all of it is known and there.
#[utoipa::path(
    get,
    path = api::orders::ORDER_AGAIN,
    params(("number" = String, Path, description = "The order's number")),
    responses(
        (status = 200, body = AgainView),
        (status = 403, description = "This browser was only given the order's link"),
        (status = 404, description = "No such order, or not this browser's")
    ),
    tag = "orders"
)]
async fn look_again(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Path(number): Path<OrderNumber>,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::own(&app, shopper, &number).await?;
    Ok(([no_store()], Json(again::look(&app, &shopper, &number).await?)))
}

/// Orders once more what an order had, whatever is in the bag. Sent again with the same `Idempotency-Key`, it answers the same order.
#[utoipa::path(
    post,
    path = api::orders::ORDER_AGAIN,
    params(
        ("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = String, Header, description = "New for each order, the same for each repetition")
    ),
    request_body = PlaceOrder,
    responses(
        (status = 201, body = OrderView, description = "It stands. With a `payment_url` the provider wants her to confirm it there"),
        (status = 403, description = "This browser was only given the order's link"),
        (status = 404, description = "No such order, or not this browser's"),
        (status = 409, description = "The total, the stock or a slot is not what the shopper saw, or the card was declined"),
        (status = 422, description = "A field is missing or wrong")
    ),
    tag = "orders"
)]
async fn order_again(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    key: IdempotencyKey,
    language: Language,
    Json(body): Json<PlaceOrder>,
) -> Result<impl IntoResponse, Error> {
    let shopper = access::own(&app, shopper, &number).await?;
    app.limits.count(Limit::Costly, shopper.id.clone(), app.clock.now())?;
    let by = By { shopper: &shopper, lang: language, public_url: &url };
    let placed = place::place(&app, by, What::Again(&number), key, &body).await?;
    let view = view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &placed).await?;
    let location = HeaderValue::try_from(api::orders::order(&placed)).map_err(Error::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location), no_store()], Json(view)))
}

/// Sends a code to the address an order was placed with. The answer is the same whether there is such an order or not.
#[utoipa::path(
    post,
    path = api::orders::FIND_ORDER,
    request_body = FindOrder,
    responses((status = 202, body = CodeOnItsWay), (status = 429, description = "Too many codes")),
    tag = "orders"
)]
async fn find_order(
    client: Client,
    shopper: Shopper,
    State(app): State<App>,
    language: Language,
    Json(body): Json<FindOrder>,
) -> Result<impl IntoResponse, Error> {
    let expires_at = find::send(&app, &shopper, client.0, language, &body).await?;
    Ok((StatusCode::ACCEPTED, [no_store()], Json(CodeOnItsWay { expires_at })))
}

/// Lets this browser see the order it was sent a code for.
#[utoipa::path(
    post,
    path = api::orders::FOUND_ORDER,
    request_body = FoundOrder,
    responses(
        (status = 200, body = OrderView),
        (status = 409, description = "The code is wrong, was used, or has expired")
    ),
    tag = "orders"
)]
async fn found_order(
    shopper: Shopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Json(body): Json<FoundOrder>,
) -> Result<impl IntoResponse, Error> {
    find::open(&app, &shopper, &body).await?;
    Ok((
        [no_store()],
        Json(view::load(&app, Viewer { public_url: &url, shopper: Some(&shopper) }, &body.number).await?),
    ))
}

/// An order of which something is at the place of whoever asks.
#[utoipa::path(
    get,
    path = api::orders::STAFF_ORDER,
    params(("number" = String, Path, description = "The order's number")),
    responses(
        (status = 200, body = OrderView),
        (status = 401, description = "No valid staff token"),
        (status = 404, description = "No such order in this store")
    ),
    security(("staff" = [])),
    tag = "staff"
)]
async fn staff_order(
    staff: Staff,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
) -> Result<impl IntoResponse, Error> {
    access::serves(&app, &staff, &number).await?;
    Ok(([no_store()], Json(view::load(&app, Viewer { public_url: &url, shopper: None }, &number).await?)))
}

/// Moves a group of an order on. Only for staff of the place it is at; doing it again changes nothing.
#[utoipa::path(
    post,
    path = api::orders::STAFF_STEP,
    params(("number" = String, Path, description = "The order's number")),
    request_body = StaffStep,
    responses(
        (status = 200, body = OrderView),
        (status = 401, description = "No valid staff token"),
        (status = 404, description = "No such order in this store"),
        (status = 409, description = "It does not follow, or what was shown is not this order's")
    ),
    security(("staff" = [])),
    tag = "staff"
)]
async fn step(
    staff: Staff,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    Json(body): Json<StaffStep>,
) -> Result<impl IntoResponse, Error> {
    if body.handover.is_some() {
        // A short code can be guessed; nobody gets many tries at one order.
        app.limits.count(Limit::Guess, format!("{number}:{}", staff.id), app.clock.now())?;
    }
    steps::step(&app, &staff, &number, &body).await?;
    Ok(([no_store()], Json(view::load(&app, Viewer { public_url: &url, shopper: None }, &number).await?)))
}

/// Poked with an order's `seq` when it changed.
fn topic(number: &OrderNumber) -> String {
    format!("order:{number}")
}

fn no_store() -> (HeaderName, HeaderValue) {
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
