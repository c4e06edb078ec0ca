//! Buying: pieces of one hot variant held for checkouts, and whole checkouts from bag to paid order. Every shopper is a browser of her own,
//! because a browser may not do this as often as a benchmark wants.

use std::{
    io,
    net::{IpAddr, Ipv4Addr},
    time::{Duration, Instant},
};

use api::{
    cart::CART,
    checkout::{HOLD, PlaceOrder, PlanView},
    orders::ORDERS,
};
use serde_json::json;

use crate::{
    connection::Connection,
    load::{Figures, micros, quantile_ms},
    server::Server,
    shop,
    traffic::{Bag, Operation},
};

/// Browsers that each connection stands for.
const BROWSERS: usize = 60;

/// What is bought, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sale {
    /// One variant at one place, held and let go.
    HotHold,
    /// Bag, hold, order, authorised payment; variants spread over the shop.
    Checkout,
}

/// A browser of the crowd.
struct Browser {
    cookie: String,
    place: u64,
    ops: u64,
    seq: u64,
    has_bought: bool,
}

/// Buys over so many connections for so long.
pub(crate) async fn measure(server: &Server, sale: Sale, connections: u8, lasting: Duration) -> io::Result<Figures> {
    let mut crowd = Vec::new();
    for place in 0..connections {
        // Limits on new browsers count by address.
        let source = IpAddr::V4(Ipv4Addr::new(127, 0, if sale == Sale::HotHold { 2 } else { 3 }, place + 1));
        let mut connection = Connection::open_from(Some(source), server.address()).await?;
        let mut browsers = Vec::with_capacity(BROWSERS);
        for nth in 0..BROWSERS {
            connection.become_another(String::new());
            let place = if sale == Sale::HotHold { 0 } else { u64::from(place) * BROWSERS as u64 + nth as u64 };
            let mut browser = Browser { cookie: String::new(), place, ops: 0, seq: 0, has_bought: false };
            browser.fill_bag(&mut connection).await?;
            connection.cookie().clone_into(&mut browser.cookie);
            browsers.push(browser);
        }
        crowd.push((connection, browsers));
    }
    let end = Instant::now() + lasting;
    let buyers =
        crowd.into_iter().map(|(connection, browsers)| tokio::spawn(buy_until(connection, browsers, sale, end)));
    let buyers: Vec<_> = buyers.collect();
    let mut micros = Vec::new();
    for buyer in buyers {
        micros.append(&mut buyer.await.map_err(io::Error::other)??);
    }
    let per_second = micros.len() as f64 / lasting.as_secs_f64();
    micros.sort_unstable();
    let memory_mib = server.resident_mib()?;
    Ok(Figures { per_second, p50_ms: quantile_ms(&micros, 0.5), p99_ms: quantile_ms(&micros, 0.99), memory_mib })
}

/// Microseconds of each hold or checkout that was over before `end`.
async fn buy_until(
    mut connection: Connection,
    mut browsers: Vec<Browser>,
    sale: Sale,
    end: Instant,
) -> io::Result<Vec<u32>> {
    let mut taken = Vec::new();
    for turn in 0.. {
        let browser = &mut browsers[turn % BROWSERS];
        connection.become_another(browser.cookie.clone());
        let begun = Instant::now();
        if begun >= end {
            break;
        }
        match sale {
            Sale::HotHold => browser.hold(&mut connection).await.map(drop)?,
            Sale::Checkout => browser.check_out(&mut connection).await?,
        }
        taken.push(micros(begun.elapsed()));
        if sale == Sale::HotHold {
            connection.delete(HOLD).await?;
        }
    }
    Ok(taken)
}

impl Browser {
    async fn fill_bag(&mut self, connection: &mut Connection) -> io::Result<()> {
        self.ops += 1;
        let op = Operation { actor: "sale", n: self.ops, seq: self.seq, sku: &shop::sku(self.place), quantity: 1 };
        self.seq = op.push(connection).await?.seq;
        Ok(())
    }

    async fn hold(&mut self, connection: &mut Connection) -> io::Result<PlanView> {
        let plan: PlanView = serde_json::from_slice(connection.post(HOLD, b"null").await?)?;
        if plan.held.is_some() { Ok(plan) } else { Err(io::Error::other(format!("nothing was held: {plan:?}"))) }
    }

    async fn check_out(&mut self, connection: &mut Connection) -> io::Result<()> {
        // The first bag was filled before the time was taken.
        if std::mem::replace(&mut self.has_bought, true) {
            self.fill_bag(connection).await?;
        }
        let plan = self.hold(connection).await?;
        let order: PlaceOrder = serde_json::from_value(json!({
            "seq": plan.seq,
            "total": plan.total,
            "contact": {"name": "Ada", "email": "ada@example.org"},
            "address": {"name": "Ada", "street": "Weg 1", "postal_code": "10115", "city": "Berlin", "country": "DE"},
            "collections": [],
            "payment": {"method": "card", "token": "test-approve"},
        }))?;
        let body = serde_json::to_vec(&order)?;
        let key = format!("sale-{}", plan.seq);
        let answer = connection.post_with(ORDERS, &[("idempotency-key", &key)], &body).await?;
        let order: serde_json::Value = serde_json::from_slice(answer)?;
        // What is done next is done to the bag that has taken the place of the ordered one.
        let bag: Bag = serde_json::from_slice(connection.get(CART).await?)?;
        self.seq = bag.seq;
        if order["payment"] == "authorised" { Ok(()) } else { Err(io::Error::other(format!("not paid: {order}"))) }
    }
}
