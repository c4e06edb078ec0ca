//! What every address has in common: problems, headers, health, sessions, staff, the description.

use axum::{body::Body, http::Method};
use backend::app::Config;
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    on_both_engines,
    support::{Engine, TestApp},
};

on_both_engines! {
    async fn the_shop_says_that_it_is_well(shop: TestApp) {
        let anyone = shop.shopper();
        assert_eq!(anyone.get("/healthz").await.text(), "ok");
        assert_eq!(anyone.get("/readyz").await.text(), "ready");
        let description: serde_json::Value = anyone.get(api::OPENAPI).await.json();
        assert_eq!(description["info"]["title"], "Vitrine");
    }

    async fn a_shop_whose_database_is_gone_is_not_ready(shop: TestApp) {
        shop.app.db.close().await;
        shop.shopper().get("/readyz").await.problem(503);
        let answer = shop.shopper().post(api::cart::LINKS, &()).await;
        answer.problem(503);
        assert_eq!(answer.header("retry-after"), "1");
        assert_eq!(shop.shopper().get("/healthz").await.text(), "ok");
    }

    async fn what_is_unknown_is_a_problem_document(shop: TestApp) {
        let anyone = shop.shopper();
        let unknown = format!("{}x", api::OPENAPI);
        anyone.get(&unknown).await.problem(404);
        anyone.send(Method::DELETE, api::OPENAPI, &[], Body::empty()).await.problem(405);
        anyone.get("/missing.css").await.problem(404);
    }

    async fn a_body_that_cannot_be_read_says_where(shop: TestApp) {
        let shopper = shop.shopper();
        let json = [("content-type", "application/json")];
        let push = async |headers: &[(&str, &str)], body: Body| shopper.send(Method::POST, api::cart::OPS, headers, body).await;
        let broken = push(&json, Body::from("{\n \"ops\": [}")).await.problem(400);
        assert!(broken.detail.unwrap().contains("line 2 column 10"));
        push(&json, Body::empty()).await.problem(400);
        push(&json, Body::from(vec![0xff, 0xfe])).await.problem(400);
        push(&[], Body::from("{}")).await.problem(415);
        push(&[("content-type", "text/plain")], Body::from("{}")).await.problem(415);
        let large = Body::from(format!("{{\"ops\": \"{}\"}}", "x".repeat(300_000)));
        push(&json, large).await.problem(413);
        for (body, field) in [(json!({}), "ops"), (json!({"ops": 1}), "ops"), (json!({"ops": [], "total": 1}), "total")] {
            let problem = shopper.post(api::cart::OPS, &body).await.problem(422);
            assert_eq!(problem.field.as_deref(), Some(field), "{body}");
        }
    }

    async fn another_site_cannot_use_the_shoppers_cookies(shop: TestApp) {
        let cross_site = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
        shop.shopper().post_with(api::cart::LINKS, &cross_site, &()).await.problem(403);
        let old_browser = [("origin", "https://evil.example")];
        shop.shopper().post_with(api::cart::LINKS, &old_browser, &()).await.problem(403);
        let own = [("sec-fetch-site", "same-origin"), ("origin", "http://shop.test")];
        assert!(shop.shopper().post_with(api::cart::LINKS, &own, &()).await.status.is_success());
    }

    async fn every_answer_has_the_security_headers(shop: TestApp) {
        for path in ["/healthz", "/missing.css", "/metrics", api::OPENAPI, "/"] {
            let answer = shop.shopper().get(path).await;
            let policy = answer.header("content-security-policy");
            for part in ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("set-cookie"), "");
        }
    }

    async fn a_browser_is_remembered_by_a_cookie_that_scripts_cannot_read(shop: TestApp) {
        let shopper = shop.shopper();
        let first = shopper.post(api::cart::LINKS, &()).await;
        let cookie = first.header("set-cookie");
        assert!(cookie.starts_with("vitrine_session="), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age="] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let secret = cookie.split(['=', ';']).nth(1).unwrap();
        let (kept,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM sessions WHERE id = $1", backend::args![secret]).await.unwrap();
        assert_eq!((secret.len(), kept), (43, 0));

        assert_eq!(shopper.post(api::cart::LINKS, &()).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_hours(24 * 100));
        assert_eq!(shopper.post(api::cart::LINKS, &()).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_hours(24 * 100));
        assert_eq!(shopper.post(api::cart::LINKS, &()).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_hours(24 * 181));
        assert_ne!(shopper.post(api::cart::LINKS, &()).await.header("set-cookie"), "");
    }

    async fn staff_show_a_token_and_guessing_ends_soon(shop: TestApp) {
        let path = api::orders::STAFF_STEP.replace("{number}", "ABCD-2345");
        let step = json!({"group": 0, "action": "start", "handover": null});
        let stranger = shop.shopper();
        let answer = stranger.post(&path, &step).await;
        answer.problem(401);
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        let guess = [("authorization", "Bearer guessed")];
        for _ in 0..30 {
            stranger.post_with(&path, &guess, &step).await.problem(401);
        }
        let answer = stranger.post_with(&path, &guess, &step).await;
        answer.problem(429);
        assert_eq!(answer.header("retry-after"), "2");
        let status = shop.staff("berlin-mitte").await.post(&path, &step).await.status.as_u16();
        assert!(![401, 429].contains(&status), "{status}");
    }
}

#[tokio::test]
async fn behind_https_the_cookie_insists_on_it() {
    let config = Config { public_url: Some("https://shop.example".into()), ..Config::default() };
    let shop = TestApp::configured(Engine::Sqlite, config).await;
    let answer = shop.shopper().post(api::cart::LINKS, &()).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-vitrine_session=") && cookie.contains("; Secure"), "{cookie}");
    assert!(answer.header("strict-transport-security").contains("max-age=31536000"));
    assert!(answer.text().contains("https://shop.example/"), "{}", answer.text());
}
