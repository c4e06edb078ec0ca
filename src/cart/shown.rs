//! What the shopper sees: the server's bag with her own changes on top, estimated until the server has priced them.

use api::cart::{BagItem, BagLine, BagView};
use domain::{
    cart::{LineKey, Replica, Snapshot},
    inventory::Band,
};

/// What is known of the bag.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Counts.
    pub(super) replica: Replica,
    /// The server's last word with names and prices.
    pub(super) bag: Option<BagView>,
    /// Names and prices of lines that were added here, until the server tells them.
    pub(super) items: Vec<(LineKey, BagItem)>,
}

impl Known {
    /// The bag as it is shown.
    pub(super) fn shown(&self) -> BagView {
        let lines: Vec<BagLine> =
            self.replica.quantities().into_iter().filter_map(|(key, quantity)| self.line(key, quantity)).collect();
        let goods = lines.iter().map(|line| line.total).reduce(|sum, total| sum.checked_add(total).unwrap_or(sum));
        let snapshot = self.replica.snapshot().cloned().unwrap_or_default();
        let Snapshot { seq, generation, last_n, clock, .. } = snapshot;
        BagView { seq, generation, last_n, clock, count: lines.iter().map(|line| line.quantity).sum(), goods, lines }
    }

    /// Takes the server's word; says whether anything is shown differently than before.
    pub(super) fn receive(&mut self, bag: BagView) -> bool {
        let before = self.replica.quantities();
        if self.replica.receive(snapshot(&bag)) == domain::cart::Heard::Stale {
            return false;
        }
        self.keep(bag);
        self.replica.quantities() != before
    }

    /// Makes this the server's last word.
    pub(super) fn keep(&mut self, bag: BagView) {
        self.items.retain(|(key, _)| bag.lines.iter().all(|line| line.line != *key));
        self.bag = Some(bag);
    }

    fn line(&self, key: LineKey, quantity: u32) -> Option<BagLine> {
        let priced = self.bag.iter().flat_map(|bag| &bag.lines).find(|line| line.line == key);
        if let Some(line) = priced.filter(|line| line.quantity == quantity) {
            return Some(line.clone());
        }
        let item = priced
            .map(|line| &line.item)
            .or_else(|| self.items.iter().rev().find(|(own, _)| *own == key).map(|(_, item)| item))?;
        let total = item.price.checked_mul(i64::from(quantity)).ok()?;
        let estimate = BagLine {
            line: key,
            quantity,
            item: item.clone(),
            total,
            band: Band::InStock,
            left: None,
            store_name: None,
            ready_by: None,
        };
        Some(match priced {
            Some(line) => BagLine {
                band: line.band,
                left: line.left,
                store_name: line.store_name.clone(),
                ready_by: line.ready_by,
                ..estimate
            },
            None => estimate,
        })
    }
}

/// The server's word, as far as counting goes.
pub(super) fn snapshot(bag: &BagView) -> Snapshot {
    Snapshot {
        seq: bag.seq,
        generation: bag.generation,
        last_n: bag.last_n,
        clock: bag.clock,
        quantities: bag.lines.iter().map(|line| (line.line.clone(), line.quantity)).collect(),
    }
}
