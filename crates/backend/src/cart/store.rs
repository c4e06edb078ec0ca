//! Bags as rows: one a bag, one a line, one an actor, all changed in the transaction of the push.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    cart::{Actor, Bag, Line, Receive, Spot},
    id::{ActorId, CartId, LocationCode, PartnerKey, Placement, Sku},
    partners::Attribution,
};
use jiff::{SignedDuration, Timestamp};

use crate::{args, db::Tx, error::Error};

/// Of how many actors a reader is told without asking: enough for every page of every device that is open at a time.
pub(super) const LATELY: usize = 16;
/// When an actor is forgotten: no session lasts that long, so nothing of hers can arrive any more.
const ACTOR_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 200);

/// A bag as it was read, to be changed and written back.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) id: CartId,
    pub(super) bag: Bag,
    /// Whose pages brought it.
    pub(super) from: Option<Attribution>,
    read_seq: u64,
    read_lines: BTreeSet<Spot>,
    read_actors: BTreeMap<ActorId, Actor>,
}

/// Whose operations are of interest: those who were here lately, and these; or everybody's.
#[derive(Debug, Clone, Copy)]
pub(super) enum Actors<'a> {
    Lately(&'a [ActorId]),
    All,
}

#[derive(Debug, sqlx::FromRow)]
struct ActorRow {
    actor: String,
    last_n: i64,
    floor_seq: i64,
    seq: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct CartRow {
    id: String,
    seq: i64,
    generation: i64,
    sealed_at: i64,
    clock: i64,
    codes: String,
    partner: Option<String>,
    placement: Option<String>,
    partner_at: Option<i64>,
}

#[derive(Debug, sqlx::FromRow)]
struct LineRow {
    sku: String,
    receive: String,
    store: String,
    first_seq: i64,
    changed_seq: i64,
    base: Option<String>,
    adds: String,
}

/// The bag of a session as it is, for showing.
pub(super) async fn of_session(tx: &mut Tx, session: &str, actors: &[ActorId]) -> Result<Option<Stored>, Error> {
    let row: Option<CartRow> = tx
        .maybe(
            "SELECT c.id, c.seq, c.generation, c.sealed_at, c.clock, c.codes, c.partner, c.placement, c.partner_at FROM cart_sessions s JOIN carts c ON c.id = s.cart WHERE s.session = $1",
            args![session],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(load(tx, row, Actors::Lately(actors)).await?)),
        None => Ok(None),
    }
}

/// The bag of a session for changing: nobody else changes it until this transaction ends.
pub(super) async fn lock_of_session(
    tx: &mut Tx,
    session: &str,
    actors: Actors<'_>,
    now: Timestamp,
) -> Result<Option<Stored>, Error> {
    // PostgreSQL looks the session up before it waits for the bag. If the bag was joined to another meanwhile, the
    // second try sees where the session went.
    for _ in 0..2 {
        let row: Option<CartRow> = tx
            .maybe(
                "UPDATE carts SET changed_at = $1 WHERE merged_into IS NULL AND id = (SELECT cart FROM cart_sessions WHERE session = $2) \
                 RETURNING id, seq, generation, sealed_at, clock, codes, partner, placement, partner_at",
                args![now, session],
            )
            .await?;
        if let Some(row) = row {
            return Ok(Some(load(tx, row, actors).await?));
        }
    }
    Ok(None)
}

/// A bag for changing, by its id.
pub(super) async fn lock(
    tx: &mut Tx,
    id: &CartId,
    actors: Actors<'_>,
    now: Timestamp,
) -> Result<Option<Stored>, Error> {
    let row: Option<CartRow> = tx
        .maybe(
            "UPDATE carts SET changed_at = $1 WHERE merged_into IS NULL AND id = $2 RETURNING id, seq, generation, sealed_at, clock, codes, partner, placement, partner_at",
            args![now, id.as_str()],
        )
        .await?;
    match row {
        Some(row) => Ok(Some(load(tx, row, actors).await?)),
        None => Ok(None),
    }
}

