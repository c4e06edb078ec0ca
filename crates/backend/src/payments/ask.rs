//! Asking providers: never with a database transaction open, never longer than a request may take, and until they have answered.

use std::time::Duration;

use api::problem::Rejection;
use domain::{id::OrderNumber, payments::PaymentState};
use jiff::Timestamp;

use super::{
    TOPIC, saved,
    settle::{self, News, Settled},
    store::{self, BEGIN, CAPTURE, PaymentRow, REFUND},
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    idempotency::Once,
    inventory::service as inventory,
    orders,
    ports::{Answer, Ask, Begun, Intent, Seen},
};

/// How long the provider may take. Shorter than a request may.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// How long the provider may take while a shopper waits for nothing but her order's page.
const COMING_BACK: Duration = Duration::from_secs(3);
/// Coming back again within this time does not ask again.
const ASKED_LATELY_MS: i64 = 2_000;
/// How many payments one round looks after.
const ROUND: i64 = 20;
/// How often the reconciler looks.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often an answer that was overtaken is asked for again.
const OVERTAKEN: usize = 3;
/// Who it is noted by when nobody asked for it.
const SYSTEM: &str = "system";

/// Begins the newest attempt at an order that a request is about, and keeps the request's answer with the outcome.
///
/// # Errors
/// [`Rejection::PaymentDeclined`]; an order that was placed with this card has left no trace then.
pub(crate) async fn begin(app: &App, number: &OrderNumber, by: &str, once: Option<&Once>) -> Result<(), Error> {
    let row = app.db.read(|mut tx| async move { store::current(&mut tx, number).await }).await?;
    let row = row.ok_or_else(|| Error::not_found("payment"))?;
    let settled = if row.due.as_deref() == Some(BEGIN) {
        let begun = ask_to_begin(app, &row).await?;
        tell(app, &row, News::Begun(&begun), by, once).await?
    } else {
        // Somebody else has begun it meanwhile.
        tell(app, &row, News::Time, by, once).await?
    };
    if settled.state != PaymentState::Declined && !settled.declined {
        return Ok(());
    }
    if let Some(once) = once {
        once.release(app).await?;
    }
    Err(Error::rejected(Rejection::PaymentDeclined))
}

/// Her browser asks for an order that waits for her: she may just have paid.
///
/// The provider may take a moment only; whatever it says later is found out all the same.
pub(crate) async fn coming_back(app: &App, number: &OrderNumber, state: PaymentState) -> Result<(), Error> {
    if !state.is_open() {
        return Ok(());
    }
    let now = app.clock.now();
    let asks = app
        .db
        .write(|mut tx| async move {
            let Some(row) = store::current(&mut tx, number).await? else { return Ok(None) };
            let open = row.due.is_none() && row.standing()?.is_open();
            let asks = open && store::may_look(&mut tx, &row.reference, now, ASKED_LATELY_MS).await?;
            Ok(asks.then_some(row))
        })
        .await?;
    let Some(row) = asks else { return Ok(()) };
    if let Err(error) = look(app, row, COMING_BACK).await {
        tracing::warn!(%error, %number, "a payment could not be looked at");
    }
    Ok(())
}

/// Looks at a payment, and again if something else was settled meanwhile.
pub(super) async fn look(app: &App, mut row: PaymentRow, patience: Duration) -> Result<Option<Settled>, Error> {
    for _ in 0..OVERTAKEN {
        let provider = app.payments.named(&row.provider)?;
        let asked = tokio::time::timeout(patience, provider.look(&row.payment())).await.ok().flatten();
        let news = asked.as_ref().map_or(News::Silence, |seen: &Seen| News::Seen(seen, row.ver));
        let settled = tell(app, &row, news, &row.provider, None).await?;
        if !settled.stale {
            return Ok(asked.map(|_| settled));
        }
        let reference = &row.reference;
        let again = app.db.read(|mut tx| async move { store::load(&mut tx, reference).await }).await?;
        row = again.ok_or_else(|| Error::not_found("payment"))?;
    }
    Ok(None)
}

