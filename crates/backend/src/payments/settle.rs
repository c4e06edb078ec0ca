//! The one place where a payment changes: it takes in what is new about an attempt and says what follows, for money and for goods.
//!
//! It may be called any number of times, by whoever heard of it first: the request that asked, a webhook, the shopper who comes back,
//! the reconciler, a person. All of it is one transaction that has locked the order, and what is known already changes nothing.

use domain::payments::{Attempt, Funds, Goal, PaymentState, PaymentTrouble, Standing, Step};
use jiff::{SignedDuration, Timestamp};

use super::{
    saved,
    store::{self, BEGIN, COUNTER, Event, PaymentRow, RELEASE},
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    idempotency::Once,
    orders::payment::{self as orders, Order},
    ports::{Answer, Begun, Seen},
};

/// How long until an unclear payment is asked for again; doubled with each try.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);
/// After so many tries the pause grows no further: about ten minutes.
const DOUBLINGS: i64 = 7;
/// After so many tries, about half an hour, a person should look at it.
const STUCK_AFTER: i64 = 9;
/// How often a payment that waits for its shopper is looked at, in case the provider's word is lost.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// It is being closed because she said so.
pub(super) const CANCELLED: &str = "cancelled";
/// It is being closed because she did not pay in time.
const TOO_LATE: &str = "too_late";
/// It is being closed because the order is to be paid by another attempt.
pub(super) const SUPERSEDED: &str = "superseded";
/// The order it would have paid cannot be had any more.
const SOLD_OUT: &str = "sold_out";

