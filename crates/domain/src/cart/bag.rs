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
//! | Remove, then a Set wins that had not seen the removed Adds | they stay removed | Dynamo's bag let removed goods come back (DeCandia et al. 2007, 4.4); ours must not |
//! | Move ∥ anything | a Remove where the goods were, and an Add of exactly what it took away where they go | the same goods are never in two places, nor in none |
//! | Move ∥ Move | the first to arrive takes the goods along; the other finds none | moving is not wanting more |
//! | ApplyCode ∥ DropCode | the later clock | both are explicit |
//! | Set, Remove or code ∥ order | dropped | it spoke of goods that are sold now |
//! | Add ∥ order | goes into the next bag | it was not part of the order and must not vanish |
//! | Remove or Move ∥ order, after such an Add of the same browser | takes that Add along | she means what she had added herself |
//! | saved for later ∥ order | stays | nobody orders what is saved |
//! | bag joined to another | per line the greater of both, their sum, or the guest's: [`JoinPolicy`] | nothing is lost, nothing doubles, however often it is asked |
//!
//! "Seen" needs three things of the operation: every Add up to `base_seq`, the actor's own earlier ones, and those of other pages of
//! the same browser that `after` names. An operation is taken in only when everything it has seen is there.
//! Clocks may be up to [`AHEAD_MS`] before the server's. Since a browser sets its clock past [`Bag::clock`] when it hears from
//! the server, what it has seen always yields to what it does next, however wrong its own clock is.
//!
//! What is kept is bounded: [`KEPT_MOST`] lines with the removed ones, [`ADDS_KEPT`] Adds a line, [`CODES_KEPT`] codes; see [`Bag::compact`]. There is no log:
//! an operation is folded into its line when it arrives. Actors are forgotten when their browser's session has ended, since nothing of
//! theirs can arrive any more.

use super::{Base, Dot, Line, Op, OpKind, Spot};
use crate::cart::LineKey;
use crate::id::{ActorId, PromotionCode, Sku};
use crate::quantity::Quantity;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most different lines a shopper can put into one bag, and as many she can save for later. Joining two bags may exceed it:
/// nothing is lost.
pub const LINES_MOST: usize = 100;
/// How far a shopper's clock may be before the server's, in milliseconds.
pub const AHEAD_MS: i64 = 60_000;
/// Lines kept in all. Removed ones are remembered so that an old Set cannot bring them back; beyond this the oldest are forgotten.
pub const KEPT_MOST: usize = 4 * LINES_MOST;
/// The most codes that count at a time.
pub const CODES_MOST: usize = 5;
/// Codes kept in all, dropped ones too.
pub const CODES_KEPT: usize = 20;
/// Adds kept apart per line; beyond this the oldest are told as one.
pub const ADDS_KEPT: usize = 64;

/// How much a bag remembers of what is past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Lines, with the removed ones; see [`KEPT_MOST`].
    pub lines: usize,
    /// Codes, with the dropped ones; see [`CODES_KEPT`].
    pub codes: usize,
    /// Adds kept apart on each line; see [`ADDS_KEPT`].
    pub adds: usize,
}

impl Bounds {
    /// What the shop's bags remember.
    pub const SHOP: Self = Self { lines: KEPT_MOST, codes: CODES_KEPT, adds: ADDS_KEPT };
}

/// The bag as the server keeps it. The fields are for storage; [`Bag::apply`], [`Bag::seal`] and [`Bag::join`] change them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag {
    /// Counts what happened to the bag. Never goes back, not even when bags are joined.
    pub seq: u64,
    /// Counts the orders made of the bag.
    pub generation: u64,
    /// The sequence number of the last order; what was meant for before is late.
    pub sealed_at: u64,
    /// The latest clock of any Set, Remove, Move or code, in milliseconds.
    pub clock: i64,
    /// Every line, removed and saved ones too, in the order they were first added.
    pub lines: Vec<Line>,
    /// Every code that was applied or dropped, oldest change first.
    pub codes: Vec<Code>,
    /// Who has changed this bag. May hold only those at hand.
    pub actors: BTreeMap<ActorId, Actor>,
}

/// What became of a promotion's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Which.
    pub code: PromotionCode,
    /// Whether it counts.
    pub applied: bool,
    /// The clock of the operation that said so.
    pub hlc: i64,
}

