//! A frame's bag becomes the shopper's: a token that works once, posted by a form at the top of a window, so that the shop's own cookie
//! comes along and no token stands in an address. What became of it is told once.

use api::partners::{ARRIVED, Arrival, ArrivalView, HandoverView};
use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use domain::{
    id::Placement,
    partners::{HANDOVER, SESSION},
};

use super::{
    session::Widget,
    store::{self, HandoverRow},
};
use crate::{
    account::no_store,
    app::{App, PublicUrl},
    cart::service as cart,
    db::Tx,
    error::Error,
    extract::{Json, body},
    ids,
    limits::{Client, Limit},
    session::{MaybeShopper, Shopper},
};

/// Makes a token that hands the frame's bag over to whoever posts it, once, within ten minutes.
#[utoipa::path(
    post,
    path = api::partners::HANDOVER,
    params(("X-Vitrine-Widget" = String, Header, description = "`1`")),
    responses(
        (status = 200, body = HandoverView),
        (status = 401, description = "The frame has no session"),
        (status = 429, description = "Too many from this address")
    ),
    tag = "partners"
)]
pub(super) async fn make(
    Client(client): Client,
    Widget(frame): Widget,
    State(app): State<App>,
) -> Result<impl IntoResponse, Error> {
    let now = app.clock.now();
    app.limits.count(Limit::Costly, client.to_string(), now)?;
    let (token, expires_at) = (app.ids.token(), now + HANDOVER);
    let (hash, widget) = (&ids::hash(&token), &frame.id);
    app.db.write(|mut tx| async move { store::insert_handover(&mut tx, hash, widget, expires_at).await }).await?;
    Ok(([no_store()], Json(HandoverView { token, expires_at })))
}

/// Takes a bag over and sends the shopper to it, whatever becomes of the token: her own bag is there in any case.
#[utoipa::path(
    post,
    path = api::partners::ARRIVE,
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`t=` and the token"),
    responses(
        (status = 303, description = "To the bag"),
        (status = 403, description = "Not from a page of the shop's own"),
        (status = 429, description = "Too many tries")
    ),
    tag = "partners"
)]
pub(super) async fn arrive(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let (mut parts, form) = request.into_parts();
    let PublicUrl(own) = PublicUrl::from_request_parts(&mut parts, &app).await?;
    if !is_own(&parts.headers, &own) {
        return Err(Error::cross_origin());
    }
    let Client(client) = Client::from_request_parts(&mut parts, &app).await?;
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    let form = body(Request::from_parts(parts.clone(), form), &app).await?;
    let hash = &ids::hash(&token(&form));
    let now = app.clock.now();
    let is_good = matches!(store::look_at_handover(&app.db, hash, now).await?, Some(None));
    // A token that is spent makes no session: that of the press before it may be under way, and would be lost.
    let shopper = if is_good {
        Some(Shopper::from_request_parts(&mut parts, &app).await?)
    } else {
        MaybeShopper::from_request_parts(&mut parts, &app).await?.0
    };
    if let Some(shopper) = shopper {
        let (app, session) = (&app, &shopper.id);
        app.db.write(|mut tx| async move { take_over(&mut tx, app, session, hash).await }).await?;
    }
    Ok(([no_store()], Redirect::to(ARRIVED)).into_response())
}

/// What there is to tell about a bag that was handed over to this browser, once.
#[utoipa::path(
    post,
    path = api::partners::ARRIVAL,
    responses((status = 200, body = ArrivalView)),
    tag = "partners"
)]
pub(super) async fn tell(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
) -> Result<impl IntoResponse, Error> {
    let Some(Shopper { id, .. }) = &shopper else { return Ok(([no_store()], Json(ArrivalView::default()))) };
    let told = app.db.write(|mut tx| async move { store::take_arrival(&mut tx, id).await }).await?;
    let arrival = told.map(|json| serde_json::from_str(&json).map_err(Error::internal)).transpose()?;
    Ok(([no_store()], Json(ArrivalView { arrival })))
}

/// Uses a token for a session, and keeps what there is to tell of it.
async fn take_over(tx: &mut Tx, app: &App, session: &str, token_hash: &[u8]) -> Result<(), Error> {
    let now = app.clock.now();
    // Pressed twice: the first press has told it.
    if store::was_used_by(tx, token_hash, session).await? {
        return Ok(());
    }
    let arrival = match store::use_handover(tx, token_hash, session, now).await? {
        Some(row) => join(tx, app, session, row).await?,
        None => Arrival::Spent,
    };
    let told = serde_json::to_string(&arrival).map_err(Error::internal)?;
    store::keep_arrival(tx, session, &told, now).await
}

async fn join(tx: &mut Tx, app: &App, session: &str, row: HandoverRow) -> Result<Arrival, Error> {
    let now = app.clock.now();
    let HandoverRow { widget, partner, name, placement } = row;
    let from = store::attribution(&partner, placement.as_deref(), now)?;
    let lines = cart::hand_over(tx, app, &widget, session, &from).await?;
    store::mark_handed_over(tx, &widget, now + SESSION).await?;
    let placement = from.placement.as_ref().map(Placement::as_str);
    store::count(tx, from.partner.as_str(), placement, "handed_over", 1, now).await?;
    let pieces = lines.iter().filter(|line| line.receive.is_some()).map(|line| line.is.saturating_sub(line.was)).sum();
    Ok(Arrival::Joined { partner: name, pieces, lines })
}

/// The token of the form; what is no form has none that opens anything.
fn token(form: &Bytes) -> String {
    let named = form_urlencoded::parse(form).find(|(name, _)| name == "t");
    named.map(|(_, token)| token.into_owned()).unwrap_or_default()
}

/// Whether a request comes from a page of the shop's own, as the browser says it.
fn is_own(headers: &HeaderMap, own: &str) -> bool {
    let says = |name: &str, what: &str| headers.get(name).is_some_and(|it| it == what);
    says("sec-fetch-site", "same-origin") || says(header::ORIGIN.as_str(), own)
}