/// Gives a session an empty bag. Says no when it has one already.
pub(super) async fn create(tx: &mut Tx, session: &str, id: &CartId, now: Timestamp) -> Result<Option<Stored>, Error> {
    let mine = tx
        .run(
            "INSERT INTO cart_sessions (session, cart) VALUES ($1, $2) ON CONFLICT (session) DO NOTHING",
            args![session, id.as_str()],
        )
        .await?;
    if mine == 0 {
        return Ok(None);
    }
    tx.run(
        "INSERT INTO carts (id, seq, generation, sealed_at, clock, created_at, changed_at) VALUES ($1, 0, 0, 0, 0, $2, $2)",
        args![id.as_str(), now],
    )
    .await?;
    let (read_lines, read_actors) = (BTreeSet::new(), BTreeMap::new());
    Ok(Some(Stored { id: id.clone(), bag: Bag::default(), from: None, read_seq: 0, read_lines, read_actors }))
}

/// Writes back what has changed since it was read.
pub(super) async fn save(tx: &mut Tx, stored: &Stored, now: Timestamp) -> Result<(), Error> {
    let Stored { id, bag, .. } = stored;
    let codes = serde_json::to_string(&bag.codes).map_err(Error::internal)?;
    tx.run(
        "UPDATE carts SET seq = $1, generation = $2, sealed_at = $3, clock = $4, codes = $5 WHERE id = $6",
        args![int(bag.seq), int(bag.generation), int(bag.sealed_at), bag.clock, codes, id.as_str()],
    )
    .await?;
    save_lines(tx, stored).await?;
    save_actors(tx, stored, now).await
}

async fn save_lines(tx: &mut Tx, stored: &Stored) -> Result<(), Error> {
    let Stored { id, bag, read_seq, read_lines, .. } = stored;
    let now: BTreeSet<&Spot> = bag.lines.iter().map(|line| &line.key).collect();
    if now.is_empty() && !read_lines.is_empty() {
        tx.run("DELETE FROM cart_lines WHERE cart = $1", args![id.as_str()]).await?;
    }
    for gone in read_lines.iter().filter(|spot| !now.is_empty() && !now.contains(spot)) {
        tx.run(
            "DELETE FROM cart_lines WHERE cart = $1 AND sku = $2 AND receive = $3 AND store = $4",
            args![id.as_str(), gone.sku.as_str(), word(gone), store_of(gone)],
        )
        .await?;
    }
    let mut lines = Vec::new();
    for line in bag.lines.iter().filter(|line| line.changed > *read_seq) {
        lines.push(args![
            id.as_str(),
            line.key.sku.as_str(),
            word(&line.key),
            store_of(&line.key),
            line.quantity(),
            int(line.first),
            int(line.changed),
            line.base.as_ref().map(serde_json::to_string).transpose().map_err(Error::internal)?,
            serde_json::to_string(&line.adds).map_err(Error::internal)?,
        ]);
    }
    tx.run_many(
        "INSERT INTO cart_lines (cart, sku, receive, store, quantity, first_seq, changed_seq, base, adds) VALUES {} \
         ON CONFLICT (cart, sku, receive, store) DO UPDATE SET quantity = excluded.quantity, first_seq = excluded.first_seq, \
         changed_seq = excluded.changed_seq, base = excluded.base, adds = excluded.adds",
        lines,
    )
    .await?;
    Ok(())
}