/// What is remembered of one actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Actor {
    /// Her last operation that was consumed.
    pub last_n: u64,
    /// What she did before having seen this number was meant for a bag that was joined to this one.
    pub floor: u64,
    /// The sequence number of that operation: who was here last.
    pub seq: u64,
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
    /// The bag, or what is saved for later, holds as many different lines as it may.
    TooManyLines,
    /// No promotion has this code, or not now.
    UnknownCode,
    /// As many codes count as may.
    TooManyCodes,
    /// What it meant to change was ordered, or left behind with another bag.
    TooLate,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It counts.
    Applied,
    /// It was meant for a bag that was ordered meanwhile and counts in the next one.
    Carried,
    /// It was consumed without effect.
    Refused(OpRefusal),
    /// It was here before; nothing changed.
    Duplicate,
    /// Operations it comes after are missing; nothing changed.
    Gap(Dot),
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
    pub line: Spot,
    /// How many there were.
    pub was: u32,
    /// How many there are.
    pub is: u32,
}

impl Bag {
    /// Puts one operation into the bag's order.
    ///
    /// `offered` is what the shop says about where it puts goods ([`OpKind::target`]) or about its code; it does not keep anyone from
    /// taking something out.
    pub fn apply(&mut self, op: &Op, now: Timestamp, offered: Result<(), OpRefusal>) -> Outcome {
        if op.n <= self.last_n(&op.actor) {
            return Outcome::Duplicate;
        }
        if let Some(missing) = self.missing(op) {
            return Outcome::Gap(missing);
        }
        self.seq = self.seq.saturating_add(1);
        let floor = self.actors.get(&op.actor).map_or(0, |actor| actor.floor);
        self.actors.insert(op.actor.clone(), Actor { last_n: op.n, floor, seq: self.seq });

        // A number that was never given, of another bag for instance, has seen all there is.
        let seen = Seen { base_seq: op.base_seq.min(self.seq - 1), floor, sealed_at: self.sealed_at };
        let carried = self.carry_out(op, seen, now, offered);
        self.compact(Bounds::SHOP);
        match carried {
            Ok(false) => Outcome::Applied,
            Ok(true) => Outcome::Carried,
            Err(why) => Outcome::Refused(why),
        }
    }

    /// Does what the operation says; whether it goes into the next bag instead of the one it was meant for.
    fn carry_out(
        &mut self,
        op: &Op,
        seen: Seen,
        now: Timestamp,
        offered: Result<(), OpRefusal>,
    ) -> Result<bool, OpRefusal> {
        match &op.kind {
            OpKind::Add { line, quantity } => {
                offered.and_then(|()| self.room_for(line))?;
                self.line(line).add(op, quantity.get());
                Ok(seen.too_little_for(line))
            }
            OpKind::Set { line, .. } if seen.too_little_for(line) => Err(OpRefusal::TooLate),
            OpKind::Set { line, quantity } => {
                offered.and_then(|()| self.room_for(line))?;
                let base = self.base(op, seen, quantity.get(), now);
                self.line(line).compete(base);
                Ok(false)
            }
            OpKind::Remove { line } => {
                let late = seen.too_little_for(line);
                self.take(op, line, seen, now);
                if late { Err(OpRefusal::TooLate) } else { Ok(false) }
            }
            OpKind::Move { line, to } => {
                let to = Spot { sku: line.sku.clone(), receive: to.clone() };
                offered.and_then(|()| self.room_for_moved(line, &to))?;
                let late = seen.too_little_for(line) || seen.too_little_for(&to);
                let taken = self.take(op, line, seen, now);
                if taken > 0 {
                    self.line(&to).add(op, taken);
                }
                if late && taken == 0 { Err(OpRefusal::TooLate) } else { Ok(late) }
            }
            OpKind::ApplyCode { .. } | OpKind::DropCode { .. } if seen.too_little() => Err(OpRefusal::TooLate),
            OpKind::ApplyCode { code } => {
                offered.and_then(|()| self.room_for_code(code))?;
                self.note_code(op, code, true, now);
                Ok(false)
            }
            OpKind::DropCode { code } => {
                self.note_code(op, code, false, now);
                Ok(false)
            }
        }
    }

    /// Says that what `op` comes after of an actor is not missing: another bag of the same browser had taken it in, or the page that made
    /// it has lost it. [`Bag::apply`] comes next. What is the actor's own goes on with `op`; an operation of another actor waits no longer.
    pub fn bridge(&mut self, op: &mut Op, actor: &ActorId) {
        op.after.retain(|dot| dot.actor != *actor || self.last_n(actor) >= dot.n);
        if op.actor == *actor && op.n > self.last_n(actor) {
            self.actors.entry(actor.clone()).or_default().last_n = op.n - 1;
        }
    }

