//! One level at a time: held still, changed together with its line in the ledger, and read with it.

use std::collections::BTreeMap;

use api::inventory::{LedgerEntry, LevelView};
use domain::{
    id::{LocationCode, Sku},
    inventory::{Cause, Levels},
};
use jiff::Timestamp;

use super::{
    service::Because,
    store::{self, Figures, Movement, Versioned},
};
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
};

/// A level that nobody else changes until the transaction ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) levels: Levels,
    pub(super) ver: i64,
    /// The version at which on hand last changed.
    pub(super) handled: i64,
}

/// Movements of several levels, in the one order in which everybody takes them.
pub(super) type Moves = BTreeMap<(Sku, LocationCode), Levels>;

#[derive(sqlx::FromRow)]
struct HeldRow {
    #[sqlx(flatten)]
    level: Versioned,
    handled: i64,
}

#[derive(sqlx::FromRow)]
struct LevelRow {
    sku: String,
    #[sqlx(flatten)]
    level: Versioned,
}

#[derive(sqlx::FromRow)]
struct MovementRow {
    id: String,
    cause: String,
    reference: String,
    actor: String,
    at: i64,
    #[sqlx(flatten)]
    by: Figures,
}

/// Holds a level still, making one with nothing in it where the place has never had any. A place's safety stock goes with it.
pub(super) async fn hold_still(
    tx: &mut Tx,
    app: &App,
    sku: &Sku,
    location: &LocationCode,
    actor: &str,
) -> Result<Held, Error> {
    let now = app.clock.now();
    let held = tx
        .run(
            "INSERT INTO stock_level (sku, location, on_hand, ver, changed_at) VALUES ($1, $2, 0, 0, $3)
             ON CONFLICT (sku, location) DO UPDATE SET changed_at = stock_level.changed_at",
            args![sku.as_str(), location.as_str(), now],
        )
        .await?;
    debug_assert_eq!(held, 1);
    let row: HeldRow = tx
        .one(
            "SELECT on_hand, committed, reserved, safety, unavailable, incoming, ver, handled
             FROM stock_level WHERE sku = $1 AND location = $2",
            args![sku.as_str(), location.as_str()],
        )
        .await?;
    let held = Held { levels: row.level.levels.into(), ver: row.level.ver, handled: row.handled };
    let kept_back = app.locations().get(location).map_or(0, |place| place.safety);
    if held.ver > 0 || kept_back == 0 {
        return Ok(held);
    }
    let by = Levels { safety: kept_back, ..Levels::default() };
    let key = (sku.clone(), location.clone());
    book(tx, app, &Moves::from([(key, by)]), Cause::Safety, Because { reference: "new here", actor }).await?;
    Ok(Held { levels: held.levels.plus(by), ver: 1, ..held })
}

/// Changes levels and writes it into the ledger. Whoever calls it holds them still and has made sure that it may be.
pub(super) async fn book(
    tx: &mut Tx,
    app: &App,
    moves: &Moves,
    cause: Cause,
    because: Because<'_>,
) -> Result<(), Error> {
    let at = app.clock.now();
    let moves: Vec<_> = moves.iter().filter(|(_, by)| **by != Levels::default()).collect();
    if moves.is_empty() {
        return Ok(());
    }
    for ((sku, location), by) in &moves {
        store::shift(tx, sku, location, **by, at).await?;
    }
    let movements = moves.into_iter().map(|((sku, location), by)| Movement {
        id: app.ids.id(),
        sku: sku.as_str().to_owned(),
        location: location.as_str().to_owned(),
        cause,
        reference: because.reference.to_owned(),
        actor: because.actor.to_owned(),
        at,
        by: *by,
    });
    store::note(tx, movements.collect()).await?;
    tx.poke(super::TOPIC, u64::try_from(at.as_millisecond()).unwrap_or(0));
    Ok(())
}

/// The levels at a place behind one SKU, by SKU.
pub(super) async fn levels(db: &Db, location: &LocationCode, after: &str, limit: u32) -> Result<Vec<LevelView>, Error> {
    let rows: Vec<LevelRow> = db
        .all(
            "SELECT sku, on_hand, committed, reserved, safety, unavailable, incoming, ver FROM stock_level
             WHERE location = $1 AND sku > $2 ORDER BY sku LIMIT $3",
            args![location.as_str(), after, limit],
        )
        .await?;
    rows.into_iter()
        .map(|row| Ok(view(Sku::parse(row.sku).map_err(Error::internal)?, location.clone(), row.level)))
        .collect()
}

/// One level; zeros where the place never had any.
pub(super) async fn level(tx: &mut Tx, sku: &Sku, location: &LocationCode) -> Result<LevelView, Error> {
    let nothing = Levels::default();
    Ok(match store::level(tx, sku, location).await? {
        Some(level) => view(sku.clone(), location.clone(), level),
        None => LevelView { sku: sku.clone(), location: location.clone(), levels: nothing, available: 0, ver: 0 },
    })
}

fn view(sku: Sku, location: LocationCode, level: Versioned) -> LevelView {
    let levels = Levels::from(level.levels);
    LevelView { sku, location, levels, available: levels.available(), ver: level.ver }
}

/// Where a page of the ledger ends: behind it come older movements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    at: i64,
    id: String,
}

impl Mark {
    /// Before the newest.
    pub(super) fn newest() -> Self {
        Self { at: i64::MAX, id: String::new() }
    }

    /// Reads what [`Mark::text`] has written.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: at.parse().ok()?, id: id.to_owned() })
    }

    pub(super) fn text(&self) -> String {
        format!("{}.{}", self.at, self.id)
    }
}

/// Movements of a level older than a mark, newest first, each with its own mark.
pub(super) async fn movements(
    db: &Db,
    sku: &Sku,
    location: &LocationCode,
    before: &Mark,
    limit: u32,
) -> Result<Vec<(Mark, LedgerEntry)>, Error> {
    let rows: Vec<MovementRow> = db
        .all(
            "SELECT id, cause, reference, actor, at, on_hand, committed, reserved, safety, unavailable, incoming
             FROM stock_movement WHERE sku = $1 AND location = $2 AND (at, id) < ($3, $4)
             ORDER BY at DESC, id DESC LIMIT $5",
            args![sku.as_str(), location.as_str(), before.at, &before.id, limit],
        )
        .await?;
    let entry = |row: MovementRow| {
        let unknown = || Error::internal(anyhow::anyhow!("the ledger has a movement because of {:?}", row.cause));
        let cause = Cause::from_word(&row.cause).ok_or_else(unknown)?;
        let at = Timestamp::from_millisecond(row.at).map_err(Error::internal)?;
        let (reference, actor, by) = (row.reference, row.actor, row.by.into());
        Ok((Mark { at: row.at, id: row.id }, LedgerEntry { at, cause, reference, actor, by }))
    };
    rows.into_iter().map(entry).collect()
}

/// Who holds pieces of a level: orders and checkouts by what the ledger calls them, newest first.
pub(super) async fn promised_to(
    tx: &mut Tx,
    sku: &Sku,
    location: &LocationCode,
    limit: u32,
) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = tx
        .all(
            "SELECT reference FROM stock_movement WHERE sku = $1 AND location = $2
             GROUP BY reference HAVING SUM(committed) > 0 OR SUM(reserved) > 0 ORDER BY MAX(at) DESC, reference LIMIT $3",
            args![sku.as_str(), location.as_str(), limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(reference,)| reference).collect())
}
