//! What arrives, at a page or at the server, and what the server makes of it.

use std::collections::HashMap;

use domain::{
    cart::{Dot, Gap, Heard, JoinPolicy, Op, OpKind, Outcome, Question, Snapshot},
    id::{ActorId, CartId},
};
use jiff::Timestamp;

use super::{Kept, LATELY, LITTLE, Message, Page, World, ensure, offered};
use crate::{faults::Fault, oracle, schedule::Kind};

impl World {
    pub(super) fn deliver_one(&mut self, which: usize, again: bool) -> Result<(), String> {
        let Some(message) = self.message(which) else { return Ok(()) };
        if again {
            self.messages.push(message.clone());
        }
        self.deliver(message)
    }

    pub(super) fn deliver(&mut self, message: Message) -> Result<(), String> {
        let page = message.page();
        let within = !matches!(message, Message::Push { .. } | Message::Pull { .. } | Message::Answer { .. });
        if !within && self.browsers[self.pages[page].browser].cut {
            return Ok(());
        }
        match message {
            Message::Pull { bag, actors, asked, .. } => {
                let snapshot = self.word(self.home(bag), &actors);
                self.messages.push(Message::Answer { page, snapshot, asked, gap: None, elsewhere: Vec::new() });
            }
            Message::Push { bag, ops, elsewhere, asked, .. } => {
                let bag = self.home(bag);
                let gap = self.take_in(bag, &ops, &elsewhere)?;
                let actors: Vec<ActorId> = ops.iter().map(|op| op.actor.clone()).collect();
                let snapshot = self.word(bag, &actors);
                self.messages.push(Message::Answer { page, snapshot, asked, gap, elsewhere });
            }
            _ if !self.pages[page].alive => {}
            Message::Op { op, .. } => {
                self.pages[page].replica.learn(op);
            }
            Message::Word { snapshot, .. } => self.hear(page, snapshot, None)?,
            Message::Ask { from, ops, .. } => {
                let ops = self.pages[page].replica.settled(&ops);
                self.messages.push(Message::Settled { page: from, ops });
            }
            Message::Settled { ops, .. } => self.pages[page].replica.forget(&ops),
            Message::Answer { snapshot, asked, gap, mut elsewhere, .. } => {
                self.hear(page, snapshot, Some(asked))?;
                if let Some(Dot { actor, .. }) = gap.filter(|gap| self.pages[page].replica.gap(gap) == Gap::NotHere) {
                    let author = self.lives_elsewhere(page, &actor);
                    let without = if author.is_some() { vec![actor.clone()] } else { Vec::new() };
                    if let Some(author) = author {
                        let hers = self.pages[page].replica.pending().iter().filter(|op| op.actor == actor);
                        let ops = hers.map(Op::dot).collect();
                        self.messages.push(Message::Ask { page: author, from: page, ops });
                    }
                    elsewhere.push(actor);
                    self.push(page, 5, &without, elsewhere);
                }
            }
        }
        Ok(())
    }

