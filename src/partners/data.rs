//! What is asked of the server about bags that were handed over.

use crate::client::{self, ClientError};
use api::partners::{ARRIVAL, ArrivalView};

/// What there is to tell, which is then told.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn arrival() -> Result<ArrivalView, ClientError> {
    client::post(ARRIVAL, &()).await
}
