//! Payments: attempts at paying an order, what providers say of them, refunds and saved cards.
//!
//! The order is written first, with its goods; paying comes after it, and what is still to be asked is written in the payment's row.
//! So whatever happens to a process, [`reconcile`] finishes it. What a shopper, a webhook or a person says only ever makes the shop
//! look: the provider's own books decide. Everything that is learnt goes through [`settle`].

mod ask;
mod attempts;
mod refunds;
mod resolve;
mod routes;
mod saved;
mod settle;
mod signature;
mod store;
mod stripe;
mod terms;
pub mod test_provider;
mod webhooks;

pub(crate) use self::saved::list as saved_cards;
pub use self::{
    ask::reconcile,
    resolve::{Open, Resolution, list, resolve},
    terms::{Providers, StripeKeys, Terms},
    webhooks::receive,
};
pub(crate) use self::{
    ask::{begin, coming_back, goods_moved, work},
    attempts::{check, open},
    routes::routes,
    saved::{export, forget},
    store::forget_tokens,
};

/// Poked when a payment is to be looked after.
const TOPIC: &str = "payments";
