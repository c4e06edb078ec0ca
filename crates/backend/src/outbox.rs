//! Side effects: written in the transaction that causes them, done afterwards, by whichever process comes first.
//!
//! There is no mail server yet, so a message is delivered into the `mailbox` table, once.

use std::time::Duration;

use crate::{app::App, args, db::Tx, error::Error};
use serde::Serialize;

const TOPIC: &str = "outbox";
/// How many messages one transaction delivers.
const BATCH: i64 = 32;
/// How soon a message of another process is found without a poke.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// Leaves a message to be delivered once `tx` is committed.
pub async fn send<B: Serialize>(
    tx: &mut Tx,
    app: &App,
    kind: &'static str,
    recipient: &str,
    body: &B,
) -> Result<(), Error> {
    let body = serde_json::to_string(body).map_err(Error::internal)?;
    let now = app.clock.now();
    tx.run(
        "INSERT INTO outbox (id, kind, recipient, body, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $5)",
        args![app.ids.id(), kind, recipient, body, now],
    )
    .await?;
    tx.poke(TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
    Ok(())
}

/// Delivers what is due until the shop closes.
pub(crate) async fn work(app: App) {
    let mut pokes = app.pokes.subscribe(TOPIC);
    loop {
        match deliver(&app).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "messages could not be delivered"),
        }
        tokio::select! {
            _ = pokes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = app.closed() => return,
        }
    }
}

/// Delivers a batch of what is due and says how many there were.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let now = app.clock.now();
    let due: Vec<(String,)> = app
        .db
        .all("SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT $2", args![now, BATCH])
        .await?;
    if due.is_empty() {
        return Ok(0);
    }
    let due = &due;
    app.db
        .write(|mut tx| async move {
            for (id,) in due {
                // Whoever sets done_at delivers; another process that tries as well changes no row.
                let ours = tx
                    .run(
                        "UPDATE outbox SET done_at = $1, tries = tries + 1 WHERE id = $2 AND done_at IS NULL",
                        args![now, id],
                    )
                    .await?;
                if ours == 1 {
                    tx.run(
                        "INSERT INTO mailbox (id, kind, recipient, body, delivered_at)
                         SELECT id, kind, recipient, body, $1 FROM outbox WHERE id = $2",
                        args![now, id],
                    )
                    .await?;
                }
            }
            Ok(due.len())
        })
        .await
}
