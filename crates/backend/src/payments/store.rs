//! Rows of payments and of what happened to them.

use domain::{
    id::OrderNumber,
    money::{Currency, Money},
    payments::{Attempt, Funds, Standing, Step},
};
use jiff::Timestamp;

use crate::{
    args,
    db::{Db, Tx},
    error::Error,
    ports::Payment,
};

/// To be asked: begin.
pub(super) const BEGIN: &str = "begin";
/// To be asked: take some of what is reserved.
pub(super) const CAPTURE: &str = "capture";
/// To be asked: close it, and let go of what is reserved.
pub(super) const RELEASE: &str = "release";
/// To be asked: give some back.
pub(super) const REFUND: &str = "refund";
/// The provider of what is paid in the store: nobody is asked.
pub(crate) const COUNTER: &str = "counter";

/// An attempt at paying an order.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct PaymentRow {
    pub(crate) reference: String,
    pub(crate) number: String,
    pub(crate) attempt: i64,
    pub(crate) provider: String,
    pub(super) handle: Option<String>,
    pub(super) token: Option<String>,
    pub(super) save: i64,
    pub(super) return_url: String,
    pub(super) url: Option<String>,
    pub(super) standing: String,
    pub(super) in_parts: i64,
    pub(super) accepted: i64,
    pub(super) closing: Option<String>,
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(crate) authorised: i64,
    pub(crate) captured: i64,
    pub(crate) refunded: i64,
    pub(super) due: Option<String>,
    pub(super) due_amount: i64,
    pub(super) due_last: i64,
    pub(super) due_base: i64,
    pub(super) due_ver: i64,
    pub(super) due_at: Option<i64>,
    pub(super) tries: i64,
    pub(super) look_at: Option<i64>,
    pub(super) stuck_since: Option<i64>,
    pub(super) ver: i64,
    pub(super) begun_at: i64,
}

impl PaymentRow {
    /// A new attempt.
    pub(super) fn new(number: &OrderNumber, attempt: i64, provider: &str, amount: Money, now: Timestamp) -> Self {
        Self {
            reference: format!("{number}:{attempt}"),
            number: number.as_str().to_owned(),
            attempt,
            provider: provider.to_owned(),
            handle: None,
            token: None,
            save: 0,
            return_url: String::new(),
            url: None,
            standing: Standing::Pending.word().to_owned(),
            in_parts: 1,
            accepted: 0,
            closing: None,
            amount: amount.minor,
            currency: amount.currency.code().to_owned(),
            authorised: 0,
            captured: 0,
            refunded: 0,
            due: None,
            due_amount: 0,
            due_last: 0,
            due_base: 0,
            due_ver: 0,
            due_at: None,
            tries: 0,
            look_at: None,
            stuck_since: None,
            ver: 0,
            begun_at: now.as_millisecond(),
        }
    }

    pub(super) fn number(&self) -> Result<OrderNumber, Error> {
        OrderNumber::parse(self.number.clone()).map_err(Error::internal)
    }

    pub(super) fn money(&self, minor: i64) -> Result<Money, Error> {
        Ok(Money::new(minor, Currency::parse(&self.currency).map_err(Error::internal)?))
    }

    pub(super) fn funds(&self) -> Funds {
        Funds { authorised: self.authorised, captured: self.captured, refunded: self.refunded }
    }

    pub(super) fn standing(&self) -> Result<Standing, Error> {
        let unknown = || Error::internal(anyhow::anyhow!("the database has an unknown standing {:?}", self.standing));
        Standing::from_word(&self.standing).ok_or_else(unknown)
    }

    pub(super) fn attempt(&self) -> Result<Attempt, Error> {
        Ok(Attempt { standing: self.standing()?, funds: self.funds(), in_parts: self.in_parts == 1 })
    }

    pub(super) fn set(&mut self, attempt: Attempt) {
        attempt.standing.word().clone_into(&mut self.standing);
        let Funds { authorised, captured, refunded } = attempt.funds;
        (self.authorised, self.captured, self.refunded) = (authorised, captured, refunded);
    }

    pub(super) fn payment(&self) -> Payment {
        Payment { reference: self.reference.clone(), handle: self.handle.clone() }
    }

