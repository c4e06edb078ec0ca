//! The bag: pushing operations, reading it, following it live, and putting it on another device.

use crate::encode;
use crate::time::StoreTime;
use domain::cart::{Dot, LineKey, Op};
pub use domain::cart::{LINES_MOST, OpRefusal};
use domain::catalog::{Hex, Picture};
use domain::id::{ActorId, CartId, Handle, PromotionCode, Sku};
use domain::inventory::Band;
use domain::money::Money;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: the bag of this browser. Query: [`CartQuery`]. Answers [`BagView`].
pub const CART: &str = "/api/v1/cart";
/// `POST` [`PushOps`]: changes the bag. Answers [`PushView`].
pub const OPS: &str = "/api/v1/cart/ops";
/// `GET`: the bag as a stream of server-sent events named `bag`, each a [`BagView`]; when nothing changes for twenty seconds, one named
/// `alive`. With `Last-Event-ID`, what was sent already is not sent again.
pub const EVENTS: &str = "/api/v1/cart/events";
/// `POST`: makes a one-time link that puts this bag on another device. Answers [`LinkView`].
pub const LINKS: &str = "/api/v1/cart/links";
/// `POST` [`RedeemLink`]: joins this browser to the bag of a link. Answers [`BagView`].
pub const REDEEM: &str = "/api/v1/cart/links/redeem";

/// The most operations one push may carry, and the most actors one question may name.
pub const OPS_MOST: usize = 100;

/// The address of the bag, asking how far it has heard these actors.
#[must_use]
pub fn cart(actors: &[ActorId]) -> String {
    let names: Vec<&str> = actors.iter().map(ActorId::as_str).collect();
    if names.is_empty() { CART.to_owned() } else { format!("{CART}?actors={}", encode(&names.join(","))) }
}

/// Whose operations are asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct CartQuery {
    /// Actors whose operations the asking browser keeps, with commas between them; at most a hundred. The answer's `heard` names them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>), param(value_type = Option<String>))]
    pub actors: Actors,
}

/// Actors, written with commas between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Actors(pub Vec<ActorId>);

impl TryFrom<String> for Actors {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let names = text.split(',').filter(|name| !name.is_empty());
        let actors: Vec<ActorId> =
            names.map(|name| ActorId::parse(name).map_err(|why| why.to_string())).collect::<Result<_, _>>()?;
        if actors.len() > OPS_MOST { Err(format!("at most {OPS_MOST} actors")) } else { Ok(Self(actors)) }
    }
}

impl From<Actors> for String {
    fn from(actors: Actors) -> String {
        actors.0.iter().map(ActorId::as_str).collect::<Vec<_>>().join(",")
    }
}

/// Operations, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PushOps {
    /// One to [`OPS_MOST`] operations of one browser's pages, the oldest it has first; `n` of each actor rising by one.
    pub ops: Vec<Op>,
    /// After a gap: actors whose missing operations are not missing, since another bag of this browser had taken them in or the page that
    /// made them is gone with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<ActorId>,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushView {
    /// The bag afterwards.
    pub bag: BagView,
    /// Set when an operation is missing: push again from it. Nothing after the gap was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<Dot>,
    /// Operations that were consumed without effect, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedOp>,
    /// Operations that were meant for a bag which was ordered meanwhile, and are now in the next one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Dot>,
}

/// An operation that can never succeed. It is consumed, so that it does not block those behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedOp {
    /// The operation.
    pub op: Dot,
    /// Why.
    pub why: OpRefusal,
}

/// The bag as the server has it, priced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BagView {
    /// Which bag: another one after signing in or out. Knowing it opens nothing.
    pub bag: CartId,
    /// Counts the bag's changes. A view of the same bag with a lower number is older.
    pub seq: u64,
    /// Counts the orders made of the bag.
    pub generation: u64,
    /// The last operation this view contains of everybody who was here lately, and of the actors asked about (0 for none).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<Dot>,
    /// Everybody who changed the bag after this number is in `heard`.
    #[serde(default)]
    pub heard_since: u64,
    /// The latest clock of any Set, Remove, Move or code, in milliseconds; what the shopper does next is later than that.
    #[serde(default)]
    pub clock: i64,
    /// The lines with at least one piece, in the order they were first added.
    pub lines: Vec<BagLine>,
    /// What is saved for later, in the order it was first saved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saved: Vec<SavedLine>,
    /// The codes that count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<PromotionCode>,
    /// Pieces in all, without what is saved.
    pub count: u32,
    /// What the lines cost together; absent for an empty bag.
    pub goods: Option<Money>,
}

impl BagView {
    /// The bag with these lines: counts them and adds up what they cost. The same on the server and, offline, in the app.
    #[must_use]
    pub fn with_lines(self, lines: Vec<BagLine>) -> Self {
        let goods = lines.iter().map(|line| line.total).reduce(|sum, total| sum.checked_add(total).unwrap_or(sum));
        Self { count: lines.iter().map(|line| line.quantity).sum(), goods, lines, ..self }
    }

    /// The bag of a browser that has none yet.
    #[must_use]
    pub fn none() -> Self {
        let bag = CartId::parse("none").expect("letters make a bag's id");
        let (heard, lines, saved, codes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { bag, seq: 0, generation: 0, heard, heard_since: 0, clock: 0, lines, saved, codes, count: 0, goods: None }
    }
}

/// What is saved for later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedLine {
    /// Which variant.
    pub sku: Sku,
    /// How many.
    pub quantity: u32,
    /// What it is.
    pub item: BagItem,
    /// What the warehouse has.
    pub band: Band,
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
