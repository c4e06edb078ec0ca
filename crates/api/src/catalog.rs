//! Browsing: lists, products, search.

use crate::encode;
use domain::catalog::{Category, Facet, Finish, Hex, ListingQuery, Picture, Product, Rating, Sort};
use domain::id::{CategorySlug, Handle, LocationCode, Sku};
use domain::inventory::Band;
use domain::money::Money;
use serde::{Deserialize, Serialize};

/// `GET`: a list of products, narrowed and sorted. Query: [`ListQuery`]. Answers [`ListingView`].
pub const PRODUCTS: &str = "/api/v1/products";
/// `GET`: one product with stock near a point. Query: [`ProductQuery`]. Answers [`ProductPageView`].
pub const PRODUCT: &str = "/api/v1/products/{handle}";
/// `GET`: every category. Answers a list of [`CategoryView`].
pub const CATEGORIES: &str = "/api/v1/categories";
/// `GET`: products and shelves that fit a few words. Query: [`SearchQuery`]. Answers [`SearchView`].
pub const SEARCH: &str = "/api/v1/search";
/// `GET`: what a browser keeps of the catalogue for when it has no connection. Answers [`OfflineView`].
pub const OFFLINE: &str = "/api/v1/offline";

/// The most products a browser keeps of the catalogue.
pub const OFFLINE_MOST: usize = 48;
/// The most products one answer lists.
pub const PAGE_SIZE_MOST: u32 = 96;
/// How many products a page lists unless told.
pub const PAGE_SIZE: u32 = 24;

/// What to list. Several values of one facet are joined by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Only this category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CategorySlug>,
    /// Labels, joined by commas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Shade families, joined by commas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// Finishes, joined by commas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub finish: String,
    /// Tags, joined by commas.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// Highest price in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_max: Option<i64>,
    /// Only what this store has.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_stock: bool,
    /// The store whose stock is shown on the cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
    /// The order.
    pub sort: Sort,
    /// Which page, from 1; 0 is 1.
    pub page: u32,
    /// How many on a page, 1 to 96; 0 is 24.
    pub page_size: u32,
}

impl ListQuery {
    /// The domain's question: the parts that narrow and sort.
    #[must_use]
    pub fn listing(&self) -> ListingQuery {
        let values = |joined: &str| -> Vec<String> {
            joined.split(',').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
        };
        ListingQuery {
            labels: values(&self.label),
            families: values(&self.family),
            finishes: values(&self.finish).iter().filter_map(|word| Finish::from_word(word)).collect(),
            tags: values(&self.tag),
            price_max_minor: self.price_max,
            sort: self.sort,
        }
    }

    /// The query string, without the question mark, leaving out what is as by default.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut parts = Vec::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={}", encode(value)));
            }
        };
        put("category", self.category.as_ref().map_or("", CategorySlug::as_str));
        put("label", &self.label);
        put("family", &self.family);
        put("finish", &self.finish);
        put("tag", &self.tag);
        put("price_max", &self.price_max.map(|most| most.to_string()).unwrap_or_default());
        put("in_stock", if self.in_stock { "true" } else { "" });
        put("store", self.store.as_ref().map_or("", LocationCode::as_str));
        put(
            "sort",
            match self.sort {
                Sort::Featured => "",
                Sort::PriceUp => "price_up",
                Sort::PriceDown => "price_down",
                Sort::Rating => "rating",
                Sort::Name => "name",
            },
        );
        let number = |value: u32| if value == 0 { String::new() } else { value.to_string() };
        put("page", &number(self.page));
        put("page_size", &number(self.page_size));
        parts.join("&")
    }
}

/// The address of a list.
#[must_use]
pub fn products(query: &ListQuery) -> String {
    format!("{PRODUCTS}?{}", query.to_query())
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingView {
    /// The products of this page.
    pub items: Vec<ProductCard>,
    /// How many fit in all.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// Ways to narrow further.
    pub facets: Vec<Facet>,
}

/// A product on a shelf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductCard {
    /// Its name in addresses.
    pub handle: Handle,
    /// Its name for people.
    pub title: String,
    /// Its label.
    pub label: String,
    /// The lowest price of any variant.
    pub price: Money,
    /// Whether variants differ in price.
    pub price_varies: bool,
    /// The former price of the cheapest variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_at: Option<Money>,
    /// The leading picture.
    pub picture: Option<Picture>,
    /// Up to eight shades to swap the picture with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shades: Vec<ShadeDot>,
    /// How many shades there are beyond those.
    #[serde(default)]
    pub more_shades: u32,
    /// What people think of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// What the store asked for has of it, in its best variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_store: Option<Band>,
}

/// A shade on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShadeDot {
    /// The shade's name.
    pub name: String,
    /// Its colour.
    pub hex: Hex,
    /// The address of its pack shot.
    pub picture_url: Option<String>,
}

/// Where the shopper is, for a product's page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct ProductQuery {
    /// The variant whose stock is wanted; the first one when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<Sku>,
    /// A point as `lat,lon`; the stores nearest to it are answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Her store; answered first, and the point to be near when `near` is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
}

/// The address of a product.
#[must_use]
pub fn product(handle: &Handle, query: &ProductQuery) -> String {
    let mut address = PRODUCT.replace("{handle}", &encode(handle.as_str()));
    let pairs = [
        ("sku", query.sku.as_ref().map(Sku::as_str)),
        ("near", query.near.as_deref()),
        ("store", query.store.as_ref().map(LocationCode::as_str)),
    ];
    let mut separator = '?';
    for (name, value) in pairs {
        if let Some(value) = value {
            address.push(separator);
            address.push_str(&format!("{name}={}", encode(value)));
            separator = '&';
        }
    }
    address
}

/// Everything a product's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductPageView {
    /// The product.
    pub product: Product,
    /// The shelf it stands on.
    pub category: Category,
    /// Where the chosen variant can be had.
    pub availability: crate::inventory::AvailabilityView,
    /// What goes well with it or is like it, at most eight.
    pub related: Vec<ProductCard>,
    /// Whether it can be tried on.
    #[serde(default)]
    pub wearable: bool,
}

/// A slice of the catalogue: what the merchant puts forward, then the best of each shelf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfflineView {
    /// The products, each once, at most [`OFFLINE_MOST`].
    pub items: Vec<OfflineItem>,
}

/// A product of the slice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfflineItem {
    /// As it stands on a shelf.
    pub card: ProductCard,
    /// Its page, without what stores have and without others beside it: nobody can say later what that was.
    pub page: ProductPageView,
}

/// A category with what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryView {
    /// The category.
    pub category: Category,
    /// How many products it has.
    pub products: u32,
}

/// What to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[serde(default, deny_unknown_fields)]
pub struct SearchQuery {
    /// The words, up to 200 characters; the last one may be unfinished.
    pub q: String,
    /// The most products to answer, 1 to 96; 0 is 24.
    pub limit: u32,
    /// The store whose stock is shown on the cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<LocationCode>,
}

/// The address of a search.
#[must_use]
pub fn search(query: &SearchQuery) -> String {
    let store = query.store.as_ref().map(|store| format!("&store={}", encode(store.as_str()))).unwrap_or_default();
    format!("{SEARCH}?q={}&limit={}{store}", encode(&query.q), query.limit)
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchView {
    /// The words, as understood.
    pub q: String,
    /// The products, best first.
    pub products: Vec<ProductCard>,
    /// How many fit in all.
    pub total: u32,
    /// Categories whose name fits.
    pub categories: Vec<Category>,
    /// Labels whose name fits.
    pub labels: Vec<String>,
}
