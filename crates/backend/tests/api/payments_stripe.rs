//! Stripe, as far as it can be tested without it: real HTTP to a stand-in, with everything that goes wrong between two machines.

use api::{
    account::ERASE,
    cart::{BagView, CART},
    checkout::PaymentChoice,
    orders::{OrderView, StaffStep, staff_step},
    payments::{Refund, RefundView, SAVED, SavedPaymentsView, forget_saved, refunds},
    problem::Rejection,
};
use axum::{body::Body, http::Method};
use backend::{
    app::Config,
    payments::{Terms, list, reconcile},
};
use domain::{
    cart::Receive,
    id::OrderNumber,
    money::{Currency, Money},
    orders::{PaymentState, PaymentTrouble, StaffAction},
};
use jiff::SignedDuration;
use serde_json::Value;

use crate::{
    account::sign_in,
    goods::{add, card, check_books, hosted, order_of, pick_up, place, plan, stock_up},
    payments_hosted::{begun, letters, look},
    stripe_mock::{Fault, KEY, Mock, WEBHOOK_SECRET, event, signed},
    support::{Answer, Engine, Person, TestApp},
};

async fn open(engine: Engine) -> (TestApp, Mock) {
    let mock = Mock::start().await;
    let keys = Terms::default().with_stripe(Some(KEY.to_owned()), Some(WEBHOOK_SECRET.to_owned())).unwrap();
    let config = Config { payment_terms: keys.at(&mock.url), ..Config::default() };
    let shop = TestApp::configured(engine, config).await;
    stock_up(&shop).await;
    (shop, mock)
}

async fn settle(shop: &TestApp) {
    for _ in 0..3 {
        shop.advance(SignedDuration::from_secs(11));
        while reconcile(&shop.app).await.unwrap() > 0 {}
    }
}

async fn tell(shop: &TestApp, person: &Person, event: &Value, age: i64, secrets: &[&str]) -> Answer {
    let (body, signature) = signed(event, shop.app.clock.now().as_second() - age, secrets);
    person
        .send(
            Method::POST,
            &api::payments::webhooks("stripe"),
            &[("stripe-signature", &signature), ("content-type", "application/json")],
            Body::from(body),
        )
        .await
}

async fn step(shop: &TestApp, shopper: &Person, number: &OrderNumber, group: u32, action: StaffAction) {
    let order = look(shopper, number).await;
    let group_now = &order.groups[group as usize];
    let place = group_now.receive.store().map_or("leipzig", |it| it.as_str());
    let handover = group_now.handover.as_ref().map(|it| it.token.clone());
    let clerk = shop.staff(place).await;
    clerk.post(&staff_step(number), &StaffStep { group, action, handover }).await.json::<OrderView>();
}

async fn hand_over_all(shop: &TestApp, shopper: &Person, number: &OrderNumber) {
    step(shop, shopper, number, 0, StaffAction::MarkReady).await;
    step(shop, shopper, number, 0, StaffAction::HandOver).await;
    settle(shop).await;
    step(shop, shopper, number, 1, StaffAction::Pack).await;
    step(shop, shopper, number, 1, StaffAction::Ship).await;
    settle(shop).await;
}

