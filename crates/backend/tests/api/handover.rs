//! From "ordered" to "hers": staff, the order's page, and what is shown at the counter.

use api::{
    orders::{
        Arrival, ArrivalState, OpenOrder, OrderView, StaffStep, arrival, open_order, order, order_events, staff_step,
    },
    problem::Rejection,
};
use backend::payments::reconcile;
use domain::{
    cart::Receive,
    id::OrderNumber,
    orders::{GroupState, PaymentState, StaffAction},
};
use jiff::SignedDuration;

use crate::{
    goods::{add, card, check_books, curbside, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

async fn step(staff: &Person, number: &OrderNumber, group: u32, action: StaffAction, handover: Option<&str>) -> Answer {
    staff.post(&staff_step(number), &StaffStep { group, action, handover: handover.map(str::to_owned) }).await
}

async fn ordered(shopper: &Person, sku: &str, receive: Receive, token: Option<&str>) -> OrderView {
    add(shopper, 1, sku, 2, receive).await;
    let payment = token.map_or(api::checkout::PaymentChoice::InStore, card);
    place(shopper, "k", &order_of(&plan(shopper).await, payment)).await.json()
}

on_both_engines! {
    async fn the_orders_page_hears_of_each_step_and_the_goods_leave_once(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (shop.shopper(), shop.staff("mitte").await);
        let placed = ordered(&ada, "LIP-1", pick_up("mitte"), None).await;
        let shown = placed.groups[0].handover.clone().unwrap();
        let mut live = ada.stream(&order_events(&placed.number)).await;
        let (id, event, data) = live.next().await.unwrap();
        assert_eq!((id.as_str(), event.as_str()), ("1", "order"));
        assert_eq!(serde_json::from_str::<OrderView>(&data).unwrap(), placed);

        for _ in 0..2 {
            step(&clerk, &placed.number, 0, StaffAction::MarkReady, None).await.json::<OrderView>();
        }
        let (_, _, data) = live.next().await.unwrap();
        let ready: OrderView = serde_json::from_str(&data).unwrap();
        assert_eq!(ready.groups[0].state, GroupState::Ready);
        assert_eq!(ready.groups[0].handover.as_ref(), Some(&shown));
        assert_eq!(ready.groups[0].history.len(), 2);

        for wrong in [None, Some("AAAAAA"), Some("P1.x.y"), Some(shown.token.trim_end_matches(char::is_alphanumeric))] {
            let refused = step(&clerk, &placed.number, 0, StaffAction::HandOver, wrong).await.problem(409);
            assert_eq!(refused.rejection, Some(Rejection::HandoverRefused), "{wrong:?}");
        }
        for _ in 0..2 {
            let done: OrderView = step(&clerk, &placed.number, 0, StaffAction::HandOver, Some(&shown.token)).await.json();
            assert_eq!((done.groups[0].state, done.payment), (GroupState::Collected, PaymentState::Captured));
            assert_eq!(done.groups[0].handover, None);
        }
        // A picture of the code, later on.
        shop.advance(SignedDuration::from_hours(1));
        let refused = step(&clerk, &placed.number, 0, StaffAction::HandOver, Some(&shown.code)).await.problem(409);
        assert_eq!(refused.rejection, Some(Rejection::HandoverRefused));
        let (on_hand,): (i64,) = shop.app.db.one("SELECT on_hand FROM stock_level WHERE sku = 'LIP-1' AND location = 'mitte'", vec![]).await.unwrap();
        assert_eq!(on_hand, 4);
        check_books(&shop).await;
    }

    async fn a_code_is_said_aloud_and_heard_kindly(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (shop.shopper(), shop.staff("mitte").await);
        let placed = ordered(&ada, "LIP-1", pick_up("mitte"), None).await;
        let code = placed.groups[0].handover.clone().unwrap().code;
        assert_eq!(code.len(), 6);
        step(&clerk, &placed.number, 0, StaffAction::MarkReady, None).await.json::<OrderView>();
        let said = format!("{} {}", code[..3].to_lowercase(), &code[3..]);
        step(&clerk, &placed.number, 0, StaffAction::HandOver, Some(&said)).await.json::<OrderView>();
    }

    async fn codes_cannot_be_tried_out(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (shop.shopper(), shop.staff("mitte").await);
        let placed = ordered(&ada, "LIP-1", pick_up("mitte"), None).await;
        step(&clerk, &placed.number, 0, StaffAction::MarkReady, None).await.json::<OrderView>();
        for _ in 0..30 {
            step(&clerk, &placed.number, 0, StaffAction::HandOver, Some("ZZZZZZ")).await.problem(409);
        }
        step(&clerk, &placed.number, 0, StaffAction::HandOver, Some("ZZZZZZ")).await.problem(429);
    }

    async fn staff_of_another_store_see_nothing(shop: TestApp) {
        stock_up(&shop).await;
        let placed = ordered(&shop.shopper(), "LIP-1", pick_up("mitte"), None).await;
        let ready = StaffStep { group: 0, action: StaffAction::MarkReady, handover: None };
        shop.staff("kreuzberg").await.post(&staff_step(&placed.number), &ready).await.problem(404);
        shop.shopper().post(&staff_step(&placed.number), &ready).await.problem(401);
        let clerk = shop.staff("mitte").await;
        step(&clerk, &placed.number, 1, StaffAction::MarkReady, None).await.problem(404);
        step(&clerk, &OrderNumber::parse("ON-00000000").unwrap(), 0, StaffAction::MarkReady, None).await.problem(404);
        let early = step(&clerk, &placed.number, 0, StaffAction::HandOver, Some("AAAAAA")).await.problem(409);
        assert!(matches!(early.rejection, Some(Rejection::Transition(_))), "{early:?}");
    }

    async fn cancelled_goods_are_free_again_and_the_money_is_let_go(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, clerk) = (shop.shopper(), shop.staff("mitte").await);
        let placed = ordered(&ada, "LIP-1", pick_up("mitte"), Some("test-approve")).await;
        for _ in 0..2 {
            step(&clerk, &placed.number, 0, StaffAction::Cancel, None).await.json::<OrderView>();
        }
        check_books(&shop).await;
        reconcile(&shop.app).await.unwrap();
        let after: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!((after.payment, after.groups[0].state), (PaymentState::Voided, GroupState::Cancelled));
        let (committed,): (i64,) = shop.app.db.one("SELECT CAST(SUM(committed) AS BIGINT) FROM stock_level", vec![]).await.unwrap();
        assert_eq!(committed, 0);
    }

    async fn a_parcel_is_paid_for_when_it_leaves(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, packer) = (shop.shopper(), shop.staff("leipzig").await);
        let placed = ordered(&ada, "SOAP-1", Receive::Ship, Some("test-approve")).await;
        assert_eq!((placed.payment, placed.groups[0].handover.is_none()), (PaymentState::Authorised, true));
        assert_eq!(placed.groups[0].address.as_ref().unwrap().city.as_str(), "Berlin");
        for action in [StaffAction::StartPicking, StaffAction::Pack, StaffAction::Ship] {
            step(&packer, &placed.number, 0, action, None).await.json::<OrderView>();
        }
        check_books(&shop).await;
        reconcile(&shop.app).await.unwrap();
        let sent: OrderView = ada.get(&order(&placed.number)).await.json();
        assert_eq!((sent.payment, sent.groups[0].state), (PaymentState::Captured, GroupState::Shipped));
    }

    async fn she_says_that_she_is_coming(shop: TestApp) {
        stock_up(&shop).await;
        let ada = shop.shopper();
        let placed = ordered(&ada, "LIP-1", curbside("mitte"), None).await;
        assert_eq!(placed.groups[0].vehicle.as_ref().unwrap().description.as_str(), "blue Mini");
        let say = async |who: &Person, state| who.post(&arrival(&placed.number), &Arrival { group: 0, state }).await;
        let mut seen = Vec::new();
        for state in [ArrivalState::OnMyWay, ArrivalState::Here, ArrivalState::Here, ArrivalState::OnMyWay] {
            seen.push(say(&ada, state).await.json::<OrderView>().groups[0].arrival.unwrap());
        }
        assert_eq!(seen, [ArrivalState::OnMyWay, ArrivalState::Here, ArrivalState::Here, ArrivalState::Here]);
        say(&shop.shopper(), ArrivalState::Here).await.problem(404);
    }

    async fn a_signed_link_opens_the_order_elsewhere(shop: TestApp) {
        stock_up(&shop).await;
        let (ada, phone) = (shop.shopper(), shop.shopper());
        let placed = ordered(&ada, "LIP-1", pick_up("mitte"), None).await;
        let key = placed.share_url.split_once("#k=").unwrap().1.to_owned();
        let open = async |who: &Person, key: &str| who.post(&open_order(&placed.number), &OpenOrder { key: key.to_owned() }).await;
        open(&phone, "forged.key").await.problem(404);
        phone.get(&order(&placed.number)).await.problem(404);
        let opened: OrderView = open(&phone, &key).await.json();
        assert_eq!(opened.number, placed.number);
        phone.get(&order(&placed.number)).await.json::<OrderView>();

        let other = ordered(&shop.shopper(), "LIP-1", pick_up("mitte"), None).await;
        phone.post(&open_order(&other.number), &OpenOrder { key: key.clone() }).await.problem(404);
        shop.advance(SignedDuration::from_hours(24 * 91));
        assert_eq!(open(&shop.shopper(), &key).await.problem(410).rejection, Some(Rejection::LinkSpent));
    }
}
