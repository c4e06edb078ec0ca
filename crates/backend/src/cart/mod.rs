//! The bag over HTTP: pushing operations, reading it, following it live, and putting it on another device.

mod account;
mod join;
mod links;
mod live;
pub mod service;
mod store;
mod view;

use api::cart::{BagView, CartQuery, LinkView, OPS_MOST, PushOps, PushView, RedeemLink};
use axum::{
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, sse::Sse},
};
use domain::cart::Op;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Query},
    limits::{Client, Limit},
    session::{MaybeShopper, Shopper},
};

/// A hundred operations are a quarter of this.
const BODY_LIMIT: usize = 64 * 1024;

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(push))
        .routes(routes!(follow))
        .routes(routes!(make_link))
        .routes(routes!(redeem))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// The bag of this browser; an empty one for a browser that never had any.
#[utoipa::path(get, path = api::cart::CART, params(CartQuery), responses((status = 200, body = BagView)), tag = "cart")]
async fn show(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Query(query): Query<CartQuery>,
) -> Result<impl IntoResponse, Error> {
    // An empty id is no session's, so what is shown is the empty bag.
    let session = shopper.map(|shopper| shopper.id).unwrap_or_default();
    let (_, view) = service::show(&app, &session, query.actor.as_ref()).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(view)))
}

/// Changes the bag. Repeating a push does nothing; after a gap, push again from `expect`.
#[utoipa::path(
    post,
    path = api::cart::OPS,
    request_body = PushOps,
    responses((status = 200, body = PushView), (status = 422, description = "A value that cannot be right; its field is named")),
    tag = "cart"
)]
async fn push(shopper: Shopper, State(app): State<App>, Json(body): Json<PushOps>) -> Result<Json<PushView>, Error> {
    in_order(&body.ops)?;
    Ok(Json(service::push(&app, &shopper.id, &body.ops).await?))
}

/// The bag as server-sent events: `bag` whenever it changed, `alive` when it did not for a while.
#[utoipa::path(
    get,
    path = api::cart::EVENTS,
    params(CartQuery, ("Last-Event-ID" = Option<u64>, Header, description = "The sequence number to go on after")),
    responses((status = 200, content_type = "text/event-stream", body = BagView)),
    tag = "cart"
)]
async fn follow(
    shopper: Shopper,
    State(app): State<App>,
    Query(query): Query<CartQuery>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let seen = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    // Proxies that collect an answer before they pass it on would keep the bag from being live.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no"), (header::CACHE_CONTROL, "no-store")];
    (unbuffered, Sse::new(live::follow(app, shopper.id, query.actor, seen)))
}

/// Makes a link that puts this bag on another device, once, within ten minutes.
#[utoipa::path(post, path = api::cart::LINKS, responses((status = 200, body = LinkView)), tag = "cart")]
async fn make_link(
    shopper: Shopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Client(client): Client,
) -> Result<Json<LinkView>, Error> {
    app.limits.count(Limit::Costly, client.to_string(), app.clock.now())?;
    Ok(Json(links::make(&app, &shopper.id, &url).await?))
}

/// Joins this browser to the bag of a link. What it had itself comes along.
#[utoipa::path(
    post,
    path = api::cart::REDEEM,
    request_body = RedeemLink,
    responses(
        (status = 200, body = BagView),
        (status = 410, description = "Used by another browser, expired, or never made"),
        (status = 429, description = "Too many tries")
    ),
    tag = "cart"
)]
async fn redeem(
    Client(client): Client,
    shopper: Shopper,
    State(app): State<App>,
    Json(body): Json<RedeemLink>,
) -> Result<Json<BagView>, Error> {
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    Ok(Json(links::redeem(&app, &shopper.id, &body.token).await?))
}

/// Whether a push is what a browser sends: some operations, not too many, of one actor, one after the other.
fn in_order(ops: &[Op]) -> Result<(), Error> {
    if ops.is_empty() || ops.len() > OPS_MOST {
        return Err(Error::invalid("ops", format_args!("from 1 to {OPS_MOST} operations, not {}", ops.len())));
    }
    if ops[0].n == 0 {
        return Err(Error::invalid("ops[0].n", "operations are counted from 1"));
    }
    for (place, pair) in ops.windows(2).enumerate() {
        let next = place + 1;
        if pair[1].actor != pair[0].actor {
            return Err(Error::invalid(format!("ops[{next}].actor"), "one push is by one actor"));
        }
        if pair[0].n.checked_add(1) != Some(pair[1].n) {
            return Err(Error::invalid(format!("ops[{next}].n"), "not the number after the one before"));
        }
    }
    Ok(())
}