async fn save_actors(tx: &mut Tx, stored: &Stored, now: Timestamp) -> Result<(), Error> {
    let Stored { id, bag, read_actors, .. } = stored;
    let changed = bag.actors.iter().filter(|(name, actor)| read_actors.get(name) != Some(actor));
    let rows = changed.map(|(name, actor)| {
        args![id.as_str(), name.as_str(), int(actor.last_n), int(actor.floor), int(actor.seq), now]
    });
    tx.run_many(
        "INSERT INTO cart_actors (cart, actor, last_n, floor_seq, seq, seen_at) VALUES {} ON CONFLICT (cart, actor) DO UPDATE SET \
         last_n = excluded.last_n, floor_seq = excluded.floor_seq, seq = excluded.seq, seen_at = excluded.seen_at",
        rows.collect(),
    )
    .await?;
    // Each new page is the moment to forget those of long ago.
    if bag.actors.keys().any(|name| !read_actors.contains_key(name)) {
        tx.run("DELETE FROM cart_actors WHERE cart = $1 AND seen_at < $2", args![id.as_str(), now - ACTOR_LIFETIME])
            .await?;
    }
    Ok(())
}

/// Marks a bag as taken in by another and moves its sessions, and the account it may belong to, there. Says which sessions those are.
pub(super) async fn merge(tx: &mut Tx, from: &Stored, into: &CartId) -> Result<Vec<String>, Error> {
    if let Some(attribution) = &from.from {
        attribute(tx, into, Some(attribution)).await?;
    }
    let from = &from.id;
    let owner: Option<(Option<String>,)> = tx
        .maybe("UPDATE carts SET merged_into = $1 WHERE id = $2 RETURNING account", args![into.as_str(), from.as_str()])
        .await?;
    if let Some(account) = owner.and_then(|(account,)| account) {
        tx.run("UPDATE carts SET account = $1 WHERE id = $2", args![account, into.as_str()]).await?;
    }
    tx.run("DELETE FROM cart_lines WHERE cart = $1", args![from.as_str()]).await?;
    tx.run("DELETE FROM cart_actors WHERE cart = $1", args![from.as_str()]).await?;
    let moved: Vec<(String,)> = tx
        .all(
            "UPDATE cart_sessions SET cart = $1 WHERE cart = $2 RETURNING session",
            args![into.as_str(), from.as_str()],
        )
        .await?;
    Ok(moved.into_iter().map(|(session,)| session).collect())
}

/// Says whose pages brought a bag; nobody's, from now on, when an order was made of it.
pub(super) async fn attribute(tx: &mut Tx, id: &CartId, from: Option<&Attribution>) -> Result<(), Error> {
    let (partner, placement) = (from.map(|it| it.partner.as_str()), from.and_then(|it| it.placement.as_ref()));
    tx.run(
        "UPDATE carts SET partner = $1, placement = $2, partner_at = $3 WHERE id = $4",
        args![partner, placement.map(Placement::as_str), from.map(|it| it.at), id.as_str()],
    )
    .await
    .map(drop)
}

/// A frame's session has the bag of another session for as long as that has it.
pub(super) async fn follow(tx: &mut Tx, session: &str, followed: &str) -> Result<(), Error> {
    tx.run("UPDATE cart_sessions SET follows = $1 WHERE session = $2", args![followed, session]).await.map(drop)
}

/// The frames that have a session's bag because it has it.
pub(super) async fn followers_of(tx: &mut Tx, session: &str) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = tx.all("SELECT session FROM cart_sessions WHERE follows = $1", args![session]).await?;
    Ok(rows.into_iter().map(|(session,)| session).collect())
}

/// The bag that a frame has because a session has it.
pub(super) async fn followed_by(tx: &mut Tx, frame: &str) -> Result<Option<CartId>, Error> {
    let row: Option<(String,)> =
        tx.maybe("SELECT cart FROM cart_sessions WHERE session = $1 AND follows IS NOT NULL", args![frame]).await?;
    row.map(|(id,)| CartId::parse(id).map_err(Error::internal)).transpose()
}

/// The account a bag belongs to.
pub(super) async fn owner_of(tx: &mut Tx, id: &CartId) -> Result<Option<String>, Error> {
    let row: Option<(Option<String>,)> =
        tx.maybe("SELECT account FROM carts WHERE id = $1", args![id.as_str()]).await?;
    Ok(row.and_then(|(account,)| account))
}

