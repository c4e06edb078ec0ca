//! How often one client may do what is worth abusing, counted in this process.
//!
//! Limits that must hold across processes belong into the database, with what they protect.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use jiff::Timestamp;

use crate::{app::App, error::Error};

/// What is counted, and how often it may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// New guest sessions from one address.
    NewSession,
    /// Presenting a secret that could be guessed: links, order keys, staff tokens, codes.
    Guess,
    /// Expensive writes, such as placing an order.
    Costly,
    /// What partners' frames count of themselves.
    Sight,
}

impl Limit {
    /// How many at once, and how many milliseconds until one more.
    fn allows(self) -> (i64, i64) {
        match self {
            Self::NewSession => (300, 100),
            Self::Guess => (30, 2_000),
            Self::Costly => (120, 250),
            Self::Sight => (120, 500),
        }
    }
}

/// Counts by limit and client; clones share the counts.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// When each client's allowance will be full again (generic cell rate algorithm).
    full_at: Arc<Mutex<HashMap<(Limit, String), i64>>>,
}

/// How many clients are remembered before those whose allowance is full are forgotten.
const SWEEP_AT: usize = 10_000;

impl Limits {
    /// Counts one use by `client`.
    ///
    /// # Errors
    /// 429 with the seconds to wait, when the client used up its allowance.
    pub fn count(&self, limit: Limit, client: impl Into<String>, now: Timestamp) -> Result<(), Error> {
        let (burst, period) = limit.allows();
        let now = now.as_millisecond();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= SWEEP_AT {
            full_at.retain(|_, at| *at > now);
        }
        let at = full_at.entry((limit, client.into())).or_insert(now);
        let next = (*at).max(now) + period;
        let wait = next - now - burst * period;
        if wait > 0 {
            return Err(Error::too_many(u64::try_from(wait).unwrap_or(0).div_ceil(1_000)));
        }
        *at = next;
        Ok(())
    }
}

/// The address a request came from. A proxy's word for it counts only with `--trust-proxy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl FromRequestParts<App> for Client {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let forwarded = || {
            // The last entry is the one our own proxy wrote; those before it are the client's story.
            let header = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
            header.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let address = if app.config.trust_proxy { forwarded().or(peer) } else { peer };
        Ok(Self(address.unwrap_or(IpAddr::from([0, 0, 0, 0]))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allowance_is_used_up_and_comes_back() {
        let limits = Limits::default();
        let at = |ms: i64| Timestamp::from_millisecond(1_800_000_000_000 + ms).unwrap();
        for _ in 0..30 {
            limits.count(Limit::Guess, "a", at(0)).unwrap();
        }
        assert!(limits.count(Limit::Guess, "a", at(0)).is_err());
        limits.count(Limit::Guess, "b", at(0)).unwrap();
        limits.count(Limit::Guess, "a", at(2_000)).unwrap();
        assert!(limits.count(Limit::Guess, "a", at(2_000)).is_err());
    }
}
