//! The server dies between any two steps of a checkout, and within them: each time a step has waited for the database or the provider it
//! may be its last. A new server starts, the shopper and the store try again, and it is as if nothing had happened.

use std::{future::poll_fn, pin::pin, task::Poll};

use api::{
    cart::{BagView, CART},
    checkout::{HOLD, PlaceOrder, PlanView},
    orders::{OrderView, StaffStep, order, staff_step},
};
use backend::{
    args,
    inventory::holds,
    payments::{reconcile, test_provider::deliver},
};
use domain::{
    cart::Receive,
    id::OrderNumber,
    orders::{GroupState, PaymentState, StaffAction},
};
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, hosted, import_stock, order_of, pick_up, place, plan, stock_up},
    payments_hosted::press,
    support::{Engine, Person, TestApp},
};

/// What is done on the way from a bag to goods that are paid for, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The checkout begins: a plan, and its pieces held.
    Hold,
    /// The order is placed: pieces and slot claimed, the order written, the card authorised.
    Place,
    /// She comes back from the provider's page, where she has paid.
    ComeBack,
    /// The store sends the parcel, which makes its price due.
    Ship,
    /// What is due is taken.
    Capture,
}

const STEPS: [Step; 5] = [Step::Hold, Step::Place, Step::ComeBack, Step::Ship, Step::Capture];

