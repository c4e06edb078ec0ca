//! Paying at the provider's page: there and back, declined and once more, too late, given up.

use api::{
    cart::{BagView, CART},
    checkout::PaymentChoice,
    orders::{OpenOrder, OrderView, open_order, order},
    payments::{PaymentRequest, order_payment},
    problem::Rejection,
};
use axum::{body::Body, http::Method};
use backend::payments::{reconcile, test_provider::deliver};
use domain::{
    cart::Receive,
    id::OrderNumber,
    orders::{GroupState, PaymentState, PaymentTrouble},
    payments::Standing,
};
use jiff::SignedDuration;

use crate::{
    goods::{add, check_books, hosted, import_stock, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Engine, Person, TestApp},
    told::Told,
};

/// The path and query of an address of the shop.
pub fn path_of(url: &str) -> String {
    url.split_once("://").map_or(url, |(_, rest)| &rest[rest.find('/').unwrap()..]).to_owned()
}

/// Presses a button on the test provider's page.
pub async fn press(shopper: &Person, url: &str, act: &str, webhook: &str) -> Answer {
    let path = path_of(url);
    let (path, key) = path.split_once("?key=").unwrap();
    let form = format!("key={key}&do={act}&webhook={webhook}");
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    shopper.send(Method::POST, path, &headers, Body::from(form)).await
}

/// An order that waits for its shopper at the provider's page.
pub async fn begun(shopper: &Person, n: u64) -> OrderView {
    add(shopper, n, "LIP-1", 2, pick_up("mitte")).await;
    add(shopper, n + 1, "SOAP-1", 1, Receive::Ship).await;
    let begun: OrderView = place(shopper, &format!("k{n}"), &order_of(&plan(shopper).await, hosted())).await.json();
    assert_eq!(begun.payment, PaymentState::ActionNeeded);
    begun
}

pub async fn look(shopper: &Person, number: &OrderNumber) -> OrderView {
    shopper.get(&order(number)).await.json()
}

pub async fn act(shopper: &Person, number: &OrderNumber, request: &PaymentRequest) -> Answer {
    shopper.post(&order_payment(number), request).await
}

pub const RETRY: PaymentRequest = PaymentRequest::Retry { token: None, saved: None };

/// The kinds of letters that were written, in no order of time.
pub async fn letters(shop: &TestApp) -> Vec<String> {
    while backend::outbox::deliver(&shop.app).await.unwrap() > 0 {}
    let rows: Vec<(String,)> = shop.app.db.all("SELECT kind FROM mailbox ORDER BY kind", vec![]).await.unwrap();
    rows.into_iter().map(|(kind,)| kind).collect()
}

