//! Side effects: written in the transaction that causes them, done afterwards, by whichever process comes first.
//!
//! With a mail server, letters are handed to it until it takes them; whether it does never matters to what the letter tells about.
//! Without one they are delivered into the `mailbox` table, once.

use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{app::App, args, db::Tx, error::Error, mail, mail::MailServer};

const TOPIC: &str = "outbox";
/// How many messages are delivered at a time.
const BATCH: i64 = 16;
/// How soon a message is found without a poke: another process's, or one to be tried again.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Seconds until the next try, after the first, the second, …; after the last a letter is given up. About a day and a half.
const PAUSES: [i64; 10] = [5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, 43_200];
/// How long a process that took a letter on is believed to be alive.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

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

/// Delivers a batch of what is due and says how many were delivered.
pub async fn deliver(app: &App) -> Result<usize, Error> {
    let due: Vec<Due> = app
        .db
        .all(
            "SELECT id, kind, recipient, body, tries FROM outbox WHERE done_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT $2",
            args![app.clock.now(), BATCH],
        )
        .await?;
    if due.is_empty() {
        return Ok(0);
    }
    let Some(server) = &app.config.mail else { return into_mailbox(app, &due).await };
    let sent = join_all(due.iter().map(|it| by_mail(app, server, it))).await;
    sent.into_iter().try_fold(0, |count, sent| Ok(count + usize::from(sent?)))
}

/// Erases what was written, or is to be written, to an address.
pub(crate) async fn forget(tx: &mut Tx, recipient: &str) -> Result<(), Error> {
    // As typed at checkout the address may be in other letters than the account's.
    tx.run("DELETE FROM outbox WHERE LOWER(recipient) = $1", args![recipient]).await?;
    tx.run("DELETE FROM mailbox WHERE LOWER(recipient) = $1", args![recipient]).await.map(drop)
}

/// Erases what was written, or is to be written, about an order.
pub(crate) async fn forget_order(tx: &mut Tx, number: &str) -> Result<(), Error> {
    let about = format!("%\"number\":\"{number}\"%");
    tx.run("DELETE FROM outbox WHERE body LIKE $1", args![&about]).await?;
    tx.run("DELETE FROM mailbox WHERE body LIKE $1", args![about]).await.map(drop)
}

#[derive(Debug, sqlx::FromRow)]
struct Due {
    id: String,
    kind: String,
    recipient: String,
    body: String,
    tries: i64,
}

/// The parts of a message that matter to its delivery.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lasts {
    /// Milliseconds since 1970 after which it is not worth delivering.
    expires_at: Option<i64>,
    code: Option<String>,
}

async fn into_mailbox(app: &App, due: &[Due]) -> Result<usize, Error> {
    let now = app.clock.now();
    let delivered = app
        .db
        .write(|mut tx| async move {
            let mut delivered = Vec::new();
            for (place, it) in due.iter().enumerate() {
                // Whoever sets done_at delivers; another process that tries as well changes no row.
                let ours = tx
                    .run(
                        "UPDATE outbox SET done_at = $1, tries = tries + 1 WHERE id = $2 AND done_at IS NULL",
                        args![now, &it.id],
                    )
                    .await?;
                if ours == 1 {
                    tx.run(
                        "INSERT INTO mailbox (id, kind, recipient, body, delivered_at)
                         SELECT id, kind, recipient, body, $1 FROM outbox WHERE id = $2",
                        args![now, &it.id],
                    )
                    .await?;
                    delivered.push(place);
                }
            }
            Ok(delivered)
        })
        .await?;
    for it in delivered {
        let lasts: Lasts = serde_json::from_str(&due[it].body).unwrap_or_default();
        if let Some(code) = lasts.code {
            // The only place where a code is logged: this shop has no other way to tell it.
            tracing::info!(code, "a sign-in code; there is no mail server, see --smtp and {}", mail::MAILBOX);
        }
    }
    Ok(due.len())
}

/// Hands a letter to the mail server, if no other process does. Says whether it was taken, or is not worth it any more.
async fn by_mail(app: &App, server: &MailServer, it: &Due) -> Result<bool, Error> {
    let now = app.clock.now();
    let taken_on = app
        .db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE outbox SET tries = tries + 1, due_at = $1 WHERE id = $2 AND tries = $3 AND done_at IS NULL AND due_at <= $4",
                args![now + LEASE, &it.id, it.tries, now],
            )
            .await
        })
        .await?;
    if taken_on == 0 {
        return Ok(false);
    }
    let lasts: Lasts = serde_json::from_str(&it.body).unwrap_or_default();
    let late = lasts.expires_at.is_some_and(|at| at <= now.as_millisecond());
    let Some(letter) = mail::letter(&it.kind, &it.body).filter(|_| !late) else {
        return done(app, it).await.map(|()| true);
    };
    // Nobody's address or code goes to the log, so only the kind of error does.
    let Err(error) = server.send(&it.id, &it.recipient, &letter).await else {
        return done(app, it).await.map(|()| true);
    };
    let pause = usize::try_from(it.tries).ok().and_then(|tries| PAUSES.get(tries));
    let Some(pause) = pause else {
        tracing::error!(message = it.id, kind = it.kind, "a letter is given up: the mail server never took it");
        return done(app, it).await.map(|()| true);
    };
    tracing::warn!(message = it.id, kind = it.kind, pause_s = pause, why = %kind_of(&error), "a letter is tried again later");
    try_again(app, it, now + SignedDuration::from_secs(*pause)).await.map(|()| false)
}

/// A letter is out of the house: what it said is nobody's business any more.
async fn done(app: &App, it: &Due) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE outbox SET done_at = $1, body = '{}', recipient = '' WHERE id = $2 AND done_at IS NULL",
                args![now, &it.id],
            )
            .await
        })
        .await
        .map(drop)
}

async fn try_again(app: &App, it: &Due, at: Timestamp) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            tx.run("UPDATE outbox SET due_at = $1 WHERE id = $2 AND done_at IS NULL", args![at, &it.id]).await
        })
        .await
        .map(drop)
}

fn kind_of(error: &anyhow::Error) -> &'static str {
    match error.downcast_ref::<lettre::transport::smtp::Error>() {
        Some(error) if error.is_timeout() => "it took too long",
        Some(error) if error.is_permanent() => "refused for good",
        Some(error) if error.is_transient() => "refused for now",
        Some(error) if error.is_tls() => "no encryption",
        Some(_) => "not reached",
        None => "not an address",
    }
}