    /// The step that is due, and what had moved when it was first asked.
    pub(super) fn step(&self) -> Option<(Funds, Step)> {
        let funds = self.funds();
        match self.due.as_deref()? {
            CAPTURE => Some((
                Funds { captured: self.due_base, ..funds },
                Step::Capture { amount: self.due_amount, last: self.due_last == 1 },
            )),
            REFUND => Some((Funds { refunded: self.due_base, ..funds }, Step::Refund { amount: self.due_amount })),
            RELEASE => Some((funds, Step::Release)),
            _ => None,
        }
    }

    /// Names what is due, the same for each time it is asked.
    pub(super) fn key(&self) -> String {
        match self.due.as_deref() {
            Some(BEGIN) | None => format!("{}:{BEGIN}", self.reference),
            Some(due) => format!("{}:{due}:{}", self.reference, self.due_ver),
        }
    }

    /// A step is due now.
    pub(super) fn owe(&mut self, step: Step, now: Timestamp) {
        let (due, amount, last, base) = match step {
            Step::Capture { amount, last } => (CAPTURE, amount, last, self.captured),
            Step::Refund { amount } => (REFUND, amount, false, self.refunded),
            Step::Release => (RELEASE, 0, true, 0),
        };
        self.due = Some(due.to_owned());
        (self.due_amount, self.due_last, self.due_base) = (amount, i64::from(last), base);
        self.due_ver = self.ver;
        (self.due_at, self.tries) = (Some(now.as_millisecond()), 0);
    }

    /// Nothing is due any more.
    pub(super) fn settle(&mut self) {
        (self.due, self.due_at, self.tries, self.stuck_since) = (None, None, 0, None);
    }
}

/// A statement over a payment's columns, put together once.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT reference, number, attempt, provider, handle, token, save, return_url, url, standing, in_parts, accepted, closing,
             amount, currency, authorised, captured, refunded, due, due_amount, due_last, due_base, due_ver, due_at, tries, look_at,
             stuck_since, ver, begun_at FROM payments ",
            $rest
        )
    };
}

/// A payment by its reference.
pub(super) async fn load(tx: &mut Tx, reference: &str) -> Result<Option<PaymentRow>, Error> {
    tx.maybe(select!("WHERE reference = $1"), args![reference]).await
}

/// The newest attempt at an order.
pub(super) async fn current(tx: &mut Tx, number: &OrderNumber) -> Result<Option<PaymentRow>, Error> {
    tx.maybe(select!("WHERE number = $1 ORDER BY attempt DESC LIMIT 1"), args![number.as_str()]).await
}

/// The attempt that an order accepted.
pub(super) async fn accepted(tx: &mut Tx, number: &OrderNumber) -> Result<Option<PaymentRow>, Error> {
    tx.maybe(select!("WHERE number = $1 AND accepted = 1"), args![number.as_str()]).await
}

/// What is to be asked or looked at by now.
pub(super) async fn waiting(db: &Db, now: Timestamp, most: i64) -> Result<Vec<PaymentRow>, Error> {
    db.all(
        select!(
            "WHERE (due IS NOT NULL AND due_at <= $1) OR (due IS NULL AND look_at <= $1) ORDER BY COALESCE(due_at, look_at), reference LIMIT $2"
        ),
        args![now, most],
    )
    .await
}

/// What waits for a person, longest first; and what is still being asked, when all is wanted.
pub(super) async fn unresolved(db: &Db, all: bool) -> Result<Vec<PaymentRow>, Error> {
    if all {
        return db
            .all(select!("WHERE due IS NOT NULL OR look_at IS NOT NULL ORDER BY begun_at, reference"), vec![])
            .await;
    }
    db.all(select!("WHERE stuck_since IS NOT NULL ORDER BY stuck_since, reference"), vec![]).await
}

/// Notes that a payment is being looked at, unless somebody did a moment ago.
pub(super) async fn may_look(tx: &mut Tx, reference: &str, now: Timestamp, pause_ms: i64) -> Result<bool, Error> {
    let before = now.as_millisecond() - pause_ms;
    let rows = tx
        .run(
            "UPDATE payments SET looked_at = $1 WHERE reference = $2 AND looked_at <= $3",
            args![now, reference, before],
        )
        .await?;
    Ok(rows == 1)
}

