//! Rows of accounts, their codes and devices, and allowances that hold across servers.

use domain::{
    account::{Allowance, CODE_TRIES, DEVICES_MOST, Device},
    text::Email,
};
use jiff::Timestamp;

use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
    orders::owner as orders,
    session::{self, Times},
    tryon,
};

/// An account's own row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct AccountRow {
    pub(super) email: String,
    pub(super) handle: Vec<u8>,
    pub(super) created_at: i64,
}

/// A session that is signed in.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct DeviceRow {
    pub(super) id: String,
    pub(super) browser: Option<String>,
    pub(super) system: Option<String>,
    #[sqlx(flatten)]
    pub(super) times: Times,
}

impl DeviceRow {
    pub(super) fn device(&self) -> Device {
        Device { browser: self.browser.clone().unwrap_or_default(), system: self.system.clone().unwrap_or_default() }
    }
}

/// An account by its id.
///
/// # Errors
/// 401 when it was erased a moment ago.
pub(super) async fn account(db: &Db, id: &str) -> Result<AccountRow, Error> {
    let row = db.maybe("SELECT email, handle, created_at FROM accounts WHERE id = $1", args![id]).await?;
    row.ok_or_else(Error::not_signed_in)
}

/// The account of an address, made if there is none, and whether it was.
pub(super) async fn account_of(tx: &mut Tx, app: &App, email: &Email) -> Result<(String, bool), Error> {
    let made = tx
        .run(
            "INSERT INTO accounts (id, email, handle, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING",
            args![app.ids.id(), email.as_str(), app.ids.bytes::<16>().to_vec(), app.clock.now()],
        )
        .await?;
    let (id,): (String,) = tx.one("SELECT id FROM accounts WHERE email = $1", args![email.as_str()]).await?;
    Ok((id, made == 1))
}

/// The address of an account.
pub(crate) async fn email_of(tx: &mut Tx, id: &str) -> Result<String, Error> {
    let (email,): (String,) = tx.one("SELECT email FROM accounts WHERE id = $1", args![id]).await?;
    Ok(email)
}

/// Nobody else signs in to the account or out of it until this transaction ends.
///
/// # Errors
/// 401 when it was erased a moment ago.
pub(crate) async fn lock(tx: &mut Tx, account: &str) -> Result<(), Error> {
    let there = tx.run("UPDATE accounts SET created_at = created_at WHERE id = $1", args![account]).await?;
    if there == 1 { Ok(()) } else { Err(Error::not_signed_in()) }
}

/// The sessions that are signed in to an account, the one last seen first; those that ended by themselves are left out.
pub(super) async fn devices(db: &Db, account: &str, now: Timestamp) -> Result<Vec<DeviceRow>, Error> {
    let rows: Vec<DeviceRow> = db
        .all(
            "SELECT id, browser, system, created_at, seen_at, rotated_at, signed_in_at FROM sessions
             WHERE account = $1 ORDER BY seen_at DESC, id DESC",
            args![account],
        )
        .await?;
    let mut open = Vec::new();
    for row in rows {
        if row.times.parse()?.ends_at() > now {
            open.push(row);
        }
    }
    Ok(open)
}

/// The ids of the sessions that are signed in to an account.
pub(super) async fn sessions_of(tx: &mut Tx, account: &str) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> =
        tx.all("SELECT id FROM sessions WHERE account = $1 ORDER BY seen_at DESC, id DESC", args![account]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps the list of devices bounded.
pub(super) async fn sign_out_least_seen(tx: &mut Tx, app: &App, account: &str) -> Result<(), Error> {
    for session in sessions_of(tx, account).await?.iter().skip(DEVICES_MOST) {
        super::sign_in::leave(tx, app, session).await?;
    }
    Ok(())
}

/// Keeps the code a browser was sent, in place of the one before.
pub(super) async fn keep_code(
    tx: &mut Tx,
    session: &str,
    email: &Email,
    hash: &Vec<u8>,
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO account_codes (session, email, code_hash, tries, expires_at) VALUES ($1, $2, $3, 0, $4)
         ON CONFLICT (session) DO UPDATE SET email = excluded.email, code_hash = excluded.code_hash, tries = 0,
                                             expires_at = excluded.expires_at",
        args![session, email.as_str(), hash, expires_at],
    )
    .await
    .map(drop)
}

