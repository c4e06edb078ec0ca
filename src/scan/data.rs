//! What scanning asks the server.

use crate::client::{self, ClientError};
use api::scan::{self, CodeView};
use domain::id::{Gtin, LocationCode};

/// The product with a number, and what a store has of it.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when nothing has this number.
pub(super) async fn numbered(gtin: &Gtin, store: Option<&LocationCode>) -> Result<CodeView, ClientError> {
    client::get(&scan::code(gtin, store)).await
}
