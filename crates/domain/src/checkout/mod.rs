//! How a bag becomes an order: slots to collect in, who is there to hand it to, how it is paid.
//!
//! The plan that groups a bag's lines by place is in [`plan`](mod@plan), what it costs in [`bill()`], ways of sending in [`ShippingTable`];
//! slots of a store in [`slots()`], a parcel's days in [`parcel_days`].

mod bill;
mod holds;
mod parcel;
mod plan;
mod shipping;
mod slots;

pub use bill::*;
pub use holds::*;
pub use parcel::*;
pub use plan::*;
pub use shipping::*;
pub use slots::*;

use crate::text::{Email, Line};
use serde::{Deserialize, Serialize};

/// Whom the order is for and how to reach her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name as said at the counter.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Line<80>,
    /// Where order news go.
    pub email: Email,
    /// For the driver or the counter.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default)]
    pub phone: Option<Line<32>>,
}

/// Where a parcel goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryAddress {
    /// Name on the bell.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Line<80>,
    /// Street and number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub street: Line<120>,
    /// Flat, floor, company.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default)]
    pub extra: Option<Line<120>>,
    /// Postal code.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub postal_code: Line<16>,
    /// City.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub city: Line<80>,
    /// Country, ISO 3166-1 alpha-2.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub country: Line<2>,
}

/// The car that waits at the kerb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// What staff look for: "blue Mini".
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub description: Line<80>,
    /// Number plate, if she likes to say it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default)]
    pub plate: Option<Line<16>>,
}

/// How an order is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// At the counter when it is collected. Not for parcels.
    InStore,
    /// By the payment provider, now.
    Card,
}
