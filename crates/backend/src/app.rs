//! What every handler can reach: the shop's database, clock, chance, pokes, secrets, limits and configuration.

use std::{fmt, ops::Deref, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use tokio::sync::watch;

use crate::{clock::Clock, db::Db, error::Error, ids::Ids, limits::Limits, pokes::Pokes, secrets::Secrets, site::Site};

/// The running shop; clones share it. Fields are reached directly: `app.db`, `app.clock.now()`.
#[derive(Clone)]
pub struct App(Arc<Shop>);

/// What an [`App`] shares. Slices add their caches here.
#[derive(Debug)]
pub struct Shop {
    /// Everything that lasts.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// New ids, secrets and chance.
    pub ids: Ids,
    /// Who is told that something changed.
    pub pokes: Pokes,
    /// The signing key.
    pub secrets: Secrets,
    /// How often one client may do what is worth abusing.
    pub limits: Limits,
    /// The built app.
    pub site: Site,
    /// What was said on the command line.
    pub config: Config,
    closing: watch::Sender<bool>,
}

/// The part of the command line that handlers look at.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `https://shop.example`, without a slash at the end; by default the address a request came to.
    pub public_url: Option<String>,
    /// Whether a proxy in front says who the client is.
    pub trust_proxy: bool,
}

impl Config {
    /// Whether shoppers reach the shop by https, so that cookies can insist on it.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

impl App {
    /// Puts the shop together, reading or making what is kept in the database.
    pub async fn open(db: Db, clock: Clock, ids: Ids, pokes: Pokes, site: Site, config: Config) -> Result<Self, Error> {
        let secrets = Secrets::load(&db, &ids).await?;
        let limits = Limits::default();
        let closing = watch::Sender::new(false);
        Ok(Self(Arc::new(Shop { db, clock, ids, pokes, secrets, limits, site, config, closing })))
    }

    /// Tells streams and workers to end.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Resolves when the shop closes: long answers such as event streams end then.
    pub fn closed(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut closing = self.closing.subscribe();
        async move {
            // The sender is gone only when the shop is.
            let _ = closing.wait_for(|closing| *closing).await;
        }
    }

    /// The address shoppers reach the shop at, without a slash at the end, for links that leave the page.
    fn public_url(&self, headers: &HeaderMap) -> String {
        self.config.public_url.clone().unwrap_or_else(|| {
            let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
            format!("http://{}", host.unwrap_or("localhost"))
        })
    }
}

impl Deref for App {
    type Target = Shop;

    fn deref(&self) -> &Shop {
        &self.0
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("App").finish_non_exhaustive()
    }
}

/// Where the shop is reached from outside, such as `http://192.168.1.7:8080`: see `--public-url`.
#[derive(Debug, Clone)]
pub struct PublicUrl(pub String);

impl FromRequestParts<App> for PublicUrl {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Ok(Self(app.public_url(&parts.headers)))
    }
}
