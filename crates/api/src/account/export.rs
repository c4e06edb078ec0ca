//! What an account's data export says.

use super::AccountView;
use crate::cart::BagView;
use crate::orders::SentBy;
use crate::payments::SavedPayment;
use crate::tryon::SavedLooksView;
use domain::cart::Receive;
use domain::checkout::{DeliveryAddress, PaymentMethod, Vehicle};
use domain::id::{OrderNumber, PartnerKey, Sku};
use domain::money::Money;
use domain::orders::{GroupState, PaymentState};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Everything the shop knows of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountExport {
    /// When this was written.
    #[serde(with = "domain::moment::timestamp")]
    pub exported_at: Timestamp,
    /// The account with its devices and passkeys.
    pub account: AccountView,
    /// The bag.
    pub bag: BagView,
    /// Every order, newest first.
    pub orders: Vec<ExportedOrder>,
    /// Saved ways of paying.
    pub payments: Vec<SavedPayment>,
    /// Looks of the try-on, and whether the shop's staff may see them.
    #[serde(default)]
    pub looks: SavedLooksView,
}

/// An order, with the person it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedOrder {
    /// Its number, as printed.
    pub number: OrderNumber,
    /// When it was placed.
    #[serde(with = "domain::moment::timestamp")]
    pub placed_at: Timestamp,
    /// The name it is for.
    pub name: String,
    /// Where its news go.
    pub email: String,
    /// A number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where parcels go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<DeliveryAddress>,
    /// How it is paid.
    pub method: PaymentMethod,
    /// Where the money is.
    pub payment: PaymentState,
    /// What travels together.
    pub groups: Vec<ExportedGroup>,
    /// What it cost, bringing it included.
    pub total: Money,
    /// The partner whose pages it was begun on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerKey>,
}

/// Lines of an exported order that travel together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedGroup {
    /// How it reaches her.
    pub receive: Receive,
    /// Where it is.
    pub state: GroupState,
    /// The car she comes in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
    /// How it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<SentBy>,
    /// The lines.
    pub lines: Vec<ExportedLine>,
}

/// A line of an exported order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedLine {
    /// Which variant.
    pub sku: Sku,
    /// What it is called.
    pub title: String,
    /// How many.
    pub quantity: u32,
    /// What they cost together.
    pub total: Money,
}
