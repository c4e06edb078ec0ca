//! Room in the slots of a store: counted with each order, never above the store's capacity.

use std::collections::HashSet;

use domain::{checkout::Slot, id::LocationCode};

use crate::{
    args,
    db::{Db, Tx},
    error::Error,
    stores::Place,
};

/// The slots of a store in which there is no more room.
pub(super) async fn full(db: &Db, place: &Place, slots: &[Slot]) -> Result<HashSet<i64>, Error> {
    let Some(first) = slots.first() else { return Ok(HashSet::new()) };
    let rows: Vec<(i64,)> = db
        .all(
            "SELECT starts FROM slot_use WHERE store = $1 AND starts >= $2 AND taken >= $3",
            args![place.code().as_str(), first.starts, place.location.slot_capacity],
        )
        .await?;
    Ok(rows.into_iter().map(|(starts,)| starts).collect())
}

/// Takes one place in a slot if there is one: one statement, so that nobody comes in between.
pub async fn take(tx: &mut Tx, store: &LocationCode, slot: Slot, capacity: u32) -> Result<bool, Error> {
    if capacity == 0 {
        return Ok(false);
    }
    let rows = tx
        .run(
            "INSERT INTO slot_use (store, starts, taken) VALUES ($1, $2, 1)
             ON CONFLICT (store, starts) DO UPDATE SET taken = slot_use.taken + 1 WHERE slot_use.taken < $3",
            args![store.as_str(), slot.starts, capacity],
        )
        .await?;
    Ok(rows == 1)
}

/// Gives a place in a slot back.
pub async fn give_back(tx: &mut Tx, store: &LocationCode, slot: Slot) -> Result<(), Error> {
    tx.run("UPDATE slot_use SET taken = taken - 1 WHERE store = $1 AND starts = $2", args![store.as_str(), slot.starts])
        .await
        .map(drop)
}

/// How many places in a slot are taken.
pub async fn taken(tx: &mut Tx, store: &LocationCode, starts: i64) -> Result<i64, Error> {
    let row: Option<(i64,)> =
        tx.maybe("SELECT taken FROM slot_use WHERE store = $1 AND starts = $2", args![store.as_str(), starts]).await?;
    Ok(row.map_or(0, |(taken,)| taken))
}
