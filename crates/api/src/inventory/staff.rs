//! Stock as people who work in a store see and change it: figures, the ledger, counts, and goods on their way.
//!
//! Everything that changes stock takes an `Idempotency-Key`: sent again with the same one, it changes nothing.

use crate::encode;
use domain::id::{LocationCode, Sku};
use domain::inventory::{Adjustment, Arrived, Cause, Levels, Transit};
use domain::moment::Day;
use domain::text::Line;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET`: every level at one place, by SKU. Query: [`LevelsQuery`]. Answers [`LevelsView`].
pub const STAFF_LEVELS: &str = "/api/v1/staff/stock";
/// `GET`: one level. Query: [`PlaceQuery`]. Answers [`LevelView`].
pub const STAFF_LEVEL: &str = "/api/v1/staff/stock/{sku}";
/// `GET`: the ledger of one level, newest first. Query: [`LedgerQuery`]. Answers [`LedgerView`].
pub const STAFF_LEDGER: &str = "/api/v1/staff/stock/{sku}/ledger";
/// `POST` [`AdjustStock`]: puts pieces aside, back, away, or keeps some back. Answers [`LevelView`].
pub const STAFF_ADJUST: &str = "/api/v1/staff/stock/{sku}/adjustments";
/// `POST` [`CountShelf`]: books what was counted. Answers [`CountView`].
pub const STAFF_COUNT: &str = "/api/v1/staff/stock/{sku}/counts";
/// `GET`: transfers from and to one place, newest first. Query: [`TransfersQuery`]. Answers [`TransfersView`].
/// `POST` [`SendGoods`]: sends goods on their way, or announces a supplier's. Answers [`TransferView`].
pub const STAFF_TRANSFERS: &str = "/api/v1/staff/transfers";
/// `GET`: one transfer. Answers [`TransferView`].
pub const STAFF_TRANSFER: &str = "/api/v1/staff/transfers/{id}";
/// `POST` [`ReceiveGoods`]: goods of a transfer arrived, all or some. Answers [`TransferView`].
pub const STAFF_ARRIVALS: &str = "/api/v1/staff/transfers/{id}/arrivals";
/// `POST` [`CloseTransfer`]: what has not arrived will not. Answers [`TransferView`].
pub const STAFF_CLOSE: &str = "/api/v1/staff/transfers/{id}/closing";

/// The most rows of one answer.
pub const STAFF_ROWS_MOST: u32 = 200;
/// The most lines of one transfer.
pub const TRANSFER_LINES_MOST: usize = 200;
/// The most pieces that one adjustment, count or line of a transfer names.
pub const STAFF_PIECES_MOST: u32 = 1_000_000;

/// The address of a level, its ledger, its counts or its adjustments at a place: `path` is one of the constants with `{sku}`.
#[must_use]
pub fn staff_stock(path: &str, sku: &Sku, location: &LocationCode) -> String {
    format!("{}?location={}", path.replace("{sku}", &encode(sku.as_str())), encode(location.as_str()))
}

/// The address of something about a transfer: `path` is one of the constants with `{id}`.
#[must_use]
pub fn staff_transfer(path: &str, id: &str) -> String {
    path.replace("{id}", &encode(id))
}

/// Which place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct PlaceQuery {
    /// A store or warehouse; by default one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationCode>,
}

/// Which levels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct LevelsQuery {
    /// A store or warehouse; by default one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationCode>,
    /// Only behind this SKU: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The most rows, 1 to 200; 0 is 50.
    pub limit: u32,
}

/// Which movements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct LedgerQuery {
    /// A store or warehouse; by default one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationCode>,
    /// Only older than this: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The most rows, 1 to 200; 0 is 50.
    pub limit: u32,
}

/// Which transfers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct TransfersQuery {
    /// A store or warehouse; by default one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationCode>,
    /// Only those with goods still on the way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Only older than this: `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The most rows, 1 to 200; 0 is 50.
    pub limit: u32,
}

