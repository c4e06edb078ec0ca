//! How operations add up to quantities: the server's side, which puts them in order.
//!
//! | What meets | What comes of it | Why |
//! |---|---|---|
//! | Add ∥ Add | both count | two intentions |
//! | Set ∥ Set | the later clock; equal clocks: the later arrival | the stepper shows an absolute number, two of them cannot be summed |
//! | Set ∥ Add | the Set's number and the Add | the Set did not mean what it had not seen |
//! | Remove ∥ Add | only the Add | a Remove takes away what the shopper saw, never a wish made elsewhere |
//! | Remove ∥ Set | the later clock | both are explicit; a stale Set cannot undo a later Remove |
//! | Remove, then an Add it had seen arrives again | stays removed | an operation counts once, by (actor, n) |
//! | Remove, then a Set wins that had not seen the removed Adds | they stay removed | Dynamo's bag let removed goods come back; ours must not |
//! | Set or Remove ∥ order | dropped | it spoke of goods that are sold now |
//! | Add ∥ order | goes into the next bag | it was not part of the order and must not vanish |
//! | Remove ∥ order, after such an Add of the same actor | takes that Add along | she removed what she had added herself |
//! | bag joined to another | per line the greater of both | nothing is lost, nothing doubles, however often it is asked |
//!
//! "Seen" needs two numbers of the operation only: every Add up to `base_seq`, and the actor's own earlier ones.
//! Clocks may be up to [`AHEAD_MS`] before the server's. Since a browser sets its clock past [`Bag::clock`] when it hears from
//! the server, what it has seen always yields to what it does next, however wrong its own clock is.

use super::{LineKey, Op, OpKind};
use crate::id::ActorId;
use crate::quantity::{MOST, Quantity};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most different lines a shopper can put into one bag. Joining two bags may exceed it: nothing is lost.
pub const LINES_MOST: usize = 100;
/// How far a shopper's clock may be before the server's, in milliseconds.
pub const AHEAD_MS: i64 = 60_000;
/// Lines kept in all. Removed ones are remembered so that an old Set cannot bring them back; beyond this the oldest are forgotten.
const KEPT_MOST: usize = 3 * LINES_MOST;
/// Adds kept apart per line. Beyond this the two oldest are told as one: rather one too many than one lost.
const ADDS_MOST: usize = 64;

/// The bag as the server keeps it. The fields are for storage; [`Bag::apply`], [`Bag::seal`] and [`Bag::join`] change them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag {
    /// Counts what happened to the bag. Never goes back, not even when bags are joined.
    pub seq: u64,
    /// Counts the orders made of the bag.
    pub generation: u64,
    /// The sequence number of the last order; what was meant for before is late.
    pub sealed_at: u64,
    /// The latest clock of any Set or Remove, in milliseconds.
    pub clock: i64,
    /// Every line, removed ones too, in the order they were first added.
    pub lines: Vec<Line>,
    /// Who has changed this bag. May hold only the actor at hand.
    pub actors: BTreeMap<ActorId, Actor>,
}

/// One line with what is needed to judge late operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub key: LineKey,
    /// The sequence number of its first operation; gives its place.
    pub first: u64,
    /// The sequence number of its last change.
    pub changed: u64,
    /// The Set or Remove that counts.
    pub base: Option<Base>,
    /// Adds that no Remove had seen, oldest first.
    pub adds: Vec<Add>,
}

/// A Set or Remove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// How many; 0 for a Remove.
    pub quantity: u32,
    /// The clock it competes with, in milliseconds.
    pub hlc: i64,
    /// Whose it is.
    pub actor: ActorId,
    /// Which of hers.
    pub n: u64,
    /// What she had seen.
    pub base_seq: u64,
}

/// An Add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Add {
    /// Its place in the bag's order.
    pub seq: u64,
    /// Whose it is.
    pub actor: ActorId,
    /// Which of hers.
    pub n: u64,
    /// How many more.
    pub quantity: u32,
}

/// What is remembered of one actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Actor {
    /// Her last operation that was consumed.
    pub last_n: u64,
    /// What she did before having seen this number was meant for a bag that was joined to this one.
    pub floor: u64,
}

