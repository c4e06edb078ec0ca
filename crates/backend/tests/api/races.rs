//! Many at the same moment, through sockets: for the last place of a slot, for pieces that several lines, boxes or places share, and for
//! what somebody holds whose time is over.

use std::collections::BTreeSet;

use api::{
    checkout::{HOLD, PaymentChoice, PlaceOrder, PlanView},
    inventory::LevelView,
    orders::OrderView,
    problem::Rejection,
};
use backend::{args, inventory::holds, payments::reconcile};
use domain::{cart::Receive, inventory::Adjustment, orders::PaymentState, payments::Standing};
use futures_util::future::{join, join_all};
use jiff::SignedDuration;
use rand::{SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};

use crate::{
    goods::{
        add, card, check_books, curbside, hold, hosted, import_stock, import_stores, order_of, pack_boxes, pick_up,
        place, plan, stock_up,
    },
    on_both_engines,
    plans::with_column,
    stock_books::{adjust, level},
    support::{Answer, Engine, Person, TestApp},
    told::Told,
};

/// So many shoppers with the same wishes, each in an order of her own, who have come in by the door.
async fn crowd(shop: &TestApp, size: usize, wishes: &[(&str, i64, Receive)]) -> Vec<Person> {
    let (port, mut chance) = (shop.open_port().await, StdRng::seed_from_u64(4));
    let bags: Vec<_> = (0..size)
        .map(|_| {
            let mut wishes = wishes.to_vec();
            wishes.shuffle(&mut chance);
            (shop.shopper_at(port), wishes)
        })
        .collect();
    join_all(bags.into_iter().map(async |(shopper, wishes)| {
        for (n, (sku, quantity, receive)) in (1..).zip(wishes) {
            add(&shopper, n, sku, quantity, receive).await;
        }
        shopper
    }))
    .await
}

/// What everybody would order who could have all of it.
async fn wanted(people: &[Person], payment: &PaymentChoice) -> Vec<(Person, PlaceOrder)> {
    let plans = join_all(people.iter().map(plan)).await;
    let can = |plan: &PlanView| {
        let room = |group: &api::checkout::PlanGroup| group.store.is_none() || group.slots.iter().any(|it| it.free);
        plan.problems.is_empty() && !plan.groups.is_empty() && plan.groups.iter().all(room)
    };
    let orders = people.iter().zip(plans).filter(|(_, plan)| can(plan));
    orders.map(|(person, plan)| (person.clone(), order_of(&plan, payment.clone()))).collect()
}

/// Everybody orders at the same moment. Says who got something, and what the others were told.
async fn rush(orders: &[(Person, PlaceOrder)], key: &str) -> (Vec<OrderView>, Vec<Answer>) {
    let answers = join_all(orders.iter().map(|(person, order)| place(person, key, order))).await;
    let (sold, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|it| it.status == 201);
    for answer in &refused {
        assert_eq!(answer.status, 409, "{}", answer.text());
    }
    (sold.iter().map(Answer::json).collect(), refused)
}

/// Everybody who got nothing looks again and orders what there still is, until nobody can.
async fn until_nobody_can(people: &[Person], payment: &PaymentChoice) -> usize {
    let mut sold = 0;
    for round in 0..people.len() {
        let orders = wanted(people, payment).await;
        if orders.is_empty() {
            return sold;
        }
        sold += rush(&orders, &format!("r{round}")).await.0.len();
    }
    panic!("there is always somebody who is told that she can have it, and cannot");
}

async fn committed(shop: &TestApp, sku: &str) -> i64 {
    let sum = "SELECT CAST(COALESCE(SUM(committed), 0) AS BIGINT) FROM stock_level WHERE sku = $1";
    shop.app.db.one::<(i64,)>(sum, args![sku]).await.unwrap().0
}

