//! Laws of the bag: whatever the network does, every browser ends with the server's bag, and it is the right one.
//!
//! Random schedules of several replicas and one server: loss, duplication, reordering, split batches, wrong clocks, orders.
//! The oracle knows nothing of how the bag keeps its lines: it looks at the operations that arrived, as a set.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use domain::cart::{Bag, Gap, Heard, JoinPolicy, LineKey, Op, OpKind, Outcome, Receive, Replica, Snapshot};
use domain::id::{ActorId, Sku};
use domain::quantity::Quantity;
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SKUS: [&str; 3] = ["lip", "brow", "nail"];

#[derive(Debug, Clone)]
enum Step {
    /// A shopper does something; her clock is wrong by so many milliseconds.
    Act { who: usize, sku: usize, kind: OpKind, wrong_by: i64 },
    /// She pushes a part of what is pending: `skip` leaves out the oldest, as when an earlier push is still under way.
    Push { who: usize, skip: usize, most: usize },
    /// She asks for the bag.
    Pull { who: usize },
    /// Some message arrives, whichever.
    Deliver { which: usize },
    /// Some message arrives twice: once now, once some time.
    Repeat { which: usize },
    /// Some message never arrives.
    Lose { which: usize },
    /// An order is made.
    Order,
    /// Time passes on the server.
    Wait { ms: i64 },
}

#[derive(Debug, Clone)]
enum Message {
    Push { who: usize, ops: Vec<Op> },
    Pull { who: usize },
    Answer { who: usize, snapshot: Snapshot },
}

/// An operation that arrived for the first time and in its turn.
#[derive(Debug, Clone)]
struct Arrived {
    op: Op,
    /// Its place in the order of arrival; orders have a place in it too.
    seq: u64,
    now: i64,
}

struct World {
    server: Bag,
    now: i64,
    replicas: Vec<Replica>,
    messages: Vec<Message>,
    arrived: Vec<Arrived>,
    seq: u64,
    sealed: u64,
}

impl World {
    fn new(replicas: usize) -> Self {
        let actor = |who: usize| ActorId::parse(format!("actor-{who}")).unwrap();
        Self {
            server: Bag::default(),
            now: 1_000_000,
            replicas: (0..replicas).map(|who| Replica::new(actor(who))).collect(),
            messages: Vec::new(),
            arrived: Vec::new(),
            seq: 0,
            sealed: 0,
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Act { who, sku, kind, wrong_by } => self.act(*who, *sku, *kind, *wrong_by),
            Step::Push { who, skip, most } => {
                let who = *who % self.replicas.len();
                let ops: Vec<Op> = self.replicas[who].next_push(skip + most).into_iter().skip(*skip).collect();
                self.messages.push(Message::Push { who, ops });
            }
            Step::Pull { who } => self.messages.push(Message::Pull { who: *who % self.replicas.len() }),
            Step::Deliver { which } | Step::Repeat { which } if !self.messages.is_empty() => {
                let which = which % self.messages.len();
                let message = match step {
                    Step::Repeat { .. } => self.messages[which].clone(),
                    _ => self.messages.swap_remove(which),
                };
                self.deliver(message);
            }
            Step::Lose { which } if !self.messages.is_empty() => {
                self.messages.swap_remove(which % self.messages.len());
            }
            Step::Deliver { .. } | Step::Repeat { .. } | Step::Lose { .. } => {}
            Step::Order => {
                self.server.seal();
                self.seq += 1;
                self.sealed = self.seq;
            }
            Step::Wait { ms } => self.now += ms,
        }
    }

    fn act(&mut self, who: usize, sku: usize, kind: OpKind, wrong_by: i64) {
        let (who, key) = (who % self.replicas.len(), key(sku));
        let replica = &mut self.replicas[who];
        let before =
            replica.quantities().into_iter().find(|(line, _)| *line == key).map_or(0, |(_, quantity)| quantity);
        replica.act(key.clone(), kind, self.now + wrong_by);
        let after = replica.quantities().into_iter().find(|(line, _)| *line == key).map_or(0, |(_, quantity)| quantity);
        let asked = match kind {
            OpKind::Add { quantity } => (before + quantity.get()).min(99),
            OpKind::Set { quantity } => quantity.get(),
            OpKind::Remove => 0,
        };
        assert_eq!(after, asked, "she sees at once what she did");
    }

