//! What the shopper is written about her order. The words are made when the letter is delivered; here is what it is about.

use api::{cart::BagItem, orders::SentBy};
use domain::{
    cart::Receive,
    checkout::{PaymentMethod, Slot},
    id::{LocationCode, OrderNumber},
    money::{Currency, Money},
    text::Email,
};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    access,
    store::{self, GroupRow, Stored, moment},
    view,
};
use crate::{
    app::App,
    args,
    db::Tx,
    error::Error,
    mail::{About, Language, Part, Pieces, Time},
    outbox,
};

/// Her order was placed.
pub(super) async fn placed(tx: &mut Tx, app: &App, number: &OrderNumber) -> Result<(), Error> {
    let stored = store::load(tx, number).await?.ok_or_else(|| Error::not_found("order"))?;
    let parts: Vec<Part> = stored.groups.iter().map(|group| part(app, &stored, group)).collect::<Result<_, _>>()?;
    let currency = Currency::parse(&stored.order.currency).map_err(Error::internal)?;
    let total = stored.groups.iter().map(|group| group.goods + group.shipping).sum();
    let about = About { parts, amount: Some(Money::new(total, currency)), ..About::default() };
    write(tx, app, "order placed", number, &stored.order.email, about).await
}

fn part(app: &App, stored: &Stored, group: &GroupRow) -> Result<Part, Error> {
    let receive: Receive = view::read(&group.receive)?;
    let at = LocationCode::parse(group.location.clone()).map_err(Error::internal)?;
    let slot = group.slot()?.map(|slot| (slot.starts, slot.ends));
    let (place, time) = place_and_time(app, &at, slot.or(group.arrives()?));
    Ok(Part { store: receive.store().and(place), receive, time, pieces: pieces(stored, group)? })
}

/// Her card was declined after all; the order came to nothing.
pub(super) async fn declined(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order declined", number, email, About::default()).await
}

/// She did not pay in time; the order came to nothing.
pub(super) async fn unpaid(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order unpaid", number, email, About::default()).await
}

/// She paid when the order could not be had any more; the money goes back.
pub(super) async fn sold_out(tx: &mut Tx, app: &App, number: &OrderNumber, email: &str) -> Result<(), Error> {
    write(tx, app, "order sold out", number, email, About::default()).await
}

/// Money is given back for her order.
pub(super) async fn refund(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    stored: &Stored,
    amount: Money,
) -> Result<(), Error> {
    let about = About { amount: Some(amount), card: is_by_card(stored), ..About::default() };
    write(tx, app, "order refund", number, &stored.order.email, about).await
}

/// What became of a part of an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum News<'a> {
    /// It waits for her.
    Ready,
    /// Nothing of it will be handed over.
    Cancelled {
        /// Whether the shop had to, and not she asked for it.
        by_shop: bool,
    },
    /// She collects it there and then: at another store, or only at another time.
    Collected {
        /// Where.
        at: &'a LocationCode,
        /// When.
        slot: Slot,
    },
    /// It will be sent instead of collected.
    ToBeSent,
    /// It is with the carrier.
    Sent,
}

/// A part of her order is not as it was.
pub(super) async fn news(
    tx: &mut Tx,
    app: &App,
    number: &OrderNumber,
    stored: &Stored,
    group: &GroupRow,
    news: News<'_>,
) -> Result<(), Error> {
    let mut about = About { pieces: pieces(stored, group)?, card: is_by_card(stored), ..About::default() };
    let kind = match news {
        News::Ready => "order ready",
        News::Cancelled { by_shop } => {
            about.by_shop = by_shop;
            "order cancelled"
        }
        News::Collected { at, slot } => {
            (about.store, about.time) = place_and_time(app, at, Some((slot.starts, slot.ends)));
            if at.as_str() == group.location { "order time" } else { "order store" }
        }
        News::ToBeSent => "order to be sent",
        News::Sent => {
            let sent_by: Option<SentBy> = group.sent_by.as_deref().map(view::read).transpose()?;
            about.method = sent_by.map(|it| it.name);
            "order sent"
        }
    };
    write(tx, app, kind, number, &stored.order.email, about).await
}

fn pieces(stored: &Stored, group: &GroupRow) -> Result<Vec<Pieces>, Error> {
    let lines = stored.lines.iter().filter(|line| line.place == group.place);
    lines
        .map(|line| {
            let item: BagItem = view::read(&line.item)?;
            Ok(Pieces { quantity: line.quantity, title: item.title, phrase: item.phrase })
        })
        .collect()
}

fn place_and_time(
    app: &App,
    at: &LocationCode,
    time: Option<(Timestamp, Timestamp)>,
) -> (Option<String>, Option<Time>) {
    let (locations, now) = (app.locations(), app.clock.now());
    let Some(place) = locations.get(at) else { return (None, None) };
    let time = time.map(|(starts, ends)| Time { starts: place.time(starts, now), ends: place.time(ends, now) });
    (Some(place.location.name.clone()), time)
}

fn is_by_card(stored: &Stored) -> bool {
    view::method(&stored.order.method) == PaymentMethod::Card
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
    email: &str,
    about: About,
) -> Result<(), Error> {
    if email.is_empty() {
        // The order has forgotten whose it was.
        return Ok(());
    }
    let (placed_at, lang): (i64, Option<String>) =
        tx.one("SELECT placed_at, lang FROM orders WHERE number = $1", args![number.as_str()]).await?;
    let placed_at = moment(placed_at)?;
    // Without `--public-url` nobody knows the address the reader can reach the shop at.
    let url = app.config.public_url.as_ref();
    let link = url.map(|url| access::link(app, url, number, placed_at)).transpose()?;
    let lang = Language::of_tag(lang.as_deref());
    let about = About { number: number.to_string(), lang, link, ..about };
    outbox::send(tx, app, kind, email, &about).await
}
