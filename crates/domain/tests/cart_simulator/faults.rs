//! Faults planted between the rules and the world, each a mistake that a shop's bag has made or could make. The rules themselves stay as
//! they are, so that nothing of this is in what is shipped.

use domain::cart::{Add, Bag, Bounds, Op, OpKind, Snapshot};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A Remove takes away Adds made elsewhere.
    RemoveTakesUnseen,
    /// A Remove leaves what it had seen.
    RemoveTakesNothing,
    /// A repeated operation counts again.
    RepeatsCount,
    /// The last to arrive wins, whatever the clocks say.
    ArrivalWins,
    /// A Set swallows Adds it had not seen.
    SetTakesAll,
    /// An operation is taken in although others before it are missing.
    GapsTaken,
    /// The sequence number stays when the bag changes.
    SeqStays,
    /// What is moved stays where it was.
    MoveCopies,
    /// A refused operation is not consumed.
    RefusalsStay,
    /// Joining adds quantities up.
    JoinSums,
    /// Joining again joins again.
    JoinsCount,
    /// Late operations change the next bag.
    OrdersForgotten,
    /// What is saved for later goes with the order.
    SavedIsOrdered,
    /// An old word of the server replaces a newer one.
    OldWordTaken,
    /// Any word of the server empties the queue.
    QueueDropped,
    /// The server says it has one more than it has.
    HeardTooMuch,
    /// A page goes on under the name of the one before.
    NumbersGivenTwice,
    /// A page does not say what the other pages had done.
    OthersForgotten,
    /// A page's clock is what its browser says.
    ClockTrusted,
    /// What another page passes on is believed, whatever bag it speaks of.
    AnyBagBelieved,
    /// A page does not keep what it learnt from another one that is gone.
    OrphansForgotten,
    /// The server answers before it has committed.
    AnswersTooSoon,
    /// The server forgets pages whose session goes on.
    PagesForgottenTooSoon,
    /// Nothing is ever forgotten.
    NothingForgotten,
    /// Beyond the bound, lines with pieces are forgotten too.
    LinesForgotten,
    /// Beyond the bound, codes that count are forgotten too.
    CodesForgotten,
    /// Beyond the bound, Adds are forgotten instead of told as one.
    AddsForgotten,
    /// Adds told as one are taken by whoever has seen the oldest of them.
    OneTakenForAll,
    /// Adds told as one are taken by whoever did the last of them.
    LastTakenForAll,
}

impl Fault {
    pub const ALL: [Self; 29] = [
        Self::RemoveTakesUnseen,
        Self::RemoveTakesNothing,
        Self::RepeatsCount,
        Self::ArrivalWins,
        Self::SetTakesAll,
        Self::GapsTaken,
        Self::SeqStays,
        Self::MoveCopies,
        Self::RefusalsStay,
        Self::JoinSums,
        Self::JoinsCount,
        Self::OrdersForgotten,
        Self::SavedIsOrdered,
        Self::OldWordTaken,
        Self::QueueDropped,
        Self::HeardTooMuch,
        Self::NumbersGivenTwice,
        Self::OthersForgotten,
        Self::ClockTrusted,
        Self::AnyBagBelieved,
        Self::OrphansForgotten,
        Self::AnswersTooSoon,
        Self::PagesForgottenTooSoon,
        Self::NothingForgotten,
        Self::LinesForgotten,
        Self::CodesForgotten,
        Self::AddsForgotten,
        Self::OneTakenForAll,
        Self::LastTakenForAll,
    ];

    /// Before the server takes an operation in.
    pub fn before_apply(self, bag: &mut Bag, op: &mut Op) {
        match (self, &op.kind) {
            (Self::RemoveTakesUnseen, OpKind::Remove { .. }) | (Self::SetTakesAll, OpKind::Set { .. }) => {
                op.base_seq = u64::MAX;
            }
            (Self::RemoveTakesNothing, OpKind::Remove { .. }) => op.base_seq = bag.sealed_at,
            (Self::RepeatsCount, _) if op.n <= bag.last_n(&op.actor) => {
                bag.actors.entry(op.actor.clone()).or_default().last_n = op.n - 1;
            }
            (Self::ArrivalWins, _) => op.hlc = bag.clock + 1,
            (Self::GapsTaken, _) => {
                let actor = op.actor.clone();
                bag.bridge(op, &actor);
            }
            (Self::MoveCopies, OpKind::Move { line, .. }) => {
                if let (Some(to), Ok(quantity)) =
                    (op.kind.target(), domain::quantity::Quantity::parse(i64::from(bag.quantity(line))))
                {
                    op.kind = OpKind::Add { line: to, quantity };
                }
            }
            _ => {}
        }
    }

    /// After the server has put an operation into the order; `refused`: without effect.
    pub fn after_apply(self, bag: &mut Bag, op: &Op, seq_before: u64, refused: bool) {
        match self {
            Self::SeqStays => bag.seq = seq_before,
            Self::RefusalsStay if refused => {
                bag.actors.entry(op.actor.clone()).or_default().last_n = op.n - 1;
            }
            _ => {}
        }
    }

    /// When a bag forgets what is beyond its bounds.
    pub fn compact(self, bag: &mut Bag, bounds: Bounds) {
        match self {
            Self::NothingForgotten => return,
            Self::LinesForgotten if bag.lines.len() > bounds.lines => drop(bag.lines.remove(0)),
            Self::CodesForgotten if bag.codes.len() > bounds.codes => drop(bag.codes.remove(0)),
            Self::AddsForgotten => {
                for line in bag.lines.iter_mut().filter(|line| line.adds.len() > bounds.adds) {
                    line.adds.remove(0);
                }
            }
            _ => {}
        }
        let oldest: Vec<u64> = bag.lines.iter().map(|line| line.adds.first().map_or(0, |add| add.seq)).collect();
        bag.compact(bounds);
        for (line, oldest) in bag.lines.iter_mut().zip(oldest) {
            match (self, line.adds.first_mut()) {
                (Self::OneTakenForAll, Some(add)) => add.seq = oldest,
                (Self::LastTakenForAll, Some(add)) if add.n == Add::OF_SEVERAL => add.n = 1,
                _ => {}
            }
        }
    }

    /// When the server's word reaches a page that knows `known`.
    pub fn on_word(self, snapshot: &mut Snapshot, known: Option<&Snapshot>) {
        match self {
            Self::OldWordTaken => snapshot.seq = snapshot.seq.max(known.map_or(0, |known| known.seq)),
            Self::QueueDropped => snapshot.heard.iter_mut().for_each(|dot| dot.n = u64::MAX),
            Self::HeardTooMuch => snapshot.heard.iter_mut().for_each(|dot| dot.n += 1),
            _ => {}
        }
    }
}
