//! Who may look at an order: the browser that ordered, those that opened its signed link, and every device of the account it belongs to.
//! A number alone opens nothing.

use api::problem::Rejection;
use domain::id::OrderNumber;
use jiff::{SignedDuration, Timestamp};

use super::store;
use crate::{app::App, args, error::Error, session::Shopper, staff::Staff};

const PURPOSE: &str = "order link";
/// How long an order's link works, counted from the order.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 90);

/// The key of an order's link: the same each time, so that a link that was sent and one that is shown are one.
pub(super) fn key(app: &App, number: &OrderNumber, placed_at: Timestamp) -> Result<String, Error> {
    app.secrets.seal(PURPOSE, &(number, (placed_at + LIFETIME).as_second()))
}

/// The link that opens an order in another browser. The key is in the fragment, which no server sees.
pub(super) fn link(app: &App, public_url: &str, number: &OrderNumber, placed_at: Timestamp) -> Result<String, Error> {
    Ok(format!("{public_url}/orders/{number}#k={}", key(app, number, placed_at)?))
}

/// Lets a browser look at an order from now on, if the key is that order's.
///
/// # Errors
/// 404 for a key of another order or of none, [`Rejection::LinkSpent`] for one that has expired.
pub(super) async fn open(app: &App, shopper: &Shopper, number: &OrderNumber, key: &str) -> Result<(), Error> {
    let content: Option<(OrderNumber, i64)> = app.secrets.open(PURPOSE, key);
    let until = content.filter(|(of, _)| of == number).ok_or_else(|| Error::not_found("order"))?.1;
    let now = app.clock.now();
    if until <= now.as_second() {
        return Err(Error::rejected(Rejection::LinkSpent));
    }
    app.db.write(|mut tx| async move { store::grant_by_link(&mut tx, number, &shopper.id, now).await }).await
}

/// The browser that asks, if it may look at the order.
///
/// # Errors
/// 404: an order that is not hers does not exist for her.
pub(super) async fn check(app: &App, shopper: Option<Shopper>, number: &OrderNumber) -> Result<Shopper, Error> {
    let shopper = shopper.ok_or_else(|| Error::not_found("order"))?;
    let may = store::is_granted(&app.db, number, &shopper.id, shopper.account_id()).await?;
    if may { Ok(shopper) } else { Err(Error::not_found("order")) }
}

/// The browser that asks, if the order is its own to pay, to change or to give up: whoever was sent the link to collect it may only look.
///
/// # Errors
/// 404 as [`check`] has it, 403 for somebody with the link.
pub(crate) async fn own(app: &App, shopper: Option<Shopper>, number: &OrderNumber) -> Result<Shopper, Error> {
    let shopper = check(app, shopper, number).await?;
    let who = &shopper;
    let hers =
        app.db.read(|mut tx| async move { store::is_hers(&mut tx, number, &who.id, who.account_id()).await }).await?;
    if hers {
        Ok(shopper)
    } else {
        Err(Error::not_allowed("whoever ordered it pays for it, changes it or gives it up"))
    }
}

/// Passes if something of the order is at the place somebody works at, or was before it was handed over there.
///
/// # Errors
/// 404.
pub(super) async fn serves(app: &App, staff: &Staff, number: &OrderNumber) -> Result<(), Error> {
    let stored = app.db.read(|mut tx| async move { store::load(&mut tx, number).await }).await?;
    let serves = stored.is_some_and(|it| it.groups.iter().any(|group| staff.serves(&group.location).is_ok()));
    if serves { Ok(()) } else { Err(Error::not_found("order in your store")) }
}

/// The account an order belongs to, if something of it is or was at the place somebody works at.
pub(crate) async fn account_of(app: &App, staff: &Staff, number: &OrderNumber) -> Result<Option<String>, Error> {
    let found: Option<(Option<String>,)> = app
        .db
        .maybe(
            "SELECT account FROM orders WHERE number = $1 AND EXISTS (
                SELECT 1 FROM order_groups g WHERE g.number = orders.number AND g.location = $2)",
            args![number.as_str(), staff.store.as_str()],
        )
        .await?;
    Ok(found.and_then(|(account,)| account))
}
