//! Placing orders: once, never more than there is, and what is wrong is said.

use api::{
    cart::{BagView, CART},
    checkout::PaymentChoice,
    inventory::{AvailabilityQuery, AvailabilityView, availability},
    orders::{ORDERS, OrderView, order},
    problem::{ProblemKind, Rejection},
};
use domain::{
    cart::Receive,
    checkout::PlanProblem,
    id::Sku,
    orders::{GroupState, PaymentState},
};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, curbside, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::TestApp,
};

on_both_engines! {
    async fn fifty_buyers_at_once_get_exactly_the_ten_there_are(shop: TestApp) {
        stock_up(&shop).await;
        let port = shop.open_port().await;
        let buyers = join_all((0..50).map(async |n| {
            let buyer = shop.shopper_at(port);
            add(&buyer, 1, "LIP-1", 1, pick_up("kreuzberg")).await;
            let order = order_of(&plan(&buyer).await, if n % 2 == 0 { PaymentChoice::InStore } else { card("test-approve") });
            (buyer, format!("k{n}"), order)
        }))
        .await;
        let answers = join_all(buyers.iter().map(async |(buyer, key, order)| {
            // Impatient: everybody sends it twice at the same time.
            let (one, two) = tokio::join!(place(buyer, key, order), place(buyer, key, order));
            if one.status.is_success() { one } else { two }
        }))
        .await;
        let sold: Vec<OrderView> = answers.iter().filter(|it| it.status == 201).map(crate::support::Answer::json).collect();
        assert_eq!(sold.len(), 10);
        for answer in answers.iter().filter(|it| it.status != 201) {
            assert_eq!(answer.status, 409, "{}", answer.text());
        }
        check_books(&shop).await;
        let query = AvailabilityQuery { in_stock: true, ..Default::default() };
        let left: AvailabilityView = shop.shopper().get(&availability(&Sku::parse("LIP-1").unwrap(), &query)).await.json();
        assert!(left.stores.iter().all(|it| it.store.code.as_str() != "kreuzberg"));
    }

    async fn the_same_request_is_the_same_order(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
        let wanted = order_of(&plan(&ada).await, PaymentChoice::InStore);
        let first: OrderView = place(&ada, "k", &wanted).await.json();
        let again: OrderView = place(&ada, "k", &wanted).await.json();
        assert_eq!(first, again);
        assert_eq!((first.payment, first.groups[0].state), (PaymentState::DueInStore, GroupState::Placed));
        assert_eq!(first.groups[0].directions.as_deref(), Some("Two steps up."));
        check_books(&shop).await;

        let mut other = wanted.clone();
        other.total.minor = 1;
        place(&ada, "k", &other).await.problem(422);
        // With another key it is another order, and the bag is empty by now.
        let problem = place(&ada, "k2", &wanted).await.problem(409);
        assert_eq!(problem.rejection, Some(Rejection::EmptyBag));
        let bag: BagView = ada.get(CART).await.json();
        assert_eq!((bag.count, bag.generation), (0, 1));
        let headerless = ada.post(ORDERS, &wanted).await.problem(422);
        assert_eq!(headerless.field.as_deref(), Some("Idempotency-Key"));
    }

    async fn what_the_shopper_saw_must_still_be_so(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let seen = order_of(&plan(&ada).await, PaymentChoice::InStore);
        let mut cheaper = seen.clone();
        cheaper.total.minor -= 100;
        let problem = place(&ada, "k1", &cheaper).await.problem(409);
        assert!(matches!(problem.rejection, Some(Rejection::TotalChanged { now }) if now.minor == 2_800));
        add(&ada, 2, "LIP-1", 1, pick_up("mitte")).await;
        assert_eq!(place(&ada, "k2", &seen).await.problem(409).rejection, Some(Rejection::BagChanged));
        check_books(&shop).await;
    }

    async fn fields_are_asked_for_by_name(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, curbside("mitte")).await;
        add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
        let good = order_of(&plan(&ada).await, card("test-approve"));
        let refused = async |change: fn(&mut serde_json::Value), field: &str| {
            let mut order = serde_json::to_value(&good).unwrap();
            change(&mut order);
            let problem = ada.post_with(ORDERS, &[("idempotency-key", "k")], &order).await.problem(422);
            assert_eq!((problem.kind, problem.field.as_deref()), (ProblemKind::Invalid, Some(field)));
        };
        refused(|it| it["collections"][0]["vehicle"] = serde_json::Value::Null, "collections[0].vehicle").await;
        refused(|it| it["collections"] = serde_json::json!([]), "collections").await;
        refused(|it| it["collections"][0]["receive"]["store"] = "soho".into(), "collections[0].receive").await;
        refused(|it| it["address"] = serde_json::Value::Null, "address").await;
        refused(|it| it["address"]["country"] = "d1".into(), "address.country").await;
        refused(|it| it["contact"]["email"] = "nobody".into(), "contact.email").await;
        refused(|it| it["contact"]["name"] = " ".into(), "contact.name").await;
        refused(|it| it["payment"] = serde_json::json!({"method": "in_store"}), "payment.method").await;
        refused(|it| it["payment"]["token"] = "".into(), "payment.token").await;
        refused(|it| it["seq"] = (-1).into(), "seq").await;
        refused(|it| it["coupon"] = "FREE".into(), "coupon").await;
        check_books(&shop).await;
        place(&ada, "k", &good).await.json::<OrderView>();
        check_books(&shop).await;
    }

    async fn a_slot_holds_as_many_as_the_store_says(shop: TestApp) {
        stock_up(&shop).await;
        let wanted = join_all((0..4).map(async |_| {
            let shopper = shop.shopper();
            add(&shopper, 1, "LIP-1", 1, pick_up("mitte")).await;
            let order = order_of(&plan(&shopper).await, PaymentChoice::InStore);
            (shopper, order)
        }))
        .await;
        let answers = join_all(wanted.iter().map(|(shopper, order)| place(shopper, "k", order))).await;
        let refused: Vec<_> = answers.iter().filter(|it| it.status == 409).collect();
        assert_eq!(refused.len(), 2);
        for answer in refused {
            assert_eq!(answer.problem(409).rejection, Some(Rejection::SlotGone { group: 0 }));
        }
        check_books(&shop).await;
    }

    async fn a_slot_that_has_passed_or_never_was_is_gone(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let good = order_of(&plan(&ada).await, PaymentChoice::InStore);
        let mut odd = good.clone();
        odd.collections[0].slot.ends += SignedDuration::from_mins(30);
        assert_eq!(place(&ada, "k1", &odd).await.problem(409).rejection, Some(Rejection::SlotGone { group: 0 }));
        shop.advance(SignedDuration::from_hours(2));
        assert_eq!(place(&ada, "k2", &good).await.problem(409).rejection, Some(Rejection::SlotGone { group: 0 }));
        check_books(&shop).await;
    }

    async fn what_is_gone_meanwhile_is_named_and_nothing_is_taken(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, eve) = (shop.shopper(), shop.shopper());
        add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
        add(&ada, 2, "LIP-2", 2, pick_up("mitte")).await;
        let slow = order_of(&plan(&ada).await, PaymentChoice::InStore);
        add(&eve, 1, "LIP-2", 1, pick_up("mitte")).await;
        place(&eve, "k", &order_of(&plan(&eve).await, PaymentChoice::InStore)).await.json::<OrderView>();
        let problem = place(&ada, "k", &slow).await.problem(409);
        let Some(Rejection::Plan { problems }) = problem.rejection else { panic!("{problem:?}") };
        assert!(matches!(&problems[..], [PlanProblem::OutOfStock { sku, wanted: 2, left: 1, .. }] if sku.as_str() == "LIP-2"));
        let bag: BagView = ada.get(CART).await.json();
        assert_eq!(bag.count, 3);
        check_books(&shop).await;
    }

    async fn an_order_is_nobody_elses(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, PaymentChoice::InStore)).await.json();
        let again: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!(placed, again);
        shop.shopper().get(&order(&placed.number)).await.problem(404);
        let stranger = shop.shopper();
        add(&stranger, 1, "LIP-1", 1, pick_up("mitte")).await;
        stranger.get(&order(&placed.number)).await.problem(404);
        stranger.get(&api::orders::order_events(&placed.number)).await.problem(404);
    }
}
