//! Money follows the goods: taken in parts as they are handed over, let go of when they are cancelled, given back once; saved cards; and
//! what a person clears.

use api::{
    account::{AccountExport, EXPORT},
    checkout::PaymentChoice,
    orders::{OrderView, StaffStep, staff_step},
    payments::{PaymentRequest, Refund, RefundLine, RefundView, SAVED, SavedPaymentsView, forget_saved, refunds},
    problem::Rejection,
};
use backend::payments::{Resolution, list, reconcile, resolve};
use domain::{
    cart::Receive,
    id::OrderNumber,
    money::{Currency, Money},
    orders::{PaymentState, StaffAction},
    payments::Standing,
};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::{
    account::sign_in,
    goods::{add, card, check_books, hosted, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    payments_hosted::{RETRY, act, begun, letters, look, press},
    support::{Answer, Engine, Person, TestApp},
    told::Told,
};

/// Two lipsticks at Mitte for €56 and a soap by parcel for €9.50 and €4.90 of shipping, authorised.
async fn mixed(shopper: &Person, token: &str) -> OrderView {
    add(shopper, 1, "LIP-1", 2, pick_up("mitte")).await;
    add(shopper, 2, "SOAP-1", 1, Receive::Ship).await;
    place(shopper, "k", &order_of(&plan(shopper).await, card(token))).await.json()
}

async fn step(shop: &TestApp, shopper: &Person, number: &OrderNumber, group: u32, action: StaffAction) {
    let order = look(shopper, number).await;
    let place = order.groups[group as usize].receive.store().map_or("leipzig", |it| it.as_str());
    let handover = order.groups[group as usize].handover.as_ref().map(|it| it.token.clone());
    let clerk = shop.staff(place).await;
    clerk.post(&staff_step(number), &StaffStep { group, action, handover }).await.json::<OrderView>();
}

async fn hand_over(shop: &TestApp, shopper: &Person, number: &OrderNumber) {
    step(shop, shopper, number, 0, StaffAction::MarkReady).await;
    step(shop, shopper, number, 0, StaffAction::HandOver).await;
}

async fn ship(shop: &TestApp, shopper: &Person, number: &OrderNumber) {
    step(shop, shopper, number, 1, StaffAction::Pack).await;
    step(shop, shopper, number, 1, StaffAction::Ship).await;
}

async fn settle(shop: &TestApp) {
    for _ in 0..20 {
        if reconcile(&shop.app).await.unwrap() == 0 {
            return;
        }
    }
    panic!("there is always something to ask");
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn lines(quantity: u32) -> Refund {
    Refund { amount: None, lines: vec![RefundLine { group: 0, line: 0, quantity }], reason: "broken".to_owned() }
}

fn some(minor: i64) -> Refund {
    Refund { amount: Some(eur(minor)), lines: Vec::new(), reason: "kind".to_owned() }
}

async fn refund(staff: &Person, number: &OrderNumber, key: &str, body: &Refund) -> Answer {
    staff.post_with(&refunds(number), &[("idempotency-key", key)], body).await
}

async fn manager(shop: &TestApp, store: &str) -> Person {
    shop.staff_as(store, "manager").await
}

on_both_engines! {
    async fn each_part_is_taken_when_it_is_hers(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = mixed(&ada, "test-approve").await;
        assert_eq!((placed.payment, placed.total.minor, placed.charged.minor), (PaymentState::Authorised, 7_040, 0));
        hand_over(&shop, &ada, &placed.number).await;
        settle(&shop).await;
        let half = look(&ada, &placed.number).await;
        assert_eq!((half.payment, half.charged.minor), (PaymentState::Authorised, 5_600));
        ship(&shop, &ada, &placed.number).await;
        settle(&shop).await;
        let all = look(&ada, &placed.number).await;
        assert_eq!((all.payment, all.charged.minor), (PaymentState::Captured, 7_040));
        check_books(&shop).await;
    }

    async fn what_is_cancelled_is_not_charged(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, eve) = (shop.shopper(), shop.shopper());
        let placed = mixed(&ada, "test-approve").await;
        step(&shop, &ada, &placed.number, 1, StaffAction::Cancel).await;
        hand_over(&shop, &ada, &placed.number).await;
        settle(&shop).await;
        let done = look(&ada, &placed.number).await;
        assert_eq!((done.payment, done.charged.minor), (PaymentState::Captured, 5_600));
        let all = mixed(&eve, "test-approve").await;
        for group in [0, 1] {
            step(&shop, &eve, &all.number, group, StaffAction::Cancel).await;
        }
        settle(&shop).await;
        assert_eq!(look(&eve, &all.number).await.payment, PaymentState::Voided);
        let states: Vec<(String, i64)> = shop.app.db
            .all("SELECT state, captured FROM test_payments ORDER BY captured", vec![]).await.unwrap();
        assert_eq!(states, [("released".to_owned(), 0), ("released".to_owned(), 5_600)]);
        check_books(&shop).await;
    }

    async fn paid_in_the_store_group_by_group(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        add(&ada, 2, "SOAP-1", 1, pick_up("kreuzberg")).await;
        let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, PaymentChoice::InStore)).await.json();
        assert_eq!((placed.payment, placed.charged.minor), (PaymentState::DueInStore, 0));
        hand_over(&shop, &ada, &placed.number).await;
        let half = look(&ada, &placed.number).await;
        assert_eq!((half.payment, half.charged), (PaymentState::DueInStore, half.groups[0].lines[0].total));
        step(&shop, &ada, &placed.number, 1, StaffAction::MarkReady).await;
        step(&shop, &ada, &placed.number, 1, StaffAction::HandOver).await;
        let done = look(&ada, &placed.number).await;
        assert_eq!((done.payment, done.charged), (PaymentState::Captured, done.total));
        let back: RefundView = refund(&shop.staff("mitte").await, &placed.number, "r", &lines(1)).await.json();
        assert_eq!(back.refunded, back.amount);
        check_books(&shop).await;
    }

    async fn given_back_once_and_never_more_than_was_taken(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = mixed(&ada, "test-approve").await;
        let number = &placed.number;
        let clerk = shop.staff("mitte").await;
        // Nothing was taken yet.
        assert_eq!(refund(&clerk, number, "r0", &lines(1)).await.problem(409).rejection, Some(Rejection::RefundTooHigh { left: eur(0) }));
        hand_over(&shop, &ada, number).await;
        settle(&shop).await;
        let clerk = shop.staff("mitte").await;
        let answers = join_all((0..5).map(async |_| refund(&clerk, number, "r1", &lines(1)).await)).await;
        let views: Vec<RefundView> = answers.iter().filter(|it| it.status == 200).map(Answer::json).collect();
        assert!(!views.is_empty() && views.iter().all(|it| it.id == views[0].id));
        assert_eq!((views[0].amount, views[0].promised), (eur(2_800), eur(2_800)));
        settle(&shop).await;
        assert_eq!(look(&ada, number).await.refunded, eur(2_800));
        assert_eq!(refund(&clerk, number, "r2", &lines(2)).await.problem(409).rejection, Some(Rejection::RefundTooHigh { left: eur(2_800) }));
        refund(&clerk, number, "r3", &some(1)).await.problem(403);
        let boss = manager(&shop, "mitte").await;
        assert_eq!(refund(&boss, number, "r4", &some(2_801)).await.problem(409).rejection, Some(Rejection::RefundTooHigh { left: eur(2_800) }));
        refund(&boss, number, "r5", &some(100)).await.json::<RefundView>();
        settle(&shop).await;
        let part = look(&ada, number).await;
        assert_eq!((part.refunded, part.payment), (eur(2_900), PaymentState::Authorised));
        ship(&shop, &ada, number).await;
        settle(&shop).await;
        let left = refund(&boss, number, "r6", &some(7_040 - 2_900)).await.json::<RefundView>();
        assert_eq!((left.promised, left.refunded), (eur(7_040), eur(7_040)));
        settle(&shop).await;
        assert_eq!(look(&ada, number).await.payment, PaymentState::Refunded);
        check_books(&shop).await;

        for (body, field) in [
            (Refund { amount: None, ..some(1) }, "amount"),
            (Refund { lines: lines(1).lines, ..some(1) }, "amount"),
            (some(0), "amount.minor"),
            (Refund { reason: " ".to_owned(), ..some(1) }, "reason"),
            (Refund { amount: Some(Money::new(1, Currency::Gbp)), ..some(1) }, "amount.currency"),
            (Refund { lines: vec![RefundLine { group: 0, line: 7, quantity: 1 }], ..lines(1) }, "lines[0].line"),
            (lines(0), "lines[0].quantity"),
        ] {
            assert_eq!(refund(&boss, number, "bad", &body).await.problem(422).field.as_deref(), Some(field));
        }
        boss.post(&refunds(number), &some(1)).await.problem(422);
        refund(&shop.staff("soho").await, number, "r7", &lines(1)).await.problem(404);
        refund(&ada, number, "r8", &lines(1)).await.problem(401);
    }

    async fn a_saved_card_pays_the_next_time(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, eve) = (shop.shopper(), shop.shopper());
        let saves = PaymentChoice::Card { token: None, save: true };
        add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
        // Only who is signed in has cards.
        assert_eq!(place(&ada, "k", &order_of(&plan(&ada).await, saves.clone())).await.problem(422).field.as_deref(), Some("payment.save"));
        ada.get(SAVED).await.problem(401);
        sign_in(&shop, &ada, "ada@example.org").await;
        let placed: OrderView = place(&ada, "k1", &order_of(&plan(&ada).await, saves)).await.json();
        press(&ada, placed.payment_url.as_ref().unwrap(), "pay", "normal").await;
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        let cards: SavedPaymentsView = ada.get(SAVED).await.json();
        assert_eq!(cards.payments[0].label, "Test Visa ·· 4242");
        let saved = PaymentChoice::Saved { id: cards.payments[0].id.clone() };
        add(&ada, 2, "SOAP-1", 1, pick_up("kreuzberg")).await;
        let again: OrderView = place(&ada, "k2", &order_of(&plan(&ada).await, saved.clone())).await.json();
        assert_eq!((again.payment, again.payment_url.clone()), (PaymentState::Authorised, None));

        add(&eve, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
        assert_eq!(place(&eve, "k", &order_of(&plan(&eve).await, saved.clone())).await.problem(422).field.as_deref(), Some("payment.id"));
        sign_in(&shop, &eve, "eve@example.org").await;
        assert_eq!(place(&eve, "k", &order_of(&plan(&eve).await, saved)).await.problem(422).field.as_deref(), Some("payment.id"));
        eve.post(&forget_saved(&cards.payments[0].id), &()).await.problem(404);
        assert_eq!(ada.get(EXPORT).await.json::<AccountExport>().payments, cards.payments);
        let none: SavedPaymentsView = ada.post(&forget_saved(&cards.payments[0].id), &()).await.json();
        assert!(none.payments.is_empty());
        check_books(&shop).await;
    }

    async fn an_erased_account_leaves_no_card(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        sign_in(&shop, &ada, "ada@example.org").await;
        add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
        let saves = PaymentChoice::Card { token: Some("test-approve".to_owned()), save: true };
        place(&ada, "k1", &order_of(&plan(&ada).await, saves)).await.json::<OrderView>();
        assert_eq!(ada.get(SAVED).await.json::<SavedPaymentsView>().payments.len(), 1);
        ada.post(api::account::ERASE, &()).await.json::<api::account::AccountState>();
        let (left,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM saved_payments", vec![]).await.unwrap();
        assert_eq!(left, 0);
    }

    async fn a_saved_card_may_want_a_second_step(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = mixed(&ada, "test-confirm").await;
        assert_eq!((placed.payment, placed.payment_until.is_some()), (PaymentState::ActionNeeded, true));
        press(&ada, placed.payment_url.as_ref().unwrap(), "fail", "normal").await;
        // It waits for another card now, as any order that was begun at a page.
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::ActionNeeded);
        let token = PaymentRequest::Retry { token: Some("test-approve".to_owned()), saved: None };
        assert_eq!(act(&ada, &placed.number, &token).await.json::<OrderView>().payment, PaymentState::Authorised);
        check_books(&shop).await;
    }
}

