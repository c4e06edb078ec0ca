//! A bag on its way from a partner's page to the shop: joined once, told once, and the shopper's own bag never lost.

use api::{
    account::{ERASE, EXPORT, JoinedLine, SIGN_OUT_OTHERS},
    cart::{BagView, CART},
    checkout::PaymentChoice,
    orders::OrderView,
    partners::{ARRIVAL, ARRIVE, ARRIVED, Arrival, ArrivalView, BAG, HANDOVER, HandoverView, LIVE},
};
use axum::{body::Body, http::Method};
use backend::partners;
use domain::cart::Receive;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    account::{ADA, sign_in, sign_out},
    goods::{add, card, order_of, place, plan, stock_up},
    on_both_engines,
    partners::{bag_at, frame, partner, post, put, put_at, start},
    support::{Answer, Person, TestApp},
};

async fn token(frame: &Person) -> String {
    post(frame, HANDOVER, &json!({})).await.json::<HandoverView>().token
}

/// The form that the frame opens at the top of a window.
async fn arrive(browser: &Person, token: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    browser.send(Method::POST, ARRIVE, &headers, Body::from(format!("t={token}"))).await
}

async fn hand_over(frame: &Person, browser: &Person) {
    let answer = arrive(browser, &token(frame).await).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, ARRIVED));
}

async fn told(browser: &Person) -> Option<Arrival> {
    browser.post(ARRIVAL, &()).await.json::<ArrivalView>().arrival
}

fn lines(lines: &[(&str, u32)]) -> Vec<(String, u32)> {
    lines.iter().map(|(sku, quantity)| ((*sku).to_owned(), *quantity)).collect()
}

fn joined(arrival: Option<Arrival>) -> (String, u32, Vec<(String, u32, u32)>) {
    let Some(Arrival::Joined { partner, pieces, lines }) = arrival else { panic!("{arrival:?}") };
    let line = |JoinedLine { title, was, is, .. }: JoinedLine| (title, was, is);
    (partner, pieces, lines.into_iter().map(line).collect())
}

/// What the next orders of a partner's bags are worth: orders and their goods, by placement.
async fn orders(shop: &TestApp) -> Vec<(String, i64, i64, Vec<String>)> {
    let figures = partners::figures(&shop.app, None, 30).await.unwrap().into_iter();
    let row = |it: partners::Figures| {
        (it.placement, it.handed_over, it.orders, it.value.iter().map(ToString::to_string).collect())
    };
    figures.map(row).collect()
}

async fn buy(shopper: &Person, key: &str, payment: PaymentChoice) -> Answer {
    let wanted = order_of(&plan(shopper).await, payment);
    place(shopper, key, &wanted).await
}

