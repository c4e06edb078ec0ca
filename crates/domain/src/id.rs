//! Names of things: short validated strings that cannot be mixed up.
//!
//! Each is one word of the field's vocabulary (SKU, GTIN, handle); what is not listed here has no public name.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing, or only white space.
    #[error("{what} must not be empty")]
    Empty {
        /// The kind of identifier, as a person would name it.
        what: &'static str,
    },
    /// More characters than allowed.
    #[error("{what} must not be longer than {most} characters")]
    TooLong {
        /// The kind of identifier.
        what: &'static str,
        /// The greatest length in characters.
        most: usize,
    },
    /// A character that is not allowed at that place.
    #[error("{what} must not contain {found:?}")]
    Character {
        /// The kind of identifier.
        what: &'static str,
        /// The first character that is not allowed.
        found: char,
    },
    /// The check digit does not fit the other digits.
    #[error("{what} has a wrong check digit")]
    CheckDigit {
        /// The kind of identifier.
        what: &'static str,
    },
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $most:literal, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads one from text, without changing it.
            ///
            /// # Errors
            /// [`IdError`] says which character or length is not allowed.
            pub fn parse(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text, $what, $most, $allowed)?;
                Ok(Self(text))
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

fn check(text: &str, what: &'static str, most: usize, allowed: fn(char) -> bool) -> Result<(), IdError> {
    if text.trim().is_empty() {
        return Err(IdError::Empty { what });
    }
    if text.chars().count() > most {
        return Err(IdError::TooLong { what, most });
    }
    match text.chars().find(|character| !allowed(*character)) {
        Some(found) => Err(IdError::Character { what, found }),
        None => Ok(()),
    }
}

fn slug(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || matches!(character, '-' | '_')
}

fn shouted(character: char) -> bool {
    character.is_ascii_uppercase() || character.is_ascii_digit() || character == '-'
}

fn opaque(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

fn placement(character: char) -> bool {
    opaque(character) || character == '.'
}

/// Merchants' SKUs are free text on paper labels; control characters and slashes would break files and addresses.
fn sku(character: char) -> bool {
    !character.is_control() && !matches!(character, '/' | '\\' | '?' | '#' | '"') && character != ' '
}

id!(
    /// A stock keeping unit: names one variant. Up to 64 characters, no spaces.
    Sku, "a SKU", 64, sku
);
id!(
    /// A product's name in addresses, as Shopify calls it: lower case, digits, hyphens; up to 255 characters.
    Handle, "a handle", 255, slug
);
id!(
    /// A category's name in addresses.
    CategorySlug, "a category", 64, slug
);
id!(
    /// A store's or warehouse's short name, used in addresses and files: `berlin-mitte`.
    LocationCode, "a location code", 64, slug
);
id!(
    /// A look she keeps. Opaque, made by the browser that kept it first.
    LookId, "a look id", 64, opaque
);
id!(
    /// A bag. Opaque; knowing it opens nothing.
    CartId, "a bag id", 64, opaque
);
id!(
    /// The number of an order, as printed for people: `ON-7F3K92QD`.
    OrderNumber, "an order number", 32, opaque
);
id!(
    /// A promotion's code as shoppers type it, in capitals: `SUMMER-24`. Up to 32 letters, digits and hyphens.
    PromotionCode, "a code", 32, shouted
);
id!(
    /// What a partner's pages call themselves by: `pk_acme_7f3k92qd`. It names the partner and opens nothing.
    PartnerKey, "a partner's key", 64, slug
);
id!(
    /// Where on a partner's pages something stands, in the partner's words: `spring-guide.top`.
    Placement, "a placement", 64, placement
);
id!(
    /// One page (or till) that changes bags, from its loading to its end; chosen at random by it.
    ActorId, "an actor", 64, opaque
);

/// A Global Trade Item Number of 8, 12, 13 or 14 digits with its check digit (GS1 General Specifications, section 7.9).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct Gtin(String);

impl Gtin {
    /// Reads the digits and verifies the check digit.
    ///
    /// # Errors
    /// [`IdError`] for a wrong length, anything but digits, or a wrong check digit.
    pub fn parse(text: impl Into<String>) -> Result<Self, IdError> {
        let text = text.into();
        let what = "a GTIN";
        check(&text, what, 14, |character| character.is_ascii_digit())?;
        let digits: Vec<u32> = text.bytes().map(|byte| u32::from(byte - b'0')).collect();
        // From the right, the digits before the check digit weigh 3, 1, 3, 1, …
        let sum: u32 =
            digits.iter().rev().enumerate().map(|(place, digit)| if place % 2 == 1 { digit * 3 } else { *digit }).sum();
        if !matches!(digits.len(), 8 | 12 | 13 | 14) || !sum.is_multiple_of(10) {
            return Err(IdError::CheckDigit { what });
        }
        Ok(Self(text))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Gtin {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(text)
    }
}

impl From<Gtin> for String {
    fn from(gtin: Gtin) -> String {
        gtin.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_refuse_what_would_break_addresses_and_files() {
        assert!(Sku::parse("LIP-VEL-014").is_ok());
        assert_eq!(Sku::parse("a/b"), Err(IdError::Character { what: "a SKU", found: '/' }));
        assert_eq!(Sku::parse("  "), Err(IdError::Empty { what: "a SKU" }));
        assert!(Sku::parse("x".repeat(65)).is_err());
        assert_eq!(Handle::parse("Velvet"), Err(IdError::Character { what: "a handle", found: 'V' }));
        assert!(serde_json::from_str::<Handle>("\"../etc\"").is_err());
    }

    #[test]
    fn a_gtin_needs_its_check_digit() {
        for good in ["4006381333931", "96385074", "036000291452", "00012345600012"] {
            assert!(Gtin::parse(good).is_ok(), "{good}");
        }
        for bad in ["4006381333932", "400638133393", "abc", ""] {
            assert!(Gtin::parse(bad).is_err(), "{bad}");
        }
    }
}
