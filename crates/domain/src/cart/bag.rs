//! How operations add up to quantities.
