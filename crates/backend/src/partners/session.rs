//! The frame's session: a guest's that no other address of the shop takes, known by a partitioned cookie or, where cookies are refused,
//! by a token in a header.

use api::partners::{StartWidget, WidgetView, X_WIDGET};
use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use domain::{
    id::Placement,
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
    session::cookie,
};

/// What the token is called in the header `authorization`.
const SCHEME: &str = "Widget ";
const SAFE_COOKIE: &str = "__Host-vitrine_w";
const PLAIN_COOKIE: &str = "vitrine_w";

/// The session behind a frame's request.
#[derive(Debug, Clone)]
pub(super) struct Widget(pub(super) SessionRow);

impl FromRequestParts<App> for Widget {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if parts.method == Method::POST {
            OwnFrame::from_request_parts(parts, app).await?;
        }
        let found = known(app, &parts.headers).await?;
        found.map(|(row, _)| Self(row)).ok_or_else(Error::no_widget)
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
    let before = known(app, &headers).await?.filter(|(row, _)| row.partner == partner.key.as_str());
    let (cookie, token) = match before {
        Some((row, token)) => {
            let (id, placement) = (&row.id, body.placement.as_ref());
            app.db.write(|mut tx| async move { store::prolong(&mut tx, id, placement, ends_at).await }).await?;
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
    let cookie = HeaderValue::try_from(set_cookie(app, &headers, &cookie)).map_err(Error::internal)?;
    Ok(([no_store(), (header::SET_COOKIE, cookie)], Json(WidgetView { token })).into_response())
}

/// The session of a request's token, with the token.
async fn known(app: &App, headers: &HeaderMap) -> Result<Option<(SessionRow, String)>, Error> {
    let said = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok()?.strip_prefix(SCHEME));
    let kept = || cookie(headers, SAFE_COOKIE).or_else(|| cookie(headers, PLAIN_COOKIE));
    let Some(token) = said.or_else(kept) else { return Ok(None) };
    let row = store::session(&app.db, &ids::hash(token), app.clock.now()).await?;
    Ok(row.map(|row| (row, token.to_owned())))
}

/// A cookie of its own for each site that frames the shop. Browsers take such a cookie only where they trust the connection.
fn set_cookie(app: &App, headers: &HeaderMap, token: &str) -> String {
    let age = SESSION.as_secs();
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let host = host.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(host, |(host, _)| host);
    if app.config.is_secure() || is_this_machine(host) {
        format!("{SAFE_COOKIE}={token}; Path=/; Max-Age={age}; HttpOnly; Secure; SameSite=None; Partitioned")
    } else {
        format!("{PLAIN_COOKIE}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax")
    }
}
