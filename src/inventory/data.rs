//! What the pages ask about stock.

use crate::client::{self, ClientError};
use api::inventory::{self, AvailabilityQuery, AvailabilityView};
use domain::id::Sku;

/// Where a variant can be had.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is no such variant.
pub async fn availability(sku: Sku, query: AvailabilityQuery) -> Result<AvailabilityView, ClientError> {
    client::get(&inventory::availability(&sku, &query)).await
}
