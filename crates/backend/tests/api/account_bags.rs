//! Bags that meet at sign-in: joined once, told, never doubled, whoever signs in where and how often.

use api::{
    account::{JoinedLine, SIGN_OUT_OTHERS},
    cart::{BagView, CART, LINKS, LinkView, REDEEM, RedeemLink},
};
use backend::app::Config;
use domain::cart::{JoinPolicy, Receive};
use jiff::SignedDuration;

use crate::{
    account::{ADA, code, sign_in, sign_out, try_code},
    goods::{add, pick_up, stock_up},
    on_both_engines,
    support::{Engine, Person, TestApp},
};

async fn bag(browser: &Person) -> Vec<(String, u32)> {
    let bag: BagView = browser.get(CART).await.json();
    let mut lines: Vec<_> = bag.lines.iter().map(|it| (it.line.sku.as_str().to_owned(), it.quantity)).collect();
    lines.sort();
    lines
}

fn lines(lines: &[(&str, u32)]) -> Vec<(String, u32)> {
    lines.iter().map(|(sku, quantity)| ((*sku).to_owned(), *quantity)).collect()
}

fn told(joined: &[JoinedLine]) -> Vec<(&str, &str, u32, u32)> {
    joined.iter().map(|it| (it.title.as_str(), it.phrase.as_str(), it.was, it.is)).collect()
}

/// A link to this browser's bag, used by another.
pub async fn share(from: &Person, to: &Person) {
    let link: LinkView = from.post(LINKS, &()).await.json();
    let token = link.url.split_once("#t=").unwrap().1.to_owned();
    to.post(REDEEM, &RedeemLink { token }).await.json::<BagView>();
}

