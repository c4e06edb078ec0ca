//! Two bags become one: when a browser uses another one's link, and when a shopper signs in.
//!
//! The bag that is taken in is marked with where it went, in the same transaction, so it is joined once however often it is asked.

use domain::{
    cart::{JoinPolicy, Joined},
    id::{ActorId, CartId},
};

use super::{
    service,
    store::{self, Actors, Stored},
};
use crate::{app::App, db::Tx, error::Error, inventory::holds};

/// A session shares another bag from now on; what it had itself comes along. Nothing when that bag is not there any more.
pub(super) async fn share(tx: &mut Tx, app: &App, session: &str, other: &CartId) -> Result<Option<Stored>, Error> {
    let now = app.clock.now();
    let home = store::home_of(tx, other).await?;
    // Locked first, so that it is not joined elsewhere while this browser moves in.
    let Some(target) = store::lock(tx, &home, Actors::All, now).await? else { return Ok(None) };
    if store::assign(tx, session, &target.id).await? {
        service::moved(tx, app, session);
        return Ok(Some(target));
    }
    let Some(ours) = store::lock_of_session(tx, session, Actors::All, now).await? else { return Ok(None) };
    let (mine, theirs) = (store::owner_of(tx, &ours.id).await?, store::owner_of(tx, &target.id).await?);
    if mine.is_some() && theirs.is_some() && mine != theirs {
        // Two people never end up with one bag: she gets a copy.
        let (copied, _) = take_in(tx, app, ours, &target, JoinPolicy::Max).await?;
        return Ok(Some(copied));
    }
    let (joined, _) = merge(tx, app, target, &ours, JoinPolicy::Max).await?;
    Ok(Some(joined))
}

/// Puts one bag into another, with all its browsers, and says which lines of the other changed.
pub(super) async fn merge(
    tx: &mut Tx,
    app: &App,
    into: Stored,
    from: &Stored,
    policy: JoinPolicy,
) -> Result<(Stored, Vec<Joined>), Error> {
    if into.id == from.id {
        return Ok((into, Vec::new()));
    }
    // What it held for a checkout is asked for anew, of the bag that both have become.
    holds::release(tx, app, &from.id).await?;
    let (into, changed) = take_in(tx, app, into, from, policy).await?;
    for moved in store::merge(tx, from, &into.id).await? {
        service::moved(tx, app, &moved);
    }
    Ok((into, changed))
}

/// Puts what is in one bag into another, and leaves the one as it is.
pub(super) async fn take_in(
    tx: &mut Tx,
    app: &App,
    mut into: Stored,
    from: &Stored,
    policy: JoinPolicy,
) -> Result<(Stored, Vec<Joined>), Error> {
    let name = ActorId::parse(format!("join-{}", from.id)).map_err(Error::internal)?;
    let changed = into.bag.join(&from.bag, &name, policy);
    service::save(tx, &into, app.clock.now()).await?;
    Ok((into, changed))
}