on_both_engines! {
    async fn there_and_back(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        let url = placed.payment_url.clone().unwrap();
        assert!(url.starts_with("http://shop.test/test-payments/ON-"), "{url}");
        assert_eq!(placed.payment_until, Some(shop.app.clock.now() + SignedDuration::from_mins(15)));
        assert_eq!((placed.groups[0].handover.is_some(), placed.charged.minor), (false, 0));
        // The pieces are hers while she pays.
        assert_eq!(plan(&shop.shopper()).await.groups, []);
        check_books(&shop).await;

        let page = ada.get(&path_of(&url)).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"));
        let text = page.text();
        for word in ["This is a test", "Pay with 3-D Secure", "Decline", "<h1>", "lang=\"en\"", "€"] {
            assert!(text.contains(word), "{word} is not in {text}");
        }
        let german = ada.send(Method::GET, &path_of(&url), &[("accept-language", "de")], Body::empty()).await.text();
        assert!(german.contains("Das ist ein Test") && german.contains("lang=\"de\""));
        // Nobody without the key sees it.
        ada.get(&path_of(&url).replace("key=", "key=x")).await.problem(404);
        ada.get(path_of(&url).split('?').next().unwrap()).await.problem(404);

        let second = press(&ada, &url, "secure", "normal").await;
        assert_eq!((second.status.as_u16(), second.header("location")), (303, path_of(&url).as_str()));
        assert!(ada.get(&path_of(&url)).await.text().contains("Confirm"));
        let back = press(&ada, &url, "confirm", "normal").await;
        assert_eq!(back.header("location"), format!("http://shop.test/orders/{}", placed.number));
        let paid = look(&ada, &placed.number).await;
        assert_eq!((paid.payment, paid.payment_url.clone(), paid.payment_until), (PaymentState::Authorised, None, None));
        assert!(paid.groups[0].handover.is_some() && paid.seq > placed.seq);
        // What was decided stays so.
        assert_eq!(press(&ada, &url, "decline", "normal").await.header("location"), path_of(&url));
        assert!(ada.get(&path_of(&url)).await.text().contains("nothing to pay here"));
        while deliver(&shop.app).await.unwrap() > 0 {}
        reconcile(&shop.app).await.unwrap();
        assert_eq!(look(&ada, &placed.number).await, paid);
        assert_eq!(letters(&shop).await, ["order placed"]);
        assert_eq!(act(&ada, &placed.number, &RETRY).await.problem(409).rejection, Some(Rejection::PaymentSettled));
        check_books(&shop).await;
    }

    async fn declined_then_paid_with_another_card(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        let url = placed.payment_url.clone().unwrap();
        // The open page is the page to pay at.
        assert_eq!(act(&ada, &placed.number, &RETRY).await.json::<OrderView>().payment_url, Some(url.clone()));
        press(&ada, &url, "secure", "normal").await;
        press(&ada, &url, "fail", "normal").await;
        let declined = look(&ada, &placed.number).await;
        assert_eq!((declined.payment, declined.payment_trouble), (PaymentState::ActionNeeded, Some(PaymentTrouble::Declined)));
        assert_eq!((declined.payment_url.clone(), declined.payment_until), (None, placed.payment_until));
        check_books(&shop).await;

        let (one, two) = tokio::join!(act(&ada, &placed.number, &RETRY), act(&ada, &placed.number, &RETRY));
        assert!(one.status == 200 || two.status == 200, "{} {}", one.text(), two.text());
        let again = act(&ada, &placed.number, &RETRY).await.json::<OrderView>().payment_url.unwrap();
        assert!(again.contains("%3A2?key="), "the second attempt and no third: {again}");
        // A card that is declined leaves the order waiting.
        let token = PaymentRequest::Retry { token: Some("test-decline".to_owned()), saved: None };
        assert_eq!(act(&ada, &placed.number, &token).await.problem(409).rejection, Some(Rejection::PaymentDeclined));
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::ActionNeeded);
        // The page of the second attempt was closed for it.
        assert!(ada.get(&path_of(&again)).await.text().contains("nothing to pay here"));
        let third = act(&ada, &placed.number, &RETRY).await.json::<OrderView>().payment_url.unwrap();
        press(&ada, &third, "pay", "normal").await;
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        let (charged,): (i64,) =
            shop.app.db.one("SELECT COUNT(*) FROM test_payments WHERE state = 'authorised'", vec![]).await.unwrap();
        assert_eq!(charged, 1);
        check_books(&shop).await;
    }

    async fn given_up_by_her(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        shop.shopper().post(&order_payment(&placed.number), &PaymentRequest::Cancel).await.problem(404);
        // Whoever was sent the link may look, and no more.
        let friend = shop.shopper();
        let key = placed.share_url.split_once("#k=").unwrap().1.to_owned();
        friend.post(&open_order(&placed.number), &OpenOrder { key }).await.json::<OrderView>();
        act(&friend, &placed.number, &PaymentRequest::Cancel).await.problem(403);
        let cancelled: OrderView = act(&ada, &placed.number, &PaymentRequest::Cancel).await.json();
        assert_eq!((cancelled.payment, cancelled.groups[0].state), (PaymentState::Voided, GroupState::Cancelled));
        assert_eq!((cancelled.payment_trouble, cancelled.payment_url.clone()), (None, None));
        let bag: BagView = ada.get(CART).await.json();
        assert_eq!(bag.count, 3);
        assert_eq!(act(&ada, &placed.number, &PaymentRequest::Cancel).await.problem(409).rejection, Some(Rejection::PaymentSettled));
        let url = placed.payment_url.unwrap();
        assert_eq!(press(&ada, &url, "pay", "normal").await.header("location"), path_of(&url));
        check_books(&shop).await;
        // She orders again from the same bag.
        let plan = plan(&ada).await;
        let again: OrderView = place(&ada, "again", &order_of(&plan, hosted())).await.json();
        assert_ne!(again.number, placed.number);
        assert_eq!(letters(&shop).await, Vec::<String>::new());
        check_books(&shop).await;
    }

    async fn only_so_many_orders_wait_at_a_time(shop: TestApp) {
        stock_up(&shop).await;
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,kreuzberg,500\n", true).await;
        let ada = shop.shopper();
        let order_one = async |n: u64, payment: PaymentChoice| {
            add(&ada, n, "LIP-1", 1, pick_up("kreuzberg")).await;
            place(&ada, &format!("k{n}"), &order_of(&plan(&ada).await, payment)).await
        };
        let mut waiting = Vec::new();
        for n in 1..=3 {
            waiting.push(order_one(n, hosted()).await.json::<OrderView>().number);
            shop.advance(SignedDuration::from_secs(1));
        }
        let refused = order_one(4, hosted()).await.problem(409);
        assert_eq!(refused.rejection, Some(Rejection::TooManyUnpaid { numbers: waiting.clone() }));
        assert_eq!(refused.title, "Too many orders wait to be paid");
        assert!(refused.remedy.unwrap().starts_with("Pay one of the orders that are named or give it up"));
        check_books(&shop).await;
        // What was placed is answered as before, somebody else is not held up, and what is paid in the store waits for nobody.
        let eve = shop.shopper();
        begun(&eve, 1).await;
        assert_eq!(place(&ada, "k5", &order_of(&plan(&ada).await, PaymentChoice::InStore)).await.status, 201);
        act(&ada, &waiting[1], &PaymentRequest::Cancel).await.json::<OrderView>();
        let plan = plan(&ada).await;
        assert_eq!(place(&ada, "k6", &order_of(&plan, hosted())).await.status, 201);
        check_books(&shop).await;
    }

    async fn not_paid_in_time(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let (waiting, eve) = (begun(&ada, 1).await, shop.shopper());
        let declined = begun(&eve, 1).await;
        press(&eve, declined.payment_url.as_ref().unwrap(), "decline", "never").await;
        shop.advance(SignedDuration::from_mins(14));
        reconcile(&shop.app).await.unwrap();
        assert_eq!(look(&ada, &waiting.number).await.payment, PaymentState::ActionNeeded);
        shop.advance(SignedDuration::from_mins(1));
        while reconcile(&shop.app).await.unwrap() > 0 {}
        for (person, number) in [(&ada, &waiting.number), (&eve, &declined.number)] {
            let gone = look(person, number).await;
            assert_eq!((gone.payment, gone.payment_trouble), (PaymentState::Voided, Some(PaymentTrouble::TooLate)));
            assert_eq!(person.get(CART).await.json::<BagView>().count, 3);
        }
        assert_eq!(letters(&shop).await, ["order unpaid", "order unpaid"]);
        assert!(ada.get(&path_of(waiting.payment_url.as_ref().unwrap())).await.text().contains("nothing to pay here"));
        check_books(&shop).await;
    }

    async fn paid_in_time_and_nobody_said_so(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        press(&ada, placed.payment_url.as_ref().unwrap(), "pay", "never").await;
        assert_eq!(deliver(&shop.app).await.unwrap(), 0);
        shop.advance(SignedDuration::from_mins(1));
        while reconcile(&shop.app).await.unwrap() > 0 {}
        assert_eq!(letters(&shop).await, ["order placed"]);
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        check_books(&shop).await;
    }

    async fn left_without_an_answer(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = begun(&ada, 1).await;
        press(&ada, placed.payment_url.as_ref().unwrap(), "leave", "normal").await;
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Pending);
        // She does not wait, and pays on a new page.
        let url = act(&ada, &placed.number, &RETRY).await.json::<OrderView>().payment_url.unwrap();
        press(&ada, &url, "pay", "normal").await;
        assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Authorised);
        check_books(&shop).await;
    }

    async fn five_taps_on_two_devices_are_one_order_and_one_charge(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        add(&ada, 1, "LIP-1", 2, pick_up("mitte")).await;
        let tablet = shop.shopper();
        crate::account_bags::share(&ada, &tablet).await;
        let wanted = order_of(&plan(&ada).await, crate::goods::card("test-approve"));
        let taps = (0..10).map(|tap| {
            let person = if tap < 5 { &ada } else { &tablet };
            let (key, wanted) = (if tap < 5 { "here" } else { "there" }, &wanted);
            async move { place(person, key, wanted).await }
        });
        let answers = futures_util::future::join_all(taps).await;
        let mut numbers: Vec<OrderNumber> =
            answers.iter().filter(|it| it.status == 201).map(|it| it.json::<OrderView>().number).collect();
        assert!(!numbers.is_empty());
        numbers.dedup();
        assert_eq!(numbers.len(), 1);
        let (orders, charges): (i64, i64) = shop.app.db
            .one("SELECT (SELECT COUNT(*) FROM orders), (SELECT COUNT(*) FROM test_payments)", vec![]).await.unwrap();
        assert_eq!((orders, charges), (1, 1));
        check_books(&shop).await;
    }
}

