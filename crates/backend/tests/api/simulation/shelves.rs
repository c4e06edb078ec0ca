//! What is done to the goods themselves: sent, unpacked, lost, counted, put aside, loaded from a file, packed otherwise.

use api::inventory::{
    AdjustStock, CountShelf, Rest, STAFF_ADJUST, STAFF_COUNT, STAFF_TRANSFERS, TransferView, TransfersView,
};
use domain::inventory::Adjustment;
use futures_util::future::join_all;
use rand::{Rng as _, seq::IndexedRandom as _};

use super::{PLACES, SKUS, Simulation, check};
use crate::{
    goods::{BUNDLES, STOCK, import_bundles, import_stock},
    stock_books::{at, keyed, level},
    transfers::{close, goods, receive},
};

impl Simulation {
    pub(super) async fn send(&mut self) {
        let (from, to) = (self.any(&PLACES), self.any(&PLACES));
        let source = Some(from).filter(|_| self.chance.random_ratio(3, 4));
        let lines: Vec<_> = SKUS.into_iter().filter(|_| self.chance.random()).map(|sku| (sku, 4)).collect();
        let (key, body) = (self.key(), goods(source, to, &lines));
        let [one, two] = [0; 2].map(|_| keyed(&self.planner, STAFF_TRANSFERS, &key, &body));
        check(&[one.await, two.await], &[200, 409, 422]);
    }

    pub(super) async fn unpack(&mut self) {
        let place = self.any(&PLACES);
        let open: TransfersView =
            self.planner.get(&format!("{STAFF_TRANSFERS}?open=true&location={place}")).await.json();
        let Some(TransferView { id, lines, .. }) = open.transfers.choose(&mut self.chance) else { return };
        let (key, rest) = (self.key(), if self.chance.random() { Rest::Lost } else { Rest::Returned });
        if self.chance.random_ratio(1, 3) {
            check(&[close(&self.planner, &key, id, rest).await], &[200, 422]);
            return;
        }
        let some: Vec<(&str, u32, u32)> = lines
            .iter()
            .map(|line| (line.sku.as_str(), self.chance.random_range(0..4), self.chance.random_range(0..2)))
            .collect();
        // Two people unpack the same parcel, one of them twice.
        let other = self.key();
        let three = [&key, &key, &other].map(|key| receive(&self.planner, key, id, &some));
        check(&join_all(three).await, &[200, 409]);
    }

    pub(super) async fn count(&mut self) {
        let (sku, place) = (self.any(&SKUS), self.any(&PLACES));
        let before = level(&self.planner, sku, place).await;
        let counted = u32::try_from(before.levels.on_hand).unwrap();
        let counted = (counted + self.chance.random_range(0..4)).saturating_sub(2);
        let (key, body) = (self.key(), CountShelf { counted, ver: before.ver });
        if self.chance.random() {
            // Something is sold while she counts.
            self.order_at_once(1).await;
        }
        check(&[keyed(&self.planner, &at(STAFF_COUNT, sku, place), &key, &body).await], &[200, 409]);
    }

    pub(super) async fn adjust(&mut self) {
        use Adjustment::{Damaged, Inspect, KeepBack, Passed, Sound, WriteOff};
        let what = self.any(&[Damaged, Sound, Inspect, Passed, WriteOff, KeepBack]);
        self.book(what).await;
    }

    /// Somebody buys at a till, or brings back what she bought there.
    pub(super) async fn ring_up(&mut self) {
        let what = self.any(&[Adjustment::Sold, Adjustment::Sold, Adjustment::Returned]);
        self.book(what).await;
    }

    /// Sent twice, as tills do when they hear nothing.
    async fn book(&mut self, what: Adjustment) {
        let (sku, place) = (self.any(&SKUS), self.any(&PLACES));
        let body = AdjustStock { what, pieces: self.chance.random_range(1..4), note: None };
        let key = self.key();
        let path = at(STAFF_ADJUST, sku, place);
        let twice = [0; 2].map(|_| keyed(&self.planner, &path, &key, &body));
        check(&join_all(twice).await, &[200, 409]);
    }

    /// A file of stock from another system. What is promised to open orders cannot be counted away; the rest of it is loaded all the same.
    pub(super) async fn load_stock(&mut self) {
        let on_hand = self.chance.random_range(0..12);
        let count = STOCK.replace("LIP-1,mitte,6", &format!("LIP-1,mitte,{on_hand}"));
        import_stock(&self.shop, &count, false).await;
    }

    /// The boxes are packed differently from now on.
    pub(super) async fn mend(&mut self) {
        let soaps = self.chance.random_range(1..4);
        import_bundles(&self.shop, &BUNDLES.replace("SOAP-1,2", &format!("SOAP-1,{soaps}")), true).await;
    }
}
