//! A shopper's browser without an account: a random cookie, stored hashed.
//!
//! Reading pages makes no session; the first thing worth remembering does, through the [`Shopper`] extractor.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    app::App,
    args,
    error::Error,
    ids,
    limits::{Client, Limit},
};

/// How long a browser remembers; every visit starts it again.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 180);
/// How stale "last seen" may get before it is worth a write.
const SEEN_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// The session behind a request, made if there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shopper {
    /// The session's id. It is not the cookie, and tells nobody anything.
    pub id: String,
}

/// The session behind a request, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaybeShopper(pub Option<Shopper>);

impl FromRequestParts<App> for MaybeShopper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if let Some(known) = parts.extensions.get::<Shopper>() {
            return Ok(Self(Some(known.clone())));
        }
        let Some(token) = cookie(&parts.headers, cookie_name(app)) else { return Ok(Self(None)) };
        let shopper = find(app, token).await?;
        if let Some(shopper) = &shopper {
            parts.extensions.insert(shopper.clone());
        }
        Ok(Self(shopper))
    }
}

impl FromRequestParts<App> for Shopper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let MaybeShopper(known) = MaybeShopper::from_request_parts(parts, app).await?;
        if let Some(shopper) = known {
            return Ok(shopper);
        }
        let client = Client::from_request_parts(parts, app).await?;
        app.limits.count(Limit::NewSession, client.0.to_string(), app.clock.now())?;
        let (shopper, token) = create(app).await?;
        if let Some(cookies) = parts.extensions.get::<NewCookie>() {
            cookies.set(app, &token)?;
        }
        parts.extensions.insert(shopper.clone());
        Ok(shopper)
    }
}

/// A cookie to be set on the answer; [`set_cookie`] puts it into the request and takes it out again.
#[derive(Debug, Clone, Default)]
struct NewCookie(Arc<Mutex<Option<HeaderValue>>>);

impl NewCookie {
    fn set(&self, app: &App, token: &str) -> Result<(), Error> {
        let name = cookie_name(app);
        let secure = if app.config.is_secure() { "; Secure" } else { "" };
        let age = LIFETIME.as_secs();
        let cookie = format!("{name}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
        let cookie = HeaderValue::try_from(cookie).map_err(Error::internal)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
        Ok(())
    }
}

/// The layer that puts a new session's cookie on the answer.
pub(crate) async fn set_cookie(mut request: Request, next: Next) -> Response {
    let cookies = NewCookie::default();
    request.extensions_mut().insert(cookies.clone());
    let mut response = next.run(request).await;
    if let Some(cookie) = cookies.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn find(app: &App, token: &str) -> Result<Option<Shopper>, Error> {
    let now = app.clock.now();
    let found: Option<(String, i64)> =
        app.db.maybe("SELECT id, seen_at FROM sessions WHERE token_hash = $1", args![ids::hash(token)]).await?;
    let Some((id, seen_at)) = found else { return Ok(None) };
    let unseen = now.duration_since(Timestamp::from_millisecond(seen_at).map_err(Error::internal)?);
    if unseen > LIFETIME {
        return Ok(None);
    }
    if unseen > SEEN_EVERY {
        let id = &id;
        app.db
            .write(
                |mut tx| async move { tx.run("UPDATE sessions SET seen_at = $1 WHERE id = $2", args![now, id]).await },
            )
            .await?;
    }
    Ok(Some(Shopper { id }))
}

async fn create(app: &App) -> Result<(Shopper, String), Error> {
    let (id, token, now) = (app.ids.id(), app.ids.token(), app.clock.now());
    let (row, hash) = (&id, &ids::hash(&token));
    app.db
        .write(|mut tx| async move {
            tx.run(
                "INSERT INTO sessions (id, token_hash, created_at, seen_at) VALUES ($1, $2, $3, $3)",
                args![row, hash, now],
            )
            .await
        })
        .await?;
    Ok((Shopper { id }, token))
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-vitrine_session" } else { "vitrine_session" }
}

pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
