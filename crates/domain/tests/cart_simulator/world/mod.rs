//! Browsers with pages and a disk, a network, and a server; what every event does to them, and what must hold.

mod shop;
mod shopper;

use std::collections::BTreeSet;

use domain::{
    cart::{Bag, Bounds, Dot, Op, OpKind, OpRefusal, Question, Receive, Replica, Snapshot, Spot},
    id::{ActorId, LocationCode, PromotionCode, Sku},
};
use jiff::Timestamp;

use crate::{
    faults::Fault,
    oracle::{self, History},
    schedule::{Event, Kind},
};

/// The last of them has left the catalogue.
const SKUS: [&str; 4] = ["lip", "brow", "nail", "gone"];
/// The second is no promotion's.
const CODES: [&str; 2] = ["TEN", "NO"];
/// Of how many actors the server tells unasked: few, so that it matters.
const LATELY: usize = 3;
/// About how many actors a page asks: fewer than there may be.
const ASKED_MOST: usize = 4;
/// What a forgetful bag remembers.
const LITTLE: Bounds = Bounds { lines: 4, codes: 1, adds: 2 };
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

impl Message {
    /// The page it comes from, or goes to.
    fn page(&self) -> usize {
        let (Self::Push { page, .. }
        | Self::Pull { page, .. }
        | Self::Answer { page, .. }
        | Self::Op { page, .. }
        | Self::Word { page, .. }
        | Self::Ask { page, .. }
        | Self::Settled { page, .. }) = self;
        *page
    }
}

#[derive(Clone)]
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
    /// Whether another machine has the same session.
    copied: bool,
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
    /// What a crash or signing out may have lost, or the server has forgotten since.
    excused: BTreeSet<Dot>,
    acted: BTreeSet<Dot>,
    /// What arrived from those whom the server has forgotten since: a word from before may still tell of it.
    forgotten: BTreeSet<Dot>,
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
            forgotten: BTreeSet::new(),
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
            Event::DieBeforeCommit { which } => {
                if let Some(message) = self.message(*which) {
                    let (bags, delivered, before) = (self.bags.clone(), self.delivered.len(), self.messages.len());
                    self.deliver(message)?;
                    self.bags = bags;
                    self.delivered.truncate(delivered);
                    if self.fault != Some(Fault::AnswersTooSoon) {
                        self.lose_answers(before);
                    }
                }
            }
            Event::DieBeforeAnswer { which } => {
                if let Some(message) = self.message(*which) {
                    let before = self.messages.len();
                    self.deliver(message)?;
                    self.lose_answers(before);
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
                let copied = browser % self.browsers.len();
                self.browsers[copied].copied = true;
                self.browsers.push(self.browsers[copied].clone());
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
            Event::StayAway { browser } => self.stay_away(browser % self.browsers.len()),
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
            let gets = sorted(&self.pages[page].replica);
            if shown != gets {
                return Err(format!("alone, she gets {gets:#?} and not what she saw: {shown:#?}"));
            }
        }
        self.check()?;
        self.repeat_everything()?;

        // What everybody sees removed stays removed, though the clock is a day late.
        for spot in oracle::spots(&self.bags[self.bag_of(0)].bag).into_keys() {
            let page =
                (0..self.pages.len()).find(|page| self.pages[*page].alive && self.bag_of(*page) == self.bag_of(0));
            let Some(page) = page else { break };
            let op = self.pages[page].replica.act(OpKind::Remove { line: spot }, self.now - 86_400_000).clone();
            self.note(page, &op);
        }
        self.heal()?;
        self.check()?;
        self.repeat_everything()?;
        let left = oracle::spots(&self.bags[self.bag_of(0)].bag);
        let alive =
            self.pages.iter().any(|page| page.alive && self.home(self.browsers[page.browser].bag) == self.bag_of(0));
        ensure(left.is_empty() || !alive, "something removed is back")
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
            // What is told as one may be one too many.
            let alike = match self.kind {
                Kind::Forgetful => right.iter().all(|(spot, least)| there.get(spot) >= Some(least)),
                Kind::Together | Kind::Alone => there == right,
            };
            if !alike {
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

    fn lose_answers(&mut self, since: usize) {
        let sent = self.messages.split_off(since);
        self.messages.extend(sent.into_iter().filter(|message| !matches!(message, Message::Answer { .. })));
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
