//! The real server, killed again and again while shoppers fill their bags: what it acknowledged is in the bag once.
//!
//! `VITRINE_KILLS` says how often (default 20; `make kills` takes 200), `VITRINE_SEED` repeats the shoppers' choices of an earlier run;
//! what the machine makes of them is new each time.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Condvar, Mutex, mpsc},
    thread,
    time::Duration,
};

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};

use crate::{
    postgres,
    process::{self, Browser, Server, import, number, sku},
};

const KILLS: u64 = 20;
/// After so many kills every bag is counted, and the next shoppers come.
const KILLS_A_SHIFT: u64 = 10;
const PRODUCTS: usize = 40;
/// A line holds 99; two shoppers share some bags.
const OF_ONE_PRODUCT: u32 = 49;
/// Shoppers on their own, and pairs who share a bag.
const ALONE: u64 = 6;
const PAIRS: u64 = 2;
/// The most requests that come in between two kills.
const REQUESTS: u64 = 200;

#[test]
fn acknowledged_operations_survive_kills_once_each_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), &[]);
}

#[test]
fn acknowledged_operations_survive_kills_once_each_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = runtime.block_on(postgres::database());
    check(folder.path(), &["--database", &url]);
}

fn check(data: &Path, storage: &[&str]) {
    let kills = number("VITRINE_KILLS").unwrap_or(KILLS);
    let seed = number("VITRINE_SEED").unwrap_or_else(rand::random);
    eprintln!("{kills} kills, VITRINE_SEED={seed}");
    import(data, "products", &process::products(PRODUCTS), storage);
    let start = || Server::start_with(data, &[&["--listen", "127.0.0.1:0"], storage].concat());
    let (mut random, mut total) = (StdRng::seed_from_u64(seed), Tally::default());
    for shift in 0..kills.div_ceil(KILLS_A_SHIFT) {
        let mut server = start();
        let door = Door::open_at(&server.address);
        let bags = thread::scope(|scope| {
            let _alarm = Alarm(&door);
            let shoppers = come_in(scope, &door, seed ^ (shift << 32));
            for _ in 0..KILLS_A_SHIFT.min(kills - shift * KILLS_A_SHIFT) {
                door.wait_for_requests(random.random_range(1..=REQUESTS));
                // Somewhere in the work of the requests that are in, a commit takes about half a millisecond.
                thread::sleep(Duration::from_micros(random.random_range(0..2_000)));
                server.kill();
                server = start();
                door.moved_to(&server.address);
            }
            door.close();
            shoppers.into_iter().map(|shopper| shopper.join().unwrap()).collect::<Vec<_>>()
        });
        // What is read now is what is on disk.
        server.kill();
        let server = start();
        for bag in bags {
            bag.count(&server.address, &mut total);
        }
    }
    let Tally { operations, unanswered, repeated } = total;
    eprintln!("{operations} operations acknowledged, {unanswered} pushes unanswered, {repeated} repeated on purpose");
    assert!(operations > kills && unanswered > 0, "too little was going on to prove anything");
}

/// How shoppers find the server, which is at another port after each kill.
struct Door {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    address: String,
    /// Requests since the server is at this address.
    requests: u64,
    closed: bool,
    /// Somebody has panicked: nobody waits any more for what will not come.
    broken: bool,
}

