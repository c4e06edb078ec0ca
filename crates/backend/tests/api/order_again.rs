//! The same once more, with one press: only when everything is known and there, and for what the button says.

use api::{
    account::ERASE,
    cart::{BagView, CART},
    checkout::{PaymentChoice, PlaceOrder},
    orders::{AgainOrder, AgainView, OpenOrder, OrderView, open_order, order_again},
    problem::Rejection,
};
use domain::{
    cart::Receive,
    checkout::PlanProblem,
    id::OrderNumber,
    orders::{GroupState, PaymentState},
};
use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::{
    account::sign_in,
    goods::{add, card, check_books, curbside, hold, import_stock, order_of, pick_up, place, plan, stock_up},
    on_both_engines,
    support::{Answer, Person, TestApp},
};

const ADA: &str = "ada@example.org";

async fn look(shopper: &Person, number: &OrderNumber) -> Option<AgainOrder> {
    shopper.get(&order_again(number)).await.json::<AgainView>().order
}

async fn press(shopper: &Person, number: &OrderNumber, key: &str, order: &PlaceOrder) -> Answer {
    shopper.post_with(&order_again(number), &[("idempotency-key", key)], order).await
}

/// Somebody signed in who has had two lipsticks brought to her car and a soap sent, paid by a card that is kept.
async fn regular(shop: &TestApp) -> (Person, OrderView) {
    stock_up(shop).await;
    let ada = shop.shopper();
    sign_in(shop, &ada, ADA).await;
    add(&ada, 1, "LIP-1", 2, curbside("mitte")).await;
    add(&ada, 2, "SOAP-1", 1, Receive::Ship).await;
    let saves = PaymentChoice::Card { token: Some("test-approve".to_owned()), save: true };
    let first = place(&ada, "k", &order_of(&plan(&ada).await, saves)).await.json();
    (ada, first)
}

