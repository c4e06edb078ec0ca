//! Rows of stock levels and of their ledger.

use std::collections::HashMap;

use domain::{
    id::{LocationCode, Sku},
    inventory::{Cause, Levels},
};
use jiff::Timestamp;

use crate::{
    args,
    db::{Args, Db, Tx},
    error::Error,
};

/// What a place can promise, as of a row's version.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Availability {
    pub(super) sku: String,
    pub(super) location: String,
    pub(super) available: i64,
    pub(super) ver: i64,
}

/// A level with its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Versioned {
    #[sqlx(flatten)]
    pub(super) levels: Figures,
    pub(super) ver: i64,
}

/// [`Levels`] as columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Figures {
    on_hand: i64,
    committed: i64,
    reserved: i64,
    safety: i64,
    unavailable: i64,
    incoming: i64,
}

#[derive(sqlx::FromRow)]
struct Keyed {
    sku: String,
    location: String,
    #[sqlx(flatten)]
    level: Versioned,
}

/// A row of the ledger. The differences are in `by`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Movement {
    pub(super) id: String,
    pub(super) sku: String,
    pub(super) location: String,
    pub(super) cause: Cause,
    pub(super) reference: String,
    pub(super) actor: String,
    pub(super) at: Timestamp,
    pub(super) by: Levels,
}

/// What all places can promise of one variant: `mitte 3 17,kiez 0 2`, each with what is available and the row's version.
///
/// One row a variant, since a row costs far more to fetch than its text to read.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Everywhere {
    pub(super) sku: String,
    places: String,
}

impl Everywhere {
    /// Place, what is available there, version. What cannot be read was never written by this shop.
    pub(super) fn places(&self) -> impl Iterator<Item = (LocationCode, i64, i64)> {
        self.places.split(',').filter_map(|place| {
            let mut parts = place.split(' ');
            let code = LocationCode::parse(parts.next()?).ok()?;
            Some((code, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
        })
    }
}

/// What can be promised of the next `limit` variants behind one, in their order.
pub(super) async fn variants_after(db: &Db, sku: &str, limit: usize) -> Result<Vec<Everywhere>, Error> {
    db.all(
        "SELECT sku, string_agg(location || ' ' || (on_hand - committed - reserved - safety - unavailable) || ' ' || ver, ',') AS places
         FROM stock_level WHERE sku > $1 GROUP BY sku ORDER BY sku LIMIT $2",
        args![sku, i64::try_from(limit).unwrap_or(i64::MAX)],
    )
    .await
}

/// Everything that changed since a moment.
pub(super) async fn changed_since(db: &Db, since: i64) -> Result<Vec<Availability>, Error> {
    db.all(
        "SELECT sku, location, on_hand - committed - reserved - safety - unavailable AS available, ver
         FROM stock_level WHERE changed_at >= $1",
        args![since],
    )
    .await
}

/// Every level that an order, or whatever else the ledger refers to, has changed.
pub(super) async fn changed_by(db: &Db, reference: &str) -> Result<Vec<Availability>, Error> {
    db.all(
        "SELECT l.sku, l.location, l.on_hand - l.committed - l.reserved - l.safety - l.unavailable AS available, l.ver
         FROM (SELECT DISTINCT sku, location FROM stock_movement WHERE reference = $1) m
         JOIN stock_level l ON l.sku = m.sku AND l.location = m.location",
        args![reference],
    )
    .await
}

/// One level as it is now.
pub(super) async fn level(tx: &mut Tx, sku: &Sku, location: &LocationCode) -> Result<Option<Versioned>, Error> {
    tx.maybe(
        "SELECT on_hand, committed, reserved, safety, unavailable, incoming, ver
         FROM stock_level WHERE sku = $1 AND location = $2",
        args![sku.as_str(), location.as_str()],
    )
    .await
}

/// Every level, by variant and place.
pub(super) async fn levels(tx: &mut Tx) -> Result<HashMap<(String, String), Versioned>, Error> {
    let rows: Vec<Keyed> = tx
        .all(
            "SELECT sku, location, on_hand, committed, reserved, safety, unavailable, incoming, ver FROM stock_level",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| ((row.sku, row.location), row.level)).collect())
}

/// Which of some variants lie on a shelf, each with one place where they do.
pub(super) async fn shelved<'s>(
    tx: &mut Tx,
    skus: impl Iterator<Item = &'s str>,
) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(String, String)> =
        tx.all_in("SELECT sku, location FROM stock_level WHERE on_hand > 0 AND sku IN ({})", args![], skus).await?;
    Ok(rows.into_iter().collect())
}

