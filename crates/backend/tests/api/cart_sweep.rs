//! Bags that nobody can come back to are forgotten, and no others.

use api::cart::{BagView, CART, LINKS, LinkView, REDEEM, RedeemLink};
use backend::{account, args, cart};
use domain::cart::Receive;
use jiff::SignedDuration;

use crate::{
    account::{ADA, sign_in, sign_out},
    goods::{add, stock_up},
    on_both_engines,
    support::{Person, TestApp},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What the hourly sweep does about sessions and bags.
async fn sweep(shop: &TestApp) -> u64 {
    account::sweep(&shop.app).await.unwrap();
    cart::sweep(&shop.app).await.unwrap()
}

/// How many rows there are of bags, their lines, their pages, their links, their sessions.
async fn rows(shop: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "SELECT COUNT(*) FROM carts",
        "SELECT COUNT(*) FROM cart_lines",
        "SELECT COUNT(*) FROM cart_actors",
        "SELECT COUNT(*) FROM cart_links",
        "SELECT COUNT(*) FROM cart_sessions",
    ] {
        let (count,): (i64,) = shop.app.db.one(sql, args![]).await.unwrap();
        counts.push(count);
    }
    counts
}

async fn count(browser: &Person) -> u32 {
    browser.get(CART).await.json::<BagView>().count
}

async fn share(from: &Person, to: &Person) {
    let link: LinkView = from.post(LINKS, &()).await.json();
    let token = link.url.split_once("#t=").unwrap().1.to_owned();
    to.post(REDEEM, &RedeemLink { token }).await.json::<BagView>();
}

on_both_engines! {
    async fn a_guests_bag_goes_with_her_session_and_everything_of_it(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        add(&phone, 1, "SOAP-1", 1, Receive::Ship).await;
        share(&desk, &phone).await;
        shop.advance(DAY * 179);
        sweep(&shop).await;
        // She comes back with one of her devices in time: the bag is there, also for the other.
        assert_eq!(count(&phone).await, 3);
        shop.advance(DAY * 2);
        assert_eq!(sweep(&shop).await, 0);
        assert_eq!((count(&desk).await, count(&phone).await), (0, 3));
        shop.advance(DAY * 181);
        sweep(&shop).await;
        assert_eq!(rows(&shop).await, [0, 0, 0, 0, 0]);
        assert_eq!(count(&phone).await, 0);
    }

    async fn an_accounts_bag_outlives_its_sessions(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, guest) = (shop.shopper(), shop.shopper());
        add(&desk, 1, "LIP-1", 2, Receive::Ship).await;
        sign_in(&shop, &desk, ADA).await;
        add(&guest, 1, "SOAP-1", 4, Receive::Ship).await;
        shop.advance(DAY * 400);
        assert_eq!(sweep(&shop).await, 1);
        let phone = shop.shopper();
        sign_in(&shop, &phone, ADA).await;
        assert_eq!(count(&phone).await, 2);
    }

    async fn a_bag_that_was_joined_to_another_is_forgotten_a_day_later(shop: TestApp) {
        stock_up(&shop).await;
        let (desk, phone) = (shop.shopper(), shop.shopper());
        for (browser, sku) in [(&desk, "LIP-1"), (&phone, "SOAP-1")] {
            add(browser, 1, sku, 1, Receive::Ship).await;
            sign_in(&shop, browser, ADA).await;
        }
        assert_eq!((sweep(&shop).await, rows(&shop).await[0]), (0, 2));
        shop.advance(DAY);
        assert_eq!((sweep(&shop).await, rows(&shop).await[0]), (1, 1));
        assert_eq!(count(&desk).await, 2);
        // Signing out leaves the account's bag where it is; the guest's new one is hers as long as she comes.
        sign_out(&desk).await;
        add(&desk, 1, "LIP-2", 1, Receive::Ship).await;
        shop.advance(DAY * 2);
        assert_eq!((sweep(&shop).await, count(&desk).await, count(&phone).await), (0, 1, 2));
    }
}
