//! What shoppers do, and what is done at the counter for them.

use api::{
    checkout::{Collection, HOLD, PaymentChoice, PlaceOrder, PlanGroup, PlanView},
    orders::{Change, ChoicesView, OrderChange, OrderView, StaffStep, order, order_changes, order_choices, staff_step},
    payments::{PaymentRequest, Refund, refunds},
};
use axum::{body::Body, http::Method};
use domain::{
    cart::Receive,
    money::{Currency, Money},
    orders::{GroupState, StaffAction},
};
use futures_util::future::join_all;
use rand::{
    Rng as _,
    seq::{IndexedMutRandom as _, IndexedRandom as _},
};

use super::{Shopper, Simulation, check};
use crate::{
    goods::{add, address, card, curbside, hosted, order_of, pick_up, place, plan},
    payments_hosted::{RETRY, act, press},
    stock_books::keyed,
    support::{Answer, Person},
};

impl Simulation {
    pub(super) async fn fill_a_bag(&mut self) {
        let index = self.chance.random_range(0..self.shoppers.len());
        self.want(index).await;
    }

    /// A shopper puts something more into her bag.
    async fn want(&mut self, index: usize) {
        // Most of it is usually there; what is not makes her leave.
        let (mitte, kreuzberg) = (pick_up("mitte"), pick_up("kreuzberg"));
        let wishes = [
            ("LIP-1", mitte.clone()),
            ("LIP-1", curbside("mitte")),
            ("LIP-1", kreuzberg.clone()),
            ("LIP-1", Receive::Ship),
            ("SOAP-1", kreuzberg.clone()),
            ("SOAP-1", Receive::Ship),
            ("DUO-1", kreuzberg.clone()),
            ("TRIO-1", kreuzberg),
            ("DUO-1", Receive::Ship),
            ("TRIO-1", Receive::Ship),
            ("LIP-2", mitte),
            ("LIP-2", pick_up("soho")),
        ];
        let (sku, way) = wishes.choose(&mut self.chance).unwrap().clone();
        let quantity = self.chance.random_range(1..3);
        let shopper = &mut self.shoppers[index];
        shopper.ops += 1;
        add(&shopper.person, shopper.ops, sku, quantity, way).await;
    }

    /// Some of those whose bag can be had order at the same moment, each perhaps twice.
    pub(super) async fn order_at_once(&mut self, most: usize) {
        let mut wanted: Vec<(usize, String, PlaceOrder, usize)> = Vec::new();
        let some = rand::seq::index::sample(&mut self.chance, self.shoppers.len(), most);
        for index in some {
            if self.chance.random_ratio(2, 3) {
                self.want(index).await;
            }
            // Some go through the checkout's page, which holds, some do not.
            let held = self.chance.random();
            let person = &self.shoppers[index].person;
            let plan = if held { hold_or_look(person).await } else { plan(person).await };
            if !plan.problems.is_empty() {
                // What she wants cannot be had: she leaves, and somebody else comes.
                self.shoppers[index] = Shopper { person: self.shop.shopper(), ops: 0 };
                continue;
            }
            let has_room = |group: &PlanGroup| group.store.is_none() || group.slots.iter().any(|slot| slot.free);
            if plan.groups.is_empty() || !plan.groups.iter().all(has_room) {
                continue;
            }
            let ships = plan.groups.iter().any(|group| group.store.is_none());
            let payment = match self.chance.random_range(0..6) {
                0 if !ships => PaymentChoice::InStore,
                1 => card("test-decline"),
                2 => card("test-timeout"),
                3 | 4 => hosted(),
                _ => card("test-approve"),
            };
            wanted.push((index, self.key(), order_of(&plan, payment), self.chance.random_range(1..3)));
        }
        let answers = join_all(wanted.iter().map(async |(index, key, order, times)| {
            let person = &self.shoppers[*index].person;
            (*index, join_all((0..*times).map(|_| place(person, key, order))).await)
        }))
        .await;
        for (index, answers) in answers {
            check(&answers, &[201, 409]);
            let views: Vec<OrderView> = answers.iter().filter(|it| it.status == 201).map(Answer::json).collect();
            assert!(views.windows(2).all(|pair| pair[0].number == pair[1].number), "one key, one order");
            let person = self.shoppers[index].person.clone();
            self.placed.extend(views.into_iter().next().map(|view| (person, view)));
        }
    }

