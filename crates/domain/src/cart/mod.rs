//! The bag: a log of operations that the server puts in order.
//!
//! This file names the parts; how operations add up is in [`bag`], how a browser keeps ahead of the server in [`replica`].

mod bag;
mod replica;

pub use bag::*;
pub use replica::*;

use crate::id::{ActorId, LocationCode, Sku};
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// How a line reaches the shopper. Part of what makes a line: the same lipstick shipped and picked up are two lines.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum Receive {
    /// Sent to an address.
    Ship,
    /// Collected at the counter of a store (BOPIS).
    PickUp {
        /// Which store.
        store: LocationCode,
    },
    /// Brought to the car outside a store.
    Curbside {
        /// Which store.
        store: LocationCode,
    },
}

impl Receive {
    /// The store the shopper goes to, if she does.
    #[must_use]
    pub fn store(&self) -> Option<&LocationCode> {
        match self {
            Self::Ship => None,
            Self::PickUp { store } | Self::Curbside { store } => Some(store),
        }
    }
}

/// Names a line of the bag.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LineKey {
    /// Which variant.
    pub sku: Sku,
    /// How it reaches her.
    pub receive: Receive,
}

/// What an operation does to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum OpKind {
    /// So many more, whatever is there: the product page's button.
    Add {
        /// How many more.
        quantity: Quantity,
    },
    /// Exactly so many, of what the shopper saw: the bag's stepper.
    Set {
        /// How many there should be.
        quantity: Quantity,
    },
    /// None of what the shopper saw.
    Remove,
}

/// One intention of one shopper at one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Op {
    /// Who: one browser profile. With `n` it makes the operation unique, so that repeating it does nothing.
    pub actor: ActorId,
    /// The actor's own count of operations on this bag, from 1, without gaps.
    pub n: u64,
    /// The bag's sequence number that the actor had seen.
    pub base_seq: u64,
    /// The actor's hybrid logical clock in milliseconds; decides between two Sets. Clamped by the server.
    pub hlc: i64,
    /// Which line.
    pub line: LineKey,
    /// What happens to it.
    #[serde(rename = "op")]
    pub kind: OpKind,
}