/// The figures of one variant at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelView {
    /// The variant.
    pub sku: Sku,
    /// The place.
    pub location: LocationCode,
    /// The six figures.
    pub levels: Levels,
    /// What can be promised to the next shopper.
    pub available: i64,
    /// Counts the changes of this level, from 1; 0 where the place never had any. Say it when booking a count.
    pub ver: i64,
}

/// Levels at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelsView {
    /// By SKU.
    pub levels: Vec<LevelView>,
    /// Where the next page begins, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerEntry {
    /// When.
    #[serde(with = "domain::moment::timestamp")]
    pub at: Timestamp,
    /// Why.
    pub cause: Cause,
    /// What for: an order's number, a transfer's id, a file, a note.
    pub reference: String,
    /// Who: a session, a member of staff, or `system`.
    pub actor: String,
    /// By how much each figure changed.
    pub by: Levels,
}

/// A page of the ledger of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerView {
    /// Newest first.
    pub entries: Vec<LedgerEntry>,
    /// Where the next page begins, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Changes a level without counting it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjustStock {
    /// What is done.
    pub what: Adjustment,
    /// With how many pieces: from 1; of `keep_back`, how many are kept back from now on, from 0.
    pub pieces: u32,
    /// For the ledger: why, or the number of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line<80>>,
}

/// Says what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountShelf {
    /// Every piece in the building: sold but still there, put aside and damaged ones too.
    pub counted: u32,
    /// The level's `ver` before counting began. If goods came or left since, the count cannot be booked.
    pub ver: i64,
}

/// What a count came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountView {
    /// The level now.
    pub level: LevelView,
    /// What was thought to be there.
    pub expected: i64,
    /// What was there.
    pub counted: i64,
    /// What was booked. Differs from `counted - expected` when pieces are `missing`.
    pub difference: i64,
    /// How many pieces are promised and were not found. Nothing more is sold from here; the newest promises are in `promised_to`.
    pub missing: i64,
    /// Orders and checkouts that hold pieces here, newest first, at most 20; only when some are missing. Cancel or move some of
    /// them, then count again.
    pub promised_to: Vec<String>,
}

/// Sends goods on their way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendGoods {
    /// Where they leave; without one, a supplier sends them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<LocationCode>,
    /// Where they go.
    pub target: LocationCode,
    /// The day they should arrive, on the target's calendar, from today. Shoppers are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Day>,
    /// The number of a delivery note or order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Line<80>>,
    /// What is sent, each variant once.
    pub lines: Vec<SendLine>,
}

/// One variant of a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendLine {
    /// Which variant. Not a bundle: send its parts.
    pub sku: Sku,
    /// How many, from 1.
    pub pieces: u32,
}

/// Says what arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveGoods {
    /// What arrived this time, each variant once.
    pub lines: Vec<ArrivedLine>,
}

/// What arrived of one variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ArrivedLine {
    /// Which variant.
    pub sku: Sku,
    /// How many, sound and damaged.
    pub arrived: Arrived,
}

/// Says what became of goods that have not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseTransfer {
    /// What became of them.
    pub rest: Rest,
}

/// What became of goods that have not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// They are back where they came from: the transfer is cancelled, or turned back.
    Returned,
    /// They are gone; a supplier's: they will not be delivered.
    Lost,
}

/// Goods on their way, or that were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferView {
    /// Names it.
    pub id: String,
    /// Where they left; nothing for a supplier's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<LocationCode>,
    /// Where they go.
    pub target: LocationCode,
    /// The day they should arrive, on the target's calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Day>,
    /// The number of a delivery note or order; empty when none was given.
    pub reference: String,
    /// Whether anything is still on the way.
    pub open: bool,
    /// When they left or were announced.
    #[serde(with = "domain::moment::timestamp")]
    pub created_at: Timestamp,
    /// What was sent and what became of it, by SKU.
    pub lines: Vec<TransferLine>,
}

/// One variant of a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferLine {
    /// Which variant.
    pub sku: Sku,
    /// What became of its pieces.
    pub pieces: Transit,
}

/// Transfers from and to one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransfersView {
    /// Newest first.
    pub transfers: Vec<TransferView>,
    /// Where the next page begins, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
