//! Cards that a provider keeps for a shopper: the shop has the provider's name for them, and hers.
//!
//! A card that is removed is gone from her list at once; its provider is told to forget it until it has.

use api::payments::SavedPayment;
use jiff::SignedDuration;

use super::{TOPIC, ask::PATIENCE};
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
    orders::moment,
    ports::{Answer, SavedCard},
};

/// The most cards kept for one account; the one that was not used for longest goes.
const MOST: usize = 10;
/// How many cards one round has forgotten.
const ROUND: i64 = 20;
/// How long until a provider that did not answer is told again; doubled with each try.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// After so many tries, about a day, a person has to do it at the provider.
const TRIES_MOST: i64 = 12;

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    label: String,
    saved_at: i64,
}

const LIST: &str = "SELECT id, label, saved_at FROM saved_payments WHERE account = $1 ORDER BY used_at DESC, id DESC";

/// An account's saved cards, the one used last first.
pub(crate) async fn list(db: &Db, account: &str) -> Result<Vec<SavedPayment>, Error> {
    let rows: Vec<Row> = db.all(LIST, args![account]).await?;
    let view = |row: Row| Ok(SavedPayment { id: row.id, label: row.label, saved_at: moment(row.saved_at)? });
    rows.into_iter().map(view).collect()
}

/// The same, for the file of all that the shop knows of her.
pub(crate) async fn export(app: &App, account: &str) -> Result<Vec<SavedPayment>, Error> {
    list(&app.db, account).await
}

/// Keeps a card, once.
pub(super) async fn keep(tx: &mut Tx, app: &App, account: &str, provider: &str, card: &SavedCard) -> Result<(), Error> {
    let now = app.clock.now();
    tx.run(
        "INSERT INTO saved_payments (id, account, provider, token, label, saved_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (account, provider, token) DO UPDATE SET used_at = excluded.used_at, label = excluded.label",
        args![app.ids.id(), account, provider, &card.token, &card.label, now],
    )
    .await?;
    // Saved anew, it is not to be forgotten any more.
    tx.run("DELETE FROM forgotten_cards WHERE provider = $1 AND token = $2", args![provider, &card.token]).await?;
    let cards: Vec<Row> = tx.all(LIST, args![account]).await?;
    for card in cards.iter().skip(MOST) {
        give_up(tx, app, account, &card.id).await?;
    }
    Ok(())
}

/// The provider and its name for one of an account's cards, which is used now.
pub(super) async fn use_one(
    tx: &mut Tx,
    app: &App,
    account: &str,
    id: &str,
) -> Result<Option<(String, String)>, Error> {
    let now = app.clock.now();
    tx.maybe(
        "UPDATE saved_payments SET used_at = $1 WHERE id = $2 AND account = $3 RETURNING provider, token",
        args![now, id, account],
    )
    .await
}

/// Forgets one card; says whether there was one.
pub(super) async fn forget_one(app: &App, account: &str, id: &str) -> Result<bool, Error> {
    app.db.write(|mut tx| async move { give_up(&mut tx, app, account, id).await }).await
}

/// The account is erased.
pub(crate) async fn forget(tx: &mut Tx, app: &App, account: &str) -> Result<(), Error> {
    let cards: Vec<Row> = tx.all(LIST, args![account]).await?;
    for card in &cards {
        give_up(tx, app, account, &card.id).await?;
    }
    Ok(())
}

/// A card is its shopper's no more, and its provider is to forget it. Says whether there was one.
async fn give_up(tx: &mut Tx, app: &App, account: &str, id: &str) -> Result<bool, Error> {
    let now = app.clock.now();
    tx.run(
        "INSERT INTO forgotten_cards (id, provider, token, tries, due_at)
         SELECT id, provider, token, 0, $1 FROM saved_payments WHERE id = $2 AND account = $3",
        args![now, id, account],
    )
    .await?;
    tx.poke(TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
    Ok(tx.run("DELETE FROM saved_payments WHERE id = $1 AND account = $2", args![id, account]).await? == 1)
}

/// A card that its provider is to forget.
#[derive(Debug, sqlx::FromRow)]
struct Forgotten {
    id: String,
    provider: String,
    token: String,
    tries: i64,
}

/// Tells providers to forget the cards that were removed. Says how many it was tried with.
pub(super) async fn detach(app: &App) -> Result<usize, Error> {
    let due: Vec<Forgotten> = app
        .db
        .all(
            "SELECT id, provider, token, tries FROM forgotten_cards WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
            args![app.clock.now(), ROUND],
        )
        .await?;
    for card in &due {
        detach_one(app, card).await?;
    }
    Ok(due.len())
}

async fn detach_one(app: &App, card: &Forgotten) -> Result<(), Error> {
    let again_at = app.clock.now() + AGAIN_AFTER * (1_i32 << card.tries.clamp(0, TRIES_MOST));
    // Whoever counts the try tells the provider; another process that wants to as well changes no row.
    let ours = app
        .db
        .write(|mut tx| async move {
            tx.run(
                "UPDATE forgotten_cards SET tries = tries + 1, due_at = $1 WHERE id = $2 AND tries = $3",
                args![again_at, &card.id, card.tries],
            )
            .await
        })
        .await?;
    if ours == 0 {
        return Ok(());
    }
    let answer = match app.payments.find(&card.provider) {
        Some(provider) => {
            let key = format!("forget:{}", card.id);
            tokio::time::timeout(PATIENCE, provider.forget(&card.token, &key)).await.unwrap_or(Answer::Unclear)
        }
        None => Answer::Refused("the shop has no such provider any more".to_owned()),
    };
    match answer {
        Answer::Done => {}
        _ if card.tries < TRIES_MOST => return Ok(()),
        other => tracing::error!(card = card.id, answer = ?other, "a provider was never told to forget a saved card"),
    }
    app.db
        .write(
            |mut tx| async move { tx.run("DELETE FROM forgotten_cards WHERE id = $1", args![&card.id]).await.map(drop) },
        )
        .await
}