/// The bag of an account.
pub(super) async fn of_account(tx: &mut Tx, account: &str) -> Result<Option<CartId>, Error> {
    let row: Option<(String,)> =
        tx.maybe("SELECT id FROM carts WHERE account = $1 AND merged_into IS NULL", args![account]).await?;
    row.map(|(id,)| CartId::parse(id).map_err(Error::internal)).transpose()
}

/// Gives a bag to an account.
pub(super) async fn give(tx: &mut Tx, id: &CartId, account: &str) -> Result<(), Error> {
    tx.run("UPDATE carts SET account = $1 WHERE id = $2", args![account, id.as_str()]).await.map(drop)
}

/// Takes a session's bag from it.
pub(super) async fn detach(tx: &mut Tx, session: &str) -> Result<(), Error> {
    tx.run("DELETE FROM cart_sessions WHERE session = $1", args![session]).await.map(drop)
}

/// The sessions that have a bag.
pub(super) async fn sessions_of(tx: &mut Tx, id: &CartId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = tx.all("SELECT session FROM cart_sessions WHERE cart = $1", args![id.as_str()]).await?;
    Ok(rows.into_iter().map(|(session,)| session).collect())
}

/// Erases a bag and the bags it took in.
pub(super) async fn erase(tx: &mut Tx, id: &CartId) -> Result<(), Error> {
    let mut gone = vec![id.as_str().to_owned()];
    while let Some(id) = gone.pop() {
        let joined: Vec<(String,)> = tx.all("SELECT id FROM carts WHERE merged_into = $1", args![&id]).await?;
        gone.extend(joined.into_iter().map(|(id,)| id));
        for sql in [
            "DELETE FROM cart_lines WHERE cart = $1",
            "DELETE FROM cart_actors WHERE cart = $1",
            "DELETE FROM cart_links WHERE cart = $1",
            "DELETE FROM cart_sessions WHERE cart = $1",
            "DELETE FROM carts WHERE id = $1",
        ] {
            tx.run(sql, args![&id]).await?;
        }
    }
    Ok(())
}

/// Gives a session without a bag an existing one.
pub(super) async fn assign(tx: &mut Tx, session: &str, id: &CartId) -> Result<bool, Error> {
    let assigned = tx
        .run(
            "INSERT INTO cart_sessions (session, cart) VALUES ($1, $2) ON CONFLICT (session) DO NOTHING",
            args![session, id.as_str()],
        )
        .await?;
    Ok(assigned == 1)
}

/// The bag that a bag was joined to in the end: itself, unless it was.
pub(super) async fn home_of(tx: &mut Tx, id: &CartId) -> Result<CartId, Error> {
    let mut id = id.clone();
    loop {
        let row: Option<(Option<String>,)> =
            tx.maybe("SELECT merged_into FROM carts WHERE id = $1", args![id.as_str()]).await?;
        match row.and_then(|(into,)| into) {
            Some(into) => id = CartId::parse(into).map_err(Error::internal)?,
            None => return Ok(id),
        }
    }
}

async fn load(tx: &mut Tx, row: CartRow, actors: Actors<'_>) -> Result<Stored, Error> {
    let id = CartId::parse(row.id).map_err(Error::internal)?;
    let rows: Vec<LineRow> = tx
        .all(
            "SELECT sku, receive, store, first_seq, changed_seq, base, adds FROM cart_lines WHERE cart = $1 ORDER BY first_seq, sku, receive, store",
            args![id.as_str()],
        )
        .await?;
    let lines = rows.into_iter().map(line).collect::<Result<Vec<Line>, Error>>()?;
    let actors = load_actors(tx, &id, actors).await?;
    let from = brought_by(row.partner, row.placement, row.partner_at)?;
    let (seq, generation, sealed_at) = (count(row.seq), count(row.generation), count(row.sealed_at));
    let codes = serde_json::from_str(&row.codes).map_err(Error::internal)?;
    let read_lines = lines.iter().map(|line| line.key.clone()).collect();
    let read_actors = actors.clone();
    let bag = Bag { seq, generation, sealed_at, clock: row.clock, lines, codes, actors };
    Ok(Stored { id, bag, from, read_seq: seq, read_lines, read_actors })
}

