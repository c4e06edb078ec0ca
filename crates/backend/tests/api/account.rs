//! Signing in by code, and what becomes of sessions: bound, counted, rotated, ended. And how the other account tests sign in.

use api::{
    account::{
        ACCOUNT, AccountState, AccountView, CODES, CodeSentView, SIGN_IN, SIGN_OUT, SIGN_OUT_OTHERS, SendCode, SignIn,
        SignedInView, sign_out_device,
    },
    cart::{BagView, CART},
    problem::{ProblemKind, Rejection},
};
use backend::{args, outbox};
use domain::{account::Code, text::Email};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    on_both_engines,
    support::{Answer, Person, TestApp},
};

pub const ADA: &str = "ada@example.org";
const PHONE: (&str, &str) =
    ("user-agent", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/143.0.0.0 Mobile Safari/537.36");

pub fn address(email: &str) -> Email {
    Email::parse(email).unwrap()
}

/// Asks for a code and reads it from the letter.
pub async fn code(shop: &TestApp, browser: &Person, email: &str) -> Code {
    browser.post(CODES, &SendCode { email: address(email) }).await.json::<CodeSentView>();
    letter(shop, email).await
}

/// The code of the one letter to an address that was not read yet.
async fn letter(shop: &TestApp, email: &str) -> Code {
    while outbox::deliver(&shop.app).await.unwrap() > 0 {}
    let email = &email.to_lowercase();
    let (body,): (String,) = shop
        .app
        .db
        .write(|mut tx| async move {
            tx.one("DELETE FROM mailbox WHERE recipient = $1 AND kind = 'sign-in code' RETURNING body", args![email])
                .await
        })
        .await
        .unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    Code::parse(body["code"].as_str().unwrap()).unwrap()
}

pub async fn try_code(browser: &Person, email: &str, code: &Code) -> Answer {
    browser.post_with(SIGN_IN, &[PHONE], &SignIn { email: address(email), code: code.clone() }).await
}

/// Signs a browser in from the start.
pub async fn sign_in(shop: &TestApp, browser: &Person, email: &str) -> SignedInView {
    let code = code(shop, browser, email).await;
    try_code(browser, email, &code).await.json()
}

pub async fn sign_out(browser: &Person) {
    let state: AccountState = browser.post(SIGN_OUT, &()).await.json();
    assert_eq!(state.account, None);
}

pub async fn account(browser: &Person) -> Option<AccountView> {
    browser.get(ACCOUNT).await.json::<AccountState>().account
}

/// A code that was certainly not sent.
fn wrong(code: &Code) -> Code {
    let other = if code.as_str() == "111111" { "222222" } else { "111111" };
    Code::parse(other).unwrap()
}

fn refused(answer: &Answer) -> Rejection {
    answer.problem(409).rejection.unwrap()
}

on_both_engines! {
    async fn a_code_signs_in_and_makes_the_account(shop: TestApp) {
        let browser = shop.shopper();
        assert_eq!(account(&browser).await, None);
        let sent: CodeSentView = browser.post(CODES, &json!({"email": " Ada@Example.ORG "})).await.json();
        assert_eq!(sent.email.as_str(), ADA);
        let code = letter(&shop, ADA).await;
        let answer = try_code(&browser, "ADA@example.org", &code).await;
        assert!(answer.header("set-cookie").contains("Max-Age=7776000; HttpOnly"), "{}", answer.header("set-cookie"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let signed_in: SignedInView = answer.json();
        assert!(signed_in.first && signed_in.joined.is_empty());
        let [device] = &signed_in.account.devices[..] else { panic!("one device") };
        assert_eq!((device.device.browser.as_str(), device.device.system.as_str(), device.this), ("Chrome", "Android", true));
        assert_eq!(account(&browser).await, Some(signed_in.account));

        let again = sign_in(&shop, &shop.shopper(), ADA).await;
        assert!(!again.first);
        assert_eq!(again.account.devices.len(), 2);
    }

    async fn known_and_unknown_addresses_look_the_same(shop: TestApp) {
        sign_in(&shop, &shop.shopper(), ADA).await;
        let ask = async |email: &str| {
            let answer = shop.shopper().post(CODES, &json!({ "email": email })).await;
            let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
            (answer.status, names, answer.text().replace(email, "…"))
        };
        assert_eq!(ask(ADA).await, ask("eve@example.org").await);
    }

    async fn a_code_lives_ten_minutes_and_is_used_once(shop: TestApp) {
        let browser = shop.shopper();
        let late = code(&shop, &browser, ADA).await;
        shop.advance(SignedDuration::from_mins(10));
        assert_eq!(refused(&try_code(&browser, ADA, &late).await), Rejection::CodeSpent);
        let first = code(&shop, &browser, ADA).await;
        let second = code(&shop, &browser, ADA).await;
        if first != second {
            assert_eq!(refused(&try_code(&browser, ADA, &first).await), Rejection::CodeWrong { tries_left: 4 });
        }
        shop.advance(SignedDuration::from_mins(9));
        try_code(&browser, ADA, &second).await.json::<SignedInView>();
        assert_eq!(refused(&try_code(&browser, ADA, &second).await), Rejection::CodeSpent);
        assert_eq!(refused(&try_code(&shop.shopper(), ADA, &second).await), Rejection::CodeSpent);
    }

    async fn a_code_opens_nothing_in_another_browser_or_for_another_address(shop: TestApp) {
        let (browser, thief) = (shop.shopper(), shop.shopper());
        let sent = code(&shop, &browser, ADA).await;
        assert_eq!(refused(&try_code(&thief, ADA, &sent).await), Rejection::CodeSpent);
        // The thief has a code of her own under way: still not that one.
        let own = code(&shop, &thief, ADA).await;
        if own != sent {
            assert_eq!(refused(&try_code(&thief, ADA, &sent).await), Rejection::CodeWrong { tries_left: 4 });
        }
        assert_eq!(refused(&try_code(&browser, "eve@example.org", &sent).await), Rejection::CodeSpent);
        try_code(&browser, ADA, &sent).await.json::<SignedInView>();
        assert_eq!(account(&thief).await, None);
    }

    async fn five_wrong_tries_burn_a_code(shop: TestApp) {
        let browser = shop.shopper();
        let right = code(&shop, &browser, ADA).await;
        for tries_left in (1..5).rev() {
            assert_eq!(refused(&try_code(&browser, ADA, &wrong(&right)).await), Rejection::CodeWrong { tries_left });
        }
        assert_eq!(refused(&try_code(&browser, ADA, &wrong(&right)).await), Rejection::CodeSpent);
        assert_eq!(refused(&try_code(&browser, ADA, &right).await), Rejection::CodeSpent);
        sign_in(&shop, &browser, ADA).await;
    }

    async fn wrong_tries_at_the_same_time_are_counted_one_by_one(shop: TestApp) {
        let browser = shop.shopper();
        let right = code(&shop, &browser, ADA).await;
        let answers = join_all((0..12).map(|_| try_code(&browser, ADA, &right))).await;
        let won = answers.iter().filter(|it| it.status.is_success()).count();
        assert_eq!(won, 1, "one code, one sign-in");
        let other = shop.shopper();
        let not_it = wrong(&code(&shop, &other, ADA).await);
        let answers = join_all((0..12).map(|_| try_code(&other, ADA, &not_it))).await;
        let tried = answers.iter().filter(|it| matches!(refused(it), Rejection::CodeWrong { .. })).count();
        assert_eq!(tried, 4, "the fifth burns it");
    }

    async fn an_address_and_a_client_get_so_many_codes(shop: TestApp) {
        for _ in 0..5 {
            shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
        }
        let answer = shop.shopper().post(CODES, &json!({"email": "ADA@example.org"})).await;
        answer.problem(429);
        assert_eq!(answer.header("retry-after"), "3600");
        let (letters,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM outbox", args![]).await.unwrap();
        assert_eq!(letters, 5);
        for hour in 0..2 {
            shop.advance(SignedDuration::from_hours(1));
            for _ in 0..5 {
                shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
            }
            assert_eq!(shop.shopper().post(CODES, &json!({"email": ADA})).await.status, 429, "hour {hour}");
        }
        shop.advance(SignedDuration::from_hours(1));
        assert_eq!(shop.shopper().post(CODES, &json!({"email": ADA})).await.status, 429, "fifteen a day");
        shop.advance(SignedDuration::from_hours(24));
        shop.shopper().post(CODES, &json!({"email": ADA})).await.json::<CodeSentView>();
        // The client's own allowance, whatever the address.
        for n in 0..119 {
            shop.advance(SignedDuration::from_millis(300));
            shop.shopper().post(CODES, &json!({"email": format!("n{n}@example.org")})).await.json::<CodeSentView>();
        }
        assert_eq!(shop.shopper().post(CODES, &json!({"email": "last@example.org"})).await.status, 429);
    }

    async fn what_cannot_be_right_names_its_field(shop: TestApp) {
        let browser = shop.shopper();
        for (path, body, field) in [
            (CODES, json!({}), "email"),
            (CODES, json!({"email": "ada"}), "email"),
            (CODES, json!({"email": "ada@example.org\nBcc: eve@example.org"}), "email"),
            (CODES, json!({"email": ADA, "admin": true}), "admin"),
            (SIGN_IN, json!({"email": ADA}), "code"),
            (SIGN_IN, json!({"email": ADA, "code": "12345"}), "code"),
            (SIGN_IN, json!({"email": ADA, "code": 123_456}), "code"),
        ] {
            assert_eq!(browser.post(path, &body).await.problem(422).field.as_deref(), Some(field), "{body}");
        }
    }

    async fn signing_in_changes_the_cookie_and_the_old_one_opens_nothing(shop: TestApp) {
        let browser = shop.shopper();
        let right = code(&shop, &browser, ADA).await;
        let planted = browser.copy();
        try_code(&browser, ADA, &right).await.json::<SignedInView>();
        // For a minute whoever has the old cookie is asked to come again, which the same browser does with the new one.
        let answer = planted.get(ACCOUNT).await;
        answer.problem(503);
        assert_eq!(answer.header("retry-after"), "1");
        assert_eq!(planted.post(api::cart::LINKS, &()).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_mins(1));
        assert_eq!(account(&planted).await, None);
        assert!(account(&browser).await.is_some());
    }

    async fn a_signed_in_cookie_changes_every_day_and_parallel_requests_do_not_mind(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        shop.advance(SignedDuration::from_hours(23));
        assert_eq!(browser.get(ACCOUNT).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_hours(1));
        let old = browser.copy();
        let answers = join_all((0..8).map(|_| old.copy()).map(async |tab| (tab.get(ACCOUNT).await, tab))).await;
        let rotated = answers.iter().filter(|(answer, _)| !answer.header("set-cookie").is_empty()).count();
        assert_eq!(rotated, 1);
        assert!(answers.iter().all(|(answer, _)| answer.json::<AccountState>().account.is_some()));
        // The browser that got the new cookie shows it; the old one has a minute from then on.
        let fresh = answers.into_iter().find(|(answer, _)| !answer.header("set-cookie").is_empty()).unwrap().1;
        shop.advance(SignedDuration::from_mins(30));
        assert!(account(&fresh).await.is_some());
        assert!(account(&old.copy()).await.is_some());
        shop.advance(SignedDuration::from_mins(1));
        assert_eq!(account(&old.copy()).await, None);
        assert!(account(&fresh).await.is_some());
    }

    async fn a_new_cookie_that_was_lost_is_given_again(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        shop.advance(SignedDuration::from_hours(24));
        assert_ne!(browser.copy().get(ACCOUNT).await.header("set-cookie"), "", "an answer that is lost");
        assert_eq!(browser.get(ACCOUNT).await.header("set-cookie"), "", "it may still be under way");
        shop.advance(SignedDuration::from_mins(2));
        assert_ne!(browser.get(ACCOUNT).await.header("set-cookie"), "");
        shop.advance(SignedDuration::from_mins(2));
        assert!(account(&browser).await.is_some());
    }

    async fn a_signed_in_session_ends_unused_and_in_any_case(shop: TestApp) {
        let (busy, idle) = (shop.shopper(), shop.shopper());
        sign_in(&shop, &busy, ADA).await;
        sign_in(&shop, &idle, ADA).await;
        for day in 1..90 {
            shop.advance(SignedDuration::from_hours(24));
            assert!(account(&busy).await.is_some(), "day {day}");
            if day == 30 {
                assert_eq!(account(&idle).await, None);
                assert_eq!(account(&busy).await.unwrap().devices.len(), 1, "an ended session is no device");
            }
        }
        shop.advance(SignedDuration::from_hours(24));
        assert_eq!(account(&busy).await, None);
        backend::account::sweep(&shop.app).await.unwrap();
        let (left,): (i64,) = shop.app.db.one("SELECT COUNT(*) FROM sessions WHERE account IS NOT NULL", args![]).await.unwrap();
        assert_eq!(left, 0);
    }

    async fn devices_are_listed_and_signed_out(shop: TestApp) {
        let (desk, phone, stranger) = (shop.shopper(), shop.shopper(), shop.shopper());
        sign_in(&shop, &desk, ADA).await;
        shop.advance(SignedDuration::from_mins(5));
        let devices = sign_in(&shop, &phone, ADA).await.account.devices;
        assert_eq!(devices.iter().map(|it| it.this).collect::<Vec<_>>(), [true, false], "the one last seen first");
        let theirs = sign_in(&shop, &stranger, "eve@example.org").await.account.devices;
        for foreign in [theirs[0].id.as_str(), "made-up", "a%2Fb"] {
            phone.post(&sign_out_device(foreign), &()).await.problem(404);
        }
        assert_eq!(shop.shopper().post(&sign_out_device(&devices[1].id), &()).await.problem(401).kind, ProblemKind::NotSignedIn);
        let left: AccountState = phone.post(&sign_out_device(&devices[1].id), &()).await.json();
        assert_eq!(left.account.unwrap().devices.len(), 1);
        assert_eq!(account(&desk).await, None);
        phone.post(&sign_out_device(&devices[1].id), &()).await.problem(404);
        let guest: AccountState = phone.post(&sign_out_device(&devices[0].id), &()).await.json();
        assert_eq!((guest.account, account(&phone).await), (None, None));
        assert!(account(&stranger).await.is_some());
    }

    async fn signing_out_everywhere_else_leaves_this_one(shop: TestApp) {
        let browsers = [shop.shopper(), shop.shopper(), shop.shopper()];
        for browser in &browsers {
            sign_in(&shop, browser, ADA).await;
        }
        let left: AccountView = browsers[1].post(SIGN_OUT_OTHERS, &()).await.json();
        assert!(left.devices.len() == 1 && left.devices[0].this);
        for (browser, is_in) in browsers.iter().zip([false, true, false]) {
            assert_eq!(account(browser).await.is_some(), is_in);
        }
        shop.shopper().post(SIGN_OUT_OTHERS, &()).await.problem(401);
    }

    async fn signing_out_starts_a_fresh_guest(shop: TestApp) {
        let browser = shop.shopper();
        sign_in(&shop, &browser, ADA).await;
        let before = browser.copy();
        let answer = browser.post(SIGN_OUT, &()).await;
        assert!(answer.header("set-cookie").starts_with("vitrine_session="));
        assert_eq!((account(&browser).await, account(&before).await), (None, None));
        assert_eq!(browser.get(CART).await.json::<BagView>().count, 0);
        sign_out(&browser).await;
        sign_out(&shop.shopper()).await;
    }

    async fn an_account_has_a_most_of_devices(shop: TestApp) {
        let first = shop.shopper();
        sign_in(&shop, &first, ADA).await;
        for n in 0..50 {
            shop.advance(SignedDuration::from_hours(3));
            let devices = sign_in(&shop, &shop.shopper(), ADA).await.account.devices.len();
            assert_eq!(devices, (n + 2).min(50));
        }
        assert_eq!(account(&first).await, None);
    }
}
