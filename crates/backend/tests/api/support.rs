//! A shop in process and the people who use it. No sleeping: the clock stands still until a test moves it. Requests go straight into
//! the router, or through a socket where a test is about many at once.

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
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tower::ServiceExt as _;

use crate::contract;

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
    /// Where PostgreSQL has the shop; nothing for the file.
    pub database: Option<String>,
    /// How often its server was started.
    starts: u64,
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
        // What a shop calls an incident says why in the output of the test that fails. Another test may have set it up.
        let _ = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).with_test_writer().try_init();
        let folder = tempfile::tempdir().unwrap();
        let pokes = Pokes::default();
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(crate::postgres::database().await),
        };
        let db = match &database {
            None => Db::open_sqlite(&folder.path().join("shop.sqlite"), pokes.clone()).await.unwrap(),
            Some(url) => Db::open_postgres(url, pokes.clone()).await.unwrap(),
        };
        let clock = Clock::manual("2026-11-20T10:00:00Z".parse::<Timestamp>().unwrap());
        let ids = Ids::seeded(clock.clone(), 7);
        let app = last(App::open(db, clock, ids, pokes, site, config).await.unwrap());
        Self { router: router(app.clone()), app, folder, database, starts: 1 }
    }

    /// The server dies, and a new one starts at the same moment on what its database kept. People find it by [`Person::returns_to`].
    pub async fn restarted(self) -> Self {
        let Self { app, folder, database, starts, .. } = self;
        let (clock, pokes) = (app.clock.clone(), Pokes::default());
        app.db.close().await;
        let db = match &database {
            None => Db::open_sqlite(&folder.path().join("shop.sqlite"), pokes.clone()).await.unwrap(),
            Some(url) => Db::open_postgres(url, pokes.clone()).await.unwrap(),
        };
        // Another process makes other ids.
        let ids = Ids::seeded(clock.clone(), 7 + starts);
        let app = App::open(db, clock, ids, pokes, Site::default(), Config::default()).await.unwrap();
        Self { router: router(app.clone()), app, folder, database, starts: starts + 1 }
    }

    /// A browser with a cookie jar of its own.
    pub fn shopper(&self) -> Person {
        self.person(None)
    }

    /// Someone who works in a store.
    pub async fn staff(&self, store: &str) -> Person {
        self.staff_as(store, "clerk").await
    }

    /// Someone who works in a store, in a role.
    pub async fn staff_as(&self, store: &str, role: &str) -> Person {
        let (app, now) = (&self.app, self.app.clock.now());
        let email = format!("{role}@vitrine.example");
        let token = staff::add(&app.db, &app.ids, now, &email, store, role).await.unwrap();
        self.person(Some(token))
    }

    pub fn advance(&self, by: SignedDuration) {
        self.app.clock.advance(by);
    }

    /// Opens the shop at a port of its own, for as long as the test runs.
    pub async fn open_port(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        address
    }

    /// A browser that comes in by [`TestApp::open_port`], with a connection for every request.
    pub fn shopper_at(&self, port: SocketAddr) -> Person {
        Person { door: Door::Port(port), ..self.person(None) }
    }

    fn person(&self, token: Option<String>) -> Person {
        Person { door: Door::Router(self.router.clone()), token, host: HOST, address: 1, cookies: Arc::default() }
    }
}

/// The address of the shop unless a browser says another.
const HOST: &str = "shop.test";

/// How requests come in.
#[derive(Clone)]
enum Door {
    Router(Router),
    Port(SocketAddr),
}

/// Somebody who sends requests. Clones are the same browser.
#[derive(Clone)]
pub struct Person {
    door: Door,
    token: Option<String>,
    host: &'static str,
    /// Where she comes in from: the last part of 127.0.0.x and the one before.
    address: u16,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
}

impl Person {
    /// The same browser at another address of the shop, such as `localhost:8080`.
    pub fn at(&self, host: &'static str) -> Self {
        Self { host, ..self.clone() }
    }

    /// The same browser, at the server the shop has now.
    pub fn returns_to(&self, shop: &TestApp) -> Self {
        Self { door: Door::Router(shop.router.clone()), ..self.clone() }
    }

    /// The same browser at one of 65,536 addresses.
    pub fn from(&self, address: u16) -> Self {
        Self { address, ..self.clone() }
    }

    /// Another browser with the cookies this one has now, as after a theft.
    pub fn copy(&self) -> Self {
        let cookies = self.cookies.lock().unwrap().clone();
        Self { cookies: Arc::new(Mutex::new(cookies)), ..self.clone() }
    }

    /// What it would say in the header `cookie`.
    pub fn cookie(&self) -> String {
        let pairs = self.cookies.lock().unwrap();
        pairs.iter().map(|(name, it)| format!("{name}={it}")).collect::<Vec<_>>().join("; ")
    }

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
        let response = self.call(method.clone(), path, headers, body).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        contract::hold(&method, path, &answer);
        answer
    }

    /// Opens a stream of server-sent events.
    pub async fn stream(&self, path: &str) -> Events {
        let response = self.call(Method::GET, path, &[("accept", "text/event-stream")], Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        Events { body: response.into_body(), text: String::new() }
    }

    async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let cookie = self.cookie();
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        let mut request = request.body(body).unwrap();
        let response = match &self.door {
            Door::Router(router) => {
                let [high, low] = self.address.to_be_bytes();
                request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, high, low], 4_711))));
                router.clone().oneshot(request).await.unwrap()
            }
            Door::Port(address) => exchange(*address, request).await,
        };
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

/// Sends a request on a connection of its own and reads the whole answer.
async fn exchange(address: SocketAddr, request: Request<Body>) -> axum::response::Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut text = format!("{} {} HTTP/1.1\r\nconnection: close\r\n", parts.method, parts.uri);
    for (name, value) in &parts.headers {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();

    let end = answer.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let (status, headers) = head.split_once("\r\n").unwrap();
    let mut response = axum::response::Response::builder().status(status.split(' ').nth(1).unwrap());
    for line in headers.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    response.body(Body::from(answer[end + 4..].to_vec())).unwrap()
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
