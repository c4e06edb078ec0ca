//! Attempts at paying an order: the first is written with the order, more are made while it waits, and its shopper may give it up.

use api::{
    checkout::PaymentChoice,
    payments::{ATTEMPTS_MOST, PaymentRequest},
    problem::Rejection,
};
use domain::{id::OrderNumber, payments::Standing};
use jiff::SignedDuration;

use super::{
    ask::{self, PATIENCE},
    saved,
    settle::{CANCELLED, News, SUPERSEDED},
    store::{self, BEGIN, COUNTER, PaymentRow, RELEASE},
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    orders::payment::{self as orders, Order},
    session::Shopper,
};

/// When the reconciler begins a payment whose request did not come back: longer than any request takes.
const ASK_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// The longest a provider's token may be, in bytes.
const TOKEN_MOST: usize = 255;

/// What can be said against a way of paying before anything is looked up.
///
/// # Errors
/// 422 with the field.
pub(crate) fn check(choice: &PaymentChoice, signed_in: bool) -> Result<(), Error> {
    match choice {
        PaymentChoice::Card { save: true, .. } if !signed_in => {
            Err(Error::invalid("payment.save", "sign in to save a card, or order without saving it"))
        }
        PaymentChoice::Saved { .. } if !signed_in => {
            Err(Error::invalid("payment.id", "sign in to pay with a saved card"))
        }
        PaymentChoice::Card { token: Some(token), .. } => check_token("payment.token", token),
        PaymentChoice::InStore | PaymentChoice::Card { .. } | PaymentChoice::Saved { .. } => Ok(()),
    }
}

fn check_token(field: &str, token: &str) -> Result<(), Error> {
    if token.is_empty() || token.len() > TOKEN_MOST {
        return Err(Error::invalid(field, format_args!("1 to {TOKEN_MOST} characters")));
    }
    Ok(())
}

/// The first attempt at paying an order, in the transaction that writes it.
pub(crate) async fn open(
    tx: &mut Tx,
    app: &App,
    order: &Order,
    choice: &PaymentChoice,
    return_url: &str,
) -> Result<(), Error> {
    let now = app.clock.now();
    let mut row = match choice {
        PaymentChoice::InStore => {
            let mut row = PaymentRow::new(order.number(), 1, COUNTER, order.amount()?, now);
            Standing::Authorised.word().clone_into(&mut row.standing);
            row.accepted = 1;
            row
        }
        PaymentChoice::Card { token, save } => {
            let mut row = new(app, order, 1, How { token: token.as_deref(), saved: None })?;
            row.save = i64::from(*save);
            row
        }
        PaymentChoice::Saved { id } => {
            let card = saved_card(tx, app, order, "payment.id", id).await?;
            new(app, order, 1, How { token: None, saved: Some(&card) })?
        }
    };
    return_url.clone_into(&mut row.return_url);
    store::insert(tx, &row).await.map(drop)
}

/// What an attempt is paid with: a provider's token, a saved card as (provider, token), or at the provider's page.
#[derive(Clone, Copy)]
struct How<'a> {
    token: Option<&'a str>,
    saved: Option<&'a (String, String)>,
}

fn new(app: &App, order: &Order, attempt: i64, how: How<'_>) -> Result<PaymentRow, Error> {
    let now = app.clock.now();
    let (provider, token) = match how.saved {
        Some((provider, token)) => (provider.as_str(), Some(token.as_str())),
        None => (app.payments.choose(how.token).name(), how.token),
    };
    let mut row = PaymentRow::new(order.number(), attempt, provider, order.amount()?, now);
    row.token = token.map(str::to_owned);
    (row.due, row.due_at) = (Some(BEGIN.to_owned()), Some((now + ASK_AFTER).as_millisecond()));
    Ok(row)
}

async fn saved_card(tx: &mut Tx, app: &App, order: &Order, field: &str, id: &str) -> Result<(String, String), Error> {
    let found = match order.account() {
        Some(account) => saved::use_one(tx, app, account, id).await?,
        None => None,
    };
    let found = found.filter(|(provider, _)| app.payments.find(provider).is_some());
    found.ok_or_else(|| {
        Error::invalid(field, "is not one of your saved cards; choose another or pay at the provider's page")
    })
}

