//! Room in the slots of a store: counted with each order, never above the store's capacity. Counter and kerb each have
//! their own.

use std::collections::HashSet;

use domain::{cart::Receive, checkout::Slot};

use crate::{
    args,
    db::{Db, Tx},
    error::Error,
    stores::Place,
};

/// The slots of a store in which there is no more room for what is received this way.
pub(super) async fn full(db: &Db, place: &Place, receive: &Receive, slots: &[Slot]) -> Result<HashSet<i64>, Error> {
    let Some(first) = slots.first() else { return Ok(HashSet::new()) };
    let rows: Vec<(i64,)> = db
        .all(
            "SELECT starts FROM slot_use WHERE store = $1 AND way = $2 AND starts >= $3 AND taken >= $4",
            args![place.code().as_str(), way(receive), first.starts, place.location.capacity(receive)],
        )
        .await?;
    Ok(rows.into_iter().map(|(starts,)| starts).collect())
}

/// Takes one place in a slot if there is one: one statement, so that nobody comes in between.
pub async fn take(tx: &mut Tx, receive: &Receive, slot: Slot, capacity: u32) -> Result<bool, Error> {
    let Some(store) = receive.store().filter(|_| capacity > 0) else { return Ok(false) };
    let rows = tx
        .run(
            "INSERT INTO slot_use (store, way, starts, taken) VALUES ($1, $2, $3, 1)
             ON CONFLICT (store, way, starts) DO UPDATE SET taken = slot_use.taken + 1 WHERE slot_use.taken < $4",
            args![store.as_str(), way(receive), slot.starts, capacity],
        )
        .await?;
    Ok(rows == 1)
}

/// Gives a place in a slot back.
pub async fn give_back(tx: &mut Tx, receive: &Receive, slot: Slot) -> Result<(), Error> {
    let Some(store) = receive.store() else { return Ok(()) };
    tx.run(
        "UPDATE slot_use SET taken = taken - 1 WHERE store = $1 AND way = $2 AND starts = $3 AND taken > 0",
        args![store.as_str(), way(receive), slot.starts],
    )
    .await
    .map(drop)
}

/// Where she is served: what is served at one place shares its slots.
pub fn way(receive: &Receive) -> &'static str {
    if matches!(receive, Receive::Curbside { .. }) { "kerb" } else { "counter" }
}

/// How many places in a slot are taken.
pub async fn taken(tx: &mut Tx, receive: &Receive, slot: Slot) -> Result<i64, Error> {
    let row: Option<(i64,)> = tx
        .maybe(
            "SELECT taken FROM slot_use WHERE store = $1 AND way = $2 AND starts = $3",
            args![receive.store().map_or("", |store| store.as_str()), way(receive), slot.starts],
        )
        .await?;
    Ok(row.map_or(0, |(taken,)| taken))
}
