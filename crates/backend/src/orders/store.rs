//! Rows of orders, their groups, lines, history, readers and used handovers.

use domain::{
    checkout::Slot,
    id::{OrderNumber, PartnerKey, Placement},
    orders::{GroupState, PaymentState, PaymentTrouble},
    partners::Attribution,
};
use jiff::Timestamp;

use crate::{
    args,
    db::{Db, Tx},
    error::Error,
};

/// An order's own row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct OrderRow {
    pub(super) number: String,
    pub(super) seq: i64,
    pub(super) session: String,
    pub(super) account: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) placed_at: i64,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
    pub(super) address: Option<String>,
    pub(super) currency: String,
    pub(super) method: String,
    pub(super) payment: String,
    pub(super) payment_until: Option<i64>,
    pub(super) payment_trouble: Option<String>,
    /// Whose pages brought the bag, and where on them.
    pub(super) partner: Option<String>,
    pub(super) placement: Option<String>,
}

/// What is shown of an order's money: of the attempt it accepted, or of the newest.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub(super) struct PaidRow {
    pub(super) url: Option<String>,
    pub(super) captured: i64,
    pub(super) refunded: i64,
}

/// A group's row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct GroupRow {
    pub(super) place: i64,
    pub(super) receive: String,
    pub(super) location: String,
    pub(super) state: String,
    pub(super) goods: i64,
    pub(super) shipping: i64,
    pub(super) slot_starts: Option<i64>,
    pub(super) slot_ends: Option<i64>,
    pub(super) vehicle: Option<String>,
    pub(super) arrival: Option<String>,
    pub(super) collector: Option<String>,
    pub(super) sent_by: Option<String>,
    pub(super) arrives_first: Option<i64>,
    pub(super) arrives_last: Option<i64>,
}

/// A line's row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct LineRow {
    pub(super) place: i64,
    pub(super) sku: String,
    pub(super) quantity: i64,
    pub(super) price: i64,
    pub(super) item: String,
}

/// A line of a group's history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct HistoryRow {
    pub(super) place: i64,
    pub(super) state: String,
    pub(super) at: i64,
}

/// An order with everything that belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) order: OrderRow,
    pub(super) groups: Vec<GroupRow>,
    pub(super) lines: Vec<LineRow>,
    pub(super) history: Vec<HistoryRow>,
    pub(super) paid: PaidRow,
}

const ORDER: &str =
    "SELECT number, seq, session, account, lang, placed_at, name, email, phone, address, currency, method, payment,
                            payment_until, payment_trouble, partner, placement
                     FROM orders WHERE number = $1";

/// An order as it is.
pub(super) async fn load(tx: &mut Tx, number: &OrderNumber) -> Result<Option<Stored>, Error> {
    let Some(order) = tx.maybe(ORDER, args![number.as_str()]).await? else { return Ok(None) };
    let groups = tx
        .all(
            "SELECT place, receive, location, state, goods, shipping, slot_starts, slot_ends, vehicle, arrival, collector, sent_by,
                    arrives_first, arrives_last
             FROM order_groups WHERE number = $1 ORDER BY place",
            args![number.as_str()],
        )
        .await?;
    let lines = tx
        .all(
            "SELECT place, sku, quantity, price, item FROM order_lines WHERE number = $1 ORDER BY line",
            args![number.as_str()],
        )
        .await?;
    let history = tx
        .all("SELECT place, state, at FROM order_history WHERE number = $1 ORDER BY at, id", args![number.as_str()])
        .await?;
    let paid = tx
        .maybe(
            "SELECT url, captured, refunded FROM payments WHERE number = $1 ORDER BY accepted DESC, attempt DESC LIMIT 1",
            args![number.as_str()],
        )
        .await?;
    Ok(Some(Stored { order, groups, lines, history, paid: paid.unwrap_or_default() }))
}

/// How far an order has changed.
pub(super) async fn seq(db: &Db, number: &OrderNumber) -> Result<Option<i64>, Error> {
    let row: Option<(i64,)> = db.maybe("SELECT seq FROM orders WHERE number = $1", args![number.as_str()]).await?;
    Ok(row.map(|(seq,)| seq))
}

/// The order that a request placed before, if it did.
pub(super) async fn placed_by(tx: &mut Tx, request: &str) -> Result<Option<OrderNumber>, Error> {
    let row: Option<(String,)> = tx.maybe("SELECT number FROM orders WHERE request = $1", args![request]).await?;
    row.map(|(number,)| OrderNumber::parse(number).map_err(Error::internal)).transpose()
}

