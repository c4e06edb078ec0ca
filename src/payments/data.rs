//! What is asked of the server about payments.

use crate::client::{self, ClientError};
use api::orders::OrderView;
use api::payments::{self, PaymentRequest, SavedPaymentsView};
use domain::id::OrderNumber;

/// Tries again to pay an order that waits for it, or gives it up.
///
/// # Errors
/// [`ClientError`]; a rejection when it is settled already, or the card was declined.
pub async fn act(number: OrderNumber, request: PaymentRequest) -> Result<OrderView, ClientError> {
    client::post(&payments::order_payment(&number), &request).await
}

/// The account's saved ways of paying.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotSignedIn` for a guest.
pub async fn saved() -> Result<SavedPaymentsView, ClientError> {
    client::get(payments::SAVED).await
}

/// Forgets a saved way of paying.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is no such one.
pub async fn forget(payment: String) -> Result<SavedPaymentsView, ClientError> {
    client::post(&payments::forget_saved(&payment), &()).await
}
