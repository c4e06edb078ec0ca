//! Taking stock and giving it back, always with its line in the ledger; and saying where a variant can be had.

use api::inventory::{AvailabilityView, Incoming, StoreStock};
use domain::{
    geo::Position,
    id::{LocationCode, Sku},
    inventory::{Band, Cause, Levels},
    moment::Day,
};
use jiff::Timestamp;

use super::{
    At, Availability, Look, bundles, holds,
    live::Shown,
    store::{self, Movement},
    transfers,
};
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
    stores::{Locations, Place},
};

/// How far back a refresh looks beyond the time of the last one, in milliseconds: clocks of processes differ a
/// little, and a transaction commits later than it read its clock.
const OVERLAP_MS: i64 = 10_000;
/// How many variants are read at a time.
const PAGE: usize = 256;
/// How many stores an answer lists unless told.
pub(super) const STORES: usize = 8;
/// How many days of what is on its way a shopper is told.
const DAYS: usize = 2;

/// What is kept in memory beside the levels, as its changes are counted.
pub(super) const BUNDLES: &str = "bundles";
pub(super) const TRANSFERS: &str = "transfers";

pub use super::bundles::{explain, parts, pieces, remember, take_lines, taken};
pub use domain::inventory::{Lines, Pieces};

/// A place has too few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Which variant.
    pub sku: Sku,
    /// Where.
    pub location: LocationCode,
    /// How many were wanted.
    pub wanted: u32,
    /// How many there are to promise, fewer than `wanted`.
    pub left: u32,
}

/// What a movement is for: written beside it in the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Because<'a> {
    /// What caused it: an order's number.
    pub reference: &'a str,
    /// Who: a session, a member of staff, or `system`.
    pub actor: &'a str,
}

/// Commits pieces to an order, or says of each place that has too few. After a shortfall the transaction is to be taken back.
pub async fn take(tx: &mut Tx, app: &App, pieces: &Pieces, because: Because<'_>) -> Result<Vec<Shortfall>, Error> {
    let now = app.clock.now();
    let mut short = Vec::new();
    for (place, quantity) in pieces {
        if !holds::commit(tx, app, place, 0, *quantity, now).await? {
            let left = holds::left(tx, place).await?.min(*quantity);
            short.push(Shortfall { sku: place.0.clone(), location: place.1.clone(), wanted: *quantity, left });
        }
    }
    if short.is_empty() {
        let by = |quantity| Levels { committed: quantity, ..Levels::default() };
        note(tx, app, pieces, Cause::Sale, because, by).await?;
    }
    Ok(short)
}

