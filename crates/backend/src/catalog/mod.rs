//! What is sold, over HTTP: lists, products, search, pictures. Served from a copy in memory ([`Catalog`]); the database is the truth.

mod cards;
mod draw;
mod find;
mod home;
mod import;
mod listing;
mod live;
mod media;
mod offline;
mod product;
mod renditions;
mod search;
mod snapshot;
mod store;

use api::{
    catalog::{
        CategoryView, ListQuery, ListingView, OfflineView, ProductPageView, ProductQuery, SearchQuery, SearchView,
    },
    page::{HomeView, STORE_COOKIE, ShellView},
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::id::LocationCode;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) use self::{
    find::view as find_words,
    home::{KeptHouseLook, view as home_page},
    listing::{known_store, view as list_page},
    live::{Live, work},
    media::{Preview, preview},
    product::view as product_page,
};
pub use self::{
    home::worth_coming_for,
    import::{REQUIRED, import, import_home},
    renditions::work as draw_pictures,
    snapshot::{Catalog, SharedCatalog},
    store::{Record, TOPIC},
};
use crate::{
    app::App,
    error::Error,
    extract::{Json, Path, Query},
    session,
    stores::Place,
};

/// How long browsers and proxies may keep what is the same for everybody, in seconds.
const KEEP: &str = "public, max-age=5";
/// What shows a store's stock is asked for again each time.
const ASK_AGAIN: &str = "no-cache";

/// The addresses of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(categories))
        .routes(routes!(search_words))
        .routes(routes!(show_home))
        .routes(routes!(show_shell))
        .routes(routes!(show_offline))
        .route(media::MEDIA, get(media::show))
}

/// Products, narrowed and sorted, a page at a time.
#[utoipa::path(
    get,
    path = api::catalog::PRODUCTS,
    params(ListQuery),
    responses(
        (status = 200, body = ListingView),
        (status = 404, description = "No such category or store"),
        (status = 422, description = "A parameter cannot be")
    ),
    tag = "catalog"
)]
async fn list(State(app): State<App>, Query(query): Query<ListQuery>) -> Result<Response, Error> {
    let json = listing::json(&app, &app.catalog(), &query)?;
    let lasts = if query.store.is_some() || query.in_stock { ASK_AGAIN } else { KEEP };
    Ok(written(json, lasts))
}

/// One product, with stock near a point or her store.
#[utoipa::path(
    get,
    path = api::catalog::PRODUCT,
    params(("handle" = String, Path, description = "The product"), ProductQuery),
    responses(
        (status = 200, body = ProductPageView),
        (status = 404, description = "No such product, variant or store"),
        (status = 422, description = "A parameter cannot be")
    ),
    tag = "catalog"
)]
async fn show(
    State(app): State<App>,
    Path(handle): Path<String>,
    Query(query): Query<ProductQuery>,
) -> Result<Response, Error> {
    Ok(written(product::json(&app, &app.catalog(), &handle, &query)?, ASK_AGAIN))
}

/// Every category, in the merchant's order.
#[utoipa::path(get, path = api::catalog::CATEGORIES, responses((status = 200, body = Vec<CategoryView>)), tag = "catalog")]
async fn categories(State(app): State<App>) -> Json<Vec<CategoryView>> {
    Json(app.catalog().categories().to_vec())
}

/// Products, categories and labels that a few words name; the last word may be unfinished.
#[utoipa::path(
    get,
    path = api::catalog::SEARCH,
    params(SearchQuery),
    responses((status = 200, body = SearchView), (status = 422, description = "A parameter cannot be")),
    tag = "catalog"
)]
async fn search_words(State(app): State<App>, Query(query): Query<SearchQuery>) -> Result<Json<SearchView>, Error> {
    find::view(&app, &app.catalog(), &query).await.map(Json)
}

/// What the home page shows.
#[utoipa::path(
    get,
    path = api::page::HOME,
    params(HomeQuery),
    responses((status = 200, body = HomeView), (status = 404, description = "No such store")),
    tag = "catalog"
)]
async fn show_home(State(app): State<App>, Query(query): Query<HomeQuery>) -> Result<Json<HomeView>, Error> {
    let store = known_store(&app, query.store.as_ref())?;
    Ok(Json(home::view(&app, &app.catalog(), store.as_ref())))
}

/// What the frame around every page shows.
#[utoipa::path(get, path = api::page::SHELL, responses((status = 200, body = ShellView)), tag = "catalog")]
async fn show_shell(State(app): State<App>, headers: HeaderMap) -> Json<ShellView> {
    Json(shell(&app, &app.catalog(), &headers))
}

/// What a browser keeps of the catalogue for when it has no connection: at most 48 products, what the merchant puts forward first.
#[utoipa::path(get, path = api::catalog::OFFLINE, responses((status = 200, body = OfflineView)), tag = "catalog")]
async fn show_offline(State(app): State<App>) -> Result<Response, Error> {
    let json = serde_json::to_string(&offline::view(&app, &app.catalog())?).map_err(Error::internal)?;
    Ok(written(json, KEEP))
}

/// Whose stock is shown.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
struct HomeQuery {
    /// Her store.
    store: Option<LocationCode>,
}

/// What the frame shows to a browser that may have chosen a store.
pub(crate) fn shell(app: &App, catalog: &Catalog, headers: &HeaderMap) -> ShellView {
    let code = session::cookie(headers, STORE_COOKIE).and_then(|code| LocationCode::parse(code).ok());
    let my_store = code.and_then(|code| app.locations().store(&code).map(Place::brief));
    ShellView { categories: catalog.categories().to_vec(), my_store }
}

fn written(json: String, lasts: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, lasts)], json).into_response()
}
