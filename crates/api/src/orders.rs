//! Orders: placing, looking, following live, and what staff do with them.

use crate::cart::BagItem;
use crate::checkout::{Collection, PlaceBrief, PlaceOrder, SlotView};
use crate::encode;
use crate::inventory::StoreBrief;
use crate::stores::DoorView;
use crate::time::StoreTime;
use domain::account::Code;
use domain::cart::Receive;
use domain::checkout::{DeliveryAddress, PaymentMethod, Vehicle};
use domain::id::{OrderNumber, Sku};
use domain::money::Money;
use domain::orders::{GroupState, PaymentState, PaymentTrouble, ShopperMay, StaffAction};
use domain::tax::TaxLine;
use domain::text::{Email, Line};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST` [`crate::checkout::PlaceOrder`]: places an order. Answers 201 with an [`OrderView`].
pub const ORDERS: &str = "/api/v1/orders";
/// `GET`: an order, for the browser that ordered or opened it. Answers [`OrderView`].
pub const ORDER: &str = "/api/v1/orders/{number}";
/// `GET`: the order as a stream of server-sent events named `order`, each an [`OrderView`].
pub const ORDER_EVENTS: &str = "/api/v1/orders/{number}/events";
/// `POST` [`OpenOrder`]: lets this browser see an order whose signed link it was given. Answers [`OrderView`].
pub const OPEN_ORDER: &str = "/api/v1/orders/{number}/open";
/// `POST` [`Arrival`]: the shopper of a curbside group is on her way, or there. Answers [`OrderView`].
pub const ARRIVAL: &str = "/api/v1/orders/{number}/arrival";
/// `POST` [`OrderChange`]: the shopper changes her mind about a group. Doing it again changes nothing. Answers [`OrderView`].
pub const ORDER_CHANGES: &str = "/api/v1/orders/{number}/changes";
/// `GET`: how else a group can still be had, by who may see the order. Answers [`ChoicesView`].
pub const ORDER_CHOICES: &str = "/api/v1/orders/{number}/groups/{group}/choices";
/// `GET`: what an order had, as it would be had now, for who may change the order. Answers [`AgainView`].
/// `POST` [`crate::checkout::PlaceOrder`] with an `Idempotency-Key`: orders it once more, past the bag. Answers 201 with an [`OrderView`].
pub const ORDER_AGAIN: &str = "/api/v1/orders/{number}/again";
/// `POST` [`FindOrder`]: sends a code to the address an order was placed with. Answers 202 and [`CodeOnItsWay`] whether there is such an order or not.
pub const FIND_ORDER: &str = "/api/v1/orders/find";
/// `POST` [`FoundOrder`]: lets this browser see the order it was sent a code for. Answers [`OrderView`].
pub const FOUND_ORDER: &str = "/api/v1/orders/found";
/// `GET`, staff only: an order of which something is at their place. Answers [`OrderView`].
pub const STAFF_ORDER: &str = "/api/v1/staff/orders/{number}";
/// `POST` [`StaffStep`], staff only: moves a group of an order on. Answers [`OrderView`].
pub const STAFF_STEP: &str = "/api/v1/staff/orders/{number}/steps";

/// The address of an order.
#[must_use]
pub fn order(number: &OrderNumber) -> String {
    fill(ORDER, number)
}

/// The address of an order's live stream.
#[must_use]
pub fn order_events(number: &OrderNumber) -> String {
    fill(ORDER_EVENTS, number)
}

/// The address that opens an order with its signed key.
#[must_use]
pub fn open_order(number: &OrderNumber) -> String {
    fill(OPEN_ORDER, number)
}

/// The address that says the shopper is coming.
#[must_use]
pub fn arrival(number: &OrderNumber) -> String {
    fill(ARRIVAL, number)
}

/// The address at which the shopper changes her mind.
#[must_use]
pub fn order_changes(number: &OrderNumber) -> String {
    fill(ORDER_CHANGES, number)
}

/// The address that says how else a group can be had.
#[must_use]
pub fn order_choices(number: &OrderNumber, group: u32) -> String {
    fill(ORDER_CHOICES, number).replace("{group}", &group.to_string())
}

/// The address at which an order is placed once more.
#[must_use]
pub fn order_again(number: &OrderNumber) -> String {
    fill(ORDER_AGAIN, number)
}

/// The address at which staff look at an order.
#[must_use]
pub fn staff_order(number: &OrderNumber) -> String {
    fill(STAFF_ORDER, number)
}

/// The address at which staff move an order on.
#[must_use]
pub fn staff_step(number: &OrderNumber) -> String {
    fill(STAFF_STEP, number)
}

fn fill(template: &str, number: &OrderNumber) -> String {
    template.replace("{number}", &encode(number.as_str()))
}

/// An order as its shopper sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderView {
    /// Its number, as printed.
    pub number: OrderNumber,
    /// Counts its changes. A view with a lower number is older.
    pub seq: u64,
    /// When it was placed.
    #[serde(with = "domain::moment::timestamp")]
    pub placed_at: Timestamp,
    /// The name it is for.
    pub name: String,
    /// Where its news go.
    pub email: String,
    /// What travels together, and where each is.
    pub groups: Vec<OrderGroup>,
    /// The goods, with discounts and with tax where it is added to prices.
    pub goods: Money,
    /// Bringing them, likewise.
    pub shipping: Money,
    /// Both, tax included.
    pub total: Money,
    /// The tax in it, a line for each rate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tax: Vec<TaxLine>,
    /// How it is paid.
    pub method: PaymentMethod,
    /// Where the money is.
    pub payment: PaymentState,
    /// Where she pays: the provider's page. Only while `payment` is `action_needed` and a page is open, and only for whose `own` it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_url: Option<String>,
    /// Until when the order waits for her to pay; then it is given up, and everything is in her bag again.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "domain::moment::optional_timestamp")]
    pub payment_until: Option<Timestamp>,
    /// What went wrong with paying, if anything did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_trouble: Option<PaymentTrouble>,
    /// What was taken so far: what was handed over or sent.
    pub charged: Money,
    /// What was given back of it.
    pub refunded: Money,
    /// Whether it is the own order of whoever asks, to be paid, changed or given up; not of those who were only sent its link.
    #[serde(default)]
    pub own: bool,
    /// A link that opens this order in another browser; the key is in the fragment.
    pub share_url: String,
}

/// Lines that travel together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderGroup {
    /// Its place in the order, from 0.
    pub index: u32,
    /// How it reaches her.
    pub receive: Receive,
    /// Where it is.
    pub state: GroupState,
    /// The lines.
    pub lines: Vec<OrderLine>,
    /// The store, for a group that is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreBrief>,
    /// Whether the store's door is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<DoorView>,
    /// How to find the door or the bay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
    /// The slot she chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotView>,
    /// The car she comes in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
    /// Whether she is coming, for curbside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival: Option<ArrivalState>,
    /// Where the parcel goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<DeliveryAddress>,
    /// How the parcel is sent; nothing for what is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<SentBy>,
    /// The place a parcel leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PlaceBrief>,
    /// When a parcel should arrive, as it was told when it was ordered: first and last likely moment, on the clock of
    /// the place it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives: Option<(StoreTime, StoreTime)>,
    /// What she shows at the counter, until the goods are hers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<HandoverView>,
    /// Who collects it instead of the person who ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collector: Option<String>,
    /// What whoever asks may still change; nothing for staff and for those who were only sent the order's link.
    #[serde(default)]
    pub may: ShopperMay,
    /// What happened when, oldest first, on the store's clock (for parcels, the warehouse's).
    pub history: Vec<HistoryEntry>,
}

/// A line of an order, with the price it was sold at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    /// Which variant.
    pub sku: Sku,
    /// How many.
    pub quantity: u32,
    /// What it is, and what one cost.
    pub item: BagItem,
    /// What they cost together.
    pub total: Money,
}

/// How a parcel is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentBy {
    /// The method's code, see [`crate::checkout::MethodView`].
    pub code: String,
    /// Its name for people, as the merchant had written it when it was ordered.
    pub name: String,
}

/// What the shopper shows at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandoverView {
    /// The token, as scanned.
    pub token: String,
    /// The token as a QR code, SVG, dark on transparent.
    pub qr_svg: String,
    /// A short code to say aloud; helps only staff who are signed in.
    pub code: String,
}

/// When a group reached a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// The state.
    pub state: GroupState,
    /// When.
    pub at: StoreTime,
}

/// Opens an order with the key of its signed link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenOrder {
    /// The key from the link's fragment.
    pub key: String,
}

/// Says that the shopper of a curbside group is coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    /// Which group.
    pub group: u32,
    /// How far she is.
    pub state: ArrivalState,
}

/// How far a curbside shopper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArrivalState {
    /// She has set out.
    OnMyWay,
    /// She is at the kerb.
    Here,
}

/// A shopper changes her mind about a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderChange {
    /// Which group.
    pub group: u32,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a group. See [`ShopperMay`] for until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Nothing will be handed over; what was paid for it is given back.
    Cancel {},
    /// Somebody else collects it; nothing: the person who ordered.
    Collector {
        /// The name to be said at the counter.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        name: Option<Line<80>>,
    },
    /// It is collected at another time or place.
    Collect(Collection),
    /// It is sent after all, at no further cost. Not for orders that are paid in the store.
    Send {
        /// Where to.
        address: DeliveryAddress,
    },
}

/// How else a group can still be had, all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChoicesView {
    /// Stores that have all of it, the present one first, then the nearest to it.
    pub stores: Vec<StoreChoice>,
    /// Whether all of it can be sent.
    pub can_be_sent: bool,
}

/// A store that has all of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoreChoice {
    /// The store.
    pub store: StoreBrief,
    /// Metres from the present one.
    pub metres: u32,
    /// When it can be ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// Slots to collect in at the counter, earliest first.
    pub slots: Vec<SlotView>,
    /// Slots in which it is brought to the car; empty where that is not offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curbside_slots: Vec<SlotView>,
}

/// What an order had, as it would be had now.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgainView {
    /// All of it, to be placed with one press. Nothing when anything is missing: a signed-in shopper, a saved card for what was paid by
    /// card, the goods, a slot. Then the checkout asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<AgainOrder>,
}

/// An order that only needs to be pressed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgainOrder {
    /// To be sent as it is. It is about no bag, so its `seq` means nothing.
    pub place: PlaceOrder,
    /// How each part of it would reach her: as it did the last time.
    pub ways: Vec<AgainWay>,
    /// What she calls the card it is paid with; nothing for what is paid in the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
}

/// How a part of an order would reach her.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgainWay {
    /// How.
    pub receive: Receive,
    /// The store, for what is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreBrief>,
    /// The first slot with room there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotView>,
}

/// Looks for an order without its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindOrder {
    /// Its number, as printed.
    pub number: OrderNumber,
    /// The address it was placed with.
    pub email: Email,
}

/// A code was sent, if there is such an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeOnItsWay {
    /// Until when it opens the order.
    #[serde(with = "domain::moment::timestamp")]
    pub expires_at: Timestamp,
}

/// The code that was sent for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FoundOrder {
    /// The order's number.
    pub number: OrderNumber,
    /// The six digits.
    pub code: Code,
}

/// What staff do with a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StaffStep {
    /// Which group.
    pub group: u32,
    /// What is done.
    pub action: StaffAction,
    /// The token or code the shopper showed; needed to hand over.
    #[serde(default)]
    pub handover: Option<String>,
}
