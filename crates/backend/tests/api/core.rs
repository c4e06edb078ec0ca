//! What every address has in common: problems, headers, health, the description.

use axum::{body::Body, http::Method};

use crate::{on_both_engines, support::TestApp};

on_both_engines! {
    async fn the_shop_says_that_it_is_well(shop: TestApp) {
        let anyone = shop.shopper();
        assert_eq!(anyone.get("/healthz").await.text(), "ok");
        assert_eq!(anyone.get("/readyz").await.text(), "ready");
        let description: serde_json::Value = anyone.get(api::OPENAPI).await.json();
        assert_eq!(description["info"]["title"], "Vitrine");
    }

    async fn what_is_unknown_is_a_problem_document(shop: TestApp) {
        let anyone = shop.shopper();
        let unknown = format!("{}x", api::OPENAPI);
        anyone.get(&unknown).await.problem(404);
        anyone.send(Method::DELETE, api::OPENAPI, &[], Body::empty()).await.problem(405);
        anyone.get("/missing.css").await.problem(404);
    }

    async fn another_site_cannot_use_the_shoppers_cookies(shop: TestApp) {
        let headers = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
        shop.shopper().post_with("/anything", &headers, &()).await.problem(403);
    }

    async fn every_answer_has_the_security_headers(shop: TestApp) {
        for path in ["/healthz", "/missing.css", api::OPENAPI] {
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
}
