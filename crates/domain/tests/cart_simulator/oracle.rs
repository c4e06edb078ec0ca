//! What a bag must hold, worked out from the set of operations that arrived. It knows nothing of how the bag keeps its lines.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use domain::{
    cart::{Bag, Op, OpKind, Spot},
    id::{ActorId, PromotionCode},
};

/// An operation that arrived for the first time and in its turn.
#[derive(Debug, Clone)]
struct Arrived {
    op: Op,
    seq: u64,
    /// What it competes with, if it does.
    clock: i64,
    /// What it had to have seen, to be about this bag.
    floor: u64,
    refused: bool,
}

/// All that happened to one bag.
#[derive(Debug, Clone, Default)]
pub struct History {
    seq: u64,
    latest: i64,
    orders: Vec<u64>,
    arrived: Vec<Arrived>,
    actors: BTreeMap<ActorId, (u64, u64)>,
    /// Until when what was said of a spot or a code that holds nothing is forgotten.
    forgotten: Vec<(Spot, u64)>,
    forgotten_codes: BTreeMap<PromotionCode, u64>,
}

impl History {
    /// Whether the operation counts, being new and in its turn; noted if it does.
    pub fn take_in(&mut self, op: &Op, now: i64, refused: bool) -> bool {
        let (last, floor) = self.actors.get(&op.actor).copied().unwrap_or_default();
        let in_turn = op.n == last + 1 && op.after.iter().all(|dot| self.has(&dot.actor, dot.n));
        if in_turn {
            self.seq += 1;
            self.actors.insert(op.actor.clone(), (op.n, floor));
            let mut arrived = Arrived { op: op.clone(), seq: self.seq, clock: 0, floor, refused };
            let speaks = match &op.kind {
                OpKind::Add { .. } => false,
                OpKind::Set { line, .. } | OpKind::Move { line, .. } => !refused && !self.is_late(&arrived, line),
                OpKind::Remove { line } => !self.is_late(&arrived, line),
                OpKind::ApplyCode { .. } => !refused && !self.is_late_code(&arrived),
                OpKind::DropCode { .. } => !self.is_late_code(&arrived),
            };
            if speaks {
                arrived.clock = op.hlc.min((now + 60_000).max(self.latest));
                self.latest = self.latest.max(arrived.clock);
            }
            self.arrived.push(arrived);
        }
        in_turn
    }

    pub fn has(&self, actor: &ActorId, n: u64) -> bool {
        self.actors.get(actor).is_some_and(|(last, _)| n <= *last)
    }

    /// What came before was taken in by another bag of the same browser.
    pub fn bridge(&mut self, op: &Op, actor: &ActorId) {
        if op.actor == *actor {
            let (last, _) = self.actors.entry(actor.clone()).or_default();
            *last = (*last).max(op.n - 1);
        }
    }

    /// The bag no longer knows what was said of a spot where nothing is.
    pub fn forget(&mut self, spot: Spot) {
        self.forgotten.push((spot, self.seq));
    }

    /// Nor of a code that does not count.
    pub fn forget_code(&mut self, code: PromotionCode) {
        self.forgotten_codes.insert(code, self.seq);
    }

    /// Nobody of these can say anything any more.
    pub fn forget_actors(&mut self, are_gone: impl Fn(&ActorId) -> bool) {
        self.actors.retain(|actor, _| !are_gone(actor));
    }

    pub fn order(&mut self) {
        self.seq += 1;
        self.orders.push(self.seq);
    }

    /// Whatever is missing here of the greater quantity there comes along, numbered in the order in which the other bag shows it: an operation
    /// that was meant for a third bag, and names a number of that one, may have seen some of it and not the rest.
    pub fn join(&mut self, other: &Self, shown: &[Spot], name: &ActorId) {
        let mut theirs: Vec<_> = other.spots().into_iter().collect();
        theirs.sort_by_key(|(spot, _)| shown.iter().position(|it| it == spot));
        let ours = self.spots();
        self.seq = self.seq.max(other.seq) + 1;
        self.latest = self.latest.max(other.latest);
        let (floor, mut n) = (self.seq, 0);
        for (spot, wanted) in theirs {
            let missing = i64::from(wanted) - i64::from(ours.get(&spot).copied().unwrap_or(0));
            if let Ok(quantity) = domain::quantity::Quantity::parse(missing) {
                n += 1;
                self.seq += 1;
                let kind = OpKind::Add { line: spot, quantity };
                let op = Op { actor: name.clone(), n, base_seq: floor, after: Vec::new(), hlc: 0, kind };
                self.arrived.push(Arrived { op, seq: self.seq, clock: 0, floor, refused: false });
            }
        }
        let spoken = self.spoken_codes();
        for code in other.spoken_codes().difference(&spoken) {
            if let Some(last) = other.last_said(code) {
                let op = Op { base_seq: floor, after: Vec::new(), ..last.op.clone() };
                self.arrived.push(Arrived { op, seq: self.seq, clock: last.clock, floor, refused: false });
            }
        }
        for (actor, (last, _)) in &other.actors {
            let mine = self.actors.entry(actor.clone()).or_default();
            *mine = (mine.0.max(*last), floor);
        }
        self.actors.insert(name.clone(), (n, floor));
    }

