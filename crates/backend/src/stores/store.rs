//! Rows of places.

use std::{collections::HashMap, sync::Arc};

use domain::stores::Location;
use jiff::tz::TimeZone;

use super::locations::Place;
use crate::{
    args,
    db::{Db, Tx},
    error::Error,
};

#[derive(sqlx::FromRow)]
struct LocationRow {
    safety: i64,
    body: String,
}

/// A place as it is written: its order, what is kept back, and its particulars.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Written {
    pub(super) code: String,
    pub(super) place: i64,
    pub(super) safety: i64,
    pub(super) body: String,
}

/// Every place, in the merchant's order.
pub(super) async fn all(db: &Db) -> Result<Vec<Place>, Error> {
    let rows: Vec<LocationRow> = db.all("SELECT safety, body FROM locations ORDER BY place, code", args![]).await?;
    rows.into_iter()
        .map(|row| {
            let location: Location = serde_json::from_str(&row.body).map_err(Error::internal)?;
            let zone = TimeZone::get(&location.time_zone).map_err(Error::internal)?;
            Ok(Place { location, zone, safety: row.safety, queue: Arc::default() })
        })
        .collect()
}

/// How many orders wait to be fetched at each place.
pub(super) async fn queues(db: &Db) -> Result<HashMap<String, u32>, Error> {
    let rows: Vec<(String, i64)> = db
        .all(
            "SELECT location, COUNT(*) FROM order_groups WHERE state IN ('placed', 'picking') GROUP BY location",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(code, count)| (code, u32::try_from(count).unwrap_or(u32::MAX))).collect())
}

/// Every place as it was written, by its code.
pub(super) async fn written(tx: &mut Tx) -> Result<HashMap<String, Written>, Error> {
    let rows: Vec<Written> = tx.all("SELECT code, place, safety, body FROM locations", args![]).await?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), row)).collect())
}

/// Writes a place, over the one of that code if there is one.
pub(super) async fn put(tx: &mut Tx, it: &Written) -> Result<(), Error> {
    tx.run(
        "INSERT INTO locations (code, place, safety, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (code) DO UPDATE SET place = excluded.place, safety = excluded.safety, body = excluded.body",
        args![&it.code, it.place, it.safety, &it.body],
    )
    .await
    .map(drop)
}