/// Counts a try at a browser's code: what it is hashed to and how many tries there were, if it still counts.
pub(super) async fn try_code(
    tx: &mut Tx,
    app: &App,
    session: &str,
    email: &Email,
) -> Result<Option<(Vec<u8>, u32)>, Error> {
    let row: Option<(Vec<u8>, i64)> = tx
        .maybe(
            "UPDATE account_codes SET tries = tries + 1 WHERE session = $1 AND email = $2 AND tries < $3 AND expires_at > $4
             RETURNING code_hash, tries",
            args![session, email.as_str(), CODE_TRIES, app.clock.now()],
        )
        .await?;
    Ok(row.map(|(hash, tries)| (hash, u32::try_from(tries).unwrap_or(CODE_TRIES))))
}

/// The code was used.
pub(super) async fn spend_code(tx: &mut Tx, session: &str) -> Result<(), Error> {
    tx.run("DELETE FROM account_codes WHERE session = $1", args![session]).await.map(drop)
}

/// Uses up one of an allowance.
///
/// # Errors
/// 429 with the seconds to wait, when it is used up.
pub(super) async fn use_up(tx: &mut Tx, app: &App, what: &str, whose: &str, allowance: Allowance) -> Result<(), Error> {
    let now = app.clock.now();
    let (span, what) = (allowance.span(now), format!("{what}, {} ms", allowance.within_ms));
    let whose = app.secrets.fingerprint("allowance", whose);
    let used = tx
        .run(
            "INSERT INTO allowances (what, whose, span, used, ends_at) VALUES ($1, $2, $3, 1, $4)
             ON CONFLICT (what, whose, span) DO UPDATE SET used = allowances.used + 1 WHERE allowances.used < $5",
            args![what, whose, span, span + allowance.within_ms, allowance.most],
        )
        .await?;
    if used == 1 { Ok(()) } else { Err(Error::too_many(allowance.wait_s(now))) }
}

/// Forgets what a session had begun.
pub(super) async fn forget_session(tx: &mut Tx, session: &str) -> Result<(), Error> {
    for sql in [
        "DELETE FROM account_codes WHERE session = $1",
        "DELETE FROM passkey_challenges WHERE session = $1",
        "DELETE FROM approvals WHERE session = $1",
    ] {
        tx.run(sql, args![session]).await?;
    }
    Ok(())
}

/// Erases an account's own rows. Its sessions, bag and orders are others' to forget.
pub(super) async fn erase(tx: &mut Tx, account: &str, email: &str) -> Result<(), Error> {
    tx.run("DELETE FROM passkeys WHERE account = $1", args![account]).await?;
    tx.run("DELETE FROM approvals WHERE account = $1", args![account]).await?;
    tx.run("DELETE FROM account_codes WHERE email = $1", args![email]).await?;
    tx.run("DELETE FROM accounts WHERE id = $1", args![account]).await.map(drop)
}

/// Forgets what has passed: sessions, codes, challenges, requests to be let in, spans of allowances.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    session::sweep(app).await?;
    orders::sweep(app).await?;
    app.db
        .write(|mut tx| async move {
            for sql in [
                "DELETE FROM account_codes WHERE expires_at <= $1",
                "DELETE FROM passkey_challenges WHERE expires_at <= $1",
                "DELETE FROM approvals WHERE expires_at <= $1",
                "DELETE FROM allowances WHERE ends_at <= $1",
            ] {
                tx.run(sql, args![now]).await?;
            }
            tryon::shown::sweep(&mut tx, now).await
        })
        .await
}
