//! How a browser keeps ahead of the server without losing anything.
//!
//! A replica is the server's last word (*snapshot*) and the operations of this browser's pages that it does not contain yet (*pending*).
//! What the shopper sees is the second applied to the first. Pushing is repeated until the server's word contains everything, in
//! batches of any size, over any number of connections, by any page: operations count once, and an older word never replaces a newer.
//! The exact place of a Set among Adds made elsewhere is the server's to know; until it answers, the Set's number is shown.
//!
//! A replica lives as long as its page. What outlives it is kept by the page: each operation of [`Replica::act`], and the snapshot. The next
//! page begins with them ([`Replica::learn`], [`Replica::receive`]) under another actor's name, so nothing that a crash, a copied profile or
//! two pages at once can do gives a number twice.
//!
//! | The page | does |
//! |---|---|
//! | the shopper acts | [`Replica::act`]; keep the operation, tell the other pages, push |
//! | another page acted, or a stored operation is found | [`Replica::learn`] |
//! | push | [`Replica::next_push`], always from the oldest; the answer to [`Replica::receive`] |
//! | the server says that operations are missing | [`Replica::gap`] |
//! | the server's word arrives, from wherever | [`Replica::receive`]; forget what it contains |

use super::{AFTER_MOST, Dot, LineKey, Op, OpKind, Spot};
use crate::id::{ActorId, CartId, PromotionCode, Sku};
use crate::quantity::MOST;
use std::collections::BTreeMap;

/// The server's word on the bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Which bag.
    pub bag: CartId,
    /// Counts what happened to the bag.
    pub seq: u64,
    /// Counts the orders made of it.
    pub generation: u64,
    /// The last operation that is contained, of each actor who was here lately or was asked about; 0 for one who never was.
    pub heard: Vec<Dot>,
    /// Everybody who did something after this number is among them.
    pub heard_since: u64,
    /// The latest clock the server knows, in milliseconds.
    pub clock: i64,
    /// The lines of the bag and what is saved for later, in the order they are shown.
    pub quantities: Vec<(Spot, u32)>,
    /// The codes that count.
    pub codes: Vec<PromotionCode>,
}

/// Which bag a question was about: [`Replica::ask`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question(u64);

/// What an incoming snapshot meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It was older than what is known; nothing changed.
    Stale,
    /// It is of another bag, and nobody can say which of the two is newer, or it does not say whether it contains what is pending; nothing
    /// changed. Ask the server, naming [`Replica::pending_actors`].
    Unclear,
    /// It is what is known now. These operations of the browser need not be kept any longer.
    News(Vec<Dot>),
}

/// What to do after the server has answered that operations are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Push again: the missing ones are here.
    Resend,
    /// They are not here: another bag of this browser has taken them in, or the page that made them lost them. Push again and say
    /// that this actor's are not missing; but leave out her own as long as her page lives, which may have them, and ask it
    /// ([`Replica::settled`]).
    NotHere,
}

/// One page's view of the bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    actor: ActorId,
    snapshot: Option<Snapshot>,
    /// Oldest first: by clock, since each page sets its clock past all it has seen.
    pending: Vec<Op>,
    next_n: u64,
    clock: i64,
    /// Counts how often another bag took the place of the one before.
    moves: u64,
    /// Pending operations that had seen less than this were meant for a bag that was ordered.
    late_before: u64,
    /// What words told that did not tell of all that is pending; in the end, together they do.
    told: Told,
}

/// How far the server had heard whom, and at which number of the bag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Told {
    bag: Option<CartId>,
    actors: Vec<(Dot, u64)>,
}

impl Replica {
    /// A replica that knows nothing yet. `actor` must be new: chosen by this page, at random.
    #[must_use]
    pub fn new(actor: ActorId) -> Self {
        let (snapshot, pending) = (None, Vec::new());
        Self { actor, snapshot, pending, next_n: 1, clock: i64::MIN, moves: 0, late_before: 0, told: Told::default() }
    }

    /// Forgets everything and goes on under another name: the shopper has signed out. Answers to what was asked before count no more.
    pub fn start_over(&mut self, actor: ActorId) {
        *self = Self { moves: self.moves + 1, ..Self::new(actor) };
    }