impl Door {
    fn open_at(address: &str) -> Self {
        let state = State { address: address.to_owned(), requests: 0, closed: false, broken: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Where to ask now; counts the request.
    fn address(&self) -> String {
        let mut state = self.state.lock().unwrap();
        state.requests += 1;
        self.changed.notify_all();
        let (address, broken) = (state.address.clone(), state.broken);
        drop(state);
        assert!(!broken, "somebody else has failed");
        address
    }

    /// Waits for the next server, after this one has failed.
    fn wait_for_other_than(&self, failed: &str) {
        self.wait_while(|it| it.address == failed);
    }

    fn wait_for_requests(&self, requests: u64) {
        self.wait_while(|it| it.requests < requests);
    }

    fn wait_while(&self, condition: impl Fn(&State) -> bool) {
        let state = self.state.lock().unwrap();
        let state = self.changed.wait_while(state, |it| !it.broken && condition(it)).unwrap();
        let broken = state.broken;
        drop(state);
        assert!(!broken, "somebody else has failed");
    }

    fn moved_to(&self, address: &str) {
        let mut state = self.state.lock().unwrap();
        (state.address, state.requests) = (address.to_owned(), 0);
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap().closed = true;
    }

    fn is_closed(&self) -> bool {
        let state = self.state.lock().unwrap();
        state.closed || state.broken
    }
}

/// Held by everybody who comes through a door, so that one failure ends the test instead of hanging it.
struct Alarm<'d>(&'d Door);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.state.lock().unwrap().broken = true;
            self.0.changed.notify_all();
        }
    }
}

/// Everybody of a shift; each thread answers with a bag that is complete by its owners' account.
fn come_in<'s, 'e>(
    scope: &'s thread::Scope<'s, 'e>,
    door: &'e Door,
    seed: u64,
) -> Vec<thread::ScopedJoinHandle<'s, Bag<'e>>> {
    let alone = (0..ALONE).map(|place| {
        scope.spawn(move || {
            let mut shopper = Shopper::new(door, seed, place);
            shopper.shop_until_closed();
            Bag { owners: vec![shopper] }
        })
    });
    let pairs = (0..PAIRS).map(|place| scope.spawn(move || Bag { owners: share(door, seed, ALONE + 2 * place) }));
    alone.chain(pairs).collect()
}

/// Two shoppers with one bag.
fn share(door: &Door, seed: u64, place: u64) -> Vec<Shopper<'_>> {
    let (mut first, mut second) = (Shopper::new(door, seed, place), Shopper::new(door, seed, place + 1));
    let (token, tokens) = mpsc::channel();
    let (maker, user) = (&mut first, &mut second);
    thread::scope(|scope| {
        scope.spawn(move || {
            token.send(maker.make_link()).unwrap();
            maker.shop_until_closed();
        });
        scope.spawn(move || {
            user.redeem(&tokens.recv().unwrap());
            user.shop_until_closed();
        });
    });
    vec![first, second]
}

/// Someone who adds things and keeps what was not acknowledged, as a browser does.
struct Shopper<'d> {
    door: &'d Door,
    random: StdRng,
    browser: Browser,
    actor: String,
    /// How far the bag was when she last saw it.
    seq: u64,
    /// Every operation from the first to the newest, as product and quantity; the place is its number less one.
    operations: Vec<(usize, u32)>,
    /// What they come to.
    wanted: BTreeMap<usize, u32>,
    /// How many of them were acknowledged.
    acknowledged: usize,
    unanswered: u64,
    repeated: u64,
}

impl<'d> Shopper<'d> {
    fn new(door: &'d Door, seed: u64, place: u64) -> Self {
        let random = StdRng::seed_from_u64(seed.wrapping_add(place));
        Self {
            door,
            random,
            browser: Browser::default(),
            actor: format!("shopper-{place}"),
            seq: 0,
            operations: Vec::new(),
            wanted: BTreeMap::new(),
            acknowledged: 0,
            unanswered: 0,
            repeated: 0,
        }
    }

    /// Adds and pushes until the shop is about to count, and leaves nothing unacknowledged.
    fn shop_until_closed(&mut self) {
        let _alarm = Alarm(self.door);
        while !self.door.is_closed() {
            for _ in 0..self.random.random_range(0..6) {
                self.want();
            }
            if self.random.random_ratio(1, 12) || self.acknowledged == self.operations.len() {
                self.repeat();
            } else {
                self.push();
            }
        }
        while self.acknowledged < self.operations.len() {
            self.push();
        }
    }