fn captured(mock: &Mock) -> Vec<(String, Option<String>)> {
    let asked = mock.asked("/capture");
    asked
        .into_iter()
        .map(|it| (it.fields["amount_to_capture"].clone(), it.fields.get("final_capture").cloned()))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_page_to_the_refund() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (shop, mock) = open(engine).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        assert_eq!(placed.payment_url.as_deref(), Some("https://checkout.stripe.test/cs_1"));
        let made = &mock.asked("/sessions")[0];
        for (field, value) in [
            ("payment_intent_data[capture_method]", "manual"),
            ("line_items[0][price_data][unit_amount]", "7040"),
            ("line_items[0][price_data][currency]", "eur"),
            ("customer_email", "ada@example.org"),
            ("success_url", &format!("http://shop.test/orders/{}", placed.number)),
            ("payment_intent_data[metadata][reference]", &format!("{}:1", placed.number)),
        ] {
            assert_eq!(made.fields.get(field).map(String::as_str), Some(value), "{field}");
        }
        assert!(!made.fields.keys().any(|it| it.contains("setup_future_usage") || it.contains("customer_creation")));
        let expires: i64 = made.fields["expires_at"].parse().unwrap();
        assert!(expires >= shop.app.clock.now().as_second() + 30 * 60, "Stripe wants half an hour");

        mock.pay();
        let reference = format!("{}:1", placed.number);
        let now = shop.app.clock.now().as_second();
        let paid = event("evt_1", "checkout.session.completed", &reference, now);
        assert_eq!(tell(&shop, &ada, &paid, 0, &[WEBHOOK_SECRET]).await.status, 204);
        settle(&shop).await;
        assert_eq!(letters(&shop).await, ["order placed"]);
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        hand_over_all(&shop, &ada, &placed.number).await;
        assert_eq!(captured(&mock), [("5600".to_owned(), Some("false".to_owned())), ("1440".to_owned(), None)]);
        let done = look(&ada, &placed.number).await;
        assert_eq!((done.payment, done.charged), (PaymentState::Captured, done.total));

        let boss = shop.staff_as("mitte", "manager").await;
        let body = Refund { amount: Some(Money::new(40, Currency::Eur)), lines: Vec::new(), reason: "late".to_owned() };
        let back: RefundView =
            boss.post_with(&refunds(&placed.number), &[("idempotency-key", "r")], &body).await.json();
        assert_eq!(back.refunded.minor, 40);
        assert_eq!(mock.intent()["latest_charge"]["amount_refunded"], 40);
        assert!(mock.books().asked.iter().filter(|it| !it.fields.is_empty()).all(|it| it.key.is_some()));
        check_books(&shop).await;
        assert!(!format!("{:?}", shop.app.payments).contains("secret"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_without_parts_captures_once_at_the_end() {
    let (shop, mock) = open(Engine::Sqlite).await;
    mock.books().whole = true;
    let ada = shop.shopper();
    let placed = begun(&ada, 1).await;
    mock.pay();
    look(&ada, &placed.number).await;
    hand_over_all(&shop, &ada, &placed.number).await;
    assert_eq!(captured(&mock), [("5600".to_owned(), Some("false".to_owned())), ("7040".to_owned(), None)]);
    assert_eq!(mock.intent()["latest_charge"]["amount_captured"], 7_040);
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Captured);
    assert!(list(&shop.app, true).await.unwrap().is_empty());
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declined_card_leaves_everything_as_it_was() {
    let (shop, mock) = open(Engine::Sqlite).await;
    mock.books().declines = true;
    let ada = shop.shopper();
    add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
    let refused = place(&ada, "k", &order_of(&plan(&ada).await, card("pm_card_bad"))).await.problem(409);
    assert_eq!(refused.rejection, Some(Rejection::PaymentDeclined));
    assert_eq!(ada.get(CART).await.json::<BagView>().count, 1);
    // Without the test provider its cards are no cards.
    assert_eq!(place(&ada, "k2", &order_of(&plan(&ada).await, card("test-approve"))).await.status, 409);
    assert_eq!(mock.asked("/payment_intents").len(), 2);
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_breaks_while_a_page_is_made_there_is_one_page() {
    for fault in [
        Fault::CutOff,
        Fault::Malformed,
        Fault::Status(500),
        Fault::Status(503),
        Fault::Status(429),
        Fault::Status(409),
    ] {
        let (shop, mock) = open(Engine::Sqlite).await;
        mock.books().faults.extend([fault, fault]);
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let wanted = order_of(&plan(&ada).await, hosted());
        let placed: OrderView = place(&ada, "k", &wanted).await.json();
        assert_eq!((placed.payment, placed.payment_url.clone()), (PaymentState::Pending, None), "{fault:?}");
        shop.advance(SignedDuration::from_mins(1));
        reconcile(&shop.app).await.unwrap();
        shop.advance(SignedDuration::from_mins(1));
        reconcile(&shop.app).await.unwrap();
        let now = look(&ada, &placed.number).await;
        assert_eq!(
            (now.payment, now.payment_url.as_deref()),
            (PaymentState::ActionNeeded, Some("https://checkout.stripe.test/cs_1")),
            "{fault:?}"
        );
        assert_eq!(mock.books().sessions.len(), 1, "{fault:?}");
        mock.pay();
        shop.advance(SignedDuration::from_secs(3));
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        mock.intent();
        check_books(&shop).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_breaks_while_money_moves_it_moves_once() {
    for fault in [Fault::CutOff, Fault::Malformed, Fault::Status(500), Fault::Hangs] {
        let (shop, mock) = open(Engine::Sqlite).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await.json();
        mock.pay();
        look(&ada, &placed.number).await;
        mock.books().faults.extend([fault]);
        step(&shop, &ada, &placed.number, 0, StaffAction::MarkReady).await;
        step(&shop, &ada, &placed.number, 0, StaffAction::HandOver).await;
        settle(&shop).await;
        assert_eq!(mock.intent()["latest_charge"]["amount_captured"], 2_800, "{fault:?}");
        let done = look(&ada, &placed.number).await;
        assert_eq!((done.payment, done.charged.minor), (PaymentState::Captured, 2_800), "{fault:?}");
        assert!(list(&shop.app, true).await.unwrap().is_empty());
        check_books(&shop).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_stripe_signed_lately_is_believed() {
    let (shop, mock) = open(Engine::Sqlite).await;
    let ada = shop.shopper();
    let placed = begun(&ada, 1).await;
    mock.pay();
    let now = shop.app.clock.now().as_second();
    let paid = event("evt_1", "checkout.session.completed", &format!("{}:1", placed.number), now);
    tell(&shop, &ada, &paid, 0, &["whsec_other"]).await.problem(400);
    tell(&shop, &ada, &paid, 0, &[]).await.problem(400);
    tell(&shop, &ada, &paid, 301, &[WEBHOOK_SECRET]).await.problem(400);
    tell(&shop, &ada, &paid, -301, &[WEBHOOK_SECRET]).await.problem(400);
    tell(&shop, &ada, &serde_json::json!({"id": 7}), 0, &[WEBHOOK_SECRET]).await.problem(400);
    assert_eq!(reconcile(&shop.app).await.unwrap(), 0);
    // While a secret is replaced there are two signatures.
    assert_eq!(tell(&shop, &ada, &paid, 299, &["whsec_other", WEBHOOK_SECRET]).await.status, 204);
    for _ in 0..20 {
        assert_eq!(tell(&shop, &ada, &paid, 0, &[WEBHOOK_SECRET]).await.status, 204);
    }
    settle(&shop).await;
    assert_eq!(mock.asked("/cs_1").len(), 1, "told twenty-one times, looked once");
    for (id, reference) in [("evt_2", "ON-NOBODY00:1"), ("evt_3", "another shop's"), ("evt_4", "")] {
        let other = event(id, "charge.refunded", reference, now);
        assert_eq!(tell(&shop, &ada, &other, 0, &[WEBHOOK_SECRET]).await.status, 204);
    }
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_not_paid_in_time_is_closed_at_stripe() {
    let (shop, mock) = open(Engine::Sqlite).await;
    let ada = shop.shopper();
    let placed = begun(&ada, 1).await;
    shop.advance(SignedDuration::from_mins(16));
    settle(&shop).await;
    let gone = look(&ada, &placed.number).await;
    assert_eq!((gone.payment, gone.payment_trouble), (PaymentState::Voided, Some(PaymentTrouble::TooLate)));
    assert_eq!(mock.books().sessions["cs_1"]["status"], "expired");
    check_books(&shop).await;
    // Another order: paid in the very moment in which it is to be closed.
    let again = plan(&ada).await;
    let second: OrderView = place(&ada, "again", &order_of(&again, hosted())).await.json();
    shop.advance(SignedDuration::from_mins(16));
    mock.pay();
    settle(&shop).await;
    assert_eq!(look(&ada, &second.number).await.payment, PaymentState::Authorised);
    // Cancelled, what is reserved is let go of.
    step(&shop, &ada, &second.number, 0, StaffAction::Cancel).await;
    step(&shop, &ada, &second.number, 1, StaffAction::Cancel).await;
    settle(&shop).await;
    assert_eq!(mock.intent()["status"], "canceled");
    assert_eq!(look(&ada, &second.number).await.payment, PaymentState::Voided);
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_kept_with_consent_and_pays_by_itself() {
    let (shop, mock) = open(Engine::Sqlite).await;
    let ada = shop.shopper();
    sign_in(&shop, &ada, "ada@example.org").await;
    add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
    let saves = PaymentChoice::Card { token: None, save: true };
    let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, saves)).await.json();
    assert_eq!(mock.asked("/sessions")[0].fields["payment_intent_data[setup_future_usage]"], "on_session");
    mock.pay();
    look(&ada, &placed.number).await;
    let cards: SavedPaymentsView = ada.get(SAVED).await.json();
    assert_eq!(cards.payments[0].label, "Visa ·· 4242");
    let saved = PaymentChoice::Saved { id: cards.payments[0].id.clone() };
    for (n, asks_again) in [(2, false), (3, true)] {
        mock.books().asks_again = asks_again;
        add(&ada, n, "SOAP-1", 1, Receive::Ship).await;
        let again: OrderView = place(&ada, &format!("k{n}"), &order_of(&plan(&ada).await, saved.clone())).await.json();
        let asked = mock.asked("/payment_intents").pop().unwrap();
        assert_eq!((asked.fields["customer"].as_str(), asked.fields["payment_method"].as_str()), ("cus_1", "pm_1"));
        if asks_again {
            assert_eq!(again.payment_url.as_deref(), Some("https://hooks.stripe.test/3ds"));
            assert_eq!(again.payment, PaymentState::ActionNeeded);
        } else {
            assert_eq!(again.payment, PaymentState::Authorised);
        }
    }
    check_books(&shop).await;
}

/// Pays at Stripe and has the card kept, under another name each time.
async fn save_a_card(shop: &TestApp, mock: &Mock, shopper: &Person, n: u64) -> String {
    add(shopper, n, "SOAP-1", 1, Receive::Ship).await;
    let saves = PaymentChoice::Card { token: None, save: true };
    let placed: OrderView = place(shopper, &format!("s{n}"), &order_of(&plan(shopper).await, saves)).await.json();
    mock.pay();
    let intent = format!("pi_{}", mock.books().intents.len());
    mock.books().intents.get_mut(&intent).unwrap()["payment_method"] = serde_json::json!(format!("pm_{n}"));
    shop.advance(SignedDuration::from_secs(3));
    look(shopper, &placed.number).await;
    let cards: SavedPaymentsView = shopper.get(SAVED).await.json();
    cards.payments[0].id.clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_is_removed_is_taken_off_its_customer_at_stripe() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (shop, mock) = open(engine).await;
        let ada = shop.shopper();
        sign_in(&shop, &ada, "ada@example.org").await;
        let first = save_a_card(&shop, &mock, &ada, 1).await;
        let second = save_a_card(&shop, &mock, &ada, 2).await;
        assert_ne!(first, second);
        // It is off her list at once, whatever Stripe says, and Stripe is told until it has heard.
        mock.books().faults.extend([Fault::Status(500), Fault::CutOff]);
        let left: SavedPaymentsView = ada.post(&forget_saved(&first), &()).await.json();
        assert_eq!(left.payments.iter().map(|it| it.id.clone()).collect::<Vec<_>>(), [second]);
        ada.post(&forget_saved(&first), &()).await.problem(404);
        for tries in 1..=3 {
            reconcile(&shop.app).await.unwrap();
            reconcile(&shop.app).await.unwrap();
            assert_eq!(mock.asked("/pm_1/detach").len(), tries, "once each time");
            shop.advance(SignedDuration::from_mins(5));
        }
        settle(&shop).await;
        let asked = mock.asked("/detach");
        assert!(asked.len() == 3 && asked.windows(2).all(|pair| pair[0].key == pair[1].key), "{asked:?}");
        assert_eq!(mock.books().detached, ["pm_1"]);
        // Who leaves takes all cards along. Stripe may know better already.
        mock.books().detached.push("pm_2".to_owned());
        sign_in(&shop, &ada, "ada@example.org").await;
        assert_eq!(ada.post(ERASE, &()).await.status, 200);
        settle(&shop).await;
        settle(&shop).await;
        assert_eq!(mock.asked("/pm_2/detach").len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_key_is_wrong_says_so_to_its_people() {
    let mock = Mock::start().await;
    let keys = Terms::default().with_stripe(Some("sk_wrong".to_owned()), Some(WEBHOOK_SECRET.to_owned())).unwrap();
    let config = Config { payment_terms: keys.at(&mock.url), ..Config::default() };
    let shop = TestApp::configured(Engine::Sqlite, config).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
    let placed = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await;
    assert_eq!(placed.problem(409).rejection, Some(Rejection::PaymentDeclined));
    let (why,): (String,) =
        shop.app.db.one("SELECT note FROM payment_events WHERE answer = 'refused'", vec![]).await.unwrap();
    assert_eq!(why.trim(), "401  who are you?");
    assert_eq!(ada.get(CART).await.json::<BagView>().count, 1);
    check_books(&shop).await;
}
