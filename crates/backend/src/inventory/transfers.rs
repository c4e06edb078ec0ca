//! Goods on their way between places, or from a supplier: each piece that is sent arrives, comes back or is lost, once.
//!
//! While it is on the way it is `incoming` at the target. Each step is one transaction, and repeating its request changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use api::inventory::{
    CloseTransfer, ReceiveGoods, Rest, STAFF_PIECES_MOST, SendGoods, TRANSFER_LINES_MOST, TransferLine, TransferView,
    TransfersView,
};
use domain::{
    id::{LocationCode, Sku},
    inventory::{Cause, Transit},
    moment::Day,
};
use jiff::Timestamp;

use super::{
    books,
    ledger::{self, Moves},
    service::{self, Because},
    transfer_store as store,
};
use crate::{app::App, db::Tx, error::Error, idempotency::Once, staff::Staff};

/// How far ahead goods can be expected, in days: further off is a slip of the finger.
const DAYS_MOST: i32 = 730;

/// Sends goods on their way, or announces a supplier's.
///
/// # Errors
/// 404 for a place that is not hers or not one, 409 when the source has not as many free pieces.
pub(super) async fn send(app: &App, staff: &Staff, once: &Once, body: &SendGoods) -> Result<TransferView, Error> {
    staff.tends(body.source.as_ref().unwrap_or(&body.target))?;
    check(app, body)?;
    let id = &app.ids.id();
    let view = app
        .db
        .write(|mut tx| async move {
            let tx = &mut tx;
            if let Some(view) = once.replay(tx).await? {
                return Ok(view);
            }
            store::insert(tx, id, body, &staff.id, app.clock.now()).await?;
            let steps = body.lines.iter().map(|line| (&line.sku, Transit::default(), Transit::of(line.pieces)));
            let cause = if body.source.is_some() { Cause::TransferOut } else { Cause::Receipt };
            let way = Way { id, source: body.source.as_ref(), target: &body.target };
            apply(tx, app, &way, cause, steps, &staff.id).await?;
            finish(tx, app, once, id).await
        })
        .await?;
    told(app).await?;
    Ok(view)
}

/// Books what arrived.
///
/// # Errors
/// 404 for a transfer to another place, 409 when more arrived than is on the way.
pub(super) async fn receive(
    app: &App,
    staff: &Staff,
    once: &Once,
    id: &str,
    body: &ReceiveGoods,
) -> Result<TransferView, Error> {
    each_once("lines", body.lines.iter().map(|line| &line.sku))?;
    for (index, line) in body.lines.iter().enumerate() {
        let pieces = line.arrived.sound.checked_add(line.arrived.damaged);
        if pieces.is_none_or(|pieces| pieces > STAFF_PIECES_MOST) {
            return Err(Error::invalid(format!("lines[{index}].arrived"), format_args!("at most {STAFF_PIECES_MOST}")));
        }
    }
    let view = app
        .db
        .write(|mut tx| async move {
            let tx = &mut tx;
            if let Some(view) = once.replay(tx).await? {
                return Ok(view);
            }
            let known = lock(tx, id).await?;
            staff.tends(&known.target)?;
            let mut steps = Vec::new();
            for (index, line) in body.lines.iter().enumerate() {
                let field = || format!("lines[{index}].sku");
                let before = known.lines.iter().find(|it| it.sku == line.sku);
                let before = before.ok_or_else(|| Error::invalid(field(), "is not in this transfer"))?.pieces;
                steps.push((&line.sku, before, before.receive(line.arrived).map_err(Error::conflict)?));
            }
            proceed(tx, app, &known, steps, &staff.id).await?;
            finish(tx, app, once, id).await
        })
        .await?;
    told(app).await?;
    Ok(view)
}

