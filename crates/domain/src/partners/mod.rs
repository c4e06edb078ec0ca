//! Partners: other sites whose pages show the shop's products in a frame and hand their shoppers' bags over to it.
//!
//! A partner's key says who asks and opens nothing; what may frame the shop is its list of [`Origin`]s.

pub mod theme;

use crate::id::{PartnerKey, Placement};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// How long a frame's session lasts, and with it its link to the bag that it handed over.
pub const SESSION: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a bag may take from the frame to the shop: as long as opening a page takes, on the slowest connection.
pub const HANDOVER: SignedDuration = SignedDuration::from_mins(10);
/// For how long an order counts as the partner's who brought the bag.
pub const ATTRIBUTION: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How many origins a partner may have: each is sent with every frame.
pub const ORIGINS_MOST: usize = 20;
/// How many placements of a partner are counted apart on one day; placements are the partner's words, and there is no end to them.
pub const PLACEMENTS_MOST: i64 = 100;
/// The longest part of a partner's name in its key, in characters.
const SLUG_MOST: usize = 32;

/// A site that may show the shop's products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// What its pages call themselves by.
    pub key: PartnerKey,
    /// Its name, as shoppers are told it.
    pub name: String,
    /// The sites its pages are on.
    pub origins: Vec<Origin>,
    /// Whether the shop has stopped working with it.
    pub blocked: bool,
}

impl Partner {
    /// Whether one of its pages may show the shop's products, going by the `Origin` that a browser says.
    #[must_use]
    pub fn lists(&self, origin: &str) -> bool {
        self.origins.iter().any(|own| own.as_str() == origin)
    }
}

/// The key of a new partner: its name, as far as an address can have it, and eight letters and digits of `chance`.
///
/// ```
/// # use domain::partners::key;
/// assert_eq!(key("Maison Été & Co", "7f3k92qd").as_str(), "pk_maison-t-co_7f3k92qd");
/// ```
#[must_use]
pub fn key(name: &str, chance: &str) -> PartnerKey {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").to_ascii_lowercase().chars().take(SLUG_MOST).collect();
    let chance: String = chance.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let name = if slug.is_empty() { "partner" } else { slug.trim_end_matches('-') };
    PartnerKey::parse(format!("pk_{name}_{}", chance.to_ascii_lowercase()))
        .expect("made of letters, digits and hyphens")
}

/// A site as browsers name it (RFC 6454): `https://partner.example`, with a port if it is not 443.
///
/// Plain http is for this machine only, where partners try things out: elsewhere everybody on the way could put a page around the frame.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

/// Why a text is not a partner's origin.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OriginError {
    /// There is no `https://` (or `http://`) and host.
    #[error("{0:?} is not an origin; write it as https://partner.example, without a path")]
    NotAnOrigin(String),
    /// Plain http beyond this machine.
    #[error("{0:?} needs https; http is for localhost only")]
    Insecure(String),
}

impl Origin {
    /// Reads one; capitals, the port that goes without saying and a slash at the end are taken out, as browsers do.
    ///
    /// # Errors
    /// [`OriginError`] for anything that a browser would not send as an origin, and for plain http beyond this machine.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let refuse = || OriginError::NotAnOrigin(text.to_owned());
        let lower = text.trim().to_ascii_lowercase();
        let (scheme, rest) = lower.split_once("://").ok_or_else(refuse)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = host_and_port(rest).ok_or_else(refuse)?;
        let usual = match scheme {
            "https" => 443,
            "http" if is_this_machine(host) => 80,
            "http" => return Err(OriginError::Insecure(text.to_owned())),
            _ => return Err(refuse()),
        };
        let port = port.filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{scheme}://{host}{port}")))
    }

    /// The origin as browsers send it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Host and port of `host`, `host:8080` or `[::1]:8080`. The characters are few, since they are put into headers.
fn host_and_port(text: &str) -> Option<(&str, Option<u16>)> {
    let colon = text.rfind(':').filter(|at| !text[*at..].contains(']'));
    let (host, port) = match colon {
        Some(at) => (&text[..at], Some(text[at + 1..].parse().ok().filter(|port| *port > 0)?)),
        None => (text, None),
    };
    let plain = |host: &str| {
        let label = |label: &str| !label.is_empty() && label.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        host.split('.').all(label)
    };
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_host = match inside {
        Some(address) => !address.is_empty() && address.bytes().all(|it| it.is_ascii_hexdigit() || it == b':'),
        None => plain(host),
    };
    is_host.then_some((host, port))
}

/// Whether a host is this machine, which browsers trust without https: `localhost`, `shop.localhost`, 127.0.0.1, `[::1]`.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]"
}

impl TryFrom<String> for Origin {
    type Error = OriginError;
    fn try_from(text: String) -> Result<Self, OriginError> {
        Self::parse(&text)
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> String {
        origin.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What a widget shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WidgetMode))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// One product.
    #[default]
    Card,
    /// The products of a category.
    Grid,
    /// A button with what is in the bag.
    Bag,
}

/// Whose pages brought a bag, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The partner.
    pub partner: PartnerKey,
    /// Where on its pages.
    pub placement: Option<Placement>,
    /// When the bag was handed over.
    pub at: Timestamp,
}

impl Attribution {
    /// Whether an order placed `now` still counts as the partner's.
    #[must_use]
    pub fn counts(&self, now: Timestamp) -> bool {
        now < self.at + ATTRIBUTION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_what_browsers_send() {
        for (text, origin) in [
            ("https://Partner.example/", "https://partner.example"),
            ("https://partner.example:443", "https://partner.example"),
            ("https://partner.example:8443", "https://partner.example:8443"),
            ("http://one.localhost:4000", "http://one.localhost:4000"),
            ("http://127.0.0.1", "http://127.0.0.1"),
            ("http://[::1]:80", "http://[::1]"),
        ] {
            assert_eq!(Origin::parse(text).map(String::from), Ok(origin.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_could_widen_a_policy_is_no_origin() {
        for text in [
            "partner.example",
            "https://",
            "https://*",
            "https://*.partner.example",
            "https://a.example/path",
            "https://a b",
            "https://a.example; script-src *",
            "https://a.example,https://b.example",
            "https://user@a.example",
            "https://a.example:0",
            "https://a.example:70000",
            "https://a..example",
            "ftp://a.example",
            "data:text/html",
            "https://[zz]",
        ] {
            assert!(matches!(Origin::parse(text), Err(OriginError::NotAnOrigin(_))), "{text}");
        }
        for text in ["http://partner.example", "http://localhost.evil.example", "http://192.168.1.7"] {
            assert_eq!(Origin::parse(text), Err(OriginError::Insecure(text.to_owned())));
        }
    }

    #[test]
    fn keys_are_made_of_any_name() {
        for (name, made) in [("ACME", "pk_acme_0a1b2c3d"), ("美", "pk_partner_0a1b2c3d"), ("", "pk_partner_0a1b2c3d")]
        {
            assert_eq!(key(name, "0a1b2c3dxyz").as_str(), made);
        }
        assert_eq!(key(&"long name ".repeat(20), "0a1b2c3d").as_str().len(), 3 + 32 + 9);
    }

    #[test]
    fn an_order_counts_for_thirty_days() {
        let at: Timestamp = "2026-11-01T12:00:00Z".parse().unwrap();
        let from = Attribution { partner: key("acme", "0a1b2c3d"), placement: None, at };
        assert!(from.counts(at) && from.counts("2026-12-01T11:59:59Z".parse().unwrap()));
        assert!(!from.counts("2026-12-01T12:00:00Z".parse().unwrap()));
    }
}