    /// Somebody at a counter does something to some order, perhaps twice, perhaps what does not follow.
    pub(super) async fn serve(&mut self) {
        let Some((person, placed)) = self.placed.choose(&mut self.chance) else { return };
        let now: OrderView = person.get(&order(&placed.number)).await.json();
        let group = now.groups.choose(&mut self.chance).unwrap();
        let store = group.receive.store().map_or("leipzig", |code| code.as_str());
        let (_, clerk) = self.clerks.iter().find(|(code, _)| *code == store).unwrap();
        let usual = match (group.state, group.store.is_some()) {
            (GroupState::Ready, _) => StaffAction::HandOver,
            (GroupState::Packed, _) => StaffAction::Ship,
            (_, true) => StaffAction::MarkReady,
            (_, false) => StaffAction::Pack,
        };
        let action = if self.chance.random_ratio(1, 6) { StaffAction::Cancel } else { usual };
        let handover = group.handover.as_ref().map(|it| it.token.clone());
        let step = StaffStep { group: group.index, action, handover };
        let path = staff_step(&now.number);
        let (one, two) = tokio::join!(clerk.post(&path, &step), clerk.post(&path, &step));
        check(&[one, two], &[200, 409]);
    }

    /// Somebody changes her mind about an order: another store, another slot, sent, or not at all; twice at once.
    pub(super) async fn change(&mut self) {
        let Some((person, placed)) = self.placed.choose(&mut self.chance).cloned() else { return };
        let now: OrderView = person.get(&order(&placed.number)).await.json();
        let group = now.groups.choose(&mut self.chance).unwrap();
        let offered: ChoicesView = person.get(&order_choices(&now.number, group.index)).await.json();
        let slots = offered.stores.iter().flat_map(|it| it.slots.iter().map(|slot| (it.store.code.clone(), slot.slot)));
        let slots: Vec<_> = slots.collect();
        let change = match (self.chance.random_range(0..4), slots.choose(&mut self.chance)) {
            (0, _) => Change::Cancel {},
            (1, _) => Change::Send { address: address() },
            (_, Some((store, slot))) => {
                let receive = Receive::PickUp { store: store.clone() };
                Change::Collect(Collection { receive, slot: *slot, vehicle: None })
            }
            _ => return,
        };
        let body = OrderChange { group: group.index, change };
        let path = order_changes(&now.number);
        let (one, two) = tokio::join!(person.post(&path, &body), person.post(&path, &body));
        // Nothing is sent that is paid in the store.
        check(&[one, two], &[200, 409, 422]);
    }

    /// Somebody leaves the checkout, or takes what she wants from the bag and goes.
    pub(super) async fn leave(&mut self) {
        let shopper = self.shoppers.choose_mut(&mut self.chance).unwrap();
        let answer = shopper.person.send(Method::DELETE, HOLD, &[], Body::empty()).await;
        check(&[answer], &[204]);
    }

    /// Somebody who waits at the provider's page does something there, tries again, or gives up.
    pub(super) async fn pay(&mut self) {
        let Some((person, placed)) = self.placed.choose(&mut self.chance) else { return };
        let before: OrderView = person.get(&order(&placed.number)).await.json();
        if let Some(url) = &before.payment_url {
            let act = *["pay", "pay", "pay", "secure", "confirm", "fail", "decline", "leave"]
                .choose(&mut self.chance)
                .unwrap();
            let way = *["normal", "late", "twice", "disordered", "never"].choose(&mut self.chance).unwrap();
            press(person, url, act, way).await;
        } else {
            let request = if self.chance.random_ratio(1, 3) { PaymentRequest::Cancel } else { RETRY };
            let (one, two) = tokio::join!(act(person, &placed.number, &request), act(person, &placed.number, &request));
            check(&[one, two], &[200, 409]);
        }
    }

    /// A manager gives something back.
    pub(super) async fn refund(&mut self) {
        let Some((person, placed)) = self.placed.choose(&mut self.chance).cloned() else { return };
        let now: OrderView = person.get(&order(&placed.number)).await.json();
        let store = now.groups[0].receive.store().map_or("leipzig", |code| code.as_str());
        let amount = Some(Money::new(self.chance.random_range(1..4_000), Currency::Eur));
        let body = Refund { amount, lines: Vec::new(), reason: "kind".to_owned() };
        let key = self.key();
        let (_, boss) = self.managers.iter().find(|(code, _)| *code == store).unwrap();
        let path = refunds(&placed.number);
        let (one, two) = tokio::join!(keyed(boss, &path, &key, &body), keyed(boss, &path, &key, &body));
        check(&[one, two], &[200, 409]);
    }
}

/// Begins the checkout; whoever is a moment too late looks once more.
async fn hold_or_look(person: &Person) -> PlanView {
    let answer = person.post(HOLD, &()).await;
    if answer.status == 409 { plan(person).await } else { answer.json() }
}
