//! The rules of the shop, the same in browser, server and till.
//!
//! Pure: no IO, no clock, no randomness, no async; floats only in [`geo`].
//! What crosses the wire on top of these types is in the `api` crate; how it is stored, in `backend`.
//!
//! The shared words: [`money`], [`id`], [`quantity`], [`geo`], [`moment`], [`tax`], [`text`].
//! The slices: [`catalog`] what is sold · [`stores`] where · [`inventory`] how much is there ·
//! [`cart`] what the shopper wants · [`checkout`] how she gets it · [`orders`] what became of it · [`payments`] and its money · [`account`] who she is ·
//! [`tryon`] how it looks on her · [`partners`] who else shows it.

#![warn(missing_docs)]

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod geo;
pub mod id;
pub mod inventory;
pub mod moment;
pub mod money;
pub mod orders;
pub mod partners;
pub mod payments;
pub mod quantity;
pub mod stores;
pub mod tax;
pub mod text;
pub mod tryon;
