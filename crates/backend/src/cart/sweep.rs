//! Forgetting bags that nobody can come back to: their sessions have ended, and no account has them.

use domain::id::CartId;
use jiff::{SignedDuration, Timestamp};

use super::store;
use crate::{app::App, args, error::Error};

/// How long a bag is left alone after its last change, so that whoever is just being given it finds it.
const LEFT_ALONE: SignedDuration = SignedDuration::from_hours(24);
/// As many at a time as keep other writers waiting for milliseconds only.
const AT_A_TIME: i64 = 200;

/// Forgets the bags of sessions that are gone, the bags they took in, and links that have expired; says how many bags. Bags of accounts stay.
/// What is forgotten with a session's end is up to the rules of [`domain::account::SessionTimes`]; that sweep comes before this one.
///
/// # Errors
/// When the database fails; what was forgotten until then stays so.
pub async fn sweep(app: &App) -> Result<u64, Error> {
    let now = app.clock.now();
    app.db
        .write(|mut tx| async move { tx.run("DELETE FROM cart_links WHERE expires_at <= $1", args![now]).await })
        .await?;
    while detach(app).await? > 0 {}
    let mut forgotten = 0;
    loop {
        let some = forget(app, now - LEFT_ALONE).await?;
        if some == 0 {
            return Ok(forgotten);
        }
        forgotten += some;
    }
}

/// Takes their bags from some sessions that are gone, and from frames that follow those.
async fn detach(app: &App) -> Result<u64, Error> {
    app.db
        .write(|mut tx| async move {
            tx.run(
                "DELETE FROM cart_sessions WHERE session IN (SELECT of.session FROM cart_sessions of
                     LEFT JOIN sessions s ON s.id = of.session LEFT JOIN partner_sessions p ON p.id = of.session
                     WHERE s.id IS NULL AND (p.id IS NULL OR (of.follows IS NOT NULL
                       AND NOT EXISTS (SELECT 1 FROM sessions f WHERE f.id = of.follows))) LIMIT $1)",
                args![AT_A_TIME],
            )
            .await
        })
        .await
}

/// Forgets some bags that nobody has and that were not changed since `before`; also those that were joined to others.
async fn forget(app: &App, before: Timestamp) -> Result<u64, Error> {
    app.db
        .write(|mut tx| async move {
            // An update, so that whoever is being given the bag at this moment is waited for, and then it is not found.
            let gone: Vec<(String,)> = tx
                .all(
                    "UPDATE carts SET changed_at = changed_at WHERE id IN (SELECT c.id FROM carts c
                         WHERE c.changed_at <= $1 AND (c.account IS NULL OR c.merged_into IS NOT NULL)
                           AND NOT EXISTS (SELECT 1 FROM cart_sessions s WHERE s.cart = c.id) LIMIT $2)
                     AND changed_at <= $1 RETURNING id",
                    args![before, AT_A_TIME],
                )
                .await?;
            for (id,) in &gone {
                store::erase(&mut tx, &CartId::parse(id.clone()).map_err(Error::internal)?).await?;
            }
            Ok(u64::try_from(gone.len()).unwrap_or_default())
        })
        .await
}
