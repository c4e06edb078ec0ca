//! The providers' word: checked, counted once, and never more than a reason to look. And servers that die at every step.

use api::orders::{OrderView, StaffStep, staff_step};
use axum::{body::Body, http::Method};
use backend::payments::{reconcile, test_provider::deliver};
use domain::{
    orders::{GroupState, PaymentState, StaffAction},
    payments::Standing,
};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::{
    goods::{add, check_books, hosted, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    payments_hosted::{begun, letters, look, press},
    support::{Answer, Engine, Person, TestApp},
    told::Told,
};

async fn send(person: &Person, provider: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    person.send(Method::POST, &api::payments::webhooks(provider), headers, Body::from(body.to_owned())).await
}

async fn events(shop: &TestApp) -> i64 {
    let sql = "SELECT COUNT(*) FROM payment_events WHERE what = 'webhook'";
    let (count,): (i64,) = shop.app.db.one(sql, vec![]).await.unwrap();
    count
}

on_both_engines! {
    async fn only_the_provider_is_believed(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        let body = format!(r#"{{"id":"e1","type":"payment.authorised","reference":"{}:1","created":1763632800}}"#, placed.number);
        send(&ada, "nobody", &[], &body).await.problem(404);
        send(&ada, "stripe", &[], &body).await.problem(404);
        send(&ada, "test", &[], &body).await.problem(400);
        send(&ada, "test", &[("test-signature", "t=1763632800,v1=00")], &body).await.problem(400);
        let long = "x".repeat(70_000);
        send(&ada, "test", &[("test-signature", "t=1,v1=00")], &long).await.problem(413);
        assert_eq!(events(&shop).await, 0);
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::ActionNeeded);
    }

    async fn told_in_every_way_there_is(shop: TestApp) {
        stock_up(&shop).await;
        for (way, told) in [("normal", 1), ("late", 1), ("twice", 1), ("disordered", 2), ("never", 0)] {
            let ada = shop.shopper();
            add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
            let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await.json();
            let before = events(&shop).await;
            press(&ada, placed.payment_url.as_ref().unwrap(), "pay", way).await;
            for _ in 0..3 {
                deliver(&shop.app).await.unwrap();
                reconcile(&shop.app).await.unwrap();
                shop.advance(SignedDuration::from_secs(10));
            }
            assert_eq!(events(&shop).await - before, told, "{way}");
            let settled: (String,) = shop.app.db
                .one("SELECT payment FROM orders WHERE number = $1", backend::args![placed.number.as_str()]).await.unwrap();
            let wanted = if way == "never" { "action_needed" } else { "authorised" };
            assert_eq!(settled.0, wanted, "{way}");
            // Once she looks herself, it is known whatever was told.
            assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised, "{way}");
        }
        assert_eq!(letters(&shop).await, ["order placed"; 5]);
        check_books(&shop).await;
    }
}

async fn a_shop_told(engine: Engine) -> (TestApp, Told) {
    let told = Told::default();
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    (shop, told)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_repetitions_change_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (shop, told) = a_shop_told(engine).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        let reference = format!("{}:1", placed.number);
        told.pay(&reference, placed.total.minor);
        let body = format!("e1 {reference}");
        join_all((0..100).map(async |_| {
            assert_eq!(send(&ada, "told", &[("genuine", "yes")], &body).await.status, 204);
        }))
        .await;
        assert_eq!(events(&shop).await, 1);
        while reconcile(&shop.app).await.unwrap() > 0 {}
        assert_eq!(told.count("look"), 1);
        let paid = look(&ada, &placed.number).await;
        assert_eq!(paid.payment, PaymentState::Authorised);
        // Late, of nothing, of another's, of what cannot be.
        for body in ["e2 ON-00000000:1", "e3 ", "e4 x/../y:1", &format!("e5 {reference}0"), &format!("e6 {reference}")]
        {
            assert_eq!(send(&ada, "told", &[("genuine", "yes")], body).await.status, 204, "{body}");
        }
        shop.advance(SignedDuration::from_hours(24));
        assert_eq!(send(&ada, "told", &[("genuine", "yes")], &body).await.status, 204);
        while reconcile(&shop.app).await.unwrap() > 0 {}
        let later = look(&ada, &placed.number).await;
        assert_eq!((later.seq, later.payment), (paid.seq, paid.payment));
        assert_eq!(letters(&shop).await, ["order placed"]);
        check_books(&shop).await;
    }
}

