//! Stock for staff: figures, the ledger, adjustments and counts.

use api::inventory::{
    AdjustStock, CountShelf, CountView, LedgerView, LevelView, LevelsView, STAFF_ADJUST, STAFF_COUNT, STAFF_LEDGER,
    STAFF_LEVEL, STAFF_LEVELS, staff_stock,
};
use domain::{
    id::{LocationCode, Sku},
    inventory::{Adjustment, Cause, Levels},
    orders::StaffAction,
};
use serde::Serialize;

use crate::{
    goods::{add, card, check_books, order_of, pack_boxes, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

pub fn at(path: &str, sku: &str, location: &str) -> String {
    staff_stock(path, &Sku::parse(sku).unwrap(), &LocationCode::parse(location).unwrap())
}

pub async fn level(who: &Person, sku: &str, location: &str) -> LevelView {
    who.get(&at(STAFF_LEVEL, sku, location)).await.json()
}

pub async fn keyed(who: &Person, path: &str, key: &str, body: &impl Serialize) -> Answer {
    who.post_with(path, &[("idempotency-key", key)], body).await
}

pub async fn adjust(who: &Person, key: &str, sku: &str, what: Adjustment, pieces: u32) -> Answer {
    keyed(who, &at(STAFF_ADJUST, sku, "mitte"), key, &AdjustStock { what, pieces, note: None }).await
}

async fn count(who: &Person, key: &str, sku: &str, counted: u32, ver: i64) -> Answer {
    keyed(who, &at(STAFF_COUNT, sku, "mitte"), key, &CountShelf { counted, ver }).await
}

/// Orders some of a variant for collection at Mitte.
async fn order(shop: &TestApp, sku: &str, quantity: i64) -> (Person, api::orders::OrderView) {
    let shopper = shop.shopper();
    add(&shopper, 1, sku, quantity, pick_up("mitte")).await;
    let placed = place(&shopper, "k", &order_of(&plan(&shopper).await, card("test-approve"))).await.json();
    (shopper, placed)
}

on_both_engines! {
    async fn staff_see_figures_and_every_movement_of_their_own_place(shop: TestApp) {
        stock_up(&shop).await;
        let (clerk, elsewhere) = (shop.staff("mitte").await, shop.staff("soho").await);
        let planner = shop.staff_as("leipzig", "planner").await;
        order(&shop, "LIP-1", 2).await;
        let now = level(&clerk, "LIP-1", "mitte").await;
        assert_eq!(now.levels, Levels { on_hand: 6, committed: 2, safety: 1, ..Levels::default() });
        assert_eq!((now.available, now.ver), (3, 2));
        assert_eq!(level(&clerk, "SOAP-1", "mitte").await.ver, 0);

        let ledger: LedgerView = clerk.get(&format!("{}&limit=1", at(STAFF_LEDGER, "LIP-1", "mitte"))).await.json();
        assert_eq!((ledger.entries.len(), ledger.entries[0].by.committed + ledger.entries[0].by.on_hand > 0), (1, true));
        let next = format!("{}&before={}", at(STAFF_LEDGER, "LIP-1", "mitte"), ledger.next.unwrap());
        let rest: LedgerView = clerk.get(&next).await.json();
        let mut causes = vec![ledger.entries[0].cause, rest.entries[0].cause];
        causes.sort_by_key(|cause| cause.word());
        // Both happened in one millisecond of the clock that stands still.
        assert_eq!((causes, rest.next), (vec![Cause::Import, Cause::Sale], None));

        let page: LevelsView = clerk.get(&format!("{STAFF_LEVELS}?limit=1")).await.json();
        assert_eq!((page.levels[0].sku.as_str(), page.next.as_deref()), ("LIP-1", Some("LIP-1")));
        let page: LevelsView = clerk.get(&format!("{STAFF_LEVELS}?limit=1&after=LIP-1")).await.json();
        assert_eq!((page.levels[0].sku.as_str(), page.next), ("LIP-2", None));

        shop.shopper().get(&at(STAFF_LEVEL, "LIP-1", "mitte")).await.problem(401);
        elsewhere.get(&at(STAFF_LEVEL, "LIP-1", "mitte")).await.problem(404);
        assert_eq!(level(&planner, "LIP-1", "mitte").await, now);
        clerk.get(&at(STAFF_LEVEL, "NO-SUCH", "mitte")).await.problem(404);
        planner.get(&at(STAFF_LEVEL, "LIP-1", "nowhere")).await.problem(404);
        clerk.get(&format!("{}&before=yesterday", at(STAFF_LEDGER, "LIP-1", "mitte"))).await.problem(422);
        clerk.get(&format!("{STAFF_LEVELS}?limit=201")).await.problem(422);
    }

    async fn what_is_damaged_cannot_be_sold_and_what_is_promised_cannot_be_put_aside(shop: TestApp) {
        stock_up(&shop).await;
        let clerk = shop.staff("mitte").await;
        order(&shop, "LIP-1", 2).await;
        let aside: LevelView = adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 3).await.json();
        assert_eq!((aside.levels.unavailable, aside.available), (3, 0));
        // The same again changes nothing; the same key for something else is refused.
        let again: LevelView = adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 3).await.json();
        assert_eq!(again, aside);
        adjust(&clerk, "a", "LIP-1", Adjustment::Damaged, 1).await.problem(422);
        let refused = adjust(&clerk, "b", "LIP-1", Adjustment::Inspect, 2).await.problem(409);
        assert!(refused.detail.unwrap().contains("only 1 of 6 pieces are free, 2 are promised"));
        let sound: LevelView = adjust(&clerk, "c", "LIP-1", Adjustment::Sound, 1).await.json();
        assert_eq!((sound.levels.unavailable, sound.available), (2, 1));
        let gone: LevelView = adjust(&clerk, "d", "LIP-1", Adjustment::WriteOff, 2).await.json();
        assert_eq!((gone.levels.on_hand, gone.levels.unavailable, gone.available), (4, 0, 1));
        adjust(&clerk, "e", "LIP-1", Adjustment::Passed, 1).await.problem(409);
        adjust(&clerk, "f", "LIP-1", Adjustment::Damaged, 0).await.problem(422);
        clerk.post(&at(STAFF_ADJUST, "LIP-1", "mitte"), &AdjustStock { what: Adjustment::Damaged, pieces: 1, note: None }).await.problem(422);
        check_books(&shop).await;
    }

    async fn a_manager_decides_what_is_kept_back(shop: TestApp) {
        stock_up(&shop).await;
        let (clerk, manager) = (shop.staff("mitte").await, shop.staff_as("mitte", "manager").await);
        adjust(&clerk, "a", "LIP-1", Adjustment::KeepBack, 3).await.problem(403);
        let kept: LevelView = adjust(&manager, "a", "LIP-1", Adjustment::KeepBack, 3).await.json();
        assert_eq!((kept.levels.safety, kept.available), (3, 3));
        check_books(&shop).await;
    }

    async fn a_count_books_the_difference_and_undoes_no_sale(shop: TestApp) {
        stock_up(&shop).await;
        let clerk = shop.staff("mitte").await;
        let before = level(&clerk, "LIP-1", "mitte").await;
        // Sold while she counts, but still on the shelf: it is among what she counted.
        order(&shop, "LIP-1", 2).await;
        let booked: CountView = count(&clerk, "a", "LIP-1", 5, before.ver).await.json();
        assert_eq!((booked.expected, booked.difference, booked.missing), (6, -1, 0));
        assert_eq!((booked.level.levels.on_hand, booked.level.levels.committed, booked.level.available), (5, 2, 2));
        let again: CountView = count(&clerk, "a", "LIP-1", 5, before.ver).await.json();
        assert_eq!(again, booked);
        // Somebody else, with what she read before that count.
        let late = count(&clerk, "b", "LIP-1", 6, before.ver).await.problem(409);
        assert!(late.detail.unwrap().contains("there should be 5 now"));
        // A shelf that never had any.
        let found: CountView = count(&clerk, "c", "SOAP-1", 3, 0).await.json();
        assert_eq!((found.difference, found.level.levels.safety, found.level.available), (3, 1, 2));
        check_books(&shop).await;
    }

    async fn goods_that_leave_during_a_count_make_it_worthless(shop: TestApp) {
        stock_up(&shop).await;
        let clerk = shop.staff("mitte").await;
        let (shopper, placed) = order(&shop, "LIP-1", 2).await;
        let before = level(&clerk, "LIP-1", "mitte").await;
        let path = api::orders::staff_step(&placed.number);
        let step = |action, handover| api::orders::StaffStep { group: 0, action, handover };
        clerk.post(&path, &step(StaffAction::MarkReady, None)).await.json::<api::orders::OrderView>();
        let ready: api::orders::OrderView = shopper.get(&api::orders::order(&placed.number)).await.json();
        let token = ready.groups[0].handover.as_ref().map(|it| it.token.clone());
        clerk.post(&path, &step(StaffAction::HandOver, token)).await.json::<api::orders::OrderView>();
        count(&clerk, "a", "LIP-1", 6, before.ver).await.problem(409);
        let now = level(&clerk, "LIP-1", "mitte").await;
        let booked: CountView = count(&clerk, "b", "LIP-1", 4, now.ver).await.json();
        assert_eq!((booked.difference, booked.level.levels.on_hand), (0, 4));
        check_books(&shop).await;
    }

    async fn a_count_below_what_is_promised_stops_selling_and_names_the_orders(shop: TestApp) {
        stock_up(&shop).await;
        let clerk = shop.staff("mitte").await;
        let (_, first) = order(&shop, "LIP-1", 2).await;
        let (_, second) = order(&shop, "LIP-1", 2).await;
        let before = level(&clerk, "LIP-1", "mitte").await;
        let short: CountView = count(&clerk, "a", "LIP-1", 3, before.ver).await.json();
        assert_eq!((short.difference, short.missing, short.level.available), (-2, 1, 0));
        let mut held = short.promised_to;
        held.sort();
        let mut numbers = vec![first.number.to_string(), second.number.to_string()];
        numbers.sort();
        assert_eq!(held, numbers);
        check_books(&shop).await;
        // One of them is let go; then the shelf can be counted for what it is.
        let step = api::orders::StaffStep { group: 0, action: StaffAction::Cancel, handover: None };
        clerk.post(&api::orders::staff_step(&second.number), &step).await.json::<api::orders::OrderView>();
        let now = level(&clerk, "LIP-1", "mitte").await;
        let right: CountView = count(&clerk, "b", "LIP-1", 3, now.ver).await.json();
        assert_eq!((right.difference, right.missing, right.level.available), (-1, 0, 0));
        check_books(&shop).await;
    }

    async fn a_bundle_is_not_counted_but_its_parts(shop: TestApp) {
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        let clerk = shop.staff("mitte").await;
        let refused = count(&clerk, "a", "DUO-1", 3, 0).await.problem(422);
        assert_eq!(refused.field.as_deref(), Some("sku"));
        adjust(&clerk, "b", "DUO-1", Adjustment::Damaged, 1).await.problem(422);
    }
}
