//! Looks that are kept in the account: on every device, hers alone, in her file, and gone with her.

use api::{
    account::{AccountExport, ERASE, EXPORT},
    tryon::{ACCOUNT_LOOKS, SHOW_LOOKS, SavedLooksView, ShowLooks, forget_look},
};
use backend::args;
use domain::{id::LookId, tryon::LOOKS_MOST};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    account::{ADA, sign_in},
    on_both_engines,
    support::{Person, TestApp},
};

fn look(id: &str, name: &str, intensity: u8) -> Value {
    let layer = json!({ "sku": "LIP-2", "place": "lips", "intensity": intensity, "on": true });
    json!({ "id": id, "name": name, "look": [layer] })
}

async fn kept(browser: &Person) -> SavedLooksView {
    browser.get(ACCOUNT_LOOKS).await.json()
}

fn names(view: &SavedLooksView) -> Vec<&str> {
    view.looks.iter().map(|look| look.name.as_str()).collect()
}

on_both_engines! {
    async fn a_look_is_kept_once_and_seen_on_every_device(shop: TestApp) {
        let (desk, phone) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        sign_in(&shop, &phone, ADA).await;
        desk.post(ACCOUNT_LOOKS, &look("a", "Day", 40)).await.json::<SavedLooksView>();
        shop.advance(SignedDuration::from_secs(1));
        let two: SavedLooksView = desk.post(ACCOUNT_LOOKS, &look("b", "Evening", 90)).await.json();
        assert_eq!(names(&two), ["Evening", "Day"], "the one kept last first");
        shop.advance(SignedDuration::from_secs(1));
        // A repeated request changes nothing, not even the order.
        let again: SavedLooksView = phone.post(ACCOUNT_LOOKS, &look("a", "Day", 40)).await.json();
        assert_eq!(again, two);
        let answer = phone.get(ACCOUNT_LOOKS).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.json::<SavedLooksView>(), two);
        // Another look under the same id is the look anew.
        let anew: SavedLooksView = phone.post(ACCOUNT_LOOKS, &look("a", "Every day", 55)).await.json();
        assert_eq!(names(&anew), ["Every day", "Evening"]);
        assert_eq!(anew.looks[0].look.layers()[0].intensity.hundredths(), 55);

        let forget = forget_look(&LookId::parse("b").unwrap());
        for _ in 0..2 {
            assert_eq!(names(&desk.post(&forget, &()).await.json()), ["Every day"]);
        }
    }

    async fn an_account_keeps_only_so_many(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        for n in 0..LOOKS_MOST {
            browser.post(ACCOUNT_LOOKS, &look(&format!("look-{n}"), "Look", 50)).await.json::<SavedLooksView>();
        }
        let refused = browser.post(ACCOUNT_LOOKS, &look("one-more", "Look", 50)).await;
        assert!(refused.problem(409).detail.is_some_and(|detail| detail.contains("forget one of them first")), "{}", refused.text());
        // Those that are there may still change.
        browser.post(ACCOUNT_LOOKS, &look("look-0", "Changed", 50)).await.json::<SavedLooksView>();
        assert_eq!(kept(&browser).await.looks.len(), LOOKS_MOST);
    }

    async fn nobody_reaches_anothers_looks(shop: TestApp) {
        let (ada, eve, guest) = (shop.shopper(), shop.shopper(), shop.shopper());
        sign_in(&shop, &ada, ADA).await;
        sign_in(&shop, &eve, "eve@example.org").await;
        ada.post(ACCOUNT_LOOKS, &look("a", "Hers", 40)).await.json::<SavedLooksView>();
        // The same id is another look in another account, and forgetting it forgets only that.
        eve.post(ACCOUNT_LOOKS, &look("a", "Mine", 10)).await.json::<SavedLooksView>();
        let forget = forget_look(&LookId::parse("a").unwrap());
        assert!(eve.post(&forget, &()).await.json::<SavedLooksView>().looks.is_empty());
        assert_eq!(names(&kept(&ada).await), ["Hers"]);
        guest.get(ACCOUNT_LOOKS).await.problem(401);
        guest.post(ACCOUNT_LOOKS, &look("a", "Hers", 40)).await.problem(401);
        guest.post(&forget, &()).await.problem(401);
        guest.post(SHOW_LOOKS, &ShowLooks { shown: true }).await.problem(401);
    }

    async fn staff_see_looks_only_as_long_as_she_says_so(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        assert!(!kept(&browser).await.shown_to_staff);
        for shown in [true, true, false] {
            let said: SavedLooksView = browser.post(SHOW_LOOKS, &ShowLooks { shown }).await.json();
            assert_eq!(said.shown_to_staff, shown);
            assert_eq!(kept(&browser).await.shown_to_staff, shown);
        }
    }

    async fn her_file_has_them_and_erasing_takes_them_along(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        browser.post(ACCOUNT_LOOKS, &look("a", "Wedding", 40)).await.json::<SavedLooksView>();
        browser.post(SHOW_LOOKS, &ShowLooks { shown: true }).await.json::<SavedLooksView>();
        let file: AccountExport = browser.get(EXPORT).await.json();
        assert_eq!((names(&file.looks), file.looks.shown_to_staff), (vec!["Wedding"], true));
        assert!(browser.post(ERASE, &()).await.status.is_success());
        for sql in ["SELECT COUNT(*) FROM looks", "SELECT COUNT(*) FROM look_consents"] {
            let (rows,): (i64,) = shop.app.db.one(sql, args![]).await.unwrap();
            assert_eq!(rows, 0, "{sql}");
        }
        sign_in(&shop, &browser, ADA).await;
        assert_eq!(kept(&browser).await, SavedLooksView::default());
    }

    async fn what_is_no_look_is_refused_by_name(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        let mut crowded = look("a", "Crowded", 40);
        crowded["look"] = vec![crowded["look"][0].clone(); 25].into();
        let mut empty = look("a", "Nothing", 40);
        empty["look"] = json!([]);
        let mut pictured = look("a", "Pictured", 40);
        pictured["picture"] = json!("data:image/png;base64,");
        for (body, word) in [
            (look("a", " ", 40), "name"),
            (look("a", "Much", 101), "intensity"),
            (crowded, "at most 24 layers"),
            (empty, "at least one layer"),
            (pictured, "picture"),
        ] {
            let answer = browser.post(ACCOUNT_LOOKS, &body).await;
            assert!((400..500).contains(&answer.status.as_u16()), "{body}: {}", answer.status);
            assert!(answer.text().contains(word), "{body}: {}", answer.text());
        }
        assert!(kept(&browser).await.looks.is_empty());
    }
}
