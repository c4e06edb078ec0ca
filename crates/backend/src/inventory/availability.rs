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
    inventory::{Band, Bundles, makeable},
    moment::Day,
};

use super::{
    live::Spots,
    store::{Availability as Row, Everywhere},
    transfers::Arrivals,
};

/// What can be promised; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Availability {
    projection: Arc<RwLock<Projection>>,
    spots: Spots,
}

/// A look at the figures that does not change while it is held. Hold it for a request's arithmetic, never across an await.
#[derive(Debug)]
pub struct Look<'a>(RwLockReadGuard<'a, Projection>);

/// A place within a [`Look`], found once for many variants.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    projection: &'a Projection,
    column: Option<usize>,
}

#[derive(Debug, Default)]
struct Projection {
    columns: HashMap<LocationCode, usize>,
    /// By variant, one figure a column; shorter than the columns where the last ones are unknown.
    figures: HashMap<Sku, Vec<Figure>>,
    /// What is put together from other variants' pieces.
    bundles: Arc<Bundles>,
    /// By variant: column, day, pieces on their way.
    arrivals: HashMap<Sku, Vec<(usize, Day, i64)>>,
    /// As of which changes bundles and arrivals are; empty before the first time.
    generations: Vec<(String, i64)>,
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
        Look(self.projection.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes rows in; those that are older than what is known are passed over, so their order does not matter. Says what can be
    /// promised differently than before.
    pub(super) fn learn(&self, rows: Vec<Row>) -> Vec<(Sku, LocationCode)> {
        if rows.is_empty() {
            return Vec::new();
        }
        let mut changed = Vec::new();
        let mut projection = self.projection.write().unwrap_or_else(PoisonError::into_inner);
        let projection = &mut *projection;
        for row in rows {
            // What is not a name was never written by this shop.
            let (Ok(sku), Ok(location)) = (Sku::parse(row.sku), LocationCode::parse(row.location)) else { continue };
            if projection.learn(&sku, &location, Figure { available: row.available, ver: row.ver }) {
                changed.push((sku, location));
            }
        }
        changed
    }

    /// Takes in all that is known of some variants, as [`Availability::learn`] does.
    pub(super) fn learn_variants(&self, variants: Vec<Everywhere>) {
        let mut projection = self.projection.write().unwrap_or_else(PoisonError::into_inner);
        for variant in variants {
            let Ok(sku) = Sku::parse(variant.sku.as_str()) else { continue };
            for (location, available, ver) in variant.places() {
                projection.learn(&sku, &location, Figure { available, ver });
            }
        }
    }

    /// Takes in what is beside the levels, as of some changes of it.
    pub(super) fn set_beside(&self, bundles: Bundles, arrivals: Arrivals, generations: Vec<(String, i64)>) {
        let mut projection = self.projection.write().unwrap_or_else(PoisonError::into_inner);
        let projection = &mut *projection;
        (projection.bundles, projection.generations) = (Arc::new(bundles), generations);
        projection.epoch += 1;
        projection.arrivals.clear();
        for ((sku, location), days) in arrivals {
            let column = column(&mut projection.columns, &location);
            let days = days.into_iter().map(|(day, pieces)| (column, day, pieces));
            projection.arrivals.entry(sku).or_default().extend(days);
        }
    }

    /// As of which changes bundles and arrivals are.
    pub(super) fn generations(&self) -> Vec<(String, i64)> {
        self.look().0.generations.clone()
    }

    /// Who looks at what.
    pub fn spots(&self) -> &Spots {
        &self.spots
    }

    /// What is put together from other variants' pieces.
    pub fn bundles(&self) -> Arc<Bundles> {
        Arc::clone(&self.look().0.bundles)
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
        self.projection.write().unwrap_or_else(PoisonError::into_inner).asked_at = Some(at);
    }
}

impl Projection {
    /// Takes a figure in unless a newer one is known. Says whether it is different.
    fn learn(&mut self, sku: &Sku, location: &LocationCode, figure: Figure) -> bool {
        let column = column(&mut self.columns, location);
        if !self.figures.contains_key(sku) {
            self.figures.insert(sku.clone(), Vec::new());
        }
        let Some(figures) = self.figures.get_mut(sku) else { return false };
        if figures.len() <= column {
            figures.resize(column + 1, Figure::default());
        }
        if figure.ver <= figures[column].ver {
            return false;
        }
        self.epoch += 1;
        std::mem::replace(&mut figures[column], figure).available != figure.available
    }
}

/// Where a place's figures stand, made if there are none yet.
fn column(columns: &mut HashMap<LocationCode, usize>, location: &LocationCode) -> usize {
    let next = columns.len();
    match columns.get(location) {
        Some(column) => *column,
        None => *columns.entry(location.clone()).or_insert(next),
    }
}

impl Look<'_> {
    /// The figures of one place.
    pub fn at(&self, location: &LocationCode) -> At<'_> {
        At { projection: &self.0, column: self.0.columns.get(location).copied() }
    }

    /// Whether any place carries, or has carried, a variant; of a bundle, all its parts.
    pub fn carried(&self, sku: &Sku) -> bool {
        match self.0.bundles.parts(sku) {
            [] => self.0.figures.contains_key(sku),
            parts => parts.iter().all(|part| self.0.figures.contains_key(&part.sku)),
        }
    }
}

