//! What a shopper may ask of her data: her orders on every device, all of it as a file, and to be forgotten. And that all of
//! it is hers alone.

use api::{
    account::{
        ACCOUNT, ANSWER_APPROVAL, AccountExport, AccountState, CODES, ERASE, EXPORT, LOOK_AT_APPROVAL, ORDERS,
        OrdersView, PASSKEY_OPTIONS, PASSKEYS, SIGN_OUT_OTHERS, approval, approval_events, delete_passkey,
        finish_approval, orders, sign_out_device,
    },
    checkout::PaymentChoice,
    orders::{OrderView, StaffStep, order, order_events, staff_step},
    problem::Rejection,
};
use backend::args;
use domain::{
    cart::Receive,
    id::OrderNumber,
    orders::{GroupState, StaffAction},
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    account::{ADA, account, sign_in, sign_out},
    goods::{add, card, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Person, TestApp},
};

/// Puts something into the bag and orders it, to be collected in Mitte and paid there.
async fn buy(shopper: &Person, n: u64) -> OrderView {
    add(shopper, n, "LIP-2", 1, pick_up("mitte")).await;
    let wanted = order_of(&plan(shopper).await, PaymentChoice::InStore);
    place(shopper, &format!("buy-{n}"), &wanted).await.json()
}

async fn list(shopper: &Person) -> Vec<OrderNumber> {
    shopper.get(ORDERS).await.json::<OrdersView>().orders.into_iter().map(|it| it.number).collect()
}

/// Staff hand the order over.
async fn collect(shop: &TestApp, shopper: &Person, number: &OrderNumber) {
    let staff = shop.staff("mitte").await;
    let shown = shopper.get(&order(number)).await.json::<OrderView>().groups[0].handover.clone().unwrap();
    for (action, handover) in [(StaffAction::MarkReady, None), (StaffAction::HandOver, Some(shown.token))] {
        let step = StaffStep { group: 0, action, handover };
        staff.post(&staff_step(number), &step).await.json::<OrderView>();
    }
}

/// Whether a word stands in any text of the database that says who somebody is.
async fn stands_anywhere(shop: &TestApp, word: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (table, sql) in [
        ("accounts", "SELECT COUNT(*) FROM accounts WHERE email LIKE $1"),
        ("account_codes", "SELECT COUNT(*) FROM account_codes WHERE email LIKE $1"),
        ("outbox", "SELECT COUNT(*) FROM outbox WHERE recipient LIKE $1 OR body LIKE $1"),
        ("mailbox", "SELECT COUNT(*) FROM mailbox WHERE recipient LIKE $1 OR body LIKE $1"),
        (
            "orders",
            "SELECT COUNT(*) FROM orders WHERE name LIKE $1 OR email LIKE $1 OR phone LIKE $1 OR address LIKE $1",
        ),
        ("order_groups", "SELECT COUNT(*) FROM order_groups WHERE vehicle LIKE $1"),
        ("order_history", "SELECT COUNT(*) FROM order_history WHERE actor LIKE $1"),
    ] {
        let (count,): (i64,) = shop.app.db.one(sql, args![format!("%{word}%")]).await.unwrap();
        if count > 0 {
            found.push(table);
        }
    }
    found
}

