//! What the bag asks the server.

use crate::client::{self, ClientError};
use api::cart::{self, BagView, LinkView, PushOps, PushView, RedeemLink};
use domain::id::ActorId;

/// The bag, telling how far it has heard these actors.
///
/// # Errors
/// [`ClientError`].
pub async fn bag(actors: &[ActorId]) -> Result<BagView, ClientError> {
    client::get(&cart::cart(actors)).await
}

/// Changes the bag. Repeating it does nothing.
///
/// # Errors
/// [`ClientError`].
pub async fn push(push: &PushOps) -> Result<PushView, ClientError> {
    client::post(cart::OPS, push).await
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
pub async fn redeem(token: String) -> Result<BagView, ClientError> {
    client::post(cart::REDEEM, &RedeemLink { token }).await
}
