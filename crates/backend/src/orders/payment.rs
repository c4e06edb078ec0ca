//! Cards: asking the provider, and what follows from its answer. Never with a database transaction open.
//!
//! What is still to be asked is written in the order, so that whatever happens to a process, [`reconcile`] finishes it. The
//! provider is asked under the order's number and answers the same however often it is asked.

use std::time::Duration;

use api::problem::Rejection;
use domain::{
    cart::Receive,
    id::{LocationCode, OrderNumber, Sku},
    money::{Currency, Money},
    orders::{GroupState, PaymentState},
};
use jiff::SignedDuration;

use super::{
    TOPIC, mail,
    store::{self, GroupRow, Stored},
    topic,
};
use crate::{
    app::App,
    cart::service as cart,
    checkout::slots,
    db::Tx,
    error::Error,
    idempotency::Once,
    inventory::service::{self as inventory, Because, Lines, Pieces},
    ports::{Charge, Outcome},
};

/// To be asked: reserve the amount.
pub(super) const AUTHORISE: &str = "authorise";
/// To be asked: take what was reserved.
pub(super) const CAPTURE: &str = "capture";
/// To be asked: let go of what was reserved.
pub(super) const VOID: &str = "void";

/// How long the provider may take. Shorter than a request may.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long until an unclear payment is asked for again; doubled with each try.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);
/// After so many tries the pause grows no further.
const DOUBLINGS: i64 = 7;
/// How many payments one round looks after.
const ROUND: i64 = 20;
/// How often the reconciler looks.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Asks for a card that a request brought, and keeps the request's answer with the outcome.
///
/// # Errors
/// [`Rejection::PaymentDeclined`]; stock, slots and bag are then as before.
pub(super) async fn authorise(app: &App, number: &OrderNumber, once: Option<&Once>) -> Result<(), Error> {
    let stored = load(app, number).await?;
    let outcome = if stored.order.payment()? == PaymentState::Pending {
        ask(app, &stored, AUTHORISE).await?
    } else {
        Outcome::Unclear
    };
    let state = app.db.write(|mut tx| async move { settle(&mut tx, app, number, outcome, once).await }).await?;
    if state != PaymentState::Declined {
        return Ok(());
    }
    inventory::refresh_after(app, number.as_str()).await?;
    if let Some(once) = once {
        once.release(app).await?;
    }
    Err(Error::rejected(Rejection::PaymentDeclined))
}

/// Asks again for every payment that is due. Says how many were looked after.
pub async fn reconcile(app: &App) -> Result<usize, Error> {
    let due = store::owing(&app.db, app.clock.now(), ROUND).await?;
    for number in &due {
        let stored = load(app, number).await?;
        let outcome = match stored.order.payment_due.as_deref() {
            None => Ok(()),
            Some(AUTHORISE) => match authorise(app, number, None).await {
                // The shopper sees it on her order's page.
                Err(Error::Refused(_)) => Ok(()),
                other => other,
            },
            Some(due) => finish(app, &stored, number, due).await,
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, %number, "a payment could not be looked after yet");
        }
    }
    Ok(due.len())
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

async fn load(app: &App, number: &OrderNumber) -> Result<Stored, Error> {
    let stored = app.db.read(|mut tx| async move { store::load(&mut tx, number).await }).await?;
    stored.ok_or_else(|| Error::not_found("order"))
}

async fn ask(app: &App, stored: &Stored, what: &str) -> Result<Outcome, Error> {
    let charge = Charge {
        reference: stored.order.number.clone(),
        token: stored.order.payment_token.clone().unwrap_or_default(),
        amount: amount(stored)?,
        tries: u32::try_from(stored.order.payment_tries).unwrap_or(u32::MAX),
    };
    let answer = match what {
        CAPTURE => app.payments.capture(&charge),
        VOID => app.payments.void(&charge),
        _ => app.payments.authorise(&charge),
    };
    Ok(tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Outcome::Unclear))
}

/// What the groups that are not cancelled cost; of an order that came to nothing, what it would have cost. What is
/// reserved to be tried is paid at the counter.
fn amount(stored: &Stored) -> Result<Money, Error> {
    let currency = Currency::parse(&stored.order.currency).map_err(Error::internal)?;
    let (mut kept, mut all) = (0, 0);
    for group in &stored.groups {
        if matches!(super::view::read(&group.receive)?, Receive::Reserve { .. }) {
            continue;
        }
        all += group.goods + group.shipping;
        kept += if group.state()? == GroupState::Cancelled { 0 } else { group.goods + group.shipping };
    }
    Ok(Money::new(if kept == 0 { all } else { kept }, currency))
}

/// What follows from the provider's answer, in one transaction. Answers where the money is now.
async fn settle(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    outcome: Outcome,
    once: Option<&Once>,
) -> Result<PaymentState, Error> {
    let seq = store::bump(tx, number).await?;
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    let mut state = stored.order.payment()?;
    // Whoever came first has settled it.
    if state == PaymentState::Pending {
        state = apply(tx, app, number, &stored, outcome).await?;
        tx.poke(topic(number), seq.and_then(|seq| u64::try_from(seq).ok()).unwrap_or(0));
    }
    match once {
        Some(once) if state != PaymentState::Declined => once.keep(tx, number).await?,
        _ => {}
    }
    Ok(state)
}

