//! Payments over HTTP: what a shopper does about an order that waits, refunds by staff, saved cards, and the providers' webhooks.

use api::{
    orders::OrderView,
    payments::{PaymentRequest, Refund, RefundView, SavedPaymentsView},
};
use axum::{
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use domain::id::OrderNumber;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{attempts, refunds as refunding, saved, webhooks};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{self, Json, Path},
    idempotency::IdempotencyKey,
    limits::Limit,
    orders,
    session::{MaybeShopper, SignedIn},
    staff::Staff,
};

/// The largest webhook: providers send a few kB.
const WEBHOOK_MOST: usize = 64 * 1024;

/// The addresses of this slice.
pub(crate) fn routes() -> OpenApiRouter<App> {
    let webhooks = OpenApiRouter::new().routes(routes!(webhook)).layer(DefaultBodyLimit::max(WEBHOOK_MOST));
    OpenApiRouter::new()
        .routes(routes!(act))
        .routes(routes!(refund))
        .routes(routes!(list_saved))
        .routes(routes!(forget_saved))
        .merge(webhooks)
}

/// What its shopper does about an order that waits to be paid: tries again, or gives it up. Either may be repeated.
#[utoipa::path(
    post,
    path = api::payments::ORDER_PAYMENT,
    params(("number" = String, Path, description = "The order's number")),
    request_body = PaymentRequest,
    responses(
        (status = 200, body = OrderView, description = "With a `payment_url`, go there"),
        (status = 403, description = "Somebody who was sent the order's link"),
        (status = 404, description = "No such order, or not this browser's"),
        (status = 409, description = "It does not wait any more, the other card was declined, or the provider is silent"),
        (status = 422, description = "A field is wrong")
    ),
    tag = "payments"
)]
async fn act(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(number): Path<OrderNumber>,
    Json(body): Json<PaymentRequest>,
) -> Result<impl IntoResponse, Error> {
    let shopper = orders::hers(&app, shopper, &number).await?;
    app.limits.count(Limit::Costly, shopper.id.clone(), app.clock.now())?;
    attempts::act(&app, &shopper, &number, &body).await?;
    Ok((
        [no_store()],
        Json(orders::show_order(&app, orders::Viewer { public_url: &url, shopper: Some(&shopper) }, &number).await?),
    ))
}

/// Gives money back that was taken. Sent again with the same `Idempotency-Key`, it answers the same refund.
#[utoipa::path(
    post,
    path = api::payments::REFUNDS,
    params(
        ("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = String, Header, description = "New for each refund, the same for each repetition")
    ),
    request_body = Refund,
    responses(
        (status = 200, body = RefundView),
        (status = 401, description = "No valid staff token"),
        (status = 403, description = "An amount, by somebody who is no manager"),
        (status = 404, description = "No such order in this store"),
        (status = 409, description = "More than was taken, or more pieces than were sold"),
        (status = 422, description = "A field is wrong")
    ),
    security(("staff" = [])),
    tag = "staff"
)]
async fn refund(
    staff: Staff,
    State(app): State<App>,
    Path(number): Path<OrderNumber>,
    key: IdempotencyKey,
    Json(body): Json<Refund>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Costly, staff.id.clone(), app.clock.now())?;
    Ok(([no_store()], Json(refunding::refund(&app, &staff, &number, key, &body).await?)))
}

/// The account's saved cards, the one used last first.
#[utoipa::path(
    get,
    path = api::payments::SAVED,
    responses((status = 200, body = SavedPaymentsView), (status = 401, description = "A guest")),
    tag = "account"
)]
async fn list_saved(who: SignedIn, State(app): State<App>) -> Result<impl IntoResponse, Error> {
    Ok(([no_store()], Json(SavedPaymentsView { payments: saved::list(&app.db, &who.account).await? })))
}

/// Forgets a saved card.
#[utoipa::path(
    post,
    path = api::payments::FORGET_SAVED,
    params(("payment" = String, Path, description = "The saved card's id")),
    responses(
        (status = 200, body = SavedPaymentsView),
        (status = 401, description = "A guest"),
        (status = 404, description = "No such card of this account")
    ),
    tag = "account"
)]
async fn forget_saved(
    who: SignedIn,
    State(app): State<App>,
    Path(payment): Path<String>,
) -> Result<impl IntoResponse, Error> {
    if !saved::forget_one(&app, &who.account, &payment).await? {
        return Err(Error::not_found("saved card"));
    }
    Ok(([no_store()], Json(SavedPaymentsView { payments: saved::list(&app.db, &who.account).await? })))
}

/// Where a payment provider says that something happened. What, the shop asks the provider itself.
#[utoipa::path(
    post,
    path = api::payments::WEBHOOKS,
    params(("provider" = String, Path, description = "The provider, such as `stripe`")),
    request_body(content = String, description = "As the provider documents it", content_type = "application/json"),
    responses(
        (status = 204, description = "Taken in, or known already, or of a payment that is not this shop's"),
        (status = 400, description = "Not signed by the provider, or too old"),
        (status = 404, description = "The shop has no such provider"),
        (status = 413, description = "Larger than any webhook is")
    ),
    tag = "payments"
)]
async fn webhook(State(app): State<App>, Path(provider): Path<String>, request: Request) -> Result<StatusCode, Error> {
    let headers = request.headers().clone();
    // As it came: what is signed are the bytes.
    let body = extract::body(request, &app).await?;
    webhooks::receive(&app, &provider, &headers, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn no_store() -> (HeaderName, HeaderValue) {
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
