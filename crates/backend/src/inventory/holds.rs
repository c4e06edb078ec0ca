//! Stock that a checkout holds: taken, swapped, let go, expired and claimed, always with its line in the ledger.
//!
//! Whoever changes the holds of a bag has locked the bag before. Places are asked in the one order in which everybody asks
//! them. See [`domain::checkout::HoldState`] for what may follow what.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use domain::{
    checkout::{HoldChange, HoldState, hold_ends},
    id::{CartId, LocationCode, Sku},
    inventory::{Cause, Levels},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    service::{self, Because, Pieces, Shortfall},
    store::{self, Movement},
};
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
};

/// How many overdue holds one transaction ends.
const ROUND: i64 = 100;
/// How often overdue holds are looked for. Whoever needs the pieces earlier ends them herself.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// How often old ones are forgotten.
const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How long an ended hold is remembered, in milliseconds: the ledger tells the same for good.
const REMEMBERED_MS: i64 = 7 * 24 * 3_600_000;

/// What a bag holds of one variant at one place.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct Hold {
    id: String,
    bag: String,
    sku: String,
    location: String,
    quantity: i64,
    expires_at: i64,
}

/// What a bag holds, and until when all of it is held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// The pieces.
    pub pieces: Pieces,
    /// When the first of them are free again; nothing when nothing is held.
    pub until: Option<Timestamp>,
}

/// What a bag holds now.
pub async fn of(tx: &mut Tx, bag: &CartId) -> Result<Held, Error> {
    let mut held = Held::default();
    for hold in holds_of(tx, bag).await? {
        let ends = Timestamp::from_millisecond(hold.expires_at).map_err(Error::internal)?;
        held.until = Some(held.until.map_or(ends, |until| until.min(ends)));
        held.pieces.insert(hold.key()?, hold.quantity()?);
    }
    Ok(held)
}

/// Makes what a bag holds exactly `wanted`, or says of each place that has too few; the transaction is then to be taken
/// back, which leaves the bag what it held.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, app: &App, bag: &CartId, wanted: &Pieces) -> Result<Vec<Shortfall>, Error> {
    let now = app.clock.now();
    let mut held = BTreeMap::new();
    for hold in holds_of(tx, bag).await? {
        if hold.expires_at <= now.as_millisecond() {
            // Its time is over for this bag as for any other; what is still free is taken anew below.
            end(tx, app, &hold, HoldState::Expired, now).await?;
        } else {
            held.insert(hold.key()?, hold);
        }
    }
    let keys: BTreeSet<&(Sku, LocationCode)> = held.keys().chain(wanted.keys()).collect();
    let mut short = Vec::new();
    for key in keys {
        let hold = held.get(key);
        let (there, wish) = (hold.map_or(Ok(0), Hold::quantity)?, wanted.get(key).copied().unwrap_or(0));
        match (HoldChange::between(there, wish), hold) {
            (HoldChange::Keep, _) | (HoldChange::Release(_), None) => {}
            (HoldChange::Release(less), Some(hold)) => let_go(tx, app, hold, less, now).await?,
            (HoldChange::Take(more), _) => {
                if !take(tx, app, bag, key, more, now).await? {
                    let left = (there + left(tx, key).await?).min(wish);
                    short.push(Shortfall { sku: key.0.clone(), location: key.1.clone(), wanted: wish, left });
                }
            }
        }
    }
    Ok(short)
}

/// Lets go of everything a bag holds.
pub async fn release(tx: &mut Tx, app: &App, bag: &CartId) -> Result<(), Error> {
    let now = app.clock.now();
    for hold in holds_of(tx, bag).await? {
        end(tx, app, &hold, HoldState::Released, now).await?;
    }
    Ok(())
}

/// Commits pieces to an order: those the bag holds, and from what is free those it does not. What it holds beyond that is
/// let go. Or says of each place that has too few; the transaction is then to be taken back.
pub async fn claim(
    tx: &mut Tx,
    app: &App,
    bag: &CartId,
    pieces: &Pieces,
    because: Because<'_>,
) -> Result<Vec<Shortfall>, Error> {
    let now = app.clock.now();
    let mut held: BTreeMap<(Sku, LocationCode), Hold> = BTreeMap::new();
    for hold in holds_of(tx, bag).await? {
        held.insert(hold.key()?, hold);
    }
    let keys: BTreeSet<&(Sku, LocationCode)> = held.keys().chain(pieces.keys()).collect();
    let (mut short, mut sold) = (Vec::new(), Vec::new());
    for key in keys {
        let (hold, wanted) = (held.get(key), pieces.get(key).copied().unwrap_or(0));
        if wanted == 0 {
            if let Some(hold) = hold {
                end(tx, app, hold, HoldState::Released, now).await?;
            }
            continue;
        }
        let there = match hold {
            Some(hold) if leave(tx, hold, HoldState::Claimed, now).await? => hold.quantity()?,
            // What ended a moment ago is free for all.
            _ => 0,
        };
        if commit(tx, app, key, there, wanted, now).await? {
            let by = Levels { reserved: -i64::from(there), committed: wanted.into(), ..Levels::default() };
            let cause = if there > 0 { Cause::Claim } else { Cause::Sale };
            sold.push(Movement { cause, ..movement(app, key, because, now, by) });
        } else {
            let left = (there + left(tx, key).await?).min(wanted);
            short.push(Shortfall { sku: key.0.clone(), location: key.1.clone(), wanted, left });
        }
    }
    if short.is_empty() {
        store::note(tx, sold).await?;
        poke(tx, now);
    }
    Ok(short)
}

