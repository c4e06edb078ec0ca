//! Browsers with pages and a disk, a network, and a server; what every event does to them, and what must hold.

use std::collections::BTreeSet;

use domain::{
    cart::{
        Bag, Dot, Gap, Heard, JoinPolicy, Op, OpKind, OpRefusal, Outcome, Question, Receive, Replica, Snapshot, Spot,
    },
    id::{ActorId, CartId, LocationCode, PromotionCode, Sku},
    quantity::Quantity,
};
use jiff::Timestamp;

use crate::{
    faults::Fault,
    oracle::{self, History},
    schedule::{Act, Event, Kind},
};

/// The last of them has left the catalogue.
const SKUS: [&str; 4] = ["lip", "brow", "nail", "gone"];
/// The second is no promotion's.
const CODES: [&str; 2] = ["TEN", "NO"];
/// Of how many actors the server tells unasked: few, so that it matters.
const LATELY: usize = 3;
/// How often every page may have to talk, with a working network, until the server has everything.
const ROUNDS_MOST: usize = 60;

#[derive(Debug, Clone)]
enum Message {
    Push {
        page: usize,
        bag: usize,
        ops: Vec<Op>,
        elsewhere: Vec<ActorId>,
        asked: Question,
    },
    Pull {
        page: usize,
        bag: usize,
        actors: Vec<ActorId>,
        asked: Question,
    },
    Answer {
        page: usize,
        snapshot: Snapshot,
        asked: Question,
        gap: Option<Dot>,
        elsewhere: Vec<ActorId>,
    },
    /// From page to page of one browser.
    Op {
        page: usize,
        op: Op,
    },
    Word {
        page: usize,
        snapshot: Snapshot,
    },
    /// Whether the page still has these of its own.
    Ask {
        page: usize,
        from: usize,
        ops: Vec<Dot>,
    },
    Settled {
        page: usize,
        ops: Vec<Dot>,
    },
}

struct Kept {
    bag: Bag,
    history: History,
    joined_to: Option<usize>,
}

#[derive(Clone, Default)]
struct Browser {
    bag: usize,
    /// What is on its disk.
    ops: Vec<Op>,
    snapshot: Option<Snapshot>,
    cut: bool,
}

struct Page {
    browser: usize,
    replica: Replica,
    alive: bool,
    /// Written, not on the disk yet.
    unsaved: Vec<Op>,
    /// When its stream began.
    stream: Question,
}

pub struct World {
    kind: Kind,
    fault: Option<Fault>,
    now: i64,
    bags: Vec<Kept>,
    browsers: Vec<Browser>,
    pages: Vec<Page>,
    messages: Vec<Message>,
    /// What a crash or signing out may have lost.
    excused: BTreeSet<Dot>,
    acted: BTreeSet<Dot>,
    /// What reached the server, and of which bag.
    delivered: Vec<(usize, Op)>,
    /// The last joining: which bag to which.
    joined: Option<(usize, usize)>,
}

impl World {
    pub fn new(kind: Kind, fault: Option<Fault>) -> Self {
        let mut world = Self {
            kind,
            fault,
            now: 1_000_000,
            bags: Vec::new(),
            browsers: Vec::new(),
            pages: Vec::new(),
            messages: Vec::new(),
            excused: BTreeSet::new(),
            acted: BTreeSet::new(),
            delivered: Vec::new(),
            joined: None,
        };
        let browsers = if kind == Kind::Alone { 1 } else { 3 };
        for place in 0..browsers {
            // The first two have one bag between them, the third is a guest.
            let bag = if place == 1 { 0 } else { world.new_bag() };
            world.browsers.push(Browser { bag, ..Browser::default() });
            world.open_page(place);
        }
        world
    }