/// Does what a shopper wants about an order that waits to be paid.
///
/// # Errors
/// [`Rejection::PaymentSettled`] when it does not wait any more, [`Rejection::PaymentUnclear`] while the provider is silent,
/// [`Rejection::PaymentDeclined`] for another card that was declined; the order then goes on waiting.
pub(super) async fn act(
    app: &App,
    shopper: &Shopper,
    number: &OrderNumber,
    request: &PaymentRequest,
) -> Result<(), Error> {
    if let PaymentRequest::Retry { token: Some(token), .. } = request {
        check_token("token", token)?;
    }
    let row = newest(app, number).await?;
    if row.standing()?.is_open() && row.due.is_none() {
        // She may have paid a moment ago.
        ask::look(app, row, PATIENCE).await?;
    }
    let row = newest(app, number).await?;
    match request {
        PaymentRequest::Cancel => cancel(app, shopper, row).await,
        PaymentRequest::Retry { token, saved } => retry(app, shopper, row, token.as_deref(), saved.as_deref()).await,
    }
}

/// The newest attempt at an order that waits to be paid.
async fn newest(app: &App, number: &OrderNumber) -> Result<PaymentRow, Error> {
    app.db
        .read(|mut tx| async move {
            let row = store::current(&mut tx, number).await?.ok_or_else(|| Error::not_found("payment"))?;
            let waits = orders::state(&mut tx, number).await?.is_open();
            if waits { Ok(row) } else { Err(Error::rejected(Rejection::PaymentSettled)) }
        })
        .await
}

async fn cancel(app: &App, shopper: &Shopper, row: PaymentRow) -> Result<(), Error> {
    if row.due.as_deref() == Some(BEGIN) && row.token.is_some() {
        return Err(Error::rejected(Rejection::PaymentUnclear));
    }
    let settled = ask::tell(app, &row, News::Close(CANCELLED), &shopper.id, None).await?;
    if settled.state.is_open() {
        close(app, &row).await?;
    }
    Ok(())
}

/// Asks the provider to close an attempt that is to be closed.
async fn close(app: &App, row: &PaymentRow) -> Result<(), Error> {
    let reference = &row.reference;
    let load = || app.db.read(|mut tx| async move { store::load(&mut tx, reference).await });
    if let Some(row) = load().await?.filter(|row| row.due.as_deref() == Some(RELEASE)) {
        ask::take_step(app, row).await?;
    }
    let is_open = load().await?.map(|row| row.standing()).transpose()?.is_some_and(Standing::is_open);
    if is_open { Err(Error::rejected(Rejection::PaymentUnclear)) } else { Ok(()) }
}

async fn retry(
    app: &App,
    shopper: &Shopper,
    row: PaymentRow,
    token: Option<&str>,
    saved: Option<&str>,
) -> Result<(), Error> {
    if row.due.is_some() || row.closing.is_some() {
        // It is being begun or closed at this moment.
        return Err(Error::rejected(Rejection::PaymentUnclear));
    }
    let number = &row.number()?;
    if row.standing()?.is_open() {
        if row.url.is_some() && token.is_none() && saved.is_none() {
            return Ok(());
        }
        ask::tell(app, &row, News::Close(SUPERSEDED), &shopper.id, None).await?;
        close(app, &row).await?;
    }
    let last = &row;
    let made = app.db.write(|mut tx| async move {
        let tx = &mut tx;
        let order = orders::lock(tx, number).await?;
        let waits =
            order.state()?.is_open() && order.until().is_some_and(|until| until > app.clock.now().as_millisecond());
        if !waits {
            return Err(Error::rejected(Rejection::PaymentSettled));
        }
        let newest = store::current(tx, number).await?;
        if newest.is_some_and(|newest| newest.attempt != last.attempt) {
            // A second tap: somebody makes the next attempt already.
            return Ok(false);
        }
        if last.attempt >= i64::from(ATTEMPTS_MOST) {
            return Err(Error::conflict("this order was tried to be paid too often; cancel it and order again"));
        }
        let card = match saved {
            Some(id) => Some(saved_card(tx, app, &order, "saved", id).await?),
            None => None,
        };
        let mut next = new(app, &order, last.attempt + 1, How { token, saved: card.as_ref() })?;
        last.return_url.clone_into(&mut next.return_url);
        next.save = if token.is_none() && saved.is_none() { last.save } else { 0 };
        store::insert(tx, &next).await
    });
    if made.await? { ask::begin(app, number, &shopper.id, None).await } else { Ok(()) }
}
