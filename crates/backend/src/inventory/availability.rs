//! What every place can promise of every variant, in memory, so that a page need not ask the database.
//!
//! A projection, refreshed after each commit of this process and every second or so for those of others. Whoever takes
//! stock asks the database again; see [`super::service::take`].

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use domain::{
    id::{LocationCode, Sku},
    inventory::Band,
};

use super::store::Availability as Row;

/// What can be promised; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Availability(Arc<RwLock<Projection>>);

/// A look at the figures that does not change while it is held. Hold it for a request's arithmetic, never across an await.
#[derive(Debug)]
pub struct Look<'a>(RwLockReadGuard<'a, Projection>);

/// A place within a [`Look`], found once for many variants.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    figures: &'a HashMap<Sku, Vec<Figure>>,
    column: Option<usize>,
}

#[derive(Debug, Default)]
struct Projection {
    columns: HashMap<LocationCode, usize>,
    /// By variant, one figure a column; shorter than the columns where the last ones are unknown.
    figures: HashMap<Sku, Vec<Figure>>,
    /// When the database was last asked for changes, in milliseconds; `None` before the first time.
    asked_at: Option<i64>,
    /// Counts the times something changed.
    epoch: u64,
}

/// What one place can promise of one variant. Version 0: the place does not carry it.
#[derive(Debug, Clone, Copy, Default)]
struct Figure {
    available: i64,
    ver: i64,
}

impl Availability {
    /// How many of a variant a place can promise: 0 where it is not carried.
    pub fn available(&self, sku: &Sku, location: &LocationCode) -> i64 {
        self.look().at(location).available(sku)
    }

    /// The same, as shoppers are told.
    pub fn band(&self, sku: &Sku, location: &LocationCode) -> Band {
        Band::of(self.available(sku, location))
    }

    /// Many figures at one time.
    pub fn look(&self) -> Look<'_> {
        Look(self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes rows in; those that are older than what is known are passed over, so their order does not matter.
    pub(super) fn learn(&self, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        let mut projection = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let projection = &mut *projection;
        for row in rows {
            // What is not a name was never written by this shop.
            let (Ok(sku), Ok(location)) = (Sku::parse(row.sku), LocationCode::parse(row.location)) else { continue };
            let next = projection.columns.len();
            let column = *projection.columns.entry(location).or_insert(next);
            let figures = projection.figures.entry(sku).or_default();
            if figures.len() <= column {
                figures.resize(column + 1, Figure::default());
            }
            if row.ver > figures[column].ver {
                projection.epoch += 1;
                figures[column] = Figure { available: row.available, ver: row.ver };
            }
        }
    }

    /// Rises whenever a figure has changed: what was made of these figures is good as long as it stays.
    pub fn epoch(&self) -> u64 {
        self.look().0.epoch
    }

    /// When the database was last asked for changes; from the beginning of time before the first time.
    pub(super) fn asked_at(&self) -> i64 {
        self.look().0.asked_at.unwrap_or(i64::MIN)
    }

    /// Notes when the database was asked for changes.
    pub(crate) fn ask_next_from(&self, at: i64) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).asked_at = Some(at);
    }
}

impl Look<'_> {
    /// The figures of one place.
    pub fn at(&self, location: &LocationCode) -> At<'_> {
        At { figures: &self.0.figures, column: self.0.columns.get(location).copied() }
    }

    /// Whether any place carries, or has carried, a variant.
    pub fn carried(&self, sku: &Sku) -> bool {
        self.0.figures.contains_key(sku)
    }
}

impl At<'_> {
    /// How many of a variant the place can promise: 0 where it is not carried.
    pub fn available(self, sku: &Sku) -> i64 {
        let figures = self.column.and_then(|column| self.figures.get(sku)?.get(column));
        figures.map_or(0, |figure| figure.available)
    }

    /// The same, as shoppers are told.
    pub fn band(self, sku: &Sku) -> Band {
        Band::of(self.available(sku))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_news_never_replaces_newer() {
        let row =
            |location: &str, available, ver| Row { sku: "A".to_owned(), location: location.to_owned(), available, ver };
        let (sku, mitte, kiez) =
            (Sku::parse("A").unwrap(), LocationCode::parse("mitte").unwrap(), LocationCode::parse("kiez").unwrap());
        let known = Availability::default();
        known.learn(vec![row("mitte", 5, 2), row("kiez", 9, 1)]);
        known.learn(vec![row("mitte", 7, 1)]);
        assert_eq!((known.available(&sku, &mitte), known.band(&sku, &kiez)), (5, Band::InStock));
        assert_eq!(known.available(&Sku::parse("B").unwrap(), &mitte), 0);
        assert_eq!(known.available(&sku, &LocationCode::parse("nowhere").unwrap()), 0);
        assert_eq!(known.asked_at(), i64::MIN);
        known.ask_next_from(7);
        assert_eq!((known.asked_at(), known.epoch()), (7, 2));
    }
}
