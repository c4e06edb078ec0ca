//! Cards that a provider keeps for a shopper: the shop has the provider's name for them, and hers.

use api::payments::SavedPayment;

use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
    orders::moment,
    ports::SavedCard,
};

/// The most cards kept for one account; the one that was not used for longest goes.
const MOST: i64 = 10;

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
    tx.run(
        "DELETE FROM saved_payments WHERE account = $1 AND id NOT IN (
             SELECT id FROM saved_payments WHERE account = $1 ORDER BY used_at DESC, id DESC LIMIT $2)",
        args![account, MOST],
    )
    .await
    .map(drop)
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
    let rows = app
        .db
        .write(|mut tx| async move {
            tx.run("DELETE FROM saved_payments WHERE id = $1 AND account = $2", args![id, account]).await
        })
        .await?;
    Ok(rows == 1)
}

/// The account is erased.
pub(crate) async fn forget(tx: &mut Tx, account: &str) -> Result<(), Error> {
    tx.run("DELETE FROM saved_payments WHERE account = $1", args![account]).await.map(drop)
}