/// Gives up what has not arrived, or takes it back.
///
/// # Errors
/// 404 for a transfer of other places. Goods that come back are booked where they left, by whoever looks after that place.
pub(super) async fn close(
    app: &App,
    staff: &Staff,
    once: &Once,
    id: &str,
    body: CloseTransfer,
) -> Result<TransferView, Error> {
    let view = app
        .db
        .write(|mut tx| async move {
            let tx = &mut tx;
            if let Some(view) = once.replay(tx).await? {
                return Ok(view);
            }
            let known = lock(tx, id).await?;
            let place = match (body.rest, &known.source) {
                (Rest::Returned, Some(source)) => source,
                (Rest::Returned, None) => {
                    return Err(Error::invalid("rest", "a supplier's goods do not come back; they are `lost`"));
                }
                (Rest::Lost, _) => &known.target,
            };
            staff.tends(place)?;
            let end = |before: Transit| match body.rest {
                Rest::Returned => before.turn_back(),
                Rest::Lost => before.lose(),
            };
            let steps = known.lines.iter().map(|line| (&line.sku, line.pieces, end(line.pieces))).collect();
            proceed(tx, app, &known, steps, &staff.id).await?;
            finish(tx, app, once, id).await
        })
        .await?;
    told(app).await?;
    Ok(view)
}

/// One transfer, for whoever looks after one of its ends.
pub(super) async fn show(app: &App, staff: &Staff, id: &str) -> Result<TransferView, Error> {
    let found = app.db.read(|mut tx| async move { store::load(&mut tx, id).await }).await?;
    let view = found.ok_or_else(|| Error::not_found("transfer"))?;
    match view.source.as_ref().map(|source| staff.tends(source)) {
        Some(Ok(())) => Ok(view),
        _ => staff.tends(&view.target).map(|()| view),
    }
}

/// The transfers from and to a place, newest first.
pub(super) async fn list(
    app: &App,
    location: &LocationCode,
    open: bool,
    before: Option<&str>,
    limit: u32,
) -> Result<TransfersView, Error> {
    let most = limit as usize;
    let mut transfers =
        app.db.read(|mut tx| async move { store::list(&mut tx, location, open, before, limit + 1).await }).await?;
    let more = transfers.len() > most;
    transfers.truncate(most);
    let next = transfers.last().filter(|_| more).map(|last| last.id.clone());
    Ok(TransfersView { transfers, next })
}

/// The ends of a transfer.
struct Way<'a> {
    id: &'a str,
    source: Option<&'a LocationCode>,
    target: &'a LocationCode,
}

fn check(app: &App, body: &SendGoods) -> Result<(), Error> {
    let locations = app.locations();
    let known = |code: &LocationCode| locations.get(code).ok_or_else(|| Error::not_found("store or warehouse"));
    let target = known(&body.target)?;
    if let Some(source) = &body.source {
        known(source)?;
        if *source == body.target {
            return Err(Error::invalid("target", "is where the goods are"));
        }
    }
    if let Some(Day(day)) = body.expected {
        let today = app.clock.now().to_zoned(target.zone.clone()).date();
        let days = today.until(day).map_or(i32::MAX, |span| span.get_days());
        if !(0..=DAYS_MOST).contains(&days) {
            return Err(Error::invalid("expected", format_args!("from today, {today}, and within two years")));
        }
    }
    if body.lines.is_empty() || body.lines.len() > TRANSFER_LINES_MOST {
        return Err(Error::invalid("lines", format_args!("from 1 to {TRANSFER_LINES_MOST}")));
    }
    each_once("lines", body.lines.iter().map(|line| &line.sku))?;
    for (index, line) in body.lines.iter().enumerate() {
        if !(1..=STAFF_PIECES_MOST).contains(&line.pieces) {
            return Err(Error::invalid(
                format!("lines[{index}].pieces"),
                format_args!("from 1 to {STAFF_PIECES_MOST}"),
            ));
        }
        books::shelf(app, &line.sku)?;
    }
    Ok(())
}

