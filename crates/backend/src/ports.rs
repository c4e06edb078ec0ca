//! What the shop asks of others: a real thing and a stand-in exist of each, so each is a trait.

use std::{fmt, pin::Pin};

use domain::money::Money;

/// An answer that takes its time.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Whoever moves the money. Never asked while a database transaction is open.
///
/// `reference` names the payment: asking twice under the same reference charges once, however the first time ended.
pub trait PaymentProvider: fmt::Debug + Send + Sync {
    /// Reserves an amount on the shopper's card, or says how an earlier attempt under this reference ended.
    fn authorise<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome>;
    /// Takes an amount that was reserved, or part of it.
    fn capture<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome>;
    /// Lets go of what was reserved.
    fn void<'a>(&'a self, charge: &'a Charge) -> Later<'a, Outcome>;
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Names the payment: the order's number.
    pub reference: String,
    /// What the provider gave the browser in place of a card.
    pub token: String,
    /// How much.
    pub amount: Money,
    /// How often it was asked before.
    pub tries: u32,
}

/// How the provider answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Approved,
    /// It will not be done; nothing was taken.
    Declined,
    /// Nobody knows. To be asked again under the same reference.
    Unclear,
}
