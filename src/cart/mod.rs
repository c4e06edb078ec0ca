//! The bag: what the shopper wants, the same on all her devices.
