//! What the order page asks the server.

use super::kept;
use crate::client::{self, ClientError};
use api::checkout::PlaceOrder;
use api::orders::{
    self, AgainView, Arrival, ArrivalState, Change, ChoicesView, CodeOnItsWay, FIND_ORDER, FOUND_ORDER, FindOrder,
    FoundOrder, OpenOrder, OrderChange, OrderView,
};
use api::problem::ProblemKind;
use domain::id::OrderNumber;

/// An order this browser may see; without a connection as it was when it was last seen here.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is none, or it is somebody else's.
pub async fn order(number: OrderNumber) -> Result<OrderView, ClientError> {
    match client::get_with_text::<OrderView>(&orders::order(&number)).await {
        Ok((order, text)) => {
            kept::keep(&order, &text).await;
            Ok(order)
        }
        Err(why @ (ClientError::Offline | ClientError::TimedOut)) => {
            kept::kept().await.into_iter().find(|order| order.number == number).ok_or(why)
        }
        Err(why) => {
            if matches!(&why, ClientError::Api(problem) if problem.kind == ProblemKind::NotFound) {
                kept::drop_order(&number).await;
            }
            Err(why)
        }
    }
}

/// Opens an order with the key of its link.
///
/// # Errors
/// [`ClientError`]; a rejection when the key is not this order's or has expired.
pub async fn open(number: OrderNumber, key: String) -> Result<OrderView, ClientError> {
    let (order, text) = client::post_with_text::<OrderView>(&orders::open_order(&number), &OpenOrder { key }).await?;
    kept::keep(&order, &text).await;
    Ok(order)
}

/// Says that the shopper of a curbside group is coming.
///
/// # Errors
/// [`ClientError`].
pub async fn arrive(number: OrderNumber, group: u32, state: ArrivalState) -> Result<OrderView, ClientError> {
    client::post(&orders::arrival(&number), &Arrival { group, state }).await
}

/// Changes a group as the shopper asks.
///
/// # Errors
/// [`ClientError`]; a rejection when it is too late or cannot be had.
pub async fn change(number: OrderNumber, group: u32, change: Change) -> Result<OrderView, ClientError> {
    client::post(&orders::order_changes(&number), &OrderChange { group, change }).await
}

/// How else a group can be had.
///
/// # Errors
/// [`ClientError`].
pub async fn choices(number: OrderNumber, group: u32) -> Result<ChoicesView, ClientError> {
    client::get(&orders::order_choices(&number, group)).await
}

/// What an order had, as it would be had now.
///
/// # Errors
/// [`ClientError`].
pub async fn look_again(number: OrderNumber) -> Result<AgainView, ClientError> {
    client::get(&orders::order_again(&number)).await
}

/// Orders once more what an order had. Sent again with the same `key` and body, it answers the same order.
///
/// # Errors
/// [`ClientError`]; a rejection says which rule refused.
pub async fn order_again(number: OrderNumber, body: PlaceOrder, key: String) -> Result<OrderView, ClientError> {
    client::post_once(&orders::order_again(&number), &body, Some(&key)).await
}

/// Has a code sent to the address an order was placed with, if there is such an order.
///
/// # Errors
/// [`ClientError`].
pub async fn find(body: FindOrder) -> Result<CodeOnItsWay, ClientError> {
    client::post(FIND_ORDER, &body).await
}

/// Opens the order a code was sent for.
///
/// # Errors
/// [`ClientError`]; a rejection when the code is wrong or counts no more.
pub async fn found(body: FoundOrder) -> Result<OrderView, ClientError> {
    client::post(FOUND_ORDER, &body).await
}
