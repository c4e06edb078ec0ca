//! What the merchant decided about sending and taxes, in memory: from files, else what is built in.

use std::sync::{Arc, PoisonError, RwLock};

use domain::{
    checkout::{ShippingRule, ShippingTable},
    tax::{Market, STANDARD, TaxRule, TaxTable},
};
use serde::{Serialize, de::DeserializeOwned};

use super::rates::Shipping;
use crate::{
    app::App,
    args,
    db::{Db, Tx},
    error::Error,
};

/// The document of ways of sending.
pub(super) const SHIPPING: &str = "shipping";
/// The document of tax rates.
pub(super) const TAXES: &str = "taxes";
/// The days a parcel takes when no file says otherwise.
const DAYS: (u32, u32) = (1, 3);
/// The standard rates of the countries we know, in basis points, for shops that have loaded none. As of 2026.
const STANDARD_RATES: [(&str, u32); 18] = [
    ("AT", 2_000),
    ("BE", 2_100),
    ("CH", 810),
    ("CZ", 2_100),
    ("DE", 1_900),
    ("DK", 2_500),
    ("ES", 2_100),
    ("FI", 2_550),
    ("FR", 2_000),
    ("GB", 2_000),
    ("GR", 2_400),
    ("IE", 2_300),
    ("IT", 2_200),
    ("LU", 1_700),
    ("NL", 2_100),
    ("PL", 2_300),
    ("PT", 2_300),
    ("SE", 2_500),
];

/// Ways of sending and tax rates.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    pub shipping: ShippingTable,
    pub taxes: TaxTable,
}

/// The newest [`Terms`], swapped whole; clones share it.
#[derive(Debug, Clone, Default)]
pub struct TermsCache(Arc<RwLock<Arc<Terms>>>);

impl TermsCache {
    /// The newest there are.
    pub fn get(&self) -> Arc<Terms> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, terms: Terms) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(terms);
    }
}

/// Reads the merchant's decisions anew, for this process.
pub async fn refresh(app: &App) -> Result<(), Error> {
    let shipping = read(&app.db, SHIPPING).await?.unwrap_or_else(|| one_rate(app.config.shipping));
    let taxes = read(&app.db, TAXES).await?.unwrap_or_else(standard_rates);
    app.terms.set(Terms { shipping, taxes });
    Ok(())
}

async fn read<T: DeserializeOwned>(db: &Db, kind: &str) -> Result<Option<T>, Error> {
    let row: Option<(String,)> = db.maybe("SELECT body FROM settings WHERE kind = $1", args![kind]).await?;
    row.map(|(body,)| serde_json::from_str(&body).map_err(Error::internal)).transpose()
}

/// Keeps a document. Says whether it differs from the one before.
pub(super) async fn keep<T: Serialize>(tx: &mut Tx, kind: &str, document: &T) -> Result<bool, Error> {
    let body = serde_json::to_string(document).map_err(Error::internal)?;
    let rows = tx
        .run(
            "INSERT INTO settings (kind, body) VALUES ($1, $2)
             ON CONFLICT (kind) DO UPDATE SET body = excluded.body WHERE settings.body <> excluded.body",
            args![kind, body],
        )
        .await?;
    Ok(rows == 1)
}

/// One way of sending, everywhere, at the price of the command line.
fn one_rate(shipping: Shipping) -> ShippingTable {
    let (price, free_from) = shipping.rate();
    ShippingTable {
        rules: vec![ShippingRule {
            zone: "everywhere".to_owned(),
            countries: Vec::new(),
            prefixes: Vec::new(),
            method: "standard".to_owned(),
            name: "Standard".to_owned(),
            price,
            free_from: Some(free_from),
            days: DAYS,
            goods_from: 0,
            goods_to: None,
        }],
    }
}

fn standard_rates() -> TaxTable {
    let rule = |(country, basis_points): (&str, u32)| TaxRule {
        country: country.to_owned(),
        prefix: String::new(),
        class: STANDARD.to_owned(),
        basis_points,
        market: Market::default(),
    };
    TaxTable { rules: STANDARD_RATES.into_iter().map(rule).collect() }
}