/// What is new about an attempt.
#[derive(Debug, Clone, Copy)]
pub(super) enum News<'a> {
    /// How the provider began it.
    Begun(&'a Begun),
    /// How the provider says it is, asked when the row had this version. Of an older one it is out of date.
    Seen(&'a Seen, i64),
    /// How the provider answered the question of that key.
    Answered(&'a Answer, &'a str),
    /// The provider does not say.
    Silence,
    /// Nothing but that time has passed, or the goods have moved.
    Time,
    /// It is to be closed, for [`CANCELLED`] or [`SUPERSEDED`].
    Close(&'static str),
}

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settled {
    /// What the shopper is told now.
    pub(super) state: PaymentState,
    /// Whether goods are free again, or are not any more.
    pub(super) goods_moved: bool,
    /// Whether the news was out of date: to be asked again.
    pub(super) stale: bool,
    /// Whether this attempt was declined.
    pub(super) declined: bool,
}

/// Takes news in, by somebody. `once` keeps the answer of the request it is for, unless she was declined.
pub(super) async fn settle(
    tx: &mut Tx,
    app: &App,
    reference: &str,
    news: News<'_>,
    by: &str,
    once: Option<&Once>,
) -> Result<Settled, Error> {
    let mut order = orders::lock(tx, &number_of(reference)?).await?;
    let mut row = store::load(tx, reference).await?.ok_or_else(|| Error::not_found("payment"))?;
    let (before, now) = (row.clone(), app.clock.now());
    let heard = take_in(&mut row, news, now)?;
    if let Heard::News { what, answer, note } | Heard::Nothing { what, answer, note } = &heard {
        follow(tx, app, &mut row, &mut order, &before).await?;
        if let News::Begun(Begun::Known(Seen { saved: Some(card), .. })) | News::Seen(Seen { saved: Some(card), .. }, _) =
            news
            && row.save == 1
            && row.accepted == 1
            && let Some(account) = order.account()
        {
            saved::keep(tx, app, account, &row.provider, card).await?;
            // Once: a card that she deletes stays deleted.
            row.save = 0;
        }
        if row != before {
            store::save(tx, &row).await?;
        }
        if row.funds() != before.funds() || row.url != before.url {
            order.touch();
        }
        if matches!(heard, Heard::News { .. }) || row.funds() != before.funds() {
            let event = Event { actor: by, what, answer, note: note.as_deref() };
            store::note(tx, app.ids.id(), now, (before.funds(), &row), event).await?;
        }
    }
    let (state, goods_moved) = (order.state()?, order.goods_moved());
    order.finish(tx).await?;
    match once {
        Some(once) if state != PaymentState::Declined => once.keep(tx, &row.number()?).await?,
        _ => {}
    }
    let declined = row.standing()? == Standing::Declined;
    Ok(Settled { state, goods_moved, stale: matches!(heard, Heard::OutOfDate), declined })
}

/// The order that a reference is of.
pub(super) fn number_of(reference: &str) -> Result<domain::id::OrderNumber, Error> {
    let number = reference.rsplit_once(':').map_or(reference, |(number, _)| number);
    domain::id::OrderNumber::parse(number).map_err(|_| Error::not_found("payment"))
}

/// What became of news.
enum Heard {
    /// To be noted in the payment's history.
    News { what: String, answer: &'static str, note: Option<String> },
    /// Not worth noting unless money moved.
    Nothing { what: String, answer: &'static str, note: Option<String> },
    /// An answer to a question that is settled already.
    Known,
    /// It may not be so any more.
    OutOfDate,
}

fn take_in(row: &mut PaymentRow, news: News<'_>, now: Timestamp) -> Result<Heard, Error> {
    let due = row.due.clone().unwrap_or_default();
    let said = |answer| Heard::News { what: due.clone(), answer, note: None };
    let quiet = |what: &str, answer| Heard::Nothing { what: what.to_owned(), answer, note: None };
    Ok(match news {
        News::Begun(begun) if due == RELEASE && row.handle.is_none() => {
            // It is to be closed before it was known to be begun: without its handle nobody could.
            row.handle = match begun {
                Begun::Redirect { handle, .. } => handle.clone(),
                Begun::Known(seen) => seen.handle.clone(),
                Begun::Refused(_) | Begun::Unclear => None,
            };
            said("begun too late")
        }
        News::Begun(_) if due != BEGIN => Heard::Known,
        News::Begun(Begun::Known(seen)) => {
            learn(row, seen)?;
            (row.token, row.look_at) = (None, Some((now + LOOK_AGAIN).as_millisecond()));
            row.settle();
            said("known")
        }
        News::Begun(Begun::Redirect { url, handle }) => {
            (row.url, row.token) = (Some(url.clone()), None);
            row.handle = handle.clone().or_else(|| row.handle.take());
            Standing::ActionNeeded.word().clone_into(&mut row.standing);
            row.look_at = Some((now + LOOK_AGAIN).as_millisecond());
            row.settle();
            said("redirect")
        }
        News::Begun(Begun::Refused(why)) => {
            Standing::Declined.word().clone_into(&mut row.standing);
            row.token = None;
            row.settle();
            Heard::News { what: due, answer: "refused", note: Some(why.clone()) }
        }
        News::Begun(Begun::Unclear) => {
            ask_later(row, now);
            said("unclear")
        }
        News::Seen(_, ver) if ver != row.ver => Heard::OutOfDate,
        News::Seen(seen, _) => {
            let before = row.standing()?;
            learn(row, seen)?;
            let attempt = row.attempt()?;
            row.look_at = attempt.standing.is_open().then(|| (now + LOOK_AGAIN).as_millisecond());
            let done = row.step().is_some_and(|(base, step)| attempt.has_done(base, step));
            if done || (due == BEGIN && attempt.standing != Standing::Pending) {
                row.settle();
            }
            let changed = before != attempt.standing;
            if changed {
                Heard::News { what: "look".to_owned(), answer: attempt.standing.word(), note: None }
            } else {
                quiet("look", attempt.standing.word())
            }
        }
        News::Answered(_, key) if row.due.is_none() || row.key() != key => Heard::Known,
        News::Answered(answer, _) => answered(row, answer, &due, now)?,
        News::Silence => {
            row.look_at = Some((now + LOOK_AGAIN).as_millisecond());
            quiet("look", "unclear")
        }
        News::Time => quiet("time", "passed"),
        News::Close(why) => {
            row.closing = Some(why.to_owned());
            Heard::News { what: "close".to_owned(), answer: why, note: None }
        }
    })
}

fn answered(row: &mut PaymentRow, answer: &Answer, due: &str, now: Timestamp) -> Result<Heard, Error> {
    let said = |answer, note| Heard::News { what: due.to_owned(), answer, note };
    Ok(match answer {
        Answer::Done => {
            if let Some((base, step)) = row.step() {
                let after = row.attempt()?.after(base, step);
                row.set(after);
            }
            row.settle();
            said("done", None)
        }
        Answer::NotInParts => {
            row.in_parts = 0;
            row.settle();
            said("not in parts", None)
        }
        Answer::Refused(why) => {
            ask_later(row, now);
            row.stuck_since = row.stuck_since.or(Some(now.as_millisecond()));
            // Nothing was done under the old key, and a provider goes on saying so.
            row.due_ver = row.ver;
            said("refused", Some(why.clone()))
        }
        Answer::Unclear => {
            ask_later(row, now);
            said("unclear", None)
        }
    })
}

/// The provider's own books are right, whatever the shop has thought.
fn learn(row: &mut PaymentRow, seen: &Seen) -> Result<(), Error> {
    if !seen.funds.is_sound() {
        return Err(Error::internal(anyhow::anyhow!(
            "the provider says what cannot be of {}: {:?}",
            row.reference,
            seen.funds
        )));
    }
    let attempt = row.attempt()?;
    // What was let go of since was reserved all the same.
    let funds = Funds { authorised: seen.funds.authorised.max(row.authorised), ..seen.funds };
    row.set(Attempt { standing: seen.standing, funds, ..attempt });
    if let Some(handle) = &seen.handle {
        row.handle = Some(handle.clone());
    }
    if seen.standing != Standing::ActionNeeded {
        row.url = None;
    }
    Ok(())
}

fn ask_later(row: &mut PaymentRow, now: Timestamp) {
    row.tries += 1;
    row.due_at = Some((now + AGAIN_AFTER * (1 << row.tries.min(DOUBLINGS))).as_millisecond());
    if row.tries >= STUCK_AFTER {
        row.stuck_since = row.stuck_since.or(Some(now.as_millisecond()));
    }
}

/// What follows for the order, and what is to be asked next.
async fn follow(
    tx: &mut Tx,
    app: &App,
    row: &mut PaymentRow,
    order: &mut Order,
    before: &PaymentRow,
) -> Result<(), Error> {
    let now = app.clock.now();
    let accepted = store::accepted(tx, order.number()).await?;
    if row.accepted == 0 && accepted.is_none() {
        if order.state()?.is_open() {
            decide(tx, app, row, order, before).await?;
        } else if is_paid(row)? && row.closing.as_deref() != Some(SOLD_OUT) {
            // She paid after the order had been given up.
            if order.revive(tx, app).await? {
                accept(tx, app, row, order).await?;
            } else {
                row.closing = Some(SOLD_OUT.to_owned());
                order.sold_out(tx, app).await?;
            }
        }
    }
    let goal = if row.accepted == 1 { order.goal(store::promised(tx, order.number()).await?)? } else { Goal::NOTHING };
    if row.provider == COUNTER {
        at_the_counter(row, goal)?;
    } else if row.due.is_none() {
        let attempt = row.attempt()?;
        let closes = row.closing.is_some() && attempt.standing.is_open();
        if let Some(step) = if closes { Some(Step::Release) } else { attempt.next(goal) } {
            row.owe(step, now);
            tx.poke(super::TOPIC, u64::try_from(now.as_millisecond()).unwrap_or(0));
        }
    }
    if row.accepted == 1 {
        let state = row.attempt()?.state(goal);
        let waits = row.provider == COUNTER && state == PaymentState::Authorised;
        order.tell(tx, if waits { PaymentState::DueInStore } else { state }, None).await?;
    }
    Ok(())
}

/// Of an order that waits to be paid: whether this attempt pays it, or what else becomes of it.
async fn decide(
    tx: &mut Tx,
    app: &App,
    row: &mut PaymentRow,
    order: &mut Order,
    before: &PaymentRow,
) -> Result<(), Error> {
    let (now, standing) = (app.clock.now().as_millisecond(), row.standing()?);
    // What the provider was asked to let go of may be gone at any moment.
    if is_paid(row)? && row.due.as_deref() != Some(RELEASE) {
        return accept(tx, app, row, order).await;
    }
    let newest = store::current(tx, order.number()).await?;
    if newest.is_some_and(|newest| newest.reference != row.reference) {
        return Ok(());
    }
    if standing == Standing::ActionNeeded && order.until().is_none() {
        order.wait_until(tx, app.clock.now() + app.config.payment_terms.wait()).await?;
    }
    let late = order.until().is_some_and(|until| until <= now);
    if (late || row.closing.is_some()) && row.due.as_deref() == Some(BEGIN) && row.token.is_none() {
        // Nobody was ever shown a page to pay at.
        row.settle();
        Standing::Expired.word().clone_into(&mut row.standing);
    }
    // She was never shown an order that waits: it is as if it had not been placed.
    let never_began = row.attempt == 1 && before.due.as_deref() == Some(BEGIN) && standing == Standing::Declined;
    match row.standing()? {
        Standing::Pending | Standing::ActionNeeded if late => {
            row.closing = row.closing.take().or_else(|| Some(TOO_LATE.to_owned()));
        }
        Standing::Pending => order.tell(tx, PaymentState::Pending, order.trouble()).await?,
        Standing::ActionNeeded => order.tell(tx, PaymentState::ActionNeeded, order.trouble()).await?,
        Standing::Declined | Standing::Expired | Standing::Released if order.until().is_none() || never_began => {
            row.look_at = None;
            // Tried before, she was told that it was being found out.
            let told = before.tries > 0;
            return order.give_up(tx, app, PaymentState::Declined, Some(PaymentTrouble::Declined), told).await;
        }
        Standing::Declined | Standing::Expired | Standing::Released | Standing::Authorised => {
            if row.closing.as_deref() == Some(CANCELLED) {
                row.look_at = None;
                return order.give_up(tx, app, PaymentState::Voided, None, false).await;
            }
            if late {
                row.look_at = None;
                return order.give_up(tx, app, PaymentState::Voided, Some(PaymentTrouble::TooLate), true).await;
            }
            let expired = standing == Standing::Expired || standing == Standing::Released;
            let trouble = if expired { PaymentTrouble::Expired } else { PaymentTrouble::Declined };
            order.tell(tx, PaymentState::ActionNeeded, Some(trouble)).await?;
            row.look_at = order.until();
        }
    }
    if let (Some(look_at), Some(until)) = (row.look_at, order.until()) {
        row.look_at = Some(look_at.min(until.max(now)));
    }
    Ok(())
}

/// Whether an attempt holds all that the order costs.
fn is_paid(row: &PaymentRow) -> Result<bool, Error> {
    let holds = row.standing()? == Standing::Authorised || row.captured > row.refunded;
    Ok(holds && row.authorised >= row.amount)
}

/// The order is paid by this attempt, and every other one is closed.
async fn accept(tx: &mut Tx, app: &App, row: &mut PaymentRow, order: &mut Order) -> Result<(), Error> {
    (row.accepted, row.closing, row.look_at) = (1, None, None);
    let now = app.clock.now();
    tx.run(
        "UPDATE payments SET closing = $1, due = $2, due_at = $3, due_ver = ver, tries = 0, look_at = NULL, ver = ver + 1
         WHERE number = $4 AND reference <> $5 AND standing IN ('pending', 'action_needed')",
        crate::args![SUPERSEDED, RELEASE, now, order.number().as_str(), &row.reference],
    )
    .await?;
    order.accept(tx, app).await
}

/// What is paid in the store is paid with the handover, and given back there.
fn at_the_counter(row: &mut PaymentRow, goal: Goal) -> Result<(), Error> {
    let mut attempt = row.attempt()?;
    let funds = &mut attempt.funds;
    funds.captured = funds.captured.max(goal.charge);
    funds.authorised = funds.authorised.max(funds.captured);
    funds.refunded = funds.refunded.max(goal.refund.min(funds.captured));
    attempt.standing = if goal.is_last() { Standing::Released } else { Standing::Authorised };
    row.set(attempt);
    Ok(())
}
