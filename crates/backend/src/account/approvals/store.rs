//! Rows of devices that ask to be let in.

use api::account::{ApprovalRequestView, ApprovalState};
use domain::account::{APPROVAL_LIVES, Device, MatchingNumber};

use super::{super::view::moment, topic};
use crate::{
    app::App,
    args,
    db::Tx,
    error::Error,
    session::{Proof, SignedIn},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    number: i64,
    numbers: String,
    browser: String,
    system: String,
    asked_at: i64,
    expires_at: i64,
}

/// A device asks to be let in. What its browser asked before counts no more.
pub(super) async fn insert(
    app: &App,
    id: &str,
    token_hash: &Vec<u8>,
    session: &str,
    number: MatchingNumber,
    numbers: [MatchingNumber; 3],
    device: &Device,
) -> Result<(), Error> {
    let (now, numbers) = (app.clock.now(), &serde_json::to_string(&numbers).map_err(Error::internal)?);
    app.db
        .write(|mut tx| async move {
            tx.run("DELETE FROM approvals WHERE session = $1", args![session]).await?;
            tx.run(
                "INSERT INTO approvals (id, token_hash, session, number, numbers, browser, system, state, asked_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)",
                args![
                    id, token_hash, session, number.get(), numbers, &device.browser, &device.system, now,
                    now + APPROVAL_LIVES,
                ],
            )
            .await
        })
        .await
        .map(drop)
}

/// How a browser's own request stands.
///
/// # Errors
/// 404 when it is another browser's, or nobody's.
pub(super) async fn state(app: &App, id: &str, session: &str) -> Result<ApprovalState, Error> {
    let row: Option<(String, i64)> = app
        .db
        .maybe("SELECT state, expires_at FROM approvals WHERE id = $1 AND session = $2", args![id, session])
        .await?;
    let (word, expires_at) = row.ok_or_else(|| Error::not_found("request of yours"))?;
    let over = expires_at <= app.clock.now().as_millisecond();
    Ok(match word.as_str() {
        "refused" => ApprovalState::Refused,
        "finished" => ApprovalState::Finished,
        _ if over => ApprovalState::Expired,
        "approved" => ApprovalState::Approved,
        _ => ApprovalState::Waiting,
    })
}

/// A request that waits for an answer, by the hash of its token.
pub(super) async fn waiting(app: &App, token_hash: &Vec<u8>) -> Result<Option<ApprovalRequestView>, Error> {
    let found = app.db.read(|mut tx| async move { find(&mut tx, app, token_hash).await }).await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(ApprovalRequestView {
        device: Device { browser: row.browser, system: row.system },
        asked_at: moment(row.asked_at)?,
        expires_at: moment(row.expires_at)?,
        numbers: serde_json::from_str(&row.numbers).map_err(Error::internal)?,
    }))
}

/// Answers a request that waits: yes, if the number is right.
pub(super) async fn answer(
    app: &App,
    who: &SignedIn,
    token_hash: &Vec<u8>,
    number: Option<MatchingNumber>,
) -> Result<Option<ApprovalState>, Error> {
    let now = app.clock.now();
    app.db
        .write(|mut tx| async move {
            let Some(row) = find(&mut tx, app, token_hash).await? else { return Ok(None) };
            let right = number.is_some_and(|it| i64::from(it.get()) == row.number);
            let (word, state) =
                if right { ("approved", ApprovalState::Approved) } else { ("refused", ApprovalState::Refused) };
            let ours = tx
                .run(
                    "UPDATE approvals SET state = $1, account = $2, proved_at = $3 WHERE id = $4 AND state = 'waiting'",
                    args![word, &who.account, who.proved_at, &row.id],
                )
                .await?;
            tx.poke(topic(&row.id), u64::try_from(now.as_millisecond()).unwrap_or(0));
            Ok((ours == 1).then_some(state))
        })
        .await
}

/// Uses up an approved request: whose account it opens, and when that was last proved.
pub(super) async fn finish(tx: &mut Tx, app: &App, id: &str, session: &str) -> Result<Option<Proof>, Error> {
    let row: Option<(String, i64)> = tx
        .maybe(
            "UPDATE approvals SET state = 'finished' WHERE id = $1 AND session = $2 AND state = 'approved' AND expires_at > $3
             RETURNING account, proved_at",
            args![id, session, app.clock.now()],
        )
        .await?;
    row.map(|(account, proved_at)| Ok(Proof { account, proved_at: moment(proved_at)? })).transpose()
}

async fn find(tx: &mut Tx, app: &App, token_hash: &Vec<u8>) -> Result<Option<Row>, Error> {
    tx.maybe(
        "SELECT id, number, numbers, browser, system, asked_at, expires_at FROM approvals
         WHERE token_hash = $1 AND state = 'waiting' AND expires_at > $2",
        args![token_hash, app.clock.now()],
    )
    .await
}
