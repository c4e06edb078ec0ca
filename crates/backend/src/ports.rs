//! What the shop asks of others: a real thing and a stand-in exist of each, so each is a trait.

use std::{fmt, pin::Pin};

use axum::http::HeaderMap;
use domain::{
    money::Money,
    payments::{Funds, Standing},
};
use jiff::Timestamp;

use crate::mail::Language;

/// An answer that takes its time.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Whoever moves the money. Never asked while a database transaction is open.
///
/// Every question that moves money has a key: asked twice under the same key, it is done once, however the first time ended.
pub trait PaymentProvider: fmt::Debug + Send + Sync {
    /// What it is called in the database and in the address of its webhooks.
    fn name(&self) -> &'static str;
    /// Reserves an amount on a card, or opens a page where the shopper does; or says how an earlier try under this reference ended.
    fn begin<'a>(&'a self, intent: &'a Intent) -> Later<'a, Begun>;
    /// How a payment is, by the provider's own books. Nothing when nobody knows.
    fn look<'a>(&'a self, payment: &'a Payment) -> Later<'a, Option<Seen>>;
    /// Takes some of what is reserved; with [`Ask::last`] the rest is free again.
    fn capture<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer>;
    /// Closes a payment: its page if it is open, and what is reserved but not taken is free again.
    fn release<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer>;
    /// Gives back some of what was taken.
    fn refund<'a>(&'a self, payment: &'a Payment, ask: &'a Ask) -> Later<'a, Answer>;
    /// Forgets a card that it keeps, by [`SavedCard::token`]; one that it does not keep any more is forgotten already.
    fn forget<'a>(&'a self, token: &'a str, key: &'a str) -> Later<'a, Answer>;
    /// Reads what somebody sent to the provider's webhook address.
    ///
    /// # Errors
    /// [`NotGenuine`] when it is not signed by the provider, or is too old.
    fn notice(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, NotGenuine>;
}

/// One attempt at paying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Names it: the order's number and the attempt.
    pub reference: String,
    /// The provider's own name for it, if it gave one.
    pub handle: Option<String>,
}

/// What is to be paid, and how.
#[derive(Clone, PartialEq, Eq)]
pub struct Intent {
    /// Which attempt.
    pub payment: Payment,
    /// What the provider gave in place of a card; without it the shopper pays at the provider's page.
    pub token: Option<String>,
    /// How much.
    pub amount: Money,
    /// Whether the provider may keep her card.
    pub save: bool,
    /// Where she is written.
    pub email: String,
    /// The language of the provider's page.
    pub language: Language,
    /// Where the provider sends her back to.
    pub return_url: String,
    /// When the attempt was begun: the same each time it is asked.
    pub begun_at: Timestamp,
    /// How often it was asked before.
    pub tries: u32,
    /// The same each time it is asked.
    pub key: String,
}

impl fmt::Debug for Intent {
    /// Without token and address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Intent").field("payment", &self.payment).field("amount", &self.amount).finish_non_exhaustive()
    }
}

/// How a payment began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is decided, or the provider works on it.
    Known(Seen),
    /// The shopper goes on at the provider's page.
    Redirect {
        /// The page.
        url: String,
        /// The provider's own name for the payment.
        handle: Option<String>,
    },
    /// The provider will not, and says why: nothing the shopper could do about.
    Refused(String),
    /// Nobody knows. To be asked again.
    Unclear,
}

/// How a payment is, by the provider's own books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is.
    pub standing: Standing,
    /// What has moved.
    pub funds: Funds,
    /// The provider's own name for it, if it is another one now.
    pub handle: Option<String>,
    /// The card that the provider keeps, if it was asked to.
    pub saved: Option<SavedCard>,
}

/// A card that a provider keeps.
#[derive(Clone, PartialEq, Eq)]
pub struct SavedCard {
    /// The provider's name for it, for [`Intent::token`].
    pub token: String,
    /// What its owner knows it by.
    pub label: String,
}

impl fmt::Debug for SavedCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedCard").field("label", &self.label).finish_non_exhaustive()
    }
}

/// A question that moves money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// How much.
    pub amount: Money,
    /// Whether nothing more will be taken.
    pub last: bool,
    /// The same each time it is asked.
    pub key: String,
}

/// How the provider answered a question that moves money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is done.
    Done,
    /// It will not be done, and why. A person should look at it.
    Refused(String),
    /// This provider takes a reserved amount once, not in parts. Nothing was taken.
    NotInParts,
    /// Nobody knows. To be asked again under the same key.
    Unclear,
}

/// Something happened to a payment. What, the shop asks itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Names the event: one that comes again is the same.
    pub event: String,
    /// The payment's reference, if the event is about one of the shop's.
    pub reference: Option<String>,
    /// What the provider calls it.
    pub kind: String,
    /// When it happened.
    pub at: Timestamp,
}

/// Nobody who knows the provider's secret has sent this, or not lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotGenuine;