on_both_engines! {
    async fn a_hundred_buyers_for_the_last_place_of_a_slot(shop: TestApp) {
        stock_up(&shop).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,500\n", true).await;
        let people = crowd(&shop, 101, &[("LIP-1", 1, pick_up("mitte"))]).await;
        let orders = wanted(&people, &PaymentChoice::InStore).await;
        assert_eq!(orders.len(), 101);
        // Two collect there at a time, and one of them was quicker than all others.
        rush(&orders[..1], "k").await.0[0].groups[0].slot.unwrap();
        let (sold, refused) = rush(&orders[1..], "k").await;
        assert_eq!((sold.len(), refused.len()), (1, 99));
        for answer in &refused {
            assert_eq!(answer.problem(409).rejection, Some(Rejection::SlotGone { group: 0 }));
        }
        // Nothing of what was refused is left behind: no piece, no order, no payment.
        assert_eq!(committed(&shop, "LIP-1").await, 2);
        let (orders, payments): (i64, i64) = shop.app.db.one("SELECT (SELECT COUNT(*) FROM orders), (SELECT COUNT(*) FROM payments)", args![]).await.unwrap();
        assert_eq!((orders, payments), (2, 2));
        check_books(&shop).await;
    }

    async fn two_lines_that_want_the_same_pieces_are_one_wish(shop: TestApp) {
        stock_up(&shop).await;
        // Five can be promised: enough for both lines of two shoppers, and one is left over.
        let wishes = [("LIP-1", 1, pick_up("mitte")), ("LIP-1", 1, curbside("mitte"))];
        let people = crowd(&shop, 30, &wishes).await;
        let orders = wanted(&people, &card("test-approve")).await;
        assert_eq!(orders.len(), 30);
        let (sold, _) = rush(&orders, "k").await;
        assert_eq!((sold.len(), committed(&shop, "LIP-1").await), (2, 4));
        assert!(sold.iter().all(|it| it.groups.len() == 2));
        check_books(&shop).await;
    }

    async fn tills_and_shoppers_sell_the_same_pieces_once(shop: TestApp) {
        stock_up(&shop).await;
        // Six, of which one is kept back from shoppers, and not from the store's own till.
        let people = crowd(&shop, 20, &[("LIP-1", 1, pick_up("mitte"))]).await;
        let orders = wanted(&people, &PaymentChoice::InStore).await;
        let till = shop.staff("mitte").await;
        let keys: Vec<String> = (0..20).map(|receipt| format!("till-{receipt}")).collect();
        let rings = keys.iter().map(|key| adjust(&till, key, "LIP-1", Adjustment::Sold, 1));
        let ((sold, _), rung) = join(rush(&orders, "k"), join_all(rings)).await;
        let (rung, refused): (Vec<_>, Vec<_>) = rung.into_iter().partition(|it| it.status == 200);
        assert!(refused.iter().all(|it| it.status == 409));
        assert_eq!((committed(&shop, "LIP-1").await, sold.len() + rung.len()), (i64::try_from(sold.len()).unwrap(), 6));
        let left: LevelView = level(&till, "LIP-1", "mitte").await;
        assert_eq!((left.levels.movable(), left.levels.on_hand), (0, left.levels.committed));
        check_books(&shop).await;
    }

    async fn what_has_to_come_from_several_places_is_sold_whole(shop: TestApp) {
        stock_up(&shop).await;
        import_stores(&shop, &with_column("Ship From Store", &[("mitte", "yes"), ("kreuzberg", "yes")]), true).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,leipzig,3\n", true).await;
        // Three in the warehouse, ten and five in stores: three times six, never from one place alone after the first.
        let people = crowd(&shop, 20, &[("LIP-1", 6, Receive::Ship)]).await;
        let sold = until_nobody_can(&people, &card("test-approve")).await;
        assert_eq!((sold, committed(&shop, "LIP-1").await), (3, 18));
        check_books(&shop).await;
    }

    async fn boxes_and_what_they_are_made_of_are_held_in_any_order(shop: TestApp) {
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nSOAP-1,kreuzberg,7\nLIP-1,kreuzberg,7\n", true).await;
        let at = || pick_up("kreuzberg");
        // Four soaps and two lipsticks each, in three lines that every bag has in another order.
        let people = crowd(&shop, 40, &[("TRIO-1", 1, at()), ("DUO-1", 1, at()), ("SOAP-1", 1, at())]).await;
        let answers = join_all(people.iter().map(|it| it.post(HOLD, &()))).await;
        for answer in &answers {
            assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
        }
        let holders = answers.iter().filter(|it| it.status == 200 && it.json::<PlanView>().held.is_some()).count();
        assert_eq!(holders, 1);
        check_books(&shop).await;
        // Everybody orders: she who holds it gets it.
        let mut sold = BTreeSet::new();
        for (place, answer) in answers.iter().enumerate().filter(|(_, it)| it.status == 200) {
            let plan: PlanView = answer.json();
            if plan.held.is_some() {
                let orders = [(people[place].clone(), order_of(&plan, card("test-approve")))];
                sold.extend(rush(&orders, "k").await.0.iter().map(|it| it.number.to_string()));
            }
        }
        assert_eq!((sold.len(), committed(&shop, "SOAP-1").await, committed(&shop, "LIP-1").await), (1, 4, 2));
        assert_eq!(until_nobody_can(&people, &card("test-approve")).await, 0);
        check_books(&shop).await;
    }

    async fn a_hold_whose_time_is_over_goes_to_her_or_to_somebody_else(shop: TestApp) {
        stock_up(&shop).await;
        let people = crowd(&shop, 21, &[("LIP-2", 2, pick_up("mitte"))]).await;
        let late = order_of(&hold(&people[0]).await, card("test-approve"));
        shop.advance(SignedDuration::from_mins(10));
        backend::inventory::service::refresh(&shop.app).await.unwrap();
        // At one moment: she orders twice, the sweeper comes by, and twenty others begin their checkout.
        let others = join_all(people[1..].iter().map(|it| it.post(HOLD, &())));
        let (one, two, swept, others) =
            tokio::join!(place(&people[0], "k", &late), place(&people[0], "k", &late), holds::sweep(&shop.app), others);
        swept.unwrap();
        for answer in [&one, &two] {
            assert!(matches!(answer.status.as_u16(), 201 | 409), "{}", answer.text());
        }
        let sold = [&one, &two].into_iter().filter(|it| it.status == 201).map(|it| it.json::<OrderView>().number);
        let hers = !sold.collect::<BTreeSet<_>>().is_empty();
        let holders = others.iter().filter(|it| it.status == 200 && it.json::<PlanView>().held.is_some()).count();
        assert!(usize::from(hers) + holders <= 1, "two pieces went to her ({hers}) and to {holders} others");
        let (pieces,): (i64,) =
            shop.app.db.one("SELECT CAST(SUM(committed + reserved) AS BIGINT) FROM stock_level WHERE sku = 'LIP-2'", args![]).await.unwrap();
        assert!(pieces <= 2);
        check_books(&shop).await;
        // Whoever was unlucky is told which line it is.
        if !hers {
            let plan = hold(&people[0]).await;
            assert!(plan.held.is_some() || !plan.problems.is_empty());
        }
    }

    async fn what_she_pays_for_at_the_page_is_hers_longer_than_any_hold(shop: TestApp) {
        stock_up(&shop).await;
        let people = crowd(&shop, 11, &[("LIP-2", 2, pick_up("mitte"))]).await;
        let order = order_of(&hold(&people[0]).await, hosted());
        let placed: OrderView = place(&people[0], "k", &order).await.json();
        // Her ten minutes end while she looks for her card.
        shop.advance(SignedDuration::from_mins(14));
        assert_eq!(holds::sweep(&shop.app).await.unwrap(), 0);
        let others = join_all(people[1..].iter().map(hold)).await;
        assert!(others.iter().all(|it| it.held.is_none() && !it.problems.is_empty()));
        crate::payments_hosted::press(&people[0], placed.payment_url.as_ref().unwrap(), "pay", "never").await;
        let paid = crate::payments_hosted::look(&people[0], &placed.number).await;
        assert_eq!(paid.payment, PaymentState::Authorised);
        check_books(&shop).await;
    }
}