    /// One more of something that still has room in its line.
    fn want(&mut self) {
        let (product, quantity) = (self.random.random_range(0..PRODUCTS), self.random.random_range(1..=3));
        let wanted = self.wanted.entry(product).or_default();
        if *wanted + quantity <= OF_ONE_PRODUCT {
            *wanted += quantity;
            self.operations.push((product, quantity));
        }
    }

    /// Sends the oldest operations that nobody acknowledged, as many as it happens.
    fn push(&mut self) {
        let waiting = self.operations.len() - self.acknowledged;
        let sent = self.random.random_range(1..=waiting.min(40));
        let Some(answer) = self.send(self.acknowledged, sent) else { return };
        assert!(
            answer["expect"].is_null(),
            "{} of {} acknowledged operations are gone: {answer}",
            self.actor,
            self.acknowledged
        );
        self.acknowledged += sent;
    }

    /// Sends acknowledged operations once more, which changes nothing.
    fn repeat(&mut self) {
        if self.acknowledged > 0 {
            let first = self.random.random_range(0..self.acknowledged);
            let sent = self.random.random_range(1..=(self.acknowledged - first).min(40));
            if self.send(first, sent).is_some() {
                self.repeated += 1;
            }
        }
    }

    fn send(&mut self, first: usize, count: usize) -> Option<Value> {
        let ops: Vec<Value> = (first..first + count)
            .map(|place| {
                let (product, quantity) = self.operations[place];
                process::add(&self.actor, place as u64 + 1, self.seq, product, quantity)
            })
            .collect();
        let address = self.door.address();
        let Ok(answer) = self.browser.post(&address, api::cart::OPS, &json!({ "ops": ops })) else {
            self.unanswered += 1;
            self.door.wait_for_other_than(&address);
            return None;
        };
        for loss in ["refused", "carried"] {
            assert!(answer[loss].as_array().is_none_or(Vec::is_empty), "{loss}: {answer}");
        }
        self.seq = answer["bag"]["seq"].as_u64().unwrap();
        Some(answer)
    }

    fn make_link(&mut self) -> String {
        let link = self.until_answered(api::cart::LINKS, &json!({}));
        link["url"].as_str().unwrap().split_once("#t=").unwrap().1.to_owned()
    }

    fn redeem(&mut self, token: &str) {
        // A link works once a session, so the session comes first.
        self.make_link();
        self.until_answered(api::cart::REDEEM, &json!({ "token": token }));
    }

    fn until_answered(&mut self, path: &str, body: &Value) -> Value {
        let _alarm = Alarm(self.door);
        loop {
            let address = self.door.address();
            match self.browser.post(&address, path, body) {
                Ok(answer) => return answer,
                Err(_) => self.door.wait_for_other_than(&address),
            }
        }
    }
}

/// A bag and everybody who put something into it.
struct Bag<'d> {
    owners: Vec<Shopper<'d>>,
}

#[derive(Default)]
struct Tally {
    operations: u64,
    unanswered: u64,
    repeated: u64,
}

impl Bag<'_> {
    /// Compares what every owner sees with what all of them added.
    fn count(mut self, address: &str, total: &mut Tally) {
        let mut wanted = BTreeMap::new();
        for owner in &self.owners {
            for (product, quantity) in &owner.wanted {
                *wanted.entry(sku(*product)).or_default() += quantity;
            }
        }
        for owner in &mut self.owners {
            let bag = owner.browser.get(address, api::cart::CART).unwrap();
            let lines = bag["lines"].as_array().unwrap().iter();
            let held = lines.map(|line| {
                (
                    line["line"]["sku"].as_str().unwrap().to_owned(),
                    u32::try_from(line["quantity"].as_u64().unwrap()).unwrap(),
                )
            });
            assert_eq!(held.collect::<BTreeMap<_, _>>(), wanted, "the bag of {}", owner.actor);
            total.operations += owner.operations.len() as u64;
            total.unanswered += owner.unanswered;
            total.repeated += owner.repeated;
        }
    }
}