    fn deliver(&mut self, message: Message) {
        match message {
            Message::Pull { who } => self.answer(who),
            Message::Push { who, ops } => {
                let now = Timestamp::from_millisecond(self.now).unwrap();
                for op in ops {
                    // The oracle's own idea of "first time and in its turn".
                    let known = self.arrived.iter().filter(|it| it.op.actor == op.actor).count() as u64;
                    let counts = op.n == known + 1;
                    let outcome = self.server.apply(&op, now, Ok(()));
                    let consumed = !matches!(outcome, Outcome::Duplicate | Outcome::Gap { .. });
                    assert_eq!(consumed, counts, "{outcome:?}");
                    if counts {
                        self.seq += 1;
                        self.arrived.push(Arrived { op, seq: self.seq, now: self.now });
                    } else if let Outcome::Gap { expect } = outcome {
                        assert_eq!(expect, known + 1);
                        break;
                    }
                }
                self.answer(who);
            }
            Message::Answer { who, snapshot } => {
                let replica = &mut self.replicas[who];
                let before = replica.snapshot().map_or(0, |known| known.seq);
                let heard = replica.receive(snapshot);
                let after = replica.snapshot().map_or(0, |known| known.seq);
                assert!(after >= before && (heard == Heard::News || after == before), "a replica went back");
            }
        }
    }

    fn answer(&mut self, who: usize) {
        let snapshot = snapshot(&self.server, self.replicas[who].actor());
        self.messages.push(Message::Answer { who, snapshot });
    }

    /// The network works again: everybody talks until nothing is left to say.
    fn heal(&mut self) {
        let all = self.replicas.len();
        for who in (0..all).chain(0..all) {
            self.deliver(Message::Pull { who });
            self.drain();
            for round in 0.. {
                let ops = self.replicas[who].next_push(7);
                if ops.is_empty() {
                    break;
                }
                assert!(round < 100, "the queue does not drain");
                let first = ops[0].n;
                assert_eq!(first, self.server.last_n(self.replicas[who].actor()) + 1);
                assert_eq!(self.replicas[who].gap(first), Gap::Resend);
                self.deliver(Message::Push { who, ops });
                self.drain();
            }
        }
    }

    fn drain(&mut self) {
        while let Some(message) = self.messages.pop() {
            self.deliver(message);
        }
    }

    /// What the set of operations amounts to.
    fn oracle(&self) -> BTreeMap<LineKey, u32> {
        let clocks = self.clocks();
        let current: Vec<&Arrived> = self.arrived.iter().filter(|it| it.seq > self.sealed).collect();
        let late = |it: &Arrived| it.op.base_seq < self.sealed;
        let mut bag = BTreeMap::new();
        for sku in 0..SKUS.len() {
            let key = key(sku);
            let on_line: Vec<&&Arrived> = current.iter().filter(|it| it.op.line == key).collect();
            let explicit = || on_line.iter().filter(|it| !late(it) && !matches!(it.op.kind, OpKind::Add { .. }));
            let winner = explicit().max_by_key(|it| (clocks[&it.seq], it.seq));
            let knew = |it: &Arrived, add: &Arrived| {
                add.seq <= it.op.base_seq || (add.op.actor == it.op.actor && add.op.n < it.op.n)
            };
            let mut sum = match winner.map(|it| it.op.kind) {
                Some(OpKind::Set { quantity }) => quantity.get(),
                _ => 0,
            };
            for add in &on_line {
                let OpKind::Add { quantity } = add.op.kind else { continue };
                let absorbed = winner.is_some_and(|winner| knew(winner, add));
                let removed = explicit().any(|it| it.op.kind == OpKind::Remove && knew(it, add));
                let taken_along = on_line.iter().any(|it| {
                    let own = it.op.actor == add.op.actor && it.op.n > add.op.n;
                    late(it) && it.op.kind == OpKind::Remove && own
                });
                if !absorbed && !removed && !taken_along {
                    sum += quantity.get();
                }
            }
            if sum > 0 {
                bag.insert(key, sum.min(99));
            }
        }
        bag
    }

