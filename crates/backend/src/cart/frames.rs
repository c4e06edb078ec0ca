//! Bags that were filled in a partner's frame: handed over to the shop, once, and from then on the same bag in both.

use api::account::JoinedLine;
use domain::partners::Attribution;

use super::{
    account::told,
    join, service,
    store::{self, Actors},
};
use crate::{app::App, db::Tx, error::Error};

/// The bag of a frame joins the one of a session, which the frame has from now on, too, for as long as the session has it. Says which lines
/// of the session's bag changed.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    app: &App,
    frame: &str,
    session: &str,
    from: &Attribution,
) -> Result<Vec<JoinedLine>, Error> {
    let now = app.clock.now();
    let into = service::open(tx, app, session, Actors::All, now).await?;
    let id = into.id.clone();
    let bag = store::lock_of_session(tx, frame, Actors::All, now).await?;
    let brings = bag.as_ref().is_some_and(|bag| bag.id != id && bag.bag.quantities().next().is_some());
    let joined = match bag {
        None => {
            store::assign(tx, frame, &id).await?;
            Vec::new()
        }
        Some(bag) if bag.id == id => Vec::new(),
        // The frame had somebody's bag by an earlier hand-over. Two people never end up with one bag: she gets a copy.
        Some(bag) if is_shared(tx, &bag, frame).await? => {
            let (_, joined) = join::take_in(tx, app, into, &bag, app.config.join).await?;
            store::detach(tx, frame).await?;
            store::assign(tx, frame, &id).await?;
            joined
        }
        Some(bag) => join::merge(tx, app, into, &bag, app.config.join).await?.1,
    };
    store::follow(tx, frame, session).await?;
    // Whoever brings nothing takes nobody's place.
    if brings {
        store::attribute(tx, &id, Some(from)).await?;
    }
    service::moved(tx, app, frame);
    Ok(joined.into_iter().map(|it| told(app, it)).collect())
}

/// Something was put into a frame's bag. If that is a shopper's by now, it is brought into it at once.
pub(crate) async fn brought(tx: &mut Tx, frame: &str, from: &Attribution) -> Result<(), Error> {
    match store::followed_by(tx, frame).await? {
        Some(bag) => store::attribute(tx, &bag, Some(from)).await,
        None => Ok(()),
    }
}

/// Whether somebody but this frame has the bag.
async fn is_shared(tx: &mut Tx, bag: &store::Stored, frame: &str) -> Result<bool, Error> {
    let others = store::sessions_of(tx, &bag.id).await?.iter().any(|it| it != frame);
    Ok(others || store::owner_of(tx, &bag.id).await?.is_some())
}
