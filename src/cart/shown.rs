//! What the shopper sees: the server's bag with her own changes on top, estimated until the server has priced them.

use api::cart::{BagItem, BagLine, BagView, SavedLine};
use domain::{
    cart::{Dot, Heard, LineKey, Op, OpKind, Question, Replica, Snapshot, Spot},
    id::Sku,
    inventory::Band,
};

/// What is known of the bag.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// Counts.
    pub(crate) replica: Replica,
    /// The server's last word with names and prices.
    pub(crate) bag: Option<BagView>,
    /// Names and prices of what was added here, until the server tells them.
    pub(crate) items: Vec<(Sku, BagItem)>,
}

/// What a word of the server came to.
#[derive(Debug)]
pub(crate) enum Told {
    /// Nothing new.
    Nothing,
    /// It cannot be told which is newer: the server must be asked.
    Unclear,
    /// It is what is known now.
    News {
        /// Whether anything is shown differently than before.
        changed: bool,
        /// A line of which there is more or less than before, when nothing else has changed.
        stock: Option<Box<BagLine>>,
        /// Whether an order was made of the bag.
        ordered: bool,
        /// What the server has and the browser need not keep.
        gone: Vec<Dot>,
    },
}

impl Known {
    /// The bag as it is shown.
    pub(crate) fn shown(&self) -> BagView {
        let lines = self.replica.quantities().into_iter().filter_map(|(key, quantity)| self.line(key, quantity));
        let lines = lines.collect();
        let saved = self.replica.saved().into_iter().filter_map(|(sku, quantity)| self.saved(sku, quantity));
        let saved = saved.collect();
        let last = self.bag.clone().unwrap_or_else(BagView::none);
        BagView { saved, codes: self.replica.codes(), ..last }.with_lines(lines)
    }

    /// Takes the server's word.
    pub(crate) fn receive(&mut self, bag: BagView, asked: Option<Question>) -> Told {
        let before = (self.replica.quantities(), self.replica.saved());
        // Another bag, after signing in or out, is what whoever did that speaks about.
        let same = self.bag.as_ref().is_some_and(|it| it.bag == bag.bag);
        let ordered = self.bag.as_ref().is_some_and(|it| same && it.generation < bag.generation);
        let stock =
            self.bag.as_ref().filter(|it| same && it.seq == bag.seq).and_then(|before| other_stock(before, &bag));
        match self.replica.receive(snapshot(&bag), asked) {
            Heard::Stale => Told::Nothing,
            Heard::Unclear => Told::Unclear,
            Heard::News(gone) => {
                self.items.retain(|(sku, _)| item_in(&bag, sku).is_none());
                self.bag = Some(bag);
                let changed = same && (self.replica.quantities(), self.replica.saved()) != before;
                Told::News { changed, stock, ordered, gone }
            }
        }
    }

    /// Takes in what another page did, and what it added; says whether it was news.
    pub(crate) fn learn(&mut self, op: Op, item: Option<BagItem>) -> bool {
        self.items.extend(op.kind.line().map(|spot| spot.sku.clone()).zip(item));
        self.replica.learn(op)
    }

    /// What a variant is, as far as is known here.
    pub(crate) fn item(&self, sku: &Sku) -> Option<&BagItem> {
        let told = self.bag.as_ref().and_then(|bag| item_in(bag, sku));
        told.or_else(|| self.items.iter().rev().find(|(own, _)| own == sku).map(|(_, item)| item))
    }

    /// Whether a line can be shown once the operation is done; else nobody knows what it is.
    pub(crate) fn can_show(&self, kind: &OpKind) -> bool {
        kind.target().is_none_or(|spot| self.item(&spot.sku).is_some())
    }

    fn line(&self, key: LineKey, quantity: u32) -> Option<BagLine> {
        let priced = self.bag.iter().flat_map(|bag| &bag.lines).find(|line| line.line == key);
        if let Some(line) = priced.filter(|line| line.quantity == quantity) {
            return Some(line.clone());
        }
        let item = self.item(&key.sku)?.clone();
        let total = item.price.checked_mul(i64::from(quantity)).ok()?;
        Some(match priced {
            Some(line) => BagLine { quantity, total, ..line.clone() },
            None => BagLine {
                line: key,
                quantity,
                item,
                total,
                band: Band::InStock,
                left: None,
                store_name: None,
                ready_by: None,
            },
        })
    }

    fn saved(&self, sku: Sku, quantity: u32) -> Option<SavedLine> {
        let told = self.bag.iter().flat_map(|bag| &bag.saved).find(|line| line.sku == sku);
        let band = told.map_or(Band::InStock, |line| line.band);
        let item = self.item(&sku)?.clone();
        Some(SavedLine { sku, quantity, item, band })
    }
}

/// The first line of which there is more or less than before.
fn other_stock(before: &BagView, now: &BagView) -> Option<Box<BagLine>> {
    let told = |line: &BagLine| (line.band, line.left);
    let differs = |line: &&BagLine| before.lines.iter().any(|old| old.line == line.line && told(old) != told(line));
    now.lines.iter().find(differs).cloned().map(Box::new)
}

fn item_in<'a>(bag: &'a BagView, sku: &Sku) -> Option<&'a BagItem> {
    let line = bag.lines.iter().find(|line| line.line.sku == *sku).map(|line| &line.item);
    line.or_else(|| bag.saved.iter().find(|line| line.sku == *sku).map(|line| &line.item))
}

/// The server's word, as far as counting goes.
fn snapshot(bag: &BagView) -> Snapshot {
    let lines = bag.lines.iter().map(|line| (Spot::from(line.line.clone()), line.quantity));
    let saved = bag.saved.iter().map(|line| (Spot::saved(line.sku.clone()), line.quantity));
    Snapshot {
        bag: bag.bag.clone(),
        seq: bag.seq,
        generation: bag.generation,
        heard: bag.heard.clone(),
        heard_since: bag.heard_since,
        clock: bag.clock,
        quantities: lines.chain(saved).collect(),
        codes: bag.codes.clone(),
    }
}
