//! Sessions as rows: found by the hash of their cookie, given another cookie from time to time, ended.
//!
//! A cookie may be changed while another request of the same browser is under way with the old one, and the answer that brings the
//! new one may be lost. So the old one goes on for a minute after the new one was first seen, and until then brings yet another.
//! After a sign-in it is different: whoever may have planted or seen the old cookie must not come in with it, so it opens
//! nothing, but for a minute it is not taken for a stranger's either, whose new session would push the signed-in one out.

use domain::account::{ABSOLUTE, Device, GUEST_IDLE, IDLE, SessionTimes};
use jiff::{SignedDuration, Timestamp};

use super::{Proof, Shopper};
use crate::{app::App, args, db::Tx, error::Error, ids};

/// How long the old cookie goes on once the browser has the new one.
const GRACE: SignedDuration = SignedDuration::from_mins(1);
/// How long it goes on when the browser does not seem to get the new one.
const UNSEEN: SignedDuration = SignedDuration::from_hours(24);

/// What a cookie led to.
pub(super) struct Found {
    pub(super) shopper: Shopper,
    /// The cookie from now on, if it changes.
    pub(super) token: Option<String>,
    /// When the session ends, however often it is seen.
    pub(super) ends_at_latest: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    token_hash: Vec<u8>,
    created_at: i64,
    seen_at: i64,
    rotated_at: Option<i64>,
    account: Option<String>,
    signed_in_at: Option<i64>,
    proved_at: Option<i64>,
    previous_until: Option<i64>,
    previous_opens: Option<i64>,
}

/// When a session was made, signed in and seen, as its row says it.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(crate) struct Times {
    pub(crate) created_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) rotated_at: Option<i64>,
    pub(crate) signed_in_at: Option<i64>,
}

impl Times {
    /// What the rules ask for.
    pub(crate) fn parse(self) -> Result<SessionTimes, Error> {
        Ok(SessionTimes {
            signed_in_at: self.signed_in_at.map(moment).transpose()?,
            seen_at: moment(self.seen_at)?,
            rotated_at: moment(self.rotated_at.unwrap_or(self.created_at))?,
        })
    }
}

impl Row {
    fn times(&self) -> Result<SessionTimes, Error> {
        let Self { created_at, seen_at, rotated_at, signed_in_at, .. } = *self;
        Times { created_at, seen_at, rotated_at, signed_in_at }.parse()
    }
}

/// The session of a cookie.
///
/// # Errors
/// 503 for the cookie from before a sign-in that was a moment ago: the browser has another one by the time it asks again.
pub(super) async fn find(app: &App, token: &str) -> Result<Option<Found>, Error> {
    let (hash, now) = (&ids::hash(token), app.clock.now());
    let row: Option<Row> = app
        .db
        .maybe(
            "SELECT id, token_hash, created_at, seen_at, rotated_at, account, signed_in_at, proved_at, previous_until, previous_opens
             FROM sessions WHERE token_hash = $1 OR previous_hash = $1",
            args![hash],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let times = row.times()?;
    let previous_until = row.previous_until.unwrap_or(i64::MIN);
    let by_previous = row.token_hash != *hash;
    if times.ends_at() <= now || (by_previous && previous_until <= now.as_millisecond()) {
        return Ok(None);
    }
    if by_previous && row.previous_opens == Some(0) {
        return Err(Error::try_later(1));
    }
    let unseen = row.previous_opens == Some(1) && previous_until > (now + GRACE).as_millisecond();
    let mut token = None;
    if by_previous && unseen && now.duration_since(times.rotated_at) > GRACE {
        token = reissue(app, &row, hash, now).await?;
    } else if !by_previous && times.rotates(now) {
        token = rotate(app, &row, hash, now).await?;
    } else if !by_previous && unseen {
        settle(app, &row, now).await?;
    } else if times.is_seen_stale(now) {
        see(app, &row, now).await?;
    }
    let proof = |(account, proved_at)| Ok::<_, Error>(Proof { account, proved_at: moment(proved_at)? });
    let account = row.account.zip(row.proved_at).map(proof).transpose()?;
    Ok(Some(Found { shopper: Shopper { id: row.id, account }, token, ends_at_latest: times.ends_at_latest() }))
}

/// Gives a session another cookie, unless another request just did.
async fn rotate(app: &App, row: &Row, hash: &Vec<u8>, now: Timestamp) -> Result<Option<String>, Error> {
    let token = app.ids.token();
    let fresh = &ids::hash(&token);
    let rotated = app
        .db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE sessions SET previous_hash = token_hash, previous_until = $1, previous_opens = 1, token_hash = $2,
                                     rotated_at = $3, seen_at = $3 WHERE id = $4 AND token_hash = $5",
                args![now + UNSEEN, fresh, now, &row.id, hash],
            )
            .await
        })
        .await?;
    Ok((rotated == 1).then_some(token))
}

