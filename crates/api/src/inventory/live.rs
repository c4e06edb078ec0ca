//! Stock as it changes: what a page shows of it, told again when it is no longer so.

use super::Incoming;
use crate::encode;
use crate::time::StoreTime;
use domain::id::{Handle, LocationCode, Sku};
use domain::inventory::Band;
use serde::{Deserialize, Serialize};

/// `GET`: stock as server-sent events named `stock`, each a [`StockNews`]: first all that is asked about, then what is shown differently.
///
/// The page names what it shows, each as `sku=LIP-1@mitte` (a variant at a store), `sku=LIP-1@` (its being sent) or
/// `product=velvet@mitte` (a product's best variant at a store). So nobody's whereabouts leave the browser, and everybody who shows the
/// same shares one subscription. Not below `/api/v1/inventory/`, where any SKU may stand.
pub const STOCK_EVENTS: &str = "/api/v1/stock/events";

/// The most that one stream tells about.
pub const SPOTS_MOST: usize = 100;

/// One figure that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A variant at a store; without one, its being sent.
    Variant {
        /// The variant.
        sku: Sku,
        /// The store.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        store: Option<LocationCode>,
    },
    /// A product at a store, in its best variant.
    Product {
        /// The product.
        handle: Handle,
        /// The store.
        store: LocationCode,
    },
}

impl Spot {
    /// Reads a parameter of [`STOCK_EVENTS`]; nothing for what is none.
    #[must_use]
    pub fn parse(name: &str, value: &str) -> Option<Self> {
        // A SKU may contain the sign, a store's code never does.
        let (what, store) = value.rsplit_once('@')?;
        let store = (!store.is_empty()).then(|| LocationCode::parse(store)).transpose().ok()?;
        match name {
            "sku" => Some(Self::Variant { sku: Sku::parse(what).ok()?, store }),
            "product" => Some(Self::Product { handle: Handle::parse(what).ok()?, store: store? }),
            _ => None,
        }
    }

    /// The place; none is wherever parcels leave from.
    #[must_use]
    pub fn store(&self) -> Option<&LocationCode> {
        match self {
            Self::Variant { store, .. } => store.as_ref(),
            Self::Product { store, .. } => Some(store),
        }
    }

    fn parameter(&self) -> String {
        let (name, what, store) = match self {
            Self::Variant { sku, store } => ("sku", sku.as_str(), store.as_ref().map_or("", LocationCode::as_str)),
            Self::Product { handle, store } => ("product", handle.as_str(), store.as_str()),
        };
        format!("{name}={}@{store}", encode(what))
    }
}

/// The address of the stream that tells about these; only the first [`SPOTS_MOST`] are asked for.
#[must_use]
pub fn stock_events(spots: &[Spot]) -> String {
    let parameters: Vec<String> = spots.iter().take(SPOTS_MOST).map(Spot::parameter).collect();
    format!("{STOCK_EVENTS}?{}", parameters.join("&"))
}

/// What is shown differently now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockNews {
    /// Each that has changed.
    pub spots: Vec<SpotStock>,
}

/// What there is at one spot now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpotStock {
    /// Which.
    pub spot: Spot,
    /// What there is.
    pub band: Band,
    /// How many, said only when they are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// When an order placed now can be collected, if there is any. Told anew only when it has moved by minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_by: Option<StoreTime>,
    /// What is on its way there, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incoming: Vec<Incoming>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_shows_is_read_as_it_was_written() {
        let code = |text| LocationCode::parse(text).unwrap();
        let spots = [
            Spot::Variant { sku: Sku::parse("A@1,2&x").unwrap(), store: Some(code("mitte")) },
            Spot::Variant { sku: Sku::parse("B").unwrap(), store: None },
            Spot::Product { handle: Handle::parse("velvet").unwrap(), store: code("mitte") },
        ];
        let written = "/api/v1/stock/events?sku=A%401%2C2%26x@mitte&sku=B@&product=velvet@mitte";
        assert_eq!(stock_events(&spots), written);
        assert_eq!(Spot::parse("sku", "A@1,2&x@mitte").as_ref(), Some(&spots[0]));
        assert_eq!(Spot::parse("sku", "B@").as_ref(), Some(&spots[1]));
        assert_eq!(Spot::parse("product", "velvet@mitte").as_ref(), Some(&spots[2]));
        for (name, value) in
            [("sku", "B"), ("sku", "@mitte"), ("product", "velvet@"), ("size", "B@mitte"), ("sku", "B@Mitte")]
        {
            assert_eq!(Spot::parse(name, value), None, "{name}={value}");
        }
    }
}
