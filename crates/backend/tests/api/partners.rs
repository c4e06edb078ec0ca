//! The shop on partners' pages: who may show what, what a frame may do, and that nobody else takes its session.

use std::fs;

use api::{
    account::ACCOUNT,
    cart::{BagView, CART, LINKS, OPS, PushOps, PushView},
    checkout::HOLD,
    partners::{
        BAG, CARD, CHANGES, CardView, DOCS, FRAME, HANDOVER, LIVE, LOADER, SEEN, SESSION, Seen, Sight, StartWidget,
        WidgetConfig, WidgetView, X_PARTNER, X_PLACEMENT, X_WIDGET,
    },
};
use axum::{body::Body, http::Method};
use backend::{partners, site::Site};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{
    cart::{LineKey, Op, OpKind, Receive},
    id::{ActorId, PartnerKey, Placement, Sku},
    partners::Origin,
    quantity::Quantity,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha384};

use crate::{
    goods::stock_up,
    on_both_engines,
    support::{Answer, Engine, Person, TestApp},
};

pub const ACME: &str = "https://acme.example";

/// A partner whose pages are at [`ACME`].
pub async fn partner(shop: &TestApp, name: &str) -> PartnerKey {
    partners::add(&shop.app, name, &[Origin::parse(ACME).unwrap()]).await.unwrap()
}

pub async fn post(frame: &Person, path: &str, body: &Value) -> Answer {
    frame.post_with(path, &[("x-vitrine-widget", "1")], body).await
}

pub async fn start(frame: &Person, key: &PartnerKey, placement: Option<&str>) -> WidgetView {
    let placement = placement.map(|it| Placement::parse(it).unwrap());
    post(frame, SESSION, &json!(StartWidget { partner: key.clone(), placement })).await.json()
}

/// A frame on one of the partner's pages, with a jar of cookies of its own as browsers keep one for each site that frames.
pub async fn frame(shop: &TestApp, key: &PartnerKey, placement: Option<&str>) -> Person {
    let frame = shop.shopper();
    assert!(start(&frame, key, placement).await.token.is_some());
    frame
}

fn adding(n: u64, sku: &str, quantity: i64) -> Value {
    let line = LineKey { sku: Sku::parse(sku).unwrap(), receive: Receive::Ship }.into();
    let kind = OpKind::Add { line, quantity: Quantity::parse(quantity).unwrap() };
    let op = Op { actor: ActorId::parse("frame-1").unwrap(), n, base_seq: 0, after: Vec::new(), hlc: 1, kind };
    json!(PushOps { ops: vec![op], elsewhere: Vec::new() })
}

/// Puts some of a variant into the frame's bag. `n` counts its operations from 1.
pub async fn put(frame: &Person, n: u64, sku: &str, quantity: i64) -> PushView {
    post(frame, CHANGES, &adding(n, sku, quantity)).await.json()
}

/// The same with one piece, from one frame of many that have the same cookies.
pub async fn put_at(site: &Person, key: &PartnerKey, placement: &str, n: u64, sku: &str) {
    let said = [(X_WIDGET, "1"), (X_PARTNER, key.as_str()), (X_PLACEMENT, placement)];
    site.post_with(CHANGES, &said, &adding(n, sku, 1)).await.json::<PushView>();
}

pub async fn bag_at(browser: &Person, path: &str) -> Vec<(String, u32)> {
    let bag: BagView = browser.get(path).await.json();
    let mut lines: Vec<_> = bag.lines.iter().map(|it| (it.line.sku.as_str().to_owned(), it.quantity)).collect();
    lines.sort();
    lines
}

async fn from(browser: &Person, path: &str, origin: &str) -> Answer {
    browser.send(Method::GET, path, &[("origin", origin)], Body::empty()).await
}

