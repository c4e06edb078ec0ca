//! Whose browser it is: a random cookie, stored hashed, that stands for a guest or for someone who is signed in.
//!
//! Reading pages makes no session; the first thing worth remembering does, through the [`Shopper`] extractor.

mod store;

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use domain::account;
use jiff::{SignedDuration, Timestamp};

pub(crate) use self::store::{Times, begin, end, goes_on, sign_in, sweep};
use crate::{
    app::App,
    error::Error,
    limits::{Client, Limit},
};

/// How long a guest's browser keeps the cookie. The session's row says whether it is still good.
const COOKIE_KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);

/// The session behind a request, made if there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shopper {
    /// The session's id. It is not the cookie, and tells nobody anything.
    pub id: String,
    /// Who is signed in; nobody for a guest.
    pub account: Option<Proof>,
}

/// Who is signed in, and when she last proved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The account's id.
    pub account: String,
    /// By a code, a passkey or another device of hers.
    pub proved_at: Timestamp,
}

impl Shopper {
    /// The id of the account that is signed in.
    pub fn account_id(&self) -> Option<&str> {
        self.account.as_ref().map(|it| it.account.as_str())
    }

    /// The session, if it is signed in.
    pub fn signed_in(self) -> Option<SignedIn> {
        let Proof { account, proved_at } = self.account?;
        Some(SignedIn { session: self.id, account, proved_at })
    }
}

/// The session behind a request, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaybeShopper(pub Option<Shopper>);

/// A session that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's id.
    pub session: String,
    /// The account's id.
    pub account: String,
    /// When its shopper last proved who she is.
    pub proved_at: Timestamp,
}

impl SignedIn {
    /// Passes if the sign-in is fresh enough for what cannot be undone.
    ///
    /// # Errors
    /// 403 with [`api::problem::Rejection::SignInAgain`].
    pub fn fresh(&self, now: Timestamp) -> Result<(), Error> {
        if now < account::fresh_until(self.proved_at) {
            return Ok(());
        }
        Err(Error::rejected(api::problem::Rejection::SignInAgain))
    }
}

impl FromRequestParts<App> for MaybeShopper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if let Some(known) = parts.extensions.get::<Shopper>() {
            return Ok(Self(Some(known.clone())));
        }
        let Some(token) = cookie(&parts.headers, cookie_name(app)) else { return Ok(Self(None)) };
        let Some(found) = store::find(app, token).await? else { return Ok(Self(None)) };
        if let (Some(token), Some(cookies)) = (found.token, parts.extensions.get::<NewCookie>()) {
            cookies.set(app, &token, found.ends_at_latest)?;
        }
        parts.extensions.insert(found.shopper.clone());
        Ok(Self(Some(found.shopper)))
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
        let (id, token) = app.db.write(|mut tx| async move { store::begin(&mut tx, app).await }).await?;
        if let Some(cookies) = parts.extensions.get::<NewCookie>() {
            cookies.set(app, &token, None)?;
        }
        let shopper = Self { id, account: None };
        parts.extensions.insert(shopper.clone());
        Ok(shopper)
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let MaybeShopper(known) = MaybeShopper::from_request_parts(parts, app).await?;
        known.and_then(Shopper::signed_in).ok_or_else(Error::not_signed_in)
    }
}

/// A cookie to be set on the answer; [`set_cookie`] puts it into the request and takes it out again.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewCookie(Arc<Mutex<Option<HeaderValue>>>);

impl NewCookie {
    /// The browser is known by this token from now on, until its session ends for certain.
    pub(crate) fn set(&self, app: &App, token: &str, ends_at: Option<Timestamp>) -> Result<(), Error> {
        let name = cookie_name(app);
        let secure = if app.config.is_secure() { "; Secure" } else { "" };
        let age = ends_at.map_or(COOKIE_KEPT, |at| at.duration_since(app.clock.now())).as_secs().max(0);
        let cookie = format!("{name}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
        let cookie = HeaderValue::try_from(cookie).map_err(Error::internal)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
        Ok(())
    }
}

impl FromRequestParts<App> for NewCookie {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
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

fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-vitrine_session" } else { "vitrine_session" }
}

pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    cookies(headers).find_map(|(own, value)| (own == name).then_some(value))
}

/// The cookies of a request: their names and values.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='))
}
