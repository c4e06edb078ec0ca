//! Finding a store.

use crate::catalog::ProductCard;
use crate::encode;
use crate::time::StoreTime;
use domain::geo::Position;
use domain::id::LocationCode;
use domain::stores::{Location, OpeningRange};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET`: stores, nearest first. Query: [`StoresQuery`]. Answers [`StoresView`].
pub const STORES: &str = "/api/v1/stores";
/// `GET`: one store. Answers [`StorePageView`].
pub const STORE: &str = "/api/v1/stores/{code}";

/// Which stores.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct StoresQuery {
    /// A point as `lat,lon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// A place in words: city, street, postal code or store name, up to 100 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Only stores whose door is open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open_now: bool,
}

/// The address of the stores that fit.
#[must_use]
pub fn stores(query: &StoresQuery) -> String {
    let mut address = format!("{STORES}?q={}", encode(&query.q));
    if let Some(near) = &query.near {
        address.push_str(&format!("&near={}", encode(near)));
    }
    if query.open_now {
        address.push_str("&open_now=true");
    }
    address
}

/// The address of one store.
#[must_use]
pub fn store(code: &LocationCode) -> String {
    STORE.replace("{code}", &encode(code.as_str()))
}

/// The stores that fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoresView {
    /// The point distances are from: the one asked for, or that of the place in words.
    pub around: Option<Position>,
    /// The stores: by distance when there is a point, else by city and name.
    pub stores: Vec<StoreView>,
}

/// A store with its door.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreView {
    /// The store.
    pub store: Location,
    /// Metres from the point asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Degrees clockwise from north, from the point asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bearing: Option<u16>,
    /// Whether its door is open.
    pub door: DoorView,
}

/// Whether a door is open and when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoorView {
    /// Whether it is open now.
    pub open: bool,
    /// When it closes (open) or opens next (closed), if that is within two weeks.
    pub changes: Option<StoreTime>,
}

/// Everything a store's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StorePageView {
    /// The store.
    pub store: StoreView,
    /// The next seven days, the store's today first.
    pub week: Vec<StoreDay>,
    /// What it has that is worth coming for, at most eight.
    pub products: Vec<ProductCard>,
}

/// A day at a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreDay {
    /// The date on the store's calendar.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = "date"))]
    #[serde(with = "domain::moment::date")]
    pub date: Date,
    /// When it is open; nothing is closed.
    pub ranges: Vec<OpeningRange>,
    /// Whether the hours differ from that weekday's usual ones.
    pub special: bool,
}
