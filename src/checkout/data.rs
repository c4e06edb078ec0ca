//! What the checkout asks the server.

use crate::client::{self, ClientError};
use api::{
    checkout::{AskPlan, HOLD, PlaceOrder, PlanView},
    orders::{ORDERS, OrderView},
};

/// How the bag would travel, as it is now; what it takes is held for a while.
///
/// # Errors
/// [`ClientError`]; a rejection when the last piece went at the same moment.
pub async fn hold(asked: AskPlan) -> Result<PlanView, ClientError> {
    client::post(HOLD, &asked).await
}

/// Places the order. Sent again with the same `key` and body, it answers the same order.
///
/// # Errors
/// [`ClientError`]; a rejection says which rule refused.
pub async fn place(body: PlaceOrder, key: String) -> Result<OrderView, ClientError> {
    client::post_once(ORDERS, &body, Some(&key)).await
}
