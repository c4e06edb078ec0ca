//! Every way a request can fail, and the only place that chooses a status.
//!
//! Expected refusals become problem documents (RFC 9457). Anything else is logged once, here, under an incident id,
//! and the client is told the id only.

use std::fmt::{self, Display};

use api::problem::{PROBLEM_JSON, Problem, ProblemKind, Rejection};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why a request was not answered as hoped.
#[derive(Debug)]
pub enum Error {
    /// The client is told what was wrong.
    Refused(Box<Refusal>),
    /// The client is told that something broke; the log is told what.
    Internal(anyhow::Error),
    /// The database did not do it. Most of these are internal, some pass.
    Database(sqlx::Error),
}

/// What is said to the client, before it becomes a document.
#[derive(Debug, Default)]
pub struct Refusal {
    kind: Kind,
    field: Option<String>,
    why: Option<String>,
    rejection: Option<Rejection>,
    /// Seconds until it makes sense to ask again.
    retry_after: Option<u64>,
}

/// What can be wrong, finer than [`ProblemKind`]: status, title and remedy hang on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    Malformed,
    Invalid,
    Rejected,
    NotFound,
    UnknownPath,
    Method,
    Gone,
    Unpaid,
    Conflict,
    InProgress,
    KeyReused,
    NotSignedIn,
    NotAllowed,
    NotFresh,
    CrossOrigin,
    Unlisted,
    NoWidget,
    TooLarge,
    MediaType,
    TooMany,
    TryLater,
    #[default]
    Internal,
}

impl Kind {
    fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::NotSignedIn | Self::NoWidget => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::NotFresh | Self::CrossOrigin | Self::Unlisted => StatusCode::FORBIDDEN,
            Self::NotFound | Self::UnknownPath => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Rejected | Self::Unpaid | Self::Conflict | Self::InProgress => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TryLater => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn on_the_wire(self) -> ProblemKind {
        match self {
            Self::Malformed | Self::Invalid => ProblemKind::Invalid,
            Self::Rejected | Self::Unpaid | Self::Gone => ProblemKind::Rejected,
            Self::NotFound | Self::UnknownPath => ProblemKind::NotFound,
            Self::Method | Self::TooLarge | Self::MediaType => ProblemKind::NotAccepted,
            Self::Conflict | Self::InProgress | Self::KeyReused => ProblemKind::Conflict,
            Self::NotSignedIn | Self::NoWidget => ProblemKind::NotSignedIn,
            Self::NotAllowed | Self::NotFresh | Self::CrossOrigin | Self::Unlisted => ProblemKind::NotAllowed,
            Self::TooMany | Self::TryLater => ProblemKind::TryLater,
            Self::Internal => ProblemKind::Internal,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request could not be read",
            Self::Invalid => "A value in the request is not valid",
            Self::Rejected => "The shop cannot do this",
            Self::NotFound => "There is nothing here",
            Self::UnknownPath => "The interface has no such address",
            Self::Method => "This address does not take that method",
            Self::Gone => "This was valid once and is not any more",
            Self::Unpaid => "Too many orders wait to be paid",
            Self::Conflict => "This does not fit what has happened meanwhile",
            Self::InProgress => "The same request is still being worked on",
            Self::KeyReused => "This Idempotency-Key was used for a different request",
            Self::NotSignedIn => "This needs a sign-in",
            Self::NotAllowed => "This is not yours to do",
            Self::NotFresh => "This needs a sign-in of the last ten minutes",
            Self::CrossOrigin => "The request came from another site",
            Self::Unlisted => "This site may not show the shop's products",
            Self::NoWidget => "This frame has no session",
            Self::TooLarge => "The request is too large",
            Self::MediaType => "The request is not JSON",
            Self::TooMany => "Too many requests",
            Self::TryLater => "The shop is busy",
            Self::Internal => "Something went wrong on our side",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Malformed => "Send well-formed JSON; webhooks come with their provider's signature.",
            Self::Invalid => "Correct the field that is named and send the request again.",
            Self::Rejected => "Look at the rejection, change the request and send it again.",
            Self::NotFound => "Check the address.",
            Self::UnknownPath => "The addresses are listed in the OpenAPI document.",
            Self::Method => "Use one of the methods in the Allow header.",
            Self::Gone => "Ask for a new one.",
            Self::Unpaid => "Pay one of the orders that are named or give it up, then order again.",
            Self::Conflict => "Load the current state and try again.",
            Self::InProgress | Self::TryLater => "Wait as long as Retry-After says and send the same request again.",
            Self::KeyReused => "Use a new key for a new request.",
            Self::NotSignedIn => "Sign in and try again.",
            Self::NotAllowed => "Ask someone with the right role.",
            Self::NotFresh => "Sign in again with a code or a passkey, then repeat it.",
            Self::CrossOrigin => "Send it from the shop's own pages.",
            Self::Unlisted => {
                "Check the partner's key, or ask the shop to list this site's origin (`vitrine partner add`)."
            }
            Self::NoWidget => {
                "Begin one with POST /w/session, then send its cookie or `Authorization: Widget` and the token."
            }
            Self::TooLarge => "Send less at once.",
            Self::MediaType => "Send Content-Type: application/json.",
            Self::TooMany => "Wait as long as Retry-After says.",
            Self::Internal => "Try again; if it stays, tell us the incident.",
        }
    }
}