/// Whether [`take`] would find all of it, by what this transaction sees.
pub async fn can_take(tx: &mut Tx, pieces: &Pieces) -> Result<bool, Error> {
    for ((sku, location), quantity) in pieces {
        let level = store::level(tx, sku, location).await?;
        if level.map_or(0, |it| Levels::from(it.levels).available()) < i64::from(*quantity) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Frees pieces that were committed to an order.
pub async fn give_back(tx: &mut Tx, app: &App, pieces: &Pieces, because: Because<'_>) -> Result<(), Error> {
    let by = |quantity: i64| Levels { committed: -quantity, ..Levels::default() };
    shift(tx, app, pieces, Cause::Cancellation, because, by).await
}

/// Takes pieces that were committed to an order off the shelves for good.
pub async fn hand_over(tx: &mut Tx, app: &App, pieces: &Pieces, because: Because<'_>) -> Result<(), Error> {
    let by = |quantity: i64| Levels { committed: -quantity, on_hand: -quantity, ..Levels::default() };
    shift(tx, app, pieces, Cause::HandOver, because, by).await
}

async fn shift(
    tx: &mut Tx,
    app: &App,
    pieces: &Pieces,
    cause: Cause,
    because: Because<'_>,
    by: fn(i64) -> Levels,
) -> Result<(), Error> {
    let now = app.clock.now();
    for ((sku, location), quantity) in pieces {
        store::shift(tx, sku, location, by(i64::from(*quantity)), now).await?;
    }
    note(tx, app, pieces, cause, because, by).await
}

async fn note(
    tx: &mut Tx,
    app: &App,
    pieces: &Pieces,
    cause: Cause,
    because: Because<'_>,
    by: fn(i64) -> Levels,
) -> Result<(), Error> {
    let at = app.clock.now();
    let movements = pieces.iter().map(|((sku, location), quantity)| Movement {
        id: app.ids.id(),
        sku: sku.as_str().to_owned(),
        location: location.as_str().to_owned(),
        cause,
        reference: because.reference.to_owned(),
        actor: because.actor.to_owned(),
        at,
        by: by(i64::from(*quantity)),
    });
    store::note(tx, movements.collect()).await?;
    tx.poke(super::TOPIC, u64::try_from(at.as_millisecond()).unwrap_or(0));
    Ok(())
}

/// Counts a change of bundles or transfers, and tells the servers after the commit.
pub(super) async fn raise_generation(tx: &mut Tx, app: &App, what: &'static str) -> Result<(), Error> {
    tx.run("UPDATE stock_generation SET generation = generation + 1 WHERE what = $1", args![what]).await?;
    tx.poke(super::TOPIC, u64::try_from(app.clock.now().as_millisecond()).unwrap_or(0));
    Ok(())
}

/// Brings what is in memory beside the levels up to date. Says whether it had changed.
async fn refresh_beside(db: &Db, availability: &Availability) -> Result<bool, Error> {
    let known = &availability.generations();
    let news = db
        .read(|mut tx| async move {
            let generations = store::generations(&mut tx).await?;
            if generations == *known {
                return Ok(None);
            }
            let (bundles, arrivals) = (bundles::load(&mut tx).await?, transfers::arrivals(&mut tx).await?);
            Ok(Some((bundles, arrivals, generations)))
        })
        .await?;
    let Some((bundles, arrivals, generations)) = news else { return Ok(false) };
    availability.set_beside(bundles, arrivals, generations);
    Ok(true)
}

/// Brings the figures in memory up to date with the database, whoever changed it.
pub async fn refresh(app: &App) -> Result<(), Error> {
    if refresh_beside(&app.db, &app.availability).await? {
        app.availability.spots().all_changed(app);
    }
    let since = app.availability.asked_at().saturating_sub(OVERLAP_MS);
    let now = app.clock.now().as_millisecond();
    let rows = store::changed_since(&app.db, since).await?;
    learn(app, rows);
    app.availability.ask_next_from(now);
    Ok(())
}

/// Brings the figures in memory up to date with what one order has changed, after its commit.
pub async fn refresh_after(app: &App, reference: &str) -> Result<(), Error> {
    let rows = store::changed_by(&app.db, reference).await?;
    learn(app, rows);
    Ok(())
}

/// Takes figures in, and tells whoever looks at them.
fn learn(app: &App, rows: Vec<store::Availability>) {
    let changed = app.availability.learn(rows);
    app.availability.spots().changed(app, &changed);
}

/// Reads every figure again, in case a change came too late to be found by its time.
pub(super) async fn reload(app: &App) -> Result<(), Error> {
    read_all(&app.db, &app.availability).await?;
    app.availability.spots().all_changed(app);
    Ok(())
}

/// Reads every figure, page by page: all rows at once would take more memory than the figures.
pub(crate) async fn read_all(db: &Db, availability: &Availability) -> Result<(), Error> {
    refresh_beside(db, availability).await?;
    let mut last = String::new();
    loop {
        let variants = store::variants_after(db, &last, PAGE).await?;
        let Some(next) = variants.last() else { return Ok(()) };
        last = next.sku.clone();
        availability.learn_variants(variants);
    }
}

/// Where to look for a variant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// A point to be near to.
    pub near: Option<Position>,
    /// Her store: answered first, and the point to be near to when there is none.
    pub store: Option<&'a LocationCode>,
    /// Leave out stores that have none.
    pub in_stock: bool,
    /// The most stores to answer; 0 is a handful.
    pub limit: usize,
}

/// What a store is ordered by: whether it is not hers, how many metres away it is, its place among the merchant's.
type Rank = (bool, Option<u32>, usize);

/// Where a variant can be had, from memory: her store first, then by distance.
pub fn whereabouts(app: &App, sku: &Sku, around: Around<'_>) -> AvailabilityView {
    let (now, locations) = (app.clock.now(), app.locations());
    let hers = around.store.and_then(|code| locations.store(code));
    let point = around.near.or_else(|| hers.map(|place| place.location.position));
    let limit = if around.limit == 0 { STORES } else { around.limit };
    let figures = app.availability.look();
    let available = |place: &Place| figures.at(place.code()).available(sku);
    let is_hers = |place: &Place| hers.is_some_and(|hers| hers.code() == place.code());
    // Without a point the merchant's order stays.
    let mut rows: Vec<(Rank, &Place)> = locations
        .stores()
        .filter(|place| !around.in_stock || available(place) > 0)
        .enumerate()
        .map(|(order, place)| {
            let metres = point.map(|point| point.metres_to(place.location.position));
            ((!is_hers(place), metres, order), place)
        })
        .collect();
    // A handful of a thousand: only those are put in order, and looked at closely.
    if rows.len() > limit {
        rows.select_nth_unstable_by_key(limit, |(key, _)| *key);
        rows.truncate(limit);
    }
    rows.sort_unstable_by_key(|(key, _)| *key);
    let row = |((_, metres, _), place): (Rank, &Place)| {
        let available = available(place);
        let shown = at_store(figures.at(place.code()), place, sku, available, now);
        StoreStock {
            store: place.brief(),
            metres,
            bearing: point.map(|point| point.bearing_to(place.location.position)),
            band: shown.band,
            left: shown.left,
            ready_by: shown.ready_by,
            incoming: shown.incoming,
            door: place.door(now),
        }
    };
    let stores = rows.into_iter().map(row).collect();
    let Shown { band: ship, incoming, .. } = sent(&figures, &locations, sku, now);
    AvailabilityView { sku: sku.clone(), ship, incoming, stores }
}

/// What is told of a variant at a store, or, without one, of its being sent. From memory.
pub(super) fn shown(app: &App, sku: &Sku, store: Option<&LocationCode>) -> Shown {
    let (now, locations, figures) = (app.clock.now(), app.locations(), app.availability.look());
    let Some(code) = store else { return sent(&figures, &locations, sku, now) };
    let Some(place) = locations.store(code) else { return Shown::nothing() };
    let at = figures.at(code);
    at_store(at, place, sku, at.available(sku), now)
}

fn at_store(at: At<'_>, place: &Place, sku: &Sku, available: i64, now: Timestamp) -> Shown {
    let band = Band::of(available);
    Shown {
        band,
        left: (band == Band::Few).then(|| u32::try_from(available).unwrap_or(0)),
        ready_by: band.can_be_had().then(|| place.ready_by(now)).flatten(),
        incoming: incoming(at, place, sku, now),
    }
}

/// What can be sent, from wherever parcels leave; what is on its way, to the warehouse.
fn sent(figures: &Look<'_>, locations: &Locations, sku: &Sku, now: Timestamp) -> Shown {
    let there = locations.senders().map(|place| figures.at(place.code()).available(sku)).fold(0, i64::saturating_add);
    let incoming =
        locations.warehouse().map_or_else(Vec::new, |place| incoming(figures.at(place.code()), place, sku, now));
    Shown { band: Band::of(there), incoming, ..Shown::nothing() }
}

/// What a place expects of a variant, as shoppers are told.
pub(super) fn incoming(at: At<'_>, place: &Place, sku: &Sku, now: Timestamp) -> Vec<Incoming> {
    let today = now.to_zoned(place.zone.clone()).date();
    let ahead = |day: Day| today.until(day.0).map_or(0, |span| span.get_days());
    let days = at.arrivals(sku, Day(today)).into_iter().take(DAYS);
    days.map(|(day, pieces)| Incoming { band: Band::of(pieces), expected: day, days_ahead: ahead(day) }).collect()
}
