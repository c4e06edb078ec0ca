//! What the try-on asks the server. Pictures are nothing it is ever told.

use crate::client::{self, ClientError};
use api::tryon::{
    ACCOUNT_LOOKS, HOUSE_LOOKS, HouseLooksView, LOOKS_CODE, LooksCodeView, MODELS, ModelsView, NextView, SHOW_LOOKS,
    SaveLook, SavedLooksView, ShowLooks, WearablesQuery, WearablesView, forget_look, wearables,
};
use domain::id::{LocationCode, LookId};
use serde::{Deserialize, de::IgnoredAny};

/// Products that can be worn.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn products(query: WearablesQuery) -> Result<WearablesView, ClientError> {
    client::get(&wearables(&query)).await
}

/// What goes with a look, written as in its link.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn next(look: &str, store: Option<&LocationCode>) -> Result<NextView, ClientError> {
    client::get(&api::tryon::next(look, store)).await
}

/// A code that shows the account's looks to an associate, once.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn looks_code() -> Result<LooksCodeView, ClientError> {
    client::post(LOOKS_CODE, &()).await
}

/// The house's looks.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn house_looks() -> Result<HouseLooksView, ClientError> {
    client::get(HOUSE_LOOKS).await
}

/// The shop's models.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn models() -> Result<ModelsView, ClientError> {
    client::get(MODELS).await
}

/// The looks of the account; nothing for a guest.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn account_looks() -> Result<Option<SavedLooksView>, ClientError> {
    /// Only whether there is an account: the rest of it is none of this page's business.
    #[derive(Deserialize)]
    struct Who {
        #[serde(default)]
        account: Option<IgnoredAny>,
    }
    let who: Who = client::get(api::account::ACCOUNT).await?;
    match who.account {
        Some(_) => client::get(ACCOUNT_LOOKS).await.map(Some),
        None => Ok(None),
    }
}

/// Keeps a look in the account.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn save(look: &SaveLook) -> Result<SavedLooksView, ClientError> {
    client::post(ACCOUNT_LOOKS, look).await
}

/// Forgets a look of the account.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn forget(look: &LookId) -> Result<SavedLooksView, ClientError> {
    client::post(&forget_look(look), &()).await
}

/// Says whether the shop's staff may see the account's looks.
///
/// # Errors
/// [`ClientError`].
pub(super) async fn show_to_staff(shown: bool) -> Result<SavedLooksView, ClientError> {
    client::post(SHOW_LOOKS, &ShowLooks { shown }).await
}
