//! An order as a stream: its newest state at once, then each time it changes.

use std::time::Duration;

use axum::response::sse::Event;
use domain::id::OrderNumber;
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::{
    store, topic,
    view::{self, Viewer},
};
use crate::{
    app::App,
    error::Error,
    pokes::Heard,
    session::{self, Shopper},
};

/// After so long without a poke the order is looked at all the same, which finds what another process changed.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// Follows an order until the shop closes or its shopper signs out. What the client has up to `seen` is not sent again.
pub(super) fn follow(
    app: App,
    shopper: Shopper,
    public_url: String,
    number: OrderNumber,
    seen: Option<u64>,
) -> impl Stream<Item = Result<Event, Error>> {
    let changed = app.pokes.subscribe(&topic(&number));
    let follower = Follower { app, shopper, public_url, number, seen, changed, fresh: true };
    stream::unfold(follower, |mut follower| async move {
        match follower.next().await {
            Ok(event) => event.map(|event| (Ok(event), follower)),
            // The client connects again and goes on after the last event.
            Err(error) => {
                tracing::warn!(%error, "an order's stream ends early");
                None
            }
        }
    })
}

struct Follower {
    app: App,
    shopper: Shopper,
    public_url: String,
    number: OrderNumber,
    seen: Option<u64>,
    changed: watch::Receiver<Heard>,
    fresh: bool,
}

impl Follower {
    /// The next event; none when the shop closes or its shopper is not here any more.
    async fn next(&mut self) -> Result<Option<Event>, Error> {
        loop {
            if !std::mem::take(&mut self.fresh) && !self.wait().await {
                return Ok(None);
            }
            self.changed.mark_unchanged();
            if !session::goes_on(&self.app, &self.shopper).await? {
                return Ok(None);
            }
            let seq = store::seq(&self.app.db, &self.number).await?.and_then(|seq| u64::try_from(seq).ok());
            if seq.is_some_and(|seq| self.seen.is_some_and(|seen| seq <= seen)) {
                continue;
            }
            // In a box, so that the state of reading is there only while it lasts and not while the stream waits.
            let viewer = Viewer { public_url: &self.public_url, shopper: Some(&self.shopper) };
            let view = Box::pin(view::load(&self.app, viewer, &self.number)).await?;
            self.seen = Some(view.seq);
            let data = serde_json::to_string(&view).map_err(Error::internal)?;
            return Ok(Some(Event::default().event("order").id(view.seq.to_string()).data(data)));
        }
    }

    /// Waits for something to look at; says no when the shop closes.
    async fn wait(&mut self) -> bool {
        let closed = self.app.closed();
        tokio::select! {
            () = closed => false,
            // The sender lives as long as it is listened to, so this does not fail.
            _ = self.changed.changed() => true,
            () = tokio::time::sleep(LOOK_EVERY) => true,
        }
    }
}