/// Runs something until it has waited so often; then whoever ran it is dead. Says what it came to, if it was quicker.
async fn until_dead<T>(work: impl Future<Output = T>, waits: usize) -> Option<T> {
    let (mut work, mut left) = (pin!(work), waits);
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// One shopper on her way.
struct Journey {
    shop: TestApp,
    shopper: Person,
    warehouse: Person,
    wanted: PlaceOrder,
    number: Option<OrderNumber>,
}

impl Journey {
    /// Somebody with a bag of two ways of receiving it, who has seen what it costs.
    async fn begin(shop: TestApp, at_the_page: bool) -> Self {
        let (shopper, warehouse) = (shop.shopper(), shop.staff("leipzig").await);
        add(&shopper, 1, "LIP-1", 2, Receive::Ship).await;
        add(&shopper, 2, "LIP-1", 1, pick_up("kreuzberg")).await;
        let payment = if at_the_page { hosted() } else { card("test-approve") };
        let wanted = order_of(&plan(&shopper).await, payment);
        Self { shop, shopper, warehouse, wanted, number: None }
    }

    /// Does a step as she or the store would. Says whether it is done; if not, it is to be tried again a little later.
    async fn walk(&self, step: Step) -> bool {
        match step {
            Step::Hold => self.shopper.post(HOLD, &()).await.json::<PlanView>().held.is_some(),
            Step::Place => {
                let answer = place(&self.shopper, "k", &self.wanted).await;
                // Somebody is believed to be working on it.
                assert!(matches!(answer.status.as_u16(), 201 | 409), "{}", answer.text());
                answer.status == 201
            }
            Step::ComeBack => {
                if let Some(url) = &self.look().await.payment_url {
                    press(&self.shopper, url, "pay", "never").await;
                }
                self.look().await.payment == PaymentState::Authorised
            }
            Step::Ship => {
                for action in [StaffAction::Pack, StaffAction::Ship] {
                    let group = self.parcel().await;
                    let step = StaffStep { group, action, handover: None };
                    let answer = self.warehouse.post(&staff_step(self.number()), &step).await;
                    assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
                }
                self.look().await.groups.iter().any(|it| it.state == GroupState::Shipped)
            }
            Step::Capture => {
                while reconcile(&self.shop.app).await.unwrap() > 0 {}
                let order = self.look().await;
                order.charged.minor > 0
            }
        }
    }

    fn number(&self) -> &OrderNumber {
        self.number.as_ref().expect("it was placed")
    }

    async fn look(&self) -> OrderView {
        self.shopper.get(&order(self.number())).await.json()
    }

    async fn parcel(&self) -> u32 {
        self.look().await.groups.iter().find(|it| it.receive == Receive::Ship).unwrap().index
    }

    /// The server is gone, and everybody comes to the new one.
    async fn restart(self) -> Self {
        let shop = self.shop.restarted().await;
        let (shopper, warehouse) = (self.shopper.returns_to(&shop), self.warehouse.returns_to(&shop));
        Self { shop, shopper, warehouse, ..self }
    }

    /// The whole way, with a server that dies in one of its steps after so many waits. Says whether it died.
    async fn go(mut self, dies_in: Step, waits: usize) -> (TestApp, bool) {
        let mut died = false;
        for step in STEPS {
            if step == dies_in {
                died = until_dead(self.walk(step), waits).await.is_none();
                self = self.restart().await;
                check_books(&self.shop).await;
            }
            let mut tries = 0;
            while !self.walk(step).await {
                tries += 1;
                assert!(tries < 5, "{step:?} never ends");
                self.shop.advance(SignedDuration::from_secs(40));
                reconcile(&self.shop.app).await.unwrap();
            }
            if step == Step::Place {
                let again: OrderView = place(&self.shopper, "k", &self.wanted).await.json();
                self.number = Some(again.number);
            }
        }
        self.check().await;
        (self.shop, died)
    }

    /// One order, one charge, and nothing is held for ever.
    async fn check(&self) {
        let db = &self.shop.app.db;
        // Whatever was left lying about comes to its end.
        for _ in 0..3 {
            self.shop.advance(SignedDuration::from_mins(11));
            while deliver(&self.shop.app).await.unwrap() > 0 {}
            while reconcile(&self.shop.app).await.unwrap() > 0 {}
            while holds::sweep(&self.shop.app).await.unwrap() > 0 {}
        }
        check_books(&self.shop).await;
        let number = self.number();
        let bag: BagView = self.shopper.get(CART).await.json();
        assert_eq!((bag.count, bag.generation), (0, 1), "one bag, ordered once");
        let order = self.look().await;
        let sent: i64 = order.groups.iter().filter(|it| it.receive == Receive::Ship).count().try_into().unwrap();
        assert_eq!((order.total.minor, sent), (3 * 2_800, 1));
        // Two lipsticks are sent and taken; one waits at the counter and is reserved.
        assert_eq!((order.payment, order.charged.minor), (PaymentState::Authorised, 5_600), "{number}");
        let charged: Vec<(i64, i64, i64)> = db
            .all(
                "SELECT authorised, captured, refunded FROM test_payments WHERE reference LIKE $1 AND authorised > 0",
                args![format!("{number}:%")],
            )
            .await
            .unwrap();
        assert_eq!(charged, [(8_400, 5_600, 0)], "one card was charged, once");
        let (held,): (i64,) = db.one("SELECT COUNT(*) FROM holds WHERE state = 'held'", args![]).await.unwrap();
        assert_eq!(held, 0, "nothing is held for ever");
        let (letters,): (i64,) = db
            .one(
                "SELECT COUNT(*) FROM outbox WHERE kind = 'order placed' AND body LIKE $1",
                args![format!("%{number}%")],
            )
            .await
            .unwrap();
        assert_eq!(letters, 1, "she is thanked once");
    }
}

/// Dies in every step after every few waits, most often while the order is placed; each time somebody else shops.
async fn every_death(engine: Engine, at_the_page: bool, stride: usize) {
    let mut shop = TestApp::start(engine).await;
    stock_up(&shop).await;
    import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,leipzig,9000\nLIP-1,kreuzberg,9000\n", true).await;
    let mut journeys = 0;
    let mut died_in = Vec::new();
    for step in STEPS {
        let stride = if step == Step::Place { stride } else { 3 * stride };
        for waits in (1..).step_by(stride) {
            // Named in the output of a test that fails.
            eprintln!("{engine:?}: dies in {step:?} after {waits} waits");
            let (next, died) = Journey::begin(shop, at_the_page).await.go(step, waits).await;
            (shop, journeys) = (next, journeys + 1);
            if !died {
                break;
            }
            died_in.push(step);
        }
    }
    // The longest step, always. Of the others a busy machine finishes one now and then without a wait: the database answered before.
    assert!(died_in.contains(&Step::Place), "nobody died while an order was placed, only in {died_in:?}");
    // On SQLite another thread answers, so that there is a wait in each.
    let steps = STEPS.iter().filter(|step| **step != Step::ComeBack || at_the_page);
    let missing: Vec<_> = steps.filter(|step| !died_in.contains(step)).collect();
    assert!(engine == Engine::Postgres || missing.is_empty(), "nobody died in {missing:?}");
    let (orders, bags): (i64, i64) =
        shop.app.db.one("SELECT COUNT(*), CAST(COUNT(DISTINCT session) AS BIGINT) FROM orders", args![]).await.unwrap();
    assert_eq!((orders, bags), (journeys, journeys), "everybody has one order");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_anywhere_sells_once_on_sqlite() {
    every_death(Engine::Sqlite, false, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_anywhere_sells_once_on_postgres() {
    every_death(Engine::Postgres, false, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_while_she_is_at_the_provider_s_page_sells_once() {
    every_death(Engine::Sqlite, true, 2).await;
    every_death(Engine::Postgres, true, 9).await;
}
