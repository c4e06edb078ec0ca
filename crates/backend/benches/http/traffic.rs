//! What shoppers ask, spread over the whole shop so that no single answer is repeated from a cache.

use std::io;

use api::{
    cart,
    catalog::{self, ListQuery, ProductQuery},
    inventory::{self, AvailabilityQuery},
};
use domain::{
    cart::Dot,
    id::{CategorySlug, Handle, Sku},
};
use serde::Deserialize;
use serde_json::json;

use crate::{connection::Connection, shop};

const ITEMS: u32 = 24;
/// How many stores are asked for.
const NEAREST: u32 = 20;
/// How many lines a large bag has.
const LINES: u64 = 20;

/// Kinds of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// Twenty-four products of a category, page after page.
    Listing,
    /// A product with the stock of its first variant near a point.
    Product,
    /// A new quantity of a line of one's own bag.
    Bag,
    /// Where a variant can be had, at the twenty nearest of a thousand stores.
    Near,
    /// Where a bag of twenty lines can be had, at the twenty nearest of a thousand stores.
    NearBag,
}

impl Traffic {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Listing => "list of 24",
            Self::Product => "product with stock near a point",
            Self::Bag => "bag change",
            Self::Near => "stock of a variant at the 20 nearest of 1,000 stores",
            Self::NearBag => "stock of a bag of 20 lines at the 20 nearest of 1,000 stores",
        }
    }
}

/// A shopper with her connection: what she asked so far decides what she asks next.
#[derive(Debug)]
pub(crate) struct Shopper {
    connection: Connection,
    actor: String,
    place: u64,
    asked: u64,
    seq: u64,
}

impl Shopper {
    pub(crate) fn new(connection: Connection, place: usize) -> Self {
        let actor = format!("bench-{place}");
        Self { connection, actor, place: place as u64, asked: 0, seq: 0 }
    }

    /// Asks once and checks that the answer is one.
    pub(crate) async fn ask(&mut self, traffic: Traffic) -> io::Result<()> {
        self.asked += 1;
        let turn = self.asked.wrapping_mul(31).wrapping_add(self.place.wrapping_mul(17));
        match traffic {
            Traffic::Listing => self.list(turn).await,
            Traffic::Product => self.look(turn).await,
            Traffic::Bag => self.change().await,
            Traffic::Near => self.nearby(turn).await,
            Traffic::NearBag => self.bag_nearby(turn).await,
        }
    }

    async fn list(&mut self, turn: u64) -> io::Result<()> {
        let category = CategorySlug::parse(shop::category(turn)).map_err(io::Error::other)?;
        let page = 1 + u32::try_from(turn % 4).map_err(io::Error::other)?;
        let query = ListQuery { category: Some(category), page, page_size: ITEMS, ..ListQuery::default() };
        let answer = self.connection.get(&catalog::products(&query)).await?;
        expect(answer, b"\"items\":[{")
    }

    async fn look(&mut self, turn: u64) -> io::Result<()> {
        let handle = Handle::parse(shop::handle(turn)).map_err(io::Error::other)?;
        let near = Some(point(turn));
        let answer =
            self.connection.get(&catalog::product(&handle, &ProductQuery { near, ..ProductQuery::default() })).await?;
        expect(answer, b"\"metres\":")
    }

    async fn nearby(&mut self, turn: u64) -> io::Result<()> {
        let sku = Sku::parse(shop::wide_sku(turn)).map_err(io::Error::other)?;
        let query = AvailabilityQuery { near: Some(point(turn)), limit: NEAREST, ..AvailabilityQuery::default() };
        let answer = self.connection.get(&inventory::availability(&sku, &query)).await?;
        expect(answer, b"\"metres\":")
    }

    async fn bag_nearby(&mut self, turn: u64) -> io::Result<()> {
        let line = |n: u64| json!({"sku": shop::wide_sku(turn + n), "quantity": 1 + n % 9});
        let lines: Vec<_> = (0..LINES).map(line).collect();
        let body = json!({"lines": lines, "near": point(turn), "limit": NEAREST}).to_string();
        let answer = self.connection.post(inventory::STOCK_OF_BAG, body.as_bytes()).await?;
        expect(answer, b"\"complete\":")
    }

    async fn change(&mut self) -> io::Result<()> {
        let quantity = 1 + self.asked % 9;
        let op = Operation { actor: &self.actor, n: self.asked, seq: self.seq, sku: &shop::sku(self.place), quantity };
        let bag = op.push(&mut self.connection).await?;
        self.seq = bag.seq;
        if bag.count == quantity {
            return Ok(());
        }
        Err(io::Error::other(format!("operation {} was not applied: {bag:?}", self.asked)))
    }
}

/// Somewhere among the stores.
fn point(turn: u64) -> String {
    format!("{}.{:03},{}.{:03}", 47 + turn % 8, turn % 1_000, 6 + turn % 9, turn * 7 % 1_000)
}

/// One operation that sets a line of a bag.
#[derive(Debug)]
pub(crate) struct Operation<'o> {
    pub(crate) actor: &'o str,
    pub(crate) n: u64,
    pub(crate) seq: u64,
    pub(crate) sku: &'o str,
    pub(crate) quantity: u64,
}

/// What a push says of the bag, as far as it is looked at here.
#[derive(Debug, Deserialize)]
pub(crate) struct Bag {
    pub(crate) seq: u64,
    pub(crate) count: u64,
}

impl Operation<'_> {
    /// Pushes it, and makes sure that it was taken.
    pub(crate) async fn push(&self, connection: &mut Connection) -> io::Result<Bag> {
        #[derive(Debug, Deserialize)]
        struct Pushed {
            bag: Bag,
            expect: Option<Dot>,
            #[serde(default)]
            refused: Vec<serde_json::Value>,
        }
        let Self { actor, n, seq, sku, quantity } = self;
        let body = json!({"ops": [{
            "actor": actor, "n": n, "base_seq": seq, "hlc": n,
            "line": {"sku": sku, "receive": {"by": "ship"}}, "op": {"do": "set", "quantity": quantity},
        }]});
        let pushed: Pushed = serde_json::from_slice(connection.post(cart::OPS, body.to_string().as_bytes()).await?)?;
        if pushed.expect.is_none() && pushed.refused.is_empty() && pushed.bag.seq > *seq {
            return Ok(pushed.bag);
        }
        Err(io::Error::other(format!("operation {n} was not taken: {pushed:?}")))
    }
}

fn expect(answer: &[u8], words: &[u8]) -> io::Result<()> {
    if answer.windows(words.len()).any(|it| it == words) {
        return Ok(());
    }
    Err(io::Error::other(format!("an unexpected answer: {}", String::from_utf8_lossy(answer))))
}
