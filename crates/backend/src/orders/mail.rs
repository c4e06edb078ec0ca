//! What the shopper is written about her order. The words are made when the letter is delivered; here is what it is about.

use domain::{id::OrderNumber, text::Email};
use jiff::Timestamp;
use serde::Serialize;

use super::{access, store::moment};
use crate::{app::App, args, db::Tx, error::Error, mail::Language, outbox};

/// What a letter is about.
#[derive(Debug, Serialize)]
struct About<'a> {
    number: &'a OrderNumber,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<i64>,
    lang: Language,
    /// Opens the order. Without `--public-url` nobody knows the address the reader can reach the shop at.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// Her order was placed.
pub(super) async fn placed(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order placed", number, None, email).await
}

/// Her card was declined after all; the order came to nothing.
pub(super) async fn declined(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order declined", number, None, email).await
}

/// She did not pay in time; the order came to nothing.
pub(super) async fn unpaid(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order unpaid", number, None, email).await
}

/// She paid when the order could not be had any more; the money goes back.
pub(super) async fn sold_out(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order sold out", number, None, email).await
}

/// Part of her order waits for her.
pub(super) async fn ready(tx: &mut Tx, app: &App, number: &OrderNumber, group: i64, email: &str) -> Result<(), Error> {
    write(tx, app, "order ready", number, Some(group), email).await
}

/// A code that lets a browser see an order.
pub(super) async fn code(
    tx: &mut Tx,
    app: &App,
    lang: Language,
    email: &Email,
    code: &str,
    expires_at: Timestamp,
) -> Result<(), Error> {
    let message = Code { code, lang, expires_at: expires_at.as_millisecond() };
    outbox::send(tx, app, "order code", email.as_str(), &message).await
}

/// What a letter with a code says.
#[derive(Debug, Serialize)]
struct Code<'a> {
    code: &'a str,
    lang: Language,
    expires_at: i64,
}

async fn write(
    tx: &mut Tx,
    app: &App,
    kind: &'static str,
    number: &OrderNumber,
    group: Option<i64>,
    email: &str,
) -> Result<(), Error> {
    let (placed_at, lang): (i64, Option<String>) =
        tx.one("SELECT placed_at, lang FROM orders WHERE number = $1", args![number.as_str()]).await?;
    let placed_at = moment(placed_at)?;
    let url = app.config.public_url.as_ref();
    let link = url.map(|url| access::link(app, url, number, placed_at)).transpose()?;
    let about = About { number, group, lang: Language::of_tag(lang.as_deref()), link };
    outbox::send(tx, app, kind, email, &about).await
}
