//! The bag: a log of operations that the server puts in order.
//!
//! This file names the parts; how operations add up is in [`bag`], how a browser keeps ahead of the server in [`replica`].

mod bag;
mod line;
mod replica;

pub use bag::*;
pub use line::*;
pub use replica::*;

use crate::id::{ActorId, LocationCode, PromotionCode, Sku};
use crate::quantity::Quantity;
use crate::stores::Service;
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
    /// Set aside at a store to be tried; paid at the counter, for what she keeps.
    Reserve {
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
            Self::PickUp { store } | Self::Curbside { store } | Self::Reserve { store } => Some(store),
        }
    }

    /// The services a store must offer for it.
    #[must_use]
    pub fn needs(&self) -> &'static [Service] {
        match self {
            Self::Ship => &[],
            Self::PickUp { .. } => &[Service::Pickup],
            Self::Curbside { .. } => &[Service::Curbside],
            // Somebody has to hand it over, and there has to be a place to try it at.
            Self::Reserve { .. } => &[Service::Pickup, Service::TryOn],
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

/// Where pieces of a variant are kept: on a line of the bag, or saved for later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Which variant.
    pub sku: Sku,
    /// How it reaches her; absent for what is saved for later, which nobody orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receive: Option<Receive>,
}

impl Spot {
    /// Where a variant is saved for later.
    #[must_use]
    pub fn saved(sku: Sku) -> Self {
        Self { sku, receive: None }
    }

    /// The line of the bag, unless it is saved for later.
    #[must_use]
    pub fn line(&self) -> Option<LineKey> {
        let receive = self.receive.clone()?;
        Some(LineKey { sku: self.sku.clone(), receive })
    }
}

impl From<LineKey> for Spot {
    fn from(line: LineKey) -> Self {
        Self { sku: line.sku, receive: Some(line.receive) }
    }
}

impl PartialEq<LineKey> for Spot {
    fn eq(&self, line: &LineKey) -> bool {
        self.sku == line.sku && self.receive.as_ref() == Some(&line.receive)
    }
}

/// What an operation does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpKind {
    /// So many more, whatever is there: the product page's button.
    Add {
        /// Where.
        line: Spot,
        /// How many more.
        quantity: Quantity,
    },
    /// Exactly so many, of what the shopper saw: the bag's stepper.
    Set {
        /// Where.
        line: Spot,
        /// How many there should be.
        quantity: Quantity,
    },
    /// None of what the shopper saw.
    Remove {
        /// Where.
        line: Spot,
    },
    /// What the shopper saw goes elsewhere: to another way of receiving, to what is saved for later, or back.
    Move {
        /// Where it was seen.
        line: Spot,
        /// Another spot of the same variant.
        to: Option<Receive>,
    },
    /// A promotion's code counts.
    ApplyCode {
        /// Which.
        code: PromotionCode,
    },
    /// It no longer does.
    DropCode {
        /// Which.
        code: PromotionCode,
    },
}

impl OpKind {
    /// The line it speaks of; none for a code.
    #[must_use]
    pub fn line(&self) -> Option<&Spot> {
        match self {
            Self::Add { line, .. } | Self::Set { line, .. } | Self::Remove { line } | Self::Move { line, .. } => {
                Some(line)
            }
            Self::ApplyCode { .. } | Self::DropCode { .. } => None,
        }
    }

    /// Where it puts pieces; none for what only takes away, and for a code.
    #[must_use]
    pub fn target(&self) -> Option<Spot> {
        match self {
            Self::Add { line, .. } | Self::Set { line, .. } => Some(line.clone()),
            Self::Move { line, to } => Some(Spot { sku: line.sku.clone(), receive: to.clone() }),
            Self::Remove { .. } | Self::ApplyCode { .. } | Self::DropCode { .. } => None,
        }
    }
}

/// Names an operation: the `n`th of one actor.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Dot {
    /// Whose.
    pub actor: ActorId,
    /// Which of hers, from 1.
    pub n: u64,
}

/// The most other actors an operation may name in [`Op::after`].
pub const AFTER_MOST: usize = 32;

/// One intention of one shopper at one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "wire::Op", into = "wire::Op")]
pub struct Op {
    /// Who: one page, from its loading to its end, so that no number is ever given twice, not by a browser that lost its last
    /// write, nor by a copied profile. With `n` it makes the operation unique, so that repeating it does nothing.
    pub actor: ActorId,
    /// The actor's own count of operations, from 1, without gaps.
    pub n: u64,
    /// The bag's sequence number that the actor had seen.
    pub base_seq: u64,
    /// What else it had seen that had no sequence number yet: the last operation of each other page of the same browser that was still on
    /// its way. At most [`AFTER_MOST`].
    pub after: Vec<Dot>,
    /// The actor's hybrid logical clock in milliseconds; decides between two Sets. Clamped by the server.
    pub hlc: i64,
    /// What happens.
    pub kind: OpKind,
}