/// Looks after every payment that is due, and every card that is to be forgotten. Says how many were.
pub async fn reconcile(app: &App) -> Result<usize, Error> {
    let waiting = store::waiting(&app.db, app.clock.now(), ROUND).await?;
    let count = waiting.len();
    for row in waiting {
        let reference = row.reference.clone();
        if let Err(error) = look_after(app, row).await {
            tracing::warn!(%error, %reference, "a payment could not be looked after yet");
        }
    }
    Ok(count + saved::detach(app).await?)
}

/// Looks after payments until the shop closes, beginning with what an earlier process left.
pub(crate) async fn work(app: App) {
    let mut pokes = app.pokes.subscribe(TOPIC);
    let closed = app.closed();
    tokio::pin!(closed);
    loop {
        if let Err(error) = reconcile(&app).await {
            tracing::warn!(%error, "payments could not be looked after");
        }
        tokio::select! {
            _ = pokes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = &mut closed => return,
        }
    }
}

async fn look_after(app: &App, row: PaymentRow) -> Result<(), Error> {
    match row.due.as_deref() {
        Some(BEGIN) => {
            let begun = ask_to_begin(app, &row).await?;
            tell(app, &row, News::Begun(&begun), SYSTEM, None).await.map(drop)
        }
        Some(_) => take_step(app, row).await,
        None => look(app, row, PATIENCE).await.map(drop),
    }
}

/// Asks for the step that is due. If it was asked before, the provider's books say first whether it is done: they remember longer
/// than keys do.
pub(super) async fn take_step(app: &App, mut row: PaymentRow) -> Result<(), Error> {
    if row.tries > 0 {
        let key = row.key();
        look(app, row.clone(), PATIENCE).await?;
        let reference = &row.reference;
        let again = app.db.read(|mut tx| async move { store::load(&mut tx, reference).await }).await?;
        row = again.ok_or_else(|| Error::not_found("payment"))?;
        if row.due.is_none() || row.key() != key {
            return Ok(());
        }
    }
    let key = row.key();
    let ask = Ask { amount: row.money(row.due_amount)?, last: row.due_last == 1, key: key.clone() };
    let (provider, payment) = (app.payments.named(&row.provider)?, row.payment());
    let answer = match row.due.as_deref() {
        Some(CAPTURE) => provider.capture(&payment, &ask),
        Some(REFUND) => provider.refund(&payment, &ask),
        _ => provider.release(&payment, &ask),
    };
    let answer = tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Answer::Unclear);
    tell(app, &row, News::Answered(&answer, &key), SYSTEM, None).await.map(drop)
}

async fn ask_to_begin(app: &App, row: &PaymentRow) -> Result<Begun, Error> {
    let number = &row.number()?;
    let (email, language) =
        app.db.read(|mut tx| async move { orders::payment::contact(&mut tx, number).await }).await?;
    let intent = Intent {
        payment: row.payment(),
        token: row.token.clone(),
        amount: row.money(row.amount)?,
        save: row.save == 1,
        email,
        language,
        return_url: row.return_url.clone(),
        begun_at: Timestamp::from_millisecond(row.begun_at).map_err(Error::internal)?,
        tries: u32::try_from(row.tries).unwrap_or(u32::MAX),
        key: row.key(),
    };
    let provider = app.payments.named(&row.provider)?;
    Ok(tokio::time::timeout(PATIENCE, provider.begin(&intent)).await.unwrap_or(Begun::Unclear))
}

/// Settles news in one transaction, and brings the figures of stock up to date if goods moved.
pub(super) async fn tell(
    app: &App,
    row: &PaymentRow,
    news: News<'_>,
    by: &str,
    once: Option<&Once>,
) -> Result<Settled, Error> {
    let reference = &row.reference;
    let settled =
        app.db.write(|mut tx| async move { settle::settle(&mut tx, app, reference, news, by, once).await }).await?;
    if settled.goods_moved {
        inventory::refresh_after(app, &row.number).await?;
    }
    Ok(settled)
}

/// Goods of an order were handed over, sent or cancelled, in this transaction: what is to be taken or let go of follows from it.
pub(crate) async fn goods_moved(tx: &mut Tx, app: &App, number: &OrderNumber, by: &str) -> Result<(), Error> {
    let Some(row) = store::accepted(tx, number).await? else { return Ok(()) };
    settle::settle(tx, app, &row.reference, News::Time, by, None).await.map(drop)
}
