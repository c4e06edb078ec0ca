//! The bag over HTTP: pushing operations, reading it, following it live, and putting it on another device.

mod account;
mod frames;
mod join;
mod links;
mod live;
pub mod service;
mod store;
mod sweep;
mod view;

use std::collections::BTreeMap;

use api::cart::{BagView, CartQuery, LinkView, OPS_MOST, PushOps, PushView, RedeemLink};
use axum::{
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, sse::Sse},
};
use domain::cart::AFTER_MOST;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Query},
    limits::{Client, Limit},
    session::{MaybeShopper, Shopper},
};

pub use self::sweep::sweep;

/// A hundred operations are 25 kB; 220 kB if each of them names as many other pages as it may.
const BODY_LIMIT: usize = 256 * 1024;

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
    bag_of(&app, &session, &query).await
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
    Ok(Json(pushed(&app, &shopper.id, &body).await?.0))
}

/// The bag as server-sent events: `bag` whenever it changed, `alive` when it did not for a while.
#[utoipa::path(
    get,
    path = api::cart::EVENTS,
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that arrived")),
    responses((status = 200, content_type = "text/event-stream", body = BagView)),
    tag = "cart"
)]
async fn follow(shopper: Shopper, State(app): State<App>, headers: HeaderMap) -> impl IntoResponse {
    events(app, shopper.id, &headers)
}

/// The bag of a session, of a browser's or a frame's, telling how far it has heard these actors.
pub(crate) async fn bag_of(app: &App, session: &str, query: &CartQuery) -> Result<impl IntoResponse + use<>, Error> {
    let (_, view) = service::show(app, session, &query.actors.0).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(view)))
}

/// Changes the bag of a session; says as well how many operations added something.
pub(crate) async fn pushed(app: &App, session: &str, body: &PushOps) -> Result<(PushView, u32), Error> {
    in_order(body)?;
    service::push(app, session, body).await
}

/// The bag of a session as events, going on after the one that a browser has seen.
pub(crate) fn events(app: App, session: String, headers: &HeaderMap) -> impl IntoResponse + use<> {
    let seen = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    // Proxies that collect an answer before they pass it on would keep the bag from being live.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no"), (header::CACHE_CONTROL, "no-store")];
    (unbuffered, Sse::new(live::follow(app, session, seen)))
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

/// Whether a push is what a browser sends: some operations, not too many, each actor's one after the other.
fn in_order(push: &PushOps) -> Result<(), Error> {
    let PushOps { ops, elsewhere } = push;
    if ops.is_empty() || ops.len() > OPS_MOST {
        return Err(Error::invalid("ops", format_args!("from 1 to {OPS_MOST} operations, not {}", ops.len())));
    }
    if elsewhere.len() > OPS_MOST {
        return Err(Error::invalid("elsewhere", format_args!("at most {OPS_MOST} actors")));
    }
    let mut last = BTreeMap::new();
    for (place, op) in ops.iter().enumerate() {
        if op.n == 0 {
            return Err(Error::invalid(format!("ops[{place}].n"), "operations are counted from 1"));
        }
        if op.after.len() > AFTER_MOST {
            return Err(Error::invalid(format!("ops[{place}].after"), format_args!("at most {AFTER_MOST} others")));
        }
        if last.insert(&op.actor, op.n).is_some_and(|n| n.checked_add(1) != Some(op.n)) {
            return Err(Error::invalid(format!("ops[{place}].n"), "not the number after this actor's one before"));
        }
    }
    Ok(())
}
