//! Changing bags: one transaction a push, everybody told after it is on disk.

use std::{
    collections::{BTreeMap, BTreeSet},
    slice,
    sync::Arc,
};

use api::{
    cart::{BagView, PushOps, PushView, RefusedOp},
    problem::Rejection,
};
use domain::{
    cart::{Bag, Dot, JoinPolicy, LineKey, Op, OpKind, Outcome},
    id::{ActorId, CartId, OrderNumber},
    partners::Attribution,
    quantity::Quantity,
};
use jiff::Timestamp;

use super::{
    store::{self, Actors, Stored},
    view,
};
use crate::{app::App, db::Tx, error::Error};

pub use super::view::line;
pub(crate) use super::{
    account::{erase, leave, leave_alone, shown, sign_in},
    frames::{brought, hand_over},
};

/// What is in the bag that a shopper orders from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Which bag.
    pub cart: CartId,
    /// Counts its changes: the same number, the same contents.
    pub seq: u64,
    /// Counts the orders made of it.
    pub generation: u64,
    /// The lines with at least one piece, in the order they were first added.
    pub lines: Vec<(LineKey, u32)>,
    /// Whose pages brought it.
    pub from: Option<Attribution>,
}

/// What the bag of a session holds; nothing for a session that never had one.
pub async fn contents(tx: &mut Tx, session: &str) -> Result<Option<Contents>, Error> {
    Ok(store::of_session(tx, session, &[]).await?.map(Contents::from))
}

/// The same, and nobody changes the bag until this transaction ends: to be called before [`order`].
pub async fn lock(tx: &mut Tx, app: &App, session: &str) -> Result<Option<Contents>, Error> {
    let now = app.clock.now();
    Ok(store::lock_of_session(tx, session, Actors::Lately(&[]), now).await?.map(Contents::from))
}

/// An order is made of the bag in this transaction: the next one begins empty, on all the shopper's devices.
pub async fn order(tx: &mut Tx, app: &App, cart: &CartId) -> Result<(), Error> {
    let now = app.clock.now();
    let Some(mut stored) = store::lock(tx, cart, Actors::Lately(&[]), now).await? else {
        return Err(Error::rejected(Rejection::BagChanged));
    };
    stored.bag.seal();
    store::attribute(tx, cart, None).await?;
    save(tx, &stored, now).await
}

/// An order that was made of a session's bag came to nothing: its lines are in the bag again, once, and nothing that
/// was put into the bag meanwhile is lost. The bag is the partner's once more who brought it.
pub async fn put_back(
    tx: &mut Tx,
    app: &App,
    session: &str,
    order: &OrderNumber,
    lines: &[(LineKey, u32)],
    from: Option<&Attribution>,
) -> Result<(), Error> {
    let now = app.clock.now();
    let actor = ActorId::parse(order.as_str()).map_err(Error::internal)?;
    let Some(mut stored) = store::lock_of_session(tx, session, Actors::Lately(slice::from_ref(&actor)), now).await?
    else {
        return Ok(());
    };
    let mut ordered = Bag::default();
    for ((line, quantity), n) in lines.iter().zip(1..) {
        let Ok(quantity) = Quantity::parse(i64::from(*quantity)) else { continue };
        let kind = OpKind::Add { line: line.clone().into(), quantity };
        let op = Op { actor: actor.clone(), n, base_seq: 0, after: Vec::new(), hlc: 0, kind };
        ordered.apply(&op, now, Ok(()));
    }
    stored.bag.join(&ordered, &actor, JoinPolicy::Max);
    if from.is_some() && stored.from.is_none() {
        store::attribute(tx, &stored.id, from).await?;
    }
    save(tx, &stored, now).await
}

/// An order that had come to nothing stands after all: what [`put_back`] put into the bag is taken out again. Says whether all of
/// it was still there; if not, nothing is changed.
pub async fn take_out(
    tx: &mut Tx,
    app: &App,
    session: &str,
    order: &OrderNumber,
    lines: &[(LineKey, u32)],
) -> Result<bool, Error> {
    let now = app.clock.now();
    let actor = ActorId::parse(format!("{order}-again")).map_err(Error::internal)?;
    let Some(mut stored) = store::lock_of_session(tx, session, Actors::Lately(slice::from_ref(&actor)), now).await?
    else {
        return Ok(false);
    };
    let held: BTreeMap<LineKey, u32> = stored.bag.quantities().collect();
    for ((line, quantity), n) in lines.iter().zip(1..) {
        let Some(left) = held.get(line).and_then(|held| held.checked_sub(*quantity)) else { return Ok(false) };
        let line = line.clone().into();
        let kind = match Quantity::parse(i64::from(left)) {
            Ok(quantity) => OpKind::Set { line, quantity },
            Err(_) => OpKind::Remove { line },
        };
        let (base_seq, hlc) = (stored.bag.seq, stored.bag.clock.max(now.as_millisecond()));
        let op = Op { actor: actor.clone(), n, base_seq, after: Vec::new(), hlc, kind };
        if stored.bag.apply(&op, now, Ok(())) != Outcome::Applied {
            return Ok(false);
        }
    }
    save(tx, &stored, now).await?;
    Ok(true)
}

