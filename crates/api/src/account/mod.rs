//! Accounts: signing in by a code, a passkey or another device; the devices that are signed in; orders, export, erasure.
//!
//! Every browser has a session, also without an account: the cookie it is known by is set by the first request that needs one.
//! Signing in, also again, gives it a new cookie. Nothing here has to be sent along but the request itself.

mod export;

pub use self::export::*;

use crate::encode;
use domain::account::{Code, Device, MatchingNumber};
use domain::cart::Receive;
use domain::id::{OrderNumber, Sku};
use domain::money::Money;
use domain::orders::{GroupState, PaymentState};
use domain::text::Email;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: who this browser is. Answers [`AccountState`], also to a guest.
pub const ACCOUNT: &str = "/api/v1/account";
/// `POST` [`SendCode`]: sends a six-digit code, which signs in the browser that asked for it. Answers [`CodeSentView`],
/// the same for an address with an account and one without.
pub const CODES: &str = "/api/v1/account/codes";
/// `POST` [`SignIn`]: signs this browser in, making the account if there is none. Answers [`SignedInView`].
pub const SIGN_IN: &str = "/api/v1/account/sign-in";
/// `POST`, no body: this browser is a guest again, with an empty bag. Answers [`AccountState`].
pub const SIGN_OUT: &str = "/api/v1/account/sign-out";
/// `POST`, no body, signed in: every other device of the account is signed out. Answers [`AccountView`].
pub const SIGN_OUT_OTHERS: &str = "/api/v1/account/sign-out-others";
/// `POST`, no body, signed in: one device of the account is signed out. Answers [`AccountState`]: for this device, that of a guest.
pub const SIGN_OUT_DEVICE: &str = "/api/v1/account/devices/{device}/sign-out";

/// `POST`, no body, signed in at most [`FRESH_MINUTES`] ago: begins making a passkey. Answers [`PasskeyOptionsView`].
pub const PASSKEY_OPTIONS: &str = "/api/v1/account/passkeys/options";
/// `POST` [`PasskeyAnswer`], signed in: keeps the passkey that the browser made. Answers [`AccountView`].
pub const PASSKEYS: &str = "/api/v1/account/passkeys";
/// `POST`, no body, signed in: a passkey signs in no more. Answers [`AccountView`].
pub const DELETE_PASSKEY: &str = "/api/v1/account/passkeys/{passkey}/delete";
/// `POST`, no body: begins signing in with whichever passkey the shopper chooses; no address is asked for, so it suits
/// conditional mediation. Answers [`PasskeyOptionsView`].
pub const PASSKEY_SIGN_IN_OPTIONS: &str = "/api/v1/account/passkeys/sign-in/options";
/// `POST` [`PasskeyAnswer`]: signs this browser in. Answers [`SignedInView`].
pub const PASSKEY_SIGN_IN: &str = "/api/v1/account/passkeys/sign-in";

/// `POST`, no body: this device asks a signed-in one to let it in. Answers [`ApprovalView`].
pub const APPROVALS: &str = "/api/v1/account/approvals";
/// `GET`, only for the browser that asked: what became of the request. Answers [`ApprovalStateView`].
pub const APPROVAL: &str = "/api/v1/account/approvals/{approval}";
/// `GET`, only for the browser that asked: the same as server-sent events named `approval`, each an [`ApprovalStateView`];
/// the last one is not [`ApprovalState::Waiting`].
pub const APPROVAL_EVENTS: &str = "/api/v1/account/approvals/{approval}/events";
/// `POST`, no body, only for the browser that asked, once approved: signs it in. Answers [`SignedInView`].
pub const FINISH_APPROVAL: &str = "/api/v1/account/approvals/{approval}/finish";
/// `POST` [`LookAtApproval`], signed in: who asks to be let in. Answers [`ApprovalRequestView`].
pub const LOOK_AT_APPROVAL: &str = "/api/v1/account/approvals/look";
/// `POST` [`AnswerApproval`], signed in: lets it in or does not. Answers [`ApprovalStateView`].
pub const ANSWER_APPROVAL: &str = "/api/v1/account/approvals/answer";

/// `GET`, signed in: the account's orders, newest first. Query: [`OrdersQuery`]. Answers [`OrdersView`].
pub const ORDERS: &str = "/api/v1/account/orders";
/// `GET`, signed in: everything the shop knows of the account, as a file to keep. Answers [`AccountExport`].
pub const EXPORT: &str = "/api/v1/account/export";
/// `POST`, no body, signed in at most [`FRESH_MINUTES`] ago: erases the account. Answers [`AccountState`], that of a guest.
pub const ERASE: &str = "/api/v1/account/erase";