fn each_once<'s>(field: &str, skus: impl Iterator<Item = &'s Sku>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for (index, sku) in skus.enumerate() {
        if !seen.insert(sku) {
            return Err(Error::invalid(format!("{field}[{index}].sku"), "is there twice; give the sum once"));
        }
    }
    Ok(())
}

/// The transfer, for changing: nobody else changes it until the transaction ends.
async fn lock(tx: &mut Tx, id: &str) -> Result<TransferView, Error> {
    store::lock(tx, id).await?;
    store::load(tx, id).await?.ok_or_else(|| Error::not_found("transfer"))
}

async fn proceed(
    tx: &mut Tx,
    app: &App,
    known: &TransferView,
    steps: Vec<(&Sku, Transit, Transit)>,
    actor: &str,
) -> Result<(), Error> {
    let cause = if known.source.is_some() { Cause::TransferIn } else { Cause::Receipt };
    let now = app.clock.now();
    for (sku, _, after) in &steps {
        store::set_line(tx, &known.id, sku, *after).await?;
    }
    store::settle(tx, &known.id, now).await?;
    let way = Way { id: &known.id, source: known.source.as_ref(), target: &known.target };
    apply(tx, app, &way, cause, steps.into_iter(), actor).await
}

/// Books what steps of a transfer do to the levels at its ends.
async fn apply(
    tx: &mut Tx,
    app: &App,
    way: &Way<'_>,
    cause: Cause,
    steps: impl Iterator<Item = (&Sku, Transit, Transit)>,
    actor: &str,
) -> Result<(), Error> {
    let mut moves = Moves::new();
    for (sku, before, after) in steps {
        moves.insert((sku.clone(), way.target.clone()), after.at_target(before));
        if let Some(source) = way.source {
            moves.insert((sku.clone(), source.clone()), after.at_source(before));
        }
    }
    moves.retain(|_, by| *by != domain::inventory::Levels::default());
    for ((sku, location), by) in &moves {
        let held = ledger::hold_still(tx, app, sku, location, actor).await?;
        if by.on_hand < 0 && -by.on_hand > held.levels.movable() {
            return Err(Error::conflict(format_args!(
                "{location} has {} free pieces of {sku}, {} are to leave; {} are promised to orders and checkouts",
                held.levels.movable(),
                -by.on_hand,
                held.levels.promised(),
            )));
        }
    }
    ledger::book(tx, app, &moves, cause, Because { reference: way.id, actor }).await
}

async fn finish(tx: &mut Tx, app: &App, once: &Once, id: &str) -> Result<TransferView, Error> {
    service::raise_generation(tx, app, service::TRANSFERS).await?;
    let view = store::load(tx, id).await?.ok_or_else(|| Error::not_found("transfer"))?;
    once.keep(tx, &view).await?;
    Ok(view)
}

async fn told(app: &App) -> Result<(), Error> {
    service::refresh(app).await
}

/// What is on its way, by variant and place, by the day it is expected; what nobody expects on a day is left out.
pub(super) type Arrivals = BTreeMap<(Sku, LocationCode), BTreeMap<Day, i64>>;

/// Everything that is on its way.
pub(super) async fn arrivals(tx: &mut Tx) -> Result<Arrivals, Error> {
    let mut arrivals = Arrivals::new();
    for (sku, location, expected, pieces) in store::on_the_way(tx).await? {
        let Some(day) = expected.as_deref().and_then(Day::parse) else { continue };
        let (Ok(sku), Ok(location)) = (Sku::parse(sku), LocationCode::parse(location)) else { continue };
        *arrivals.entry((sku, location)).or_default().entry(day).or_default() += pieces;
    }
    Ok(arrivals)
}

/// A moment of the database.
pub(super) fn moment(millis: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(millis).map_err(Error::internal)
}

/// A line as it is kept.
pub(super) fn line(sku: String, pieces: Transit) -> Result<TransferLine, Error> {
    Ok(TransferLine { sku: Sku::parse(sku).map_err(Error::internal)?, pieces })
}
