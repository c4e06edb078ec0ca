//! What providers send by themselves. It is believed to be theirs only when it is signed, and says no more than: look again.

use axum::http::HeaderMap;

use super::{TOPIC, settle::number_of, store};
use crate::{app::App, db::Tx, error::Error, orders, ports::Notice};

/// Takes in what came to the address of a provider's webhooks. Repeated, late or of a payment nobody knows, it changes nothing.
///
/// # Errors
/// 404 for a provider the shop does not have, 400 when it is not genuine.
pub async fn receive(app: &App, provider: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), Error> {
    let Some(known) = app.payments.find(provider) else { return Err(Error::not_found("payment provider")) };
    let now = app.clock.now();
    let notice = known
        .notice(headers, body, now)
        .map_err(|_| Error::malformed("the signature is not this shop's provider's"))?;
    let notice = &notice;
    app.db.write(|mut tx| async move { take_in(&mut tx, app, provider, notice).await }).await
}

async fn take_in(tx: &mut Tx, app: &App, provider: &str, notice: &Notice) -> Result<(), Error> {
    let now = app.clock.now();
    // In one transaction: an event that is noted has its payment looked at, whatever happens to this process.
    if !store::note_once(tx, app.ids.id(), now, provider, notice).await? {
        return Ok(());
    }
    let Some(reference) = &notice.reference else { return Ok(()) };
    let Ok(number) = number_of(reference) else { return Ok(()) };
    if orders::payment::lock(tx, &number).await.is_err() {
        return Ok(());
    }
    let known = store::load(tx, reference).await?.is_some_and(|row| row.provider == provider);
    if known && store::look_now(tx, reference, now).await? {
        tx.poke(TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
    }
    Ok(())
}