    /// An order was made of the bag: the next one begins empty. What is saved for later stays.
    pub fn seal(&mut self) {
        self.seq = self.seq.saturating_add(1);
        self.generation = self.generation.saturating_add(1);
        self.sealed_at = self.seq;
        self.lines.retain(|line| line.key.receive.is_none());
        self.codes.clear();
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
        for theirs in other.lines.iter().filter(|line| line.quantity() > 0) {
            let (was, wanted) = (self.quantity(&theirs.key), theirs.quantity());
            let missing = match policy {
                JoinPolicy::Sum => wanted,
                JoinPolicy::Max | JoinPolicy::GuestWins => wanted.saturating_sub(was),
            };
            let replaced = policy == JoinPolicy::GuestWins && wanted < was;
            let Ok(quantity) = Quantity::parse(i64::from(if replaced { wanted } else { missing })) else { continue };
            n += 1;
            self.seq = self.seq.saturating_add(1);
            let line = theirs.key.clone();
            let kind = OpKind::Add { line: line.clone(), quantity };
            let op = Op { actor: other_as.clone(), n, base_seq: floor, after: Vec::new(), hlc: self.clock, kind };
            if replaced {
                let (base_seq, hlc) = (floor, self.clock);
                let base = Base { quantity: wanted, hlc, actor: op.actor.clone(), n, base_seq, after: Vec::new() };
                self.line(&line).compete(base);
            } else {
                self.line(&line).add(&op, quantity.get());
            }
            changed.push(Joined { is: self.quantity(&line), line, was });
        }
        for theirs in &other.codes {
            if self.codes.iter().all(|ours| ours.code != theirs.code) && self.codes.len() < CODES_KEPT {
                self.codes.push(theirs.clone());
            }
        }
        for (actor, theirs) in &other.actors {
            let ours = self.actors.entry(actor.clone()).or_default();
            *ours = Actor { last_n: ours.last_n.max(theirs.last_n), floor, seq: self.seq };
        }
        self.actors.insert(other_as.clone(), Actor { last_n: n, floor, seq: self.seq });
        self.compact(Bounds::SHOP);
        changed
    }

    /// Forgets what is beyond the bounds, the oldest first: removed lines, dropped codes, and which of a line's Adds was whose. What the bag
    /// holds stays as it is; an operation that is late enough may find nothing of what it should have yielded to.
    pub fn compact(&mut self, bounds: Bounds) {
        for line in &mut self.lines {
            line.compact(bounds.adds);
        }
        while self.lines.len() > bounds.lines {
            let removed = self.lines.iter().enumerate().filter(|(_, line)| line.quantity() == 0);
            let Some((place, _)) = removed.min_by_key(|(_, line)| line.changed) else { break };
            self.lines.remove(place);
        }
        while self.codes.len() > bounds.codes {
            let Some(dropped) = self.codes.iter().position(|code| !code.applied) else { break };
            self.codes.remove(dropped);
        }
    }

    /// The lines with at least one piece, in the order they were first added; not what is saved for later.
    pub fn quantities(&self) -> impl Iterator<Item = (LineKey, u32)> {
        let kept = self.lines.iter().filter(|line| line.quantity() > 0);
        kept.filter_map(|line| Some((line.key.line()?, line.quantity())))
    }

    /// What is saved for later, in the order it was first saved.
    pub fn saved(&self) -> impl Iterator<Item = (&Sku, u32)> {
        let saved = self.lines.iter().filter(|line| line.key.receive.is_none());
        saved.map(|line| (&line.key.sku, line.quantity())).filter(|(_, quantity)| *quantity > 0)
    }

    /// The codes that count, in the order they were last applied.
    pub fn codes(&self) -> impl Iterator<Item = &PromotionCode> {
        self.codes.iter().filter(|code| code.applied).map(|code| &code.code)
    }

    /// How many pieces there are at one spot.
    #[must_use]
    pub fn quantity(&self, spot: &Spot) -> u32 {
        self.lines.iter().find(|line| line.key == *spot).map_or(0, Line::quantity)
    }

    /// The last operation of an actor that was consumed; 0 for none.
    #[must_use]
    pub fn last_n(&self, actor: &ActorId) -> u64 {
        self.actors.get(actor).map_or(0, |actor| actor.last_n)
    }

    /// The last operation of the `most` actors who were here last, and of those `asked` about (0 for who never was); and the number after
    /// which everybody is among them.
    #[must_use]
    pub fn heard(&self, most: usize, asked: &[ActorId]) -> (Vec<Dot>, u64) {
        let mut lately: Vec<(&ActorId, &Actor)> = self.actors.iter().collect();
        lately.sort_by_key(|(_, actor)| std::cmp::Reverse(actor.seq));
        let since = lately.get(most).map_or(0, |(_, actor)| actor.seq);
        lately.truncate(most);
        let mut heard: Vec<Dot> =
            lately.into_iter().map(|(name, actor)| Dot { actor: name.clone(), n: actor.last_n }).collect();
        for name in asked {
            if heard.iter().all(|dot| dot.actor != *name) {
                heard.push(Dot { actor: name.clone(), n: self.last_n(name) });
            }
        }
        (heard, since)
    }

