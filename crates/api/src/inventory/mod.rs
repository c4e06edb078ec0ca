//! Where a variant can be had.

mod bag;
mod live;
mod staff;

pub use bag::*;
pub use live::*;
pub use staff::*;

use crate::encode;
use crate::stores::DoorView;
use crate::time::StoreTime;
use domain::id::{LocationCode, Sku};
use domain::inventory::Band;
use domain::moment::Day;
use domain::stores::Service;
use serde::{Deserialize, Serialize};

/// `GET`: where a variant can be had, nearest first. Query: [`AvailabilityQuery`]. Answers [`AvailabilityView`].
pub const AVAILABILITY: &str = "/api/v1/inventory/{sku}";

/// The most stores one answer lists.
pub const STORES_MOST: u32 = 50;

/// Where to look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct AvailabilityQuery {
    /// A point as `lat,lon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Her store; answered first, and the point to be near when `near` is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
    /// Leave out stores that have none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_stock: bool,
    /// The most stores to answer, 1 to 50; 0 is 8.
    pub limit: u32,
}

/// The address of a variant's availability.
#[must_use]
pub fn availability(sku: &Sku, query: &AvailabilityQuery) -> String {
    let mut address = format!("{}?limit={}", AVAILABILITY.replace("{sku}", &encode(sku.as_str())), query.limit);
    if let Some(near) = &query.near {
        address.push_str(&format!("&near={}", encode(near)));
    }
    if let Some(store) = &query.store {
        address.push_str(&format!("&store={}", encode(store.as_str())));
    }
    if query.in_stock {
        address.push_str("&in_stock=true");
    }
    address
}

/// Where a variant can be had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AvailabilityView {
    /// The variant.
    pub sku: Sku,
    /// Whether it can be sent.
    pub ship: Band,
    /// What is on its way to where parcels leave from, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incoming: Vec<Incoming>,
    /// Stores: hers first, then by distance. Without a point or store, in the merchant's order.
    pub stores: Vec<StoreStock>,
}

/// What one store has of one variant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreStock {
    /// The store.
    pub store: StoreBrief,
    /// Metres from the point asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
    /// Degrees clockwise from north, from the point asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bearing: Option<u16>,
    /// What it has.
    pub band: Band,
    /// How many it has, said only when they are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// When an order placed now can be collected, if there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// What is on its way there, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incoming: Vec<Incoming>,
    /// Whether its door is open.
    pub door: DoorView,
}

/// Goods that a place expects. Not to be had yet, and nobody's promise: the day is when they should be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Incoming {
    /// How much arrives.
    pub band: Band,
    /// The day, on the place's calendar.
    pub expected: Day,
    /// Days from the place's today to that day: 0 today, 1 tomorrow.
    pub days_ahead: i32,
}

/// A store, as far as a row in a list needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreBrief {
    /// Its name in addresses.
    pub code: LocationCode,
    /// Its name for people.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// What it offers.
    pub services: Vec<Service>,
}