async fn with_told(engine: Engine) -> (TestApp, Told, Person, OrderView) {
    let told = Told::default();
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    let placed = mixed(&ada, "some-card").await;
    (shop, told, ada, placed)
}

async fn wait(shop: &TestApp) {
    for _ in 0..4 {
        shop.advance(SignedDuration::from_mins(11));
        settle(shop).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_takes_it_whole_takes_it_with_the_last_part() {
    let (shop, told, ada, placed) = with_told(Engine::Sqlite).await;
    told.bank().whole = true;
    let reference = format!("{}:1", placed.number);
    hand_over(&shop, &ada, &placed.number).await;
    wait(&shop).await;
    assert_eq!((told.count("capture"), told.truth(&reference).funds.captured), (1, 0));
    ship(&shop, &ada, &placed.number).await;
    wait(&shop).await;
    assert_eq!((told.count("capture"), told.truth(&reference).funds.captured), (2, 7_040));
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Captured);
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_are_lost_move_money_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (shop, told, ada, placed) = with_told(engine).await;
        let reference = format!("{}:1", placed.number);
        told.bank().lose = 1;
        hand_over(&shop, &ada, &placed.number).await;
        wait(&shop).await;
        assert_eq!(told.truth(&reference).funds.captured, 5_600);
        assert_eq!(told.count("capture"), 1, "its books said that it was done");
        told.bank().lose = 2;
        ship(&shop, &ada, &placed.number).await;
        wait(&shop).await;
        assert_eq!(told.truth(&reference).funds.captured, 7_040);
        told.bank().lose = 3;
        let boss = manager(&shop, "mitte").await;
        let asked: RefundView = refund(&boss, &placed.number, "r", &some(1_000)).await.json();
        assert_eq!(asked.refunded, eur(0));
        wait(&shop).await;
        assert_eq!(told.truth(&reference).funds.refunded, 1_000);
        assert_eq!(look(&ada, &placed.number).await.refunded, eur(1_000));
        check_books(&shop).await;
    }
}

