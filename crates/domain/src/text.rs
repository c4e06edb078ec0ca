//! Short texts people type: trimmed, bounded, without control characters.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// One line a person typed, at most `MOST` characters, never empty, white space around it removed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line<const MOST: usize>(String);

/// Why a line was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum LineError {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed.
    #[error("must not be longer than {0} characters")]
    TooLong(usize),
    /// Contains a line break or another control character.
    #[error("must be one line of plain text")]
    Control,
}

impl<const MOST: usize> Line<MOST> {
    /// Reads one line.
    ///
    /// # Errors
    /// [`LineError`] for nothing, too much, or control characters.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LineError::Empty);
        }
        if text.chars().count() > MOST {
            return Err(LineError::TooLong(MOST));
        }
        if text.chars().any(char::is_control) {
            return Err(LineError::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> TryFrom<String> for Line<MOST> {
    type Error = LineError;
    fn try_from(text: String) -> Result<Self, LineError> {
        Self::parse(&text)
    }
}

impl<const MOST: usize> From<Line<MOST>> for String {
    fn from(line: Line<MOST>) -> String {
        line.0
    }
}

impl<const MOST: usize> fmt::Display for Line<MOST> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
impl<const MOST: usize> utoipa::PartialSchema for Line<MOST> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .min_length(Some(1))
            .max_length(Some(MOST))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl<const MOST: usize> utoipa::ToSchema for Line<MOST> {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Owned(format!("Line{MOST}"))
    }
}

/// An e-mail address as typed: one `@` with something on both sides, at most 254 characters (RFC 5321, 4.5.3.1.3).
///
/// Whether it exists is only known by writing to it, so nothing more is checked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = "email"))]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("must be an e-mail address such as name@example.org")]
pub struct EmailError;

impl Email {
    /// Reads an address, removing white space around it.
    ///
    /// # Errors
    /// [`EmailError`] when it cannot be one.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let (local, host) = text.rsplit_once('@').ok_or(EmailError)?;
        let plain = !text.chars().any(|character| {
            character.is_whitespace() || character.is_control() || matches!(character, '<' | '>' | ',' | ';' | '"')
        });
        let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
        if plain && dotted && !local.is_empty() && local.len() <= 64 && text.len() <= 254 && !local.contains('@') {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailError)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_bounded() {
        assert_eq!(Line::<5>::parse("  Ada ").map(String::from), Ok("Ada".to_owned()));
        assert_eq!(Line::<5>::parse("   "), Err(LineError::Empty));
        assert_eq!(Line::<5>::parse("abcdef"), Err(LineError::TooLong(5)));
        assert_eq!(Line::<5>::parse("a\nb"), Err(LineError::Control));
    }

    #[test]
    fn an_address_has_two_sides() {
        for good in ["a@b.de", " grace.hopper+shop@navy.example "] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@", "@b.de", "a@b", "a b@c.de", "a@b..de", "x@y.de, z@y.de"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }
}