/// The bank takes longer to answer than a hold lasts, and the server dies over it.
async fn a_hold_ends_while_the_card_is_asked(engine: Engine) {
    let told = Told::default();
    (told.bank().cards, told.bank().hangs_at) = (Some(Standing::Authorised), Some((1, true)));
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    let (ada, eve) = (shop.shopper(), shop.shopper());
    add(&ada, 1, "LIP-2", 2, pick_up("mitte")).await;
    add(&eve, 1, "LIP-2", 1, pick_up("mitte")).await;
    let wanted = order_of(&hold(&ada).await, card("some-card"));
    assert!(told.until_it_hangs(place(&ada, "k", &wanted)).await.is_none());
    shop.advance(SignedDuration::from_mins(11));
    assert_eq!(holds::sweep(&shop.app).await.unwrap(), 0, "what is ordered is not held any more");
    assert!(hold(&eve).await.held.is_none());
    assert_eq!(reconcile(&shop.app).await.unwrap(), 1);
    let paid: OrderView = place(&ada, "k", &wanted).await.json();
    assert_eq!((paid.payment, told.bank().books.len()), (PaymentState::Authorised, 1));
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hold_that_ends_while_the_card_is_asked_is_an_order_already() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        a_hold_ends_while_the_card_is_asked(engine).await;
    }
}