impl At<'_> {
    /// How many of a variant the place can promise: 0 where it is not carried. Of a bundle, how many its parts make.
    pub fn available(self, sku: &Sku) -> i64 {
        let parts = self.projection.bundles.parts(sku);
        if parts.is_empty() {
            return self.figure(sku);
        }
        let each = parts.iter().map(|part| self.figure(&part.sku).max(0) / i64::from(part.quantity.max(1)));
        each.min().unwrap_or(0)
    }

    /// The same, as shoppers are told.
    pub fn band(self, sku: &Sku) -> Band {
        Band::of(self.available(sku))
    }

    /// How many more there will be of a variant, by the day on which they are expected, earliest first, from `today` on. Of a bundle,
    /// how many more can be put together then. What was expected before and is not there is nobody's promise any more.
    pub fn arrivals(self, sku: &Sku, today: Day) -> Vec<(Day, i64)> {
        let Some(column) = self.column.filter(|_| !self.projection.arrivals.is_empty()) else { return Vec::new() };
        let parts = self.projection.bundles.pieces_of(sku);
        let of = |sku: &Sku| self.projection.arrivals.get(sku).into_iter().flatten().filter(|it| it.0 == column);
        let mut days: Vec<Day> =
            parts.iter().flat_map(|(sku, _)| of(sku)).map(|it| it.1).filter(|day| *day >= today).collect();
        days.sort_unstable();
        days.dedup();
        let by = |day: Day| {
            let there = |sku: &Sku| {
                let more = of(sku).filter(|it| (today..=day).contains(&it.1)).map(|it| it.2);
                self.figure(sku).max(0) + more.sum::<i64>()
            };
            makeable(&parts, there)
        };
        let mut before = self.available(sku).max(0);
        let mut arrivals = Vec::new();
        for day in days {
            let then = by(day);
            if then > before {
                arrivals.push((day, then - before));
            }
            before = then;
        }
        arrivals
    }

    fn figure(self, sku: &Sku) -> i64 {
        let figures = self.column.and_then(|column| self.projection.figures.get(sku)?.get(column));
        figures.map_or(0, |figure| figure.available)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::inventory::Part;

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

    #[test]
    fn a_bundle_is_there_as_often_as_its_rarest_part_and_arrives_with_it() {
        let row = |sku: &str, available, ver| Row { sku: sku.to_owned(), location: "mitte".to_owned(), available, ver };
        let sku = |text: &str| Sku::parse(text).unwrap();
        let (mitte, day) = (LocationCode::parse("mitte").unwrap(), |text: &str| Day::parse(text).unwrap());
        let known = Availability::default();
        known.learn(vec![row("SOAP", 5, 1), row("CREAM", 1, 1)]);
        let part = |sku: Sku, quantity| Part { sku, quantity };
        let duo = Bundles::new([(sku("DUO"), part(sku("SOAP"), 2)), (sku("DUO"), part(sku("CREAM"), 1))]);
        let on = |days: &[(&str, i64)]| days.iter().map(|(text, pieces)| (day(text), *pieces)).collect();
        let arrivals = Arrivals::from([
            ((sku("CREAM"), mitte.clone()), on(&[("2026-11-20", 4), ("2026-11-24", 1), ("2026-11-25", 7)])),
            ((sku("SOAP"), mitte.clone()), on(&[("2026-11-26", 3)])),
        ]);
        known.set_beside(duo, arrivals, Vec::new());
        assert_eq!((known.available(&sku("DUO"), &mitte), known.available(&sku("SOAP"), &mitte)), (1, 5));
        let look = known.look();
        // Overdue goods are no promise; on the 25th there is soap for two only.
        let arrivals = look.at(&mitte).arrivals(&sku("DUO"), day("2026-11-21"));
        assert_eq!(arrivals, [(day("2026-11-24"), 1), (day("2026-11-26"), 2)]);
        assert!(look.carried(&sku("DUO")) && !look.carried(&sku("TRIO")));
        // Older news changes nothing, and says so.
        drop(look);
        assert_eq!(known.learn(vec![row("SOAP", 9, 1)]), []);
        assert_eq!(known.learn(vec![row("SOAP", 5, 2), row("CREAM", 0, 2)]), [(sku("CREAM"), mitte)]);
    }
}
