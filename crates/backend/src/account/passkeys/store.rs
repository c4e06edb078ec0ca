//! Rows of passkeys, and of what authenticators are to sign.

use api::{account::PasskeyView, problem::Rejection};
use domain::account::Device;
use jiff::Timestamp;
use webauthn_rs::prelude::Passkey;

use super::super::view::moment;
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
};

/// What an authenticator signs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Make,
    SignIn,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::SignIn => "sign-in",
        }
    }
}

/// A passkey's row.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct PasskeyRow {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) credential_id: Vec<u8>,
    pub(super) credential: String,
    browser: String,
    system: String,
    created_at: i64,
    used_at: i64,
}

impl PasskeyRow {
    pub(super) fn view(self) -> Result<PasskeyView, Error> {
        Ok(PasskeyView {
            id: self.id,
            device: Device { browser: self.browser, system: self.system },
            created_at: moment(self.created_at)?,
            used_at: moment(self.used_at)?,
        })
    }
}

/// An account's passkeys, the newest first.
pub(super) async fn of_account(db: &Db, account: &str) -> Result<Vec<PasskeyRow>, Error> {
    db.all(
        "SELECT id, account, credential_id, credential, browser, system, created_at, used_at FROM passkeys
         WHERE account = $1 ORDER BY created_at DESC, id DESC",
        args![account],
    )
    .await
}

/// The passkey with that id, of the account the authenticator believes it is for.
pub(super) async fn find(db: &Db, credential: &[u8], handle: &[u8]) -> Result<Option<PasskeyRow>, Error> {
    db.maybe(
        "SELECT p.id, p.account, p.credential_id, p.credential, p.browser, p.system, p.created_at, p.used_at
         FROM passkeys p JOIN accounts a ON a.id = p.account WHERE p.credential_id = $1 AND a.handle = $2",
        args![credential, handle],
    )
    .await
}

/// Keeps a new passkey.
///
/// # Errors
/// [`Rejection::PasskeyRefused`] when it is another account's already.
pub(super) async fn insert(app: &App, account: &str, passkey: &Passkey, device: &Device) -> Result<(), Error> {
    let (id, now) = (&app.ids.id(), app.clock.now());
    let credential = &serde_json::to_string(passkey).map_err(Error::internal)?;
    let inserted = app
        .db
        .write(|mut tx| async move {
            super::super::store::lock(&mut tx, account).await?;
            tx.run(
                "INSERT INTO passkeys (id, account, credential_id, credential, browser, system, created_at, used_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (credential_id) DO NOTHING",
                args![id, account, passkey.cred_id().as_slice(), credential, &device.browser, &device.system, now],
            )
            .await
        })
        .await?;
    if inserted == 1 { Ok(()) } else { Err(Error::rejected(Rejection::PasskeyRefused)) }
}

/// A passkey signed in. Says no when it is not there any more.
pub(super) async fn used(tx: &mut Tx, id: &str, credential: &str, now: Timestamp) -> Result<bool, Error> {
    let used =
        tx.run("UPDATE passkeys SET credential = $1, used_at = $2 WHERE id = $3", args![credential, now, id]).await?;
    Ok(used == 1)
}

/// Deletes a passkey of an account.
///
/// # Errors
/// 404 when it is not one.
pub(super) async fn delete(db: &Db, account: &str, id: &str) -> Result<(), Error> {
    let deleted = db
        .write(|mut tx| async move {
            tx.run("DELETE FROM passkeys WHERE id = $1 AND account = $2", args![id, account]).await
        })
        .await?;
    if deleted == 1 { Ok(()) } else { Err(Error::not_found("passkey of yours")) }
}

/// Keeps what a browser's authenticator is to sign, in place of what it was before.
pub(super) async fn keep_challenge(
    db: &Db,
    session: &str,
    purpose: Purpose,
    state: &str,
    expires_at: Timestamp,
) -> Result<(), Error> {
    db.write(|mut tx| async move {
        tx.run(
            "INSERT INTO passkey_challenges (session, purpose, state, expires_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (session, purpose) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at",
            args![session, purpose.word(), state, expires_at],
        )
        .await
    })
    .await
    .map(drop)
}

/// What a browser's authenticator was to sign. Taking it uses it up.
pub(super) async fn take_challenge(app: &App, session: &str, purpose: Purpose) -> Result<Option<String>, Error> {
    let now = app.clock.now().as_millisecond();
    let taken: Option<(String, i64)> = app
        .db
        .write(|mut tx| async move {
            tx.maybe(
                "DELETE FROM passkey_challenges WHERE session = $1 AND purpose = $2 RETURNING state, expires_at",
                args![session, purpose.word()],
            )
            .await
        })
        .await?;
    Ok(taken.filter(|(_, expires_at)| *expires_at > now).map(|(state, _)| state))
}