/// Takes operations in, in their order; see [`domain::cart::Bag`]. Says as well how many of them added something.
pub(super) async fn push(app: &App, session: &str, push: &PushOps) -> Result<(PushView, u32), Error> {
    let (named, now) = (&named(push), app.clock.now());
    let taken_in = app
        .db
        .write(|mut tx| async move {
            let mut stored = open(&mut tx, app, session, Actors::Lately(named), now).await?;
            let before = stored.bag.seq;
            let taken = take_in(app, &mut stored.bag, push, now);
            if stored.bag.seq != before {
                save(&mut tx, &stored, now).await?;
            }
            Ok((stored, taken))
        })
        .await?;
    let (stored, Taken { expect, refused, carried, added }) = taken_in;
    Ok((PushView { bag: view::view(app, &stored.id, &stored.bag, named), expect, refused, carried }, added))
}

/// What became of the operations of a push.
#[derive(Default)]
struct Taken {
    expect: Option<Dot>,
    refused: Vec<RefusedOp>,
    carried: Vec<Dot>,
    added: u32,
}

fn take_in(app: &App, bag: &mut Bag, push: &PushOps, now: Timestamp) -> Taken {
    let mut taken = Taken::default();
    for op in &push.ops {
        let mut op = op.clone();
        for actor in &push.elsewhere {
            bag.bridge(&mut op, actor);
        }
        match bag.apply(&op, now, view::offered(app, &op.kind)) {
            Outcome::Applied if matches!(op.kind, OpKind::Add { .. }) => taken.added += 1,
            Outcome::Applied | Outcome::Duplicate => {}
            Outcome::Carried => {
                taken.added += u32::from(matches!(op.kind, OpKind::Add { .. }));
                taken.carried.push(op.dot());
            }
            Outcome::Refused(why) => taken.refused.push(RefusedOp { op: op.dot(), why }),
            Outcome::Gap(expect) => {
                taken.expect = Some(expect);
                break;
            }
        }
    }
    taken
}

/// Everybody a push speaks of.
fn named(push: &PushOps) -> Vec<ActorId> {
    let ops = push.ops.iter().flat_map(|op| std::iter::once(&op.actor).chain(op.after.iter().map(|dot| &dot.actor)));
    let named: BTreeSet<&ActorId> = ops.chain(&push.elsewhere).collect();
    named.into_iter().cloned().collect()
}

/// The bag of a session, telling how far it has heard these actors, and which one it is. A session that never had one has an empty one.
pub(super) async fn show(app: &App, session: &str, actors: &[ActorId]) -> Result<(Option<CartId>, BagView), Error> {
    let stored = app.db.read(|mut tx| async move { store::of_session(&mut tx, session, actors).await }).await?;
    let Some(stored) = stored else { return Ok((None, view::none(actors))) };
    let view = view::view(app, &stored.id, &stored.bag, actors);
    Ok((Some(stored.id), view))
}

/// The bag of a session for changing, made if there was none.
pub(super) async fn open(
    tx: &mut Tx,
    app: &App,
    session: &str,
    actors: Actors<'_>,
    now: Timestamp,
) -> Result<Stored, Error> {
    if let Some(stored) = store::lock_of_session(tx, session, actors, now).await? {
        return Ok(stored);
    }
    let id = CartId::parse(app.ids.id()).map_err(Error::internal)?;
    if let Some(stored) = store::create(tx, session, &id, now).await? {
        moved(tx, app, session);
        return Ok(stored);
    }
    // Another request of the same browser made it a moment ago.
    let made = store::lock_of_session(tx, session, actors, now).await?;
    made.ok_or_else(|| Error::internal(anyhow::anyhow!("a session has a bag that is not there")))
}

/// Writes a bag back and tells everybody who looks at it, once that is on disk.
pub(super) async fn save(tx: &mut Tx, stored: &Stored, now: Timestamp) -> Result<(), Error> {
    store::save(tx, stored, now).await?;
    tx.poke_with(topic(&stored.id), stored.bag.seq, Arc::new(stored.bag.clone()));
    Ok(())
}

/// Poked with the sequence number of a bag that has changed, and with the [`Bag`].
pub(super) fn topic(cart: &CartId) -> String {
    format!("bag:{cart}")
}

/// Tells a session's pages that it has another bag than before, once that is on disk. The time stands in for a number that rises.
pub(super) fn moved(tx: &mut Tx, app: &App, session: &str) {
    let now = u64::try_from(app.clock.now().as_millisecond()).unwrap_or(0);
    tx.poke(session_topic(session), now);
}

/// Poked when a session has another bag than before.
pub(super) fn session_topic(session: &str) -> String {
    format!("bag-of:{session}")
}

impl From<Stored> for Contents {
    fn from(stored: Stored) -> Self {
        let lines = stored.bag.quantities().collect();
        let Stored { id: cart, bag, from, .. } = stored;
        Self { cart, seq: bag.seq, generation: bag.generation, lines, from }
    }
}