/// Why an operation can never succeed. It is consumed, so that it does not block those behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpRefusal {
    /// No variant has this SKU.
    UnknownSku,
    /// The store is unknown or does not offer this way of receiving.
    NotOffered,
    /// The bag holds as many different lines as it may.
    TooManyLines,
    /// What it meant to change was ordered, or left behind with another bag.
    TooLate,
}

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It counts.
    Applied,
    /// It was meant for a bag that was ordered meanwhile and counts in the next one.
    Carried,
    /// It was consumed without effect.
    Refused(OpRefusal),
    /// It was here before; nothing changed.
    Duplicate,
    /// Operations before it are missing; nothing changed.
    Gap {
        /// The operation of this actor that comes next.
        expect: u64,
    },
}

/// Whose number counts when a guest's bag is joined to the account's and both have a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JoinPolicy {
    /// The greater: nothing is lost, and nothing doubles when a shopper signs in and out (opencart#7375).
    #[default]
    Max,
    /// Both together.
    Sum,
    /// The guest's, as Vendure does it.
    GuestWins,
}

/// A line that joining changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Which.
    pub line: LineKey,
    /// How many there were.
    pub was: u32,
    /// How many there are.
    pub is: u32,
}

impl Bag {
    /// Puts one operation into the bag's order.
    ///
    /// `offered` is what the shop says about the line; it does not keep anyone from removing it.
    pub fn apply(&mut self, op: &Op, now: Timestamp, offered: Result<(), OpRefusal>) -> Outcome {
        let actor = self.actors.get(&op.actor).copied().unwrap_or_default();
        if op.n <= actor.last_n {
            return Outcome::Duplicate;
        }
        if op.n - actor.last_n > 1 {
            return Outcome::Gap { expect: actor.last_n + 1 };
        }
        let base_seq = op.base_seq.min(self.seq);
        self.seq = self.seq.saturating_add(1);
        self.actors.insert(op.actor.clone(), Actor { last_n: op.n, ..actor });

        let late = base_seq < self.sealed_at || base_seq < actor.floor;
        match op.kind {
            OpKind::Add { quantity } => match offered.and_then(|()| self.room_for(&op.line)) {
                Err(why) => return Outcome::Refused(why),
                Ok(()) => self.line(&op.line).add(op, quantity),
            },
            OpKind::Remove if late => {
                if self.quantity(&op.line) > 0 {
                    self.line(&op.line).forget(|add| add.actor == op.actor && add.n < op.n);
                }
                return Outcome::Refused(OpRefusal::TooLate);
            }
            OpKind::Set { .. } if late => return Outcome::Refused(OpRefusal::TooLate),
            OpKind::Set { quantity } => match offered.and_then(|()| self.room_for(&op.line)) {
                Err(why) => return Outcome::Refused(why),
                Ok(()) => {
                    let base = self.base(op, base_seq, quantity.get(), now);
                    self.line(&op.line).compete(base);
                }
            },
            OpKind::Remove => {
                let base = self.base(op, base_seq, 0, now);
                let mut line = self.line(&op.line);
                line.forget(|add| base.has_seen(add));
                line.compete(base);
            }
        }
        self.forget_oldest();
        if late { Outcome::Carried } else { Outcome::Applied }
    }

    /// An order was made of the bag: the next one begins empty.
    pub fn seal(&mut self) {
        self.seq = self.seq.saturating_add(1);
        self.generation = self.generation.saturating_add(1);
        self.sealed_at = self.seq;
        self.lines.clear();
    }

    /// Takes in everything of another bag, whose actors continue here, and says which of this bag's lines have another number now.
    /// `other_as` names the other bag as an actor; a bag that was joined under that name before is not joined again.
    pub fn join(&mut self, other: &Self, other_as: &ActorId, policy: JoinPolicy) -> Vec<Joined> {
        if self.actors.contains_key(other_as) {
            return Vec::new();
        }
        // Past both, so that every browser of either bag takes what comes now for newer than what it has.
        self.seq = self.seq.max(other.seq).saturating_add(1);
        self.clock = self.clock.max(other.clock);
        let floor = self.seq;
        let (mut n, mut changed) = (0, Vec::new());
        for (key, wanted) in other.quantities() {
            let was = self.quantity(key);
            let missing = match policy {
                JoinPolicy::Sum => wanted,
                JoinPolicy::Max | JoinPolicy::GuestWins => wanted.saturating_sub(was),
            };
            let replaced = policy == JoinPolicy::GuestWins && wanted < was;
            let Ok(quantity) = Quantity::parse(i64::from(if replaced { wanted } else { missing })) else { continue };
            n += 1;
            self.seq = self.seq.saturating_add(1);
            if replaced {
                let (base_seq, hlc) = (floor, self.clock);
                self.line(key).compete(Base { quantity: wanted, hlc, actor: other_as.clone(), n, base_seq });
            } else {
                let kind = OpKind::Add { quantity };
                let op = Op { actor: other_as.clone(), n, base_seq: floor, hlc: 0, line: key.clone(), kind };
                self.line(key).add(&op, quantity);
            }
            changed.push(Joined { line: key.clone(), was, is: self.quantity(key) });
        }
        for (actor, theirs) in &other.actors {
            let ours = self.actors.entry(actor.clone()).or_default();
            *ours = Actor { last_n: ours.last_n.max(theirs.last_n), floor };
        }
        self.actors.insert(other_as.clone(), Actor { last_n: n, floor });
        changed
    }