/// In the very moment in which her time is over she pays, cancels, comes back, and the provider tells: all at once, on real threads.
async fn the_last_moment(engine: Engine) {
    let shop = TestApp::start(engine).await;
    stock_up(&shop).await;
    let mut paid = 0;
    for round in 0..10 {
        let ada = shop.shopper();
        add(&ada, 1, "SOAP-1", 1, Receive::Ship).await;
        let placed: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, hosted())).await.json();
        shop.advance(SignedDuration::from_mins(15));
        let (url, number) = (placed.payment_url.clone().unwrap(), placed.number.clone());
        let (app, again) = (shop.app.clone(), shop.app.clone());
        let (one, two, three) = (ada.clone(), ada.clone(), number.clone());
        let pays = tokio::spawn(async move { press(&one, &url, "pay", "twice").await });
        let rounds = tokio::spawn(async move {
            for _ in 0..4 {
                reconcile(&app).await.unwrap();
            }
        });
        let tells = tokio::spawn(async move {
            for _ in 0..4 {
                deliver(&again).await.unwrap();
            }
        });
        let cancels = tokio::spawn(async move {
            if round % 2 == 0 {
                act(&two, &three, &PaymentRequest::Cancel).await
            } else {
                two.get(&order(&three)).await
            }
        });
        pays.await.unwrap();
        rounds.await.unwrap();
        tells.await.unwrap();
        assert!(matches!(cancels.await.unwrap().status.as_u16(), 200 | 409));
        for _ in 0..4 {
            shop.advance(SignedDuration::from_mins(11));
            while deliver(&shop.app).await.unwrap() > 0 {}
            while reconcile(&shop.app).await.unwrap() > 0 {}
        }
        let now = look(&ada, &number).await;
        let (truth,): (String,) = shop
            .app
            .db
            .one("SELECT state FROM test_payments WHERE reference = $1", backend::args![format!("{number}:1")])
            .await
            .unwrap();
        match now.payment {
            PaymentState::Authorised => {
                assert_eq!((truth.as_str(), now.groups[0].state), ("authorised", GroupState::Placed));
            }
            PaymentState::Voided => {
                assert_eq!((truth.as_str(), now.groups[0].state), ("released", GroupState::Cancelled));
            }
            other => panic!("it is {other:?} and {truth}"),
        }
        paid += u32::from(now.payment == PaymentState::Authorised);
        check_books(&shop).await;
    }
    eprintln!("{engine:?}: {paid} of 10 were paid in the last moment");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_the_last_moment_it_is_paid_or_it_is_not() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        the_last_moment(engine).await;
    }
}