/// The page a signed-in device opens to let another one in; the token follows in the fragment: `#t=…`.
pub const APPROVE_PAGE: &str = "/account/approve";
/// How long after proving who she is a shopper may do what cannot be undone, or make a passkey.
pub const FRESH_MINUTES: i64 = domain::account::FRESH_MINUTES;
/// The most orders one answer lists.
pub const ORDERS_MOST: usize = 50;

/// The address that signs a device out.
#[must_use]
pub fn sign_out_device(device: &str) -> String {
    SIGN_OUT_DEVICE.replace("{device}", &encode(device))
}

/// The address that deletes a passkey.
#[must_use]
pub fn delete_passkey(passkey: &str) -> String {
    DELETE_PASSKEY.replace("{passkey}", &encode(passkey))
}

/// The address that says what became of a request to be let in.
#[must_use]
pub fn approval(approval: &str) -> String {
    APPROVAL.replace("{approval}", &encode(approval))
}

/// The address of a request's live stream.
#[must_use]
pub fn approval_events(approval: &str) -> String {
    APPROVAL_EVENTS.replace("{approval}", &encode(approval))
}

/// The address that signs in the browser whose request was approved.
#[must_use]
pub fn finish_approval(approval: &str) -> String {
    FINISH_APPROVAL.replace("{approval}", &encode(approval))
}

/// The address of the orders that come after one that is known; of the newest without.
#[must_use]
pub fn orders(after: Option<&OrderNumber>) -> String {
    match after {
        Some(after) => format!("{ORDERS}?after={}", encode(after.as_str())),
        None => ORDERS.to_owned(),
    }
}

/// Who a browser is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountState {
    /// The account it is signed in to; absent for a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountView>,
    /// Whether passkeys can be had at the address this page came from: they need https, or `localhost`.
    pub passkeys_possible: bool,
}

/// An account, as its own shopper sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// Its e-mail address, in lower case.
    pub email: Email,
    /// Since when there is an account.
    #[serde(with = "domain::moment::timestamp")]
    pub created_at: Timestamp,
    /// Until when this device counts as just signed in. Later, making a passkey and erasing need another sign-in first.
    #[serde(with = "domain::moment::timestamp")]
    pub fresh_until: Timestamp,
    /// The devices that are signed in, the one last seen first.
    pub devices: Vec<DeviceView>,
    /// The passkeys that sign in, the newest first.
    pub passkeys: Vec<PasskeyView>,
}

/// A device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceView {
    /// Names it for signing it out.
    pub id: String,
    /// What it seems to be.
    pub device: Device,
    /// When it was signed in.
    #[serde(with = "domain::moment::timestamp")]
    pub signed_in_at: Timestamp,
    /// When it was last seen, to the hour.
    #[serde(with = "domain::moment::timestamp")]
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// A passkey of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyView {
    /// Names it for deleting it.
    pub id: String,
    /// The device it was made on.
    pub device: Device,
    /// When it was made.
    #[serde(with = "domain::moment::timestamp")]
    pub created_at: Timestamp,
    /// When it last signed in; before the first time, when it was made.
    #[serde(with = "domain::moment::timestamp")]
    pub used_at: Timestamp,
}

/// Asks for a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendCode {
    /// Where to.
    pub email: Email,
}

/// A code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSentView {
    /// Where to, in lower case.
    pub email: Email,
    /// Until when it signs in.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// Signs in with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address it was sent to.
    pub email: Email,
    /// The six digits. White space and hyphens between them do not matter.
    pub code: Code,
}

/// This browser is signed in, and its bag is the account's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedInView {
    /// The account.
    pub account: AccountView,
    /// Whether it was made just now.
    pub first: bool,
    /// The lines of the account's bag that the guest's bag changed, to be told to the shopper. What the bag is now
    /// comes as with any other change: by its stream, or by asking for it.
    pub joined: Vec<JoinedLine>,
}

/// A line of the account's bag whose quantity changed when the guest's bag joined it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinedLine {
    /// Which variant.
    pub sku: Sku,
    /// How it reaches her; absent for what is saved for later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receive: Option<Receive>,
    /// The product's name for people; the SKU if it has left the catalogue.
    pub title: String,
    /// The variant's options in words; empty for an only variant.
    pub phrase: String,
    /// How many there were in the account's bag; 0 for a line that was not there.
    pub was: u32,
    /// How many there are.
    pub is: u32,
}