impl Op {
    /// Its name.
    #[must_use]
    pub fn dot(&self) -> Dot {
        Dot { actor: self.actor.clone(), n: self.n }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Op {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        <wire::Op as utoipa::PartialSchema>::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Op {
    fn name() -> std::borrow::Cow<'static, str> {
        "Op".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        <wire::Op as utoipa::ToSchema>::schemas(schemas);
    }
}

/// How operations are written: flat, so that an error names the field (serde's own way reads a tagged enum whole before it looks).
mod wire {
    use super::{Dot, LocationCode, PromotionCode, Quantity, Spot};
    use crate::id::ActorId;
    use serde::{Deserialize, Serialize};

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
        Reserve,
    }

    impl TryFrom<Receive> for super::Receive {
        type Error = &'static str;
        fn try_from(wire: Receive) -> Result<Self, &'static str> {
            match (wire.by, wire.store) {
                (By::Ship, None) => Ok(Self::Ship),
                (By::PickUp, Some(store)) => Ok(Self::PickUp { store }),
                (By::Curbside, Some(store)) => Ok(Self::Curbside { store }),
                (By::Reserve, Some(store)) => Ok(Self::Reserve { store }),
                (By::Ship, Some(_)) => Err("unknown field `store`: what is shipped is not collected"),
                (_, None) => Err("missing field `store`"),
            }
        }
    }

    /// One intention of one shopper at one page.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(deny_unknown_fields)]
    pub(super) struct Op {
        /// Who: one page, from its loading to its end. With `n` it makes the operation unique, so that repeating it does nothing.
        actor: ActorId,
        /// The actor's own count of operations, from 1, without gaps.
        #[cfg_attr(feature = "openapi", schema(minimum = 1))]
        n: u64,
        /// The bag's sequence number that the actor had seen.
        base_seq: u64,
        /// The last operation of each other page of the same browser that was still on its way; at most 32.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        after: Vec<Dot>,
        /// The actor's hybrid logical clock in milliseconds; decides between two Sets. Clamped by the server.
        hlc: i64,
        /// Which line; absent for a code. Without `receive` it is what is saved for later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<Spot>,
        /// What happens.
        #[cfg_attr(feature = "openapi", schema(value_type = OpKind))]
        op: Deed,
    }

    /// What happens, wherever.
    #[derive(Clone, Serialize, Deserialize)]
    #[serde(try_from = "OpKind", into = "OpKind")]
    enum Deed {
        Add(Quantity),
        Set(Quantity),
        Remove,
        Move(Option<super::Receive>),
        ApplyCode(PromotionCode),
        DropCode(PromotionCode),
    }

