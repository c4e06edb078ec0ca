//! From bag to order: the plan, and placing it.

use crate::cart::BagLine;
use crate::inventory::StoreBrief;
use crate::payments::SavedPayment;
use crate::time::StoreTime;
use domain::cart::{LineKey, Receive};
use domain::checkout::{Contact, DeliveryAddress, Instead, PaymentMethod, PlanProblem, Slot, Vehicle, Why};
use domain::geo::Position;
use domain::id::LocationCode;
use domain::money::Money;
use domain::tax::TaxLine;
use domain::text::{Email, Line};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST` [`AskPlan`], or no body: plans the bag of this browser as it is. Answers [`PlanView`].
pub const PLAN: &str = "/api/v1/checkout/plan";

/// `POST` [`AskPlan`], or no body: plans the bag and holds every piece of the plan for a while. Asked again, it holds what the plan has become;
/// what it held before keeps its end. Answers [`PlanView`] with [`PlanView::held`], or a refusal that leaves the holds as they were.
/// `DELETE`: lets go of what the bag holds. Answers 204.
pub const HOLD: &str = "/api/v1/checkout/hold";

/// The most parcels of which a method can be chosen.
pub const METHODS_MOST: usize = 50;

/// What the shopper has said about receiving so far. Everything is optional: without an address the shop's own country
/// is assumed, without a method the cheapest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AskPlan {
    /// Where parcels go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<PlanAddress>,
    /// How parcels are sent, at most 50; of one that is not planned any more, or a method that is not offered, nothing follows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<ChosenMethod>,
    /// Where she is, for stores near her.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Position>,
}

/// As much of an address as prices depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanAddress {
    /// Country, ISO 3166-1 alpha-2.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub country: Line<2>,
    /// Postal code, when she has said it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Line<16>>,
}

/// How the parcel from one place is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChosenMethod {
    /// The place it leaves, see [`PlanGroup::from`].
    pub from: LocationCode,
    /// The method's code, see [`MethodView`].
    pub method: String,
}

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
    /// The same lines with what she could do instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedLine>,
    /// What single stores could hand over of the whole bag, best first, when it is spread over places or something is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whole_bag: Vec<StoreOfferView>,
    /// The goods at their price.
    pub goods: Money,
    /// What is taken off or added to that, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<AdjustmentView>,
    /// Bringing them.
    pub shipping: Money,
    /// The tax in the total, or added to it, a line for each rate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tax: Vec<TaxLine>,
    /// Everything, tax included.
    pub total: Money,
    /// The part of it that is paid with the order; the rest at the counter, for what she keeps.
    pub due_now: Money,
    /// How it can be paid.
    pub payment: Vec<PaymentMethod>,
    /// Whether the built-in test provider takes its own cards; see [`PaymentChoice::Card`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test_cards: bool,
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
    /// Ways of paying that the provider keeps for her, the one used last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saved: Vec<SavedPayment>,
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

/// A line that cannot be had as asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedLine {
    /// The line.
    pub line: BagLine,
    /// Why.
    pub problem: PlanProblem,
    /// What she could do instead, best first. Nothing of it is promised.
    pub alternatives: Vec<AlternativeView>,
}

/// One thing she could do about a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlternativeView {
    /// What it is.
    pub instead: Instead,
    /// How the pieces would reach her.
    pub receive: Receive,
    /// How many pieces.
    pub quantity: u32,
    /// The store she would go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreBrief>,
    /// When she would have them, on the clock of the place they come from: ready there, or the last likely moment of the parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StoreTime>,
    /// How far away the store is, in metres: from where she is, else from the store she asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metres: Option<u32>,
}

/// What one store could hand over of the whole bag at its counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreOfferView {
    /// The store.
    pub store: StoreBrief,
    /// The lines it has all pieces of.
    pub lines: Vec<LineKey>,
    /// When they can be ready.
    pub ready_by: StoreTime,
    /// How far away it is, in metres: from where she is, else from the first store she asked for.
    pub metres: u32,
}

/// A change of what the goods cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdjustmentView {
    /// Why.
    pub reason: String,
    /// By how much, negative for less.
    pub amount: Money,
}

/// A way of sending a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MethodView {
    /// Its name for machines; sent back as it is.
    pub code: String,
    /// Its name for people, as the merchant wrote it.
    pub name: String,
    /// What it costs, once for all parcels that are sent by it.
    pub price: Money,
    /// When a parcel from there arrives by it: first and last likely day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives: Option<(StoreTime, StoreTime)>,
}

/// The place that pieces come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceBrief {
    /// Its code.
    pub code: LocationCode,
    /// Its name for people.
    pub name: String,
    /// Its city.
    pub city: String,
    /// Whether it is a store she could walk into.
    pub is_store: bool,
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
    /// Where they come from.
    pub from: PlaceBrief,
    /// Why from there.
    pub why: Why,
    /// Whether they are paid with the order; what is reserved to be tried is not.
    pub due_now: bool,
    /// The lines; of one that is sent in several parcels, this parcel's pieces.
    pub lines: Vec<BagLine>,
    /// What they cost, without adjustments.
    pub goods: Money,
    /// What bringing them costs.
    pub shipping: Money,
    /// When they can be collected at the earliest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// When a parcel arrives: first and last likely day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives: Option<(StoreTime, StoreTime)>,
    /// The code of the method a parcel is sent by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The methods it could be sent by, the cheapest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<MethodView>,
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
    /// The bag's sequence number the shopper saw; of no meaning for an order that is placed once more.
    pub seq: u64,
    /// The total the shopper saw.
    pub total: Money,
    /// Whom it is for.
    pub contact: Contact,
    /// Where parcels go; needed when anything is shipped.
    #[serde(default)]
    pub address: Option<DeliveryAddress>,
    /// How parcels are sent, as in [`AskPlan::methods`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<ChosenMethod>,
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