/// An order that was given up, and is paid afterwards all the same.
async fn paid_too_late(engine: Engine, can_be_had: bool, captured: bool) {
    let told = Told::default();
    let shop = TestApp::with_payments(engine, told.clone()).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    let placed = begun(&ada, 1).await;
    let reference = format!("{}:1", placed.number);
    shop.advance(SignedDuration::from_mins(16));
    while reconcile(&shop.app).await.unwrap() > 0 {}
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Voided);
    if !can_be_had {
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,1\n", true).await;
    }
    told.pay(&reference, placed.total.minor);
    if captured {
        told.bank().books.get_mut(&reference).unwrap().funds.captured = placed.total.minor;
        told.decide(&reference, Standing::Released);
    }
    let webhook = api::payments::webhooks("told");
    let says = ada.send(Method::POST, &webhook, &[("genuine", "yes")], Body::from(format!("e1 {reference}"))).await;
    assert_eq!(says.status, 204);
    while reconcile(&shop.app).await.unwrap() > 0 {}
    let now = look(&ada, &placed.number).await;
    let bag: BagView = ada.get(CART).await.json();
    let truth = told.truth(&reference);
    if can_be_had {
        assert_eq!((now.payment, now.groups[0].state, bag.count), (PaymentState::Authorised, GroupState::Placed, 0));
        assert_eq!(letters(&shop).await, ["order placed", "order unpaid"]);
    } else {
        assert_eq!((now.payment, now.payment_trouble), (PaymentState::Voided, Some(PaymentTrouble::SoldOut)));
        assert_eq!((now.groups[0].state, bag.count), (GroupState::Cancelled, 3));
        assert_eq!(letters(&shop).await, ["order sold out", "order unpaid"]);
        assert_eq!((truth.standing, truth.funds.captured), (Standing::Released, truth.funds.refunded));
    }
    check_books(&shop).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paid_after_it_was_given_up_it_is_had_again_or_the_money_goes_back() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for (can_be_had, captured) in [(true, false), (true, true), (false, false), (false, true)] {
            paid_too_late(engine, can_be_had, captured).await;
        }
    }
}