/// Writes a new order's own row, unless its number is taken.
pub(super) async fn insert(tx: &mut Tx, it: &OrderRow, request: &str) -> Result<bool, Error> {
    let rows = tx
        .run(
            "INSERT INTO orders (number, seq, session, request, placed_at, name, email, phone, address, currency, method,
                                 payment, payment_until, payment_trouble, account, lang)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (number) DO NOTHING",
            args![
                &it.number, it.seq, &it.session, request, it.placed_at, &it.name, &it.email, it.phone.clone(),
                it.address.clone(), &it.currency, &it.method, &it.payment, it.payment_until, it.payment_trouble.clone(),
                it.account.clone(), it.lang.clone(),
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Says whose pages brought what was ordered.
pub(super) async fn attribute(tx: &mut Tx, number: &OrderNumber, from: &Attribution) -> Result<(), Error> {
    let placement = from.placement.as_ref().map(Placement::as_str);
    tx.run(
        "UPDATE orders SET partner = $1, placement = $2 WHERE number = $3",
        args![from.partner.as_str(), placement, number.as_str()],
    )
    .await
    .map(drop)
}

/// Writes a new order's groups and lines.
pub(super) async fn insert_parts(
    tx: &mut Tx,
    number: &OrderNumber,
    groups: &[GroupRow],
    lines: &[LineRow],
) -> Result<(), Error> {
    let rows = groups.iter().map(|it| {
        args![
            number.as_str(),
            it.place,
            &it.receive,
            &it.location,
            &it.state,
            it.goods,
            it.shipping,
            it.slot_starts,
            it.slot_ends,
            it.vehicle.clone(),
            it.arrival.clone(),
            it.sent_by.clone(),
            it.arrives_first,
            it.arrives_last,
        ]
    });
    tx.run_many(
        "INSERT INTO order_groups (number, place, receive, location, state, goods, shipping, slot_starts, slot_ends, vehicle, arrival,
                                   sent_by, arrives_first, arrives_last)
         VALUES {}",
        rows.collect(),
    )
    .await?;
    let rows = (0_i64..)
        .zip(lines)
        .map(|(line, it)| args![number.as_str(), line, it.place, &it.sku, it.quantity, it.price, &it.item]);
    tx.run_many("INSERT INTO order_lines (number, line, place, sku, quantity, price, item) VALUES {}", rows.collect())
        .await
        .map(drop)
}

/// Notes that a group reached a state.
pub(super) async fn note(
    tx: &mut Tx,
    id: String,
    number: &OrderNumber,
    place: i64,
    state: GroupState,
    at: Timestamp,
    actor: &str,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO order_history (id, number, place, state, at, actor) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, number.as_str(), place, state.word(), at, actor],
    )
    .await
    .map(drop)
}

/// Counts a change of an order, which keeps everybody else from changing it until the transaction ends.
pub(super) async fn bump(tx: &mut Tx, number: &OrderNumber) -> Result<Option<i64>, Error> {
    let row: Option<(i64,)> =
        tx.maybe("UPDATE orders SET seq = seq + 1 WHERE number = $1 RETURNING seq", args![number.as_str()]).await?;
    Ok(row.map(|(seq,)| seq))
}

/// Sets a group's state.
pub(super) async fn set_state(tx: &mut Tx, number: &OrderNumber, place: i64, state: GroupState) -> Result<(), Error> {
    tx.run(
        "UPDATE order_groups SET state = $1 WHERE number = $2 AND place = $3",
        args![state.word(), number.as_str(), place],
    )
    .await
    .map(drop)
}

/// Notes how far a curbside shopper is.
pub(super) async fn set_arrival(tx: &mut Tx, number: &OrderNumber, place: i64, arrival: &str) -> Result<(), Error> {
    tx.run(
        "UPDATE order_groups SET arrival = $1 WHERE number = $2 AND place = $3",
        args![arrival, number.as_str(), place],
    )
    .await
    .map(drop)
}

/// Keeps everybody else from changing an order until the transaction ends; says whether there is one.
pub(super) async fn lock(tx: &mut Tx, number: &OrderNumber) -> Result<bool, Error> {
    Ok(tx.run("UPDATE orders SET seq = seq WHERE number = $1", args![number.as_str()]).await? == 1)
}

/// What its shopper is told of the money.
pub(super) async fn tell(
    tx: &mut Tx,
    number: &OrderNumber,
    state: PaymentState,
    trouble: Option<PaymentTrouble>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE orders SET payment = $1, payment_trouble = $2 WHERE number = $3",
        args![state.word(), trouble.map(PaymentTrouble::word), number.as_str()],
    )
    .await
    .map(drop)
}

/// Until when an order waits to be paid.
pub(super) async fn wait_until(tx: &mut Tx, number: &OrderNumber, until: Timestamp) -> Result<(), Error> {
    tx.run("UPDATE orders SET payment_until = $1 WHERE number = $2", args![until, number.as_str()]).await.map(drop)
}

/// The orders of a browser, or of the account it is signed in to, that wait to be paid, oldest first.
pub(super) async fn unpaid(tx: &mut Tx, session: &str, account: Option<&str>) -> Result<Vec<OrderNumber>, Error> {
    let rows: Vec<(String,)> = tx
        .all(
            "SELECT number FROM orders WHERE payment IN ('pending', 'action_needed') AND (session = $1 OR account = $2)
             ORDER BY placed_at, number",
            args![session, account],
        )
        .await?;
    rows.into_iter().map(|(number,)| OrderNumber::parse(number).map_err(Error::internal)).collect()
}

