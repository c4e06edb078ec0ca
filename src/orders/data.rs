//! What the order page asks the server.

use crate::client::{self, ClientError};
use api::orders::{self, Arrival, ArrivalState, OpenOrder, OrderView};
use domain::id::OrderNumber;

/// An order this browser may see.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is none, or it is somebody else's.
pub async fn order(number: OrderNumber) -> Result<OrderView, ClientError> {
    client::get(&orders::order(&number)).await
}

/// Opens an order with the key of its link.
///
/// # Errors
/// [`ClientError`]; a rejection when the key is not this order's or has expired.
pub async fn open(number: OrderNumber, key: String) -> Result<OrderView, ClientError> {
    client::post(&orders::open_order(&number), &OpenOrder { key }).await
}

/// Says that the shopper of a curbside group is coming.
///
/// # Errors
/// [`ClientError`].
pub async fn arrive(number: OrderNumber, group: u32, state: ArrivalState) -> Result<OrderView, ClientError> {
    client::post(&orders::arrival(&number), &Arrival { group, state }).await
}
