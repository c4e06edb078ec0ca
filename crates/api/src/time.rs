//! A moment as the people in a store read it off their own clock.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A moment, with what the store's clock says then. The server fills it in, so that the app needs no time zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreTime {
    /// The moment, UTC.
    #[serde(with = "domain::moment::timestamp")]
    pub at: Timestamp,
    /// Date and time on the store's clock: `2026-11-21T16:30:00`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    #[serde(with = "domain::moment::datetime")]
    pub local: DateTime,
    /// Days from the store's today to that date: 0 today, 1 tomorrow, negative in the past.
    pub days_ahead: i32,
}
