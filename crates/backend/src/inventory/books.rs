//! What people who work in a store see of stock and change about it without goods moving: figures, ledger, adjustments, counts.

use api::inventory::{AdjustStock, CountShelf, CountView, LedgerView, LevelView, LevelsView, STAFF_PIECES_MOST};
use domain::{
    id::{LocationCode, Sku},
    inventory::{Adjustment, Cause, Levels, count},
};

use super::{
    ledger::{self, Mark, Moves},
    service::{self, Because},
};
use crate::{app::App, args, error::Error, idempotency::Once, staff::Staff};

/// How many promises a short count names.
const PROMISES_MOST: u32 = 20;

/// The levels at a place behind one SKU.
pub(super) async fn levels(app: &App, location: &LocationCode, after: &str, limit: u32) -> Result<LevelsView, Error> {
    let mut levels = ledger::levels(&app.db, location, after, limit + 1).await?;
    let more = levels.len() > limit as usize;
    levels.truncate(limit as usize);
    let next = levels.last().filter(|_| more).map(|last| last.sku.as_str().to_owned());
    Ok(LevelsView { levels, next })
}

/// One level.
pub(super) async fn level(app: &App, sku: &Sku, location: &LocationCode) -> Result<LevelView, Error> {
    app.db.read(|mut tx| async move { ledger::level(&mut tx, sku, location).await }).await
}

/// The ledger of one level, newest first.
pub(super) async fn movements(
    app: &App,
    sku: &Sku,
    location: &LocationCode,
    before: Option<&str>,
    limit: u32,
) -> Result<LedgerView, Error> {
    let before = before.map_or_else(|| Some(Mark::newest()), Mark::parse);
    let before = before.ok_or_else(|| Error::invalid("before", "what a page before gave as `next`"))?;
    let mut rows = ledger::movements(&app.db, sku, location, &before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|(mark, _)| mark.text());
    Ok(LedgerView { entries: rows.into_iter().map(|(_, entry)| entry).collect(), next })
}

/// Puts pieces aside, back or away, or keeps some back.
///
/// # Errors
/// 409 when not as many are free or put aside, 403 for what a manager decides.
pub(super) async fn adjust(
    app: &App,
    staff: &Staff,
    once: &Once,
    (sku, location): (&Sku, &LocationCode),
    body: &AdjustStock,
) -> Result<LevelView, Error> {
    if body.what == Adjustment::KeepBack {
        staff.decides()?;
    } else if body.pieces == 0 {
        return Err(Error::invalid("pieces", "at least one"));
    }
    if body.pieces > STAFF_PIECES_MOST {
        return Err(Error::invalid("pieces", format_args!("at most {STAFF_PIECES_MOST}")));
    }
    shelf(app, sku)?;
    let id = &app.ids.id();
    let reference = body.note.as_ref().map_or(id.as_str(), |note| note.as_str());
    let level = app
        .db
        .write(|mut tx| async move {
            let tx = &mut tx;
            if let Some(level) = once.replay(tx).await? {
                return Ok(level);
            }
            let held = ledger::hold_still(tx, app, sku, location, &staff.id).await?;
            let (cause, by) = body.what.movement(held.levels, body.pieces).map_err(Error::conflict)?;
            let moves = Moves::from([((sku.clone(), location.clone()), by)]);
            ledger::book(tx, app, &moves, cause, Because { reference, actor: &staff.id }).await?;
            let level = ledger::level(tx, sku, location).await?;
            once.keep(tx, &level).await?;
            Ok(level)
        })
        .await?;
    service::refresh(app).await?;
    Ok(level)
}

/// Books what was counted, see [`domain::inventory::count`].
///
/// # Errors
/// 409 when goods came or left since the level was read: whether they were counted, nobody knows. What was sold meanwhile does not
/// matter, as long as it is still there.
pub(super) async fn book_count(
    app: &App,
    staff: &Staff,
    once: &Once,
    (sku, location): (&Sku, &LocationCode),
    body: &CountShelf,
) -> Result<CountView, Error> {
    if body.counted > STAFF_PIECES_MOST {
        return Err(Error::invalid("counted", format_args!("at most {STAFF_PIECES_MOST}")));
    }
    shelf(app, sku)?;
    let id = &app.ids.id();
    let view = app
        .db
        .write(|mut tx| async move {
            let tx = &mut tx;
            if let Some(view) = once.replay(tx).await? {
                return Ok(view);
            }
            let held = ledger::hold_still(tx, app, sku, location, &staff.id).await?;
            if held.handled > body.ver || body.ver > held.ver {
                return Err(Error::conflict(format_args!(
                    "goods came or left while you counted, there should be {} now; read the level and count again",
                    held.levels.on_hand
                )));
            }
            let outcome = count(held.levels, i64::from(body.counted));
            let by = Levels { on_hand: outcome.difference, ..Levels::default() };
            let moves = Moves::from([((sku.clone(), location.clone()), by)]);
            ledger::book(tx, app, &moves, Cause::Count, Because { reference: id, actor: &staff.id }).await?;
            tx.run(
                "INSERT INTO stock_count (id, sku, location, at, actor, expected, counted, missing)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![
                    id,
                    sku.as_str(),
                    location.as_str(),
                    app.clock.now(),
                    &staff.id,
                    held.levels.on_hand,
                    body.counted,
                    outcome.missing,
                ],
            )
            .await?;
            let promised_to = match outcome.missing {
                0 => Vec::new(),
                _ => ledger::promised_to(tx, sku, location, PROMISES_MOST).await?,
            };
            let view = CountView {
                level: ledger::level(tx, sku, location).await?,
                expected: held.levels.on_hand,
                counted: i64::from(body.counted),
                difference: outcome.difference,
                missing: outcome.missing,
                promised_to,
            };
            once.keep(tx, &view).await?;
            Ok(view)
        })
        .await?;
    service::refresh(app).await?;
    Ok(view)
}

/// Passes if a variant has a place on a shelf.
///
/// # Errors
/// 404 for none, 422 for a bundle, whose parts have.
pub(super) fn shelf(app: &App, sku: &Sku) -> Result<(), Error> {
    if app.availability().bundles().is_bundle(sku) {
        return Err(Error::invalid(
            "sku",
            format_args!("{sku} is a bundle and has no stock of its own; name its parts"),
        ));
    }
    if app.catalog().variant(sku).is_none() {
        return Err(Error::not_found("variant"));
    }
    Ok(())
}