    /// Who acts here.
    #[must_use]
    pub fn actor(&self) -> &ActorId {
        &self.actor
    }

    /// Does something now (`now_ms`: this browser's clock) and keeps it until the server has it.
    pub fn act(&mut self, kind: OpKind, now_ms: i64) -> &Op {
        let heard = self.snapshot.as_ref().map_or(i64::MIN, |snapshot| snapshot.clock);
        let seen = self.pending.iter().map(|op| op.hlc).fold(self.clock.max(heard), i64::max);
        self.clock = now_ms.max(seen.saturating_add(1));
        let (n, base_seq) = (self.next_n, self.snapshot.as_ref().map_or(0, |snapshot| snapshot.seq));
        self.next_n = self.next_n.saturating_add(1);
        let (actor, after) = (self.actor.clone(), self.others());
        self.pending.push(Op { actor, n, base_seq, after, hlc: self.clock, kind });
        self.pending.last().expect("it was pushed just now")
    }

    /// Takes in an operation that another page of this browser made, or that was kept from an earlier one. Says whether it was news; a kept
    /// one that is none need not be kept any longer.
    pub fn learn(&mut self, op: Op) -> bool {
        // What is done here from now on comes after it, also when the server has it by then.
        self.clock = self.clock.max(op.hlc);
        let known = self.pending.iter().any(|it| it.n == op.n && it.actor == op.actor);
        if known || self.has_heard(&op) || op.actor == self.actor {
            return false;
        }
        let place = self.pending.partition_point(|it| (it.hlc, &it.actor, it.n) < (op.hlc, &op.actor, op.n));
        self.pending.insert(place, op);
        true
    }

    /// Before asking the server for the bag: what makes the answer believable when it speaks of another bag than before.
    #[must_use]
    pub fn ask(&self) -> Question {
        Question(self.moves)
    }

    /// Takes the server's word, unless a newer one is known. `asked` is what it answers; `None` for what another page passed on.
    pub fn receive(&mut self, snapshot: Snapshot, asked: Option<Question>) -> Heard {
        let known = self.snapshot.as_ref();
        if known.is_some_and(|known| known.bag == snapshot.bag && snapshot.seq < known.seq) {
            return Heard::Stale;
        }
        let since = known.filter(|known| known.bag == snapshot.bag).map_or(0, |known| known.seq);
        let mut snapshot = snapshot;
        self.told.complete(&mut snapshot);
        let tells = |op: &Op| snapshot.heard.iter().any(|dot| dot.actor == op.actor);
        if since < snapshot.heard_since && !self.pending.iter().all(tells) {
            self.told.note(&snapshot, &self.pending);
            return Heard::Unclear;
        }
        let answers = asked == Some(self.ask());
        match known {
            // Before the first word, the disk and other pages are believed, but not what was asked by someone who has signed out.
            None if asked.is_some() && !answers => return Heard::Unclear,
            Some(known) if known.bag != snapshot.bag => {
                if !answers {
                    return Heard::Unclear;
                }
                self.moves += 1;
                self.late_before = 0;
            }
            Some(known) if snapshot.generation != known.generation => self.late_before = snapshot.seq,
            Some(_) => {}
            // What was done before the first word was done to the bag as it is, not to one of long ago.
            None => self.pending.iter_mut().filter(|op| op.base_seq == 0).for_each(|op| op.base_seq = snapshot.seq),
        }
        self.snapshot = Some(snapshot);
        self.told = Told::default();
        let (gone, pending) = std::mem::take(&mut self.pending).into_iter().partition(|op| self.has_heard(op));
        self.pending = pending;
        let gone: Vec<Op> = gone;
        Heard::News(gone.iter().map(Op::dot).collect())
    }

