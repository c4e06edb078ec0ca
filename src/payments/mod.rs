//! Paying for an order that waits for it, and the ways of paying that a shopper has saved.

pub mod data;
