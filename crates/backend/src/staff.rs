//! People who work in a store, known by a bearer token that `vitrine staff add` prints once.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use domain::id::LocationCode;

use crate::{
    app::App,
    args,
    db::Db,
    error::Error,
    ids::{self, Ids},
    limits::{Client, Limit},
};

/// Someone who may act for one store.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Staff {
    /// An opaque id, for ledgers and logs.
    pub id: String,
    /// Where she is reached.
    pub email: String,
    /// The code of the store she acts for.
    pub store: String,
    /// What she may do there; see [`ROLES`].
    pub role: String,
}

/// May look after the stock of every place.
const PLANNER: &str = "planner";
/// May decide how a place keeps its stock.
const MANAGER: &str = "manager";

/// The roles there are, least first: a clerk acts for her store, a manager also decides for it, a planner looks after the stock
/// of every place.
pub const ROLES: [&str; 3] = ["clerk", MANAGER, PLANNER];

impl Staff {
    /// Passes if she acts for this store; what belongs to another store does not exist for her.
    ///
    /// # Errors
    /// 404.
    pub fn serves(&self, store: &str) -> Result<(), Error> {
        if self.store == store { Ok(()) } else { Err(Error::not_found("order in your store")) }
    }
}

impl Staff {
    /// Passes if the stock of this place is hers to look after; that of other places does not exist for her.
    ///
    /// # Errors
    /// 404.
    pub fn tends(&self, location: &LocationCode) -> Result<(), Error> {
        let hers = self.store == location.as_str() || self.role == PLANNER;
        if hers { Ok(()) } else { Err(Error::not_found("stock of yours")) }
    }

    /// Passes if she decides how a place keeps its stock.
    ///
    /// # Errors
    /// 403.
    pub fn decides(&self) -> Result<(), Error> {
        let may = [MANAGER, PLANNER].contains(&self.role.as_str());
        if may { Ok(()) } else { Err(Error::not_allowed("a manager of the place decides this")) }
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let Some(token) = header.and_then(|it| it.strip_prefix("Bearer ")) else {
            return Err(Error::not_signed_in());
        };
        let found = app
            .db
            .maybe("SELECT id, email, store, role FROM staff WHERE token_hash = $1", args![ids::hash(token.trim())])
            .await?;
        if let Some(staff) = found {
            return Ok(staff);
        }
        let client = Client::from_request_parts(parts, app).await?;
        app.limits.count(Limit::Guess, client.0.to_string(), app.clock.now())?;
        Err(Error::not_signed_in())
    }
}

/// Lets someone act for a store and says the token, which cannot be read again; adding her again replaces it.
pub async fn add(
    db: &Db,
    ids: &Ids,
    now: jiff::Timestamp,
    email: &str,
    store: &str,
    role: &str,
) -> Result<String, Error> {
    if !ROLES.contains(&role) {
        return Err(Error::invalid("role", format_args!("one of {}", ROLES.join(", "))));
    }
    if !email.contains('@') {
        return Err(Error::invalid("email", "an e-mail address has an @"));
    }
    let (id, token) = (&ids.id(), ids.token());
    let hash = &ids::hash(&token);
    db.write(|mut tx| async move {
        tx.run(
            "INSERT INTO staff (id, email, store, role, token_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (email, store) DO UPDATE SET role = excluded.role, token_hash = excluded.token_hash",
            args![id, email, store, role, hash, now],
        )
        .await
    })
    .await?;
    Ok(token)
}
