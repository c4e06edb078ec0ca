//! A shop in process and the people who use it. No port, no sleeping: requests go straight into the router,
//! and the clock stands still until a test moves it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use api::problem::Problem;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use backend::{
    app::{App, Config},
    clock::Clock,
    db::Db,
    http::router,
    ids::Ids,
    pokes::Pokes,
    ports::PaymentProvider,
    site::Site,
    staff,
};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// What a database runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Runs each test on both engines. The body gets a fresh [`TestApp`].
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$doc:meta])* async fn $name:ident($shop:ident: TestApp) $body:block)*) => {$(
        mod $name {
            use super::*;

            $(#[$doc])*
            async fn check($shop: TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                check(TestApp::start($crate::support::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                check(TestApp::start($crate::support::Engine::Postgres).await).await;
            }
        }
    )*};
}

/// A running shop of its own. It is a Friday morning in November: 2026-11-20, 10:00 UTC.
pub struct TestApp {
    pub app: App,
    router: Router,
    /// The SQLite file and whatever else a test puts on disk.
    pub folder: TempDir,
}

impl TestApp {
    pub async fn start(engine: Engine) -> Self {
        Self::configured(engine, Config::default()).await
    }

    pub async fn configured(engine: Engine, config: Config) -> Self {
        Self::built(engine, Site::default(), config, |app| app).await
    }

    /// A shop with an app to be shown in browsers.
    pub async fn with_site(engine: Engine, site: Site) -> Self {
        Self::built(engine, site, Config::default(), |app| app).await
    }

    /// A shop whose money somebody else moves.
    pub async fn with_payments(engine: Engine, payments: impl PaymentProvider + 'static) -> Self {
        Self::built(engine, Site::default(), Config::default(), |app| app.with_payments(payments)).await
    }

    async fn built(engine: Engine, site: Site, config: Config, last: impl FnOnce(App) -> App) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pokes = Pokes::default();
        let db = match engine {
            Engine::Sqlite => Db::open_sqlite(&folder.path().join("shop.sqlite"), pokes.clone()).await.unwrap(),
            Engine::Postgres => {
                let url = crate::postgres::database().await;
                Db::open_postgres(&url, pokes.clone()).await.unwrap()
            }
        };
        let clock = Clock::manual("2026-11-20T10:00:00Z".parse::<Timestamp>().unwrap());
        let ids = Ids::seeded(clock.clone(), 7);
        let app = last(App::open(db, clock, ids, pokes, site, config).await.unwrap());
        Self { router: router(app.clone()), app, folder }
    }

    /// A browser with a cookie jar of its own.
    pub fn shopper(&self) -> Person {
        self.person(None)
    }

    /// Someone who works in a store.
    pub async fn staff(&self, store: &str) -> Person {
        let (app, now) = (&self.app, self.app.clock.now());
        let token = staff::add(&app.db, &app.ids, now, "clerk@vitrine.example", store, "clerk").await.unwrap();
        self.person(Some(token))
    }

    pub fn advance(&self, by: SignedDuration) {
        self.app.clock.advance(by);
    }

    fn person(&self, token: Option<String>) -> Person {
        Person { router: self.router.clone(), token, cookies: Arc::default() }
    }
}

/// Somebody who sends requests. Clones are the same browser.
#[derive(Clone)]
pub struct Person {
    router: Router,
    token: Option<String>,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
}

impl Person {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.post_with(path, &[], body).await
    }

    /// Like [`Person::post`], with more headers, such as `("idempotency-key", "k1")`.
    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &impl Serialize) -> Answer {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(Method::POST, path, &headers, Body::from(serde_json::to_vec(body).unwrap())).await
    }

    /// Any request at all, well-formed or not.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let response = self.call(method, path, headers, body).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Opens a stream of server-sent events.
    pub async fn stream(&self, path: &str) -> Events {
        let response = self.call(Method::GET, path, &[("accept", "text/event-stream")], Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        Events { body: response.into_body(), text: String::new() }
    }

    async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "shop.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, it)| format!("{name}={it}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4_711))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut jar = self.cookies.lock().unwrap();
            jar.retain(|(known, _)| known != name);
            jar.push((name.to_owned(), value.to_owned()));
        }
        response
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body of an answer that went well.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The problem document of an answer that did not, after checking its status.
    pub fn problem(&self, status: u16) -> Problem {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, status);
        problem
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An open stream of server-sent events.
pub struct Events {
    body: Body,
    text: String,
}

impl Events {
    /// The next event, as its `(id, event, data)`; comments are skipped. `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<(String, String, String)> {
        loop {
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    let lines = event.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                    lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
                };
                let found = (field("id"), field("event"), field("data"));
                self.text = rest.to_owned();
                if !found.2.is_empty() {
                    return Some(found);
                }
            }
            let frame = self.body.frame().await?.unwrap();
            if let Ok(data) = frame.into_data() {
                self.text.push_str(std::str::from_utf8(&data).unwrap());
            }
        }
    }
}