    pub fn step(&mut self, event: &Event) -> Result<(), String> {
        match event {
            Event::Act { page, .. } => {
                if let Some(page) = self.alive(*page) {
                    self.act(page, event)?;
                }
            }
            Event::Save { page } => {
                if let Some(page) = self.alive(*page) {
                    self.save(page, usize::MAX);
                }
            }
            Event::Push { page, most } => {
                if let Some(page) = self.alive(*page) {
                    self.push(page, *most, &[], Vec::new());
                }
            }
            Event::Pull { page } => {
                if let Some(page) = self.alive(*page) {
                    self.pull(page);
                }
            }
            Event::Tell { page } => {
                if let Some(page) = self.alive(*page) {
                    let (snapshot, asked) = (self.word(self.bag_of(page), &[]), self.pages[page].stream);
                    self.messages.push(Message::Answer { page, snapshot, asked, gap: None, elsewhere: Vec::new() });
                }
            }
            Event::Deliver { which } => return self.deliver_one(*which, false),
            Event::Repeat { which } => return self.deliver_one(*which, true),
            Event::Lose { which } => drop(self.message(*which)),
            Event::DieBeforeAnswer { which } => {
                if let Some(message) = self.message(*which) {
                    let before = self.messages.len();
                    self.deliver(message)?;
                    self.messages.retain({
                        let mut place = 0;
                        move |message| {
                            place += 1;
                            place <= before || !matches!(message, Message::Answer { .. })
                        }
                    });
                }
            }
            Event::Cut { browser } => {
                let browser = browser % self.browsers.len();
                self.browsers[browser].cut ^= true;
            }
            Event::EndPage { page, saved } => {
                if let Some(page) = self.alive(*page) {
                    self.end_page(page, *saved);
                }
            }
            Event::OpenPage { browser } if self.pages.len() < 24 => self.open_page(browser % self.browsers.len()),
            Event::CopyProfile { browser } if self.browsers.len() < 6 => {
                self.browsers.push(self.browsers[browser % self.browsers.len()].clone());
                self.open_page(self.browsers.len() - 1);
            }
            Event::OpenPage { .. } | Event::CopyProfile { .. } => {}
            Event::Order { browser } => self.order(self.home(self.browsers[browser % self.browsers.len()].bag)),
            Event::Join { browser, to } => {
                let of = |place: &usize| self.home(self.browsers[place % self.browsers.len()].bag);
                let (from, to) = (of(browser), of(to));
                self.join(from, to);
            }
            Event::LoseCookie { browser } => {
                let browser = browser % self.browsers.len();
                self.browsers[browser].bag = self.new_bag();
            }
            Event::SignOut { browser } => self.sign_out(browser % self.browsers.len()),
            Event::Wait { ms } => self.now += ms,
        }
        Ok(())
    }

    /// The network works, the disks are quick, and every browser has a page: everything must come right.
    pub fn finish(mut self) -> Result<(), String> {
        let shown = (self.kind == Kind::Alone).then(|| self.shown_alone()).transpose()?;
        self.heal()?;
        if let Some(shown) = shown {
            let page = (0..self.pages.len()).find(|page| self.pages[*page].alive).unwrap();
            ensure(shown == sorted(&self.pages[page].replica), "alone, she does not get what she saw")?;
        }
        self.check()?;
        self.repeat_everything()?;

        // What everybody sees removed stays removed, though the clock is a day late.
        for spot in oracle::spots(&self.bags[self.bag_of(0)].bag).into_keys() {
            let page =
                (0..self.pages.len()).find(|page| self.pages[*page].alive && self.bag_of(*page) == self.bag_of(0));
            let Some(page) = page else { break };
            let op = self.pages[page].replica.act(OpKind::Remove { line: spot }, self.now - 86_400_000).clone();
            self.note(page, op);
        }
        self.heal()?;
        self.check()?;
        self.repeat_everything()?;
        let left = oracle::spots(&self.bags[self.bag_of(0)].bag);
        let alive =
            self.pages.iter().any(|page| page.alive && self.home(self.browsers[page.browser].bag) == self.bag_of(0));
        ensure(left.is_empty() || !alive, "something removed is back")
    }

    // What a page does.