    /// Every spot with at least one piece.
    pub fn spots(&self) -> BTreeMap<Spot, u32> {
        let reckoning = Reckoning { history: self, known: RefCell::default() };
        let named: BTreeSet<Spot> =
            self.arrived.iter().flat_map(|it| [it.op.kind.line().cloned(), it.op.kind.target()]).flatten().collect();
        let all = named.into_iter().map(|spot| (reckoning.quantity(&spot, self.seq), spot));
        all.filter(|(quantity, _)| *quantity > 0).map(|(quantity, spot)| (spot, quantity)).collect()
    }

    pub fn codes(&self) -> BTreeSet<PromotionCode> {
        let counts = |code: &PromotionCode| {
            self.last_said(code).is_some_and(|it| matches!(it.op.kind, OpKind::ApplyCode { .. }))
        };
        self.spoken_codes().into_iter().filter(counts).collect()
    }

    fn last_said(&self, code: &PromotionCode) -> Option<&Arrived> {
        self.saying_codes().filter(|it| speaks_of(it, code)).max_by_key(|it| (it.clock, it.seq))
    }

    fn spoken_codes(&self) -> BTreeSet<PromotionCode> {
        let said = self.saying_codes().filter_map(|it| match &it.op.kind {
            OpKind::ApplyCode { code } | OpKind::DropCode { code } => Some(code.clone()),
            _ => None,
        });
        said.collect()
    }

    fn saying_codes(&self) -> impl Iterator<Item = &Arrived> {
        let sealed = self.sealed(self.seq);
        let forgotten =
            |it: &Arrived| self.forgotten_codes.iter().any(|(code, until)| it.seq <= *until && speaks_of(it, code));
        let said = self.arrived.iter().filter(move |it| it.seq > sealed && !it.refused && !self.is_late_code(it));
        said.filter(move |it| !forgotten(it))
    }

    /// The last order up to a sequence number.
    fn sealed(&self, seq: u64) -> u64 {
        self.orders.iter().copied().filter(|order| *order <= seq).max().unwrap_or(0)
    }

    fn is_late_code(&self, it: &Arrived) -> bool {
        it.op.base_seq < it.floor || it.op.base_seq < self.sealed(it.seq)
    }

    fn is_late(&self, it: &Arrived, spot: &Spot) -> bool {
        it.op.base_seq < it.floor || (spot.receive.is_some() && it.op.base_seq < self.sealed(it.seq))
    }
}

fn speaks_of(it: &Arrived, what: &PromotionCode) -> bool {
    matches!(&it.op.kind, OpKind::ApplyCode { code } | OpKind::DropCode { code } if code == what)
}

/// Quantities of a history at any of its numbers: what is moved is what disappeared where it was.
struct Reckoning<'a> {
    history: &'a History,
    known: RefCell<HashMap<(Spot, u64), u32>>,
}

impl Reckoning<'_> {
    fn quantity(&self, spot: &Spot, seq: u64) -> u32 {
        let key = (spot.clone(), seq);
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let quantity = self.work_out(spot, seq);
        self.known.borrow_mut().insert(key, quantity);
        quantity
    }

    fn work_out(&self, spot: &Spot, seq: u64) -> u32 {
        let history = self.history;
        let sealed = if spot.receive.is_some() { history.sealed(seq) } else { 0 };
        let forgotten = history.forgotten.iter().filter(|(it, until)| it == spot && *until <= seq);
        let since = forgotten.map(|(_, until)| *until).fold(sealed, u64::max);
        let here: Vec<&Arrived> =
            history.arrived.iter().filter(|it| it.seq > since && it.seq <= seq && !it.refused).collect();
        let takes = |it: &Arrived| match &it.op.kind {
            OpKind::Remove { line } | OpKind::Move { line, .. } => line == spot,
            _ => false,
        };
        let sets = |it: &Arrived| matches!(&it.op.kind, OpKind::Set { line, .. } if line == spot);
        let explicit = here.iter().filter(|it| (takes(it) || sets(it)) && !history.is_late(it, spot));
        let winner = explicit.max_by_key(|it| (it.clock, it.seq));
        let mut sum = match winner.map(|it| &it.op.kind) {
            Some(OpKind::Set { quantity, .. }) => quantity.get(),
            _ => 0,
        };
        for add in &here {
            let brought = match &add.op.kind {
                OpKind::Add { line, quantity } if line == spot => quantity.get(),
                OpKind::Move { line, .. } if add.op.kind.target().as_ref() == Some(spot) => {
                    self.quantity(line, add.seq - 1).saturating_sub(self.quantity(line, add.seq))
                }
                _ => continue,
            };
            let absorbed = winner.is_some_and(|winner| knew(winner, add));
            let taken = here.iter().any(|it| {
                let meant = if history.is_late(it, spot) { did_before(it, add) } else { knew(it, add) };
                takes(it) && it.seq > add.seq && meant
            });
            if !absorbed && !taken {
                sum += brought;
            }
        }
        sum.min(99)
    }
}

fn knew(it: &Arrived, add: &Arrived) -> bool {
    add.seq <= it.op.base_seq.min(it.seq - 1) || did_before(it, add)
}

/// Whether the same browser had done that before.
fn did_before(it: &Arrived, add: &Arrived) -> bool {
    let own = add.op.actor == it.op.actor && add.op.n < it.op.n;
    own || it.op.after.iter().any(|dot| dot.actor == add.op.actor && add.op.n <= dot.n)
}

/// What is there.
pub fn spots(bag: &Bag) -> BTreeMap<Spot, u32> {
    let lines = bag.quantities().map(|(line, quantity)| (Spot::from(line), quantity));
    let saved = bag.saved().map(|(sku, quantity)| (Spot::saved(sku.clone()), quantity));
    lines.chain(saved).collect()
}
