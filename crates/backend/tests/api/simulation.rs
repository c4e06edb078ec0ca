//! Many days of a small shop in a moment: impatient shoppers, declined and unclear cards, pages where they pay or do not, staff who hand over, give back and give up,
//! counts of the shelves in between. After every step the books must add up. The seed is printed when they do not.

use api::{
    checkout::{PaymentChoice, PlaceOrder},
    orders::{OrderView, StaffStep, order, staff_step},
    payments::{PaymentRequest, Refund, refunds},
};
use backend::payments::{reconcile, test_provider::deliver};
use domain::{
    cart::Receive,
    money::{Currency, Money},
    orders::{GroupState, StaffAction},
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use rand::{
    Rng as _, SeedableRng as _,
    rngs::StdRng,
    seq::{IndexedMutRandom as _, IndexedRandom as _},
};

use crate::{
    goods::{
        STOCK, add, card, check_books, curbside, hold, hosted, import_stock, order_of, pick_up, place, plan, stock_up,
    },
    payments_hosted::{RETRY, act, press},
    support::{Engine, Person, TestApp},
};

const SHOPPERS: usize = 6;
const STEPS: usize = 60;

struct Simulation {
    shop: TestApp,
    chance: StdRng,
    shoppers: Vec<Shopper>,
    staff: Vec<(&'static str, Person)>,
    placed: Vec<(Person, OrderView)>,
}

/// A shopper with her count of operations and orders.
struct Shopper {
    person: Person,
    ops: u64,
    tries: u64,
}

impl Simulation {
    async fn start(engine: Engine, seed: u64) -> Self {
        let shop = TestApp::start(engine).await;
        stock_up(&shop).await;
        let shoppers = (0..SHOPPERS).map(|_| Shopper { person: shop.shopper(), ops: 0, tries: 0 }).collect();
        let mut staff = Vec::new();
        for store in ["mitte", "kreuzberg", "soho", "leipzig"] {
            staff.push((store, shop.staff(store).await));
        }
        Self { shop, chance: StdRng::seed_from_u64(seed), shoppers, staff, placed: Vec::new() }
    }

    async fn step(&mut self) {
        // As long as nobody has ordered there is nothing to serve or to pay.
        let ways = if self.placed.is_empty() { 7 } else { 15 };
        match self.chance.random_range(0..ways) {
            0..=3 => self.fill_a_bag().await,
            4..=6 => self.order_at_once().await,
            7 | 8 => self.serve().await,
            9 => self.wait().await,
            10..=12 => self.pay().await,
            13 => self.refund().await,
            _ => {
                // What is promised to open orders cannot be counted away; the rest of the file is loaded all the same.
                let on_hand = self.chance.random_range(0..12);
                let count = STOCK.replace("LIP-1,mitte,6", &format!("LIP-1,mitte,{on_hand}"));
                import_stock(&self.shop, &count, false).await;
            }
        }
        check_books(&self.shop).await;
    }

    async fn fill_a_bag(&mut self) {
        let ways = [pick_up("mitte"), curbside("mitte"), pick_up("kreuzberg"), pick_up("soho"), Receive::Ship];
        let way = ways.choose(&mut self.chance).unwrap().clone();
        let sku = *["LIP-1", "LIP-2", "SOAP-1"].choose(&mut self.chance).unwrap();
        let quantity = self.chance.random_range(1..4);
        let shopper = self.shoppers.choose_mut(&mut self.chance).unwrap();
        shopper.ops += 1;
        add(&shopper.person, shopper.ops, sku, quantity, way).await;
    }

    /// Everybody whose bag can be had orders at the same moment, some of them twice.
    async fn order_at_once(&mut self) {
        let mut wanted: Vec<(usize, String, PlaceOrder, usize)> = Vec::new();
        for (index, shopper) in self.shoppers.iter_mut().enumerate() {
            // Some go through the checkout's page, which holds, some do not.
            let plan = if self.chance.random() { hold(&shopper.person).await } else { plan(&shopper.person).await };
            let has_room =
                plan.groups.iter().all(|group| group.store.is_none() || group.slots.iter().any(|slot| slot.free));
            if !plan.problems.is_empty() {
                // What she wants cannot be had: she leaves, and somebody else comes.
                *shopper = Shopper { person: self.shop.shopper(), ops: 0, tries: 0 };
                continue;
            }
            if plan.groups.is_empty() || !has_room {
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
            shopper.tries += 1;
            wanted.push((
                index,
                format!("k{}", shopper.tries),
                order_of(&plan, payment),
                self.chance.random_range(1..3),
            ));
        }
        let answers = join_all(wanted.iter().map(async |(index, key, order, times)| {
            let person = &self.shoppers[*index].person;
            let answers = join_all((0..*times).map(|_| place(person, key, order))).await;
            let numbers: Vec<OrderView> =
                answers.iter().filter(|answer| answer.status == 201).map(crate::support::Answer::json).collect();
            for answer in &answers {
                assert!(matches!(answer.status.as_u16(), 201 | 409), "{}", answer.text());
            }
            (*index, numbers)
        }))
        .await;
        for (index, views) in answers {
            assert!(views.windows(2).all(|pair| pair[0].number == pair[1].number), "one key, one order");
            let person = self.shoppers[index].person.clone();
            self.placed.extend(views.into_iter().next().map(|view| (person, view)));
        }
    }

    /// Staff do something to some order, perhaps twice, perhaps what does not follow.
    async fn serve(&mut self) {
        let Some((person, placed)) = self.placed.choose(&mut self.chance) else { return };
        let now: OrderView = person.get(&order(&placed.number)).await.json();
        let group = now.groups.choose(&mut self.chance).unwrap();
        let store = group.receive.store().map_or("leipzig", |code| code.as_str());
        let (_, clerk) = self.staff.iter().find(|(code, _)| *code == store).unwrap();
        let usual = match (group.state, group.store.is_some()) {
            (GroupState::Ready, _) => StaffAction::HandOver,
            (GroupState::Packed, _) => StaffAction::Ship,
            (_, true) => StaffAction::MarkReady,
            (_, false) => StaffAction::Pack,
        };
        let action = if self.chance.random_ratio(1, 4) { StaffAction::Cancel } else { usual };
        let handover = group.handover.as_ref().map(|it| it.token.clone());
        let step = StaffStep { group: group.index, action, handover };
        let path = staff_step(&now.number);
        let (one, two) = tokio::join!(clerk.post(&path, &step), clerk.post(&path, &step));
        for answer in [one, two] {
            assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
        }
    }

    /// Somebody who waits at the provider's page does something there, tries again, or gives up.
    async fn pay(&mut self) {
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
            for answer in [one, two] {
                assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
            }
        }
    }

    /// A manager gives something back.
    async fn refund(&mut self) {
        let Some((_, placed)) = self.placed.choose(&mut self.chance) else { return };
        let store = placed.groups[0].receive.store().map_or("leipzig", |code| code.as_str());
        let amount = Some(Money::new(self.chance.random_range(1..4_000), Currency::Eur));
        let body = Refund { amount, lines: Vec::new(), reason: "kind".to_owned() };
        let boss = self.shop.staff_as(store, "manager").await;
        let answer = boss
            .post_with(
                &refunds(&placed.number),
                &[("idempotency-key", &self.chance.random::<u64>().to_string())],
                &body,
            )
            .await;
        assert!(matches!(answer.status.as_u16(), 200 | 409), "{}", answer.text());
    }

    async fn wait(&mut self) {
        let minutes = self.chance.random_range(1..120);
        self.shop.advance(SignedDuration::from_mins(minutes));
        deliver(&self.shop.app).await.unwrap();
        reconcile(&self.shop.app).await.unwrap();
    }

    /// Everything that was left comes to its end, and the provider's books and the shop's are the same.
    async fn end(&self) {
        for _ in 0..40 {
            self.shop.advance(SignedDuration::from_mins(11));
            while deliver(&self.shop.app).await.unwrap() > 0 {}
            while reconcile(&self.shop.app).await.unwrap() > 0 {}
        }
        check_books(&self.shop).await;
        let open = backend::payments::list(&self.shop.app, true).await.unwrap();
        assert!(open.is_empty(), "{open:?}");
        let differ: Vec<(String, i64, i64, i64, i64)> = self.shop.app.db
            .all(
                "SELECT p.reference, p.captured, t.captured, p.refunded, t.refunded FROM payments p
                 JOIN test_payments t ON t.reference = p.reference WHERE p.captured <> t.captured OR p.refunded <> t.refunded",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(differ, [], "the provider's books and the shop's");
    }
}

async fn run(engine: Engine, seed: u64) {
    let mut simulation = Simulation::start(engine, seed).await;
    for step in 0..STEPS {
        // Named in the output of a test that fails.
        eprintln!("{engine:?}, seed {seed}, step {step}");
        simulation.step().await;
    }
    simulation.end().await;
    assert!(!simulation.placed.is_empty(), "seed {seed} sold nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_add_up_on_sqlite() {
    for seed in 0..4 {
        run(Engine::Sqlite, seed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_add_up_on_postgres() {
    for seed in 4..8 {
        run(Engine::Postgres, seed).await;
    }
}
