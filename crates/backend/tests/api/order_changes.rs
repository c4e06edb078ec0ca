//! What a shopper changes of her order herself, and how she finds it again without its link.

use api::{
    checkout::Collection,
    orders::{
        Change, ChoicesView, FIND_ORDER, FOUND_ORDER, FindOrder, FoundOrder, OpenOrder, OrderChange, OrderView,
        StaffStep, open_order, order, order_changes, order_choices, order_events, staff_step,
    },
    problem::Rejection,
};
use backend::payments::reconcile;
use domain::{
    account::Code,
    cart::Receive,
    checkout::{PlanProblem, Slot},
    orders::{GroupState, PaymentState, ShopperMay, StaffAction},
    text::{Email, Line},
};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, hosted, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

pub async fn ordered(shopper: &Person, sku: &str, quantity: i64, receive: Receive, token: Option<&str>) -> OrderView {
    add(shopper, 1, sku, quantity, receive).await;
    let payment = token.map_or(api::checkout::PaymentChoice::InStore, card);
    place(shopper, "k", &order_of(&plan(shopper).await, payment)).await.json()
}

pub async fn change(shopper: &Person, order: &OrderView, change: Change) -> Answer {
    shopper.post(&order_changes(&order.number), &OrderChange { group: 0, change }).await
}

async fn choices(shopper: &Person, order: &OrderView) -> ChoicesView {
    shopper.get(&order_choices(&order.number, 0)).await.json()
}

pub fn collect(store: &str, slot: Slot) -> Change {
    Change::Collect(Collection { receive: pick_up(store), slot, vehicle: None })
}

pub async fn first_slot(shopper: &Person, order: &OrderView, store: &str) -> Slot {
    let choices = choices(shopper, order).await;
    let store = choices.stores.iter().find(|it| it.store.code.as_str() == store).unwrap();
    store.slots.iter().find(|slot| slot.free).unwrap().slot
}

/// The last code that was sent to an address.
async fn code_for(shop: &TestApp, email: &str) -> Option<Code> {
    let body: Option<(String,)> = shop
        .app
        .db
        .maybe(
            "SELECT body FROM outbox WHERE kind = 'order code' AND recipient = $1 ORDER BY id DESC LIMIT 1",
            vec![backend::db::Arg::from(email)],
        )
        .await
        .unwrap();
    let body: serde_json::Value = serde_json::from_str(&body?.0).unwrap();
    Some(Code::parse(body["code"].as_str().unwrap()).unwrap())
}