on_both_engines! {
    async fn orders_are_on_every_device_of_the_account(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        let as_guest = buy(&desk, 1).await;
        sign_in(&shop, &desk, ADA).await;
        shop.advance(SignedDuration::from_mins(1));
        add(&desk, 2, "SOAP-1", 2, Receive::Ship).await;
        let wanted = order_of(&plan(&desk).await, card("test-approve"));
        let second: OrderView = place(&desk, "second", &wanted).await.json();
        phone.get(&order(&as_guest.number)).await.problem(404);
        sign_in(&shop, &phone, ADA).await;
        for device in [&desk, &phone] {
            assert_eq!(list(device).await, [second.number.clone(), as_guest.number.clone()]);
            assert_eq!(device.get(&order(&as_guest.number)).await.json::<OrderView>().number, as_guest.number);
        }
        let brief = phone.get(ORDERS).await.json::<OrdersView>().orders.remove(0);
        assert_eq!((brief.title.as_str(), brief.count, brief.total), ("Quiet Soap", 2, second.total));
        assert_eq!((brief.groups[0].receive.clone(), brief.groups[0].state), (Receive::Ship, GroupState::Placed));
        sign_out(&phone).await;
        phone.get(&order(&as_guest.number)).await.problem(404);
        phone.get(ORDERS).await.problem(401);
        // The next one at the same desk sees none of them.
        sign_in(&shop, &desk, "eve@example.org").await;
        assert_eq!(list(&desk).await, []);
        desk.get(&order(&as_guest.number)).await.problem(404);
    }

    async fn an_orders_stream_ends_when_its_shopper_signs_out(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        let bought = buy(&desk, 1).await;
        sign_in(&shop, &desk, ADA).await;
        sign_in(&shop, &phone, ADA).await;
        let mut live = phone.stream(&order_events(&bought.number)).await;
        live.next().await.unwrap();
        desk.post(SIGN_OUT_OTHERS, &()).await.json::<api::account::AccountView>();
        let step = StaffStep { group: 0, action: StaffAction::MarkReady, handover: None };
        shop.staff("mitte").await.post(&staff_step(&bought.number), &step).await.json::<OrderView>();
        assert_eq!(live.next().await, None);
    }

    async fn long_lists_come_in_pieces(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        let (id,): (String,) = shop.app.db.one("SELECT id FROM accounts", args![]).await.unwrap();
        let id = &id;
        shop.app
            .db
            .write(|mut tx| async move {
                let row = |n: i64| args![format!("ON-{n:03}"), 1_i64, "s", n / 2, "Ada", ADA, "EUR", "in_store", "due_in_store", id];
                tx.run_many(
                    "INSERT INTO orders (number, seq, session, placed_at, name, email, currency, method, payment, account) VALUES {}",
                    (0..120).map(row).collect(),
                )
                .await
            })
            .await
            .unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let piece: OrdersView = browser.get(&orders(after.as_ref())).await.json();
            seen.extend(piece.orders.iter().map(|it| it.number.as_str().to_owned()));
            after = piece.orders.last().map(|it| it.number.clone());
            if !piece.more {
                break;
            }
            assert_eq!(piece.orders.len(), 50);
        }
        let all: Vec<String> = (0..120).rev().map(|n| format!("ON-{n:03}")).collect();
        assert_eq!(seen, all);
        browser.get(&orders(OrderNumber::parse("ON-NONE").ok().as_ref())).await.problem(404);
    }

    async fn the_file_has_everything(shop: TestApp) {
        stock_up(&shop).await;
        let browser = shop.shopper();
        let bought = buy(&browser, 1).await;
        add(&browser, 2, "SOAP-1", 3, Receive::Ship).await;
        let view = sign_in(&shop, &browser, ADA).await.account;
        let answer = browser.get(EXPORT).await;
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"vitrine-account.json\"");
        assert_eq!(answer.header("cache-control"), "no-store");
        let file: AccountExport = answer.json();
        assert_eq!((file.account, file.bag.count), (view, 3));
        let [exported] = &file.orders[..] else { panic!("one order") };
        assert_eq!((&exported.number, exported.name.as_str(), exported.email.as_str()), (&bought.number, "Ada", ADA));
        assert_eq!((exported.groups[0].lines[0].sku.as_str(), exported.total), ("LIP-2", bought.total));
        assert_eq!(exported.address.as_ref().map(|it| it.city.as_str()), Some("Berlin"));
        // A file travels: nothing in it opens anything.
        assert!(!answer.text().contains("token") && !answer.text().contains("#k="));
    }

    async fn erasing_leaves_the_order_without_the_person(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        let done = buy(&desk, 1).await;
        sign_in(&shop, &desk, ADA).await;
        collect(&shop, &desk, &done.number).await;
        let open = buy(&desk, 2).await;
        add(&desk, 3, "SOAP-1", 1, Receive::Ship).await;
        sign_in(&shop, &phone, ADA).await;
        shop.advance(SignedDuration::from_mins(10));
        assert_eq!(desk.post(ERASE, &()).await.problem(403).rejection, Some(Rejection::SignInAgain));
        assert!(account(&desk).await.is_some());
        sign_in(&shop, &desk, ADA).await;
        let answer = desk.post(ERASE, &()).await;
        assert_ne!(answer.header("set-cookie"), "");
        assert_eq!(answer.json::<AccountState>().account, None);

        for browser in [&desk, &phone] {
            assert_eq!(account(browser).await, None);
            assert_eq!(browser.get(api::cart::CART).await.json::<api::cart::BagView>().count, 0);
            browser.get(&order(&done.number)).await.problem(404);
        }
        let kept = async |number: &OrderNumber| -> (String, String, Option<String>, i64, Option<String>) {
            shop.app
                .db
                .one(
                    "SELECT o.name, o.email, o.address, g.goods, o.country FROM orders o JOIN order_groups g ON g.number = o.number
                     WHERE o.number = $1",
                    args![number.as_str()],
                )
                .await
                .unwrap()
        };
        assert_eq!(kept(&done.number).await, (String::new(), String::new(), None, 2_800, Some("DE".to_owned())));
        // The store still hands over what was ordered; the name goes with the goods.
        assert_eq!(kept(&open.number).await.0, "Ada");
        assert_eq!(stands_anywhere(&shop, "ada@example.org").await, ["orders"]);
        let staff = shop.staff("mitte").await;
        let cancel = StaffStep { group: 0, action: StaffAction::Cancel, handover: None };
        staff.post(&staff_step(&open.number), &cancel).await.json::<OrderView>();
        backend::account::sweep(&shop.app).await.unwrap();
        assert_eq!(kept(&open.number).await.0, "");
        for word in ["ada@example.org", "Ada", "Weg 1", "10115"] {
            assert_eq!(stands_anywhere(&shop, word).await, Vec::<&str>::new(), "{word}");
        }
        let (lines,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM order_lines", args![]).await.unwrap();
        assert_eq!(lines, 2);
        let (bags,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM cart_lines", args![]).await.unwrap();
        assert_eq!(bags, 0);

        // The same address begins anew.
        let again = sign_in(&shop, &desk, ADA).await;
        assert!(again.first && list(&desk).await.is_empty());
    }

    async fn nobody_reaches_what_is_anothers(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper().at("localhost:8080");
        let bought = buy(&ada, 1).await;
        let device = sign_in(&shop, &ada, ADA).await.account.devices[0].id.clone();
        let asked: api::account::ApprovalView = ada.post(api::account::APPROVALS, &()).await.json();
        let (guest, eve) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &eve, "eve@example.org").await;
        let token = json!({ "token": "guess" });
        for (path, body, as_guest, as_eve) in [
            (sign_out_device(&device), Some(Value::Null), 401, 404),
            (delete_passkey("guess"), Some(Value::Null), 401, 404),
            (approval(&asked.id), None, 404, 404),
            (approval_events(&asked.id), None, 404, 404),
            (finish_approval(&asked.id), Some(Value::Null), 404, 404),
            (LOOK_AT_APPROVAL.to_owned(), Some(token.clone()), 401, 410),
            (ANSWER_APPROVAL.to_owned(), Some(token), 401, 410),
            (orders(Some(&bought.number)), None, 401, 404),
            (order(&bought.number), None, 404, 404),
            (ORDERS.to_owned(), None, 401, 200),
            (EXPORT.to_owned(), None, 401, 200),
            (ERASE.to_owned(), Some(Value::Null), 401, 200),
            (SIGN_OUT_OTHERS.to_owned(), Some(Value::Null), 401, 401),
            (PASSKEY_OPTIONS.to_owned(), Some(Value::Null), 401, 401),
            (PASSKEYS.to_owned(), Some(json!({ "credential": "{}" })), 401, 401),
        ] {
            for (who, status) in [(&guest, as_guest), (&eve, as_eve)] {
                let answer = match &body {
                    Some(body) => who.post(&path, body).await,
                    None => who.get(&path).await,
                };
                assert_eq!(answer.status, status, "{path}: {}", answer.text());
                assert_eq!(answer.header("cache-control"), "no-store", "{path}");
                assert!(!answer.text().contains(ADA), "{path}: {}", answer.text());
            }
        }
        let mine = account(&ada).await.unwrap();
        assert_eq!((mine.devices.len(), list(&ada).await), (1, vec![bought.number]));
    }

    async fn another_site_cannot_sign_anybody_in_or_out(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        let cross_site = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
        for path in [CODES, api::account::SIGN_IN, api::account::SIGN_OUT, ERASE, api::account::PASSKEY_SIGN_IN] {
            browser.post_with(path, &cross_site, &()).await.problem(403);
        }
        assert!(browser.get(ACCOUNT).await.json::<AccountState>().account.is_some());
    }
}
