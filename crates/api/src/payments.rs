//! Paying: what a shopper does about an order that is not paid yet, her saved ways of paying, refunds by staff, and the provider's word.
//!
//! # The sequence
//!
//! 1. `POST` [`crate::orders::ORDERS`] with [`crate::checkout::PaymentChoice::Card`] without a token. The answer is 201: the order stands,
//!    its goods are kept for her until `payment_until`, and `payment_url` is the provider's page. Go there.
//! 2. The provider sends her back to `/orders/{number}`. Asking for the order there makes the shop look at the provider first, so the
//!    answer is usually `authorised` already. If it is still `action_needed` or `pending`, the order's stream says when that changes.
//! 3. While `payment` is `action_needed`, [`PaymentRequest::Retry`] answers the order with a `payment_url` to go to (the same page as
//!    long as it is open, else a new one), and [`PaymentRequest::Cancel`] gives the order up: everything is in her bag again.
//! 4. `payment_trouble` says what went wrong last, also once the order has come to nothing.

use crate::encode;
use domain::id::OrderNumber;
use domain::money::Money;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST` [`PaymentRequest`]: what the shopper does about an order that waits to be paid. Answers [`crate::orders::OrderView`].
pub const ORDER_PAYMENT: &str = "/api/v1/orders/{number}/payment";
/// `POST` [`Refund`] with an `Idempotency-Key`, staff only: gives money back. Answers [`RefundView`].
pub const REFUNDS: &str = "/api/v1/staff/orders/{number}/refunds";
/// `POST`, by a payment provider: something happened to a payment. Signed by the provider, see its own documentation.
pub const WEBHOOKS: &str = "/api/v1/payments/{provider}/webhooks";
/// `GET`, signed in: the account's saved ways of paying. Answers [`SavedPaymentsView`].
pub const SAVED: &str = "/api/v1/account/payments";
/// `POST`, no body, signed in: forgets a saved way of paying. Answers [`SavedPaymentsView`].
pub const FORGET_SAVED: &str = "/api/v1/account/payments/{payment}/delete";
/// The page of the built-in test provider; with the key that the order's `payment_url` has.
pub const TEST_PAGE: &str = "/test-payments/{reference}";

/// The most attempts at paying one order: enough for a few cards, too few to try out stolen ones.
pub const ATTEMPTS_MOST: u32 = 10;

/// The most orders of one browser, or of one account, that wait to be paid at a time. Each keeps goods and slots from others.
pub const WAITING_MOST: usize = 3;

/// The address at which something is done about an order's payment.
#[must_use]
pub fn order_payment(number: &OrderNumber) -> String {
    ORDER_PAYMENT.replace("{number}", &encode(number.as_str()))
}

/// The address at which staff give money of an order back.
#[must_use]
pub fn refunds(number: &OrderNumber) -> String {
    REFUNDS.replace("{number}", &encode(number.as_str()))
}

/// The address at which a provider says that something happened.
#[must_use]
pub fn webhooks(provider: &str) -> String {
    WEBHOOKS.replace("{provider}", &encode(provider))
}

/// The address that forgets a saved way of paying.
#[must_use]
pub fn forget_saved(payment: &str) -> String {
    FORGET_SAVED.replace("{payment}", &encode(payment))
}

/// The address of the built-in test provider's page.
#[must_use]
pub fn test_page(reference: &str) -> String {
    TEST_PAGE.replace("{reference}", &encode(reference))
}

/// What a shopper does about an order whose `payment` is `action_needed` or `pending`.
///
/// Of an order that is paid or over, both answer 409 with [`crate::problem::Rejection::PaymentSettled`]: load it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaymentRequest {
    /// Once more. Without a card: at the provider's page, the open one if there is. Repeating it opens no second page.
    Retry {
        /// What the provider gave the browser in place of a card.
        #[serde(default)]
        token: Option<String>,
        /// One of her saved ways of paying, by its id.
        #[serde(default)]
        saved: Option<String>,
    },
    /// Not at all: the order is given up, and everything is in her bag again.
    Cancel,
}

/// A way of paying that the provider keeps for a shopper. The shop has its name only, no card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedPayment {
    /// Names it in [`crate::checkout::PaymentChoice::Saved`].
    pub id: String,
    /// What she knows it by: "Visa ·· 4242".
    pub label: String,
    /// When it was saved.
    #[serde(with = "domain::moment::timestamp")]
    pub saved_at: Timestamp,
}

/// The account's saved ways of paying, the one used last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedPaymentsView {
    /// Each of them.
    pub payments: Vec<SavedPayment>,
}

/// Gives money back that was taken: for lines of the order, or an amount. Exactly one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// How much; for managers.
    #[serde(default)]
    pub amount: Option<Money>,
    /// Which lines, and how many pieces of each: never more than were sold and are not refunded yet.
    #[serde(default)]
    pub lines: Vec<RefundLine>,
    /// Why, in a sentence: it stays in the payment's history.
    pub reason: String,
}

/// Some pieces of a line of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundLine {
    /// The group, by its place in the order.
    pub group: u32,
    /// The line, by its place in the group.
    pub line: u32,
    /// How many pieces; at least 1.
    pub quantity: u32,
}

/// What became of a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundView {
    /// Names it.
    pub id: String,
    /// How much goes back.
    pub amount: Money,
    /// Of the order, in all, what is to go back.
    pub promised: Money,
    /// Of the order, in all, what the provider has given back. It is asked for the rest until it answers.
    pub refunded: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_read_as_they_are_written() {
        let retry: PaymentRequest = serde_json::from_str(r#"{"action":"retry"}"#).unwrap();
        assert_eq!(retry, PaymentRequest::Retry { token: None, saved: None });
        assert_eq!(serde_json::to_string(&PaymentRequest::Cancel).unwrap(), r#"{"action":"cancel"}"#);
        assert!(serde_json::from_str::<PaymentRequest>(r#"{"action":"retry","amount":1}"#).is_err());
        let refund: Refund =
            serde_json::from_str(r#"{"lines":[{"group":0,"line":1,"quantity":2}],"reason":"broken"}"#).unwrap();
        assert_eq!((refund.lines.len(), refund.amount), (1, None));
    }

    #[test]
    fn names_in_addresses_are_encoded() {
        assert_eq!(test_page("ON-1:2"), "/test-payments/ON-1%3A2");
        assert_eq!(webhooks("a/b"), "/api/v1/payments/a%2Fb/webhooks");
        assert_eq!(forget_saved("x y"), "/api/v1/account/payments/x%20y/delete");
        let number = OrderNumber::parse("ON-1").unwrap();
        assert_eq!(order_payment(&number), "/api/v1/orders/ON-1/payment");
        assert_eq!(refunds(&number), "/api/v1/staff/orders/ON-1/refunds");
    }
}
