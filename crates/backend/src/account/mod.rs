//! Accounts over HTTP: who a browser is, signing in by a code, signing out, devices. Passkeys, letting another device in, and what
//! the shopper may ask of her data have files of their own.

mod approvals;
mod codes;
mod data;
mod passkeys;
mod rp;
mod sign_in;
mod store;
mod view;

use api::account::{AccountState, AccountView, CodeSentView, SendCode, SignIn, SignedInView};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderName, HeaderValue, header, request::Parts},
    response::IntoResponse,
};
use domain::account::Device;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use self::codes::allow as allow_code;
pub use self::store::sweep;
pub(crate) use self::store::{email_of as account_email, lock};
use crate::{
    app::{App, PublicUrl},
    error::Error,
    extract::{Json, Path},
    limits::{Client, Limit},
    mail::Language,
    session::{MaybeShopper, NewCookie, Shopper, SignedIn},
};

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(send_code))
        .routes(routes!(sign_in_by_code))
        .routes(routes!(sign_out))
        .routes(routes!(sign_out_others))
        .routes(routes!(sign_out_device))
        .merge(passkeys::routes())
        .merge(approvals::routes())
        .merge(data::routes())
}

/// Who this browser is. A guest is told so.
#[utoipa::path(get, path = api::account::ACCOUNT, responses((status = 200, body = AccountState)), tag = "account")]
async fn show(
    MaybeShopper(shopper): MaybeShopper,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    Ok(([no_store()], Json(view::state(&app, shopper.as_ref(), &url).await?)))
}

/// Sends a code that signs in this browser, within ten minutes, once. Answers the same whether there is an account or not.
#[utoipa::path(
    post,
    path = api::account::CODES,
    request_body = SendCode,
    responses(
        (status = 200, body = CodeSentView),
        (status = 422, description = "Not an e-mail address"),
        (status = 429, description = "The address or the client got enough codes for now")
    ),
    tag = "account"
)]
async fn send_code(
    Client(client): Client,
    shopper: Shopper,
    State(app): State<App>,
    language: Language,
    Json(body): Json<SendCode>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Costly, client.to_string(), app.clock.now())?;
    Ok(([no_store()], Json(codes::send(&app, &shopper.id, client, language, &body.email).await?)))
}

/// Signs this browser in with the code it was sent, making the account if there is none. What was in its bag joins the account's.
#[utoipa::path(
    post,
    path = api::account::SIGN_IN,
    request_body = SignIn,
    responses(
        (status = 200, body = SignedInView),
        (status = 409, description = "The code is wrong, or none was sent to this browser that still counts"),
        (status = 422, description = "Not an address, or not six digits"),
        (status = 429, description = "Too many tries")
    ),
    tag = "account"
)]
async fn sign_in_by_code(
    Client(client): Client,
    shopper: Shopper,
    device: ThisDevice,
    cookies: NewCookie,
    State(app): State<App>,
    Json(body): Json<SignIn>,
) -> Result<impl IntoResponse, Error> {
    app.limits.count(Limit::Guess, client.to_string(), app.clock.now())?;
    let done = codes::sign_in(&app, &shopper, &device.0, &body).await?;
    Ok(([no_store()], Json(done.answer(&app, &cookies).await?)))
}

/// This browser is a guest again: its session ends, and it gets another, with an empty bag.
#[utoipa::path(post, path = api::account::SIGN_OUT, responses((status = 200, body = AccountState)), tag = "account")]
async fn sign_out(
    MaybeShopper(shopper): MaybeShopper,
    cookies: NewCookie,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
) -> Result<impl IntoResponse, Error> {
    if let Some(SignedIn { session, .. }) = shopper.and_then(Shopper::signed_in) {
        sign_in::sign_out(&app, &session, &cookies).await?;
    }
    Ok(([no_store()], Json(view::guest(&app, &url))))
}

/// Signs out every other device. Those that share the bag by a link lose it too.
#[utoipa::path(
    post,
    path = api::account::SIGN_OUT_OTHERS,
    responses((status = 200, body = AccountView), (status = 401, description = "A guest")),
    tag = "account"
)]
async fn sign_out_others(who: SignedIn, State(app): State<App>) -> Result<impl IntoResponse, Error> {
    sign_in::sign_out_others(&app, &who).await?;
    Ok(([no_store()], Json(view::account(&app, &who).await?)))
}

/// Signs out one device of the account; this one as well, which then gets a guest's session.
#[utoipa::path(
    post,
    path = api::account::SIGN_OUT_DEVICE,
    params(("device" = String, Path, description = "The device's id")),
    responses(
        (status = 200, body = AccountState),
        (status = 401, description = "A guest"),
        (status = 404, description = "No such device of this account")
    ),
    tag = "account"
)]
async fn sign_out_device(
    who: SignedIn,
    cookies: NewCookie,
    State(app): State<App>,
    PublicUrl(url): PublicUrl,
    Path(device): Path<String>,
) -> Result<impl IntoResponse, Error> {
    if device == who.session {
        sign_in::sign_out(&app, &device, &cookies).await?;
        return Ok(([no_store()], Json(view::guest(&app, &url))));
    }
    sign_in::sign_out_device(&app, &who, &device).await?;
    Ok(([no_store()], Json(view::signed_in(&app, &who, &url).await?)))
}

/// What the browser behind a request says it is.
struct ThisDevice(Device);

impl FromRequestParts<App> for ThisDevice {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok());
        Ok(Self(Device::of_user_agent(agent.unwrap_or_default())))
    }
}

pub(crate) fn no_store() -> (HeaderName, HeaderValue) {
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