async fn apply(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    stored: &Stored,
    outcome: Outcome,
) -> Result<PaymentState, Error> {
    match outcome {
        Outcome::Approved => {
            store::settle(tx, number, PaymentState::Authorised).await?;
            mail::placed(tx, app, number, &stored.order.email).await?;
            Ok(PaymentState::Authorised)
        }
        Outcome::Declined => {
            undo(tx, app, number, stored).await?;
            store::settle(tx, number, PaymentState::Declined).await?;
            if stored.order.payment_tries > 0 {
                // She was told that it was being found out.
                mail::declined(tx, app, number, &stored.order.email).await?;
            }
            Ok(PaymentState::Declined)
        }
        Outcome::Unclear => {
            ask_later(tx, app, number, stored, AUTHORISE).await?;
            Ok(PaymentState::Pending)
        }
    }
}

async fn ask_later(tx: &mut Tx, app: &App, number: &OrderNumber, stored: &Stored, what: &str) -> Result<(), Error> {
    let tries = stored.order.payment_tries + 1;
    let pause = AGAIN_AFTER * (1 << tries.min(DOUBLINGS));
    store::owe(tx, number, what, app.clock.now() + pause, tries).await
}

/// Puts stock, slots and bag back as they were before the order.
async fn undo(tx: &mut Tx, app: &App, number: &OrderNumber, stored: &Stored) -> Result<(), Error> {
    cart::put_back(tx, app, &stored.order.session, number, &bag_lines(stored)?).await?;
    for group in &stored.groups {
        cancel(tx, app, number, stored, group, "system").await?;
    }
    store::forget_request(tx, number).await
}

/// Cancels a group: its pieces and its slot are free again.
pub(super) async fn cancel(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    stored: &Stored,
    group: &GroupRow,
    actor: &str,
) -> Result<(), Error> {
    let because = Because { reference: number.as_str(), actor };
    let pieces = pieces(tx, stored, group).await?;
    inventory::give_back(tx, app, &pieces, because).await?;
    if let Some(slot) = group.slot()? {
        slots::give_back(tx, &super::view::read(&group.receive)?, slot).await?;
    }
    store::set_state(tx, number, group.place, GroupState::Cancelled).await?;
    store::note(tx, app.ids.id(), number, group.place, GroupState::Cancelled, app.clock.now(), actor).await
}

/// The pieces that a group took, by variant and place.
pub(super) async fn pieces(tx: &mut Tx, stored: &Stored, group: &GroupRow) -> Result<Pieces, Error> {
    let location = LocationCode::parse(group.location.clone()).map_err(Error::internal)?;
    let mut lines = Lines::new();
    for line in stored.lines.iter().filter(|line| line.place == group.place) {
        let sku = Sku::parse(line.sku.clone()).map_err(Error::internal)?;
        lines.push((sku, location.clone(), u32::try_from(line.quantity).map_err(Error::internal)?));
    }
    inventory::taken(tx, &stored.order.number, &lines).await
}

fn bag_lines(stored: &Stored) -> Result<Vec<(domain::cart::LineKey, u32)>, Error> {
    let receive_of =
        |place| stored.groups.iter().find(|group| group.place == place).map(|group| group.receive.as_str());
    let line = |line: &store::LineRow| {
        let receive = super::view::read(receive_of(line.place).unwrap_or_default())?;
        let sku = Sku::parse(line.sku.clone()).map_err(Error::internal)?;
        Ok((domain::cart::LineKey { sku, receive }, u32::try_from(line.quantity).map_err(Error::internal)?))
    };
    stored.lines.iter().map(line).collect()
}

/// What is due once the goods have moved: take the money when the last of them are hers, let go of it when none will be.
pub(super) async fn follow_goods(tx: &mut Tx, app: &App, number: &OrderNumber) -> Result<(), Error> {
    let Some(stored) = store::load(tx, number).await? else { return Ok(()) };
    let states: Vec<GroupState> = stored.groups.iter().map(GroupRow::state).collect::<Result<_, _>>()?;
    let all_cancelled = states.iter().all(|state| *state == GroupState::Cancelled);
    let all_gone = states.iter().all(|state| state.is_final() || *state == GroupState::Shipped);
    match (stored.order.payment()?, all_cancelled, all_gone) {
        (PaymentState::DueInStore, true, _) => store::settle(tx, number, PaymentState::Voided).await,
        (PaymentState::DueInStore, false, true) => store::settle(tx, number, PaymentState::Captured).await,
        (PaymentState::Authorised, true, _) => owe_now(tx, app, number, VOID).await,
        (PaymentState::Authorised, false, true) => owe_now(tx, app, number, CAPTURE).await,
        _ => Ok(()),
    }
}

async fn owe_now(tx: &mut Tx, app: &App, number: &OrderNumber, what: &str) -> Result<(), Error> {
    let now = app.clock.now();
    store::owe(tx, number, what, now, 0).await?;
    tx.poke(TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
    Ok(())
}

/// Captures or voids what was authorised.
async fn finish(app: &App, stored: &Stored, number: &OrderNumber, due: &str) -> Result<(), Error> {
    let outcome = ask(app, stored, due).await?;
    let then = if due == CAPTURE { PaymentState::Captured } else { PaymentState::Voided };
    app.db
        .write(|mut tx| async move {
            let seq = store::bump(&mut tx, number).await?;
            let stored = store::load(&mut tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
            if stored.order.payment_due.as_deref() != Some(due) {
                return Ok(());
            }
            match outcome {
                Outcome::Approved => store::settle(&mut tx, number, then).await?,
                // A provider that will not take what it reserved is looked into by people; it is asked less and less often.
                Outcome::Declined | Outcome::Unclear => ask_later(&mut tx, app, number, &stored, due).await?,
            }
            tx.poke(topic(number), seq.and_then(|seq| u64::try_from(seq).ok()).unwrap_or(0));
            Ok(())
        })
        .await
}
