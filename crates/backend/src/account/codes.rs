//! Signing in by six digits that were sent by mail.
//!
//! A code belongs to the session that asked for it: read out to somebody else, it opens nothing there. What is stored is hashed with
//! the shop's key, and helps nobody without that browser's cookie, which is not stored either.

use std::net::IpAddr;

use api::{
    account::{CodeSentView, SignIn},
    problem::Rejection,
};
use domain::{
    account::{self, CODE_DIGITS, CODE_LIVES, CODE_TRIES, CODES_TO_ADDRESS, CODES_TO_CLIENT, Code, Device},
    text::Email,
};
use serde::Serialize;

use super::{
    sign_in::{self, Done},
    store,
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    mail::Language,
    outbox,
    session::{Proof, Shopper},
};

const PURPOSE: &str = "sign-in code";

/// What a message with a code says.
#[derive(Debug, Serialize)]
struct Message<'a> {
    code: &'a str,
    lang: Language,
    expires_at: i64,
}

/// Sends a code; the one this browser was sent before counts no more.
pub(super) async fn send(
    app: &App,
    session: &str,
    client: IpAddr,
    lang: Language,
    email: &Email,
) -> Result<CodeSentView, Error> {
    let (email, now) = (account::address_of(email), app.clock.now());
    let (code, expires_at) = (app.ids.code(CODE_DIGITS), now + CODE_LIVES);
    let hash = fingerprint(app, session, &email, &code);
    let (email, code, hash) = (&email, &code, &hash);
    app.db
        .write(|mut tx| async move {
            allow(&mut tx, app, email, client).await?;
            store::keep_code(&mut tx, session, email, hash, expires_at).await?;
            let message = Message { code, lang, expires_at: expires_at.as_millisecond() };
            outbox::send(&mut tx, app, "sign-in code", email.as_str(), &message).await
        })
        .await?;
    Ok(CodeSentView { email: email.clone(), expires_at })
}

/// Counts a code that is about to be sent.
///
/// # Errors
/// 429 after too many codes for one address or client.
pub(crate) async fn allow(tx: &mut Tx, app: &App, email: &Email, client: IpAddr) -> Result<(), Error> {
    for allowance in CODES_TO_ADDRESS {
        store::use_up(tx, app, "codes to address", email.as_str(), allowance).await?;
    }
    for allowance in CODES_TO_CLIENT {
        store::use_up(tx, app, "codes to client", &client.to_string(), allowance).await?;
    }
    Ok(())
}

/// What became of a try.
enum Tried {
    In(Box<Done>),
    Wrong { tries_left: u32 },
    Spent,
}

/// Signs in with a code.
///
/// # Errors
/// [`Rejection::CodeWrong`], or [`Rejection::CodeSpent`] when no code counts for this browser and address.
pub(super) async fn sign_in(app: &App, shopper: &Shopper, device: &Device, body: &SignIn) -> Result<Done, Error> {
    let email = &account::address_of(&body.email);
    let tried = app
        .db
        .write(|mut tx| async move {
            // Counted in the same statement that reads it, and kept also when the code is wrong: nobody gets a sixth try.
            let Some((hash, tries)) = store::try_code(&mut tx, app, &shopper.id, email).await? else {
                return Ok(Tried::Spent);
            };
            if !matches(app, &shopper.id, email, &body.code, &hash) {
                return Ok(Tried::Wrong { tries_left: CODE_TRIES.saturating_sub(tries) });
            }
            store::spend_code(&mut tx, &shopper.id).await?;
            let (account, first) = store::account_of(&mut tx, app, email).await?;
            let proof = Proof { account, proved_at: app.clock.now() };
            let done = sign_in::enter(&mut tx, app, shopper, &proof, device).await?;
            Ok(Tried::In(Box::new(Done { first, ..done })))
        })
        .await?;
    match tried {
        Tried::In(done) => Ok(*done),
        Tried::Wrong { tries_left: 0 } | Tried::Spent => Err(Error::rejected(Rejection::CodeSpent)),
        Tried::Wrong { tries_left } => Err(Error::rejected(Rejection::CodeWrong { tries_left })),
    }
}

fn fingerprint(app: &App, session: &str, email: &Email, code: &str) -> Vec<u8> {
    app.secrets.fingerprint(PURPOSE, &format!("{session}\n{}\n{code}", email.as_str()))
}

fn matches(app: &App, session: &str, email: &Email, code: &Code, hash: &[u8]) -> bool {
    app.secrets.is_fingerprint(PURPOSE, &format!("{session}\n{}\n{}", email.as_str(), code.as_str()), hash)
}
