//! What outlives the page: operations the server does not have, and its last word. In the browser's database, or nowhere.

use crate::browser::{Database, NotKept, open_database};
use api::cart::{BagItem, BagView};
use domain::{
    cart::{Dot, Op},
    id::{CartId, Sku},
};

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
        let bag = database.all(BAG).await?.first().and_then(|text| crate::json::read(text).ok());
        let ops = database.all(OPS).await?.iter().filter_map(|text| crate::json::read(text).ok()).collect();
        let items = database.all(ITEMS).await?.iter().filter_map(|text| crate::json::read(text).ok()).collect();
        Ok((Self(database), Found { bag, ops, items }))
    }

    /// Keeps operations, and what they add. Done when they are on the disk.
    pub(super) async fn keep(&self, ops: &[Op], items: &[(Sku, BagItem)]) -> Result<(), NotKept> {
        if !items.is_empty() {
            let texts = items.iter().filter_map(|item| Some((item.0.to_string(), serde_json::to_string(item).ok()?)));
            self.0.put(ITEMS, &texts.collect::<Vec<_>>()).await?;
        }
        let texts = ops.iter().filter_map(|op| Some((name(&op.dot()), serde_json::to_string(op).ok()?)));
        self.0.put(OPS, &texts.collect::<Vec<_>>()).await
    }

    /// Forgets operations that the server has.
    pub(super) async fn forget(&self, ops: &[Dot]) -> Result<(), NotKept> {
        self.0.delete(OPS, &ops.iter().map(name).collect::<Vec<_>>()).await
    }

    /// Keeps the server's word on a bag, unless a quicker page has kept a newer one.
    pub(super) async fn remember(&self, bag: &CartId, seq: u64, text: &str) -> Result<(), NotKept> {
        let newer =
            |there: &str| crate::json::read::<BagView>(there).is_ok_and(|there| there.bag == *bag && there.seq > seq);
        self.0.replace(BAG, LAST, text, newer).await
    }

    /// Forgets everything.
    pub(super) async fn empty(&self) -> Result<(), NotKept> {
        self.0.clear(OPS).await?;
        self.0.clear(ITEMS).await?;
        self.0.clear(BAG).await
    }

    /// Forgets what was added: the server has named it all.
    pub(super) async fn forget_items(&self) -> Result<(), NotKept> {
        self.0.clear(ITEMS).await
    }
}

fn name(op: &Dot) -> String {
    format!("{}.{}", op.actor, op.n)
}
