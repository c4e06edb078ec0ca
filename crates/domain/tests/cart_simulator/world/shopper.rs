//! What a shopper does at a page, and what her browser does with its pages and its disk.

use domain::{
    cart::{Op, OpKind, Replica},
    id::{ActorId, PromotionCode},
    quantity::Quantity,
};

use super::{ASKED_MOST, Browser, CODES, Message, Page, World, ensure, shown, spot};
use crate::{
    faults::Fault,
    schedule::{Act, Event, Kind},
};

impl World {
    pub(super) fn act(&mut self, page: usize, event: &Event) -> Result<(), String> {
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
        self.note(page, &op);
        Ok(())
    }

    /// An operation is written to the disk and told to the other pages.
    pub(super) fn note(&mut self, page: usize, op: &Op) {
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

    pub(super) fn save(&mut self, page: usize, most: usize) {
        let Page { browser, unsaved, .. } = &mut self.pages[page];
        let count = most.min(unsaved.len());
        self.browsers[*browser].ops.extend(unsaved.drain(..count));
    }

    pub(super) fn push(&mut self, page: usize, most: usize, without: &[ActorId], elsewhere: Vec<ActorId>) {
        let Page { browser, replica, .. } = &self.pages[page];
        let (ops, asked, bag) = (replica.next_push(most, without), replica.ask(), self.browsers[*browser].bag);
        if !ops.is_empty() {
            self.messages.push(Message::Push { page, bag, ops, elsewhere, asked });
        }
    }

    pub(super) fn pull(&mut self, page: usize) {
        let Page { browser, replica, .. } = &self.pages[page];
        let (asked, bag) = (replica.ask(), self.browsers[*browser].bag);
        let actors = replica.pending_actors().into_iter().take(ASKED_MOST).collect();
        self.messages.push(Message::Pull { page, bag, actors, asked });
    }

    pub(super) fn open_page(&mut self, browser: usize) {
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

    pub(super) fn end_page(&mut self, page: usize, saved: usize) {
        self.save(page, if self.kind == Kind::Alone { usize::MAX } else { saved });
        let ended = &mut self.pages[page];
        ended.alive = false;
        self.excused.extend(ended.unsaved.iter().map(Op::dot));
        let browser = ended.browser;
        if !self.pages.iter().any(|page| page.alive && page.browser == browser) {
            self.open_page(browser);
        }
    }

    /// For so long that its session has ended: its pages were closed with everything on the disk, nothing of theirs is under way, and who
    /// they were is forgotten. It begins with another session and tells that one what is on its disk.
    pub(super) fn stay_away(&mut self, browser: usize) {
        // Whoever goes on with the same session keeps it alive.
        if self.browsers[browser].copied {
            return;
        }
        let pages: Vec<usize> = (0..self.pages.len()).filter(|page| self.pages[*page].browser == browser).collect();
        let names: Vec<ActorId> = pages.iter().map(|page| self.pages[*page].replica.actor().clone()).collect();
        let bag = self.home(self.browsers[browser].bag);
        self.bags[bag].bag.actors.retain(|actor, _| !names.contains(actor));
        if self.fault == Some(Fault::PagesForgottenTooSoon) {
            return;
        }
        for page in &pages {
            self.save(*page, usize::MAX);
            self.pages[*page].alive = false;
        }
        let history = &self.bags[bag].history;
        let arrived: Vec<_> = self.acted.iter().filter(|dot| history.has(&dot.actor, dot.n)).cloned().collect();
        self.forgotten.extend(arrived.iter().cloned());
        self.excused.extend(arrived);
        self.bags[bag].history.forget_actors(|actor| names.contains(actor));
        self.delivered.retain(|(_, op)| !names.contains(&op.actor));
        self.messages.retain(|message| !pages.contains(&message.page()));
        self.browsers[browser].bag = self.new_bag();
        self.open_page(browser);
    }

    pub(super) fn sign_out(&mut self, browser: usize) {
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
}