/// Has a payment looked at now; says whether there is one.
pub(super) async fn look_now(tx: &mut Tx, reference: &str, now: Timestamp) -> Result<bool, Error> {
    let rows = tx
        .run(
            "UPDATE payments SET look_at = $1, due_at = CASE WHEN due IS NULL THEN due_at ELSE $1 END WHERE reference = $2",
            args![now, reference],
        )
        .await?;
    Ok(rows == 1)
}

/// Writes a new attempt; says no when there is one of that number.
pub(super) async fn insert(tx: &mut Tx, row: &PaymentRow) -> Result<bool, Error> {
    let rows = tx
        .run(
            "INSERT INTO payments (reference, number, attempt, provider, token, save, return_url, standing, accepted, amount, currency,
                                   due, due_at, look_at, ver, begun_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15) ON CONFLICT (reference) DO NOTHING",
            args![
                &row.reference, &row.number, row.attempt, &row.provider, row.token.clone(), row.save, &row.return_url, &row.standing,
                row.accepted, row.amount, &row.currency, row.due.clone(), row.due_at, row.look_at, row.begun_at,
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Writes a payment back; its version counts.
pub(super) async fn save(tx: &mut Tx, row: &PaymentRow) -> Result<(), Error> {
    let rows = tx
        .run(
            "UPDATE payments SET handle = $1, token = $2, url = $3, standing = $4, in_parts = $5, accepted = $6, closing = $7,
                 authorised = $8, captured = $9, refunded = $10, due = $11, due_amount = $12, due_last = $13, due_base = $14,
                 due_at = $15, tries = $16, look_at = $17, stuck_since = $18, due_ver = $19,
                 save = $20, ver = ver + 1 WHERE reference = $21 AND ver = $22",
            args![
                row.handle.clone(), row.token.clone(), row.url.clone(), &row.standing, row.in_parts, row.accepted,
                row.closing.clone(), row.authorised, row.captured, row.refunded, row.due.clone(), row.due_amount, row.due_last,
                row.due_base, row.due_at, row.tries, row.look_at, row.stuck_since, row.due_ver, row.save, &row.reference, row.ver,
            ],
        )
        .await?;
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::internal(anyhow::anyhow!("a payment changed while its order was locked")))
    }
}

/// A line of a payment's history.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    pub(super) actor: &'a str,
    pub(super) what: &'a str,
    pub(super) answer: &'a str,
    pub(super) note: Option<&'a str>,
}

/// Notes what happened, and what has moved by it.
pub(super) async fn note(
    tx: &mut Tx,
    id: String,
    at: Timestamp,
    (before, after): (Funds, &PaymentRow),
    event: Event<'_>,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO payment_events (id, reference, at, actor, what, answer, authorised, captured, refunded, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            id,
            &after.reference,
            at,
            event.actor,
            event.what,
            event.answer,
            after.authorised - before.authorised,
            after.captured - before.captured,
            after.refunded - before.refunded,
            event.note,
        ],
    )
    .await
    .map(drop)
}

/// Notes a provider's event; says no when it came before.
pub(super) async fn note_once(
    tx: &mut Tx,
    id: String,
    at: Timestamp,
    provider: &str,
    notice: &crate::ports::Notice,
) -> Result<bool, Error> {
    let reference = notice.reference.as_deref().unwrap_or_default();
    let rows = tx
        .run(
            "INSERT INTO payment_events (id, reference, at, actor, what, answer, note, provider, event)
             VALUES ($1, $2, $3, $4, 'webhook', $5, $6, $4, $7) ON CONFLICT (provider, event) DO NOTHING",
            args![id, reference, at, provider, &notice.kind, notice.at.to_string(), &notice.event],
        )
        .await?;
    Ok(rows == 1)
}

/// What is promised back of an order.
pub(super) async fn promised(tx: &mut Tx, number: &OrderNumber) -> Result<i64, Error> {
    let (sum,): (i64,) = tx
        .one("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM refunds WHERE number = $1", args![number.as_str()])
        .await?;
    Ok(sum)
}

/// Once a payment is settled the shop need not know by what it was paid.
pub(crate) async fn forget_tokens(tx: &mut Tx, number: &str) -> Result<(), Error> {
    tx.run("UPDATE payments SET token = NULL, url = NULL WHERE number = $1", args![number]).await.map(drop)
}