    fn act(&mut self, page: usize, event: &Event) -> Result<(), String> {
        let Event::Act { what, sku, spot: from, to, quantity, wrong_by, .. } = event else { return Ok(()) };
        let alone = self.kind == Kind::Alone;
        let sku = if alone { sku % 3 } else { *sku };
        let (line, target) = (spot(sku, *from), spot(sku, *to));
        let quantity = Quantity::parse(*quantity).unwrap();
        let code = PromotionCode::parse(CODES[if alone { 0 } else { sku % 2 }]).unwrap();
        let kind = match what {
            Act::Add => OpKind::Add { line: line.clone(), quantity },
            Act::Set => OpKind::Set { line: line.clone(), quantity },
            Act::Remove => OpKind::Remove { line: line.clone() },
            Act::Move if line == target => return Ok(()),
            Act::Move => OpKind::Move { line: line.clone(), to: target.receive.clone() },
            Act::Apply => OpKind::ApplyCode { code },
            Act::Drop => OpKind::DropCode { code },
        };
        let replica = &mut self.pages[page].replica;
        let (before, there) = (shown(replica, &line), shown(replica, &target));
        let mut op = replica.act(kind, self.now + wrong_by).clone();
        let (after, moved) = (shown(replica, &line), shown(replica, &target));
        let expected = match what {
            Act::Add => (before + quantity.get()).min(99),
            Act::Set => quantity.get(),
            Act::Remove => 0,
            Act::Move => {
                ensure(moved == (there + before).min(99), "what is moved is not seen at once")?;
                0
            }
            Act::Apply | Act::Drop => before,
        };
        ensure(after == expected, "she does not see at once what she did")?;
        match self.fault {
            Some(Fault::OthersForgotten) => op.after.clear(),
            Some(Fault::ClockTrusted) => op.hlc = self.now + wrong_by,
            _ => {}
        }
        self.note(page, op);
        Ok(())
    }

    /// An operation is written to the disk and told to the other pages.
    fn note(&mut self, page: usize, op: Op) {
        self.acted.insert(op.dot());
        self.pages[page].unsaved.push(op.clone());
        for sibling in self.siblings(page) {
            if self.kind == Kind::Alone {
                self.pages[sibling].replica.learn(op.clone());
            } else {
                self.messages.push(Message::Op { page: sibling, op: op.clone() });
            }
        }
        if self.kind == Kind::Alone {
            self.save(page, usize::MAX);
        }
    }

    fn save(&mut self, page: usize, most: usize) {
        let Page { browser, unsaved, .. } = &mut self.pages[page];
        let count = most.min(unsaved.len());
        self.browsers[*browser].ops.extend(unsaved.drain(..count));
    }

    fn push(&mut self, page: usize, most: usize, without: &[ActorId], elsewhere: Vec<ActorId>) {
        let Page { browser, replica, .. } = &self.pages[page];
        let (ops, asked, bag) = (replica.next_push(most, without), replica.ask(), self.browsers[*browser].bag);
        if !ops.is_empty() {
            self.messages.push(Message::Push { page, bag, ops, elsewhere, asked });
        }
    }

    fn pull(&mut self, page: usize) {
        let Page { browser, replica, .. } = &self.pages[page];
        let (asked, bag) = (replica.ask(), self.browsers[*browser].bag);
        let actors = replica.pending_actors();
        self.messages.push(Message::Pull { page, bag, actors, asked });
    }

    fn open_page(&mut self, browser: usize) {
        let place = self.pages.len();
        let mut name = format!("page-{place}");
        if self.fault == Some(Fault::NumbersGivenTwice)
            && let Some(last) = self.pages.iter().rfind(|page| page.browser == browser && !page.alive)
        {
            name = last.replica.actor().as_str().to_owned();
        }
        let mut replica = Replica::new(ActorId::parse(name).unwrap());
        let Browser { snapshot, ops, .. } = &mut self.browsers[browser];
        if let Some(snapshot) = snapshot {
            replica.receive(snapshot.clone(), None);
        }
        if self.fault != Some(Fault::OrphansForgotten) {
            // What the server had before it was written need not be kept.
            ops.retain(|op| replica.learn(op.clone()));
        }
        let stream = replica.ask();
        self.pages.push(Page { browser, replica, alive: true, unsaved: Vec::new(), stream });
    }

    fn end_page(&mut self, page: usize, saved: usize) {
        self.save(page, if self.kind == Kind::Alone { usize::MAX } else { saved });
        let ended = &mut self.pages[page];
        ended.alive = false;
        self.excused.extend(ended.unsaved.iter().map(Op::dot));
        let browser = ended.browser;
        if !self.pages.iter().any(|page| page.alive && page.browser == browser) {
            self.open_page(browser);
        }
    }

    fn sign_out(&mut self, browser: usize) {
        for page in self.pages.iter_mut().filter(|page| page.browser == browser && page.alive) {
            page.alive = false;
            self.excused.extend(page.replica.pending().iter().map(Op::dot));
            self.excused.extend(page.unsaved.iter().map(Op::dot));
        }
        self.excused.extend(self.browsers[browser].ops.iter().map(Op::dot));
        let bag = self.new_bag();
        self.browsers[browser] = Browser { bag, ..Browser::default() };
        self.open_page(browser);
    }

    // What arrives.

