//! Cards: declined, unclear, and a server that goes down in between.

use api::{
    cart::{BagView, CART},
    orders::{OrderView, order},
    problem::Rejection,
};
use backend::payments::reconcile;
use domain::{
    cart::Receive,
    orders::{GroupState, PaymentState},
    payments::Standing,
};
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Engine, TestApp},
    told::Told,
};

on_both_engines! {
    async fn a_declined_card_leaves_everything_as_it_was(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
        add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
        let before: BagView = ada.get(CART).await.json();
        for key in ["k1", "k1", "k2"] {
            let wanted = order_of(&plan(&ada).await, card("test-decline"));
            // With the old key and a new sequence number it is another request.
            let answer = place(&ada, &format!("{key}-{}", wanted.seq), &wanted).await;
            assert_eq!(answer.problem(409).rejection, Some(Rejection::PaymentDeclined));
            let after: BagView = ada.get(CART).await.json();
            assert_eq!(after.lines, before.lines);
            check_books(&shop).await;
        }
        let placed: OrderView = place(&ada, "k3", &order_of(&plan(&ada).await, card("test-approve"))).await.json();
        assert_eq!(placed.payment, PaymentState::Authorised);
        check_books(&shop).await;
    }

    async fn an_unclear_payment_is_asked_for_again(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let wanted = order_of(&plan(&ada).await, card("test-timeout"));
        let placed: OrderView = place(&ada, "k", &wanted).await.json();
        assert_eq!((placed.payment, &placed.groups[0].handover), (PaymentState::Pending, &None));
        assert_eq!(place(&ada, "k", &wanted).await.json::<OrderView>(), placed);
        // Staff do not fetch what may not be paid for.
        let step = api::orders::StaffStep { group: 0, action: domain::orders::StaffAction::MarkReady, handover: None };
        let refused = shop.staff("mitte").await.post(&api::orders::staff_step(&placed.number), &step).await.problem(409);
        assert_eq!(refused.rejection, Some(Rejection::PaymentUnclear));

        assert_eq!(reconcile(&shop.app).await.unwrap(), 0);
        shop.advance(SignedDuration::from_mins(1));
        assert_eq!(reconcile(&shop.app).await.unwrap(), 1);
        let later: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!(later.payment, PaymentState::Authorised);
        assert!(later.seq > placed.seq && later.groups[0].handover.is_some());
        assert_eq!(reconcile(&shop.app).await.unwrap(), 0);
        check_books(&shop).await;
    }
}

/// The shopper's request dies with the server while the provider thinks; what the provider says afterwards is `answer`.
async fn a_crash_while_the_card_is_asked(engine: Engine, answer: Standing, retried: bool, done: bool) {
    let told = Told::default();
    (told.bank().cards, told.bank().hangs_at) = (Some(answer), Some((1, done)));
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
    let wanted = order_of(&plan(&ada).await, card("some-card"));
    assert!(told.until_it_hangs(place(&ada, "k", &wanted)).await.is_none(), "nobody answered");
    check_books(&shop).await;
    // Somebody is believed to be working on it.
    assert_eq!(place(&ada, "k", &wanted).await.status, 409);
    shop.advance(SignedDuration::from_mins(1));
    if retried {
        let answered = place(&ada, "k", &wanted).await;
        match answer {
            Standing::Declined => assert_eq!(answered.problem(409).rejection, Some(Rejection::PaymentDeclined)),
            _ => assert_eq!(answered.json::<OrderView>().payment, PaymentState::Authorised),
        }
    } else {
        assert_eq!(reconcile(&shop.app).await.unwrap(), 1);
    }
    assert_eq!(reconcile(&shop.app).await.unwrap(), 0);
    let asked = told.bank().asked.clone();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0], asked[1]);
    check_books(&shop).await;
    let number = asked[0].1.split(':').next().unwrap();
    let number = domain::id::OrderNumber::parse(number).unwrap();
    let settled: OrderView = ada.get(&order(&number)).await.json();
    let bag: BagView = ada.get(CART).await.json();
    match answer {
        Standing::Declined => {
            assert_eq!(
                (settled.payment, settled.groups[0].state, bag.count),
                (PaymentState::Declined, GroupState::Cancelled, 2)
            );
        }
        _ => assert_eq!(
            (settled.payment, settled.groups[0].state, bag.count),
            (PaymentState::Authorised, GroupState::Placed, 0)
        ),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_while_the_card_is_asked_sells_once_or_not_at_all() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for answer in [Standing::Authorised, Standing::Declined] {
            for (retried, done) in [(true, true), (true, false), (false, true), (false, false)] {
                a_crash_while_the_card_is_asked(engine, answer, retried, done).await;
            }
        }
    }
}
