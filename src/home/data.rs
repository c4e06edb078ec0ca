//! What the home page asks the server.

use crate::client::{self, ClientError};
use api::page::HomeView;
use domain::id::LocationCode;

/// The home page, with what `store` has today.
///
/// # Errors
/// [`ClientError`].
pub async fn home(store: Option<LocationCode>) -> Result<HomeView, ClientError> {
    client::get(&api::page::home(store.as_ref())).await
}
