//! From bag to order: the plan, and placing it.

use crate::cart::BagLine;
use crate::inventory::StoreBrief;
use crate::time::StoreTime;
use domain::cart::Receive;
use domain::checkout::{Contact, DeliveryAddress, PaymentMethod, PlanProblem, Slot, Vehicle};
use domain::money::Money;
use serde::{Deserialize, Serialize};

/// `POST`, no body: plans the bag of this browser as it is. Answers [`PlanView`].
pub const PLAN: &str = "/api/v1/checkout/plan";

/// How the bag would travel. Nothing is reserved by asking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanView {
    /// The bag's sequence number this plan is of.
    pub seq: u64,
    /// Lines that leave one place together. Empty when there are problems.
    pub groups: Vec<PlanGroup>,
    /// Lines that cannot be had as asked.
    pub problems: Vec<PlanProblem>,
    /// The goods.
    pub goods: Money,
    /// Bringing them.
    pub shipping: Money,
    /// Both, tax included.
    pub total: Money,
    /// How it can be paid.
    pub payment: Vec<PaymentMethod>,
}

/// Lines that leave one place together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanGroup {
    /// How they reach her.
    pub receive: Receive,
    /// The store, for a group that is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreBrief>,
    /// The lines.
    pub lines: Vec<BagLine>,
    /// What they cost.
    pub goods: Money,
    /// What bringing them costs.
    pub shipping: Money,
    /// When they can be collected at the earliest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// When a parcel arrives: first and last likely day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives: Option<(StoreTime, StoreTime)>,
    /// Slots to collect in, earliest first. Empty for parcels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<SlotView>,
}

/// A slot on the store's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotView {
    /// The slot; sent back as it is.
    pub slot: Slot,
    /// When it begins on the store's clock.
    pub starts: StoreTime,
    /// When it ends on the store's clock.
    pub ends: StoreTime,
    /// Whether there is room.
    pub free: bool,
}

/// Places the order. Send an `Idempotency-Key` header: repeating the request with it answers the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceOrder {
    /// The bag's sequence number the shopper saw.
    pub seq: u64,
    /// The total the shopper saw.
    pub total: Money,
    /// Whom it is for.
    pub contact: Contact,
    /// Where parcels go; needed when anything is shipped.
    #[serde(default)]
    pub address: Option<DeliveryAddress>,
    /// When and where each collected group is handed over; one for each such group.
    #[serde(default)]
    pub collections: Vec<Collection>,
    /// How it is paid.
    pub payment: PaymentChoice,
}

/// When and where one group is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// The group, by how it is received.
    pub receive: Receive,
    /// The slot.
    pub slot: Slot,
    /// The car; needed for curbside.
    #[serde(default)]
    pub vehicle: Option<Vehicle>,
}

/// How it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaymentChoice {
    /// At the counter. Only when nothing is shipped.
    InStore,
    /// By the payment provider. Without a token she pays at the provider's page: go to the order's `payment_url`.
    Card {
        /// What the provider gave the browser in place of a card. The built-in test provider knows
        /// `test-approve`, `test-decline` and `test-timeout`.
        #[serde(default)]
        token: Option<String>,
        /// Whether the provider may keep the card for the next time. Only with her consent, and only signed in.
        #[serde(default)]
        save: bool,
    },
    /// By one of her saved ways of paying; signed in. The provider may ask for confirmation at its page, see `payment_url`.
    Saved {
        /// Which, by its id.
        id: String,
    },
}
