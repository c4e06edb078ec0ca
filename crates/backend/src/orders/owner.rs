//! Whose orders they are: of an account, in a list or as a file, and what stays of them when their shopper leaves.
//!
//! What the tax office may ask for stays: number, lines, amounts, dates and the country. The person goes, at once from an order that
//! has come to its end, and from one that is still to be handed over as soon as it has: it could not reach her otherwise.

use std::collections::HashMap;

use api::account::{ExportedGroup, ExportedLine, ExportedOrder, ORDERS_MOST, OrderBrief, OrderBriefGroup, OrdersView};
use api::checkout::Remembered;
use domain::{
    cart::Receive,
    checkout::DeliveryAddress,
    id::{OrderNumber, Sku},
    money::{Currency, Money},
    orders::PaymentState,
    text::Email,
};

use super::{
    find,
    store::{self, LineRow, Stored, moment},
    view,
};
use crate::{app::App, args, db::Tx, error::Error, outbox, payments};

/// Orders to be forgotten whose last group is handed over, delivered or cancelled, and whose money is settled.
const OVER: &str = "SELECT number, address FROM orders WHERE forget IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payments p WHERE p.number = orders.number AND p.due IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM order_groups g WHERE g.number = orders.number AND g.state NOT IN ('collected', 'delivered', 'cancelled'))";

#[derive(sqlx::FromRow)]
struct BriefRow {
    number: String,
    placed_at: i64,
    currency: String,
    payment: String,
}

#[derive(sqlx::FromRow)]
struct BriefGroupRow {
    number: String,
    receive: String,
    state: String,
    goods: i64,
    shipping: i64,
}

/// A browser signs in: what it ordered as a guest is the account's.
pub(crate) async fn adopt(tx: &mut Tx, session: &str, account: &str) -> Result<(), Error> {
    tx.run(
        "UPDATE orders SET account = $1 WHERE session = $2 AND account IS NULL AND forget IS NULL",
        args![account, session],
    )
    .await
    .map(drop)
}

/// A session ends: it sees no orders any more.
pub(crate) async fn forget_session(tx: &mut Tx, session: &str) -> Result<(), Error> {
    tx.run("DELETE FROM order_codes WHERE session = $1", args![session]).await?;
    tx.run("DELETE FROM order_access WHERE session = $1", args![session]).await.map(drop)
}

/// The account's orders, newest first, after one of them if it is named.
///
/// # Errors
/// 404 when that one is not the account's.
pub(crate) async fn list(app: &App, account: &str, after: Option<&OrderNumber>) -> Result<OrdersView, Error> {
    app.db
        .read(|mut tx| async move {
            let most = i64::try_from(ORDERS_MOST).map_err(Error::internal)?;
            let (placed_at, number) = match after {
                Some(after) => (placed_at(&mut tx, account, after).await?, after.as_str()),
                None => (i64::MAX, ""),
            };
            let mut rows: Vec<BriefRow> = tx
                .all(
                    "SELECT number, placed_at, currency, payment FROM orders
                     WHERE account = $1 AND (placed_at < $2 OR (placed_at = $2 AND number < $3))
                     ORDER BY placed_at DESC, number DESC LIMIT $4",
                    args![account, placed_at, number, most + 1],
                )
                .await?;
            let more = rows.len() > ORDERS_MOST;
            rows.truncate(ORDERS_MOST);
            Ok(OrdersView { orders: briefs(&mut tx, rows).await?, more })
        })
        .await
}

async fn placed_at(tx: &mut Tx, account: &str, number: &OrderNumber) -> Result<i64, Error> {
    let row: Option<(i64,)> = tx
        .maybe("SELECT placed_at FROM orders WHERE number = $1 AND account = $2", args![number.as_str(), account])
        .await?;
    row.map(|(at,)| at).ok_or_else(|| Error::not_found("order"))
}

