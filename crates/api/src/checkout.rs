//! From bag to order: the plan, and placing it.

use crate::cart::BagLine;
use crate::inventory::StoreBrief;
use crate::time::StoreTime;
use domain::cart::Receive;
use domain::checkout::{Contact, DeliveryAddress, PaymentMethod, PlanProblem, Slot, Vehicle};
use domain::money::Money;
use domain::text::Email;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST`, no body: plans the bag of this browser as it is. Answers [`PlanView`].
pub const PLAN: &str = "/api/v1/checkout/plan";

/// `POST`, no body: plans the bag and holds every piece of the plan for a while. Asked again, it holds what the plan has become;
/// what it held before keeps its end. Answers [`PlanView`] with [`PlanView::held`], or a refusal that leaves the holds as they were.
/// `DELETE`: lets go of what the bag holds. Answers 204.
pub const HOLD: &str = "/api/v1/checkout/hold";

/// How the bag would travel. Nothing is reserved by asking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanView {
    /// The bag's sequence number this plan is of.
    pub seq: u64,
    /// Lines that leave one place together; those that are refused are in none.
    pub groups: Vec<PlanGroup>,
    /// Lines that cannot be had as asked. While there are any, the bag cannot be ordered.
    pub problems: Vec<PlanProblem>,
    /// The goods.
    pub goods: Money,
    /// Bringing them.
    pub shipping: Money,
    /// Both, tax included.
    pub total: Money,
    /// How it can be paid.
    pub payment: Vec<PaymentMethod>,
    /// Until when the pieces are held for her; nothing before the checkout has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldView>,
    /// What a signed-in shopper said the last time, to be said again without typing. Only with the answer to [`HOLD`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remembered: Option<Remembered>,
}

/// What a signed-in shopper said when she last ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remembered {
    /// Her address: that of the last order, or of the account before there is one.
    pub email: Email,
    /// Her name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Her telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where the last parcel went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<DeliveryAddress>,
    /// The car she last came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
    /// How she last paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<PaymentMethod>,
}

/// Until when a bag's pieces are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldView {
    /// When the first of them are free for others again.
    #[serde(with = "domain::moment::timestamp")]
    pub until: Timestamp,
    /// How many seconds that is from now, for browsers whose clock is wrong.
    pub seconds: u32,
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
    /// By the payment provider.
    Card {
        /// What the provider gave the browser in place of a card. The built-in test provider knows
        /// `test-approve`, `test-decline` and `test-timeout`.
        token: String,
    },
}
