//! Who is a partner: added, listed, blocked and let in again by command, while the shop goes on.

use std::fmt;

use domain::{
    id::PartnerKey,
    partners::{ORIGINS_MOST, Origin, Partner},
};
use jiff::SignedDuration;

use super::store;
use crate::{app::App, error::Error, site::Site};

/// The longest name of a partner, in characters: it is read on a phone.
const NAME_MOST: usize = 80;
/// How long a shopper may take to come and hear what became of a bag.
const UNTOLD: SignedDuration = SignedDuration::from_hours(1);

/// Adds a partner whose pages are on these origins.
///
/// # Errors
/// 422 for a name that cannot be told to shoppers, for no origins and for too many.
pub async fn add(app: &App, name: &str, origins: &[Origin]) -> Result<PartnerKey, Error> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > NAME_MOST || name.chars().any(char::is_control) {
        return Err(Error::invalid("name", format_args!("from 1 to {NAME_MOST} characters: shoppers read it")));
    }
    if origins.is_empty() || origins.len() > ORIGINS_MOST {
        return Err(Error::invalid("origin", format_args!("from 1 to {ORIGINS_MOST} origins")));
    }
    let id = app.ids.id();
    // The end of an id is chance; its beginning is the time.
    let key = &domain::partners::key(name, &id[id.len() - 8..]);
    let now = app.clock.now();
    app.db.write(|mut tx| async move { store::insert(&mut tx, key, name, origins, now).await }).await?;
    Ok(key.clone())
}

/// A partner as a line of a list.
#[derive(Debug)]
pub struct Listed(pub Partner);

impl fmt::Display for Listed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Partner { key, name, origins, blocked } = &self.0;
        write!(out, "{key}  {name}")?;
        for origin in origins {
            write!(out, "  {origin}")?;
        }
        if *blocked { out.write_str("  blocked") } else { Ok(()) }
    }
}

/// Every partner, the oldest first.
pub async fn list(app: &App) -> Result<Vec<Listed>, Error> {
    Ok(store::all(&app.db).await?.into_iter().map(Listed).collect())
}

/// A partner's pages show nothing any more, and its frames' sessions open nothing.
///
/// # Errors
/// 404 when there is no such partner.
pub async fn block(app: &App, key: &str) -> Result<(), Error> {
    set_blocked(app, key, true).await
}

/// A partner's pages show the shop again.
///
/// # Errors
/// 404 when there is no such partner.
pub async fn unblock(app: &App, key: &str) -> Result<(), Error> {
    set_blocked(app, key, false).await
}

async fn set_blocked(app: &App, key: &str, blocked: bool) -> Result<(), Error> {
    let since = blocked.then(|| app.clock.now());
    let known = app.db.write(|mut tx| async move { store::set_blocked(&mut tx, key, since).await }).await?;
    if known { Ok(()) } else { Err(Error::not_found("partner")) }
}

/// The partner of a key that may show the shop.
///
/// # Errors
/// 403 when it is unknown or blocked, saying which: its pages are public, and so is its key.
pub(super) async fn open_to(app: &App, key: &str) -> Result<Partner, Error> {
    match store::find(&app.db, key).await? {
        Some(partner) if partner.blocked => Err(Error::unlisted("partner", "the shop has blocked this partner")),
        Some(partner) => Ok(partner),
        None => Err(Error::unlisted("partner", "there is no partner with this key")),
    }
}

/// What a partner puts into its page, with the pinned loader beside it if the app is built.
pub fn snippet(site: &Site, public_url: &str, key: &PartnerKey) -> String {
    let mut text = format!(
        "<script type=\"module\" src=\"{public_url}{}\"></script>\n\
         <vitrine-widget partner=\"{key}\" product=\"HANDLE\"><a href=\"{public_url}/p/HANDLE\">…</a></vitrine-widget>",
        api::partners::LOADER
    );
    if let Some(loader) = &site.embed().loader {
        let address = api::partners::PINNED.replace("{version}", &loader.name);
        text.push_str(&format!(
            "\n\nOr with a loader that never changes:\n\
             <script type=\"module\" src=\"{public_url}{address}\" integrity=\"{}\" crossorigin></script>",
            loader.integrity()
        ));
    }
    text
}

/// Forgets what has ended. What hangs on a frame's session goes with [`crate::cart::sweep`], which comes after this.
///
/// # Errors
/// When the database fails.
pub async fn sweep(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    app.db.write(|mut tx| async move { store::sweep(&mut tx, now, now - UNTOLD).await }).await
}
