//! A request to be let in as a stream: how it stands, until it no longer waits.

use std::time::Duration;

use api::account::{ApprovalState, ApprovalStateView};
use axum::response::sse::Event;
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::{store, topic};
use crate::{app::App, error::Error, pokes::Heard};

/// After so long without a poke the request is looked at all the same: another process may have answered it, or it has expired.
const LOOK_EVERY: Duration = Duration::from_secs(3);

struct Follower {
    app: App,
    approval: String,
    session: String,
    changed: watch::Receiver<Heard>,
    told: Option<ApprovalState>,
}

/// Follows a request until it is answered, has expired, or the shop closes.
pub(super) fn follow(app: App, approval: String, session: String) -> impl Stream<Item = Result<Event, Error>> {
    let changed = app.pokes.subscribe(&topic(&approval));
    let follower = Follower { app, approval, session, changed, told: None };
    stream::unfold(follower, |mut follower| async move {
        match follower.next().await {
            Ok(event) => event.map(|event| (Ok(event), follower)),
            // The client connects again, or asks for the state.
            Err(error) => {
                tracing::warn!(%error, "the stream of a request to be let in ends early");
                None
            }
        }
    })
}

impl Follower {
    async fn next(&mut self) -> Result<Option<Event>, Error> {
        if self.told.is_some_and(|state| state != ApprovalState::Waiting) {
            return Ok(None);
        }
        loop {
            self.changed.mark_unchanged();
            let state = store::state(&self.app, &self.approval, &self.session).await?;
            if self.told != Some(state) {
                self.told = Some(state);
                let data = serde_json::to_string(&ApprovalStateView { state }).map_err(Error::internal)?;
                return Ok(Some(Event::default().event("approval").data(data)));
            }
            let closed = self.app.closed();
            // The sender lives as long as it is listened to, so `changed` does not fail.
            tokio::select! {
                () = closed => return Ok(None),
                _ = self.changed.changed() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }
}