async fn briefs(tx: &mut Tx, rows: Vec<BriefRow>) -> Result<Vec<OrderBrief>, Error> {
    let numbers = || rows.iter().map(|row| row.number.as_str());
    let mut groups: HashMap<String, Vec<(i64, BriefGroupRow)>> = HashMap::new();
    let found: Vec<(i64, String, String, String, i64, i64)> = tx
        .all_in(
            "SELECT place, number, receive, state, goods, shipping FROM order_groups WHERE number IN ({})",
            vec![],
            numbers(),
        )
        .await?;
    for (place, number, receive, state, goods, shipping) in found {
        let row = BriefGroupRow { number, receive, state, goods, shipping };
        groups.entry(row.number.clone()).or_default().push((place, row));
    }
    let mut lines: HashMap<String, Vec<(i64, i64, String)>> = HashMap::new();
    let found: Vec<(String, i64, i64, String)> = tx
        .all_in("SELECT number, line, quantity, item FROM order_lines WHERE number IN ({})", vec![], numbers())
        .await?;
    for (number, line, quantity, item) in found {
        lines.entry(number).or_default().push((line, quantity, item));
    }
    let brief = |row: BriefRow| {
        let groups = groups.remove(&row.number).unwrap_or_default();
        brief(&row, groups, lines.remove(&row.number).unwrap_or_default())
    };
    rows.into_iter().map(brief).collect()
}

fn brief(
    row: &BriefRow,
    mut groups: Vec<(i64, BriefGroupRow)>,
    mut lines: Vec<(i64, i64, String)>,
) -> Result<OrderBrief, Error> {
    groups.sort_by_key(|(place, _)| *place);
    lines.sort_by_key(|(line, ..)| *line);
    let first: Option<api::cart::BagItem> = lines.first().map(|(.., item)| view::read(item)).transpose()?;
    let currency = Currency::parse(&row.currency).map_err(Error::internal)?;
    let total = groups.iter().map(|(_, group)| group.goods + group.shipping).sum();
    let group = |(_, group): (i64, BriefGroupRow)| {
        Ok::<_, Error>(OrderBriefGroup { receive: view::read(&group.receive)?, state: store::state(&group.state)? })
    };
    Ok(OrderBrief {
        number: OrderNumber::parse(row.number.clone()).map_err(Error::internal)?,
        placed_at: moment(row.placed_at)?,
        title: first.map(|item| item.title).unwrap_or_default(),
        count: lines.iter().map(|(_, quantity, _)| u32::try_from(*quantity).unwrap_or(0)).sum(),
        total: Money::new(total, currency),
        payment: PaymentState::from_word(&row.payment).ok_or_else(|| store::unknown("payment", &row.payment))?,
        groups: groups.into_iter().map(group).collect::<Result<_, _>>()?,
    })
}

/// What the account's shopper said when she last ordered; `email` is the account's.
pub(crate) async fn last_said(tx: &mut Tx, account: &str, email: &str) -> Result<Remembered, Error> {
    let said: Option<(String, String, Option<String>, String)> = tx
        .maybe(
            "SELECT name, email, phone, method FROM orders WHERE account = $1 ORDER BY placed_at DESC, number DESC LIMIT 1",
            args![account],
        )
        .await?;
    let address: Option<(String,)> = tx
        .maybe(
            "SELECT address FROM orders WHERE account = $1 AND address IS NOT NULL ORDER BY placed_at DESC, number DESC LIMIT 1",
            args![account],
        )
        .await?;
    let vehicle: Option<(String,)> = tx
        .maybe(
            "SELECT g.vehicle FROM order_groups g JOIN orders o ON o.number = g.number
             WHERE o.account = $1 AND g.vehicle IS NOT NULL ORDER BY o.placed_at DESC, o.number DESC LIMIT 1",
            args![account],
        )
        .await?;
    let method = said.as_ref().map(|(.., method)| view::method(method));
    let (name, email, phone) = match said {
        Some((name, email, phone, _)) => (Some(name), email, phone),
        None => (None, email.to_owned(), None),
    };
    Ok(Remembered {
        email: Email::parse(&email).map_err(Error::internal)?,
        name,
        phone,
        address: address.map(|(text,)| view::read(&text)).transpose()?,
        vehicle: vehicle.map(|(text,)| view::read(&text)).transpose()?,
        method,
        saved: Vec::new(),
    })
}

