//! What the bag asks the server.

use crate::{
    browser,
    client::{self, ClientError},
};
use api::cart::{self, BagView, LinkView, PushOps, PushView, RedeemLink};
use domain::id::ActorId;

/// The bag, telling how far it has heard these actors; and the text it was read from.
///
/// # Errors
/// [`ClientError`].
pub async fn bag(actors: &[ActorId]) -> Result<(BagView, String), ClientError> {
    client::get_with_text(&cart::cart(actors)).await
}

/// Changes the bag. Repeating it does nothing. Answers with the text that the bag in it was read from.
///
/// # Errors
/// [`ClientError`].
pub async fn push(push: &PushOps) -> Result<(PushView, String), ClientError> {
    let (answer, text) = client::post_with_text::<PushView>(cart::OPS, push).await?;
    Ok((answer, browser::json_field(&text, "bag").unwrap_or_default()))
}

/// The same, when the page is about to end: nobody hears the answer.
pub fn push_and_leave(push: &PushOps) {
    client::post_and_leave(cart::OPS, push);
}

/// Makes a link that puts the bag on another device, once.
///
/// # Errors
/// [`ClientError`].
pub async fn make_link() -> Result<LinkView, ClientError> {
    client::post(cart::LINKS, &()).await
}

/// Joins this browser to the bag of a link.
///
/// # Errors
/// [`ClientError`]; a problem of kind `Rejected` with `LinkSpent` when it was used, expired or never was.
pub async fn redeem(token: String) -> Result<(BagView, String), ClientError> {
    client::post_with_text(cart::REDEEM, &RedeemLink { token }).await
}
