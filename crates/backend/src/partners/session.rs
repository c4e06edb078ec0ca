//! The frame's session: a guest's that no other address of the shop takes, known by a partitioned cookie or, where cookies are refused,
//! by a token in a header. Each partner has a cookie of its own: one site may show frames of several.

use api::partners::{StartWidget, WidgetView, X_PARTNER, X_PLACEMENT, X_WIDGET};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use domain::{
    id::{PartnerKey, Placement},
    partners::{SESSION, is_this_machine},
};

use super::store::{self, SessionRow};
use crate::{
    account::no_store,
    app::App,
    error::Error,
    extract::Json,
    ids,
    limits::{Client, Limit},
    session::cookies,
};

/// What the token is called in the header `authorization`.
const SCHEME: &str = "Widget ";
/// What a partner's cookie is called, with its key behind.
const SAFE_COOKIE: &str = "__Host-vitrine_w-";
const PLAIN_COOKIE: &str = "vitrine_w-";

/// The session behind a frame's request, and where that frame stands: several share the session.
#[derive(Debug, Clone)]
pub(super) struct Widget(pub(super) SessionRow);

impl FromRequestParts<App> for Widget {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if parts.method == Method::POST {
            OwnFrame::from_request_parts(parts, app).await?;
        }
        let partner = said(&parts.headers, X_PARTNER, PartnerKey::parse)?;
        let placement = said(&parts.headers, X_PLACEMENT, Placement::parse)?;
        let (mut row, _) = known(app, &parts.headers, partner.as_ref()).await?.ok_or_else(Error::no_widget)?;
        row.placement = placement.map(|it| it.as_str().to_owned()).or(row.placement);
        Ok(Self(row))
    }
}

/// A request that says it is the frame's own, which another site's page could not without asking the shop first.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnFrame;

impl FromRequestParts<App> for OwnFrame {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        if parts.headers.get(X_WIDGET).is_some_and(|it| it == "1") {
            return Ok(Self);
        }
        Err(Error::invalid("X-Vitrine-Widget", "this header is needed, with the value 1"))
    }
}

/// Begins the frame's session, or goes on with the one it has.
#[utoipa::path(
    post,
    path = api::partners::SESSION,
    params(("X-Vitrine-Widget" = String, Header, description = "`1`")),
    request_body = StartWidget,
    responses(
        (status = 200, body = WidgetView),
        (status = 403, description = "The partner is unknown or blocked"),
        (status = 422, description = "A value that cannot be right; its field is named"),
        (status = 429, description = "Too many new sessions from this address")
    ),
    tag = "partners"
)]
pub(super) async fn start(
    _: OwnFrame,
    Client(client): Client,
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<StartWidget>,
) -> Result<Response, Error> {
    let partner = super::service::open_to(&app, body.partner.as_str()).await?;
    let (app, now, ends_at) = (&app, app.clock.now(), app.clock.now() + SESSION);
    let before = known(app, &headers, Some(&partner.key)).await?;
    let (cookie, token) = match before {
        Some((row, token)) => {
            let id = &row.id;
            app.db.write(|mut tx| async move { store::prolong(&mut tx, id, ends_at).await }).await?;
            (token, None)
        }
        None => {
            app.limits.count(Limit::NewSession, client.to_string(), now)?;
            let (token, placement) = (app.ids.token(), body.placement.as_ref().map(Placement::as_str));
            let (hash, row) = (
                &ids::hash(&token),
                &SessionRow {
                    id: app.ids.id(),
                    partner: partner.key.as_str().to_owned(),
                    placement: placement.map(str::to_owned),
                },
            );
            app.db.write(|mut tx| async move { store::insert_session(&mut tx, row, hash, now, ends_at).await }).await?;
            (token.clone(), Some(token))
        }
    };
    let cookie = HeaderValue::try_from(set_cookie(app, &headers, &partner.key, &cookie)).map_err(Error::internal)?;
    Ok(([no_store(), (header::SET_COOKIE, cookie)], Json(WidgetView { token })).into_response())
}

/// The session of a request's token, with the token: that of `partner`, or the first there is when the request names none.
async fn known(
    app: &App,
    headers: &HeaderMap,
    partner: Option<&PartnerKey>,
) -> Result<Option<(SessionRow, String)>, Error> {
    let told = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok()?.strip_prefix(SCHEME));
    let fits = |name: &str| {
        let key = name.strip_prefix(SAFE_COOKIE).or_else(|| name.strip_prefix(PLAIN_COOKIE));
        key.is_some_and(|key| partner.is_none_or(|partner| partner.as_str() == key))
    };
    let kept = || cookies(headers).find_map(|(name, value)| fits(name).then_some(value));
    let Some(token) = told.or_else(kept) else { return Ok(None) };
    let row = store::session(&app.db, &ids::hash(token), app.clock.now()).await?;
    let hers = row.filter(|row| partner.is_none_or(|partner| partner.as_str() == row.partner));
    Ok(hers.map(|row| (row, token.to_owned())))
}

/// What a header says, if it is there.
fn said<T, E: std::fmt::Display>(
    headers: &HeaderMap,
    name: &'static str,
    parse: impl Fn(String) -> Result<T, E>,
) -> Result<Option<T>, Error> {
    let text = headers.get(name).map(|it| it.to_str().unwrap_or_default().to_owned());
    text.map(|text| parse(text).map_err(|why| Error::invalid(name, why))).transpose()
}

/// A cookie of its own for each site that frames the shop. Browsers take such a cookie only where they trust the connection.
fn set_cookie(app: &App, headers: &HeaderMap, partner: &PartnerKey, token: &str) -> String {
    let age = SESSION.as_secs();
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let host = host.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(host, |(host, _)| host);
    if app.config.is_secure() || is_this_machine(host) {
        format!("{SAFE_COOKIE}{partner}={token}; Path=/; Max-Age={age}; HttpOnly; Secure; SameSite=None; Partitioned")
    } else {
        format!("{PLAIN_COOKIE}{partner}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax")
    }
}