    fn deliver_one(&mut self, which: usize, again: bool) -> Result<(), String> {
        let Some(message) = self.message(which) else { return Ok(()) };
        if again {
            self.messages.push(message.clone());
        }
        self.deliver(message)
    }

    fn deliver(&mut self, message: Message) -> Result<(), String> {
        let (Message::Push { page, .. }
        | Message::Pull { page, .. }
        | Message::Answer { page, .. }
        | Message::Op { page, .. }
        | Message::Word { page, .. }
        | Message::Ask { page, .. }
        | Message::Settled { page, .. }) = &message;
        let page = *page;
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

    fn hear(&mut self, page: usize, mut snapshot: Snapshot, asked: Option<Question>) -> Result<(), String> {
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
                let back = before.is_some_and(|before| before.bag == bag && before.seq > snapshot.seq);
                ensure(!back, "a page went back")?;
                for dot in &gone {
                    let arrived = self.bags.iter().any(|kept| kept.history.has(&dot.actor, dot.n));
                    ensure(arrived, "something was acknowledged that never arrived")?;
                }
                let Page { browser, unsaved, .. } = &mut self.pages[page];
                unsaved.retain(|op| !gone.contains(&op.dot()));
                let browser = &mut self.browsers[*browser];
                browser.ops.retain(|op| !gone.contains(&op.dot()));
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

    // The server.

    fn take_in(&mut self, bag: usize, ops: &[Op], elsewhere: &[ActorId]) -> Result<Option<Dot>, String> {
        let now = Timestamp::from_millisecond(self.now).unwrap();
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
            let consumed = !matches!(outcome, Outcome::Duplicate | Outcome::Gap(_));
            ensure(consumed == counts, "an operation counts that should not, or does not that should")?;
            if let Outcome::Gap(expect) = outcome {
                return Ok(Some(expect));
            }
        }
        Ok(None)
    }

    /// The bag, and how far it has heard those who were here last and those who are asked about.
    fn word(&self, bag: usize, asked: &[ActorId]) -> Snapshot {
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

    fn order(&mut self, bag: usize) {
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

    fn join(&mut self, from: usize, to: usize) {
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
            history.join(&theirs_so_far, &name);
        }
        self.bags[from].history = theirs_so_far;
        self.bags[from].joined_to = Some(to);
    }

    // When everything works.

    fn heal(&mut self) -> Result<(), String> {
        for browser in &mut self.browsers {
            browser.cut = false;
        }
        for page in 0..self.pages.len() {
            if self.pages[page].alive {
                self.save(page, usize::MAX);
            }
        }
        self.drain()?;
        // What pages left behind that are gone, somebody must find.
        for browser in 0..self.browsers.len() {
            self.open_page(browser);
        }
        let alive: Vec<usize> = (0..self.pages.len()).filter(|page| self.pages[*page].alive).collect();
        let mut rounds = 0;
        while rounds == 0 || alive.iter().any(|page| !self.pages[*page].replica.pending().is_empty()) {
            rounds += 1;
            if rounds == ROUNDS_MOST {
                let waits = |page: &&usize| !self.pages[**page].replica.pending().is_empty();
                let waiting = alive.iter().filter(waits).map(|page| &self.pages[*page].replica);
                return Err(format!("the queue does not drain: {:#?}", waiting.collect::<Vec<_>>()));
            }
            for page in &alive {
                self.pull(*page);
                self.push(*page, 7, &[], Vec::new());
            }
            self.drain()?;
        }
        for page in alive {
            self.pull(page);
        }
        self.drain()
    }

    fn drain(&mut self) -> Result<(), String> {
        for round in 0.. {
            ensure(round < 100_000, "the messages do not end")?;
            if self.messages.is_empty() {
                return Ok(());
            }
            let message = self.messages.remove(0);
            self.deliver(message)?;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        for kept in self.bags.iter().filter(|kept| kept.joined_to.is_none()) {
            let (there, right) = (oracle::spots(&kept.bag), kept.history.spots());
            if there != right {
                return Err(format!("the bag holds {there:#?} instead of {right:#?}"));
            }
            let codes: BTreeSet<PromotionCode> = kept.bag.codes().cloned().collect();
            ensure(codes == kept.history.codes(), "the codes are not those that should count")?;
        }
        for page in self.pages.iter().filter(|page| page.alive) {
            let kept = &self.bags[self.home(self.browsers[page.browser].bag)].bag;
            ensure(page.replica.pending().is_empty(), "something is still pending")?;
            let seen = sorted(&page.replica);
            if seen != oracle::spots(kept).into_iter().collect::<Vec<_>>() {
                return Err(format!("a page shows {seen:#?} instead of {:#?}", oracle::spots(kept)));
            }
        }
        for dot in self.acted.difference(&self.excused) {
            let arrived = self.bags.iter().any(|kept| kept.history.has(&dot.actor, dot.n));
            ensure(arrived, "something that was on the disk, or on a page, is lost")?;
        }
        ensure(self.browsers.iter().all(|browser| browser.ops.is_empty()), "something stays on the disk")
    }

    /// Everything that ever arrived comes again: nothing changes.
    fn repeat_everything(&mut self) -> Result<(), String> {
        let now = Timestamp::from_millisecond(self.now).unwrap();
        for (bag, op) in self.delivered.clone() {
            let bag = self.home(bag);
            let before = self.bags[bag].bag.clone();
            let mut op = op;
            if let Some(fault) = self.fault {
                fault.before_apply(&mut self.bags[bag].bag, &mut op);
            }
            self.bags[bag].bag.apply(&op, now, Ok(()));
            ensure(
                oracle::spots(&self.bags[bag].bag) == oracle::spots(&before),
                "a repeated operation changes the bag",
            )?;
        }
        Ok(())
    }

    /// What the one shopper sees, the same at all her pages.
    fn shown_alone(&self) -> Result<Vec<(Spot, u32)>, String> {
        let mut alive = self.pages.iter().filter(|page| page.alive);
        Ok(sorted(&alive.next().ok_or("no page")?.replica))
    }

    // Where things are.

    fn alive(&self, which: usize) -> Option<usize> {
        let alive: Vec<usize> = (0..self.pages.len()).filter(|page| self.pages[*page].alive).collect();
        alive.get(which % alive.len().max(1)).copied()
    }

    fn message(&mut self, which: usize) -> Option<Message> {
        let length = self.messages.len();
        (length > 0).then(|| self.messages.swap_remove(which % length))
    }

    fn siblings(&self, page: usize) -> Vec<usize> {
        let same = |other: &usize| *other != page && self.pages[*other].browser == self.pages[page].browser;
        (0..self.pages.len()).filter(same).filter(|other| self.pages[*other].alive).collect()
    }

    /// The other living page of the browser that goes by that name, and will push its own.
    fn lives_elsewhere(&self, page: usize, actor: &ActorId) -> Option<usize> {
        self.siblings(page).into_iter().find(|other| self.pages[*other].replica.actor() == actor)
    }

    fn bag_of(&self, page: usize) -> usize {
        self.home(self.browsers[self.pages[page].browser].bag)
    }

    /// The bag that a bag was joined to in the end.
    fn home(&self, mut bag: usize) -> usize {
        while let Some(to) = self.bags[bag].joined_to {
            bag = to;
        }
        bag
    }

    fn new_bag(&mut self) -> usize {
        self.bags.push(Kept { bag: Bag::default(), history: History::default(), joined_to: None });
        self.bags.len() - 1
    }
}

fn ensure(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn spot(sku: usize, place: usize) -> Spot {
    let store = || LocationCode::parse("mitte").unwrap();
    let receive = [Some(Receive::Ship), Some(Receive::PickUp { store: store() }), None][place].clone();
    Spot { sku: Sku::parse(SKUS[sku]).unwrap(), receive }
}

fn offered(op: &Op) -> Result<(), OpRefusal> {
    match (&op.kind, op.kind.target()) {
        (OpKind::ApplyCode { code }, _) if code.as_str() != CODES[0] => Err(OpRefusal::UnknownCode),
        (_, Some(target)) if target.sku.as_str() == SKUS[3] => Err(OpRefusal::UnknownSku),
        _ => Ok(()),
    }
}

fn shown(replica: &Replica, spot: &Spot) -> u32 {
    sorted(replica).into_iter().find(|(it, _)| it == spot).map_or(0, |(_, quantity)| quantity)
}

fn sorted(replica: &Replica) -> Vec<(Spot, u32)> {
    let lines = replica.quantities().into_iter().map(|(line, quantity)| (Spot::from(line), quantity));
    let saved = replica.saved().into_iter().map(|(sku, quantity)| (Spot::saved(sku), quantity));
    let mut spots: Vec<(Spot, u32)> = lines.chain(saved).collect();
    spots.sort();
    spots
}