/// Ends the holds whose time is over. Says how many; there may be more.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let now = app.clock.now();
    let overdue: Vec<Hold> = app
        .db
        .all(
            "SELECT id, bag, sku, location, quantity, expires_at FROM holds
             WHERE state = 'held' AND expires_at <= $1 ORDER BY expires_at LIMIT $2",
            args![now, ROUND],
        )
        .await?;
    if overdue.is_empty() {
        return Ok(0);
    }
    let ended = app
        .db
        .write(|mut tx| {
            let mut overdue = overdue.clone();
            async move {
                overdue.sort_by(|a, b| (&a.sku, &a.location).cmp(&(&b.sku, &b.location)));
                let mut ended = 0;
                for hold in &overdue {
                    ended += usize::from(end(&mut tx, app, hold, HoldState::Expired, now).await?);
                }
                Ok(ended)
            }
        })
        .await?;
    service::refresh(app).await?;
    Ok(ended)
}

/// Forgets holds that ended long ago.
pub async fn forget(db: &Db, now: Timestamp) -> Result<(), Error> {
    let before = now.as_millisecond().saturating_sub(REMEMBERED_MS);
    db.write(|mut tx| async move {
        tx.run("DELETE FROM holds WHERE state <> 'held' AND ended_at < $1", args![before]).await.map(drop)
    })
    .await
}

/// Ends overdue holds until the shop closes, and forgets those of long ago.
pub(crate) async fn work(app: App) {
    let closed = app.closed();
    tokio::pin!(closed);
    let mut forgotten = None::<Timestamp>;
    loop {
        let now = app.clock.now();
        match sweep(&app).await {
            Ok(ended) if i64::try_from(ended).is_ok_and(|ended| ended >= ROUND) => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "overdue holds could not be ended"),
        }
        if forgotten.is_none_or(|last| now.duration_since(last) >= FORGET_EVERY) {
            if let Err(error) = forget(&app.db, now).await {
                tracing::warn!(%error, "old holds could not be forgotten");
            }
            forgotten = Some(now);
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            () = &mut closed => return,
        }
    }
}

async fn holds_of(tx: &mut Tx, bag: &CartId) -> Result<Vec<Hold>, Error> {
    tx.all(
        "SELECT id, bag, sku, location, quantity, expires_at FROM holds
         WHERE bag = $1 AND state = 'held' ORDER BY sku, location",
        args![bag.as_str()],
    )
    .await
}

/// Holds so many more, if there are that many to promise.
async fn take(
    tx: &mut Tx,
    app: &App,
    bag: &CartId,
    key: &(Sku, LocationCode),
    more: u32,
    now: Timestamp,
) -> Result<bool, Error> {
    let (sku, location) = key;
    if !store::reserve(tx, sku, location, more, now).await? {
        // What others hold beyond their time is free.
        if !expire_at(tx, app, key, now).await? || !store::reserve(tx, sku, location, more, now).await? {
            return Ok(false);
        }
    }
    let until = hold_ends(now, app.hold_minutes(location));
    tx.run(
        "INSERT INTO holds (id, bag, sku, location, quantity, state, since, expires_at)
         VALUES ($1, $2, $3, $4, $5, 'held', $6, $7)
         ON CONFLICT (bag, sku, location) WHERE state = 'held' DO UPDATE SET quantity = holds.quantity + excluded.quantity",
        args![app.ids.id(), bag.as_str(), sku.as_str(), location.as_str(), more, now, until],
    )
    .await?;
    let because = Because { reference: bag.as_str(), actor: "checkout" };
    let by = Levels { reserved: more.into(), ..Levels::default() };
    store::note(tx, vec![Movement { cause: Cause::Hold, ..movement(app, key, because, now, by) }]).await?;
    poke(tx, now);
    Ok(true)
}