    /// What an operation does.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(deny_unknown_fields)]
    pub(super) struct OpKind {
        r#do: Do,
        /// For `add` and `set`: how many more, or how many in all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quantity: Option<Quantity>,
        /// For `move`: how it is received from now on; without it, it is saved for later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<super::Receive>,
        /// For `apply_code` and `drop_code`: which.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<PromotionCode>,
    }

    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "snake_case")]
    enum Do {
        Add,
        Set,
        Remove,
        Move,
        ApplyCode,
        DropCode,
    }

    impl TryFrom<OpKind> for Deed {
        type Error = &'static str;
        fn try_from(wire: OpKind) -> Result<Self, &'static str> {
            let OpKind { r#do, quantity, to, code } = wire;
            match (r#do, quantity, to, code) {
                (Do::Add, Some(quantity), None, None) => Ok(Self::Add(quantity)),
                (Do::Set, Some(quantity), None, None) => Ok(Self::Set(quantity)),
                (Do::Remove, None, None, None) => Ok(Self::Remove),
                (Do::Move, None, to, None) => Ok(Self::Move(to)),
                (Do::ApplyCode, None, None, Some(code)) => Ok(Self::ApplyCode(code)),
                (Do::DropCode, None, None, Some(code)) => Ok(Self::DropCode(code)),
                (Do::Add | Do::Set, None, ..) => Err("missing field `quantity`"),
                (Do::ApplyCode | Do::DropCode, .., None) => Err("missing field `code`"),
                (Do::Add | Do::Set, _, Some(_), _) => Err("unknown field `to`: only a move goes somewhere"),
                (Do::Remove | Do::Move, Some(_), ..) => Err("unknown field `quantity`: it is all of it"),
                (Do::ApplyCode | Do::DropCode, Some(_), ..) => Err("unknown field `quantity`: a code has none"),
                (Do::Remove | Do::ApplyCode | Do::DropCode, _, Some(_), _) => {
                    Err("unknown field `to`: only a move goes somewhere")
                }
                (_, _, _, Some(_)) => Err("unknown field `code`: it belongs to `apply_code` and `drop_code`"),
            }
        }
    }

    impl From<Deed> for OpKind {
        fn from(deed: Deed) -> Self {
            let empty = |r#do| Self { r#do, quantity: None, to: None, code: None };
            match deed {
                Deed::Add(quantity) => Self { quantity: Some(quantity), ..empty(Do::Add) },
                Deed::Set(quantity) => Self { quantity: Some(quantity), ..empty(Do::Set) },
                Deed::Remove => empty(Do::Remove),
                Deed::Move(to) => Self { to, ..empty(Do::Move) },
                Deed::ApplyCode(code) => Self { code: Some(code), ..empty(Do::ApplyCode) },
                Deed::DropCode(code) => Self { code: Some(code), ..empty(Do::DropCode) },
            }
        }
    }

    impl TryFrom<Op> for super::Op {
        type Error = &'static str;
        fn try_from(wire: Op) -> Result<Self, &'static str> {
            let Op { actor, n, base_seq, after, hlc, line, op } = wire;
            let kind = match (op, line) {
                (Deed::Add(quantity), Some(line)) => super::OpKind::Add { line, quantity },
                (Deed::Set(quantity), Some(line)) => super::OpKind::Set { line, quantity },
                (Deed::Remove, Some(line)) => super::OpKind::Remove { line },
                (Deed::Move(to), Some(line)) if line.receive != to => super::OpKind::Move { line, to },
                (Deed::Move(_), Some(_)) => return Err("unknown field `op.to`: it is there already"),
                (Deed::ApplyCode(code), None) => super::OpKind::ApplyCode { code },
                (Deed::DropCode(code), None) => super::OpKind::DropCode { code },
                (Deed::ApplyCode(_) | Deed::DropCode(_), Some(_)) => {
                    return Err("unknown field `line`: a code is the whole bag's");
                }
                (_, None) => return Err("missing field `line`"),
            };
            Ok(Self { actor, n, base_seq, after, hlc, kind })
        }
    }

    impl From<super::Op> for Op {
        fn from(op: super::Op) -> Self {
            let super::Op { actor, n, base_seq, after, hlc, kind } = op;
            let (line, op) = match kind {
                super::OpKind::Add { line, quantity } => (Some(line), Deed::Add(quantity)),
                super::OpKind::Set { line, quantity } => (Some(line), Deed::Set(quantity)),
                super::OpKind::Remove { line } => (Some(line), Deed::Remove),
                super::OpKind::Move { line, to } => (Some(line), Deed::Move(to)),
                super::OpKind::ApplyCode { code } => (None, Deed::ApplyCode(code)),
                super::OpKind::DropCode { code } => (None, Deed::DropCode(code)),
            };
            Self { actor, n, base_seq, after, hlc, line, op }
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
            r#"{"actor":"a","n":1,"base_seq":0,"hlc":5,"line":{"sku":"x","receive":{"by":"reserve","store":"mitte"}},"op":{"do":"add","quantity":2}}"#,
            r#"{"actor":"a","n":2,"base_seq":0,"after":[{"actor":"b","n":7}],"hlc":5,"line":{"sku":"x","receive":{"by":"ship"}},"op":{"do":"move"}}"#,
            r#"{"actor":"a","n":2,"base_seq":0,"hlc":5,"line":{"sku":"x"},"op":{"do":"move","to":{"by":"ship"}}}"#,
            r#"{"actor":"a","n":2,"base_seq":0,"hlc":5,"op":{"do":"apply_code","code":"SUMMER-24"}}"#,
        ] {
            let op: Op = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&op).unwrap(), json);
        }
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_field() {
        let line = r#","line":{"sku":"x","receive":{"by":"ship"}}"#;
        for (line, op, why) in [
            (line, r#"{"do":"add"}"#, "missing field `quantity`"),
            (line, r#"{"do":"remove","quantity":1}"#, "unknown field `quantity`"),
            (line, r#"{"do":"set","quantity":0}"#, "from 1 to 99"),
            (line, r#"{"do":"eat"}"#, "unknown variant `eat`"),
            (line, r#"{"do":"move","to":{"by":"ship"}}"#, "it is there already"),
            (line, r#"{"do":"apply_code","code":"A"}"#, "unknown field `line`"),
            (line, r#"{"do":"add","quantity":1,"code":"A"}"#, "unknown field"),
            ("", r#"{"do":"drop_code"}"#, "missing field `code`"),
            ("", r#"{"do":"drop_code","code":"lower"}"#, "must not contain 'l'"),
            ("", r#"{"do":"add","quantity":1}"#, "missing field `line`"),
        ] {
            let json = format!(r#"{{"actor":"a","n":1,"base_seq":0,"hlc":5{line},"op":{op}}}"#);
            let error = serde_json::from_str::<Op>(&json).unwrap_err().to_string();
            assert!(error.contains(why), "{json}: {error}");
        }
        for bad in [
            r#"{"by":"pick_up"}"#,
            r#"{"by":"reserve"}"#,
            r#"{"by":"ship","store":"mitte"}"#,
            r#"{"by":"ship","to":"me"}"#,
        ] {
            assert!(serde_json::from_str::<Receive>(bad).is_err(), "{bad}");
        }
    }
}