/// The webhook, the shopper who comes back and the reconciler all at once, again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_at_once_is_as_one() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (shop, told) = a_shop_told(engine).await;
        for round in 0..6 {
            let ada = shop.shopper();
            add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
            let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await.json();
            let reference = format!("{}:1", placed.number);
            if round % 3 == 2 {
                told.decide(&reference, Standing::Declined);
            } else {
                told.pay(&reference, placed.total.minor);
            }
            let webhooks = join_all((0..6).map(async |n| {
                let body = format!("e{round}-{} {reference}", n / 2);
                send(&ada, "told", &[("genuine", "yes")], &body).await;
            }));
            let looks = join_all((0..4).map(async |_| look(&ada, &placed.number).await));
            let rounds = join_all((0..3).map(async |_| reconcile(&shop.app).await.unwrap()));
            tokio::join!(webhooks, looks, rounds);
            while reconcile(&shop.app).await.unwrap() > 0 {}
            let now = look(&ada, &placed.number).await;
            if round % 3 == 2 {
                assert_eq!(now.payment, PaymentState::ActionNeeded);
            } else {
                assert_eq!((now.payment, now.charged.minor), (PaymentState::Authorised, 0));
            }
            check_books(&shop).await;
        }
        assert_eq!(letters(&shop).await, ["order placed"; 4]);
    }
}

/// The whole way of an order, on which the server dies while the provider is asked for the `nth` time. Says whether it did.
async fn dies_at(engine: Engine, nth: usize, done: bool) -> bool {
    let (shop, told) = a_shop_told(engine).await;
    told.bank().hangs_at = Some((nth, done));
    let (ada, clerk) = (shop.shopper(), shop.staff("mitte").await);
    add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
    let wanted = order_of(&plan(&ada).await, hosted());
    let mut died = false;
    let mut placed = told.until_it_hangs(place(&ada, "k", &wanted)).await;
    while placed.as_ref().is_none_or(|it| it.status != 201) {
        died = true;
        shop.advance(SignedDuration::from_secs(31));
        placed = told.until_it_hangs(place(&ada, "k", &wanted)).await;
    }
    let placed: OrderView = placed.unwrap().json();
    let reference = format!("{}:1", placed.number);
    told.pay(&reference, placed.total.minor);
    died |= told.until_it_hangs(look(&ada, &placed.number)).await.is_none();
    let settle = async || {
        let mut died = false;
        for _ in 0..6 {
            shop.advance(SignedDuration::from_mins(11));
            died |= told.until_it_hangs(reconcile(&shop.app)).await.is_none();
            check_books(&shop).await;
        }
        died
    };
    died |= settle().await;
    let paid = look(&ada, &placed.number).await;
    assert_eq!(paid.payment, PaymentState::Authorised, "{nth} {done}");
    let shown = paid.groups[0].handover.as_ref().unwrap().token.clone();
    for (action, handover) in [(StaffAction::MarkReady, None), (StaffAction::HandOver, Some(shown))] {
        clerk.post(&staff_step(&placed.number), &StaffStep { group: 0, action, handover }).await.json::<OrderView>();
    }
    died |= settle().await;
    let hers = look(&ada, &placed.number).await;
    assert_eq!((hers.payment, hers.groups[0].state), (PaymentState::Captured, GroupState::Collected), "{nth} {done}");
    assert_eq!(told.truth(&reference).funds.captured, placed.total.minor);
    assert_eq!(hers.charged, placed.total);
    assert_eq!(letters(&shop).await.iter().filter(|it| *it == "order placed").count(), 1);
    check_books(&shop).await;
    died
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_between_any_two_steps_takes_the_money_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut deaths = 0;
        for nth in 1..=4 {
            for done in [true, false] {
                deaths += usize::from(dies_at(engine, nth, done).await);
            }
        }
        assert!(deaths >= 6, "only {deaths} servers died");
    }
}