/// The longest reason, in characters.
const WHY_MOST: usize = 400;

impl Error {
    /// A value that cannot be right, such as a quantity of −1. `field` is its path in the request: `lines[0].quantity`.
    pub fn invalid(field: impl Into<String>, why: impl Display) -> Self {
        Self::refused(Kind::Invalid).field(field).why(why)
    }

    /// A valid request that a rule of the shop turns down. The refusal crosses the wire, so that the app can match on it.
    pub fn rejected(rejection: Rejection) -> Self {
        let kind = match rejection {
            Rejection::LinkSpent => Kind::Gone,
            Rejection::TooManyUnpaid { .. } => Kind::Unpaid,
            Rejection::SignInAgain => Kind::NotFresh,
            _ => Kind::Rejected,
        };
        Self::Refused(Box::new(Refusal { kind, rejection: Some(rejection), ..Refusal::default() }))
    }

    /// It does not exist, or is not for this client to know about: the two look the same.
    pub fn not_found(what: &'static str) -> Self {
        Self::refused(Kind::NotFound).why(format_args!("no such {what}"))
    }

    /// It would have worked earlier or later, but not on the state as it is.
    pub fn conflict(why: impl Display) -> Self {
        Self::refused(Kind::Conflict).why(why)
    }

    /// Only for staff with a valid token, or for a shopper who is signed in.
    pub fn not_signed_in() -> Self {
        Self::refused(Kind::NotSignedIn)
    }

    /// Signed in, but without the right role or store.
    pub fn not_allowed(why: impl Display) -> Self {
        Self::refused(Kind::NotAllowed).why(why)
    }

    /// The partner is unknown or blocked, or the page is of a site that is not its own.
    pub(crate) fn unlisted(field: &str, why: impl Display) -> Self {
        Self::refused(Kind::Unlisted).field(field).why(why)
    }

    /// A partner's frame without a session that counts.
    pub(crate) fn no_widget() -> Self {
        Self::refused(Kind::NoWidget)
    }

    /// Too many requests from one client.
    pub fn too_many(retry_after_s: u64) -> Self {
        Self::refused(Kind::TooMany).retry_after(retry_after_s)
    }

    /// Nothing wrong with the request, only with the moment.
    pub fn try_later(retry_after_s: u64) -> Self {
        Self::refused(Kind::TryLater).retry_after(retry_after_s)
    }

