//! Requests that may be repeated: an `Idempotency-Key` makes the effect happen once and the answer come back again.
//!
//! The answer is kept in the transaction of the effect, so there is never one without the other. Refusals are not kept:
//! they had no effect, and may be different the next time.

use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::{app::App, args, db::Tx, error::Error};

/// How long a process that works on a request across transactions is believed to be alive.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How often a key is tried for that others claim and give up at the same time.
const TURNS: u32 = 5;
/// How long answers are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// The longest key, as Stripe has it.
const KEY_LENGTH: usize = 255;

/// The request's `Idempotency-Key`, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

impl FromRequestParts<App> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = value.to_str().unwrap_or_default().trim();
        if key.is_empty() || key.len() > KEY_LENGTH {
            return Err(Error::invalid("Idempotency-Key", format_args!("1 to {KEY_LENGTH} visible characters")));
        }
        Ok(Self(Some(key.to_owned())))
    }
}

impl IdempotencyKey {
    /// This key, for one operation of one person with this body.
    pub fn once<B: Serialize>(self, app: &App, operation: &'static str, who: &str, body: &B) -> Result<Once, Error> {
        let body = serde_json::to_vec(body).map_err(Error::internal)?;
        Ok(Once {
            key: self.0,
            scope: format!("{operation}:{who}"),
            hash: Sha256::digest(body).to_vec(),
            lease: app.ids.id(),
            now: app.clock.now(),
        })
    }
}

/// A request that takes effect once. Without a key it is a plain request, and nothing is kept.
#[derive(Debug, Clone)]
pub struct Once {
    key: Option<String>,
    scope: String,
    hash: Vec<u8>,
    lease: String,
    now: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Kept {
    request_hash: Vec<u8>,
    lease: String,
    lease_until: i64,
    body: Option<Vec<u8>>,
}

impl Once {
    /// The first thing in the transaction of the effect: the earlier answer, or `None` when it is ours to do.
    ///
    /// # Errors
    /// 422 when the key came with another body, 409 while another process works on it.
    pub async fn replay<T: DeserializeOwned>(&self, tx: &mut Tx) -> Result<Option<T>, Error> {
        let Some(key) = &self.key else { return Ok(None) };
        let until = self.now + LEASE;
        // With PostgreSQL whoever has the key can give it up between the two statements: then it is free again.
        for _ in 0..TURNS {
            let claimed = tx
                .run(
                    "INSERT INTO repeats (scope, key, request_hash, lease, lease_until, created_at)
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (scope, key) DO NOTHING",
                    args![&self.scope, key, &self.hash, &self.lease, until, self.now],
                )
                .await?;
            if claimed == 1 {
                return Ok(None);
            }
            let kept: Option<Kept> = tx
                .maybe(
                    "SELECT request_hash, lease, lease_until, body FROM repeats WHERE scope = $1 AND key = $2",
                    args![&self.scope, key],
                )
                .await?;
            if let Some(kept) = kept {
                return self.answer(tx, key, kept).await;
            }
        }
        Err(Error::in_progress(1))
    }

    /// What the row of an earlier request with this key comes to.
    async fn answer<T: DeserializeOwned>(&self, tx: &mut Tx, key: &str, kept: Kept) -> Result<Option<T>, Error> {
        if kept.request_hash != self.hash {
            return Err(Error::key_reused());
        }
        if let Some(body) = kept.body {
            return serde_json::from_slice(&body).map(Some).map_err(Error::internal);
        }
        if kept.lease == self.lease {
            return Ok(None);
        }
        self.take_over(tx, key, &kept).await.map(|()| None)
    }

    /// The last thing in the transaction of the effect: keeps the answer for the next time.
    ///
    /// # Errors
    /// 409 when somebody else took the request over meanwhile, so that the effect is taken back.
    pub async fn keep<T: Serialize>(&self, tx: &mut Tx, answer: &T) -> Result<(), Error> {
        let Some(key) = &self.key else { return Ok(()) };
        let body = serde_json::to_vec(answer).map_err(Error::internal)?;
        let kept = tx
            .run(
                "UPDATE repeats SET status = 200, body = $1 WHERE scope = $2 AND key = $3 AND lease = $4 AND status IS NULL",
                args![body, &self.scope, key, &self.lease],
            )
            .await?;
        if kept == 1 { Ok(()) } else { Err(Error::in_progress(1)) }
    }

    /// For effects across several transactions: claims the request in one of its own, before the first.
    /// [`Once::replay`] then finds its own claim. Answers like it.
    pub async fn claim<T: DeserializeOwned>(&self, app: &App) -> Result<Option<T>, Error> {
        app.db.write(|mut tx| async move { self.replay(&mut tx).await }).await
    }

    /// Gives up a claim after a refusal, so that the next try need not wait for the lease.
    pub async fn release(&self, app: &App) -> Result<(), Error> {
        let Some(key) = &self.key else { return Ok(()) };
        app.db
            .write(|mut tx| async move {
                tx.run(
                    "DELETE FROM repeats WHERE scope = $1 AND key = $2 AND lease = $3 AND status IS NULL",
                    args![&self.scope, key, &self.lease],
                )
                .await
            })
            .await
            .map(drop)
    }

    async fn take_over(&self, tx: &mut Tx, key: &str, kept: &Kept) -> Result<(), Error> {
        let left = kept.lease_until - self.now.as_millisecond();
        if left > 0 {
            return Err(Error::in_progress(u64::try_from(left).unwrap_or(0).div_ceil(1_000)));
        }
        let taken = tx
            .run(
                "UPDATE repeats SET lease = $1, lease_until = $2 WHERE scope = $3 AND key = $4 AND lease = $5 AND status IS NULL",
                args![&self.lease, self.now + LEASE, &self.scope, key, &kept.lease],
            )
            .await?;
        if taken == 1 { Ok(()) } else { Err(Error::in_progress(1)) }
    }
}

/// Forgets answers that are too old to be asked for again.
pub(crate) async fn sweep(app: &App) -> Result<u64, Error> {
    let before = app.clock.now() - KEPT;
    app.db.write(|mut tx| async move { tx.run("DELETE FROM repeats WHERE created_at < $1", args![before]).await }).await
}