    pub(super) fn hear(&mut self, page: usize, mut snapshot: Snapshot, asked: Option<Question>) -> Result<(), String> {
        let replica = &mut self.pages[page].replica;
        let mut asked = asked;
        if let Some(fault) = self.fault {
            fault.on_word(&mut snapshot, replica.snapshot());
            if fault == Fault::AnyBagBelieved {
                asked = Some(replica.ask());
            }
        }
        let (before, bag) = (replica.snapshot().cloned(), snapshot.bag.clone());
        match replica.receive(snapshot.clone(), asked) {
            Heard::Stale => {}
            Heard::Unclear => self.pull(page),
            Heard::News(gone) => {
                let back = before.as_ref().is_some_and(|before| before.bag == bag && before.seq > snapshot.seq);
                ensure(!back, "a page went back")?;
                for dot in &gone {
                    let here = self.bags.iter().any(|kept| kept.history.has(&dot.actor, dot.n));
                    ensure(here || self.forgotten.contains(dot), "something was acknowledged that never arrived")?;
                }
                let Page { browser, replica, unsaved, .. } = &mut self.pages[page];
                unsaved.retain(|op| !gone.contains(&op.dot()));
                let browser = &mut self.browsers[*browser];
                browser.ops.retain(|op| !gone.contains(&op.dot()));
                if before.is_none() {
                    // What was done before the first word is known now to have been done to this bag: kept anew.
                    for kept in unsaved.iter_mut().chain(&mut browser.ops) {
                        if let Some(op) = replica.pending().iter().find(|op| op.dot() == kept.dot()) {
                            *kept = op.clone();
                        }
                    }
                }
                // A slow page must not put back what a quicker one has replaced.
                if browser.snapshot.as_ref().is_none_or(|kept| kept.bag != snapshot.bag || kept.seq <= snapshot.seq) {
                    browser.snapshot = Some(snapshot.clone());
                }
                if asked.is_some() {
                    for page in self.siblings(page) {
                        self.messages.push(Message::Word { page, snapshot: snapshot.clone() });
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn take_in(&mut self, bag: usize, ops: &[Op], elsewhere: &[ActorId]) -> Result<Option<Dot>, String> {
        let now = Timestamp::from_millisecond(self.now).unwrap();
        let mut last = HashMap::new();
        let follows = |op: &Op| last.insert(op.actor.clone(), op.n).is_none_or(|before| op.n == before + 1);
        ensure(ops.iter().all(follows), "a push that no server takes")?;
        for op in ops {
            let mut op = op.clone();
            let Kept { bag: kept, history, .. } = &mut self.bags[bag];
            for actor in elsewhere {
                kept.bridge(&mut op, actor);
                history.bridge(&op, actor);
            }
            let offered = offered(&op);
            let refused = offered.is_err() && op.kind.target().is_some()
                || matches!(&op.kind, OpKind::ApplyCode { .. } if offered.is_err());
            let counts = history.take_in(&op, self.now, refused);
            if counts {
                self.delivered.push((bag, op.clone()));
            }
            let seq = kept.seq;
            if let Some(fault) = self.fault {
                fault.before_apply(kept, &mut op);
            }
            let outcome = kept.apply(&op, now, offered);
            if let Some(fault) = self.fault {
                fault.after_apply(kept, &op, seq, refused);
            }
            if self.kind == Kind::Forgetful {
                self.bags[bag].compact(self.fault)?;
            }
            let consumed = !matches!(outcome, Outcome::Duplicate | Outcome::Gap(_));
            ensure(consumed == counts, "an operation counts that should not, or does not that should")?;
            if let Outcome::Gap(expect) = outcome {
                return Ok(Some(expect));
            }
        }
        Ok(None)
    }

    /// The bag, and how far it has heard those who were here last and those who are asked about.
    pub(super) fn word(&self, bag: usize, asked: &[ActorId]) -> Snapshot {
        let kept = &self.bags[bag].bag;
        let (heard, heard_since) = kept.heard(LATELY, asked);
        Snapshot {
            bag: CartId::parse(format!("bag-{bag}")).unwrap(),
            seq: kept.seq,
            generation: kept.generation,
            heard,
            heard_since,
            clock: kept.clock,
            quantities: oracle::spots(kept).into_iter().collect(),
            codes: kept.codes().cloned().collect(),
        }
    }

    pub(super) fn order(&mut self, bag: usize) {
        let Kept { bag, history, .. } = &mut self.bags[bag];
        let (sealed_at, saved) = (bag.sealed_at, bag.clone());
        bag.seal();
        history.order();
        match self.fault {
            Some(Fault::OrdersForgotten) => bag.sealed_at = sealed_at,
            Some(Fault::SavedIsOrdered) if saved.saved().count() > 0 => bag.lines.clear(),
            _ => {}
        }
    }

    pub(super) fn join(&mut self, from: usize, to: usize) {
        // Asked again, it is the same as before.
        let (from, to, again) = match self.joined {
            Some((from, to)) if from != to && self.home(from) == to && self.home(to) == to => (from, to, true),
            _ => (from, to, false),
        };
        if from == to {
            return;
        }
        self.joined = Some((from, to));
        let mut name = ActorId::parse(format!("join-{from}")).unwrap();
        if again && self.fault == Some(Fault::JoinsCount) {
            name = ActorId::parse(format!("join-{from}-{}", self.bags[to].bag.seq)).unwrap();
        }
        let policy = if self.fault == Some(Fault::JoinSums) { JoinPolicy::Sum } else { JoinPolicy::Max };
        let theirs = self.bags[from].bag.clone();
        let theirs_so_far = std::mem::take(&mut self.bags[from].history);
        let Kept { bag, history, .. } = &mut self.bags[to];
        bag.join(&theirs, &name, policy);
        if !again {
            let shown: Vec<_> = theirs.lines.iter().map(|line| line.key.clone()).collect();
            history.join(&theirs_so_far, &shown, &name);
        }
        self.bags[from].history = theirs_so_far;
        self.bags[from].joined_to = Some(to);
    }
}

impl Kept {
    /// Forgets what is beyond the bounds, which nobody must notice now.
    fn compact(&mut self, fault: Option<Fault>) -> Result<(), String> {
        let before = self.bag.clone();
        match fault {
            Some(fault) => fault.compact(&mut self.bag, LITTLE),
            None => self.bag.compact(LITTLE),
        }
        let bag = &self.bag;
        let same = oracle::spots(bag) == oracle::spots(&before) && bag.codes().eq(before.codes());
        ensure(same, "forgetting changes the bag")?;
        let removed = bag.lines.iter().filter(|line| line.quantity() == 0).count();
        ensure(bag.lines.len() <= LITTLE.lines || removed == 0, "too many removed lines are kept")?;
        let dropped = bag.codes.iter().filter(|code| !code.applied).count();
        ensure(bag.codes.len() <= LITTLE.codes || dropped == 0, "too many dropped codes are kept")?;
        for line in &bag.lines {
            let seen = line.adds.iter().filter(|add| line.base.as_ref().is_some_and(|base| base.has_seen(add))).count();
            ensure(line.adds.len() <= LITTLE.adds.max(seen + 1), "too many Adds are kept apart")?;
        }
        for line in before.lines.iter().filter(|line| bag.lines.iter().all(|it| it.key != line.key)) {
            self.history.forget(line.key.clone());
        }
        for code in before.codes.iter().filter(|code| bag.codes.iter().all(|it| it.code != code.code)) {
            self.history.forget_code(code.code.clone());
        }
        Ok(())
    }
}