/// The server dies while it is asked to give back, before or after the provider did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_gives_back_once() {
    for (engine, done) in
        [(Engine::Sqlite, true), (Engine::Sqlite, false), (Engine::Postgres, true), (Engine::Postgres, false)]
    {
        let (shop, told, ada, placed) = with_told(engine).await;
        hand_over(&shop, &ada, &placed.number).await;
        wait(&shop).await;
        let boss = manager(&shop, "mitte").await;
        let next = told.bank().asked.len() + 1;
        told.bank().hangs_at = Some((next, done));
        assert!(told.until_it_hangs(refund(&boss, &placed.number, "r", &some(1_000))).await.is_none());
        refund(&boss, &placed.number, "r", &some(1_000)).await.json::<RefundView>();
        wait(&shop).await;
        assert_eq!(told.truth(&format!("{}:1", placed.number)).funds.refunded, 1_000);
        assert_eq!(look(&ada, &placed.number).await.refunded, eur(1_000));
        check_books(&shop).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_clears_what_nobody_else_can() {
    let (shop, told, ada, placed) = with_told(Engine::Sqlite).await;
    let reference = format!("{}:1", placed.number);
    told.bank().refuses = true;
    hand_over(&shop, &ada, &placed.number).await;
    settle(&shop).await;
    let stuck = list(&shop.app, false).await.unwrap();
    assert!(
        stuck[0].to_string().starts_with(&reference) && stuck[0].to_string().contains("to capture"),
        "{}",
        stuck[0]
    );
    assert!(resolve(&shop.app, &reference, Resolution::Done, "", "seen").await.is_err());
    assert!(resolve(&shop.app, "ON-1:1", Resolution::Done, "Kim", "seen").await.is_err());
    told.bank().refuses = false;
    resolve(&shop.app, &reference, Resolution::Again, "Kim", "their support fixed it").await.unwrap();
    settle(&shop).await;
    assert!(list(&shop.app, false).await.unwrap().is_empty());
    assert_eq!(look(&ada, &placed.number).await.charged, eur(5_600));
    let noted: (String, String) =
        shop.app.db.one("SELECT actor, note FROM payment_events WHERE what = 'resolve'", vec![]).await.unwrap();
    assert_eq!(noted, ("Kim".to_owned(), "their support fixed it".to_owned()));
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_says_whether_a_silent_payment_was_paid() {
    for (as_, state) in [(Resolution::Paid, PaymentState::Authorised), (Resolution::NotPaid, PaymentState::Declined)] {
        let told = Told::default();
        told.bank().silent = true;
        let shop = TestApp::with_payments(Engine::Sqlite, told.clone()).await;
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = mixed(&ada, "some-card").await;
        assert_eq!(placed.payment, PaymentState::Pending);
        for _ in 0..12 {
            shop.advance(SignedDuration::from_mins(11));
            reconcile(&shop.app).await.unwrap();
        }
        let reference = format!("{}:1", placed.number);
        assert!(list(&shop.app, false).await.unwrap()[0].to_string().contains("to begin"));
        resolve(&shop.app, &reference, as_, "Kim", "it stands in their books").await.unwrap();
        assert_eq!(look(&ada, &placed.number).await.payment, state);
        assert!(list(&shop.app, true).await.unwrap().is_empty());
        check_books(&shop).await;
    }
}

/// Two attempts that are both paid, as when a page was thought closed: one is kept, the other goes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_paid_twice_keeps_one_payment() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let told = Told::default();
        let shop = TestApp::with_payments(engine, told.clone()).await;
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        let (first, second) = (format!("{}:1", placed.number), format!("{}:2", placed.number));
        told.decide(&first, Standing::Expired);
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::ActionNeeded);
        act(&ada, &placed.number, &RETRY).await.json::<OrderView>();
        told.pay(&first, placed.total.minor);
        told.pay(&second, placed.total.minor);
        let says = async |event: &str, reference: &str| {
            let body = axum::body::Body::from(format!("{event} {reference}"));
            ada.send(axum::http::Method::POST, &api::payments::webhooks("told"), &[("genuine", "yes")], body).await;
        };
        says("e1", &first).await;
        says("e2", &second).await;
        settle(&shop).await;
        let (one, two) = (told.truth(&first), told.truth(&second));
        let kept = [one, two].iter().filter(|it| it.standing == Standing::Authorised).count();
        let back = [one, two].iter().filter(|it| it.standing == Standing::Released).count();
        assert_eq!((kept, back), (1, 1), "{one:?} {two:?}");
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        assert_eq!(letters(&shop).await, ["order placed"]);
        check_books(&shop).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_tries_out_cards_on_an_order() {
    let shop = TestApp::start(Engine::Sqlite).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    add(&ada, 1, "SOAP-1", 1, pick_up("kreuzberg")).await;
    let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await.json();
    let token = PaymentRequest::Retry { token: Some("test-decline".to_owned()), saved: None };
    for _ in 1..api::payments::ATTEMPTS_MOST {
        assert_eq!(act(&ada, &placed.number, &token).await.problem(409).rejection, Some(Rejection::PaymentDeclined));
    }
    let last = act(&ada, &placed.number, &token).await.problem(409);
    assert!(last.rejection.is_none() && last.detail.unwrap().contains("too often"));
    act(&ada, &placed.number, &PaymentRequest::Cancel).await.json::<OrderView>();
    check_books(&shop).await;
}