    /// A bug or a broken machine; `cause` goes to the log only.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self::Internal(cause.into())
    }

    /// The body or query is not even the right shape.
    pub(crate) fn malformed(why: impl Display) -> Self {
        Self::refused(Kind::Malformed).why(why)
    }

    pub(crate) fn unknown_path() -> Self {
        Self::refused(Kind::UnknownPath)
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::refused(Kind::Method)
    }

    pub(crate) fn cross_origin() -> Self {
        Self::refused(Kind::CrossOrigin)
    }

    pub(crate) fn too_large() -> Self {
        Self::refused(Kind::TooLarge)
    }

    pub(crate) fn media_type() -> Self {
        Self::refused(Kind::MediaType)
    }

    pub(crate) fn in_progress(retry_after_s: u64) -> Self {
        Self::refused(Kind::InProgress).retry_after(retry_after_s)
    }

    pub(crate) fn key_reused() -> Self {
        Self::refused(Kind::KeyReused).field("Idempotency-Key")
    }

    /// The server is going down.
    pub(crate) fn closing() -> Self {
        Self::try_later(1)
    }

    /// Whether PostgreSQL asks to run the transaction again: a serialisation failure or a deadlock.
    pub(crate) fn is_collision(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        matches!(error.code().as_deref(), Some("40001" | "40P01"))
    }

    /// Whether a rule of the shop turned it down that is one of these.
    pub(crate) fn is_rejected(&self, which: impl FnOnce(&Rejection) -> bool) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.rejection.as_ref().is_some_and(which))
    }

    /// Whether a UNIQUE constraint said no: somebody else was first.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    fn refused(kind: Kind) -> Self {
        Self::Refused(Box::new(Refusal { kind, ..Refusal::default() }))
    }

    fn field(mut self, field: impl Into<String>) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.field = Some(field.into());
        }
        self
    }

    fn why(mut self, why: impl Display) -> Self {
        if let Self::Refused(refusal) = &mut self {
            let why = why.to_string();
            // Some reasons quote the request; it is not sent back whole.
            refusal.why =
                Some(why.char_indices().nth(WHY_MOST).map_or(why.clone(), |(end, _)| format!("{} …", &why[..end])));
        }
        self
    }

    fn retry_after(mut self, seconds: u64) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.retry_after = Some(seconds);
        }
        self
    }

    /// Turns what is not a refusal into one, writing the cause to the log.
    fn into_refusal(self) -> (Refusal, Option<String>) {
        match self {
            Self::Refused(refusal) => (*refusal, None),
            Self::Database(error) if passes(&error) => {
                tracing::warn!(%error, "the database is busy");
                (Refusal { kind: Kind::TryLater, retry_after: Some(1), ..Refusal::default() }, None)
            }
            Self::Database(error) => internal(&error),
            Self::Internal(error) => internal(&format_args!("{error:#}")),
        }
    }
}

fn internal(error: &dyn Display) -> (Refusal, Option<String>) {
    let mut bytes = [0; 6];
    // Without random bytes the incident is still logged, only not under a name of its own.
    let _ = getrandom::fill(&mut bytes);
    let incident: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    tracing::error!(%error, incident, "a request failed");
    (Refusal::default(), Some(incident))
}

/// Whether asking again soon may well work.
fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        // SQLITE_BUSY from another process; serialisation failure, deadlock, shutdown or too many clients.
        sqlx::Error::Database(error) => matches!(
            error.code().as_deref(),
            Some("5" | "261" | "517" | "40001" | "40P01" | "53300" | "57P01" | "57P03")
        ),
        _ => false,
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (refusal, incident) = self.into_refusal();
        let status = refusal.kind.status();
        let problem = Problem {
            kind: refusal.kind.on_the_wire(),
            title: refusal.kind.title().to_owned(),
            status: status.as_u16(),
            field: refusal.field,
            detail: refusal.why,
            remedy: Some(refusal.kind.remedy().to_owned()),
            incident,
            rejection: refusal.rejection,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, PROBLEM_JSON), (header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(seconds) = refusal.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if refusal.kind == Kind::NotSignedIn {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => {
                f.write_str(refusal.kind.title())?;
                if let Some(field) = &refusal.field {
                    write!(f, " ({field})")?;
                }
                refusal.why.iter().try_for_each(|why| write!(f, ": {why}"))
            }
            Self::Internal(error) => write!(f, "{error:#}"),
            Self::Database(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::rejected(rejection)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}
