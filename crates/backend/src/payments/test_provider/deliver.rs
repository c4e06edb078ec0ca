//! The test provider's webhooks: signed, and taken in by the shop as anybody else's.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use jiff::{SignedDuration, Timestamp};

use super::{Event, NAME, SIGNATURE, TestProvider};
use crate::{app::App, args, db::Tx, error::Error, payments, payments::signature};

/// Poked when there is something to tell.
const TOPIC: &str = "test webhooks";
/// How soon something is told without a poke.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How late a late one is: the shopper is back and looks at her order.
const LATE: SignedDuration = SignedDuration::from_secs(20);
/// How long after the first one a second one comes.
const SOON: SignedDuration = SignedDuration::from_millis(500);
/// How often one is told again that was not taken, and how long that waits.
const TRIES_MOST: i64 = 10;
const AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// The ways it may tell.
pub(super) const WAYS: [&str; 5] = ["normal", "late", "twice", "disordered", "never"];

#[derive(sqlx::FromRow)]
struct Waiting {
    id: String,
    event: String,
    reference: String,
    kind: String,
    at: i64,
    tries: i64,
}

/// Writes down what is to be told of a payment that was decided, the way that was chosen on its page.
pub(super) async fn tell(
    tx: &mut Tx,
    provider: &TestProvider,
    reference: &str,
    way: &str,
    kind: &str,
) -> Result<(), Error> {
    let now = provider.clock.now();
    let before = now - SignedDuration::from_secs(1);
    let (first, second) = (provider.ids.id(), provider.ids.id());
    let events: Vec<(&str, &str, Timestamp, Timestamp)> = match way {
        "late" => vec![(&first, kind, now, now + LATE)],
        "twice" => vec![(&first, kind, now, now), (&first, kind, now, now + SOON)],
        "disordered" => vec![(&second, kind, now, now), (&first, "payment.processing", before, now + SOON)],
        "never" => Vec::new(),
        _ => vec![(&first, kind, now, now)],
    };
    for (event, kind, at, due_at) in events {
        tx.run(
            "INSERT INTO test_webhooks (id, event, reference, kind, at, due_at) VALUES ($1, $2, $3, $4, $5, $6)",
            args![provider.ids.id(), event, reference, kind, at, due_at],
        )
        .await?;
    }
    tx.poke(TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
    Ok(())
}

/// Tells the shop what is due to be told. Says how much was.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let Some(provider) = app.payments.test() else { return Ok(0) };
    let due: Vec<Waiting> = app
        .db
        .all(
            "SELECT id, event, reference, kind, at, tries FROM test_webhooks WHERE due_at <= $1 ORDER BY due_at, id LIMIT 50",
            args![app.clock.now()],
        )
        .await?;
    let mut told = 0;
    for it in &due {
        let event = Event {
            id: it.event.clone(),
            kind: it.kind.clone(),
            reference: it.reference.clone(),
            created: it.at / 1_000,
        };
        let body = serde_json::to_vec(&event).map_err(Error::internal)?;
        let signed = signature::sign(&provider.secret(), &body, app.clock.now());
        let mut headers = HeaderMap::new();
        headers.insert(SIGNATURE, HeaderValue::try_from(signed).map_err(Error::internal)?);
        let taken = payments::receive(app, NAME, &headers, &body).await;
        if let Err(error) = &taken {
            tracing::warn!(%error, "the shop did not take the test provider's webhook");
        }
        let (done, now) = (taken.is_ok() || it.tries >= TRIES_MOST, app.clock.now());
        app.db
            .write(|mut tx| async move {
                if done {
                    return tx.run("DELETE FROM test_webhooks WHERE id = $1", args![&it.id]).await;
                }
                let again = now + AGAIN_AFTER;
                tx.run("UPDATE test_webhooks SET tries = tries + 1, due_at = $1 WHERE id = $2", args![again, &it.id])
                    .await
            })
            .await?;
        told += usize::from(taken.is_ok());
    }
    Ok(told)
}

/// Tells the shop until it closes.
pub(crate) async fn work(app: App) {
    let mut pokes = app.pokes.subscribe(TOPIC);
    loop {
        if let Err(error) = deliver(&app).await {
            tracing::warn!(%error, "the test provider could not tell the shop");
        }
        tokio::select! {
            _ = pokes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = app.closed() => return,
        }
    }
}
