//! Her looks shown to an associate: only when she agreed, by a code for once or by an order at that store, and written down.

use api::{
    account::ERASE,
    checkout::PaymentChoice,
    orders::OrderView,
    tryon::{
        ACCOUNT_LOOKS, FindLooks, LOOKS_CODE, LooksCodeView, SHOW_LOOKS, STAFF_LOOKS, SavedLooksView, ShowLooks,
        StaffLooksView,
    },
};
use backend::args;
use domain::{id::OrderNumber, tryon::LOOKS_CODE_LIVES};
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    account::{ADA, sign_in},
    goods::{add, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

/// Somebody with a look in her account.
async fn wearer(shop: &TestApp, email: &str, shown: bool) -> Person {
    let browser = shop.shopper();
    sign_in(shop, &browser, email).await;
    let layer = json!({ "sku": "LIP-2", "place": "lips", "intensity": 80, "on": true });
    let look = json!({ "id": "a", "name": "Wedding", "look": [layer] });
    browser.post(ACCOUNT_LOOKS, &look).await.json::<SavedLooksView>();
    browser.post(SHOW_LOOKS, &ShowLooks { shown }).await.json::<SavedLooksView>();
    browser
}

async fn code(browser: &Person) -> String {
    browser.post(LOOKS_CODE, &()).await.json::<LooksCodeView>().code
}

async fn by_code(staff: &Person, code: &str) -> Answer {
    staff.post(STAFF_LOOKS, &FindLooks::Code(code.to_owned())).await
}

async fn by_order(staff: &Person, number: &OrderNumber) -> Answer {
    staff.post(STAFF_LOOKS, &FindLooks::Order(number.clone())).await
}

async fn seen(browser: &Person) -> Vec<String> {
    let view: SavedLooksView = browser.get(ACCOUNT_LOOKS).await.json();
    view.seen.iter().map(|seen| seen.store.to_string()).collect()
}

on_both_engines! {
    async fn a_code_shows_her_looks_once_and_she_reads_where(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (wearer(&shop, ADA, true).await, shop.staff("mitte").await);
        let shown: LooksCodeView = ada.post(LOOKS_CODE, &()).await.json();
        assert_eq!((shown.code.len(), shown.expires_at), (9, shop.app.clock.now() + LOOKS_CODE_LIVES));
        assert!(shown.qr_svg.starts_with("<svg "));
        let said = format!(" {} ", shown.code.to_lowercase().replace('-', " "));
        let answer = by_code(&clerk, &said).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        let view: StaffLooksView = answer.json();
        assert_eq!(view.looks.iter().map(|look| look.name.as_str()).collect::<Vec<_>>(), ["Wedding"]);
        assert!(!answer.text().contains(ADA), "not who she is");
        by_code(&clerk, &shown.code).await.problem(404);
        assert_eq!(seen(&ada).await, ["mitte"]);
    }

    async fn a_code_is_the_last_one_and_ends(shop: TestApp) {
        let (ada, clerk) = (wearer(&shop, ADA, true).await, shop.staff("mitte").await);
        let (first, second) = (code(&ada).await, code(&ada).await);
        by_code(&clerk, &first).await.problem(404);
        shop.advance(LOOKS_CODE_LIVES);
        by_code(&clerk, &second).await.problem(404);
        let third = code(&ada).await;
        by_code(&clerk, &third).await.json::<StaffLooksView>();
        let fourth = code(&ada).await;
        shop.advance(LOOKS_CODE_LIVES);
        backend::account::sweep(&shop.app).await.unwrap();
        let (left,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM look_codes", args![]).await.unwrap();
        assert_eq!(left, 0, "{fourth} is forgotten");
    }

    async fn without_her_word_nobody_sees_anything(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (wearer(&shop, ADA, false).await, shop.staff("mitte").await);
        let refused = ada.post(LOOKS_CODE, &()).await.problem(409);
        assert!(refused.detail.is_some_and(|detail| detail.contains("say first")));
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let order: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, PaymentChoice::InStore)).await.json();
        by_order(&clerk, &order.number).await.problem(404);
        // Once she agrees, a code that waits dies with her taking it back.
        ada.post(SHOW_LOOKS, &ShowLooks { shown: true }).await.json::<SavedLooksView>();
        let early = code(&ada).await;
        for shown in [false, true] {
            ada.post(SHOW_LOOKS, &ShowLooks { shown }).await.json::<SavedLooksView>();
        }
        by_code(&clerk, &early).await.problem(404);
        assert!(seen(&ada).await.is_empty());
    }

    async fn an_order_shows_her_looks_to_its_own_store_only(shop: TestApp) {
        stock_up(&shop).await;
        let ada = wearer(&shop, ADA, true).await;
        add(&ada, 1, "LIP-1", 1, pick_up("mitte")).await;
        let order: OrderView = place(&ada, "k", &order_of(&plan(&ada).await, PaymentChoice::InStore)).await.json();
        by_order(&shop.staff("kreuzberg").await, &order.number).await.problem(404);
        let clerk = shop.staff("mitte").await;
        for _ in 0..2 {
            let view: StaffLooksView = by_order(&clerk, &order.number).await.json();
            assert_eq!(view.looks.len(), 1);
        }
        by_order(&clerk, &OrderNumber::parse("ON-00000000").unwrap()).await.problem(404);
        assert_eq!(seen(&ada).await, ["mitte", "mitte"], "each time is written down");
        // A guest's order belongs to nobody with looks.
        let guest = shop.shopper();
        add(&guest, 1, "LIP-1", 1, pick_up("mitte")).await;
        let hers: OrderView = place(&guest, "k", &order_of(&plan(&guest).await, PaymentChoice::InStore)).await.json();
        by_order(&clerk, &hers.number).await.problem(404);
        assert!(ada.post(ERASE, &()).await.status.is_success());
        by_order(&clerk, &order.number).await.problem(404);
        let (rows,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM look_sights", args![]).await.unwrap();
        assert_eq!(rows, 0);
    }

    async fn only_staff_ask_and_not_without_end(shop: TestApp) {
        let (ada, clerk) = (wearer(&shop, ADA, true).await, shop.staff("mitte").await);
        let code = code(&ada).await;
        by_code(&ada, &code).await.problem(401);
        shop.shopper().post(LOOKS_CODE, &()).await.problem(401);
        for _ in 0..30 {
            by_code(&clerk, "ZZZZ-ZZZZ").await.problem(404);
        }
        by_code(&clerk, &code).await.problem(429);
        shop.advance(SignedDuration::from_secs(2));
        by_code(&clerk, &code).await.json::<StaffLooksView>();
        let wrong = clerk.post(STAFF_LOOKS, &json!({ "account": "ada" })).await;
        assert!((400..500).contains(&wrong.status.as_u16()) && wrong.text().contains("code"), "{}", wrong.text());
    }
}
