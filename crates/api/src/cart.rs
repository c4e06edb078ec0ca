//! The bag: pushing operations, reading it, following it live, and putting it on another device.

use crate::encode;
use crate::time::StoreTime;
pub use domain::cart::{LINES_MOST, OpRefusal};
use domain::cart::{LineKey, Op};
use domain::catalog::{Hex, Picture};
use domain::id::{ActorId, Handle};
use domain::inventory::Band;
use domain::money::Money;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: the bag of this browser. Query: [`CartQuery`]. Answers [`BagView`].
pub const CART: &str = "/api/v1/cart";
/// `POST` [`PushOps`]: changes the bag. Answers [`PushView`].
pub const OPS: &str = "/api/v1/cart/ops";
/// `GET`: the bag as a stream of server-sent events named `bag`, each a [`BagView`] whose id is its `seq`; when nothing
/// changes for twenty seconds, one named `alive`. Query: [`CartQuery`].
pub const EVENTS: &str = "/api/v1/cart/events";
/// `POST`: makes a one-time link that puts this bag on another device. Answers [`LinkView`].
pub const LINKS: &str = "/api/v1/cart/links";
/// `POST` [`RedeemLink`]: joins this browser to the bag of a link. Answers [`BagView`].
pub const REDEEM: &str = "/api/v1/cart/links/redeem";

/// The most operations one push may carry.
pub const OPS_MOST: usize = 100;

/// The address of the bag, as seen by one actor.
#[must_use]
pub fn cart(actor: &ActorId) -> String {
    format!("{CART}?actor={}", encode(actor.as_str()))
}

/// The address of the bag's live stream, as seen by one actor.
#[must_use]
pub fn events(actor: &ActorId) -> String {
    format!("{EVENTS}?actor={}", encode(actor.as_str()))
}

/// Whose look at the bag is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct CartQuery {
    /// Says up to which operation of this actor the bag is; without it, `last_n` is 0.
    pub actor: Option<ActorId>,
}

/// Operations of one actor, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PushOps {
    /// One to [`OPS_MOST`] operations of one actor, `n` rising by one.
    pub ops: Vec<Op>,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushView {
    /// The bag afterwards.
    pub bag: BagView,
    /// Set when operations are missing: push again from this `n`. Nothing after the gap was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<u64>,
    /// Operations that were consumed without effect, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedOp>,
    /// Operations that were meant for a bag which was ordered meanwhile, and are now in the next one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<u64>,
}

/// An operation that can never succeed. It is consumed, so that it does not block those behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedOp {
    /// The operation.
    pub n: u64,
    /// Why.
    pub why: OpRefusal,
}

/// The bag as the server has it, priced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BagView {
    /// Counts the bag's changes. A view with a lower number is older.
    pub seq: u64,
    /// Counts bags: rises when an order was made of the last one. A view with a lower number is older.
    pub generation: u64,
    /// The last operation of the asking actor that this view contains; 0 for none.
    pub last_n: u64,
    /// The latest clock of any Set or Remove, in milliseconds; what the shopper does next is later than that.
    #[serde(default)]
    pub clock: i64,
    /// The lines with at least one piece, in the order they were first added.
    pub lines: Vec<BagLine>,
    /// Pieces in all.
    pub count: u32,
    /// What the lines cost together; absent for an empty bag.
    pub goods: Option<Money>,
}

/// A line of the bag, with what the server knows about it now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BagLine {
    /// Which line.
    pub line: LineKey,
    /// How many.
    pub quantity: u32,
    /// What it is.
    pub item: BagItem,
    /// `quantity` times the price.
    pub total: Money,
    /// What the place it comes from has.
    pub band: Band,
    /// How many can be had there, said when it is fewer than wanted or few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// The store's name, for a line that is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_name: Option<String>,
    /// When it can be collected, ordered now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
}

/// A variant, as far as a bag shows it. The app makes one itself for a line the server has not priced yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BagItem {
    /// The product's name in addresses.
    pub handle: Handle,
    /// The product's name for people.
    pub title: String,
    /// Its label.
    pub label: String,
    /// The variant's options in words: `Rosewood, 3.5 g`; empty for an only variant.
    pub phrase: String,
    /// What one costs.
    pub price: Money,
    /// Its colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hex: Option<Hex>,
    /// Its pack shot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// A link to put this bag on another device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkView {
    /// The address to open there. The token is in the fragment, so no server logs it.
    pub url: String,
    /// The same as a QR code, SVG, dark on transparent.
    pub qr_svg: String,
    /// When it stops working, used or not.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// Uses a one-time link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemLink {
    /// The token of the link.
    pub token: String,
}