    /// What to push next: the oldest pending operations, at most so many, leaving out those of actors who can only push themselves.
    /// Nothing before the server's first word, and nothing behind what is missing of an actor: the server is to say so.
    #[must_use]
    pub fn next_push(&self, most: usize, without: &[ActorId]) -> Vec<Op> {
        if self.snapshot.is_none() {
            return Vec::new();
        }
        let mut last = BTreeMap::new();
        let follows =
            |op: &&Op| last.insert(op.actor.clone(), op.n).is_none_or(|before| op.n == before.saturating_add(1));
        self.pending.iter().filter(|op| !without.contains(&op.actor)).take_while(follows).take(most).cloned().collect()
    }

    /// What it means that the server expects `expect` next.
    #[must_use]
    pub fn gap(&self, expect: &Dot) -> Gap {
        let here = self.pending.iter().any(|op| op.dot() == *expect);
        if here { Gap::Resend } else { Gap::NotHere }
    }

    /// Of these own operations, those the server has: what another page may forget that asks because it is told that they are missing.
    #[must_use]
    pub fn settled(&self, ops: &[Dot]) -> Vec<Dot> {
        let own = ops.iter().filter(|dot| dot.actor == self.actor);
        own.filter(|dot| self.pending.iter().all(|op| op.dot() != **dot)).cloned().collect()
    }

    /// Forgets these operations: the server can never take them, or the page that made them says that they are settled.
    pub fn forget(&mut self, ops: &[Dot]) {
        self.pending.retain(|op| !ops.contains(&op.dot()));
    }

    /// The operations the server does not have yet, as far as is known, oldest first.
    #[must_use]
    pub fn pending(&self) -> &[Op] {
        &self.pending
    }

    /// Whose operations those are: the server is asked how far it has heard them. Those first of whom no word has told yet, so that
    /// in the end all of them are told of, however few can be asked about at a time.
    #[must_use]
    pub fn pending_actors(&self) -> Vec<ActorId> {
        let mut actors: Vec<ActorId> = Vec::new();
        for op in &self.pending {
            if !actors.contains(&op.actor) {
                actors.push(op.actor.clone());
            }
        }
        actors.sort_by_key(|actor| self.told.actors.iter().any(|(dot, _)| dot.actor == *actor));
        actors
    }

    /// The server's last word.
    #[must_use]
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref()
    }

    /// What the shopper sees in the bag: lines with at least one piece, new ones last.
    #[must_use]
    pub fn quantities(&self) -> Vec<(LineKey, u32)> {
        let spots = self.spots().into_iter();
        spots.filter_map(|(spot, quantity)| Some((spot.line()?, quantity))).collect()
    }

    /// What she has saved for later.
    #[must_use]
    pub fn saved(&self) -> Vec<(Sku, u32)> {
        let spots = self.spots().into_iter().filter(|(spot, _)| spot.receive.is_none());
        spots.map(|(spot, quantity)| (spot.sku, quantity)).collect()
    }

    /// The codes she has entered.
    #[must_use]
    pub fn codes(&self) -> Vec<PromotionCode> {
        let mut codes = self.snapshot.as_ref().map_or_else(Vec::new, |snapshot| snapshot.codes.clone());
        for op in self.pending.iter().filter(|op| op.base_seq >= self.late_before) {
            match &op.kind {
                OpKind::ApplyCode { code } if !codes.contains(code) => codes.push(code.clone()),
                OpKind::DropCode { code } => codes.retain(|it| it != code),
                _ => {}
            }
        }
        codes
    }

    /// Every spot with at least one piece, the bag's and what is saved.
    fn spots(&self) -> Vec<(Spot, u32)> {
        let mut lines = self.snapshot.as_ref().map_or_else(Vec::new, |snapshot| snapshot.quantities.clone());
        for op in &self.pending {
            let late = |spot: &Spot| spot.receive.is_some() && op.base_seq < self.late_before;
            match &op.kind {
                OpKind::Add { line, quantity } => {
                    let pieces = at(&mut lines, line);
                    *pieces = pieces.saturating_add(quantity.get()).min(MOST);
                }
                OpKind::Set { line, quantity } if !late(line) => *at(&mut lines, line) = quantity.get(),
                OpKind::Remove { line } if !late(line) => *at(&mut lines, line) = 0,
                OpKind::Move { line, to } if !late(line) => {
                    let taken = std::mem::take(at(&mut lines, line));
                    let to = Spot { sku: line.sku.clone(), receive: to.clone() };
                    let pieces = at(&mut lines, &to);
                    *pieces = pieces.saturating_add(taken).min(MOST);
                }
                _ => {}
            }
        }
        lines.retain(|(_, quantity)| *quantity > 0);
        lines
    }

    fn has_heard(&self, op: &Op) -> bool {
        let heard = self.snapshot.iter().flat_map(|snapshot| &snapshot.heard);
        heard.into_iter().any(|dot| dot.actor == op.actor && op.n <= dot.n)
    }

    /// The last pending operation of each other page; of the latest, if there are more pages than an operation may name.
    fn others(&self) -> Vec<Dot> {
        let mut last: Vec<Dot> = Vec::new();
        for op in self.pending.iter().rev().filter(|op| op.actor != self.actor) {
            if last.len() < AFTER_MOST && last.iter().all(|dot| dot.actor != op.actor) {
                last.push(op.dot());
            }
        }
        last
    }
}

