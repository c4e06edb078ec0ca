//! Errors on the wire: problem documents of RFC 9457 with a stable `type` and, where a rule refused, the refusal itself.

use domain::checkout::PlanProblem;
use domain::id::OrderNumber;
use domain::money::Money;
use domain::orders::TransitionError;
use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong, for programs first and for people in `title` and `remedy`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem; never changes its meaning.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The kind in a sentence a person understands, English.
    pub title: String,
    /// The HTTP status, repeated (RFC 9457, section 3.1.2).
    pub status: u16,
    /// What happened this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The field of the request at fault, as a path: `contact.email`, `ops[2].line.sku`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Names this occurrence in the server's log. Only for faults of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The rule that refused, when one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<Rejection>,
}

/// The kinds of problem. As URIs they are `urn:vitrine:problem:` and the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemKind {
    /// The request cannot be read, or a field has a value it cannot have.
    #[serde(rename = "urn:vitrine:problem:invalid")]
    Invalid,
    /// There is no such thing, or it is somebody else's.
    #[serde(rename = "urn:vitrine:problem:not-found")]
    NotFound,
    /// Only for staff with a valid token, or for a shopper who is signed in.
    #[serde(rename = "urn:vitrine:problem:not-signed-in")]
    NotSignedIn,
    /// Signed in, but this is not theirs to do, or not without signing in once more.
    #[serde(rename = "urn:vitrine:problem:not-allowed")]
    NotAllowed,
    /// A rule of the shop refused; `rejection` says which.
    #[serde(rename = "urn:vitrine:problem:rejected")]
    Rejected,
    /// The same thing is being done at this moment, or the key was used for something else.
    #[serde(rename = "urn:vitrine:problem:conflict")]
    Conflict,
    /// Too many requests, or the server is busy.
    #[serde(rename = "urn:vitrine:problem:try-later")]
    TryLater,
    /// The address does not take this method, media type or size.
    #[serde(rename = "urn:vitrine:problem:not-accepted")]
    NotAccepted,
    /// A fault of the server. `incident` finds it in the log.
    #[serde(rename = "urn:vitrine:problem:internal")]
    Internal,
}

/// A refusal by a rule of the shop, with all the shopper needs to be told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
// Tagged by its name from outside: an inner tag would make the app read every refusal twice, for 4 kB of download.
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// Lines that cannot be had as asked.
    Plan {
        /// Each of them.
        problems: Vec<PlanProblem>,
    },
    /// There is nothing in the bag.
    EmptyBag,
    /// The bag changed on another device after the shopper saw it.
    BagChanged,
    /// The total is no longer what the shopper saw.
    TotalChanged {
        /// What it is now.
        now: Money,
    },
    /// The slot has passed, was never one, or was taken meanwhile.
    SlotGone {
        /// The group it was for, by its place in the plan.
        group: u32,
    },
    /// The store does not hand over at all for now.
    StoreClosed {
        /// The group it was for, by its place in the plan.
        group: u32,
    },
    /// The payment provider said no; nothing was taken, the bag is as it was.
    PaymentDeclined,
    /// The payment provider did not answer; whether it took anything is being found out.
    PaymentUnclear,
    /// The order is paid, or has come to nothing: there is nothing more to do about its payment.
    PaymentSettled,
    /// As many of her orders wait to be paid as may: one of them is to be paid or given up first.
    TooManyUnpaid {
        /// Which, oldest first.
        numbers: Vec<OrderNumber>,
    },
    /// So much cannot be given back: more than was taken, or more pieces than were sold.
    RefundTooHigh {
        /// What can still be given back.
        left: Money,
    },
    /// The one-time link was used, has expired, or never was.
    LinkSpent,
    /// The order is not where the action expects it.
    Transition(TransitionError),
    /// The handover token or code is not this order's, was used, or has expired.
    HandoverRefused,
    /// The code is not the one that was sent.
    CodeWrong {
        /// How many more tries it has.
        tries_left: u32,
    },
    /// No code signs this browser in with that address: it never asked for one, used it, or it has expired or was tried too often.
    CodeSpent,
    /// This needs a sign-in that is at most ten minutes old: sign in again, with a code or a passkey, and repeat it.
    SignInAgain,
    /// The passkey is not one of this shop's, or the answer came too late, twice, or from another browser.
    PasskeyRefused,
    /// The account has as many passkeys as it may.
    TooManyPasskeys,
    /// Passkeys need https or `localhost`; the page came from another address.
    PasskeysUnavailable,
    /// The signed-in device said no, or picked another number.
    ApprovalRefused,
}