    /// The lines with at least one piece, in the order they were first added.
    pub fn quantities(&self) -> impl Iterator<Item = (&LineKey, u32)> {
        self.lines.iter().map(|line| (&line.key, line.quantity())).filter(|(_, quantity)| *quantity > 0)
    }

    /// How many pieces of one line there are.
    #[must_use]
    pub fn quantity(&self, key: &LineKey) -> u32 {
        self.lines.iter().find(|line| line.key == *key).map_or(0, Line::quantity)
    }

    /// The last operation of an actor that was consumed; 0 for none.
    #[must_use]
    pub fn last_n(&self, actor: &ActorId) -> u64 {
        self.actors.get(actor).map_or(0, |actor| actor.last_n)
    }

    fn room_for(&self, key: &LineKey) -> Result<(), OpRefusal> {
        if self.quantity(key) == 0 && self.quantities().count() >= LINES_MOST {
            return Err(OpRefusal::TooManyLines);
        }
        Ok(())
    }

    /// The line under that name, begun if there is none, marked as changed now.
    fn line(&mut self, key: &LineKey) -> ChangedLine<'_> {
        let seq = self.seq;
        let place = self.lines.iter().position(|line| line.key == *key).unwrap_or_else(|| {
            self.lines.push(Line { key: key.clone(), first: seq, changed: seq, base: None, adds: Vec::new() });
            self.lines.len() - 1
        });
        let line = &mut self.lines[place];
        line.changed = seq;
        ChangedLine(line)
    }

    fn base(&mut self, op: &Op, base_seq: u64, quantity: u32, now: Timestamp) -> Base {
        // A server clock that was set back must not make what happens next lose against what happened before.
        let most = now.as_millisecond().saturating_add(AHEAD_MS).max(self.clock);
        let hlc = op.hlc.min(most);
        self.clock = self.clock.max(hlc);
        Base { quantity, hlc, actor: op.actor.clone(), n: op.n, base_seq }
    }

    fn forget_oldest(&mut self) {
        if self.lines.len() > KEPT_MOST {
            let removed = self.lines.iter().enumerate().filter(|(_, line)| line.quantity() == 0);
            if let Some((place, _)) = removed.min_by_key(|(_, line)| line.changed) {
                self.lines.remove(place);
            }
        }
    }
}

/// A line that the operation at hand may change.
struct ChangedLine<'a>(&'a mut Line);

impl ChangedLine<'_> {
    fn add(self, op: &Op, quantity: Quantity) {
        let line = self.0;
        line.adds.push(Add { seq: line.changed, actor: op.actor.clone(), n: op.n, quantity: quantity.get() });
        if line.adds.len() > ADDS_MOST {
            let base = line.base.as_ref();
            line.adds.retain(|add| base.is_none_or(|base| !base.has_seen(add)));
        }
        if line.adds.len() > ADDS_MOST {
            let oldest = line.adds.remove(0);
            line.adds[0].quantity = line.adds[0].quantity.saturating_add(oldest.quantity).min(MOST);
        }
    }

    fn forget(&mut self, which: impl Fn(&Add) -> bool) {
        self.0.adds.retain(|add| !which(add));
    }

    fn compete(self, base: Base) {
        if self.0.base.as_ref().is_none_or(|now| base.hlc >= now.hlc) {
            self.0.base = Some(base);
        }
    }
}

impl Line {
    /// How many pieces: the Set that counts, and every Add it had not seen; at most [`MOST`].
    #[must_use]
    pub fn quantity(&self) -> u32 {
        let unseen = self.adds.iter().filter(|add| self.base.as_ref().is_none_or(|base| !base.has_seen(add)));
        let base = self.base.as_ref().map_or(0, |base| base.quantity);
        unseen.fold(base, |sum, add| sum.saturating_add(add.quantity)).min(MOST)
    }
}

