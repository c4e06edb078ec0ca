//! Passkeys, with an authenticator made of software: made when fresh, signing in without an address, used up, deleted.

use api::{
    account::{
        ACCOUNT, AccountState, AccountView, PASSKEY_OPTIONS, PASSKEY_SIGN_IN, PASSKEY_SIGN_IN_OPTIONS, PASSKEYS,
        PasskeyAnswer, PasskeyOptionsView, SignedInView, delete_passkey,
    },
    problem::Rejection,
};
use backend::app::Config;
use jiff::SignedDuration;
use serde_json::{Value, json};
use webauthn_authenticator_rs::{WebauthnAuthenticator as _, prelude::Url, softpasskey::SoftPasskey};

use crate::{
    account::{ADA, account, sign_in},
    on_both_engines,
    support::{Answer, Engine, Person, TestApp},
};

const HOST: &str = "localhost:8080";

/// A browser with one passkey, which it remembers as a real one would.
struct Authenticator {
    soft: SoftPasskey,
    id: Value,
    user: Value,
}

impl Authenticator {
    /// Makes a passkey from the server's options, and says what `JSON.stringify` of it is.
    fn make(options: &PasskeyOptionsView) -> (Self, PasskeyAnswer) {
        let mut asked: Value = serde_json::from_str(&options.options).unwrap();
        let selection = &asked["publicKey"]["authenticatorSelection"];
        assert_eq!(
            (&selection["residentKey"], &selection["userVerification"]),
            (&json!("required"), &json!("required"))
        );
        assert_eq!(asked["publicKey"]["rp"]["id"], "localhost");
        // The software authenticator keeps nothing; what it would keep is kept here.
        asked["publicKey"]["authenticatorSelection"]["residentKey"] = json!("discouraged");
        asked["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(false);
        let mut soft = SoftPasskey::new(true);
        let made = soft.do_registration(origin(), serde_json::from_value(asked.clone()).unwrap()).unwrap();
        let made = serde_json::to_value(&made).unwrap();
        let authenticator = Self { soft, id: made["rawId"].clone(), user: asked["publicKey"]["user"]["id"].clone() };
        (authenticator, PasskeyAnswer { credential: made.to_string() })
    }

    /// Signs what the server asks for.
    fn sign(&mut self, options: &PasskeyOptionsView) -> PasskeyAnswer {
        let mut asked: Value = serde_json::from_str(&options.options).unwrap();
        assert_eq!(asked.get("mediation"), None);
        assert_eq!(asked["publicKey"]["allowCredentials"], json!([]), "whichever passkey she chooses");
        // So it is told which passkey to use, and for whom afterwards.
        asked["publicKey"]["allowCredentials"] = json!([{ "type": "public-key", "id": self.id }]);
        let signed = self.soft.do_authentication(origin(), serde_json::from_value(asked).unwrap()).unwrap();
        let mut signed = serde_json::to_value(&signed).unwrap();
        signed["response"]["userHandle"] = self.user.clone();
        PasskeyAnswer { credential: signed.to_string() }
    }
}

fn origin() -> Url {
    Url::parse("http://localhost:8080").unwrap()
}

async fn options(browser: &Person, path: &str) -> PasskeyOptionsView {
    browser.post(path, &()).await.json()
}

/// Makes a passkey in a browser that is freshly signed in.
async fn make(browser: &Person) -> Authenticator {
    let (authenticator, answer) = Authenticator::make(&options(browser, PASSKEY_OPTIONS).await);
    browser.post(PASSKEYS, &answer).await.json::<AccountView>();
    authenticator
}

async fn enter(browser: &Person, authenticator: &mut Authenticator) -> Answer {
    let answer = authenticator.sign(&options(browser, PASSKEY_SIGN_IN_OPTIONS).await);
    browser.post(PASSKEY_SIGN_IN, &answer).await
}

fn refused(answer: &Answer) {
    assert_eq!(answer.problem(409).rejection, Some(Rejection::PasskeyRefused));
}

on_both_engines! {
    async fn a_passkey_signs_in_without_an_address(shop: TestApp) {
        let (desk, phone) = (shop.shopper().at(HOST), shop.shopper().at(HOST));
        sign_in(&shop, &desk, ADA).await;
        assert!(desk.get(ACCOUNT).await.json::<AccountState>().passkeys_possible);
        let mut authenticator = make(&desk).await;
        shop.advance(SignedDuration::from_mins(30));
        let before = phone.copy();
        let answer = enter(&phone, &mut authenticator).await;
        assert_ne!(answer.header("set-cookie"), "");
        let signed_in: SignedInView = answer.json();
        assert_eq!((signed_in.account.email.as_str(), signed_in.first, signed_in.account.devices.len()), (ADA, false, 2));
        let [passkey] = &signed_in.account.passkeys[..] else { panic!("one passkey") };
        assert_eq!(passkey.used_at.duration_since(passkey.created_at), SignedDuration::from_mins(30));
        assert_eq!(account(&before).await, None);
        // It is as good as a code for what cannot be undone.
        phone.post(PASSKEY_OPTIONS, &()).await.json::<PasskeyOptionsView>();
    }

    async fn making_one_needs_a_fresh_sign_in(shop: TestApp) {
        let browser = shop.shopper().at(HOST);
        browser.post(PASSKEY_OPTIONS, &()).await.problem(401);
        browser.post(PASSKEYS, &PasskeyAnswer { credential: "{}".into() }).await.problem(401);
        sign_in(&shop, &browser, ADA).await;
        shop.advance(SignedDuration::from_mins(10));
        let problem = browser.post(PASSKEY_OPTIONS, &()).await.problem(403);
        assert_eq!(problem.rejection, Some(Rejection::SignInAgain));
        assert!(problem.remedy.unwrap().contains("Sign in again"));
        sign_in(&shop, &browser, ADA).await;
        make(&browser).await;
    }

    async fn an_answer_counts_once_in_time_and_from_the_browser_that_was_asked(shop: TestApp) {
        let (desk, phone, thief) = (shop.shopper().at(HOST), shop.shopper().at(HOST), shop.shopper().at(HOST));
        sign_in(&shop, &desk, ADA).await;
        let asked = options(&desk, PASSKEY_OPTIONS).await;
        let (mut authenticator, made) = Authenticator::make(&asked);
        desk.post(PASSKEYS, &made).await.json::<AccountView>();
        refused(&desk.post(PASSKEYS, &made).await);

        let signed = authenticator.sign(&options(&phone, PASSKEY_SIGN_IN_OPTIONS).await);
        refused(&thief.post(PASSKEY_SIGN_IN, &signed).await);
        phone.post(PASSKEY_SIGN_IN, &signed).await.json::<SignedInView>();
        refused(&phone.post(PASSKEY_SIGN_IN, &signed).await);

        let late = authenticator.sign(&options(&thief, PASSKEY_SIGN_IN_OPTIONS).await);
        shop.advance(SignedDuration::from_mins(5));
        refused(&thief.post(PASSKEY_SIGN_IN, &late).await);
        // What was signed for one challenge is nothing for the next.
        options(&thief, PASSKEY_SIGN_IN_OPTIONS).await;
        refused(&thief.post(PASSKEY_SIGN_IN, &late).await);
        refused(&thief.post(PASSKEY_SIGN_IN, &late).await);
        assert_eq!(account(&thief).await, None);
    }

    async fn what_was_tampered_with_is_refused(shop: TestApp) {
        let desk = shop.shopper().at(HOST);
        sign_in(&shop, &desk, ADA).await;
        let mut authenticator = make(&desk).await;
        for (field, value) in [
            ("/response/userHandle", json!("AAAAAAAAAAAAAAAAAAAAAA")),
            ("/response/userHandle", json!(null)),
            ("/response/signature", json!("MEUCIQDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
            ("/rawId", json!("AAAA")),
        ] {
            let thief = shop.shopper().at(HOST);
            let signed = authenticator.sign(&options(&thief, PASSKEY_SIGN_IN_OPTIONS).await);
            let mut credential: Value = serde_json::from_str(&signed.credential).unwrap();
            *credential.pointer_mut(field).unwrap() = value;
            refused(&thief.post(PASSKEY_SIGN_IN, &PasskeyAnswer { credential: credential.to_string() }).await);
            assert_eq!(account(&thief).await, None, "{field}");
        }
        for bad in ["", "{}", "[]", "null"] {
            let problem = desk.post(PASSKEY_SIGN_IN, &PasskeyAnswer { credential: bad.into() }).await.problem(422);
            assert_eq!(problem.field.as_deref(), Some("credential"), "{bad}");
        }
    }

    async fn a_deleted_passkey_signs_in_no_more(shop: TestApp) {
        let (desk, stranger) = (shop.shopper().at(HOST), shop.shopper().at(HOST));
        sign_in(&shop, &desk, ADA).await;
        let mut authenticator = make(&desk).await;
        sign_in(&shop, &stranger, "eve@example.org").await;
        let id = account(&desk).await.unwrap().passkeys[0].id.clone();
        stranger.post(&delete_passkey(&id), &()).await.problem(404);
        shop.shopper().post(&delete_passkey(&id), &()).await.problem(401);
        enter(&shop.shopper().at(HOST), &mut authenticator).await.json::<SignedInView>();
        assert_eq!(desk.post(&delete_passkey(&id), &()).await.json::<AccountView>().passkeys, []);
        desk.post(&delete_passkey(&id), &()).await.problem(404);
        refused(&enter(&shop.shopper().at(HOST), &mut authenticator).await);
    }

    async fn an_address_that_cannot_have_passkeys_says_so(shop: TestApp) {
        for host in ["127.0.0.1:8080", "192.168.1.7:8080", "[::1]:8080", "shop.test", "localhost.example"] {
            let browser = shop.shopper().at(host);
            let problem = browser.post(PASSKEY_SIGN_IN_OPTIONS, &()).await.problem(409);
            assert_eq!(problem.rejection, Some(Rejection::PasskeysUnavailable), "{host}");
            assert!(!browser.get(ACCOUNT).await.json::<AccountState>().passkeys_possible);
        }
    }
}

#[tokio::test]
async fn behind_https_passkeys_belong_to_the_public_name() {
    for (public_url, possible) in
        [("https://shop.example", true), ("http://shop.example", false), ("https://192.168.1.7:8443", false)]
    {
        let config = Config { public_url: Some(public_url.into()), ..Config::default() };
        let shop = TestApp::configured(Engine::Sqlite, config).await;
        let browser = shop.shopper();
        assert_eq!(browser.get(ACCOUNT).await.json::<AccountState>().passkeys_possible, possible, "{public_url}");
        if possible {
            let asked: Value = serde_json::from_str(&options(&browser, PASSKEY_SIGN_IN_OPTIONS).await.options).unwrap();
            assert_eq!(asked["publicKey"]["rpId"], "shop.example");
        }
    }
}