    /// The clock every Set and Remove competes with, by its place in the order.
    fn clocks(&self) -> BTreeMap<u64, i64> {
        let mut latest = 0;
        let mut clocks = BTreeMap::new();
        let orders = self.orders();
        for it in self.arrived.iter().filter(|it| !matches!(it.op.kind, OpKind::Add { .. })) {
            let last_order = orders.iter().copied().filter(|order| *order < it.seq).max().unwrap_or(0);
            if it.op.base_seq >= last_order {
                let clock = it.op.hlc.min((it.now + 60_000).max(latest));
                latest = latest.max(clock);
                clocks.insert(it.seq, clock);
            }
        }
        clocks
    }

    /// The places of the orders: those that no operation has.
    fn orders(&self) -> Vec<u64> {
        let taken: BTreeSet<u64> = self.arrived.iter().map(|it| it.seq).collect();
        (1..=self.seq).filter(|seq| !taken.contains(seq)).collect()
    }
}

fn key(sku: usize) -> LineKey {
    LineKey { sku: Sku::parse(SKUS[sku % SKUS.len()]).unwrap(), receive: Receive::Ship }
}

fn snapshot(bag: &Bag, actor: &ActorId) -> Snapshot {
    Snapshot {
        seq: bag.seq,
        generation: bag.generation,
        last_n: bag.last_n(actor),
        clock: bag.clock,
        quantities: bag.quantities().map(|(key, quantity)| (key.clone(), quantity)).collect(),
    }
}