on_both_engines! {
    async fn only_a_partners_own_pages_read_its_cards(shop: TestApp) {
        stock_up(&shop).await;
        let (key, anyone) = (partner(&shop, "Acme").await, shop.shopper());
        let card = format!("{CARD}?partner={key}&product=velvet");
        let answer = from(&anyone, &card, ACME).await;
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("cache-control")), (ACME, "public, max-age=60"));
        assert!(answer.header("vary").contains("origin") && answer.header("cross-origin-resource-policy") == "cross-origin");
        assert!(answer.header("set-cookie").is_empty() && answer.body.len() < 2_000, "{}", answer.body.len());
        let view: CardView = answer.json();
        assert_eq!((view.v, view.title.as_str(), view.brand.as_deref()), (1, "Velvet Lipstick", Some("Halde")));
        assert_eq!(view.url, "http://shop.test/p/velvet");
        let price = view.from.unwrap();
        assert_eq!((price.minor, price.currency.as_str(), price.text.as_str()), (2_800, "EUR", "€28.00"));
        assert_eq!(view.text.add, "Add to bag");
        let german: CardView = anyone.get(&format!("{card}&locale=de")).await.json();
        assert_eq!((german.text.add.as_str(), german.from.unwrap().text.replace('\u{a0}', " ")), ("In die Tasche", "28,00 €".to_owned()));

        for origin in ["https://evil.example", "http://acme.example", "https://acme.example.evil.example", "null"] {
            let refused = from(&anyone, &card, origin).await;
            assert!(refused.header("access-control-allow-origin").is_empty());
            assert_eq!(refused.problem(403).field.as_deref(), Some("Origin"));
        }
        let other = format!("{CARD}?partner=pk_nobody_00000000&product=velvet");
        assert_eq!(from(&anyone, &other, ACME).await.problem(403).field.as_deref(), Some("partner"));
        partners::block(&shop.app, key.as_str()).await.unwrap();
        assert!(from(&anyone, &card, ACME).await.problem(403).detail.unwrap().contains("blocked"));
        partners::unblock(&shop.app, key.as_str()).await.unwrap();
        assert_eq!(from(&anyone, &card, ACME).await.status, 200);
    }

    async fn a_card_names_what_is_missing_from_it(shop: TestApp) {
        stock_up(&shop).await;
        let (key, anyone) = (partner(&shop, "Acme").await, shop.shopper());
        let ask = async |query: &str| anyone.get(&format!("{CARD}?partner={key}{query}")).await;
        for (query, field) in [("", "product"), ("&mode=grid", "collection"), ("&mode=rug", "mode"), ("&product=NO", "product"), ("&placement=a%20b", "placement")] {
            assert_eq!(ask(query).await.problem(422).field.as_deref(), Some(field), "{query}");
        }
        ask("&product=nothing").await.problem(404);
        ask("&mode=grid&collection=nothing").await.problem(404);
        let grid: CardView = ask("&mode=grid&collection=lips").await.json();
        assert_eq!((grid.title.as_str(), grid.url.as_str()), ("Lips", "http://shop.test/c/lips"));
        assert_eq!(grid.items.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["Velvet Lipstick"]);
        let bag: CardView = ask("&mode=bag").await.json();
        assert_eq!((bag.title.as_str(), bag.url.as_str(), bag.items.len()), ("Your bag", "http://shop.test/bag", 0));
    }

    async fn a_frames_session_opens_its_bag_and_nothing_else(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let stranger = shop.shopper();
        for path in [BAG, LIVE] {
            stranger.get(path).await.problem(401);
        }
        let frame = shop.shopper();
        assert_eq!(frame.post(SESSION, &json!({ "partner": key })).await.problem(422).field.as_deref(), Some("X-Vitrine-Widget"));
        let token = start(&frame, &key, None).await.token.unwrap();
        assert_eq!(frame.cookie(), format!("vitrine_w-{key}={token}"));
        // Going on needs no other token, and loses nothing.
        put(&frame, 1, "LIP-1", 2).await;
        assert_eq!(start(&frame, &key, Some("top")).await.token, None);
        put(&frame, 1, "LIP-1", 2).await;
        assert_eq!(bag_at(&frame, BAG).await, [("LIP-1".to_owned(), 2)]);
        frame.post(CHANGES, &adding(2, "LIP-1", 1)).await.problem(422);

        // Where cookies are refused, the token alone does the same.
        let bare = shop.shopper();
        let said = format!("Widget {token}");
        let answer = bare.send(Method::GET, BAG, &[("authorization", said.as_str())], Body::empty()).await;
        assert_eq!(answer.json::<BagView>().count, 2);

        // The shop itself knows neither.
        let thief = shop.shopper();
        let (cookie, header) = (format!("vitrine_session={token}; __Host-vitrine_session={token}"), said.as_str());
        for headers in [[("cookie", cookie.as_str())], [("authorization", header)]] {
            let bag = thief.send(Method::GET, CART, &headers, Body::empty()).await;
            assert_eq!(bag.json::<BagView>().count, 0);
            let account = thief.send(Method::GET, ACCOUNT, &headers, Body::empty()).await;
            assert!(account.json::<Value>()["account"].is_null());
            thief.send(Method::GET, api::account::ORDERS, &headers, Body::empty()).await.problem(401);
        }
        assert_eq!(frame.get(CART).await.json::<BagView>().count, 0);
        let ours: Vec<(i64,)> = shop.app.db.all("SELECT COUNT(*) FROM sessions", vec![]).await.unwrap();
        assert_eq!(ours, [(0,)], "looking makes no session of the shop");
        let mine = shop.shopper();
        mine.post(LINKS, &()).await;
        mine.get(BAG).await.problem(401);
        for path in [HOLD, OPS] {
            assert_ne!(frame.post(path, &json!({ "ops": [] })).await.status, 200, "{path}");
        }
    }

    async fn a_blocked_or_old_frame_has_no_session(shop: TestApp) {
        stock_up(&shop).await;
        let (key, other) = (partner(&shop, "Acme").await, partner(&shop, "Other").await);
        let frame = frame(&shop, &key, None).await;
        put(&frame, 1, "LIP-1", 1).await;
        partners::block(&shop.app, key.as_str()).await.unwrap();
        for answer in [frame.get(BAG).await, post(&frame, CHANGES, &adding(2, "LIP-1", 1)).await, post(&frame, HANDOVER, &json!({})).await] {
            answer.problem(401);
        }
        assert_eq!(post(&frame, SESSION, &json!({ "partner": key })).await.problem(403).field.as_deref(), Some("partner"));
        assert_eq!(post(&frame, SESSION, &json!({ "partner": "pk_none" })).await.problem(403).field.as_deref(), Some("partner"));
        partners::unblock(&shop.app, key.as_str()).await.unwrap();
        assert_eq!(bag_at(&frame, BAG).await, [("LIP-1".to_owned(), 1)]);
        // It goes on for thirty days after it was last begun.
        shop.advance(SignedDuration::from_hours(24 * 20));
        assert_eq!(start(&frame, &key, None).await.token, None);
        shop.advance(SignedDuration::from_hours(24 * 20));
        assert_eq!(bag_at(&frame, BAG).await, [("LIP-1".to_owned(), 1)]);
        // Another partner's page never has this one's bag.
        assert!(start(&frame.copy(), &other, None).await.token.is_some());
        shop.advance(SignedDuration::from_hours(24 * 10));
        frame.get(BAG).await.problem(401);
        partners::sweep(&shop.app).await.unwrap();
        backend::cart::sweep(&shop.app).await.unwrap();
        let (bags,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM carts", vec![]).await.unwrap();
        assert_eq!(bags, 0);
    }

    async fn figures_are_counted_by_placement_and_bounded(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (top, plain) = (frame(&shop, &key, Some("guide.top")).await, frame(&shop, &key, None).await);
        for (frame, what) in [(&top, Sight::Shown), (&top, Sight::Shown), (&top, Sight::Opened), (&plain, Sight::Shown)] {
            assert_eq!(post(frame, SEEN, &json!(Seen { what })).await.status, 204);
        }
        put(&top, 1, "LIP-1", 3).await;
        put(&top, 1, "LIP-1", 3).await;
        let seen = partners::figures(&shop.app, Some(key.as_str()), 30).await.unwrap();
        let rows: Vec<_> = seen.iter().map(|it| (it.placement.as_str(), it.shown, it.opened, it.added)).collect();
        assert_eq!(rows, [("", 1, 0, 0), ("guide.top", 2, 1, 1)]);
        assert_eq!(post(&top, SEEN, &json!({ "what": "sold" })).await.problem(422).field.as_deref(), Some("what"));
        // A page that makes up placements fills no table.
        for at in 0..120 {
            put_at(&top, &key, &format!("p{at}"), 2 + at, "SOAP-1").await;
        }
        assert!(partners::figures(&shop.app, None, 30).await.unwrap().len() <= 101);
        // One address does not make the figures alone.
        let mut last = 204;
        for _ in 0..200 {
            last = post(&plain, SEEN, &json!(Seen { what: Sight::Shown })).await.status.as_u16();
        }
        assert_eq!(last, 429);
        assert_eq!(partners::figures(&shop.app, Some("pk_none"), 30).await.unwrap_err().to_string(), partners::block(&shop.app, "pk_none").await.unwrap_err().to_string());
    }

    async fn frames_of_two_partners_on_one_site_have_a_bag_each(shop: TestApp) {
        stock_up(&shop).await;
        let (acme, bloom, site) = (partner(&shop, "Acme").await, partner(&shop, "Bloom").await, shop.shopper());
        for (key, placement) in [(&acme, "guide"), (&bloom, "blog"), (&acme, "foot")] {
            start(&site, key, Some(placement)).await;
        }
        put_at(&site, &acme, "guide", 1, "LIP-1").await;
        put_at(&site, &bloom, "blog", 1, "SOAP-1").await;
        put_at(&site, &acme, "foot", 2, "LIP-2").await;
        assert_eq!(start(&site, &acme, Some("guide")).await.token, None, "what it had is there");
        let bag = async |key: &str| site.send(Method::GET, BAG, &[(X_PARTNER, key)], Body::empty()).await;
        for (key, skus) in [(&acme, vec!["LIP-1", "LIP-2"]), (&bloom, vec!["SOAP-1"])] {
            let bag: BagView = bag(key.as_str()).await.json();
            assert_eq!(bag.lines.iter().map(|it| it.line.sku.as_str()).collect::<Vec<_>>(), skus);
        }
        bag("pk_nobody").await.problem(401);
        assert_eq!(bag("not a key").await.problem(422).field.as_deref(), Some(X_PARTNER));
        let all = partners::figures(&shop.app, None, 30).await.unwrap();
        let mut added: Vec<_> = all.iter().map(|it| (it.partner.as_str(), it.placement.as_str(), it.added)).collect();
        added.sort();
        assert_eq!(added, [(acme.as_str(), "foot", 1), (acme.as_str(), "guide", 1), (bloom.as_str(), "blog", 1)]);
    }

    async fn what_a_partner_is_must_make_sense(shop: TestApp) {
        let origin = || Origin::parse(ACME).unwrap();
        for (name, origins) in [("", vec![origin()]), ("Acme", vec![]), ("a\nb", vec![origin()]), ("Acme", vec![origin(); 21])] {
            assert!(partners::add(&shop.app, name, &origins).await.is_err());
        }
        let key = partner(&shop, "Maison & Co").await;
        let lines: Vec<String> = partners::list(&shop.app).await.unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["pk_docs  Vitrine".to_owned(), format!("{key}  Maison & Co  {ACME}")]);
    }
}

