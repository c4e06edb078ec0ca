//! An account as its shopper sees it.

use api::account::{AccountState, AccountView, DeviceView};
use domain::{account, text::Email};
use jiff::Timestamp;

use super::{passkeys, rp, store};
use crate::{
    app::App,
    error::Error,
    session::{Shopper, SignedIn},
};

/// Who a browser is.
pub(super) async fn state(app: &App, shopper: Option<&Shopper>, url: &str) -> Result<AccountState, Error> {
    match shopper.cloned().and_then(Shopper::signed_in) {
        Some(who) => signed_in(app, &who, url).await,
        None => Ok(guest(app, url)),
    }
}

/// A guest.
pub(super) fn guest(app: &App, url: &str) -> AccountState {
    AccountState { account: None, passkeys_possible: rp::of(app, url).is_ok() }
}

/// Someone who is signed in.
pub(super) async fn signed_in(app: &App, who: &SignedIn, url: &str) -> Result<AccountState, Error> {
    Ok(AccountState { account: Some(account(app, who).await?), ..guest(app, url) })
}

/// Her account, as seen from one of her devices.
pub(super) async fn account(app: &App, who: &SignedIn) -> Result<AccountView, Error> {
    let row = store::account(&app.db, &who.account).await?;
    let devices = store::devices(&app.db, &who.account, app.clock.now()).await?;
    Ok(AccountView {
        email: Email::parse(&row.email).map_err(Error::internal)?,
        created_at: moment(row.created_at)?,
        fresh_until: account::fresh_until(who.proved_at),
        devices: devices.into_iter().map(|row| device(who, row)).collect::<Result<_, _>>()?,
        passkeys: passkeys::list(app, &who.account).await?,
    })
}

fn device(who: &SignedIn, row: store::DeviceRow) -> Result<DeviceView, Error> {
    Ok(DeviceView {
        device: row.device(),
        signed_in_at: moment(row.times.signed_in_at.unwrap_or(row.times.created_at))?,
        seen_at: moment(row.times.seen_at)?,
        this: row.id == who.session,
        id: row.id,
    })
}

/// A time as the database keeps it.
pub(super) fn moment(millis: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(millis).map_err(Error::internal)
}