/// Forgets which request placed an order, so that repeating it may place another.
pub(super) async fn forget_request(tx: &mut Tx, number: &OrderNumber) -> Result<(), Error> {
    tx.run("UPDATE orders SET request = NULL WHERE number = $1", args![number.as_str()]).await.map(drop)
}

/// Lets a browser see an order as its shopper's own.
pub(super) async fn grant(tx: &mut Tx, number: &OrderNumber, session: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO order_access (number, session, since) VALUES ($1, $2, $3)
         ON CONFLICT (number, session) DO UPDATE SET by_link = 0",
        args![number.as_str(), session, now],
    )
    .await
    .map(drop)
}

/// Lets a browser look at an order whose link it was sent.
pub(super) async fn grant_by_link(
    tx: &mut Tx,
    number: &OrderNumber,
    session: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO order_access (number, session, since, by_link) VALUES ($1, $2, $3, 1) ON CONFLICT (number, session) DO NOTHING",
        args![number.as_str(), session, now],
    )
    .await
    .map(drop)
}

/// Whether a browser may look at an order: it was let, or it is signed in to the account whose order it is.
pub(super) async fn is_granted(
    db: &Db,
    number: &OrderNumber,
    session: &str,
    account: Option<&str>,
) -> Result<bool, Error> {
    let row: Option<(i64,)> = db
        .maybe(
            "SELECT since FROM order_access WHERE number = $1 AND session = $2
             UNION ALL SELECT placed_at FROM orders WHERE number = $1 AND account = $3 LIMIT 1",
            args![number.as_str(), session, account],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether an order is a browser's own: it placed it, proved to be its shopper's, or is signed in to the account whose order it is.
pub(super) async fn is_hers(
    tx: &mut Tx,
    number: &OrderNumber,
    session: &str,
    account: Option<&str>,
) -> Result<bool, Error> {
    let row: Option<(i64,)> = tx
        .maybe(
            "SELECT since FROM order_access WHERE number = $1 AND session = $2 AND by_link = 0
             UNION ALL SELECT placed_at FROM orders WHERE number = $1 AND account = $3 LIMIT 1",
            args![number.as_str(), session, account],
        )
        .await?;
    Ok(row.is_some())
}

/// The address an order was placed with; nothing when there is no such order, or its shopper is forgotten.
pub(super) async fn email_of(tx: &mut Tx, number: &OrderNumber) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = tx.maybe("SELECT email FROM orders WHERE number = $1", args![number.as_str()]).await?;
    Ok(row.map(|(email,)| email).filter(|email| !email.is_empty()))
}

/// Uses up a handover. Says whether it was unused.
pub(super) async fn spend(
    tx: &mut Tx,
    token: &str,
    number: &OrderNumber,
    place: i64,
    staff: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let rows = tx
        .run(
            "INSERT INTO handovers (token, number, place, staff, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (token) DO NOTHING",
            args![token, number.as_str(), place, staff, now],
        )
        .await?;
    Ok(rows == 1)
}

/// By whom and when a handover was used.
pub(super) async fn spent(tx: &mut Tx, token: &str) -> Result<(String, Timestamp), Error> {
    let (staff, at): (String, i64) = tx.one("SELECT staff, at FROM handovers WHERE token = $1", args![token]).await?;
    Ok((staff, moment(at)?))
}

/// A time as the database keeps it.
pub(crate) fn moment(millis: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(millis).map_err(Error::internal)
}

impl GroupRow {
    /// Where the goods are.
    pub(super) fn state(&self) -> Result<GroupState, Error> {
        state(&self.state)
    }

    /// The slot she chose.
    pub(super) fn slot(&self) -> Result<Option<Slot>, Error> {
        let (Some(starts), Some(ends)) = (self.slot_starts, self.slot_ends) else { return Ok(None) };
        Ok(Some(Slot { starts: moment(starts)?, ends: moment(ends)? }))
    }

    /// When a parcel should arrive: first and last likely moment.
    pub(super) fn arrives(&self) -> Result<Option<(Timestamp, Timestamp)>, Error> {
        let (Some(first), Some(last)) = (self.arrives_first, self.arrives_last) else { return Ok(None) };
        Ok(Some((moment(first)?, moment(last)?)))
    }
}

impl OrderRow {
    /// Whose pages brought what was ordered.
    pub(super) fn from(&self) -> Result<Option<Attribution>, Error> {
        let Some(partner) = self.partner.clone() else { return Ok(None) };
        Ok(Some(Attribution {
            partner: PartnerKey::parse(partner).map_err(Error::internal)?,
            placement: self.placement.clone().map(Placement::parse).transpose().map_err(Error::internal)?,
            at: moment(self.placed_at)?,
        }))
    }

    /// Where the money is.
    pub(super) fn payment(&self) -> Result<PaymentState, Error> {
        PaymentState::from_word(&self.payment).ok_or_else(|| unknown("payment", &self.payment))
    }
}

/// The state of a word.
pub(super) fn state(word: &str) -> Result<GroupState, Error> {
    GroupState::from_word(word).ok_or_else(|| unknown("state", word))
}

pub(super) fn unknown(what: &str, word: &str) -> Error {
    Error::internal(anyhow::anyhow!("the database has an unknown {what} {word:?}"))
}