impl Base {
    /// Whether whoever did this knew of that Add.
    #[must_use]
    pub fn has_seen(&self, add: &Add) -> bool {
        add.seq <= self.base_seq || (add.actor == self.actor && add.n < self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cart::Receive;
    use crate::id::Sku;

    const ON_A: &str = "a";
    const ON_B: &str = "b";

    fn key(sku: &str) -> LineKey {
        LineKey { sku: Sku::parse(sku).unwrap(), receive: Receive::Ship }
    }

    fn add(quantity: i64) -> OpKind {
        OpKind::Add { quantity: Quantity::parse(quantity).unwrap() }
    }

    fn set(quantity: i64) -> OpKind {
        OpKind::Set { quantity: Quantity::parse(quantity).unwrap() }
    }

    fn op(actor: &str, n: u64, base_seq: u64, hlc: i64, kind: OpKind) -> Op {
        Op { actor: ActorId::parse(actor).unwrap(), n, base_seq, hlc, line: key("x"), kind }
    }

    fn apply(bag: &mut Bag, op: &Op) -> Outcome {
        bag.apply(op, Timestamp::UNIX_EPOCH, Ok(()))
    }

    /// A bag with two of x, from an Add by A, which both A and B have seen as number 1.
    fn two_of_x() -> Bag {
        let mut bag = Bag::default();
        apply(&mut bag, &op(ON_A, 1, 0, 1, add(2)));
        bag
    }

    /// What A (clock 10) and B (clock 20) did without knowing of each other, whichever arrives first.
    fn check(by_a: OpKind, by_b: OpKind, then: u32) {
        for b_first in [false, true] {
            let mut bag = two_of_x();
            let mut ops = [op(ON_A, 2, 1, 10, by_a), op(ON_B, 1, 1, 20, by_b)];
            if b_first {
                ops.reverse();
            }
            for op in &ops {
                assert_eq!(apply(&mut bag, op), Outcome::Applied);
            }
            assert_eq!(bag.quantity(&key("x")), then, "{by_a:?} ∥ {by_b:?}, b first: {b_first}");
            for op in &ops {
                assert_eq!(apply(&mut bag, op), Outcome::Duplicate);
            }
            assert_eq!(bag.quantity(&key("x")), then, "the same again");
        }
    }

    #[test]
    fn concurrent_pairs() {
        check(add(1), add(3), 6);
        check(set(5), set(4), 4);
        check(set(5), add(3), 8);
        check(add(3), set(5), 8);
        check(OpKind::Remove, add(3), 3);
        check(add(3), OpKind::Remove, 3);
        check(OpKind::Remove, set(4), 4);
        check(set(4), OpKind::Remove, 0);
        check(OpKind::Remove, OpKind::Remove, 0);
        check(add(99), add(99), MOST);
    }

    #[test]
    fn a_set_that_wins_does_not_bring_back_what_was_removed() {
        let mut bag = two_of_x();
        apply(&mut bag, &op(ON_A, 2, 1, 10, add(3)));
        apply(&mut bag, &op(ON_A, 3, 2, 11, OpKind::Remove));
        apply(&mut bag, &op(ON_B, 1, 1, 20, set(1)));
        assert_eq!(bag.quantity(&key("x")), 1);
    }

    #[test]
    fn a_clock_in_the_future_wins_for_a_minute_only() {
        let mut bag = two_of_x();
        apply(&mut bag, &op(ON_A, 2, 1, i64::MAX, set(7)));
        assert_eq!(bag.clock, AHEAD_MS);
        apply(&mut bag, &op(ON_B, 1, 1, AHEAD_MS - 1, set(4)));
        assert_eq!(bag.quantity(&key("x")), 7);
        let later = Timestamp::from_millisecond(AHEAD_MS).unwrap();
        bag.apply(&op(ON_B, 2, 1, AHEAD_MS + 1, set(4)), later, Ok(()));
        assert_eq!(bag.quantity(&key("x")), 4);
    }

    #[test]
    fn an_order_begins_the_next_bag() {
        let mut bag = two_of_x();
        bag.seal();
        let late = Outcome::Refused(OpRefusal::TooLate);
        assert_eq!(apply(&mut bag, &op(ON_B, 1, 1, 9, set(5))), late);
        assert_eq!(apply(&mut bag, &op(ON_B, 2, 1, 9, OpKind::Remove)), late);
        assert_eq!(bag.quantity(&key("x")), 0);
        assert_eq!(apply(&mut bag, &op(ON_B, 3, 1, 9, add(3))), Outcome::Carried);
        assert_eq!(bag.quantity(&key("x")), 3);
        let seen = bag.seq;
        apply(&mut bag, &op(ON_A, 2, seen, 9, add(1)));
        assert_eq!(apply(&mut bag, &op(ON_B, 4, 1, 9, OpKind::Remove)), late);
        assert_eq!(bag.quantity(&key("x")), 1, "only her own late Add");
        assert_eq!(apply(&mut bag, &op(ON_A, 1, 0, 1, add(2))), Outcome::Duplicate, "it was in the order");
    }

    #[test]
    fn gaps_are_told_and_refusals_consumed() {
        let mut bag = two_of_x();
        let before = bag.clone();
        assert_eq!(apply(&mut bag, &op(ON_B, 2, 1, 1, add(1))), Outcome::Gap { expect: 1 });
        assert_eq!(apply(&mut bag, &op(ON_B, u64::MAX, 1, 1, add(1))), Outcome::Gap { expect: 1 });
        assert_eq!(bag, before);
        let unknown = Err(OpRefusal::UnknownSku);
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(bag.apply(&op(ON_B, 1, 1, 1, add(1)), now, unknown), Outcome::Refused(OpRefusal::UnknownSku));
        assert_eq!(bag.apply(&op(ON_B, 2, 1, 1, OpKind::Remove), now, unknown), Outcome::Applied);
        assert_eq!(bag.quantities().count(), 0);
    }

    #[test]
    fn a_bag_has_a_most_of_lines() {
        let mut bag = Bag::default();
        let nth = |n: u64, kind| Op { line: key(&format!("s{n}")), ..op(ON_A, n, 0, 1, kind) };
        for n in 1..=100 {
            assert_eq!(apply(&mut bag, &nth(n, add(1))), Outcome::Applied);
        }
        assert_eq!(apply(&mut bag, &nth(101, set(1))), Outcome::Refused(OpRefusal::TooManyLines));
        assert_eq!(apply(&mut bag, &Op { line: key("s1"), ..nth(102, add(1)) }), Outcome::Applied);
        for n in 103..1_000 {
            apply(&mut bag, &nth(n, OpKind::Remove));
        }
        assert_eq!(bag.quantities().count(), LINES_MOST);
        assert_eq!(bag.lines.len(), KEPT_MOST);
    }

    #[test]
    fn many_adds_keep_their_sum() {
        let mut bag = Bag::default();
        for n in 1..=90 {
            apply(&mut bag, &op(ON_A, n, 0, 1, add(1)));
        }
        assert_eq!(bag.quantity(&key("x")), 90);
        assert_eq!(bag.lines[0].adds.len(), ADDS_MOST);
        apply(&mut bag, &op(ON_B, 1, 90, 1, OpKind::Remove));
        assert_eq!(bag.quantity(&key("x")), 0);
    }

    #[test]
    fn joining_keeps_the_greater_of_both_once() {
        let mut here = two_of_x();
        let mut there = Bag::default();
        for n in 1..=5 {
            apply(&mut there, &op(ON_B, n, 0, 1, add(1)));
        }
        apply(&mut there, &Op { line: key("y"), ..op(ON_B, 6, 0, 1, add(4)) });
        let name = ActorId::parse("join-1").unwrap();
        here.join(&there, &name, JoinPolicy::Max);
        assert_eq!((here.quantity(&key("x")), here.quantity(&key("y"))), (5, 4));
        assert!(here.seq > there.seq);
        let once = here.clone();
        here.join(&there, &name, JoinPolicy::Max);
        assert_eq!(here, once);
        assert_eq!(apply(&mut here, &op(ON_B, 6, 0, 1, add(1))), Outcome::Duplicate);
        assert_eq!(apply(&mut here, &op(ON_B, 7, 5, 1, OpKind::Remove)), Outcome::Refused(OpRefusal::TooLate));
        assert_eq!(apply(&mut here, &op(ON_B, 8, 5, 1, add(1))), Outcome::Carried);
        assert_eq!(here.quantity(&key("x")), 6);
    }
}