/// Commits `wanted` pieces to an order, `held` of them held before; what others hold beyond their time is free.
pub(super) async fn commit(
    tx: &mut Tx,
    app: &App,
    key: &(Sku, LocationCode),
    held: u32,
    wanted: u32,
    now: Timestamp,
) -> Result<bool, Error> {
    let (sku, location) = key;
    Ok(store::claim(tx, sku, location, held, wanted, now).await?
        || (expire_at(tx, app, key, now).await? && store::claim(tx, sku, location, held, wanted, now).await?))
}

/// Holds so many fewer. A hold that ended a moment ago holds nothing any more, which is fewer too.
async fn let_go(tx: &mut Tx, app: &App, hold: &Hold, less: u32, now: Timestamp) -> Result<(), Error> {
    if i64::from(less) == hold.quantity {
        return end(tx, app, hold, HoldState::Released, now).await.map(drop);
    }
    let rows = tx
        .run(
            "UPDATE holds SET quantity = quantity - $1 WHERE id = $2 AND state = 'held' AND quantity = $3",
            args![less, &hold.id, hold.quantity],
        )
        .await?;
    if rows == 0 {
        return Ok(());
    }
    book(tx, app, hold, Cause::Release, Levels { reserved: -i64::from(less), ..Levels::default() }).await
}

/// Ends what is held of a variant at a place beyond its time. Says whether there was any.
async fn expire_at(
    tx: &mut Tx,
    app: &App,
    (sku, location): &(Sku, LocationCode),
    now: Timestamp,
) -> Result<bool, Error> {
    let overdue: Vec<Hold> = tx
        .all(
            "SELECT id, bag, sku, location, quantity, expires_at FROM holds
             WHERE sku = $1 AND location = $2 AND state = 'held' AND expires_at <= $3 ORDER BY expires_at LIMIT $4",
            args![sku.as_str(), location.as_str(), now, ROUND],
        )
        .await?;
    let mut any = false;
    for hold in &overdue {
        any |= end(tx, app, hold, HoldState::Expired, now).await?;
    }
    Ok(any)
}

/// A hold ends, if nobody was quicker, and its pieces are free. Says whether it did.
async fn end(tx: &mut Tx, app: &App, hold: &Hold, how: HoldState, now: Timestamp) -> Result<bool, Error> {
    if !leave(tx, hold, how, now).await? {
        return Ok(false);
    }
    let cause = if how == HoldState::Expired { Cause::Expiry } else { Cause::Release };
    book(tx, app, hold, cause, Levels { reserved: -hold.quantity, ..Levels::default() }).await?;
    Ok(true)
}

/// The one transition out of `held`. A hold that changed since it was read is left alone.
async fn leave(tx: &mut Tx, hold: &Hold, how: HoldState, now: Timestamp) -> Result<bool, Error> {
    let rows = tx
        .run(
            "UPDATE holds SET state = $1, ended_at = $2 WHERE id = $3 AND state = 'held' AND quantity = $4",
            args![how.word(), now, &hold.id, hold.quantity],
        )
        .await?;
    Ok(rows == 1)
}

async fn book(tx: &mut Tx, app: &App, hold: &Hold, cause: Cause, by: Levels) -> Result<(), Error> {
    let (now, key) = (app.clock.now(), hold.key()?);
    store::shift(tx, &key.0, &key.1, by, now).await?;
    let because = Because { reference: &hold.bag, actor: "checkout" };
    store::note(tx, vec![Movement { cause, ..movement(app, &key, because, now, by) }]).await?;
    poke(tx, now);
    Ok(())
}

fn movement(
    app: &App,
    (sku, location): &(Sku, LocationCode),
    because: Because<'_>,
    at: Timestamp,
    by: Levels,
) -> Movement {
    Movement {
        id: app.ids.id(),
        sku: sku.as_str().to_owned(),
        location: location.as_str().to_owned(),
        cause: Cause::Sale,
        reference: because.reference.to_owned(),
        actor: because.actor.to_owned(),
        at,
        by,
    }
}

fn poke(tx: &mut Tx, at: Timestamp) {
    tx.poke(super::TOPIC, u64::try_from(at.as_millisecond()).unwrap_or(0));
}

/// How many a place can promise now.
pub(super) async fn left(tx: &mut Tx, (sku, location): &(Sku, LocationCode)) -> Result<u32, Error> {
    let level = store::level(tx, sku, location).await?;
    let available = level.map_or(0, |it| Levels::from(it.levels).available());
    Ok(u32::try_from(available).unwrap_or(u32::MAX))
}

impl Hold {
    fn key(&self) -> Result<(Sku, LocationCode), Error> {
        let sku = Sku::parse(self.sku.clone()).map_err(Error::internal)?;
        Ok((sku, LocationCode::parse(self.location.clone()).map_err(Error::internal)?))
    }

    fn quantity(&self) -> Result<u32, Error> {
        u32::try_from(self.quantity).map_err(Error::internal)
    }
}