    /// The first operation that `op` comes after and that is not here.
    fn missing(&self, op: &Op) -> Option<Dot> {
        let own = Dot { actor: op.actor.clone(), n: op.n - 1 };
        let before = std::iter::once(&own).chain(&op.after).find(|dot| self.last_n(&dot.actor) < dot.n)?;
        Some(Dot { actor: before.actor.clone(), n: self.last_n(&before.actor) + 1 })
    }

    fn room_for(&self, spot: &Spot) -> Result<(), OpRefusal> {
        let alike = |line: &&Line| line.key.receive.is_some() == spot.receive.is_some() && line.quantity() > 0;
        if self.quantity(spot) == 0 && self.lines.iter().filter(alike).count() >= LINES_MOST {
            return Err(OpRefusal::TooManyLines);
        }
        Ok(())
    }

    /// A move within the bag needs no room.
    fn room_for_moved(&self, from: &Spot, to: &Spot) -> Result<(), OpRefusal> {
        if from.receive.is_some() && to.receive.is_some() { Ok(()) } else { self.room_for(to) }
    }

    fn room_for_code(&self, code: &PromotionCode) -> Result<(), OpRefusal> {
        let others = self.codes().filter(|applied| *applied != code).count();
        if others >= CODES_MOST { Err(OpRefusal::TooManyCodes) } else { Ok(()) }
    }

    /// Takes away what the operation had seen on a line, or, when that was ordered, what its own browser has added since; says how
    /// much it took.
    fn take(&mut self, op: &Op, spot: &Spot, seen: Seen, now: Timestamp) -> u32 {
        let before = self.quantity(spot);
        if !seen.too_little_for(spot) {
            let base = self.base(op, seen, 0, now);
            self.line(spot).remove(base);
        } else if before > 0 {
            self.line(spot).forget_own(op);
        }
        before.saturating_sub(self.quantity(spot))
    }

    /// The line at that spot, begun if there is none, marked as changed now.
    fn line(&mut self, key: &Spot) -> &mut Line {
        let seq = self.seq;
        let place = self.lines.iter().position(|line| line.key == *key).unwrap_or_else(|| {
            self.lines.push(Line { key: key.clone(), first: seq, changed: seq, base: None, adds: Vec::new() });
            self.lines.len() - 1
        });
        let line = &mut self.lines[place];
        line.changed = seq;
        line
    }

    fn base(&mut self, op: &Op, seen: Seen, quantity: u32, now: Timestamp) -> Base {
        let hlc = self.clamped(op.hlc, now);
        let (actor, base_seq) = (op.actor.clone(), seen.base_seq);
        Base { quantity, hlc, actor, n: op.n, base_seq, after: op.after.clone() }
    }

    fn clamped(&mut self, hlc: i64, now: Timestamp) -> i64 {
        // A server clock that was set back must not make what happens next lose against what happened before.
        let most = now.as_millisecond().saturating_add(AHEAD_MS).max(self.clock);
        let hlc = hlc.min(most);
        self.clock = self.clock.max(hlc);
        hlc
    }

    /// Notes that a code counts or does not, unless a later clock has spoken.
    fn note_code(&mut self, op: &Op, code: &PromotionCode, applied: bool, now: Timestamp) {
        let hlc = self.clamped(op.hlc, now);
        let known = self.codes.iter().position(|it| it.code == *code);
        if known.is_none_or(|place| hlc >= self.codes[place].hlc) {
            if let Some(place) = known {
                self.codes.remove(place);
            }
            self.codes.push(Code { code: code.clone(), applied, hlc });
        }
    }
}

/// What an operation had seen of the bag, beside what the bag has been through.
#[derive(Debug, Clone, Copy)]
struct Seen {
    base_seq: u64,
    floor: u64,
    sealed_at: u64,
}

impl Seen {
    /// Whether it spoke of a bag that was ordered or left behind.
    fn too_little(self) -> bool {
        self.base_seq < self.floor || self.base_seq < self.sealed_at
    }

    /// Whether it spoke of goods that are gone: what is saved for later outlives orders.
    fn too_little_for(self, spot: &Spot) -> bool {
        if spot.receive.is_some() { self.too_little() } else { self.base_seq < self.floor }
    }
}