/// The browser still shows the old cookie: the answer with the new one was lost, so it gets another.
async fn reissue(app: &App, row: &Row, hash: &Vec<u8>, now: Timestamp) -> Result<Option<String>, Error> {
    let token = app.ids.token();
    let fresh = &ids::hash(&token);
    let rotated = app
        .db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE sessions SET token_hash = $1, rotated_at = $2, seen_at = $2
                 WHERE id = $3 AND previous_hash = $4 AND rotated_at = $5",
                args![fresh, now, &row.id, hash, row.rotated_at],
            )
            .await
        })
        .await?;
    Ok((rotated == 1).then_some(token))
}

/// The browser has the new cookie: the old one has a minute left.
async fn settle(app: &App, row: &Row, now: Timestamp) -> Result<(), Error> {
    app.db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE sessions SET previous_until = $1, seen_at = $2 WHERE id = $3 AND token_hash = $4",
                args![now + GRACE, now, &row.id, &row.token_hash],
            )
            .await
        })
        .await
        .map(drop)
}

async fn see(app: &App, row: &Row, now: Timestamp) -> Result<(), Error> {
    app.db
        .write(
            |mut tx| async move { tx.run("UPDATE sessions SET seen_at = $1 WHERE id = $2", args![now, &row.id]).await },
        )
        .await
        .map(drop)
}

/// Whether a session is still what it was when a long answer to it began: not ended, and signed in to the same account if it was.
pub(crate) async fn goes_on(app: &App, shopper: &Shopper) -> Result<bool, Error> {
    let row: Option<(Option<String>,)> =
        app.db.maybe("SELECT account FROM sessions WHERE id = $1", args![&shopper.id]).await?;
    let Some((account,)) = row else { return Ok(false) };
    Ok(shopper.account.is_none() || account.as_deref() == shopper.account_id())
}

/// A guest's new session: its id and cookie.
pub(crate) async fn begin(tx: &mut Tx, app: &App) -> Result<(String, String), Error> {
    let (id, token, now) = (app.ids.id(), app.ids.token(), app.clock.now());
    tx.run(
        "INSERT INTO sessions (id, token_hash, created_at, seen_at, rotated_at) VALUES ($1, $2, $3, $3, $3)",
        args![&id, ids::hash(&token), now],
    )
    .await?;
    Ok((id, token))
}

/// Signs a session in and says its cookie from now on. The old one opens nothing any more.
pub(crate) async fn sign_in(
    tx: &mut Tx,
    app: &App,
    session: &str,
    proof: &Proof,
    device: &Device,
) -> Result<String, Error> {
    let (token, now) = (app.ids.token(), app.clock.now());
    let signed_in = tx
        .run(
            "UPDATE sessions SET previous_hash = token_hash, previous_until = $1, previous_opens = 0, token_hash = $2, rotated_at = $3,
                                 seen_at = $3, account = $4, signed_in_at = $3, proved_at = $5, browser = $6, system = $7 WHERE id = $8",
            args![
                now + GRACE, ids::hash(&token), now, &proof.account, proof.proved_at, &device.browser, &device.system,
                session,
            ],
        )
        .await?;
    if signed_in == 0 {
        // Signed out on another device at the same moment.
        return Err(Error::try_later(1));
    }
    Ok(token)
}

/// Ends a session for good.
pub(crate) async fn end(tx: &mut Tx, session: &str) -> Result<(), Error> {
    tx.run("DELETE FROM sessions WHERE id = $1", args![session]).await.map(drop)
}

/// Forgets sessions that ended by themselves. What hangs on them is forgotten with what it belongs to.
pub(crate) async fn sweep(app: &App) -> Result<u64, Error> {
    let now = app.clock.now();
    let (guests, unused, old) = (now - GUEST_IDLE, now - IDLE, now - ABSOLUTE);
    app.db
        .write(|mut tx| async move {
            tx.run(
                "DELETE FROM sessions WHERE (account IS NULL AND seen_at <= $1)
                     OR (account IS NOT NULL AND (seen_at <= $2 OR signed_in_at <= $3))",
                args![guests, unused, old],
            )
            .await
        })
        .await
}

fn moment(millis: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(millis).map_err(Error::internal)
}