on_both_engines! {
    async fn a_bag_joins_the_one_that_is_there_and_both_are_one(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, browser) = (frame(&shop, &key, Some("top")).await, shop.shopper());
        add(&browser, 1, "SOAP-1", 1, Receive::Ship).await;
        add(&browser, 2, "LIP-2", 2, Receive::Ship).await;
        put(&frame, 1, "LIP-1", 2).await;
        put(&frame, 2, "LIP-2", 3).await;
        let mut live = frame.stream(LIVE).await;
        live.next().await.unwrap();
        hand_over(&frame, &browser).await;
        let both = lines(&[("LIP-1", 2), ("LIP-2", 3), ("SOAP-1", 1)]);
        assert_eq!(bag_at(&browser, CART).await, both);
        assert_eq!(bag_at(&frame, BAG).await, both);
        let (name, pieces, changed) = joined(told(&browser).await);
        assert_eq!((name.as_str(), pieces), ("Acme", 3));
        assert_eq!(changed, [("Velvet Lipstick".to_owned(), 0, 2), ("Velvet Lipstick".to_owned(), 2, 3)]);
        assert_eq!(told(&browser).await, None, "once");
        let (_, _, event) = live.next().await.unwrap();
        assert_eq!(serde_json::from_str::<BagView>(&event).unwrap().count, 6, "the frame hears of it");
        // From now on what happens in one is in the other.
        put(&frame, 3, "SOAP-1", 1).await;
        add(&browser, 3, "LIP-1", 1, Receive::Ship).await;
        let now = lines(&[("LIP-1", 3), ("LIP-2", 3), ("SOAP-1", 2)]);
        assert_eq!((bag_at(&browser, CART).await, bag_at(&frame, BAG).await), (now.clone(), now));
        // Pressing again finds everything there.
        hand_over(&frame, &browser).await;
        assert_eq!(joined(told(&browser).await), ("Acme".to_owned(), 0, Vec::new()));
    }

    async fn a_browser_without_a_bag_gets_one(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, browser) = (frame(&shop, &key, None).await, shop.shopper());
        put(&frame, 1, "LIP-1", 2).await;
        hand_over(&frame, &browser).await;
        assert!(browser.cookie().starts_with("vitrine_session="));
        assert_eq!(bag_at(&browser, CART).await, lines(&[("LIP-1", 2)]));
        assert_eq!(joined(told(&browser).await).1, 2);
    }

    async fn a_token_works_once_in_time_and_loses_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada, thief) = (frame(&shop, &key, None).await, shop.shopper(), shop.shopper());
        put(&frame, 1, "LIP-1", 2).await;
        add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
        add(&thief, 1, "SOAP-1", 3, Receive::Ship).await;
        let used = token(&frame).await;
        arrive(&ada, &used).await;
        arrive(&thief, &used).await;
        assert_eq!((told(&thief).await, bag_at(&thief, CART).await), (Some(Arrival::Spent), lines(&[("SOAP-1", 3)])));
        // The same press twice is one, and is told as one.
        arrive(&ada, &used).await;
        assert_eq!(joined(told(&ada).await).1, 2);
        arrive(&ada, &used).await;
        assert_eq!(told(&ada).await, None);
        let late = token(&frame).await;
        shop.advance(SignedDuration::from_mins(10));
        for bad in [late.as_str(), "made-up", "", "%00"] {
            assert_eq!(arrive(&ada, bad).await.status, 303);
            assert_eq!((told(&ada).await, bag_at(&ada, CART).await), (Some(Arrival::Spent), lines(&[("LIP-1", 2), ("SOAP-1", 1)])), "{bad}");
        }
        // Who has no bag gets none for a token that is spent: another answer may be on its way with one.
        let nobody = shop.shopper();
        assert_eq!(arrive(&nobody, &used).await.status, 303);
        assert_eq!((nobody.cookie().as_str(), told(&nobody).await), ("", None));
        // A partner that is blocked meanwhile hands nothing over.
        let blocked = token(&frame).await;
        partners::block(&shop.app, key.as_str()).await.unwrap();
        arrive(&thief, &blocked).await;
        assert_eq!((told(&thief).await, bag_at(&thief, CART).await), (Some(Arrival::Spent), lines(&[("SOAP-1", 3)])));
    }

    async fn only_the_shops_own_pages_hand_over(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada) = (frame(&shop, &key, None).await, shop.shopper());
        put(&frame, 1, "LIP-1", 1).await;
        let token = token(&frame).await;
        let form = ("content-type", "application/x-www-form-urlencoded");
        for said in [vec![], vec![("sec-fetch-site", "cross-site")], vec![("origin", "https://acme.example")], vec![("sec-fetch-site", "none")]] {
            let headers = [vec![form], said].concat();
            ada.send(Method::POST, ARRIVE, &headers, Body::from(format!("t={token}"))).await.problem(403);
        }
        assert_eq!(ada.get(&format!("{ARRIVE}?t={token}")).await.status, 405);
        let own = [form, ("origin", "http://shop.test")];
        assert_eq!(ada.send(Method::POST, ARRIVE, &own, Body::from(format!("t={token}"))).await.status, 303);
        assert_eq!(bag_at(&ada, CART).await, lines(&[("LIP-1", 1)]));
        let mut last = 303;
        for _ in 0..40 {
            last = arrive(&ada, "guess").await.status.as_u16();
        }
        assert_eq!(last, 429);
    }

    async fn two_presses_at_once_are_one_hand_over(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada, eve) = (frame(&shop, &key, None).await, shop.shopper(), shop.shopper());
        put(&frame, 1, "LIP-1", 2).await;
        add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
        add(&eve, 1, "SOAP-1", 1, Receive::Ship).await;
        let token = token(&frame).await;
        let answers = tokio::join!(arrive(&ada, &token), arrive(&eve, &token), arrive(&ada, &token), arrive(&eve, &token));
        for answer in [answers.0, answers.1, answers.2, answers.3] {
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        let bags = [bag_at(&ada, CART).await, bag_at(&eve, CART).await];
        assert!(bags.contains(&lines(&[("LIP-1", 2), ("SOAP-1", 1)])) && bags.contains(&lines(&[("SOAP-1", 1)])), "{bags:?}");
    }

    async fn a_frame_follows_its_shopper_until_she_signs_out(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, desk, phone) = (frame(&shop, &key, None).await, shop.shopper(), shop.shopper());
        add(&phone, 1, "SOAP-1", 1, Receive::Ship).await;
        sign_in(&shop, &phone, ADA).await;
        put(&frame, 1, "LIP-1", 2).await;
        hand_over(&frame, &desk).await;
        sign_in(&shop, &desk, ADA).await;
        let all = lines(&[("LIP-1", 2), ("SOAP-1", 1)]);
        assert_eq!((bag_at(&frame, BAG).await, bag_at(&phone, CART).await), (all.clone(), all.clone()));
        sign_out(&desk).await;
        assert_eq!((bag_at(&frame, BAG).await, bag_at(&phone, CART).await), (lines(&[]), all.clone()));
        // The next one at the desk gets what the frame has then, and nothing of Ada's.
        put(&frame, 1, "LIP-2", 1).await;
        hand_over(&frame, &desk).await;
        assert_eq!(bag_at(&desk, CART).await, lines(&[("LIP-2", 1)]));
        assert_eq!(bag_at(&phone, CART).await, all);
    }

    async fn a_frame_that_has_somebodys_bag_gives_others_a_copy(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada, eve) = (frame(&shop, &key, None).await, shop.shopper(), shop.shopper());
        put(&frame, 1, "LIP-1", 2).await;
        hand_over(&frame, &ada).await;
        sign_in(&shop, &ada, ADA).await;
        hand_over(&frame, &eve).await;
        put(&frame, 2, "SOAP-1", 1).await;
        assert_eq!(bag_at(&ada, CART).await, lines(&[("LIP-1", 2)]));
        assert_eq!(bag_at(&eve, CART).await, lines(&[("LIP-1", 2), ("SOAP-1", 1)]));
        sign_in(&shop, &eve, "eve@example.org").await;
        assert_eq!(bag_at(&ada, CART).await, lines(&[("LIP-1", 2)]), "she has her bag still");
    }

    async fn a_frame_lets_go_with_the_session_it_follows(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, other, ada) = (frame(&shop, &key, None).await, shop.shopper(), shop.shopper());
        put(&frame, 1, "LIP-1", 1).await;
        hand_over(&frame, &other).await;
        sign_in(&shop, &other, ADA).await;
        sign_in(&shop, &ada, ADA).await;
        ada.post(SIGN_OUT_OTHERS, &()).await.json::<Value>();
        assert_eq!(bag_at(&frame, BAG).await, []);
        assert_eq!(bag_at(&ada, CART).await, lines(&[("LIP-1", 1)]));
        // Handing over again is not what makes the session last.
        hand_over(&frame, &ada).await;
        shop.advance(SignedDuration::from_hours(24 * 20));
        crate::partners::start(&frame, &key, None).await;
        ada.get(CART).await;
        shop.advance(SignedDuration::from_hours(24 * 10));
        frame.get(BAG).await.problem(401);
        assert_eq!(bag_at(&ada, CART).await, lines(&[("LIP-1", 1)]));
    }

    async fn an_order_counts_for_the_partner_who_brought_the_bag(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada) = (frame(&shop, &key, Some("guide")).await, shop.shopper());
        put(&frame, 1, "LIP-1", 2).await;
        hand_over(&frame, &ada).await;
        // It counts through her signing in, and through a card that was declined.
        sign_in(&shop, &ada, ADA).await;
        buy(&ada, "one", card("test-decline")).await.problem(409);
        assert_eq!(orders(&shop).await, [("guide".to_owned(), 1, 0, vec![])]);
        shop.advance(SignedDuration::from_mins(1));
        buy(&ada, "two", card("test-approve")).await.json::<OrderView>();
        let counted = [("guide".to_owned(), 1, 1, vec!["56.00 EUR".to_owned()])];
        assert_eq!(orders(&shop).await, counted);
        // Her next bag is her own.
        shop.advance(SignedDuration::from_mins(1));
        add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
        buy(&ada, "three", card("test-approve")).await.json::<OrderView>();
        assert_eq!(orders(&shop).await, counted);
        let file: Value = ada.get(EXPORT).await.json();
        assert_eq!((&file["orders"][0]["partner"], &file["orders"][1]["partner"]), (&Value::Null, &json!(key)));
        // What she leaves is no person's.
        ada.post(ERASE, &()).await.json::<Value>();
        assert_eq!((orders(&shop).await, bag_at(&frame, BAG).await), (counted.to_vec(), vec![]));
    }

    async fn an_order_counts_for_whoever_put_something_into_its_bag_last(shop: TestApp) {
        stock_up(&shop).await;
        let (acme, bloom) = (partner(&shop, "Acme").await, partner(&shop, "Bloom").await);
        let (site, other, ada) = (frame(&shop, &acme, Some("top")).await, frame(&shop, &bloom, Some("blog")).await, shop.shopper());
        start(&site, &acme, Some("foot")).await;
        put_at(&site, &acme, "guide", 1, "LIP-1").await;
        start(&site, &acme, Some("foot")).await;
        hand_over(&site, &ada).await;
        // Who hands over a bag with nothing in it has brought nothing.
        hand_over(&other, &ada).await;
        buy(&ada, "one", card("test-approve")).await.json::<OrderView>();
        let by = async || -> Vec<(String, String)> {
            let all = partners::figures(&shop.app, None, 30).await.unwrap().into_iter();
            all.filter(|it| it.orders > 0).map(|it| (it.partner, it.placement)).collect()
        };
        let first = (acme.to_string(), "guide".to_owned());
        assert_eq!(by().await, std::slice::from_ref(&first));
        // Both frames have her bag by now: the next order is the last one's, and that of its placement.
        shop.advance(SignedDuration::from_mins(1));
        put_at(&site, &acme, "guide", 2, "LIP-1").await;
        put_at(&other, &bloom, "foot", 3, "SOAP-1").await;
        buy(&ada, "two", card("test-approve")).await.json::<OrderView>();
        assert_eq!(by().await, [first, (bloom.to_string(), "foot".to_owned())]);
    }

    async fn an_order_after_thirty_days_is_nobodys(shop: TestApp) {
        stock_up(&shop).await;
        let key = partner(&shop, "Acme").await;
        let (frame, ada) = (frame(&shop, &key, None).await, shop.shopper());
        put(&frame, 1, "LIP-1", 1).await;
        hand_over(&frame, &ada).await;
        shop.advance(SignedDuration::from_hours(24 * 15));
        ada.get(CART).await;
        shop.advance(SignedDuration::from_hours(24 * 15));
        buy(&ada, "late", card("test-approve")).await.json::<OrderView>();
        assert!(orders(&shop).await.iter().all(|(_, _, orders, _)| *orders == 0));
    }
}