on_both_engines! {
    async fn one_press_orders_the_same_for_what_it_says(shop: TestApp) {
        let (ada, first) = regular(&shop).await;
        // What is in her bag has nothing to do with it.
        add(&ada, 3, "LIP-1", 1, pick_up("kreuzberg")).await;
        hold(&ada).await;
        let again = look(&ada, &first.number).await.unwrap();
        assert_eq!((again.place.total, again.card.is_some(), again.ways.len()), (first.total, true, 2));
        let kerb = again.ways.iter().find(|it| it.receive == curbside("mitte")).unwrap();
        assert!(kerb.store.is_some() && kerb.slot.unwrap().free);

        // Both of her fingers: one order.
        let answers = join_all((0..3).map(|_| press(&ada, &first.number, "a", &again.place))).await;
        let placed: Vec<OrderView> = answers.iter().filter(|it| it.status == 201).map(Answer::json).collect();
        assert!(!placed.is_empty() && placed.iter().all(|it| it.number == placed[0].number));
        let second: OrderView = press(&ada, &first.number, "a", &again.place).await.json();
        assert_eq!((second.payment, second.total), (PaymentState::Authorised, first.total));
        assert_ne!(second.number, first.number);
        let vehicle = |order: &OrderView| order.groups.iter().find_map(|it| it.vehicle.clone());
        let address = |order: &OrderView| order.groups.iter().find_map(|it| it.address.clone());
        assert_eq!((vehicle(&second), address(&second)), (vehicle(&first), address(&first)));
        assert_eq!(second.name, first.name);
        let bag: BagView = ada.get(CART).await.json();
        assert_eq!((bag.count, bag.generation), (1, 1), "the bag is as it was");
        assert!(hold(&ada).await.held.is_some());
        check_books(&shop).await;

        // A key is for one of them; and the next is another order.
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,20\n", true).await;
        let mut other = again.place.clone();
        other.total.minor += 1;
        press(&ada, &first.number, "a", &other).await.problem(422);
        let next = look(&ada, &second.number).await.unwrap();
        assert_ne!(press(&ada, &second.number, "a", &next.place).await.json::<OrderView>().number, second.number);
        check_books(&shop).await;
    }

    async fn whoever_is_too_late_is_told_and_nothing_is_taken(shop: TestApp) {
        let (ada, first) = regular(&shop).await;
        let again = look(&ada, &first.number).await.unwrap();
        let mut cheaper = again.place.clone();
        cheaper.total.minor -= 100;
        let problem = press(&ada, &first.number, "a", &cheaper).await.problem(409);
        assert_eq!(problem.rejection, Some(Rejection::TotalChanged { now: first.total }));
        // Two are held back for her, and somebody buys the rest.
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,4\n", true).await;
        let problem = press(&ada, &first.number, "b", &again.place).await.problem(409);
        let Some(Rejection::Plan { problems }) = problem.rejection else { panic!("{problem:?}") };
        assert!(matches!(&problems[..], [PlanProblem::OutOfStock { left: 1, wanted: 2, .. }]), "{problems:?}");
        assert_eq!(look(&ada, &first.number).await, None, "then the checkout helps");
        import_stock(&shop, "SKU,Location Code,On Hand\nLIP-1,mitte,9\n", true).await;
        let slot = look(&ada, &first.number).await.unwrap();
        shop.advance(SignedDuration::from_hours(3));
        let late = press(&ada, &first.number, "c", &slot.place).await.problem(409);
        assert!(matches!(late.rejection, Some(Rejection::SlotGone { .. })));
        check_books(&shop).await;
    }

    async fn a_card_that_is_declined_leaves_it_in_the_bag(shop: TestApp) {
        let (ada, first) = regular(&shop).await;
        let mut again = look(&ada, &first.number).await.unwrap().place;
        again.payment = card("test-decline");
        let problem = press(&ada, &first.number, "a", &again).await.problem(409);
        assert_eq!(problem.rejection, Some(Rejection::PaymentDeclined));
        let bag: BagView = ada.get(CART).await.json();
        assert_eq!(bag.count, 3);
        check_books(&shop).await;
    }

    async fn only_what_is_hers_and_all_known_needs_one_press(shop: TestApp) {
        stock_up(&shop).await;
        // A guest says again who she is.
        let guest = shop.shopper();
        add(&guest, 1, "LIP-1", 1, pick_up("mitte")).await;
        let hers: OrderView = place(&guest, "k", &order_of(&plan(&guest).await, PaymentChoice::InStore)).await.json();
        assert_eq!(look(&guest, &hers.number).await, None);
        shop.shopper().get(&order_again(&hers.number)).await.problem(404);
        let friend = shop.shopper();
        let key = hers.share_url.split_once("#k=").unwrap().1.to_owned();
        friend.post(&open_order(&hers.number), &OpenOrder { key }).await.json::<OrderView>();
        friend.get(&order_again(&hers.number)).await.problem(403);
        // Signed in, what is paid in the store needs no card; a slot and the name are known.
        sign_in(&shop, &guest, ADA).await;
        let again = look(&guest, &hers.number).await.unwrap();
        assert_eq!((again.card.clone(), &again.place.payment), (None, &PaymentChoice::InStore));
        press(&friend, &hers.number, "f", &again.place).await.problem(403);
        let placed: OrderView = press(&guest, &hers.number, "a", &again.place).await.json();
        assert_eq!((placed.payment, placed.groups[0].state), (PaymentState::DueInStore, GroupState::Placed));
        // By card without a saved one there is something to ask.
        add(&guest, 2, "LIP-1", 1, pick_up("mitte")).await;
        let by_card: OrderView = place(&guest, "k2", &order_of(&plan(&guest).await, card("test-approve"))).await.json();
        assert_eq!(look(&guest, &by_card.number).await, None);
        check_books(&shop).await;
        // Who has left has nothing any more.
        assert_eq!(guest.post(ERASE, &()).await.status, 200);
        guest.get(&order_again(&hers.number)).await.problem(404);
    }
}