on_both_engines! {
    async fn another_store_takes_it_over_with_goods_and_slot(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-1", 2, pick_up("mitte"), None).await;
        assert!(placed.groups[0].may.change_receiving);
        let offered = choices(&ada, &placed).await;
        let codes: Vec<&str> = offered.stores.iter().map(|it| it.store.code.as_str()).collect();
        assert_eq!((codes, offered.can_be_sent), (vec!["mitte", "kreuzberg"], false));
        assert!(offered.stores[0].metres == 0 && offered.stores[1].metres > 1_000);

        let slot = first_slot(&ada, &placed, "kreuzberg").await;
        for _ in 0..2 {
            let moved: OrderView = change(&ada, &placed, collect("kreuzberg", slot)).await.json();
            assert_eq!(moved.groups[0].receive, pick_up("kreuzberg"));
            assert_eq!((moved.total, moved.groups[0].slot.unwrap().slot), (placed.total, slot));
            assert_ne!(moved.groups[0].handover, placed.groups[0].handover, "the old code opens nothing there");
            check_books(&shop).await;
        }
        let slots: Vec<Slot> = choices(&ada, &placed).await.stores[0].slots.iter().map(|it| it.slot).collect();
        let later: OrderView = change(&ada, &placed, collect("kreuzberg", slots[3])).await.json();
        assert_eq!(later.groups[0].slot.unwrap().slot, slots[3]);
        check_books(&shop).await;

        // The store it was at has nothing to do with it any more.
        let step = StaffStep { group: 0, action: StaffAction::StartPicking, handover: None };
        shop.staff("mitte").await.post(&staff_step(&placed.number), &step).await.problem(404);
        shop.staff("kreuzberg").await.post(&staff_step(&placed.number), &step).await.json::<OrderView>();
        let late = change(&ada, &placed, collect("mitte", slot)).await.problem(409);
        assert!(matches!(late.rejection, Some(Rejection::Transition(_))));
        check_books(&shop).await;
    }

    async fn a_change_that_cannot_be_had_changes_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-2", 2, pick_up("mitte"), Some("test-approve")).await;
        let slot = placed.groups[0].slot.unwrap().slot;
        let short = change(&ada, &placed, collect("kreuzberg", slot)).await;
        let slot_at_kreuzberg = {
            let other = shop.shopper();
            add(&other, 1, "LIP-1", 1, pick_up("kreuzberg")).await;
            plan(&other).await.groups[0].slots[0].slot
        };
        assert!(matches!(short.problem(409).rejection, Some(Rejection::SlotGone { .. } | Rejection::Plan { .. })));
        let short = change(&ada, &placed, collect("kreuzberg", slot_at_kreuzberg)).await.problem(409);
        let Some(Rejection::Plan { problems }) = short.rejection else { panic!("{short:?}") };
        assert!(matches!(&problems[..], [PlanProblem::OutOfStock { left: 0, wanted: 2, .. }]));
        let past = Slot { starts: slot.starts - SignedDuration::from_hours(48), ends: slot.ends - SignedDuration::from_hours(48) };
        assert!(matches!(change(&ada, &placed, collect("mitte", past)).await.problem(409).rejection, Some(Rejection::SlotGone { group: 0 })));
        let address = serde_json::json!({"group": 0, "change": {"send": {"address": {"name": "Ada", "street": "Weg 1", "postal_code": "1", "city": "B", "country": "xx"}}}});
        let refused = ada.post(&order_changes(&placed.number), &address).await.problem(422);
        assert_eq!(refused.field.as_deref(), Some("change.send.address.country"));
        let nobody = ada.post(&order_changes(&placed.number), &OrderChange { group: 9, change: Change::Cancel {} }).await;
        nobody.problem(404);
        shop.shopper().post(&order_changes(&placed.number), &OrderChange { group: 0, change: Change::Cancel {} }).await.problem(404);
        // Whoever was sent the link looks, and changes nothing.
        let friend = shop.shopper();
        let key = placed.share_url.split_once("#k=").unwrap().1.to_owned();
        friend.post(&open_order(&placed.number), &OpenOrder { key }).await.json::<OrderView>();
        friend.post(&order_changes(&placed.number), &OrderChange { group: 0, change: Change::Cancel {} }).await.problem(403);
        friend.get(&order_choices(&placed.number, 0)).await.problem(403);
        let now: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!(now.groups[0].receive, placed.groups[0].receive);
        check_books(&shop).await;
    }

    async fn what_may_be_done_depends_on_who_asks(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, friend) = (shop.shopper(), shop.shopper());
        let placed = ordered(&ada, "LIP-1", 2, pick_up("mitte"), Some("test-approve")).await;
        assert!(placed.own && placed.groups[0].may.cancel);
        let key = placed.share_url.split_once("#k=").unwrap().1.to_owned();
        let shown: OrderView = friend.post(&open_order(&placed.number), &OpenOrder { key: key.clone() }).await.json();
        let nothing = ShopperMay::default();
        assert_eq!((shown.own, shown.groups[0].may), (false, nothing));
        assert!(shown.groups[0].handover.is_some(), "she may well collect it");
        let read: OrderView = friend.get(&order(&placed.number)).await.json();
        let (_, _, streamed) = friend.stream(&order_events(&placed.number)).await.next().await.unwrap();
        assert_eq!((&read, serde_json::from_str::<OrderView>(&streamed).unwrap()), (&shown, shown.clone()));
        // Her own link takes nothing from her, in any browser that is hers.
        let again: OrderView = ada.post(&open_order(&placed.number), &OpenOrder { key }).await.json();
        assert_eq!(again, placed);
        // Staff have steps of their own.
        let step = StaffStep { group: 0, action: StaffAction::StartPicking, handover: None };
        let clerk: OrderView = shop.staff("mitte").await.post(&staff_step(&placed.number), &step).await.json();
        assert_eq!((clerk.own, clerk.groups[0].may), (false, nothing));
        // And a page to pay at is for whoever pays.
        add(&ada, 2, "LIP-1", 1, pick_up("kreuzberg")).await;
        let waits: OrderView = place(&ada, "k2", &order_of(&plan(&ada).await, hosted())).await.json();
        let key = waits.share_url.split_once("#k=").unwrap().1.to_owned();
        let shown: OrderView = friend.post(&open_order(&waits.number), &OpenOrder { key }).await.json();
        assert_eq!((waits.payment_url.is_some(), shown.payment_url, shown.payment), (true, None, PaymentState::ActionNeeded));
    }

    async fn it_is_sent_after_all_when_it_is_paid_by_card(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, eve) = (shop.shopper(), shop.shopper());
        let placed = ordered(&ada, "LIP-1", 2, pick_up("mitte"), Some("test-approve")).await;
        assert!(choices(&ada, &placed).await.can_be_sent);
        add(&eve, 1, "LIP-1", 1, Receive::Ship).await;
        let address = order_of(&plan(&eve).await, card("test-approve")).address.unwrap();
        let sent: OrderView = change(&ada, &placed, Change::Send { address: address.clone() }).await.json();
        let group = &sent.groups[0];
        assert_eq!((&group.receive, group.address.as_ref(), group.slot), (&Receive::Ship, Some(&address), None));
        assert_eq!((sent.total, group.handover.is_none(), group.may.change_receiving), (placed.total, true, false));
        check_books(&shop).await;

        let at_the_till = shop.shopper();
        let due = ordered(&at_the_till, "LIP-1", 1, pick_up("kreuzberg"), None).await;
        let refused = change(&at_the_till, &due, Change::Send { address }).await.problem(422);
        assert_eq!(refused.field.as_deref(), Some("change"));
        check_books(&shop).await;
    }

    async fn cancelling_frees_goods_slot_and_money_once(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-1", 2, pick_up("mitte"), Some("test-approve")).await;
        let answers = join_all((0..4).map(async |_| change(&ada, &placed, Change::Cancel {}).await)).await;
        for answer in answers {
            assert_eq!(answer.json::<OrderView>().groups[0].state, GroupState::Cancelled);
        }
        check_books(&shop).await;
        reconcile(&shop.app).await.unwrap();
        let now: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!((now.payment, now.groups[0].may.cancel), (PaymentState::Voided, false));
    }

    async fn somebody_else_may_collect_it(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-1", 1, pick_up("mitte"), None).await;
        let grace = Change::Collector { name: Some(Line::parse("Grace Hopper").unwrap()) };
        let named: OrderView = change(&ada, &placed, grace).await.json();
        assert_eq!(named.groups[0].collector.as_deref(), Some("Grace Hopper"));
        let back: OrderView = change(&ada, &placed, Change::Collector { name: None }).await.json();
        assert_eq!(back.groups[0].collector, None);
        let blank = serde_json::json!({"group": 0, "change": {"collector": {"name": " "}}});
        assert_eq!(ada.post(&order_changes(&placed.number), &blank).await.problem(422).field.as_deref(), Some("change.collector.name"));
    }

    async fn a_guest_finds_her_order_by_a_code_and_nobody_else_does(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-1", 1, pick_up("mitte"), None).await;
        let (phone, stranger) = (shop.shopper(), shop.shopper());
        phone.get(&order(&placed.number)).await.problem(404);
        let find = |email: &str| FindOrder { number: placed.number.clone(), email: Email::parse(email).unwrap() };
        // Somebody who only knows the number learns nothing, and nobody is written to.
        let miss = stranger.post(FIND_ORDER, &find("eve@example.org")).await;
        assert_eq!((miss.status, code_for(&shop, "eve@example.org").await), (axum::http::StatusCode::ACCEPTED, None));
        let hit = phone.post(FIND_ORDER, &find("ADA@example.org")).await;
        assert_eq!(hit.text(), miss.text());
        let code = code_for(&shop, "ada@example.org").await.unwrap();
        let found = FoundOrder { number: placed.number.clone(), code: code.clone() };

        // Read out to the wrong browser it opens nothing.
        assert!(stranger.post(FOUND_ORDER, &found).await.problem(409).rejection.is_some());
        let other = Code::parse(if code.as_str() == "000000" { "000001" } else { "000000" }).unwrap();
        let wrong = phone.post(FOUND_ORDER, &FoundOrder { code: other, ..found.clone() }).await.problem(409);
        assert_eq!(wrong.rejection, Some(Rejection::CodeWrong { tries_left: 4 }));
        let opened: OrderView = phone.post(FOUND_ORDER, &found).await.json();
        assert_eq!(opened.number, placed.number);
        phone.get(&order(&placed.number)).await.json::<OrderView>();
        // She has proved that it is hers.
        choices(&phone, &placed).await;
        assert_eq!(phone.post(FOUND_ORDER, &found).await.problem(409).rejection, Some(Rejection::CodeSpent));

        // A code lives ten minutes.
        phone.post(FIND_ORDER, &find("ada@example.org")).await;
        let code = code_for(&shop, "ada@example.org").await.unwrap();
        shop.advance(SignedDuration::from_mins(11));
        let late = phone.post(FOUND_ORDER, &FoundOrder { number: placed.number.clone(), code }).await.problem(409);
        assert_eq!(late.rejection, Some(Rejection::CodeSpent));
    }
}
