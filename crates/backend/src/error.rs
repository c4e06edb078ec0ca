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
    Conflict,
    InProgress,
    KeyReused,
    NotSignedIn,
    NotAllowed,
    CrossOrigin,
    TooLarge,
    MediaType,
    TooMany,
    TryLater,
    #[default]
    Internal,
}

impl Kind {
    /// Status, kind on the wire, title for people, and what the reader can do about it.
    fn says(self) -> (StatusCode, ProblemKind, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Malformed => {
                (S::BAD_REQUEST, ProblemKind::Invalid, "The request could not be read", "Send well-formed JSON.")
            }
            Self::Invalid => (
                S::UNPROCESSABLE_ENTITY,
                ProblemKind::Invalid,
                "A value in the request is not valid",
                "Correct the field that is named and send the request again.",
            ),
            Self::Rejected => (
                S::CONFLICT,
                ProblemKind::Rejected,
                "The shop cannot do this",
                "Look at the rejection, change the request and send it again.",
            ),
            Self::NotFound => (S::NOT_FOUND, ProblemKind::NotFound, "There is nothing here", "Check the address."),
            Self::UnknownPath => (
                S::NOT_FOUND,
                ProblemKind::NotFound,
                "The interface has no such address",
                "The addresses are listed in the OpenAPI document.",
            ),
            Self::Method => (
                S::METHOD_NOT_ALLOWED,
                ProblemKind::NotAccepted,
                "This address does not take that method",
                "Use one of the methods in the Allow header.",
            ),
            Self::Gone => {
                (S::GONE, ProblemKind::Rejected, "This was valid once and is not any more", "Ask for a new one.")
            }
            Self::Conflict => (
                S::CONFLICT,
                ProblemKind::Conflict,
                "This does not fit what has happened meanwhile",
                "Load the current state and try again.",
            ),
            Self::InProgress => (
                S::CONFLICT,
                ProblemKind::Conflict,
                "The same request is still being worked on",
                "Wait as long as Retry-After says and send the same request again.",
            ),
            Self::KeyReused => (
                S::UNPROCESSABLE_ENTITY,
                ProblemKind::Conflict,
                "This Idempotency-Key was used for a different request",
                "Use a new key for a new request.",
            ),
            Self::NotSignedIn => {
                (S::UNAUTHORIZED, ProblemKind::NotSignedIn, "This needs a sign-in", "Sign in and try again.")
            }
            Self::NotAllowed => {
                (S::FORBIDDEN, ProblemKind::NotAllowed, "This is not yours to do", "Ask someone with the right role.")
            }
            Self::CrossOrigin => (
                S::FORBIDDEN,
                ProblemKind::NotAllowed,
                "The request came from another site",
                "Send it from the shop's own pages.",
            ),
            Self::TooLarge => {
                (S::PAYLOAD_TOO_LARGE, ProblemKind::NotAccepted, "The request is too large", "Send less at once.")
            }
            Self::MediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                ProblemKind::NotAccepted,
                "The request is not JSON",
                "Send Content-Type: application/json.",
            ),
            Self::TooMany => {
                (S::TOO_MANY_REQUESTS, ProblemKind::TryLater, "Too many requests", "Wait as long as Retry-After says.")
            }
            Self::TryLater => (
                S::SERVICE_UNAVAILABLE,
                ProblemKind::TryLater,
                "The shop is busy",
                "Wait as long as Retry-After says and send the same request again.",
            ),
            Self::Internal => (
                S::INTERNAL_SERVER_ERROR,
                ProblemKind::Internal,
                "Something went wrong on our side",
                "Try again; if it stays, tell us the incident.",
            ),
        }
    }
}

impl Error {
    /// A value that cannot be right, such as a quantity of −1. `field` is its path in the request: `lines[0].quantity`.
    pub fn invalid(field: impl Into<String>, why: impl Display) -> Self {
        Self::refused(Kind::Invalid).field(field).why(why)
    }

    /// A valid request that a rule of the shop turns down. The refusal crosses the wire, so that the app can match on it.
    pub fn rejected(rejection: Rejection) -> Self {
        let kind = if rejection == Rejection::LinkSpent { Kind::Gone } else { Kind::Rejected };
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

    /// Only staff, and no valid token came along.
    pub fn not_signed_in() -> Self {
        Self::refused(Kind::NotSignedIn)
    }

    /// Signed in, but without the right role or store.
    pub fn not_allowed(why: impl Display) -> Self {
        Self::refused(Kind::NotAllowed).why(why)
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
            refusal.why = Some(why.to_string());
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
        let (status, kind, title, remedy) = refusal.kind.says();
        let problem = Problem {
            kind,
            title: title.to_owned(),
            status: status.as_u16(),
            field: refusal.field,
            detail: refusal.why,
            remedy: Some(remedy.to_owned()),
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
                let (_, _, title, _) = refusal.kind.says();
                write!(f, "{title}")?;
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