const INDEX: &str =
    "<!doctype html><html lang=\"en\"><head><title>x</title></head><body><div id=\"app\"></div></body></html>";
const SCRIPT: &str = "customElements.define('vitrine-widget', class extends HTMLElement {})";

async fn built(script: &str) -> TestApp {
    let dist = tempfile::tempdir().unwrap();
    fs::create_dir(dist.path().join("embed")).unwrap();
    for (name, content) in [
        ("index.html", INDEX),
        ("widget.html", INDEX),
        ("embed.html", INDEX),
        ("embed/loader.js", script),
        ("build.json", r#"{"csp":{"script-src":["'sha256-shop'"]},"widget":{"script-src":["'sha256-frame'"]}}"#),
    ] {
        fs::write(dist.path().join(name), content).unwrap();
    }
    TestApp::with_site(Engine::Sqlite, Site::read(dist.path()).unwrap()).await
}

#[tokio::test]
async fn a_frame_is_framed_by_its_partners_pages_and_nothing_else_is_framed() {
    let shop = built(SCRIPT).await;
    stock_up(&shop).await;
    let (key, anyone) = (partner(&shop, "Acme").await, shop.shopper());
    let address = format!("{FRAME}?partner={key}&product=velvet&locale=de&placement=top&store=mitte");
    let answer = anyone.get(&address).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let policy = answer.header("content-security-policy");
    for part in [
        "frame-ancestors 'self' https://acme.example;",
        "'sha256-frame'",
        "'wasm-unsafe-eval'",
        "connect-src 'self'",
        "frame-src 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.contains(part), "{part} is not in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && answer.header("x-frame-options").is_empty());
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    let html = answer.text();
    assert!(html.contains("<html lang=\"de\">") && html.contains("<div id=\"app\"></div>"), "{html}");
    let (_, data) = html.split_once("<script type=\"application/json\" id=\"vitrine-widget\">").unwrap();
    let config: WidgetConfig = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!((config.v, &config.partner, config.locale.as_str()), (1, &key, "de"));
    assert_eq!(config.origins, ["http://shop.test", ACME]);
    assert_eq!((config.product.unwrap().as_str(), config.store.unwrap().as_str()), ("velvet", "mitte"));

    // A store that is there no longer is left out; the product can still be bought.
    let closed = anyone.get(&format!("{FRAME}?partner={key}&product=velvet&store=nowhere")).await.text();
    assert!(closed.contains("\"product\":\"velvet\"") && !closed.contains("nowhere"), "{closed}");

    partners::block(&shop.app, key.as_str()).await.unwrap();
    let nobody = format!("{FRAME}?partner=pk_nobody&product=velvet");
    for path in [address.as_str(), nobody.as_str(), FRAME] {
        let refused = anyone.get(path).await;
        assert!(refused.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(refused.problem(403).field.as_deref(), Some("partner"));
    }
    for path in ["/", "/bag", "/checkout", "/account", DOCS, CART, "/w", "/widget.html", "/embed.html"] {
        let policy = anyone.get(path).await.header("content-security-policy").to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    }
    assert!(anyone.get(DOCS).await.header("content-security-policy").contains("frame-src 'self'"));
    assert_eq!(
        (anyone.get("/widget.html").await.status.as_u16(), anyone.get("/embed.html").await.status.as_u16()),
        (404, 404)
    );
}

#[tokio::test]
async fn the_loader_is_for_everybody_and_a_pinned_one_for_ever() {
    let shop = built(SCRIPT).await;
    let key = partner(&shop, "Acme").await;
    let anyone = shop.shopper();
    let newest = anyone.get(LOADER).await;
    assert_eq!(newest.text(), SCRIPT);
    assert_eq!(newest.header("cache-control"), "public, max-age=300, stale-while-revalidate=86400");
    let site = &shop.app.site;
    let snippet = partners::snippet(site, "https://shop.example", &key);
    let (_, pinned) = snippet.split_once("src=\"https://shop.example/embed/0").unwrap();
    let (address, rest) = pinned.split_once('"').unwrap();
    let address = format!("/embed/0{address}");
    let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(SCRIPT.as_bytes())));
    assert!(rest.contains(&integrity) && rest.contains("crossorigin"), "{snippet}");
    let pinned = anyone.get(&address).await;
    for answer in [&newest, &pinned] {
        assert_eq!(
            (answer.header("access-control-allow-origin"), answer.header("cross-origin-resource-policy")),
            ("*", "cross-origin")
        );
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
    }
    assert!(pinned.header("cache-control").contains("immutable"));
    // The next server has another app, or none, and still what pages insist on.
    let shop = shop.restarted().await;
    let later = shop.shopper();
    assert_eq!(later.get(&address).await.text(), SCRIPT);
    later.get(LOADER).await.problem(404);
    later.get("/embed/9.9.9-000000000000/loader.js").await.problem(404);
}

#[tokio::test]
async fn the_frames_cookie_is_partitioned_where_browsers_take_such_a_one() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let key = partner(&shop, "Acme").await;
    let body = json!({ "partner": key });
    let local = post(&shop.shopper().at("shop.localhost:8080"), SESSION, &body).await;
    let cookie = local.header("set-cookie");
    assert!(cookie.starts_with(&format!("__Host-vitrine_w-{key}=")), "{cookie}");
    for part in ["Path=/", "Max-Age=2592000", "HttpOnly", "Secure", "SameSite=None", "Partitioned"] {
        assert!(cookie.split("; ").any(|it| it == part), "{part} is not in {cookie}");
    }
    let plain = post(&shop.shopper().at("192.168.1.7:8080"), SESSION, &body).await;
    let cookie = plain.header("set-cookie");
    assert!(cookie.starts_with(&format!("vitrine_w-{key}=")) && !cookie.contains("Secure"), "{cookie}");
    let foreign = [("x-vitrine-widget", "1"), ("origin", ACME), ("sec-fetch-site", "cross-site")];
    shop.shopper().post_with(SESSION, &foreign, &body).await.problem(403);
}
