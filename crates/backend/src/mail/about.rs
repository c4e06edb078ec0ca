//! What a letter is about: kept in the outbox until its words are made.

use api::time::StoreTime;
use domain::{cart::Receive, money::Money};
use serde::{Deserialize, Serialize};

use super::Language;

/// What a letter is about; which of it is there hangs on its kind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    /// The language its reader is written in.
    pub(crate) lang: Language,
    /// The code it brings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) code: String,
    /// The order's number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) number: String,
    /// Opens the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<String>,
    /// Which pieces of the order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) pieces: Vec<Pieces>,
    /// The parts of a new order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<Part>,
    /// The store's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<String>,
    /// When, at that store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// How it is sent, in the merchant's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    /// How much money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) amount: Option<Money>,
    /// Whether the order is paid by card.
    pub(crate) card: bool,
    /// Whether the shop did it, and not its reader.
    pub(crate) by_shop: bool,
}

/// What reaches her together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) receive: Receive,
    /// The store's name, if she collects it.
    pub(crate) store: Option<String>,
    /// When she collects it, or when it should arrive.
    pub(crate) time: Option<Time>,
    pub(crate) pieces: Vec<Pieces>,
}

/// Pieces of one variant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pieces {
    pub(crate) quantity: i64,
    pub(crate) title: String,
    /// Its options in words; empty for an only variant.
    pub(crate) phrase: String,
}

/// From when to when, on the clock of the place it leaves.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Time {
    pub(crate) starts: StoreTime,
    pub(crate) ends: StoreTime,
}