/// Every order of the account with all that is kept of it, newest first.
pub(crate) async fn export(app: &App, account: &str) -> Result<Vec<ExportedOrder>, Error> {
    let stored = app
        .db
        .read(|mut tx| async move {
            let mut stored = Vec::new();
            for number in numbers_of(&mut tx, account).await? {
                stored.extend(store::load(&mut tx, &number).await?);
            }
            Ok(stored)
        })
        .await?;
    stored.iter().map(exported).collect()
}

async fn numbers_of(tx: &mut Tx, account: &str) -> Result<Vec<OrderNumber>, Error> {
    let rows: Vec<(String,)> = tx
        .all("SELECT number FROM orders WHERE account = $1 ORDER BY placed_at DESC, number DESC", args![account])
        .await?;
    rows.into_iter().map(|(number,)| OrderNumber::parse(number).map_err(Error::internal)).collect()
}

fn exported(stored: &Stored) -> Result<ExportedOrder, Error> {
    let order = &stored.order;
    let currency = Currency::parse(&order.currency).map_err(Error::internal)?;
    let line = |row: &LineRow| {
        let item: api::cart::BagItem = view::read(&row.item)?;
        Ok::<_, Error>(ExportedLine {
            sku: Sku::parse(row.sku.clone()).map_err(Error::internal)?,
            title: item.title,
            quantity: u32::try_from(row.quantity).map_err(Error::internal)?,
            total: Money::new(row.price, currency).checked_mul(row.quantity).map_err(Error::internal)?,
        })
    };
    let group = |row: &store::GroupRow| {
        let receive: Receive = view::read(&row.receive)?;
        let lines = stored.lines.iter().filter(|it| it.place == row.place);
        Ok::<_, Error>(ExportedGroup {
            receive,
            state: row.state()?,
            vehicle: row.vehicle.as_deref().map(view::read).transpose()?,
            sent_by: row.sent_by.as_deref().map(view::read).transpose()?,
            lines: lines.map(line).collect::<Result<_, _>>()?,
        })
    };
    Ok(ExportedOrder {
        number: OrderNumber::parse(order.number.clone()).map_err(Error::internal)?,
        placed_at: moment(order.placed_at)?,
        name: order.name.clone(),
        email: order.email.clone(),
        phone: order.phone.clone(),
        address: order.address.as_deref().map(view::read).transpose()?,
        method: view::method(&order.method),
        payment: order.payment()?,
        groups: stored.groups.iter().map(group).collect::<Result<_, _>>()?,
        total: Money::new(stored.groups.iter().map(|it| it.goods + it.shipping).sum(), currency),
        partner: order.from()?.map(|from| from.partner),
    })
}

/// The account is erased: its orders forget their shopper, at once or when they have come to their end.
pub(crate) async fn forget(tx: &mut Tx, account: &str) -> Result<(), Error> {
    tx.run("DELETE FROM order_access WHERE number IN (SELECT number FROM orders WHERE account = $1)", args![account])
        .await?;
    tx.run("UPDATE orders SET forget = 1, account = NULL WHERE account = $1", args![account]).await?;
    forget_persons(tx).await
}

/// Orders that have come to their end since their shopper left forget her.
pub(crate) async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(|mut tx| async move {
            find::sweep(&mut tx, now).await?;
            forget_persons(&mut tx).await
        })
        .await
}

async fn forget_persons(tx: &mut Tx) -> Result<(), Error> {
    let over: Vec<(String, Option<String>)> = tx.all(OVER, vec![]).await?;
    for (number, address) in over {
        let address: Option<DeliveryAddress> = address.as_deref().map(view::read).transpose()?;
        let country = address.map(|it| it.country.as_str().to_owned());
        tx.run(
            "UPDATE orders SET country = $1, name = '', email = '', phone = NULL, address = NULL,
                               session = '', request = NULL, lang = NULL, forget = NULL WHERE number = $2",
            args![country, &number],
        )
        .await?;
        tx.run("UPDATE order_groups SET vehicle = NULL, collector = NULL WHERE number = $1", args![&number]).await?;
        payments::forget_tokens(tx, &number).await?;
        outbox::forget_order(tx, &number).await?;
    }
    Ok(())
}
