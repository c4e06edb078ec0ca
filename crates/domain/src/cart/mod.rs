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
#[serde(tag = "by", rename_all = "snake_case", try_from = "wire::Receive")]
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
#[serde(tag = "do", rename_all = "snake_case", try_from = "wire::OpKind")]
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

/// How tagged enums are read: flat, so that an error names the field (serde's own way reads the whole before it looks).
mod wire {
    use super::{LocationCode, Quantity};
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Receive {
        by: By,
        store: Option<LocationCode>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum By {
        Ship,
        PickUp,
        Curbside,
    }

    impl TryFrom<Receive> for super::Receive {
        type Error = &'static str;
        fn try_from(wire: Receive) -> Result<Self, &'static str> {
            match (wire.by, wire.store) {
                (By::Ship, None) => Ok(Self::Ship),
                (By::PickUp, Some(store)) => Ok(Self::PickUp { store }),
                (By::Curbside, Some(store)) => Ok(Self::Curbside { store }),
                (By::Ship, Some(_)) => Err("unknown field `store`: what is shipped is not collected"),
                (_, None) => Err("missing field `store`"),
            }
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct OpKind {
        r#do: Do,
        quantity: Option<Quantity>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Do {
        Add,
        Set,
        Remove,
    }

    impl TryFrom<OpKind> for super::OpKind {
        type Error = &'static str;
        fn try_from(wire: OpKind) -> Result<Self, &'static str> {
            match (wire.r#do, wire.quantity) {
                (Do::Add, Some(quantity)) => Ok(Self::Add { quantity }),
                (Do::Set, Some(quantity)) => Ok(Self::Set { quantity }),
                (Do::Remove, None) => Ok(Self::Remove),
                (Do::Remove, Some(_)) => Err("unknown field `quantity`: all of it is removed"),
                (_, None) => Err("missing field `quantity`"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_read_as_they_are_written() {
        for json in [
            r#"{"actor":"a","n":1,"base_seq":0,"hlc":5,"line":{"sku":"x","receive":{"by":"ship"}},"op":{"do":"remove"}}"#,
            r#"{"actor":"a","n":1,"base_seq":0,"hlc":5,"line":{"sku":"x","receive":{"by":"pick_up","store":"mitte"}},"op":{"do":"add","quantity":2}}"#,
        ] {
            let op: Op = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&op).unwrap(), json);
        }
        for bad in
            [r#"{"do":"add"}"#, r#"{"do":"remove","quantity":1}"#, r#"{"do":"set","quantity":0}"#, r#"{"do":"eat"}"#]
        {
            assert!(serde_json::from_str::<OpKind>(bad).is_err(), "{bad}");
        }
        for bad in [r#"{"by":"pick_up"}"#, r#"{"by":"ship","store":"mitte"}"#, r#"{"by":"ship","to":"me"}"#] {
            assert!(serde_json::from_str::<Receive>(bad).is_err(), "{bad}");
        }
    }
}
