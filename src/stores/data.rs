//! What the store pages ask the server.

use crate::client::{self, ClientError};
use api::stores::{self, StorePageView, StoresQuery, StoresView};
use domain::id::LocationCode;

/// The stores that fit, nearest first when there is a point.
///
/// # Errors
/// [`ClientError`].
pub async fn stores(query: StoresQuery) -> Result<StoresView, ClientError> {
    client::get(&stores::stores(&query)).await
}

/// One store with its week.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is no such store.
pub async fn store(code: LocationCode) -> Result<StorePageView, ClientError> {
    client::get(&stores::store(&code)).await
}
