//! Many days of a shop in a moment: impatient shoppers, declined and unclear cards, pages where they pay or do not, tills, staff at the counters who
//! hand over, give back and give up, goods that are sent, lost, counted, put aside and packed into boxes in between. After every step the
//! books must add up. The seed is printed when they do not.

mod shelves;
mod shopping;

use api::orders::OrderView;
use backend::payments::{reconcile, test_provider::deliver};
use jiff::SignedDuration;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng, seq::IndexedRandom as _};

use crate::{
    goods::{check_books, pack_boxes, stock_up},
    support::{Answer, Engine, Person, TestApp},
};

/// How long each shop lasts, and how many there are on each engine.
const STEPS: usize = 250;
const SEEDS: u64 = 4;
const SHOPPERS: usize = 6;
const PLACES: [&str; 4] = ["mitte", "kreuzberg", "soho", "leipzig"];
/// What lies on shelves; boxes are put together from it.
const SKUS: [&str; 3] = ["LIP-1", "LIP-2", "SOAP-1"];

struct Simulation {
    shop: TestApp,
    chance: StdRng,
    shoppers: Vec<Shopper>,
    clerks: Vec<(&'static str, Person)>,
    managers: Vec<(&'static str, Person)>,
    planner: Person,
    placed: Vec<(Person, OrderView)>,
    keys: u32,
}

/// A shopper with her count of operations.
struct Shopper {
    person: Person,
    ops: u64,
}

impl Simulation {
    async fn start(engine: Engine, seed: u64) -> Self {
        let shop = TestApp::start(engine).await;
        stock_up(&shop).await;
        pack_boxes(&shop).await;
        let shoppers = (0..SHOPPERS).map(|_| Shopper { person: shop.shopper(), ops: 0 }).collect();
        let (mut clerks, mut managers) = (Vec::new(), Vec::new());
        for place in PLACES {
            clerks.push((place, shop.staff(place).await));
            managers.push((place, shop.staff_as(place, "manager").await));
        }
        let planner = shop.staff_as("leipzig", "planner").await;
        let chance = StdRng::seed_from_u64(seed);
        Self { shop, chance, shoppers, clerks, managers, planner, placed: Vec::new(), keys: 0 }
    }

    fn any<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.chance).unwrap()
    }

    /// A key for a request of its own.
    fn key(&mut self) -> String {
        self.keys += 1;
        format!("k{}", self.keys)
    }

    async fn step(&mut self) {
        // As long as nobody has ordered there is nothing to serve or to pay.
        let ways = if self.placed.is_empty() { 22 } else { 34 };
        match self.chance.random_range(0..ways) {
            0..=4 => self.fill_a_bag().await,
            5..=8 => self.order_at_once(3).await,
            9 => self.leave().await,
            10 | 11 => self.load_stock().await,
            12 | 13 => self.send().await,
            14 | 15 => self.unpack().await,
            16 => self.count().await,
            17 => self.adjust().await,
            18 | 19 => self.ring_up().await,
            20 => self.mend().await,
            21 => self.wait().await,
            22..=25 => self.serve().await,
            26..=29 => self.pay().await,
            30 => self.refund().await,
            _ => self.change().await,
        }
        check_books(&self.shop).await;
    }

    async fn wait(&mut self) {
        let minutes = self.chance.random_range(1..120);
        self.shop.advance(SignedDuration::from_mins(minutes));
        deliver(&self.shop.app).await.unwrap();
        reconcile(&self.shop.app).await.unwrap();
        if self.chance.random() {
            backend::inventory::holds::sweep(&self.shop.app).await.unwrap();
        }
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

fn check(answers: &[Answer], fine: &[u16]) {
    for answer in answers {
        assert!(fine.contains(&answer.status.as_u16()), "{}: {}", answer.status, answer.text());
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
    eprintln!("{engine:?}, seed {seed}: {} orders", simulation.placed.len());
    assert!(simulation.placed.len() > STEPS / 15, "seed {seed} sold next to nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_add_up_on_sqlite() {
    for seed in 0..SEEDS {
        run(Engine::Sqlite, seed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_add_up_on_postgres() {
    for seed in SEEDS..2 * SEEDS {
        run(Engine::Postgres, seed).await;
    }
}
