//! What the bag asks the server.

use crate::client::{self, ClientError};
use api::cart::{self, BagView, LinkView, PushOps, PushView, RedeemLink};
use domain::{cart::Op, id::ActorId};

/// The bag, with what it contains of one actor's operations.
///
/// # Errors
/// [`ClientError`].
pub async fn bag(actor: &ActorId) -> Result<BagView, ClientError> {
    client::get(&cart::cart(actor)).await
}

/// Changes the bag. Repeating it does nothing.
///
/// # Errors
/// [`ClientError`].
pub async fn push(ops: Vec<Op>) -> Result<PushView, ClientError> {
    client::post(cart::OPS, &PushOps { ops }).await
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
