//! The tax in an order, kept as it was when the order was placed: rates change, receipts do not.

use domain::{
    id::OrderNumber,
    money::{Currency, Money},
    tax::TaxLine,
};

use crate::{args, db::Tx, error::Error};

/// Keeps the tax of a new order.
pub async fn keep_taxes(tx: &mut Tx, number: &OrderNumber, lines: &[TaxLine]) -> Result<(), Error> {
    let row = |it: &TaxLine| {
        args![number.as_str(), i64::from(it.basis_points), i64::from(it.included), it.base.minor, it.amount.minor,]
    };
    tx.run_many(
        "INSERT INTO order_taxes (number, basis_points, included, base, amount) VALUES {}",
        lines.iter().map(row).collect(),
    )
    .await
    .map(drop)
}

/// The tax of an order as it was placed.
pub async fn taxes(tx: &mut Tx, number: &OrderNumber, currency: Currency) -> Result<Vec<TaxLine>, Error> {
    let rows: Vec<(i64, i64, i64, i64)> = tx
        .all(
            "SELECT basis_points, included, base, amount FROM order_taxes WHERE number = $1
             ORDER BY included DESC, basis_points DESC",
            args![number.as_str()],
        )
        .await?;
    let line = |(basis_points, included, base, amount): (i64, i64, i64, i64)| {
        Ok(TaxLine {
            basis_points: u32::try_from(basis_points).map_err(Error::internal)?,
            included: included == 1,
            base: Money::new(base, currency),
            amount: Money::new(amount, currency),
        })
    };
    rows.into_iter().map(line).collect()
}
