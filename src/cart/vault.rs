//! What outlives the page: operations the server does not have, and its last word. In the browser's database, or nowhere.

use crate::browser::{Change, Database, NotKept, open_database};
use api::cart::{BagItem, BagView};
use domain::{
    cart::{Dot, Op},
    id::{CartId, Sku},
};
use serde::Serialize;

const NAME: &str = "vitrine";
const OPS: &str = "bag-ops";
const BAG: &str = "bag";
const ITEMS: &str = "bag-items";
const STORES: [&str; 3] = [OPS, BAG, ITEMS];
/// There is one bag.
const LAST: &str = "last";

/// What an earlier page has left.
#[derive(Debug)]
pub(super) struct Found {
    /// The server's last word.
    pub(super) bag: Option<BagView>,
    /// What the server may not have.
    pub(super) ops: Vec<Op>,
    /// What was added and the server has not named yet.
    pub(super) items: Vec<(Sku, BagItem)>,
}

/// The browser's memory of the bag.
#[derive(Debug, Clone)]
pub(super) struct Vault(Database);

impl Vault {
    /// Opens it, and says what is in it. What cannot be read, of another version of the shop for instance, is left out.
    pub(super) async fn open() -> Result<(Self, Found), NotKept> {
        let database = open_database(NAME, &STORES).await?;
        let mut texts = Vec::new();
        for store in STORES {
            texts.push(database.all(store).await?);
        }
        let ops = texts[0].iter().filter_map(|text| crate::json::read(text).ok()).collect();
        let bag = texts[1].first().and_then(|text| crate::json::read(text).ok());
        let items = texts[2].iter().filter_map(|text| crate::json::read(text).ok()).collect();
        Ok((Self(database), Found { bag, ops, items }))
    }

    /// Keeps operations, each with what it adds: all of them, or none. Done when they are on the disk.
    pub(super) async fn keep(&self, ops: &[(Op, Option<BagItem>)]) -> Result<(), NotKept> {
        let mut changes = Vec::new();
        for (op, item) in ops {
            changes.push(put(OPS, name(&op.dot()), op)?);
            if let Some((spot, item)) = op.kind.line().zip(item.as_ref()) {
                changes.push(put(ITEMS, spot.sku.to_string(), &(&spot.sku, item))?);
            }
        }
        self.0.write(&changes).await
    }

    /// Forgets operations that the server has; and what was added, if it has named it all.
    pub(super) fn forget(&self, ops: &[Dot], items: bool) {
        let deleted = ops.iter().map(|op| Change::Delete { store: OPS, name: name(op) });
        let cleared = items.then_some(Change::Clear { store: ITEMS });
        self.0.write_if_possible(&deleted.chain(cleared).collect::<Vec<_>>());
    }

    /// Keeps the server's word on a bag, unless a quicker page has kept a newer one.
    pub(super) async fn remember(&self, bag: &CartId, seq: u64, text: &str) -> Result<(), NotKept> {
        let newer =
            |there: &str| crate::json::read::<BagView>(there).is_ok_and(|there| there.bag == *bag && there.seq > seq);
        self.0.replace(BAG, LAST, text, newer).await
    }

    /// Forgets everything.
    pub(super) fn empty(&self) {
        self.0.write_if_possible(&STORES.map(|store| Change::Clear { store }));
    }
}

fn put(store: &'static str, name: String, what: &impl Serialize) -> Result<Change<'static>, NotKept> {
    let text = serde_json::to_string(what).map_err(|_| NotKept)?;
    Ok(Change::Put { store, name, text })
}

fn name(op: &Dot) -> String {
    format!("{}.{}", op.actor, op.n)
}
