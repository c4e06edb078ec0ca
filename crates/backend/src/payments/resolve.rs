//! Payments that a person has to clear: `vitrine payments list` and `resolve`. Who and why stays in the payment's history.

use std::fmt;

use domain::payments::{Funds, Standing};
use jiff::Timestamp;

use super::{
    TOPIC,
    settle::{self, News},
    store::{self, Event, PaymentRow},
};
use crate::{
    app::App,
    db::Tx,
    error::Error,
    inventory::service as inventory,
    orders::payment as orders,
    ports::{Answer, Seen},
};

/// A payment that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    row: PaymentRow,
}

impl fmt::Display for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = &self.row;
        let time =
            |millis: i64| Timestamp::from_millisecond(millis).map_or_else(|_| String::new(), |it| it.to_string());
        write!(f, "{}  {}  {}", row.reference, row.provider, row.standing)?;
        write!(f, "  {} {} in minor units", row.amount, row.currency)?;
        if let Some(due) = &row.due {
            write!(f, "  to {due}, asked {} times", row.tries)?;
        }
        match row.stuck_since {
            Some(since) => write!(f, "  STUCK since {}", time(since)),
            None => write!(f, "  begun {}", time(row.begun_at)),
        }
    }
}

/// What a person found out at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Resolution {
    /// Nothing: the provider is to be asked again, now.
    Again,
    /// The whole amount is reserved there.
    Paid,
    /// Nothing is reserved there, and nothing was taken.
    NotPaid,
    /// What it was asked for last is done there.
    Done,
}

/// Payments that wait for a person, longest first; with `all` also those that are still being asked for.
pub async fn list(app: &App, all: bool) -> Result<Vec<Open>, Error> {
    Ok(store::unresolved(&app.db, all).await?.into_iter().map(|row| Open { row }).collect())
}

/// Settles a payment by what a person has found out.
///
/// # Errors
/// 404 when there is none of that reference, 422 without who and why, 409 when nothing is due that could be done.
pub async fn resolve(app: &App, reference: &str, as_: Resolution, by: &str, why: &str) -> Result<(), Error> {
    for (field, text) in [("by", by), ("why", why)] {
        if text.trim().is_empty() {
            return Err(Error::invalid(field, "say it: it stays in the payment's history"));
        }
    }
    let number = app.db.write(|mut tx| async move { settle_as(&mut tx, app, reference, as_, by, why).await }).await?;
    inventory::refresh_after(app, &number).await
}

async fn settle_as(
    tx: &mut Tx,
    app: &App,
    reference: &str,
    as_: Resolution,
    by: &str,
    why: &str,
) -> Result<String, Error> {
    let now = app.clock.now();
    orders::lock(tx, &settle::number_of(reference)?).await?;
    let mut row = store::load(tx, reference).await?.ok_or_else(|| Error::not_found("payment"))?;
    let answer = match as_ {
        Resolution::Again => "again",
        Resolution::Paid => "paid",
        Resolution::NotPaid => "not paid",
        Resolution::Done => "done",
    };
    let event = Event { actor: by, what: "resolve", answer, note: Some(why) };
    store::note(tx, app.ids.id(), now, (row.funds(), &row), event).await?;
    let seen = |standing, funds| Seen { standing, funds, handle: None, saved: None };
    match as_ {
        Resolution::Again => {
            let millis = now.as_millisecond();
            (row.tries, row.stuck_since, row.look_at) = (0, None, Some(millis));
            row.due_at = row.due.is_some().then_some(millis);
            store::save(tx, &row).await?;
            tx.poke(TOPIC, u64::try_from(millis).unwrap_or(0));
        }
        Resolution::Paid => {
            let funds = Funds { authorised: row.authorised.max(row.amount), ..row.funds() };
            settle::settle(tx, app, reference, News::Seen(&seen(Standing::Authorised, funds), row.ver), by, None)
                .await?;
        }
        Resolution::NotPaid => {
            settle::settle(tx, app, reference, News::Seen(&seen(Standing::Released, row.funds()), row.ver), by, None)
                .await?;
        }
        Resolution::Done if row.step().is_none() => return Err(Error::conflict("nothing was asked of the provider")),
        Resolution::Done => {
            settle::settle(tx, app, reference, News::Answered(&Answer::Done, &row.key()), by, None).await?;
        }
    }
    Ok(row.number)
}
