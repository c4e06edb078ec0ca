//! Rows of transfers.

use std::collections::HashMap;

use api::inventory::{SendGoods, TransferView};
use domain::{
    id::{LocationCode, Sku},
    inventory::Transit,
    moment::Day,
};
use jiff::Timestamp;

use super::transfers::{line, moment};
use crate::{args, db::Tx, error::Error};

#[derive(sqlx::FromRow)]
struct Head {
    id: String,
    source: Option<String>,
    target: String,
    reference: String,
    expected: Option<String>,
    state: String,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct Line {
    transfer: String,
    sku: String,
    sent: i64,
    received: i64,
    damaged: i64,
    returned: i64,
    lost: i64,
}

/// Writes a transfer that has just begun.
pub(super) async fn insert(tx: &mut Tx, id: &str, body: &SendGoods, actor: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO stock_transfer (id, source, target, reference, expected, state, created_at, created_by, changed_at)
         VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $6)",
        args![
            id,
            body.source.as_ref().map(LocationCode::as_str),
            body.target.as_str(),
            body.reference.as_ref().map_or("", |it| it.as_str()),
            body.expected.map(|Day(day)| day.to_string()),
            now,
            actor,
        ],
    )
    .await?;
    let rows = body.lines.iter().map(|line| args![id, line.sku.as_str(), line.pieces]).collect();
    tx.run_many("INSERT INTO stock_transfer_line (transfer, sku, sent) VALUES {}", rows).await.map(drop)
}

/// Nobody else changes this transfer until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.run("UPDATE stock_transfer SET changed_at = changed_at WHERE id = $1", args![id]).await.map(drop)
}

/// A transfer with its lines.
pub(super) async fn load(tx: &mut Tx, id: &str) -> Result<Option<TransferView>, Error> {
    let head: Option<Head> = tx
        .maybe(
            "SELECT id, source, target, reference, expected, state, created_at FROM stock_transfer WHERE id = $1",
            args![id],
        )
        .await?;
    let Some(head) = head else { return Ok(None) };
    Ok(with_lines(tx, vec![head]).await?.pop())
}

/// The transfers from and to a place that are older than one, newest first.
pub(super) async fn list(
    tx: &mut Tx,
    location: &LocationCode,
    open: bool,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<TransferView>, Error> {
    let heads: Vec<Head> = tx
        .all(
            "SELECT id, source, target, reference, expected, state, created_at FROM stock_transfer
             WHERE (target = $1 OR source = $1) AND (state = 'open' OR $2 = 0) AND ($3 = '' OR id < $3)
             ORDER BY id DESC LIMIT $4",
            args![location.as_str(), open, before.unwrap_or_default(), limit],
        )
        .await?;
    with_lines(tx, heads).await
}

async fn with_lines(tx: &mut Tx, heads: Vec<Head>) -> Result<Vec<TransferView>, Error> {
    let ids: Vec<&str> = heads.iter().map(|head| head.id.as_str()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<Line> = tx
        .all_in(
            "SELECT transfer, sku, sent, received, damaged, returned, lost FROM stock_transfer_line WHERE transfer IN ({})",
            args![],
            ids,
        )
        .await?;
    rows.sort_by(|one, other| one.sku.cmp(&other.sku));
    let mut lines: HashMap<String, Vec<_>> = HashMap::new();
    for Line { transfer, sku, sent, received, damaged, returned, lost } in rows {
        let pieces = Transit { sent, received, damaged, returned, lost };
        lines.entry(transfer).or_default().push(line(sku, pieces)?);
    }
    let code = |text: String| LocationCode::parse(text).map_err(Error::internal);
    heads
        .into_iter()
        .map(|head| {
            Ok(TransferView {
                lines: lines.remove(&head.id).unwrap_or_default(),
                id: head.id,
                source: head.source.map(code).transpose()?,
                target: code(head.target)?,
                expected: head.expected.as_deref().and_then(Day::parse),
                reference: head.reference,
                open: head.state == "open",
                created_at: moment(head.created_at)?,
            })
        })
        .collect()
}

/// Writes how far the pieces of a variant have come.
pub(super) async fn set_line(tx: &mut Tx, id: &str, sku: &Sku, to: Transit) -> Result<(), Error> {
    tx.run(
        "UPDATE stock_transfer_line SET received = $1, damaged = $2, returned = $3, lost = $4 WHERE transfer = $5 AND sku = $6",
        args![to.received, to.damaged, to.returned, to.lost, id, sku.as_str()],
    )
    .await
    .map(drop)
}

/// Closes a transfer when nothing is on the way any more.
pub(super) async fn settle(tx: &mut Tx, id: &str, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "UPDATE stock_transfer SET changed_at = $1, state = CASE WHEN EXISTS (
             SELECT 1 FROM stock_transfer_line l
             WHERE l.transfer = stock_transfer.id AND l.sent > l.received + l.damaged + l.returned + l.lost
         ) THEN 'open' ELSE 'closed' END WHERE id = $2",
        args![now, id],
    )
    .await
    .map(drop)
}

/// What is on its way: variant, place, the day it is expected, pieces.
pub(super) async fn on_the_way(tx: &mut Tx) -> Result<Vec<(String, String, Option<String>, i64)>, Error> {
    tx.all(
        "SELECT l.sku, t.target, t.expected, l.sent - l.received - l.damaged - l.returned - l.lost
         FROM stock_transfer t JOIN stock_transfer_line l ON l.transfer = t.id
         WHERE t.state = 'open' AND l.sent > l.received + l.damaged + l.returned + l.lost",
        args![],
    )
    .await
}
