//! How a bag would travel.

use api::{
    cart::{OPS, PushOps, PushView},
    checkout::{PaymentChoice, PlanView},
    orders::OrderView,
    problem::Rejection,
};
use domain::{
    cart::{LineKey, Op, OpKind, OpRefusal, Receive},
    checkout::{PaymentMethod, PlanProblem},
    id::{ActorId, LocationCode, Sku},
    quantity::Quantity,
};

use crate::{
    goods::{
        STORES, add, card, check_books, curbside, import_stock, import_stores, order_of, pick_up, place, plan, stock_up,
    },
    on_both_engines,
    support::{Person, TestApp},
};

/// Puts one piece into the bag, whether or not that is possible.
async fn push(shopper: &Person, sku: &str, receive: Receive) -> PushView {
    let line = LineKey { sku: Sku::parse(sku).unwrap(), receive }.into();
    let kind = OpKind::Add { line, quantity: Quantity::ONE };
    let op = Op { actor: ActorId::parse("page-1").unwrap(), n: 1, base_seq: 0, after: Vec::new(), hlc: 1, kind };
    shopper.post(OPS, &PushOps { ops: vec![op], elsewhere: Vec::new() }).await.json()
}

fn slot_times(plan: &PlanView, group: usize) -> Vec<String> {
    plan.groups[group].slots.iter().map(|it| it.starts.local.to_string()).collect()
}