/// How many pieces transfers have on their way, by variant and place.
pub(super) async fn in_transit(tx: &mut Tx) -> Result<HashMap<(String, String), i64>, Error> {
    let rows: Vec<(String, String, i64)> = tx
        .all(
            "SELECT l.sku, t.target, CAST(SUM(l.sent - l.received - l.damaged - l.returned - l.lost) AS BIGINT)
             FROM stock_transfer t JOIN stock_transfer_line l ON l.transfer = t.id
             WHERE t.state = 'open' GROUP BY l.sku, t.target",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(sku, location, pieces)| ((sku, location), pieces)).collect())
}

/// Counts the changes of bundles and transfers, by what they are.
pub(super) async fn generations(tx: &mut Tx) -> Result<Vec<(String, i64)>, Error> {
    tx.all("SELECT what, generation FROM stock_generation ORDER BY what", args![]).await
}

/// Reserves pieces for a checkout, if there are that many to promise: one statement, so that nobody comes in between.
pub(super) async fn reserve(
    tx: &mut Tx,
    sku: &Sku,
    location: &LocationCode,
    quantity: u32,
    now: Timestamp,
) -> Result<bool, Error> {
    let rows = tx
        .run(
            "UPDATE stock_level SET reserved = reserved + $1, ver = ver + 1, changed_at = $2
             WHERE sku = $3 AND location = $4 AND on_hand - committed - reserved - safety - unavailable >= $1",
            args![quantity, now, sku.as_str(), location.as_str()],
        )
        .await?;
    Ok(rows == 1)
}

/// Commits `wanted` pieces to an order, `held` of them reserved before; what goes beyond those must be there to promise. One
/// statement, as [`reserve`] is.
pub(super) async fn claim(
    tx: &mut Tx,
    sku: &Sku,
    location: &LocationCode,
    held: u32,
    wanted: u32,
    now: Timestamp,
) -> Result<bool, Error> {
    let rows = tx
        .run(
            "UPDATE stock_level SET reserved = reserved - $1, committed = committed + $2, ver = ver + 1, changed_at = $3
             WHERE sku = $4 AND location = $5
               AND ($2 <= $1 OR on_hand - committed - reserved - safety - unavailable >= $2 - $1)",
            args![held, wanted, now, sku.as_str(), location.as_str()],
        )
        .await?;
    Ok(rows == 1)
}

/// Changes a level by differences. Whoever calls it has made sure that there is one.
///
/// # Errors
/// When there is no such level, or the differences would break one of its rules.
pub(super) async fn shift(
    tx: &mut Tx,
    sku: &Sku,
    location: &LocationCode,
    by: Levels,
    now: Timestamp,
) -> Result<(), Error> {
    let rows = tx
        .run(
            "UPDATE stock_level SET on_hand = on_hand + $1, committed = committed + $2, reserved = reserved + $3,
                    safety = safety + $4, unavailable = unavailable + $5, incoming = incoming + $6,
                    handled = CASE WHEN $1 <> 0 THEN ver + 1 ELSE handled END, ver = ver + 1, changed_at = $7
             WHERE sku = $8 AND location = $9",
            args![
                by.on_hand,
                by.committed,
                by.reserved,
                by.safety,
                by.unavailable,
                by.incoming,
                now,
                sku.as_str(),
                location.as_str(),
            ],
        )
        .await?;
    match rows {
        1 => Ok(()),
        _ => Err(Error::internal(anyhow::anyhow!("there is no stock level of {sku} at {location}"))),
    }
}

/// Writes levels as a whole. Says how many were written: those whose version has moved on meanwhile are not.
pub(super) async fn put_levels(tx: &mut Tx, levels: Vec<Args>) -> Result<u64, Error> {
    tx.run_many(
        "INSERT INTO stock_level (sku, location, on_hand, committed, reserved, safety, unavailable, incoming, ver, changed_at)
         VALUES {} ON CONFLICT (sku, location) DO UPDATE SET on_hand = excluded.on_hand, safety = excluded.safety,
             incoming = excluded.incoming, ver = excluded.ver, changed_at = excluded.changed_at,
             handled = CASE WHEN excluded.on_hand <> stock_level.on_hand THEN excluded.ver ELSE stock_level.handled END
         WHERE stock_level.ver = excluded.ver - 1",
        levels,
    )
    .await
}

/// Writes rows of the ledger.
pub(super) async fn note(tx: &mut Tx, movements: Vec<Movement>) -> Result<(), Error> {
    let rows = movements.into_iter().map(|it| {
        let by = it.by;
        args![
            it.id,
            it.sku,
            it.location,
            it.cause.word(),
            it.reference,
            it.actor,
            it.at,
            by.on_hand,
            by.committed,
            by.reserved,
            by.safety,
            by.unavailable,
            by.incoming,
        ]
    });
    tx.run_many(
        "INSERT INTO stock_movement (id, sku, location, cause, reference, actor, at,
                                     on_hand, committed, reserved, safety, unavailable, incoming)
         VALUES {}",
        rows.collect(),
    )
    .await
    .map(drop)
}

impl From<Figures> for Levels {
    fn from(it: Figures) -> Self {
        let Figures { on_hand, committed, reserved, safety, unavailable, incoming } = it;
        Self { on_hand, committed, reserved, safety, unavailable, incoming }
    }
}
