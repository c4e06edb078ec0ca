//! Stock that checkouts hold: taken once, swapped whole, ended once, however many ask at the same moment.

use api::{
    checkout::{HOLD, PaymentChoice, PlanView},
    inventory::{AvailabilityQuery, AvailabilityView, availability},
    orders::OrderView,
    problem::Rejection,
};
use axum::{body::Body, http::Method};
use backend::inventory::holds;
use domain::{
    cart::{LineKey, OpKind, Receive},
    checkout::PlanProblem,
    id::Sku,
    inventory::Band,
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use rand::{SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};

use crate::{
    goods::{act, add, card, check_books, hold, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Person, TestApp},
};

/// How many of a variant all checkouts hold.
async fn reserved(shop: &TestApp, sku: &str) -> i64 {
    let (sum,): (i64,) = shop
        .app
        .db
        .one(
            "SELECT CAST(COALESCE(SUM(reserved), 0) AS BIGINT) FROM stock_level WHERE sku = $1",
            vec![backend::db::Arg::from(sku)],
        )
        .await
        .unwrap();
    sum
}

async fn ended(shop: &TestApp, state: &str) -> i64 {
    let (count,): (i64,) = shop
        .app
        .db
        .one("SELECT COUNT(*) FROM holds WHERE state = $1", vec![backend::db::Arg::from(state)])
        .await
        .unwrap();
    count
}

fn receive_at(sku: &str, from: &str, to: &str) -> OpKind {
    let line = LineKey { sku: Sku::parse(sku).unwrap(), receive: pick_up(from) };
    OpKind::Move { line: line.into(), to: Some(pick_up(to)) }
}

/// A shopper with some of a variant in her bag.
async fn shopper_with(shop: &TestApp, sku: &str, quantity: i64, receive: Receive) -> Person {
    let shopper = shop.shopper();
    add(&shopper, 1, sku, quantity, receive).await;
    shopper
}

on_both_engines! {
    async fn what_is_held_is_nobody_elses_until_it_is_claimed(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shopper_with(&shop, "LIP-2", 2, pick_up("mitte")).await;
        let eve = shopper_with(&shop, "LIP-2", 1, pick_up("mitte")).await;
        assert_eq!(plan(&ada).await.held, None);
        let seen = hold(&ada).await;
        assert_eq!(seen.held.unwrap().seconds, 600);
        check_books(&shop).await;

        // Two of two are held: nobody else is promised any, by the page or by the till.
        let sku = Sku::parse("LIP-2").unwrap();
        let near: AvailabilityView = shop.shopper().get(&availability(&sku, &AvailabilityQuery::default())).await.json();
        let mitte = near.stores.iter().find(|it| it.store.code.as_str() == "mitte").unwrap();
        assert_eq!(mitte.band, Band::None);
        assert!(matches!(&hold(&eve).await.problems[..], [PlanProblem::OutOfStock { left: 0, .. }]));

        // Her own plan counts what she holds, and going on does not make it last longer.
        shop.advance(SignedDuration::from_mins(4));
        let again = hold(&ada).await;
        assert_eq!((again.problems.len(), again.held.unwrap().seconds), (0, 360));
        assert_eq!(plan(&ada).await.held, again.held);

        let order: OrderView = place(&ada, "k", &order_of(&again, PaymentChoice::InStore)).await.json();
        assert_eq!(order.groups.len(), 1);
        assert_eq!((reserved(&shop, "LIP-2").await, ended(&shop, "claimed").await), (0, 1));
        check_books(&shop).await;
    }

    async fn a_hundred_buyers_of_the_last_piece_hold_it_once_and_buy_it_once(shop: TestApp) {
        stock_up(&shop).await;
        // One left: Mitte has three, keeps one back, and one is held already.
        let first = shopper_with(&shop, "LIP-2", 1, pick_up("mitte")).await;
        hold(&first).await;
        let port = shop.open_port().await;
        let buyers = join_all((0..100).map(async |_| {
            let buyer = shop.shopper_at(port);
            add(&buyer, 1, "LIP-2", 1, pick_up("mitte")).await;
            buyer
        }))
        .await;
        let answers = join_all(buyers.iter().map(async |buyer| {
            let answer = buyer.post(HOLD, &()).await;
            if answer.status == 409 {
                assert!(matches!(answer.problem(409).rejection, Some(Rejection::Plan { .. })));
                return None;
            }
            let plan: PlanView = answer.json();
            plan.held.is_some().then_some((buyer, plan))
        }))
        .await;
        let holders: Vec<_> = answers.into_iter().flatten().collect();
        assert_eq!((holders.len(), reserved(&shop, "LIP-2").await), (1, 2));
        check_books(&shop).await;

        let (holder, plan) = &holders[0];
        let order = order_of(plan, card("test-approve"));
        let placed = join_all((0..5).map(async |_| place(holder, "once", &order).await)).await;
        let numbers: std::collections::BTreeSet<String> = placed
            .iter()
            .filter(|it| it.status == 201)
            .map(|it| it.json::<OrderView>().number.to_string())
            .collect();
        assert_eq!(numbers.len(), 1);
        check_books(&shop).await;
    }

    async fn another_store_is_held_instead_never_both_and_never_none(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shopper_with(&shop, "LIP-1", 2, pick_up("kreuzberg")).await;
        hold(&ada).await;
        let looking = async {
            for _ in 0..40 {
                assert_eq!(reserved(&shop, "LIP-1").await, 2);
                tokio::task::yield_now().await;
            }
        };
        let moving = async {
            for n in 1..8 {
                let (from, to) = if n % 2 == 1 { ("kreuzberg", "mitte") } else { ("mitte", "kreuzberg") };
                act(&ada, n + 1, receive_at("LIP-1", from, to)).await;
                let plan = hold(&ada).await;
                assert_eq!(plan.groups[0].receive, pick_up(to));
            }
        };
        tokio::join!(looking, moving);
        check_books(&shop).await;
    }

    async fn a_swap_that_cannot_be_had_leaves_what_was_held(shop: TestApp) {
        stock_up(&shop).await;
        let eve = shopper_with(&shop, "LIP-1", 5, pick_up("mitte")).await;
        let ada = shopper_with(&shop, "LIP-1", 2, pick_up("kreuzberg")).await;
        hold(&ada).await;
        hold(&eve).await;
        act(&ada, 2, receive_at("LIP-1", "kreuzberg", "mitte")).await;
        let refused = hold(&ada).await;
        assert!(matches!(&refused.problems[..], [PlanProblem::OutOfStock { left: 0, wanted: 2, .. }]), "{refused:?}");
        assert_eq!(reserved(&shop, "LIP-1").await, 7);
        // The first store again: she never lost it.
        act(&ada, 3, receive_at("LIP-1", "mitte", "kreuzberg")).await;
        assert_eq!(hold(&ada).await.problems.len(), 0);
        assert_eq!(ended(&shop, "released").await, 0);
        check_books(&shop).await;
    }

    async fn what_is_overdue_is_anybodys_and_ends_once(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shopper_with(&shop, "LIP-2", 2, pick_up("mitte")).await;
        let slow = order_of(&hold(&ada).await, PaymentChoice::InStore);
        shop.advance(SignedDuration::from_mins(11));
        // The sweeper and everybody who needs the pieces at the same moment.
        let others = join_all((0..6).map(async |_| shopper_with(&shop, "LIP-2", 1, pick_up("mitte")).await)).await;
        backend::inventory::service::refresh(&shop.app).await.unwrap();
        let (swept, again, answers) = tokio::join!(
            holds::sweep(&shop.app),
            holds::sweep(&shop.app),
            join_all(others.iter().map(async |it| it.post(HOLD, &()).await)),
        );
        assert!(swept.unwrap() + again.unwrap() <= 1);
        assert_eq!(ended(&shop, "expired").await, 1);
        let held = answers.iter().filter(|it| it.status == 200 && it.json::<PlanView>().held.is_some()).count();
        assert!(held <= 2, "{held} hold two pieces");
        check_books(&shop).await;
        // Everything that can be sold can be held by somebody, at the latest when she asks again.
        for other in &others {
            hold(other).await;
        }
        assert_eq!(reserved(&shop, "LIP-2").await, 2);

        let problem = place(&ada, "k", &slow).await.problem(409);
        assert!(matches!(problem.rejection, Some(Rejection::Plan { .. } | Rejection::SlotGone { .. })), "{problem:?}");
        check_books(&shop).await;
    }

    async fn an_overdue_hold_nobody_wanted_is_still_hers(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shopper_with(&shop, "LIP-2", 2, Receive::PickUp { store: domain::id::LocationCode::parse("mitte").unwrap() }).await;
        let seen = hold(&ada).await;
        shop.advance(SignedDuration::from_mins(11));
        let order = order_of(&seen, PaymentChoice::InStore);
        place(&ada, "k", &order).await.json::<OrderView>();
        check_books(&shop).await;
        assert_eq!((ended(&shop, "claimed").await, ended(&shop, "expired").await), (1, 0));
        assert_eq!(holds::sweep(&shop.app).await.unwrap(), 0);
    }

    async fn leaving_lets_go_and_an_emptied_bag_holds_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shopper_with(&shop, "LIP-1", 3, pick_up("mitte")).await;
        hold(&ada).await;
        for _ in 0..2 {
            assert_eq!(ada.send(Method::DELETE, HOLD, &[], Body::empty()).await.status, 204);
        }
        assert_eq!((reserved(&shop, "LIP-1").await, ended(&shop, "released").await), (0, 1));
        hold(&ada).await;
        let line = LineKey { sku: Sku::parse("LIP-1").unwrap(), receive: pick_up("mitte") };
        act(&ada, 2, OpKind::Remove { line: line.into() }).await;
        assert_eq!(hold(&ada).await.held, None);
        check_books(&shop).await;
        // Somebody without a bag holds nothing and lets go of nothing.
        assert_eq!(hold(&shop.shopper()).await.held, None);
        assert_eq!(shop.shopper().send(Method::DELETE, HOLD, &[], Body::empty()).await.status, 204);
    }

    async fn bags_in_any_order_never_wait_for_each_other_in_a_circle(shop: TestApp) {
        stock_up(&shop).await;
        let port = shop.open_port().await;
        let mut chance = StdRng::seed_from_u64(3);
        let wishes = [("LIP-1", pick_up("kreuzberg")), ("SOAP-1", pick_up("kreuzberg")), ("LIP-1", Receive::Ship), ("SOAP-1", Receive::Ship), ("LIP-1", pick_up("mitte"))];
        let mut shoppers = Vec::new();
        for _ in 0..16 {
            let mut wishes = wishes.to_vec();
            wishes.shuffle(&mut chance);
            shoppers.push((shop.shopper_at(port), wishes));
        }
        let answers = join_all(shoppers.iter().map(async |(shopper, wishes)| {
            for (n, (sku, receive)) in (1..).zip(wishes) {
                add(shopper, n, sku, 1, receive.clone()).await;
                let answer = shopper.post(HOLD, &()).await;
                assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
            }
            let plan = plan(shopper).await;
            if !plan.problems.is_empty() || plan.groups.iter().any(|it| it.store.is_some() && it.slots.iter().all(|slot| !slot.free)) {
                return None;
            }
            let answer = place(shopper, "k", &order_of(&plan, card("test-approve"))).await;
            assert!(matches!(answer.status.as_u16(), 201 | 409), "{}", answer.text());
            Some(answer.status.as_u16())
        }))
        .await;
        assert!(answers.contains(&Some(201)), "{answers:?}");
        check_books(&shop).await;
    }

    async fn a_place_may_hold_longer_than_the_shop(shop: TestApp) {
        stock_up(&shop).await;
        let stores = crate::goods::STORES.replace(",Safety Stock\n", ",Safety Stock,Hold Minutes\n").replace("Two steps up.,1\n", "Two steps up.,1,25\n");
        crate::goods::import_stores(&shop, &stores, true).await;
        let ada = shopper_with(&shop, "LIP-1", 1, pick_up("mitte")).await;
        assert_eq!(hold(&ada).await.held.unwrap().seconds, 25 * 60);
        // The shortest of them counts for the whole bag.
        add(&ada, 2, "LIP-1", 1, pick_up("kreuzberg")).await;
        assert_eq!(hold(&ada).await.held.unwrap().seconds, 600);
    }
}
