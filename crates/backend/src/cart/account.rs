//! Whose bag it is: what becomes of bags when shoppers sign in, sign out, or leave for good.

use api::{account::JoinedLine, cart::BagView};
use domain::cart::{Joined, Spot};

use super::{
    join, service,
    store::{self, Actors},
    view,
};
use crate::{app::App, db::Tx, error::Error};

/// A session signs in to an account, in this transaction: from now on it has the account's bag. Says which lines of that bag
/// the guest's bag changed. The account's row is locked before, so that two browsers come one after the other.
pub(crate) async fn sign_in(tx: &mut Tx, app: &App, session: &str, account: &str) -> Result<Vec<JoinedLine>, Error> {
    let now = app.clock.now();
    let Some(home) = store::of_account(tx, account).await? else {
        return first_bag(tx, app, session, account).await.map(|()| Vec::new());
    };
    // Locked before the guest's, in the order in which everybody locks.
    let Some(target) = store::lock(tx, &home, Actors::All, now).await? else {
        return Err(Error::conflict("the bag is being joined to another at this moment"));
    };
    if let Some(guest) = store::lock_of_session(tx, session, Actors::All, now).await? {
        if guest.id == target.id {
            return Ok(Vec::new());
        }
        if store::owner_of(tx, &guest.id).await?.is_none() {
            let (_, joined) = join::merge(tx, app, target, &guest, app.config.join).await?;
            return Ok(joined.into_iter().map(|it| told(app, it)).collect());
        }
        leave(tx, app, session).await?;
    }
    store::assign(tx, session, &target.id).await?;
    service::moved(tx, app, session);
    Ok(Vec::new())
}

/// An account without a bag gets the guest's; if that is another shopper's, shared by a link, an empty one.
async fn first_bag(tx: &mut Tx, app: &App, session: &str, account: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let mut bag = service::open(tx, app, session, Actors::All, now).await?;
    if store::owner_of(tx, &bag.id).await?.is_some() {
        leave(tx, app, session).await?;
        bag = service::open(tx, app, session, Actors::All, now).await?;
    }
    store::give(tx, &bag.id, account).await
}

/// A session has no bag any more, nor have the partners' frames that it came from; the bag stays where it is.
pub(crate) async fn leave(tx: &mut Tx, app: &App, session: &str) -> Result<(), Error> {
    for frame in store::followers_of(tx, session).await? {
        store::detach(tx, &frame).await?;
        service::moved(tx, app, &frame);
    }
    store::detach(tx, session).await?;
    service::moved(tx, app, session);
    Ok(())
}

/// Every session but one leaves the account's bag, also those that share it by a link.
pub(crate) async fn leave_alone(tx: &mut Tx, app: &App, account: &str, session: &str) -> Result<(), Error> {
    let Some(bag) = store::of_account(tx, account).await? else { return Ok(()) };
    for other in store::sessions_of(tx, &bag).await?.iter().filter(|it| *it != session) {
        leave(tx, app, other).await?;
    }
    Ok(())
}

/// The account's bag is erased, whoever shares it.
pub(crate) async fn erase(tx: &mut Tx, app: &App, account: &str) -> Result<(), Error> {
    let Some(bag) = store::of_account(tx, account).await? else { return Ok(()) };
    for session in store::sessions_of(tx, &bag).await? {
        leave(tx, app, &session).await?;
    }
    store::erase(tx, &bag).await
}

/// The bag of a session, for showing.
pub(crate) async fn shown(app: &App, session: &str) -> Result<BagView, Error> {
    Ok(service::show(app, session, &[]).await?.1)
}

/// A line that changed, with the names the shopper knows it by.
pub(super) fn told(app: &App, joined: Joined) -> JoinedLine {
    let Joined { line: Spot { sku, receive }, was, is } = joined;
    let item = view::item_of(app, &sku);
    let title = item.as_ref().map_or_else(|| sku.to_string(), |item| item.title.clone());
    let phrase = item.map(|item| item.phrase).unwrap_or_default();
    JoinedLine { sku, receive, title, phrase, was, is }
}
