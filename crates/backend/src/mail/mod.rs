//! Letters to shoppers: their language, their words, and how they leave the house.
//!
//! They are written into the [`crate::outbox`] by the transaction they tell about. Here they are worded and handed to a mail server;
//! without one they stay in the `mailbox` table, which developers read at `/dev/mailbox`.

mod about;
mod mailbox;
mod smtp;
mod words;

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use serde::{Deserialize, Serialize};
use storefront::i18n::{self, Locale};

pub(crate) use self::about::{About, Part, Pieces, Time};
pub(crate) use self::mailbox::{PATH as MAILBOX, show as mailbox};
pub use self::smtp::MailServer;
pub(crate) use self::words::{Letter, letter};
use crate::session;

/// The language a shopper is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// The language the app's words come in.
    pub(crate) fn locale(self) -> Locale {
        match self {
            Self::En => Locale::en,
            Self::De => Locale::de,
        }
    }

    /// The word kept for it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language of a tag; English when there is none or it is not spoken here.
    pub(crate) fn of_tag(tag: Option<&str>) -> Self {
        if tag == Some("de") { Self::De } else { Self::En }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    /// The language of the shopper's pages.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
        Ok(match i18n::choose(session::cookie(&parts.headers, i18n::COOKIE), accepted) {
            Locale::en => Self::En,
            Locale::de => Self::De,
        })
    }
}
