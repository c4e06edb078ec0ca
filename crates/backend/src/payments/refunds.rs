//! Money that staff promise back. The promise is kept at once, the provider is asked until it has given it.

use std::collections::BTreeMap;

use api::{
    payments::{Refund, RefundLine, RefundView},
    problem::Rejection,
};
use domain::{
    id::OrderNumber,
    money::{Currency, Money},
};

use super::{
    ask,
    settle::{self, News},
    store::{self, PaymentRow, REFUND},
};
use crate::{
    app::App,
    args,
    db::Tx,
    error::Error,
    idempotency::{IdempotencyKey, Once},
    orders::payment::{self as orders, Order, SoldLine},
    staff::Staff,
};

/// The longest reason, in characters.
const REASON_MOST: usize = 500;
/// The most lines of one refund.
const LINES_MOST: usize = 100;
/// Who may give back any amount.
const MANAGER: &str = "manager";

/// Promises money back, once for each key, and asks the provider for it.
///
/// # Errors
/// 404 for an order of another store, 403 for an amount by a clerk, 422 for a wrong field, [`Rejection::RefundTooHigh`].
pub(super) async fn refund(
    app: &App,
    staff: &Staff,
    number: &OrderNumber,
    key: IdempotencyKey,
    body: &Refund,
) -> Result<RefundView, Error> {
    if key.0.is_none() {
        return Err(Error::invalid(
            "Idempotency-Key",
            "this header is needed: new for each refund, the same when it is sent again",
        ));
    }
    check(body)?;
    let once = &key.once(app, "refund", &format!("{}:{number}", staff.id), body)?;
    let promised = app.db.write(|mut tx| async move { promise(&mut tx, app, staff, number, body, once).await }).await?;
    let row = app.db.read(|mut tx| async move { store::accepted(&mut tx, number).await }).await?;
    if let Some(row) = row.filter(|row| row.due.as_deref() == Some(REFUND)) {
        // Most providers answer at once; if this one does not, the reconciler asks on.
        ask::take_step(app, row).await?;
    }
    let row = app.db.read(|mut tx| async move { store::accepted(&mut tx, number).await }).await?;
    let refunded = row.map_or(0, |row| row.refunded);
    Ok(RefundView { refunded: Money::new(refunded, promised.amount.currency), ..promised })
}

fn check(body: &Refund) -> Result<(), Error> {
    let length = body.reason.trim().chars().count();
    if length == 0 || length > REASON_MOST {
        return Err(Error::invalid("reason", format_args!("1 to {REASON_MOST} characters")));
    }
    match (&body.amount, &body.lines[..]) {
        (None, []) => Err(Error::invalid("amount", "say an amount or lines")),
        (Some(_), [_, ..]) => Err(Error::invalid("amount", "say an amount or lines, not both")),
        (Some(amount), []) if amount.minor <= 0 => Err(Error::invalid("amount.minor", "at least 1")),
        (_, lines) if lines.len() > LINES_MOST => Err(Error::invalid("lines", format_args!("at most {LINES_MOST}"))),
        _ => Ok(()),
    }
}

async fn promise(
    tx: &mut Tx,
    app: &App,
    staff: &Staff,
    number: &OrderNumber,
    body: &Refund,
    once: &Once,
) -> Result<RefundView, Error> {
    if let Some(view) = once.replay(tx).await? {
        return Ok(view);
    }
    let order = orders::lock(tx, number).await.map_err(|_| Error::not_found("order in your store"))?;
    let sold = order.sold()?;
    let serves = |line: &SoldLine| staff.serves(&line.location).is_ok();
    if !sold.iter().any(serves) {
        return Err(Error::not_found("order in your store"));
    }
    let paid = store::accepted(tx, number).await?.ok_or_else(|| too_high(&order, 0))?;
    let before = store::promised(tx, number).await?;
    let (amount, lines) = amount(tx, staff, number, body, &sold, &paid).await?;
    if before + amount > paid.captured {
        return Err(too_high(&order, paid.captured - before));
    }
    let (id, now) = (app.ids.id(), app.clock.now());
    tx.run(
        "INSERT INTO refunds (id, number, amount, reason, staff, at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![&id, number.as_str(), amount, body.reason.trim(), &staff.id, now],
    )
    .await?;
    let rows = lines.iter().map(|(line, quantity)| args![&id, number.as_str(), *line, *quantity]);
    tx.run_many("INSERT INTO refund_lines (refund, number, line, quantity) VALUES {}", rows.collect()).await?;
    settle::settle(tx, app, &paid.reference, News::Time, &staff.id, None).await?;
    order.gives_back(tx, app, paid.money(amount)?).await?;
    let view = RefundView {
        id,
        amount: paid.money(amount)?,
        promised: paid.money(before + amount)?,
        refunded: paid.money(paid.refunded)?,
    };
    once.keep(tx, &view).await?;
    Ok(view)
}

/// How much goes back, and for how many pieces of which lines.
async fn amount(
    tx: &mut Tx,
    staff: &Staff,
    number: &OrderNumber,
    body: &Refund,
    sold: &[SoldLine],
    paid: &PaymentRow,
) -> Result<(i64, BTreeMap<i64, i64>), Error> {
    if let Some(amount) = body.amount {
        if amount.currency.code() != paid.currency {
            return Err(Error::invalid("amount.currency", format_args!("the order was paid in {}", paid.currency)));
        }
        if staff.role != MANAGER {
            return Err(Error::not_allowed(
                "an amount is given back by a manager; lines may be by anybody in the store",
            ));
        }
        return Ok((amount.minor, BTreeMap::new()));
    }
    let (mut sum, mut lines) = (0, BTreeMap::new());
    for (index, wanted) in body.lines.iter().enumerate() {
        let field = |name: &str| format!("lines[{index}].{name}");
        let line = find(sold, wanted).ok_or_else(|| Error::invalid(field("line"), "the order has no such line"))?;
        staff.serves(&line.location)?;
        let before = back(tx, number, line.line).await?;
        let taken: &mut i64 = lines.entry(line.line).or_default();
        *taken += i64::from(wanted.quantity);
        if wanted.quantity == 0 {
            return Err(Error::invalid(field("quantity"), "at least 1"));
        }
        if before + *taken > line.quantity {
            return Err(Error::rejected(Rejection::RefundTooHigh {
                left: paid.money((line.quantity - before).max(0) * line.price)?,
            }));
        }
        sum += line.price * i64::from(wanted.quantity);
    }
    Ok((sum, lines))
}

fn find<'s>(sold: &'s [SoldLine], wanted: &RefundLine) -> Option<&'s SoldLine> {
    let of_group = sold.iter().filter(|line| line.group == i64::from(wanted.group));
    of_group.into_iter().nth(usize::try_from(wanted.line).ok()?)
}

/// How many pieces of a line were refunded before.
async fn back(tx: &mut Tx, number: &OrderNumber, line: i64) -> Result<i64, Error> {
    let (sum,): (i64,) = tx
        .one(
            "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM refund_lines WHERE number = $1 AND line = $2",
            args![number.as_str(), line],
        )
        .await?;
    Ok(sum)
}

fn too_high(order: &Order, left: i64) -> Error {
    let currency = order.amount().map_or(Currency::Eur, |it| it.currency);
    Error::rejected(Rejection::RefundTooHigh { left: Money::new(left, currency) })
}