fn brought_by(
    partner: Option<String>,
    placement: Option<String>,
    at: Option<i64>,
) -> Result<Option<Attribution>, Error> {
    let (Some(partner), Some(at)) = (partner, at) else { return Ok(None) };
    Ok(Some(Attribution {
        partner: PartnerKey::parse(partner).map_err(Error::internal)?,
        placement: placement.map(Placement::parse).transpose().map_err(Error::internal)?,
        at: Timestamp::from_millisecond(at).map_err(Error::internal)?,
    }))
}

async fn load_actors(tx: &mut Tx, cart: &CartId, actors: Actors<'_>) -> Result<BTreeMap<ActorId, Actor>, Error> {
    let mut rows: Vec<ActorRow> = match actors {
        Actors::All => {
            tx.all("SELECT actor, last_n, floor_seq, seq FROM cart_actors WHERE cart = $1", args![cart.as_str()])
                .await?
        }
        // One more than is told, which says since when everybody is.
        Actors::Lately(_) => {
            tx.all(
                "SELECT actor, last_n, floor_seq, seq FROM cart_actors WHERE cart = $1 ORDER BY seq DESC LIMIT $2",
                args![cart.as_str(), LATELY as i64 + 1],
            )
            .await?
        }
    };
    if let Actors::Lately(asked) = actors {
        let missing = asked.iter().filter(|name| rows.iter().all(|row| row.actor != name.as_str()));
        let missing: Vec<&str> = if rows.len() > LATELY { missing.map(ActorId::as_str).collect() } else { Vec::new() };
        for name in missing {
            let sql = "SELECT actor, last_n, floor_seq, seq FROM cart_actors WHERE cart = $1 AND actor = $2";
            rows.extend(tx.maybe::<ActorRow>(sql, args![cart.as_str(), name]).await?);
        }
    }
    let named = rows.into_iter().map(|row| {
        let actor = Actor { last_n: count(row.last_n), floor: count(row.floor_seq), seq: count(row.seq) };
        Ok((ActorId::parse(row.actor).map_err(Error::internal)?, actor))
    });
    named.collect()
}

fn line(row: LineRow) -> Result<Line, Error> {
    let store = || LocationCode::parse(row.store.clone()).map_err(Error::internal);
    let receive = match row.receive.as_str() {
        "ship" => Some(Receive::Ship),
        "pick_up" => Some(Receive::PickUp { store: store()? }),
        "curbside" => Some(Receive::Curbside { store: store()? }),
        "reserve" => Some(Receive::Reserve { store: store()? }),
        "later" => None,
        other => return Err(Error::internal(anyhow::anyhow!("a bag line is received by {other:?}"))),
    };
    Ok(Line {
        key: Spot { sku: Sku::parse(row.sku).map_err(Error::internal)?, receive },
        first: count(row.first_seq),
        changed: count(row.changed_seq),
        base: row.base.as_deref().map(serde_json::from_str).transpose().map_err(Error::internal)?,
        adds: serde_json::from_str(&row.adds).map_err(Error::internal)?,
    })
}

fn word(spot: &Spot) -> &'static str {
    match &spot.receive {
        Some(Receive::Ship) => "ship",
        Some(Receive::PickUp { .. }) => "pick_up",
        Some(Receive::Curbside { .. }) => "curbside",
        Some(Receive::Reserve { .. }) => "reserve",
        None => "later",
    }
}

fn store_of(spot: &Spot) -> &str {
    spot.receive.as_ref().and_then(Receive::store).map_or("", LocationCode::as_str)
}

/// Our own counts never come near the end of either type.
fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn count(int: i64) -> u64 {
    u64::try_from(int).unwrap_or(0)
}