impl Told {
    /// Adds to a word what older ones of the same bag told and what is still so: of those who did nothing since.
    fn complete(&self, snapshot: &mut Snapshot) {
        if self.bag.as_ref() == Some(&snapshot.bag) {
            for (dot, seq) in &self.actors {
                let still_so = snapshot.heard_since <= *seq && *seq <= snapshot.seq;
                if still_so && snapshot.heard.iter().all(|it| it.actor != dot.actor) {
                    snapshot.heard.push(dot.clone());
                }
            }
        }
    }

    /// Notes what a word, completed by what was known before, tells of those who are waiting.
    fn note(&mut self, snapshot: &Snapshot, pending: &[Op]) {
        let newer = self.actors.iter().any(|(_, seq)| *seq > snapshot.seq);
        if newer && self.bag.as_ref() == Some(&snapshot.bag) {
            return;
        }
        let waiting = snapshot.heard.iter().filter(|dot| pending.iter().any(|op| op.actor == dot.actor));
        let told = waiting.map(|dot| (dot.clone(), snapshot.seq)).collect();
        *self = Self { bag: Some(snapshot.bag.clone()), actors: told };
    }
}

/// How many pieces there are at a spot, which is begun if there is none.
fn at<'a>(lines: &'a mut Vec<(Spot, u32)>, spot: &Spot) -> &'a mut u32 {
    let place = lines.iter().position(|(key, _)| key == spot).unwrap_or_else(|| {
        lines.push((spot.clone(), 0));
        lines.len() - 1
    });
    &mut lines[place].1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(bag: &str, seq: u64) -> Snapshot {
        let (heard, quantities, codes) = (Vec::new(), Vec::new(), Vec::new());
        let bag = CartId::parse(bag).unwrap();
        Snapshot { bag, seq, generation: 0, heard, heard_since: 0, clock: 0, quantities, codes }
    }

    #[test]
    fn another_bag_is_believed_only_as_an_answer() {
        let mut replica = Replica::new(ActorId::parse("page").unwrap());
        let first = replica.ask();
        assert_eq!(replica.receive(word("guest", 9), Some(first)), Heard::News(Vec::new()));
        assert_eq!(replica.receive(word("account", 2), None), Heard::Unclear);
        assert_eq!(replica.receive(word("account", 2), Some(first)), Heard::News(Vec::new()));
        assert_eq!(replica.receive(word("guest", 10), Some(first)), Heard::Unclear, "it was asked before");
        assert_eq!(replica.receive(word("account", 1), Some(replica.ask())), Heard::Stale);
    }

    #[test]
    fn many_pages_are_asked_about_a_few_at_a_time() {
        let mut replica = Replica::new(ActorId::parse("last").unwrap());
        let line = Spot::saved(Sku::parse("x").unwrap());
        for page in 0..10 {
            let mut earlier = Replica::new(ActorId::parse(format!("page-{page}")).unwrap());
            replica.learn(earlier.act(OpKind::Remove { line: line.clone() }, page).clone());
        }
        let mut asked_about = Vec::new();
        let settled = (10..).find(|seq| {
            let actors: Vec<ActorId> = replica.pending_actors().into_iter().take(3).collect();
            let heard = actors.iter().map(|actor| Dot { actor: actor.clone(), n: 1 }).collect();
            asked_about.extend(actors);
            // Meanwhile others change the bag, and the server names only those who did so since the last time.
            let snapshot = Snapshot { heard, heard_since: seq - 1, ..word("bag", *seq) };
            match replica.receive(snapshot, Some(replica.ask())) {
                Heard::Unclear => *seq == 30,
                heard => heard != Heard::Stale,
            }
        });
        assert_eq!((settled, replica.pending().len()), (Some(13), 0), "{asked_about:?}");
    }

    #[test]
    fn what_was_told_counts_only_as_long_as_nothing_was_done_since() {
        let mut replica = Replica::new(ActorId::parse("last").unwrap());
        for page in ["a", "b"] {
            let mut earlier = Replica::new(ActorId::parse(page).unwrap());
            replica.learn(earlier.act(OpKind::Remove { line: Spot::saved(Sku::parse("x").unwrap()) }, 0).clone());
        }
        let told = |of: &str, n, seq, heard_since| {
            let heard = vec![Dot { actor: ActorId::parse(of).unwrap(), n }];
            Snapshot { heard, heard_since, ..word("bag", seq) }
        };
        let (asked, all) = (Some(replica.ask()), replica.pending.iter().map(Op::dot).collect());
        assert_eq!(replica.receive(told("a", 0, 5, 4), asked), Heard::Unclear);
        assert_eq!(replica.receive(told("b", 1, 9, 6), asked), Heard::Unclear, "of a it is not known since 5");
        assert_eq!(replica.pending_actors()[0].as_str(), "a");
        assert_eq!(
            replica.receive(told("a", 1, 8, 6), asked),
            Heard::Unclear,
            "of b it says nothing, and 9 is not before 8"
        );
        assert_eq!(replica.receive(told("a", 1, 9, 6), asked), Heard::News(all));
    }

    #[test]
    fn a_page_acts_after_what_it_has_learnt() {
        let [mut one, mut other] = ["one", "other"].map(|name| Replica::new(ActorId::parse(name).unwrap()));
        let line = Spot::saved(Sku::parse("x").unwrap());
        one.act(OpKind::Remove { line: line.clone() }, 5);
        let last = one.act(OpKind::Remove { line: line.clone() }, 5).clone();
        other.learn(last.clone());
        other.forget(&[last.dot()]);
        assert!(other.act(OpKind::Remove { line }, 5).hlc > last.hlc);
    }

    #[test]
    fn nothing_is_pushed_behind_a_hole() {
        let mut page = Replica::new(ActorId::parse("page").unwrap());
        let ops: Vec<Op> = (0..4)
            .map(|at| page.act(OpKind::Remove { line: Spot::saved(Sku::parse("x").unwrap()) }, at).clone())
            .collect();
        let mut next = Replica::new(ActorId::parse("next").unwrap());
        next.receive(word("bag", 0), Some(next.ask()));
        for op in [&ops[0], &ops[1], &ops[3]] {
            next.learn(op.clone());
        }
        assert_eq!(next.next_push(9, &[]), ops[..2]);
        next.forget(&[ops[0].dot(), ops[1].dot()]);
        assert_eq!(next.next_push(9, &[]), ops[3..], "the server says what it misses");
    }

    #[test]
    fn who_signs_out_hears_nothing_of_before() {
        let mut replica = Replica::new(ActorId::parse("hers").unwrap());
        let asked = replica.ask();
        replica.receive(word("account", 9), Some(asked));
        let line = Spot::saved(Sku::parse("x").unwrap());
        replica.act(OpKind::Remove { line }, 0);
        replica.start_over(ActorId::parse("nobody-s").unwrap());
        assert!(replica.pending().is_empty() && replica.snapshot().is_none());
        assert_eq!(replica.receive(word("account", 10), Some(asked)), Heard::Unclear);
        assert_eq!(replica.receive(word("guest", 0), Some(replica.ask())), Heard::News(Vec::new()));
    }
}
