//! What shoppers ask, spread over the whole shop so that no single answer is repeated from a cache.

use std::io;

use api::{
    cart::{self, PushOps, PushView},
    catalog::{self, ListQuery, ProductQuery},
};
use domain::{
    cart::{LineKey, Op, OpKind, Receive},
    id::{ActorId, CategorySlug, Handle, Sku},
    quantity::Quantity,
};

use crate::{connection::Connection, shop};

const ITEMS: u32 = 24;

/// Kinds of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// Twenty-four products of a category, page after page.
    Listing,
    /// A product with the stock of its first variant near a point.
    Product,
    /// A new quantity of a line of one's own bag.
    Bag,
}

impl Traffic {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Listing => "list of 24",
            Self::Product => "product with stock near a point",
            Self::Bag => "bag change",
        }
    }
}

/// A shopper with her connection: what she asked so far decides what she asks next.
#[derive(Debug)]
pub(crate) struct Shopper {
    connection: Connection,
    actor: ActorId,
    place: u64,
    asked: u64,
    seq: u64,
}

impl Shopper {
    pub(crate) fn new(connection: Connection, place: usize) -> Self {
        let actor = ActorId::parse(format!("bench-{place}")).expect("letters and digits are an actor");
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
        let near = Some(format!("{}.{:03},{}.{:03}", 47 + turn % 8, turn % 1_000, 6 + turn % 9, turn * 7 % 1_000));
        let answer =
            self.connection.get(&catalog::product(&handle, &ProductQuery { near, ..ProductQuery::default() })).await?;
        expect(answer, b"\"metres\":")
    }

    async fn change(&mut self) -> io::Result<()> {
        let n = self.asked;
        let sku = Sku::parse(shop::sku(self.place)).map_err(io::Error::other)?;
        let quantity =
            Quantity::parse(1 + i64::try_from(n % 9).map_err(io::Error::other)?).map_err(io::Error::other)?;
        let line = LineKey { sku, receive: Receive::Ship }.into();
        let hlc = i64::try_from(n).map_err(io::Error::other)?;
        let kind = OpKind::Set { line, quantity };
        let op = Op { actor: self.actor.clone(), n, base_seq: self.seq, after: Vec::new(), hlc, kind };
        let body = serde_json::to_vec(&PushOps { ops: vec![op], elsewhere: Vec::new() })?;
        let answer = self.connection.post(cart::OPS, &body).await?;
        let view: PushView = serde_json::from_slice(answer)?;
        self.seq = view.bag.seq;
        if view.expect.is_none() && view.refused.is_empty() && view.bag.count == quantity.get() {
            Ok(())
        } else {
            Err(io::Error::other(format!("operation {n} was not applied: {view:?}")))
        }
    }
}

fn expect(answer: &[u8], words: &[u8]) -> io::Result<()> {
    if answer.windows(words.len()).any(|it| it == words) {
        return Ok(());
    }
    Err(io::Error::other(format!("an unexpected answer: {}", String::from_utf8_lossy(answer))))
}