/// The provider is silent when the order's time is over: it waits for a person, and ends when the provider speaks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_provider_makes_a_case_for_a_person() {
    let told = Told::default();
    let shop = TestApp::with_payments(Engine::Sqlite, told.clone()).await;
    stock_up(&shop).await;
    let ada = shop.shopper();
    let placed = begun(&ada, 1).await;
    told.bank().silent = true;
    for _ in 0..60 {
        shop.advance(SignedDuration::from_mins(2));
        reconcile(&shop.app).await.unwrap();
    }
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::ActionNeeded);
    let stuck = backend::payments::list(&shop.app, false).await.unwrap();
    assert_eq!(stuck.len(), 1);
    assert!(stuck[0].to_string().contains("STUCK") && stuck[0].to_string().contains("to release"), "{}", stuck[0]);
    let asked = told.count("release");
    assert!((8..30).contains(&asked), "asked less and less often, not {asked} times");
    told.bank().silent = false;
    shop.advance(SignedDuration::from_mins(30));
    while reconcile(&shop.app).await.unwrap() > 0 {}
    assert_eq!(look(&ada, &placed.number).await.payment, PaymentState::Voided);
    assert!(backend::payments::list(&shop.app, true).await.unwrap().is_empty());
    check_books(&shop).await;
}