on_both_engines! {
    async fn the_guests_bag_becomes_the_accounts_and_is_on_every_device(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        assert_eq!(sign_in(&shop, &desk, ADA).await.joined, []);
        assert_eq!(sign_in(&shop, &phone, ADA).await.joined, []);
        assert_eq!(bag(&phone).await, lines(&[("LIP-1", 2)]));
        add(&phone, 2, "SOAP-1", 1, Receive::Ship).await;
        assert_eq!(bag(&desk).await, lines(&[("LIP-1", 2), ("SOAP-1", 1)]));
    }

    async fn two_guests_bags_are_joined_and_the_shopper_is_told(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        add(&desk, 2, "LIP-2", 4, Receive::Ship).await;
        sign_in(&shop, &desk, ADA).await;
        add(&phone, 1, "LIP-1", 5, Receive::Ship).await;
        add(&phone, 2, "LIP-2", 1, Receive::Ship).await;
        add(&phone, 3, "SOAP-1", 1, pick_up("kreuzberg")).await;
        let joined = sign_in(&shop, &phone, ADA).await.joined;
        assert_eq!(told(&joined), [("Velvet Lipstick", "Oxblood", 2, 5), ("Quiet Soap", "", 0, 1)]);
        assert_eq!(joined[1].receive, Some(pick_up("kreuzberg")));
        for device in [&desk, &phone] {
            assert_eq!(bag(device).await, lines(&[("LIP-1", 5), ("LIP-2", 4), ("SOAP-1", 1)]));
        }
        // What the phone had pushed as a guest is known: repeating it does nothing.
        add(&phone, 3, "SOAP-1", 1, pick_up("kreuzberg")).await;
        assert_eq!(bag(&desk).await, lines(&[("LIP-1", 5), ("LIP-2", 4), ("SOAP-1", 1)]));
    }

    async fn out_and_in_ten_times_doubles_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let browser = shop.shopper();
        add(&browser, 1, "LIP-1", 3, Receive::Ship).await;
        sign_in(&shop, &browser, ADA).await;
        let before: BagView = browser.get(CART).await.json();
        for _ in 0..10 {
            sign_out(&browser).await;
            assert_eq!(bag(&browser).await, []);
            shop.advance(SignedDuration::from_hours(2));
            assert_eq!(sign_in(&shop, &browser, ADA).await.joined, []);
        }
        let after: BagView = browser.get(CART).await.json();
        assert_eq!((after.seq, after.lines.len()), (before.seq, before.lines.len()));
        assert_eq!(bag(&browser).await, lines(&[("LIP-1", 3)]));
        // Signing in again without signing out changes nothing either.
        assert_eq!(sign_in(&shop, &browser, ADA).await.joined, []);
        assert_eq!(bag(&browser).await, lines(&[("LIP-1", 3)]));
    }

    async fn two_browsers_that_sign_in_at_once_end_up_with_one_bag(shop: TestApp) {
        stock_up(&shop).await;
        for round in 0..5_u32 {
            let email = &format!("ada{round}@example.org");
            let (desk, phone) = (shop.shopper(), shop.shopper());
            add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
            add(&phone, 1, "LIP-1", 3, Receive::Ship).await;
            add(&phone, 2, "SOAP-1", 1, Receive::Ship).await;
            let (one, two) = (code(&shop, &desk, email).await, code(&shop, &phone, email).await);
            let (one, two) = tokio::join!(try_code(&desk, email, &one), try_code(&phone, email, &two));
            assert!(one.status.is_success() && two.status.is_success(), "{} {}", one.text(), two.text());
            assert_eq!(bag(&desk).await, lines(&[("LIP-1", 3), ("SOAP-1", 1)]));
            assert_eq!(bag(&phone).await, bag(&desk).await);
            shop.advance(SignedDuration::from_mins(2));
        }
    }

    async fn an_open_stream_moves_into_the_accounts_bag(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        sign_in(&shop, &desk, ADA).await;
        add(&phone, 1, "SOAP-1", 1, Receive::Ship).await;
        let mut live = phone.stream(api::cart::EVENTS).await;
        let next = async |live: &mut crate::support::Events| serde_json::from_str::<BagView>(&live.next().await.unwrap().2).unwrap();
        assert_eq!(next(&mut live).await.count, 1);
        sign_in(&shop, &phone, ADA).await;
        assert_eq!(next(&mut live).await.count, 3);
    }

    async fn another_account_on_the_same_browser_gets_nothing_of_the_first(shop: TestApp) {
        stock_up(&shop).await;
        let browser = shop.shopper();
        add(&browser, 1, "LIP-1", 2, Receive::Ship).await;
        sign_in(&shop, &browser, ADA).await;
        sign_in(&shop, &browser, "eve@example.org").await;
        assert_eq!(bag(&browser).await, []);
        let desk = shop.shopper();
        let ada = sign_in(&shop, &desk, ADA).await;
        assert_eq!((bag(&desk).await, ada.account.devices.len()), (lines(&[("LIP-1", 2)]), 1));
    }

    async fn a_shared_bag_is_never_carried_into_another_account(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, guest, eve) = (shop.shopper(), shop.shopper(), shop.shopper());
        add(&ada, 1, "LIP-1", 2, Receive::Ship).await;
        sign_in(&shop, &ada, ADA).await;
        share(&ada, &guest).await;
        assert_eq!(bag(&guest).await, lines(&[("LIP-1", 2)]));
        sign_in(&shop, &guest, "eve@example.org").await;
        assert_eq!(bag(&guest).await, []);
        // Someone who is signed in and opens a link of another account gets a copy.
        add(&guest, 1, "SOAP-1", 1, Receive::Ship).await;
        share(&ada, &guest).await;
        assert_eq!(bag(&guest).await, lines(&[("LIP-1", 2), ("SOAP-1", 1)]));
        add(&guest, 2, "SOAP-1", 1, Receive::Ship).await;
        assert_eq!(bag(&ada).await, lines(&[("LIP-1", 2)]));
        sign_in(&shop, &eve, "eve@example.org").await;
        assert_eq!(bag(&eve).await, lines(&[("LIP-1", 2), ("SOAP-1", 2)]));
    }

    async fn an_account_keeps_its_bag_when_it_opens_a_guests_link(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, guest, phone) = (shop.shopper(), shop.shopper(), shop.shopper());
        add(&ada, 1, "LIP-1", 2, Receive::Ship).await;
        sign_in(&shop, &ada, ADA).await;
        add(&guest, 1, "SOAP-1", 1, Receive::Ship).await;
        share(&guest, &ada).await;
        let both = lines(&[("LIP-1", 2), ("SOAP-1", 1)]);
        assert_eq!((bag(&ada).await, bag(&guest).await), (both.clone(), both.clone()));
        sign_in(&shop, &phone, ADA).await;
        assert_eq!(bag(&phone).await, both);
        // Signing out everywhere else takes the bag back from whoever shares it.
        ada.post(SIGN_OUT_OTHERS, &()).await.json::<api::account::AccountView>();
        assert_eq!((bag(&ada).await, bag(&guest).await, bag(&phone).await), (both, vec![], vec![]));
    }
}

#[tokio::test]
async fn the_merchant_says_whose_number_counts() {
    for (join, lip, soap) in [(JoinPolicy::Max, 3, 2), (JoinPolicy::Sum, 5, 3), (JoinPolicy::GuestWins, 3, 1)] {
        let shop = TestApp::configured(Engine::Sqlite, Config { join, ..Config::default() }).await;
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        add(&desk, 2, "SOAP-1", 2, Receive::Ship).await;
        sign_in(&shop, &desk, ADA).await;
        add(&phone, 1, "LIP-1", 3, Receive::Ship).await;
        add(&phone, 2, "SOAP-1", 1, Receive::Ship).await;
        sign_in(&shop, &phone, ADA).await;
        assert_eq!(bag(&desk).await, lines(&[("LIP-1", lip), ("SOAP-1", soap)]), "{join:?}");
    }
}
