//! Letting another device in: it asks and shows a number, a signed-in device picks that number, then the first one is signed in.
//!
//! Never the other way round: a link from a signed-in device that signs another one in could be photographed or forwarded. Who
//! approves is told what asks and when, and must see its screen to know the number. Proof is not passed on: the new device is as
//! fresh as the one that let it in (draft-ietf-oauth-cross-device-security, section 6.1).

mod live;
mod store;

use api::{
    account::{
        AnswerApproval, ApprovalRequestView, ApprovalState, ApprovalStateView, ApprovalView, LookAtApproval,
        SignedInView,
    },
    problem::Rejection,
};
use axum::{
    extract::State,
    http::HeaderName,
    response::{IntoResponse, Sse, sse::KeepAlive},
};
use domain::account::{APPROVAL_LIVES, MatchingNumber};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ThisDevice, no_store, sign_in};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Path},
    ids,
    limits::{Client, Limit},
    qr,
    session::{MaybeShopper, NewCookie, Shopper, SignedIn},
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(ask))
        .routes(routes!(show))
        .routes(routes!(follow))
        .routes(routes!(finish))
        .routes(routes!(look))
        .routes(routes!(answer))
}

/// Asks a signed-in device to let this one in, within five minutes.
#[utoipa::path(
    post,
    path = api::account::APPROVALS,
    responses((status = 200, body = ApprovalView), (status = 429, description = "Too many requests")),
    tag = "account"
)]
async fn ask(
    Client(client): Client,
    shopper: Shopper,
    device: ThisDevice,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    let now = app.clock.now();
    app.limits.count(Limit::Costly, client.to_string(), now)?;
    let (id, token, expires_at) = (app.ids.id(), app.ids.token(), now + APPROVAL_LIVES);
    let (number, numbers) = MatchingNumber::draw(app.ids.bytes());
    store::insert(&app, &id, &ids::hash(&token), &shopper.id, number, numbers, &device.0).await?;
    let url = format!("{url}{}#t={token}", api::account::APPROVE_PAGE);
    let qr_svg = qr::svg(&url)?;
    Ok(([no_store()], Json(ApprovalView { id, number, url, qr_svg, expires_at })))
}

/// What became of this browser's request.
#[utoipa::path(
    get,
    path = api::account::APPROVAL,
    params(("approval" = String, Path, description = "The request's id")),
    responses((status = 200, body = ApprovalStateView), (status = 404, description = "No such request of this browser")),
    tag = "account"
)]
async fn show(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Path(approval): Path<String>,
) -> Result<impl IntoResponse, Error> {
    let session = shopper.map(|it| it.id).unwrap_or_default();
    Ok(([no_store()], Json(ApprovalStateView { state: store::state(&app, &approval, &session).await? })))
}

/// The same as server-sent events named `approval`, until it is answered or has expired.
#[utoipa::path(
    get,
    path = api::account::APPROVAL_EVENTS,
    params(("approval" = String, Path, description = "The request's id")),
    responses(
        (status = 200, content_type = "text/event-stream", body = ApprovalStateView),
        (status = 404, description = "No such request of this browser")
    ),
    tag = "account"
)]
async fn follow(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    Path(approval): Path<String>,
) -> Result<impl IntoResponse, Error> {
    let session = shopper.map(|it| it.id).unwrap_or_default();
    store::state(&app, &approval, &session).await?;
    let unbuffered = (HeaderName::from_static("x-accel-buffering"), axum::http::HeaderValue::from_static("no"));
    let stream = Sse::new(live::follow(app, approval, session)).keep_alive(KeepAlive::default());
    Ok(([no_store(), unbuffered], stream))
}

/// Signs this browser in, now that another device said yes. What was in its bag joins the account's.
#[utoipa::path(
    post,
    path = api::account::FINISH_APPROVAL,
    params(("approval" = String, Path, description = "The request's id")),
    responses(
        (status = 200, body = SignedInView),
        (status = 404, description = "No such request of this browser"),
        (status = 409, description = "Nobody has answered yet, or the answer was no"),
        (status = 410, description = "Expired, or finished before")
    ),
    tag = "account"
)]
async fn finish(
    shopper: Shopper,
    device: ThisDevice,
    cookies: NewCookie,
    State(app): State<App>,
    Path(approval): Path<String>,
) -> Result<impl IntoResponse, Error> {
    match store::state(&app, &approval, &shopper.id).await? {
        ApprovalState::Approved => {}
        ApprovalState::Waiting => return Err(Error::conflict("nobody has answered yet")),
        ApprovalState::Refused => return Err(Error::rejected(Rejection::ApprovalRefused)),
        ApprovalState::Expired | ApprovalState::Finished => return Err(spent()),
    }
    let (app, shopper, device, approval) = (&app, &shopper, &device.0, &approval);
    let done = app
        .db
        .write(|mut tx| async move {
            let by = store::finish(&mut tx, app, approval, &shopper.id).await?.ok_or_else(spent)?;
            sign_in::enter(&mut tx, app, shopper, &by, device).await
        })
        .await?;
    Ok(([no_store()], Json(done.answer(app, &cookies).await?)))
}

/// Who asks to be let in.
#[utoipa::path(
    post,
    path = api::account::LOOK_AT_APPROVAL,
    request_body = LookAtApproval,
    responses(
        (status = 200, body = ApprovalRequestView),
        (status = 401, description = "A guest"),
        (status = 410, description = "Answered, expired, or never asked"),
        (status = 429, description = "Too many tries")
    ),
    tag = "account"
)]
async fn look(
    Client(client): Client,
    _who: SignedIn,
    State(app): State<App>,
    Json(body): Json<LookAtApproval>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    let request = store::waiting(&app, &ids::hash(&body.token)).await?.ok_or_else(spent)?;
    Ok(([no_store()], Json(request)))
}

/// Lets the other device in, if the number is the one it shows; anything else refuses it for good.
#[utoipa::path(
    post,
    path = api::account::ANSWER_APPROVAL,
    request_body = AnswerApproval,
    responses(
        (status = 200, body = ApprovalStateView),
        (status = 401, description = "A guest"),
        (status = 410, description = "Answered, expired, or never asked"),
        (status = 429, description = "Too many tries")
    ),
    tag = "account"
)]
async fn answer(
    Client(client): Client,
    who: SignedIn,
    State(app): State<App>,
    Json(body): Json<AnswerApproval>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    let state = store::answer(&app, &who, &ids::hash(&body.token), body.number).await?.ok_or_else(spent)?;
    Ok(([no_store()], Json(ApprovalStateView { state })))
}

/// Poked when a request was answered.
fn topic(approval: &str) -> String {
    format!("approval:{approval}")
}

/// Answered, expired or made up: whoever has it need not know which.
fn spent() -> Error {
    Error::rejected(Rejection::LinkSpent)
}
