//! Where passkeys belong: the shop's host name, as browsers see it.
//!
//! A passkey is bound to a host name for ever, and a browser makes one over https only. For trying out, `localhost` is as good;
//! an IP address such as 127.0.0.1 is no name and can never have passkeys.

use api::problem::Rejection;
use domain::account::CHALLENGE_LIVES;
use storefront::i18n::{Locale, brand};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::{app::App, error::Error};

/// The relying party for a page that came from `public_url`.
///
/// # Errors
/// [`Rejection::PasskeysUnavailable`] unless that is `--public-url` with https, or `localhost`.
pub(super) fn of(app: &App, public_url: &str) -> Result<Webauthn, Error> {
    let refused = || Error::rejected(Rejection::PasskeysUnavailable);
    let origin = Url::parse(public_url).map_err(|_| refused())?;
    let host = origin.domain().ok_or_else(refused)?;
    // Without `--public-url` the name is the request's own word; only for this machine's own name it is taken.
    let configured = app.config.public_url.is_some() && origin.scheme() == "https";
    if !configured && host != "localhost" {
        return Err(refused());
    }
    WebauthnBuilder::new(host, &origin)
        .map(|builder| builder.rp_name(brand(Locale::en)).timeout(CHALLENGE_LIVES.unsigned_abs()))
        .and_then(WebauthnBuilder::build)
        .map_err(Error::internal)
}