/// What to hand to the browser to make or use a passkey. Opaque to the app: JSON text from the server to the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyOptionsView {
    /// JSON of `{"publicKey": …}`, whose inside is for `PublicKeyCredential.parseCreationOptionsFromJSON` or
    /// `parseRequestOptionsFromJSON` (Web Authentication Level 3, section 5.1).
    pub options: String,
    /// Until when the browser's answer is taken, once.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// What the browser made of [`PasskeyOptionsView`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// `JSON.stringify` of the credential, which calls its `toJSON`.
    pub credential: String,
}

/// A request to be let in, as shown by the device that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalView {
    /// Names it for asking what became of it. Opens nothing: only the browser that asked can use it.
    pub id: String,
    /// The number to show; who approves picks it out of three.
    pub number: MatchingNumber,
    /// The address to open on a signed-in device. The token is in the fragment, so no server logs it.
    pub url: String,
    /// The same as a QR code, SVG, dark on transparent.
    pub qr_svg: String,
    /// When it ends.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// How a request to be let in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalStateView {
    /// How it stands.
    pub state: ApprovalState,
}

/// How a request to be let in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// Nobody has answered yet.
    Waiting,
    /// It may be finished now.
    Approved,
    /// Somebody said no, or picked another number.
    Refused,
    /// Five minutes have passed.
    Expired,
    /// It has signed its browser in.
    Finished,
}

/// Looks at a request to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookAtApproval {
    /// The token from the address's fragment.
    pub token: String,
}

/// A request to be let in, as seen by the device that answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalRequestView {
    /// What the device that asks seems to be.
    pub device: Device,
    /// When it asked.
    #[serde(with = "domain::moment::timestamp")]
    pub asked_at: Timestamp,
    /// When it ends.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
    /// Three different numbers, one of which the device that asks shows.
    pub numbers: Vec<MatchingNumber>,
}

/// Answers a request to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerApproval {
    /// The token from the address's fragment.
    pub token: String,
    /// The number the other device shows. Another number refuses, and so does none.
    #[serde(default)]
    pub number: Option<MatchingNumber>,
}

/// Which orders are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct OrdersQuery {
    /// Only those placed before this one of the account's orders; without it, the newest.
    pub after: Option<OrderNumber>,
}

/// Orders of an account, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrdersView {
    /// At most [`ORDERS_MOST`].
    pub orders: Vec<OrderBrief>,
    /// Whether there are more after the last one.
    pub more: bool,
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderBrief {
    /// Its number, as printed.
    pub number: OrderNumber,
    /// When it was placed.
    #[serde(with = "domain::moment::timestamp")]
    pub placed_at: Timestamp,
    /// The name of its first product.
    pub title: String,
    /// Pieces in all.
    pub count: u32,
    /// What it cost, bringing it included.
    pub total: Money,
    /// Where the money is.
    pub payment: PaymentState,
    /// Where its goods are, by group.
    pub groups: Vec<OrderBriefGroup>,
}

/// A group of an order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderBriefGroup {
    /// How it reaches her.
    pub receive: Receive,
    /// Where it is.
    pub state: GroupState,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_addresses_are_encoded() {
        assert_eq!(sign_out_device("a/b"), "/api/v1/account/devices/a%2Fb/sign-out");
        assert_eq!(delete_passkey("a b"), "/api/v1/account/passkeys/a%20b/delete");
        assert_eq!(approval("x"), "/api/v1/account/approvals/x");
        assert_eq!(approval_events("x"), "/api/v1/account/approvals/x/events");
        assert_eq!(finish_approval("x"), "/api/v1/account/approvals/x/finish");
        assert_eq!(orders(OrderNumber::parse("ON-1").ok().as_ref()), "/api/v1/account/orders?after=ON-1");
    }

    #[test]
    fn a_sign_in_reads_as_people_type_it() {
        let typed: SignIn = serde_json::from_str(r#"{"email":" Ada@Example.org","code":"123 456"}"#).unwrap();
        assert_eq!(serde_json::to_string(&typed.code).unwrap(), r#""123456""#);
        for bad in [r#"{"email":"ada","code":"123456"}"#, r#"{"email":"a@b.de","code":"12345"}"#] {
            assert!(serde_json::from_str::<SignIn>(bad).is_err(), "{bad}");
        }
        let refused: AnswerApproval = serde_json::from_str(r#"{"token":"t"}"#).unwrap();
        assert_eq!(refused.number, None);
    }

    #[test]
    fn a_guest_has_no_account() {
        let guest = AccountState { account: None, passkeys_possible: true };
        assert_eq!(serde_json::to_string(&guest).unwrap(), r#"{"passkeys_possible":true}"#);
    }
}