on_both_engines! {
    async fn lines_that_leave_one_place_travel_together(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
        add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
        add(&ada, 3, "LIP-2", 1, pick_up("mitte")).await;
        let plan = plan(&ada).await;
        assert!(plan.problems.is_empty(), "{:?}", plan.problems);
        let sizes: Vec<usize> = plan.groups.iter().map(|it| it.lines.len()).collect();
        assert_eq!(sizes, [2, 1]);
        assert_eq!((plan.goods.minor, plan.shipping.minor, plan.total.minor), (9_350, 490, 9_840));
        assert_eq!(plan.payment, [PaymentMethod::Card]);

        let counter = &plan.groups[0];
        assert_eq!(counter.store.as_ref().unwrap().name, "Ondée Mitte");
        assert_eq!(counter.ready_by.unwrap().local.to_string(), "2026-11-20T11:30:00");
        // Ready at half past eleven, so that is the first slot; four days, of which Sunday and Monday are closed.
        let slots = slot_times(&plan, 0);
        assert_eq!(slots[0], "2026-11-20T11:30:00");
        assert_eq!(slots.last().unwrap(), "2026-11-21T19:30:00");
        assert_eq!(slots.len(), 17 + 20);

        let (first, last) = plan.groups[1].arrives.unwrap();
        assert_eq!((first.days_ahead, last.days_ahead), (1, 4));
        assert!(plan.groups[1].slots.is_empty());
    }

    async fn parcels_of_fifty_euros_are_free(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, Receive::Ship).await;
        assert_eq!(plan(&ada).await.shipping.minor, 0);
    }

    async fn what_a_store_does_not_have_is_named(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        // Two lines of one variant at one place are counted together: five are there, of which the first line has three.
        add(&ada, 1, "LIP-1", 3, pick_up("mitte")).await;
        add(&ada, 2, "LIP-1", 3, curbside("mitte")).await;
        add(&ada, 3, "SOAP-1", 1, Receive::Ship).await;
        let plan = plan(&ada).await;
        assert!(matches!(&plan.problems[..], [PlanProblem::OutOfStock { wanted: 3, left: 2, location: Some(_), .. }]));
        let ways: Vec<Receive> = plan.groups.iter().map(|it| it.receive.clone()).collect();
        assert_eq!(ways, [pick_up("mitte"), Receive::Ship]);
        // What can be had is still priced, but it cannot be ordered as long as something stands in the way.
        assert_eq!((plan.goods.minor, plan.shipping.minor), (9_350, 490));
        let mut order = order_of(&plan, api::checkout::PaymentChoice::InStore);
        order.payment = card("test-approve");
        let refused = place(&ada, "k", &order).await.problem(409);
        assert_eq!(refused.rejection, Some(Rejection::Plan { problems: plan.problems }));
    }

    async fn a_line_that_no_place_has_all_of_is_sent_in_two_parcels(shop: TestApp) {
        stock_up(&shop).await;
        // A second warehouse in the west, and too few pieces in each.
        let west = "koeln,West,warehouse,Kai 1,50667,Köln,DE,50.94,6.96,Europe/Berlin,,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,,,,120,,,\n";
        import_stores(&shop, &format!("{STORES}{west}"), true).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,leipzig,2\nLIP-1,koeln,2\n", true).await;
        let ada = shop.shopper();
        add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
        let one = plan(&ada).await;
        assert_eq!(one.groups.len(), 1);
        add(&ada, 2, "LIP-1", 3, Receive::Ship).await;
        let plan = plan(&ada).await;
        let parcels: Vec<Vec<(&str, u32)>> = plan.groups.iter().map(|group| {
            group.lines.iter().map(|line| (line.line.sku.as_str(), line.quantity)).collect()
        }).collect();
        assert_eq!(parcels, [vec![("SOAP-1", 1), ("LIP-1", 2)], vec![("LIP-1", 1)]]);
        // Sending is paid once, and €93.50 are sent free.
        assert_eq!((plan.goods.minor, plan.shipping.minor), (9_350, 0));
        let placed: OrderView = place(&ada, "k", &order_of(&plan, card("test-approve"))).await.json();
        let lines: Vec<usize> = placed.groups.iter().map(|group| group.lines.len()).collect();
        assert_eq!((lines, placed.total), (vec![2, 1], plan.total));
        check_books(&shop).await;
    }

    async fn what_is_reserved_to_be_tried_is_not_charged(shop: TestApp) {
        stock_up(&shop).await;
        import_stores(&shop, &STORES.replace("pickup;curbside;brow bar", "pickup;curbside;try-on"), true).await;
        let ada = shop.shopper();
        let reserve = |store: &str| Receive::Reserve { store: LocationCode::parse(store).unwrap() };
        let refused: PushView = push(&ada, "LIP-1", reserve("kreuzberg")).await;
        assert_eq!(refused.refused[0].why, OpRefusal::NotOffered, "nobody there helps with trying");
        add(&ada, 2, "LIP-1", 1, reserve("mitte")).await;
        let only = plan(&ada).await;
        assert_eq!(only.payment, [PaymentMethod::InStore]);
        let placed: OrderView = place(&ada, "k", &order_of(&only, PaymentChoice::InStore)).await.json();
        assert_eq!(placed.groups[0].receive, reserve("mitte"));
        check_books(&shop).await;
    }

    async fn a_full_slot_is_shown_as_full(shop: TestApp) {
        stock_up(&shop).await;
        for n in 0..2 {
            let shopper = shop.shopper();
            add(&shopper, 1, "LIP-2", 1, pick_up("mitte")).await;
            let plan = plan(&shopper).await;
            assert!(plan.groups[0].slots[0].free);
            place(&shopper, &format!("k{n}"), &order_of(&plan, api::checkout::PaymentChoice::InStore)).await.json::<api::orders::OrderView>();
        }
        let late = shop.shopper();
        add(&late, 1, "LIP-1", 1, pick_up("mitte")).await;
        let free: Vec<bool> = plan(&late).await.groups[0].slots.iter().map(|it| it.free).collect();
        assert!(!free[0] && free[1]);
    }

    async fn an_empty_bag_has_an_empty_plan(shop: TestApp) {
        let plan = plan(&shop.shopper()).await;
        assert!(plan.groups.is_empty() && plan.problems.is_empty());
        assert!(plan.total.is_zero());
    }
}
