//! One line of the bag: the number that was set, and what was added without knowing of it.

use super::{Dot, Op, Spot};
use crate::id::ActorId;
use crate::quantity::MOST;
use serde::{Deserialize, Serialize};

/// One line with what is needed to judge late operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub key: Spot,
    /// The sequence number of its first operation; gives its place.
    pub first: u64,
    /// The sequence number of its last change.
    pub changed: u64,
    /// The Set, Remove or Move that counts.
    pub base: Option<Base>,
    /// Adds that no Remove had seen, oldest first.
    pub adds: Vec<Add>,
}

/// A Set, a Remove, or what a Move left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// How many; 0 for a Remove or a Move.
    pub quantity: u32,
    /// The clock it competes with, in milliseconds.
    pub hlc: i64,
    /// Whose it is.
    pub actor: ActorId,
    /// Which of hers.
    pub n: u64,
    /// What she had seen.
    pub base_seq: u64,
    /// What she had seen of other pages of her browser beyond that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Dot>,
}

/// An Add, or what a Move brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Add {
    /// Its place in the bag's order.
    pub seq: u64,
    /// Whose it is.
    pub actor: ActorId,
    /// Which of hers, or [`Add::OF_SEVERAL`].
    pub n: u64,
    /// How many more.
    pub quantity: u32,
}

impl Line {
    /// How many pieces: the Set that counts, and every Add it had not seen; at most [`MOST`].
    #[must_use]
    pub fn quantity(&self) -> u32 {
        let unseen = self.adds.iter().filter(|add| self.base.as_ref().is_none_or(|base| !base.has_seen(add)));
        let base = self.base.as_ref().map_or(0, |base| base.quantity);
        unseen.fold(base, |sum, add| sum.saturating_add(add.quantity)).min(MOST)
    }

    /// So many more, whoever else changes the line.
    pub(super) fn add(&mut self, op: &Op, quantity: u32) {
        self.adds.push(Add { seq: self.changed, actor: op.actor.clone(), n: op.n, quantity });
    }

    /// Keeps at most so many Adds apart: of more, the oldest that can be are told as one, which only those have seen who have seen both.
    /// Rather one too many than one lost, later; the quantity now stays as it is. For that, a few more are kept when the number that was
    /// set had seen Adds of many pages which it cannot have seen as one.
    pub(super) fn compact(&mut self, adds_most: usize) {
        while self.adds.len() > adds_most {
            let pairs = (0..self.adds.len()).flat_map(|later| (0..later).map(move |oldest| (oldest, later)));
            let Some((oldest, later)) = pairs.into_iter().find(|(oldest, later)| self.stays(*oldest, *later)) else {
                break;
            };
            self.adds[later] = self.adds[later].with(&self.adds[oldest]);
            self.adds.remove(oldest);
        }
    }

    /// Whether the quantity stays when these two Adds are told as one.
    fn stays(&self, oldest: usize, later: usize) -> bool {
        let (oldest, later) = (&self.adds[oldest], &self.adds[later]);
        let seen = |add: &Add| self.base.as_ref().is_some_and(|base| base.has_seen(add));
        seen(oldest) == seen(later) && seen(later) == seen(&later.with(oldest))
    }

    /// Takes away what `base` had seen, and leaves its number if its clock is the latest.
    pub(super) fn remove(&mut self, base: Base) {
        self.adds.retain(|add| !base.has_seen(add));
        self.compete(base);
    }

    /// Leaves the number of `base` if its clock is the latest.
    pub(super) fn compete(&mut self, base: Base) {
        if self.base.as_ref().is_none_or(|now| base.hlc >= now.hlc) {
            self.base = Some(base);
        }
    }

    /// Takes away what the operation's browser had added itself before.
    pub(super) fn forget_own(&mut self, op: &Op) {
        self.adds.retain(|add| !is_before(add, &op.actor, op.n, &op.after));
    }
}

impl Add {
    /// Stands for the number of an Add that is several actors' together: it comes before nothing that any one of them did.
    pub const OF_SEVERAL: u64 = u64::MAX;

    /// This one and an older one, told as one.
    fn with(&self, older: &Self) -> Self {
        let several = self.actor != older.actor || older.n == Self::OF_SEVERAL;
        let quantity = self.quantity.saturating_add(older.quantity).min(MOST);
        Self { quantity, n: if several { Self::OF_SEVERAL } else { self.n }, ..self.clone() }
    }
}

impl Base {
    /// Whether whoever did this knew of that Add.
    #[must_use]
    pub fn has_seen(&self, add: &Add) -> bool {
        add.seq <= self.base_seq || is_before(add, &self.actor, self.n, &self.after)
    }
}

/// Whether an Add came before in the same browser.
fn is_before(add: &Add, actor: &ActorId, n: u64, after: &[Dot]) -> bool {
    let own = add.actor == *actor && add.n < n;
    add.n != Add::OF_SEVERAL && (own || after.iter().any(|dot| dot.actor == add.actor && add.n <= dot.n))
}
