//! What the account pages ask the server.

use crate::client::{self, ClientError};
use api::account::{
    self, AccountState, AccountView, AnswerApproval, ApprovalRequestView, ApprovalStateView, ApprovalView,
    CodeSentView, LookAtApproval, OrdersView, PasskeyAnswer, PasskeyOptionsView, SendCode, SignIn, SignedInView,
};
use domain::{
    account::{Code, MatchingNumber},
    id::OrderNumber,
    text::Email,
};

/// Who this browser is.
///
/// # Errors
/// [`ClientError`].
pub async fn account() -> Result<AccountState, ClientError> {
    client::get(account::ACCOUNT).await
}

/// Sends a code, good for ten minutes in this browser.
///
/// # Errors
/// [`ClientError`]; a problem of kind `TryLater` when there were too many.
pub async fn send_code(email: Email) -> Result<CodeSentView, ClientError> {
    client::post(account::CODES, &SendCode { email }).await
}

/// Signs in with a code.
///
/// # Errors
/// [`ClientError`]; a rejection `CodeWrong` or `CodeSpent`.
pub async fn sign_in(email: Email, code: Code) -> Result<SignedInView, ClientError> {
    client::post(account::SIGN_IN, &SignIn { email, code }).await
}

/// Makes this browser a guest's again.
///
/// # Errors
/// [`ClientError`].
pub async fn sign_out() -> Result<AccountState, ClientError> {
    client::post(account::SIGN_OUT, &()).await
}

/// Signs out every other device.
///
/// # Errors
/// [`ClientError`].
pub async fn sign_out_others() -> Result<AccountView, ClientError> {
    client::post(account::SIGN_OUT_OTHERS, &()).await
}

/// Signs out one device.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when it was signed out already.
pub async fn sign_out_device(device: &str) -> Result<AccountState, ClientError> {
    client::post(&account::sign_out_device(device), &()).await
}

/// Begins making a passkey.
///
/// # Errors
/// [`ClientError`]; a rejection `SignInAgain` when the sign-in is not fresh, or `TooManyPasskeys`.
pub async fn passkey_options() -> Result<PasskeyOptionsView, ClientError> {
    client::post(account::PASSKEY_OPTIONS, &()).await
}

/// Keeps the passkey that the browser made.
///
/// # Errors
/// [`ClientError`]; a rejection `PasskeyRefused`.
pub async fn keep_passkey(credential: String) -> Result<AccountView, ClientError> {
    client::post(account::PASSKEYS, &PasskeyAnswer { credential }).await
}

/// Deletes a passkey.
///
/// # Errors
/// [`ClientError`].
pub async fn delete_passkey(passkey: &str) -> Result<AccountView, ClientError> {
    client::post(&account::delete_passkey(passkey), &()).await
}

/// Begins signing in with a passkey.
///
/// # Errors
/// [`ClientError`].
pub async fn passkey_sign_in_options() -> Result<PasskeyOptionsView, ClientError> {
    client::post(account::PASSKEY_SIGN_IN_OPTIONS, &()).await
}

/// Signs in with a passkey.
///
/// # Errors
/// [`ClientError`]; a rejection `PasskeyRefused`.
pub async fn passkey_sign_in(credential: String) -> Result<SignedInView, ClientError> {
    client::post(account::PASSKEY_SIGN_IN, &PasskeyAnswer { credential }).await
}

/// Asks a signed-in device to let this one in.
///
/// # Errors
/// [`ClientError`].
pub async fn ask_approval() -> Result<ApprovalView, ClientError> {
    client::post(account::APPROVALS, &()).await
}

/// Signs in, once another device has approved.
///
/// # Errors
/// [`ClientError`].
pub async fn finish_approval(approval: &str) -> Result<SignedInView, ClientError> {
    client::post(&account::finish_approval(approval), &()).await
}

/// Who asks to be let in.
///
/// # Errors
/// [`ClientError`]; a problem of the server's when the request has ended.
pub async fn look_at_approval(token: String) -> Result<ApprovalRequestView, ClientError> {
    client::post(account::LOOK_AT_APPROVAL, &LookAtApproval { token }).await
}

/// Lets a device in by the number it shows, or, without one, does not.
///
/// # Errors
/// [`ClientError`]; a problem of the server's when the request has ended.
pub async fn answer_approval(token: String, number: Option<MatchingNumber>) -> Result<ApprovalStateView, ClientError> {
    client::post(account::ANSWER_APPROVAL, &AnswerApproval { token, number }).await
}

/// The account's orders: the newest, or those after one that is known.
///
/// # Errors
/// [`ClientError`].
pub async fn orders(after: Option<OrderNumber>) -> Result<OrdersView, ClientError> {
    client::get(&account::orders(after.as_ref())).await
}

/// Erases the account.
///
/// # Errors
/// [`ClientError`]; a rejection `SignInAgain` when the sign-in is not fresh.
pub async fn erase() -> Result<AccountState, ClientError> {
    client::post(account::ERASE, &()).await
}
