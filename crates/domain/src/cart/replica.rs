//! How a browser keeps ahead of the server without losing anything.
//!
//! A replica is the server's last word (*snapshot*) and the shopper's operations it does not contain yet (*pending*).
//! What she sees is the second applied to the first. Pushing is repeated until the server's word contains everything, in
//! batches of any size, over any number of connections: operations count once, and an older word never replaces a newer.
//! The exact place of a Set among Adds made elsewhere is the server's to know; until it answers, the Set's number is shown.

use super::{LineKey, Op, OpKind};
use crate::id::ActorId;
use crate::quantity::MOST;
use std::collections::VecDeque;

/// The server's word on the bag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Counts what happened to the bag.
    pub seq: u64,
    /// Counts the orders made of it.
    pub generation: u64,
    /// The last operation of this replica's actor that is contained.
    pub last_n: u64,
    /// The latest clock the server knows, in milliseconds.
    pub clock: i64,
    /// The lines, in the order they are shown.
    pub quantities: Vec<(LineKey, u32)>,
}

/// What an incoming snapshot meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It was older than what is known; nothing changed.
    Stale,
    /// It is what is known now.
    News,
}

/// What to do after the server has answered that operations are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Push again: the missing ones are still here.
    Resend,
    /// The server does not know what it had confirmed (its bag is a new one): [`Replica::start_over`].
    Lost,
}

/// One browser's view of the bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    actor: ActorId,
    snapshot: Option<Snapshot>,
    pending: VecDeque<Op>,
    next_n: u64,
    clock: i64,
    /// Pending operations that had seen less than this were meant for a bag that was ordered.
    late_before: u64,
}

impl Replica {
    /// A replica that knows nothing yet. `actor` must be new, or continue with [`Replica::receive`] before acting.
    #[must_use]
    pub fn new(actor: ActorId) -> Self {
        Self { actor, snapshot: None, pending: VecDeque::new(), next_n: 1, clock: i64::MIN, late_before: 0 }
    }

    /// Who acts here.
    #[must_use]
    pub fn actor(&self) -> &ActorId {
        &self.actor
    }

    /// Does something now (`now_ms`: this browser's clock) and keeps it until the server has it.
    pub fn act(&mut self, line: LineKey, kind: OpKind, now_ms: i64) -> &Op {
        let heard = self.snapshot.as_ref().map_or(i64::MIN, |snapshot| snapshot.clock);
        self.clock = now_ms.max(self.clock.saturating_add(1)).max(heard.saturating_add(1));
        let (n, base_seq) = (self.next_n, self.snapshot.as_ref().map_or(0, |snapshot| snapshot.seq));
        self.next_n = self.next_n.saturating_add(1);
        self.pending.push_back(Op { actor: self.actor.clone(), n, base_seq, hlc: self.clock, line, kind });
        self.pending.back().expect("it was pushed just now")
    }

    /// Takes the server's word, unless a newer one is known.
    pub fn receive(&mut self, snapshot: Snapshot) -> Heard {
        match &self.snapshot {
            Some(known) if snapshot.seq < known.seq => return Heard::Stale,
            Some(known) if snapshot.generation != known.generation => self.late_before = snapshot.seq,
            Some(_) => {}
            // What was done before the first word was done to the bag as it is, not to one of long ago.
            None => self.pending.iter_mut().for_each(|op| op.base_seq = snapshot.seq),
        }
        while self.pending.front().is_some_and(|op| op.n <= snapshot.last_n) {
            self.pending.pop_front();
        }
        self.next_n = self.next_n.max(snapshot.last_n.saturating_add(1));
        self.snapshot = Some(snapshot);
        Heard::News
    }

    /// What to push next: the oldest pending operations, at most so many. Nothing before the server's first word.
    #[must_use]
    pub fn next_push(&self, most: usize) -> Vec<Op> {
        if self.snapshot.is_none() {
            return Vec::new();
        }
        self.pending.iter().take(most).cloned().collect()
    }

    /// What it means that the server expects operation `expect` next.
    #[must_use]
    pub fn gap(&self, expect: u64) -> Gap {
        match self.pending.front() {
            Some(oldest) if expect < oldest.n => Gap::Lost,
            _ => Gap::Resend,
        }
    }

    /// Continues as a new actor on the bag the server has now, with everything that is still pending.
    pub fn start_over(&mut self, actor: ActorId, snapshot: Snapshot) {
        self.actor = actor;
        for (n, op) in (1..).zip(&mut self.pending) {
            op.actor = self.actor.clone();
            op.n = n;
            op.base_seq = snapshot.seq;
            self.next_n = n.saturating_add(1);
        }
        if self.pending.is_empty() {
            self.next_n = 1;
        }
        self.late_before = 0;
        self.snapshot = Some(Snapshot { last_n: 0, ..snapshot });
    }

    /// Forgets what is pending, because the server can never take it. The numbers are given again.
    pub fn give_up(&mut self) {
        if let Some(oldest) = self.pending.front() {
            self.next_n = oldest.n;
        }
        self.pending.clear();
    }

    /// How many operations the server does not have yet, as far as is known.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The server's last word.
    #[must_use]
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref()
    }

    /// What the shopper sees: lines with at least one piece, new ones last.
    #[must_use]
    pub fn quantities(&self) -> Vec<(LineKey, u32)> {
        let mut lines = self.snapshot.as_ref().map_or_else(Vec::new, |snapshot| snapshot.quantities.clone());
        for op in &self.pending {
            let late = op.base_seq < self.late_before;
            let place = lines.iter().position(|(key, _)| *key == op.line);
            match (op.kind, place) {
                (OpKind::Set { .. } | OpKind::Remove, _) if late => {}
                (OpKind::Add { quantity }, Some(place)) => {
                    lines[place].1 = lines[place].1.saturating_add(quantity.get()).min(MOST);
                }
                (OpKind::Set { quantity }, Some(place)) => lines[place].1 = quantity.get(),
                (OpKind::Add { quantity } | OpKind::Set { quantity }, None) => {
                    lines.push((op.line.clone(), quantity.get()));
                }
                (OpKind::Remove, Some(place)) => lines[place].1 = 0,
                (OpKind::Remove, None) => {}
            }
        }
        lines.retain(|(_, quantity)| *quantity > 0);
        lines
    }
}
