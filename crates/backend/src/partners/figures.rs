//! What partners have brought: how often their widgets were seen and used, and what was ordered. No person is in it.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

use domain::money::{Currency, Money};
use jiff::SignedDuration;

use super::store;
use crate::{app::App, error::Error};

/// One placement of one partner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The partner's key.
    pub partner: String,
    /// Where on its pages; empty where they do not say.
    pub placement: String,
    /// How often a widget was in sight.
    pub shown: i64,
    /// How often somebody did something with one.
    pub opened: i64,
    /// How often something was put into its bag.
    pub added: i64,
    /// How many bags were handed over.
    pub handed_over: i64,
    /// How many orders were made of them.
    pub orders: i64,
    /// What the goods of those cost, by currency.
    pub value: Vec<Money>,
}

/// The figures of the last `days`, of one partner or of all.
///
/// # Errors
/// 404 when there is no such partner.
pub async fn figures(app: &App, partner: Option<&str>, days: u32) -> Result<Vec<Figures>, Error> {
    if let Some(key) = partner
        && store::find(&app.db, key).await?.is_none()
    {
        return Err(Error::not_found("partner"));
    }
    let since = app.clock.now() - SignedDuration::from_hours(24 * i64::from(days));
    let mut rows: BTreeMap<(String, String), Figures> = BTreeMap::new();
    let wanted = |key: &str| partner.is_none_or(|partner| partner == key);
    let empty = |partner: &str, placement: &str| Figures {
        partner: partner.to_owned(),
        placement: placement.to_owned(),
        ..Figures::default()
    };
    for (key, placement, what, times) in store::counts(&app.db, since).await?.into_iter().filter(|it| wanted(&it.0)) {
        let row = rows.entry((key.clone(), placement.clone())).or_insert_with(|| empty(&key, &placement));
        match what.as_str() {
            "shown" => row.shown += times,
            "opened" => row.opened += times,
            "added" => row.added += times,
            "handed_over" => row.handed_over += times,
            other => return Err(Error::internal(anyhow::anyhow!("a partner's {other:?} is counted"))),
        }
    }
    for (key, placement, currency, orders, value) in store::orders(&app.db, since).await? {
        if !wanted(&key) {
            continue;
        }
        let row = rows.entry((key.clone(), placement.clone())).or_insert_with(|| empty(&key, &placement));
        row.orders += orders;
        row.value.push(Money::new(value, Currency::parse(&currency).map_err(Error::internal)?));
    }
    Ok(rows.into_values().collect())
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { partner, placement, shown, opened, added, handed_over, orders, value } = self;
        let placement = if placement.is_empty() { "-" } else { placement };
        let mut worth = String::new();
        for money in value {
            write!(worth, " {money}")?;
        }
        write!(
            out,
            "{partner}  {placement}  shown {shown}  opened {opened}  added {added}  handed over {handed_over}  orders {orders}{worth}"
        )
    }
}
