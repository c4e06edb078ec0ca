//! What every handler can reach: the shop's database, clock, chance, pokes, secrets, limits and configuration.

use std::{fmt, ops::Deref, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header, request::Parts, uri::Authority},
};

use domain::{cart::JoinPolicy, checkout::HOLD_MINUTES, id::LocationCode};
use tokio::sync::watch;

use crate::{
    catalog,
    checkout::{self, Shipping, Terms, TermsCache, Weighing},
    clock::Clock,
    db::Db,
    error::Error,
    ids::Ids,
    inventory,
    inventory::Availability,
    limits::Limits,
    mail::MailServer,
    pages::Painted,
    payments::{self, Providers},
    pokes::Pokes,
    ports::PaymentProvider,
    secrets::Secrets,
    site::Site,
    stores,
    stores::{LocationCache, Locations},
    streams::Streams,
    tryon::Models,
};

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
    /// Who moves the money.
    pub payments: Providers,
    /// What was said on the command line.
    pub config: Config,
    /// What is on the shelves, see [`App::catalog`].
    pub(crate) catalog: catalog::Live,
    /// Where the shop has doors and shelves, see [`App::locations`].
    pub(crate) locations: LocationCache,
    /// What the merchant decided about sending and taxes, see [`App::terms`].
    pub(crate) terms: TermsCache,
    /// What can be promised where, see [`App::availability`].
    pub(crate) availability: Availability,
    /// First paints that are good for a while.
    pub(crate) pages: Painted,
    /// The bags and the stock that browsers look at live.
    pub streams: Streams,
    closing: watch::Sender<bool>,
}

/// The part of the command line that handlers look at.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `https://shop.example`, without a slash at the end; by default the address a request came to.
    pub public_url: Option<String>,
    /// Whether this process itself serves https.
    pub tls: bool,
    /// Whether a proxy in front says who the client is.
    pub trust_proxy: bool,
    /// What sending costs, unless a file says more.
    pub shipping: Shipping,
    /// How long a checkout holds stock where a location does not say, in minutes; [`HOLD_MINUTES`] when nothing was said.
    pub hold_minutes: Option<u32>,
    /// What parcels and waiting are worth.
    pub weighing: Weighing,
    /// Who moves the money, and how long an order waits for it.
    pub payment_terms: payments::Terms,
    /// Whose number counts when the bags of a guest and her account meet.
    pub join: JoinPolicy,
    /// Whom looks can be tried on.
    pub models: Models,
    /// Where mail goes; without it, into the `mailbox` table, for developers.
    pub mail: Option<MailServer>,
}

impl Config {
    /// Whether shoppers reach the shop by https, so that cookies can insist on it.
    pub fn is_secure(&self) -> bool {
        self.tls || self.has_https_address()
    }

    /// Whether the shop has an address of its own that is https for good, so that browsers may be told never to try http.
    ///
    /// A port of one's own machine is not: the rule would hold for every other port of it, and for a year.
    pub fn has_https_address(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

impl App {
    /// Puts the shop together, reading or making what is kept in the database.
    pub async fn open(db: Db, clock: Clock, ids: Ids, pokes: Pokes, site: Site, config: Config) -> Result<Self, Error> {
        // The figures are the longest to read; beside the catalogue, since there is more than one processor.
        let (availability, since) = (Availability::default(), clock.now().as_millisecond());
        let reading = tokio::spawn({
            let (db, availability) = (db.clone(), availability.clone());
            async move { inventory::service::read_all(&db, &availability).await }
        });
        let secrets = Secrets::load(&db, &ids).await?;
        let limits = Limits::default();
        let catalog = catalog::Live::load(&db).await?;
        let closing = watch::Sender::new(false);
        let payments = Providers::open(&config.payment_terms, &db, &clock, &ids, &secrets)?;
        let locations = LocationCache::default();
        let app = Self(Arc::new(Shop {
            db,
            clock,
            ids,
            pokes,
            secrets,
            limits,
            site,
            payments,
            config,
            catalog,
            locations,
            terms: TermsCache::default(),
            availability,
            pages: Painted::default(),
            streams: Streams::default(),
            closing,
        }));
        stores::service::refresh(&app).await?;
        checkout::terms::refresh(&app).await?;
        reading.await.map_err(Error::internal)??;
        app.availability.ask_next_from(since);
        Ok(app)
    }

    /// The same shop with another payment provider. To be said before anything else holds the shop.
    #[must_use]
    pub fn with_payments(mut self, payments: impl PaymentProvider + 'static) -> Self {
        if let Some(shop) = Arc::get_mut(&mut self.0) {
            shop.payments = Providers::only(Arc::new(payments));
        }
        self
    }

    /// What the merchant decided about sending and taxes, as of now.
    pub fn terms(&self) -> Arc<Terms> {
        self.0.terms.get()
    }

    /// Every store and warehouse, from memory.
    pub fn locations(&self) -> Arc<Locations> {
        self.locations.get()
    }

    /// How long a checkout holds the stock of a place, in minutes.
    pub fn hold_minutes(&self, location: &LocationCode) -> u32 {
        let own = self.locations().get(location).and_then(|place| place.location.hold_minutes);
        own.or(self.config.hold_minutes).unwrap_or(HOLD_MINUTES)
    }

    /// What every place can promise of every variant, from memory: for showing, not for selling.
    pub fn availability(&self) -> &Availability {
        &self.availability
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
    fn public_url(&self, uri: &Uri, headers: &HeaderMap) -> String {
        self.config.public_url.clone().unwrap_or_else(|| {
            // HTTP/2 names the host in the address of the request instead of a header.
            let named = || headers.get(header::HOST).and_then(|it| it.to_str().ok());
            let host = uri.authority().map(Authority::as_str).or_else(named);
            let scheme = if self.config.tls { "https" } else { "http" };
            format!("{scheme}://{}", host.unwrap_or("localhost"))
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
        Ok(Self(app.public_url(&parts.uri, &parts.headers)))
    }
}
