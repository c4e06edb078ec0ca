//! Where a whole bag can be had.

use super::{Incoming, StoreBrief};
use crate::stores::DoorView;
use crate::time::StoreTime;
use domain::id::{LocationCode, Sku};
use domain::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// `POST` [`WhereIsIt`]: where some lines, or this browser's bag, can be had together. Changes and reserves nothing. Answers
/// [`WhereItIs`]. Not below `/api/v1/inventory/`, where any SKU may stand.
pub const STOCK_OF_BAG: &str = "/api/v1/stock/bag";

/// The most lines of one question.
pub const BAG_LINES_MOST: usize = 100;

/// Which lines, and around where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WhereIsIt {
    /// What is wanted; nothing is this browser's bag, however its lines are to be received.
    pub lines: Vec<WantedLine>,
    /// A point as `lat,lon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Her store; answered first, and the point to be near when `near` is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
    /// The most stores to answer, 1 to 50; 0 is 8.
    pub limit: u32,
}

/// A line of a bag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WantedLine {
    /// Which variant.
    pub sku: Sku,
    /// How many.
    pub quantity: Quantity,
}

/// Where some lines can be had together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhereItIs {
    /// What was asked for: lines of one variant are one.
    pub lines: Vec<WantedLine>,
    /// Places parcels leave from, those with most of it first.
    pub ship: Vec<ShipFrom>,
    /// Her store, then, of those nearest to the point, the ones with most of it first, the nearer first among equals.
    pub stores: Vec<BagAtStore>,
}

/// A place parcels leave from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShipFrom {
    /// Its city.
    pub city: String,
    /// What it has of the lines.
    pub cover: Cover,
}

/// What one store has of some lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BagAtStore {
    /// The store.
    pub store: StoreBrief,
    /// Metres from the point asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// What it has of the lines.
    pub cover: Cover,
    /// When what it has could be collected if ordered now; nothing when it has none of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// Whether its door is open.
    pub door: DoorView,
}

/// What one place has of some lines, all of them together: components that lines share are counted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cover {
    /// How many of the lines it has in full.
    pub complete: u32,
    /// The others.
    pub missing: Vec<MissingLine>,
}

/// A line that a place does not have in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingLine {
    /// Which variant.
    pub sku: Sku,
    /// How many it has of what is wanted, beside the lines before it.
    pub left: u32,
    /// What is on its way there, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incoming: Vec<Incoming>,
}
