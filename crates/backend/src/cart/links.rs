//! Putting a bag on another device by a link that works once.

use api::{
    cart::{BagView, LinkView},
    problem::Rejection,
};
use domain::id::CartId;
use jiff::SignedDuration;
use qrcode::{QrCode, render::svg};

use super::{join, service, store::Actors, view};
use crate::{app::App, args, error::Error, ids};

/// How long a link works: long enough to find the other device.
const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Makes a link to the bag of a session.
pub(super) async fn make(app: &App, session: &str, public_url: &str) -> Result<LinkView, Error> {
    let (token, now) = (app.ids.token(), app.clock.now());
    let (hash, expires_at) = (&ids::hash(&token), now + LIFETIME);
    app.db
        .write(|mut tx| async move {
            let cart = service::open(&mut tx, app, session, Actors::Lately(&[]), now).await?.id;
            tx.run("DELETE FROM cart_links WHERE expires_at < $1", args![now]).await?;
            tx.run(
                "INSERT INTO cart_links (token_hash, cart, expires_at) VALUES ($1, $2, $3)",
                args![hash, cart.as_str(), expires_at],
            )
            .await
        })
        .await?;
    let url = format!("{public_url}/continue#t={token}");
    let code = QrCode::new(&url).map_err(Error::internal)?;
    let qr_svg =
        code.render().quiet_zone(true).light_color(svg::Color("transparent")).dark_color(svg::Color("#000")).build();
    Ok(LinkView { url, qr_svg, expires_at })
}

/// Uses a link: this session shares that bag from now on, and what it had itself comes along.
pub(super) async fn redeem(app: &App, session: &str, token: &str) -> Result<BagView, Error> {
    let (hash, now) = (&ids::hash(token), app.clock.now());
    let stored = app
        .db
        .write(|mut tx| async move {
            let used = tx
                .run(
                    "UPDATE cart_links SET used_by = $1 WHERE token_hash = $2 AND expires_at > $3 AND (used_by IS NULL OR used_by = $1)",
                    args![session, hash, now],
                )
                .await?;
            let link: Option<(String,)> =
                tx.maybe("SELECT cart FROM cart_links WHERE token_hash = $1", args![hash]).await?;
            match (link, used) {
                (None, _) | (Some(_), 0) => Err(spent()),
                (Some((cart,)), _) => {
                    let link_to = CartId::parse(cart).map_err(Error::internal)?;
                    let shared = join::share(&mut tx, app, session, &link_to).await?;
                    shared.ok_or_else(spent)
                }
            }
        })
        .await?;
    Ok(view::view(app, &stored.id, &stored.bag, &[]))
}

/// Used, expired or made up: whoever has it need not know which.
fn spent() -> Error {
    Error::rejected(Rejection::LinkSpent)
}