fn kind() -> impl Strategy<Value = OpKind> {
    let quantity = || (1_i64..=6).prop_map(|pieces| Quantity::parse(pieces).unwrap());
    prop_oneof![
        4 => quantity().prop_map(|quantity| OpKind::Add { quantity }),
        3 => quantity().prop_map(|quantity| OpKind::Set { quantity }),
        2 => Just(OpKind::Remove),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let any = || any::<usize>();
    prop_oneof![
        8 => (any(), any(), kind(), prop_oneof![Just(0), -5_000_i64..5_000, Just(-86_400_000), Just(86_400_000)])
            .prop_map(|(who, sku, kind, wrong_by)| Step::Act { who, sku, kind, wrong_by }),
        6 => (any(), prop_oneof![5 => Just(0_usize), 1 => 1..3_usize], 1..5_usize)
            .prop_map(|(who, skip, most)| Step::Push { who, skip, most }),
        3 => any().prop_map(|who| Step::Pull { who }),
        14 => any().prop_map(|which| Step::Deliver { which }),
        3 => any().prop_map(|which| Step::Repeat { which }),
        2 => any().prop_map(|which| Step::Lose { which }),
        1 => Just(Step::Order),
        2 => (1_i64..100_000).prop_map(|ms| Step::Wait { ms }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_replica_ends_with_the_right_bag(replicas in 2..5_usize, steps in prop::collection::vec(step(), 1..120)) {
        let mut world = World::new(replicas);
        for step in &steps {
            world.step(step);
        }
        world.heal();
        let server: BTreeMap<LineKey, u32> =
            world.server.quantities().map(|(key, quantity)| (key.clone(), quantity)).collect();
        prop_assert_eq!(&server, &world.oracle());
        for replica in &world.replicas {
            prop_assert_eq!(replica.pending(), 0);
            prop_assert_eq!(replica.quantities(), snapshot(&world.server, replica.actor()).quantities);
        }
    }

    #[test]
    fn alone_she_gets_what_she_saw(orders_before in 0..2, steps in prop::collection::vec(step(), 1..60)) {
        let mut world = World::new(1);
        for _ in 0..orders_before {
            world.step(&Step::Order);
        }
        for step in steps.iter().filter(|step| !matches!(step, Step::Order)) {
            world.step(step);
        }
        let mut seen = world.replicas[0].quantities();
        world.heal();
        let mut kept = world.replicas[0].quantities();
        // Only the places may differ: a line that was removed and added again has its first one.
        seen.sort();
        kept.sort();
        prop_assert_eq!(kept, seen);
    }

    #[test]
    fn the_whole_history_again_changes_nothing(replicas in 1..4_usize, steps in prop::collection::vec(step(), 1..80)) {
        let mut world = World::new(replicas);
        for step in &steps {
            world.step(step);
        }
        let before = world.server.clone();
        for arrived in world.arrived.iter().rev().chain(&world.arrived) {
            world.server.apply(&arrived.op, Timestamp::UNIX_EPOCH, Ok(()));
        }
        prop_assert_eq!(world.server, before);
    }

    #[test]
    fn what_everybody_saw_removed_stays_removed(replicas in 2..4_usize, steps in prop::collection::vec(step(), 1..80)) {
        let mut world = World::new(replicas);
        for step in &steps {
            world.step(step);
        }
        let in_flight = world.messages.clone();
        world.heal();
        for sku in 0..SKUS.len() {
            world.act(0, sku, OpKind::Remove, -86_400_000);
        }
        world.heal();
        for message in in_flight.into_iter().filter(|message| matches!(message, Message::Push { .. })) {
            world.deliver(message);
        }
        world.heal();
        prop_assert_eq!(world.server.quantities().count(), 0);
    }

    #[test]
    fn joining_keeps_the_greater_of_both(ours in bag("ours"), theirs in bag("theirs"), again in 1..4) {
        let mut joined = ours.clone();
        for _ in 0..again {
            joined.join(&theirs, &ActorId::parse("join").unwrap(), JoinPolicy::Max);
        }
        for sku in 0..SKUS.len() {
            let key = key(sku);
            prop_assert_eq!(joined.quantity(&key), ours.quantity(&key).max(theirs.quantity(&key)));
        }
        prop_assert!(joined.seq > ours.seq && joined.seq > theirs.seq);
        for (actor, them) in theirs.actors.iter().chain(&ours.actors) {
            prop_assert!(joined.last_n(actor) >= them.last_n);
        }
    }

    #[test]
    fn absurd_numbers_do_no_harm(ops in prop::collection::vec(absurd(), 1..60), now in any::<bool>()) {
        let now = if now { Timestamp::MAX } else { Timestamp::MIN };
        let mut bag = Bag::default();
        for op in &ops {
            let expected = bag.last_n(&op.actor) + 1;
            bag.apply(op, now, Ok(()));
            bag.apply(&Op { n: expected, ..op.clone() }, now, Ok(()));
            prop_assert!(bag.quantities().all(|(_, quantity)| (1..=99).contains(&quantity)));
        }
    }
}

fn bag(actor: &'static str) -> impl Strategy<Value = Bag> {
    prop::collection::vec((any::<usize>(), kind()), 0..12).prop_map(move |acts| {
        let mut bag = Bag::default();
        for (n, (sku, kind)) in (1..).zip(acts) {
            let actor = ActorId::parse(actor).unwrap();
            let op = Op { actor, n, base_seq: n - 1, hlc: 0, line: key(sku), kind };
            bag.apply(&op, Timestamp::UNIX_EPOCH, Ok(()));
        }
        bag
    })
}

fn absurd() -> impl Strategy<Value = Op> {
    let number = || prop_oneof![Just(0), Just(1), Just(2), Just(u64::MAX), any::<u64>()];
    let clock = prop_oneof![Just(i64::MIN), Just(i64::MAX), any::<i64>()];
    (0..3_usize, number(), number(), clock, any::<usize>(), kind()).prop_map(|(who, n, base_seq, hlc, sku, kind)| {
        let actor = ActorId::parse(format!("actor-{who}")).unwrap();
        Op { actor, n, base_seq, hlc, line: key(sku), kind }
    })
}
