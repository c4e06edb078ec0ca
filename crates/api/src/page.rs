//! What a page needs before it can be shown. The server renders it and sends it along, so the app starts with it.

use crate::catalog::{CategoryView, ListQuery, ListingView, ProductCard, ProductPageView, SearchView};
use crate::inventory::StoreBrief;
use crate::stores::{StorePageView, StoresView};
use domain::catalog::Picture;
use domain::id::LocationCode;
use serde::{Deserialize, Serialize};

/// `GET`: what the home page shows. Query: `store`. Answers [`HomeView`].
pub const HOME: &str = "/api/v1/home";
/// `GET`: what the frame around every page shows. Answers [`ShellView`].
pub const SHELL: &str = "/api/v1/shell";

/// The cookie in which the browser keeps the code of the shopper's store. Not a secret: the app sets it, the server reads it.
pub const STORE_COOKIE: &str = "store";

/// The cookie that says this browser has loaded the brand's fonts: a page then asks for them at once. Also the class of `<html>` that does.
pub const FONTS_COOKIE: &str = "fonts";

/// The address of the home page's data.
#[must_use]
pub fn home(store: Option<&LocationCode>) -> String {
    match store {
        Some(store) => format!("{HOME}?store={}", crate::encode(store.as_str())),
        None => HOME.to_owned(),
    }
}

/// The data of the page an address asks for, together with the frame's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seed {
    /// The path and query the data is for.
    pub path: String,
    /// What the frame shows.
    pub shell: ShellView,
    /// What the page shows.
    pub page: PageData,
}

/// What the frame around every page shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShellView {
    /// The shelves, in the merchant's order.
    pub categories: Vec<CategoryView>,
    /// The store the shopper chose, from the cookie [`STORE_COOKIE`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub my_store: Option<StoreBrief>,
}

/// The data of one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
// Tagged from outside: any other way makes serde hold every type twice, once for JSON and once for its buffer, in the app too.
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a page has one of them")]
pub enum PageData {
    /// `/`
    Home(HomeView),
    /// `/c/{category}`
    Category(CategoryPageView),
    /// `/p/{handle}`
    Product(ProductPageView),
    /// `/search`
    Search(SearchView),
    /// `/stores`
    Stores(StoresView),
    /// `/stores/{code}`
    Store(StorePageView),
    /// `/try-on`, which asks for what it shows once the app runs.
    TryOn,
    /// `/scan`, which asks for what it shows once there is a number.
    Scan,
    /// There is nothing at this address, or not any more.
    NotFound,
    /// A page that loads its own data once the app runs: bag, checkout, order.
    Own,
}

/// Everything a category's page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CategoryPageView {
    /// The category.
    pub category: CategoryView,
    /// What was asked.
    pub query: ListQuery,
    /// The list.
    pub listing: ListingView,
}

/// Everything the home page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeView {
    /// The stories, the first one leading.
    pub stories: Vec<Story>,
    /// What her store has today; empty when she has not chosen one.
    pub near: Vec<ProductCard>,
    /// What is new.
    pub new: Vec<ProductCard>,
    /// A look made of several products.
    pub look: Option<Look>,
    /// The labels of the house.
    pub labels: Vec<LabelView>,
}

/// An editorial picture with a line and a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Story {
    /// The headline, by language.
    pub title: Wording,
    /// One sentence, by language.
    pub line: Wording,
    /// The words of the link, by language.
    pub link: Wording,
    /// Where it leads: a path of this shop.
    pub href: String,
    /// The picture.
    pub picture: Option<Picture>,
}

/// A look made of several products.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Look {
    /// Its name, by language.
    pub title: Wording,
    /// One sentence, by language.
    pub line: Wording,
    /// The picture.
    pub picture: Option<Picture>,
    /// The products, in the order they are put on.
    pub products: Vec<ProductCard>,
}

/// One of the house's labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LabelView {
    /// Its name.
    pub name: String,
    /// Its character in one sentence, by language.
    pub line: Wording,
    /// How many products it has.
    pub products: u32,
    /// The picture.
    pub picture: Option<Picture>,
}

/// The merchant's own words in each language the shop speaks. English stands in where German is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// English.
    pub en: String,
    /// German.
    #[serde(default)]
    pub de: String,
}
