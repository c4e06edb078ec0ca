//! What the frame asks the server when the page did not bring it along.

use crate::client::{self, ClientError};
use api::page::ShellView;

/// The shelves.
///
/// # Errors
/// [`ClientError`].
pub async fn shell() -> Result<ShellView, ClientError> {
    client::get(api::page::SHELL).await
}
