//! Cards: declined, unclear, and a server that goes down in between.

use std::sync::{Arc, Mutex};

use api::{
    cart::{BagView, CART},
    orders::{OrderView, order},
    problem::Rejection,
};
use backend::{
    orders::reconcile,
    ports::{Charge, Later, Outcome, PaymentProvider},
};
use domain::{
    cart::Receive,
    orders::{GroupState, PaymentState},
};
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Engine, TestApp},
};

/// A provider that does as it is told, and remembers what it was asked.
#[derive(Debug, Clone)]
struct Told {
    answers: Arc<Mutex<Vec<Option<Outcome>>>>,
    asked: Arc<Mutex<Vec<Charge>>>,
}

impl Told {
    /// The answers in their order; `None` never answers.
    fn new(answers: &[Option<Outcome>]) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.iter().rev().copied().collect())), asked: Arc::default() }
    }

    fn answer(&self, charge: &Charge) -> Later<'static, Outcome> {
        self.asked.lock().unwrap().push(charge.clone());
        match self.answers.lock().unwrap().pop().unwrap_or(Some(Outcome::Approved)) {
            Some(outcome) => Box::pin(std::future::ready(outcome)),
            None => Box::pin(std::future::pending()),
        }
    }
}

impl PaymentProvider for Told {
    fn authorise<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome> {
        self.answer(charge)
    }

    fn capture<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome> {
        self.answer(charge)
    }

    fn void<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome> {
        self.answer(charge)
    }
}

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
async fn a_crash_while_the_card_is_asked(engine: Engine, answer: Outcome, retried: bool) {
    let told = Told::new(&[None, Some(answer)]);
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
    let wanted = order_of(&plan(&ada).await, card("some-card"));
    {
        let request = place(&ada, "k", &wanted);
        tokio::pin!(request);
        // Run it until the provider has been asked, then drop it.
        while told.asked.lock().unwrap().is_empty() {
            tokio::select! {
                biased;
                _ = &mut request => panic!("nobody answered"),
                () = tokio::task::yield_now() => {}
            }
        }
    }
    check_books(&shop).await;
    // Somebody is believed to be working on it.
    assert_eq!(place(&ada, "k", &wanted).await.status, 409);
    shop.advance(SignedDuration::from_mins(1));
    if retried {
        let answered = place(&ada, "k", &wanted).await;
        match answer {
            Outcome::Declined => assert_eq!(answered.problem(409).rejection, Some(Rejection::PaymentDeclined)),
            _ => assert_eq!(answered.json::<OrderView>().payment, PaymentState::Authorised),
        }
    } else {
        assert_eq!(reconcile(&shop.app).await.unwrap(), 1);
    }
    assert_eq!(reconcile(&shop.app).await.unwrap(), 0);
    let asked = told.asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    assert_eq!((&asked[0].reference, asked[0].amount), (&asked[1].reference, asked[1].amount));
    check_books(&shop).await;
    let number = domain::id::OrderNumber::parse(asked[0].reference.clone()).unwrap();
    let settled: OrderView = ada.get(&order(&number)).await.json();
    let bag: BagView = ada.get(CART).await.json();
    match answer {
        Outcome::Declined => {
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
        for answer in [Outcome::Approved, Outcome::Declined] {
            for retried in [true, false] {
                a_crash_while_the_card_is_asked(engine, answer, retried).await;
            }
        }
    }
}
