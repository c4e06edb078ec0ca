//! What crosses the wire: requests, views, addresses and errors. Both sides are Rust, so both use these types.
//!
//! Requests are named for what they ask (`PlaceOrder`), answers end in `View`. Addresses are constants with
//! `{placeholders}` for the server and functions for the app. Rules are in `domain`, wording is in the app.

#![warn(missing_docs)]

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod inventory;
pub mod orders;
pub mod page;
pub mod partners;
pub mod payments;
pub mod problem;
pub mod stores;
pub mod time;
pub mod tryon;

/// The description of this interface, OpenAPI 3.1.
pub const OPENAPI: &str = "/api/openapi.json";

/// Percent-encodes one path segment or query value (RFC 3986, section 2.3: unreserved characters stay).
#[must_use]
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn reserved_characters_are_encoded() {
        assert_eq!(super::encode("a b/é?"), "a%20b%2F%C3%A9%3F");
        assert_eq!(super::encode("52.52,13.4"), "52.52%2C13.4");
    }
}
