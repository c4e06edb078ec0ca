//! A guest finds her order without its link: number and address, then six digits sent to that address.
//!
//! Whether there is such an order, only her mailbox says: the answer is the same for everybody. A code belongs to the browser
//! that asked for it, as sign-in codes do; see [`domain::account`] for the figures and their sources.

use std::net::IpAddr;

use api::{
    orders::{FindOrder, FoundOrder},
    problem::Rejection,
};
use domain::{
    account::{self, CODE_DIGITS, CODE_LIVES, CODE_TRIES},
    id::OrderNumber,
};
use jiff::Timestamp;

use super::{mail, store};
use crate::{account::allow_code, app::App, args, db::Tx, error::Error, mail::Language, session::Shopper};

const PURPOSE: &str = "order code";

/// Sends a code, if there is such an order; the one this browser was sent before counts no more.
///
/// # Errors
/// 429 after too many codes for one address or client.
pub(super) async fn send(
    app: &App,
    shopper: &Shopper,
    client: IpAddr,
    lang: Language,
    body: &FindOrder,
) -> Result<Timestamp, Error> {
    let (now, email) = (app.clock.now(), &account::address_of(&body.email));
    let (code, expires_at) = (&app.ids.code(CODE_DIGITS), now + CODE_LIVES);
    let hash = &app.secrets.fingerprint(PURPOSE, &sealed(&shopper.id, &body.number, code));
    app.db
        .write(|mut tx| async move {
            allow_code(&mut tx, app, email, client).await?;
            let tx = &mut tx;
            keep(tx, &shopper.id, &body.number, hash, expires_at).await?;
            if store::email_of(tx, &body.number).await?.is_some_and(|of| of.eq_ignore_ascii_case(email.as_str())) {
                mail::code(tx, app, lang, email, code, expires_at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(expires_at)
}

/// What became of a try.
enum Tried {
    In,
    Wrong { tries_left: u32 },
    Spent,
}

/// Lets the browser see the order from now on.
///
/// # Errors
/// [`Rejection::CodeWrong`], or [`Rejection::CodeSpent`] when no code counts for this browser and order.
pub(super) async fn open(app: &App, shopper: &Shopper, body: &FoundOrder) -> Result<(), Error> {
    let now = app.clock.now();
    let tried = app
        .db
        .write(|mut tx| async move {
            let Some((hash, tries)) = try_code(&mut tx, &shopper.id, &body.number, now).await? else {
                return Ok(Tried::Spent);
            };
            let text = sealed(&shopper.id, &body.number, body.code.as_str());
            if !app.secrets.is_fingerprint(PURPOSE, &text, &hash) {
                return Ok(Tried::Wrong { tries_left: CODE_TRIES.saturating_sub(tries) });
            }
            tx.run("DELETE FROM order_codes WHERE session = $1", args![&shopper.id]).await?;
            store::grant(&mut tx, &body.number, &shopper.id, now).await?;
            Ok(Tried::In)
        })
        .await?;
    match tried {
        Tried::In => Ok(()),
        Tried::Wrong { tries_left: 0 } | Tried::Spent => Err(Error::rejected(Rejection::CodeSpent)),
        Tried::Wrong { tries_left } => Err(Error::rejected(Rejection::CodeWrong { tries_left })),
    }
}

async fn keep(
    tx: &mut Tx,
    session: &str,
    number: &OrderNumber,
    hash: &[u8],
    expires_at: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO order_codes (session, number, code_hash, tries, expires_at) VALUES ($1, $2, $3, 0, $4)
         ON CONFLICT (session) DO UPDATE SET number = excluded.number, code_hash = excluded.code_hash, tries = 0,
             expires_at = excluded.expires_at",
        args![session, number.as_str(), hash, expires_at],
    )
    .await
    .map(drop)
}

/// The code of a session for an order, with how often it was tried, this time included. Counted by the statement that reads it.
async fn try_code(
    tx: &mut Tx,
    session: &str,
    number: &OrderNumber,
    now: Timestamp,
) -> Result<Option<(Vec<u8>, u32)>, Error> {
    let row: Option<(Vec<u8>, i64)> = tx
        .maybe(
            "UPDATE order_codes SET tries = tries + 1 WHERE session = $1 AND number = $2 AND expires_at > $3 AND tries < $4
             RETURNING code_hash, tries",
            args![session, number.as_str(), now, CODE_TRIES],
        )
        .await?;
    row.map(|(hash, tries)| Ok((hash, u32::try_from(tries).map_err(Error::internal)?))).transpose()
}

/// Forgets codes whose time is over.
pub(super) async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<(), Error> {
    tx.run("DELETE FROM order_codes WHERE expires_at <= $1", args![now]).await.map(drop)
}

fn sealed(session: &str, number: &OrderNumber, code: &str) -> String {
    format!("{session}\n{number}\n{code}")
}
