//! What each page shows, loaded by the functions that answer the interface.

use api::{
    catalog::{ProductQuery, SearchQuery},
    page::{CategoryPageView, PageData, ShellView},
    stores::StoresQuery,
};
use axum::http::StatusCode;
use domain::id::{CategorySlug, Handle, LocationCode};
use storefront::routes::Route;

use super::Visit;
use crate::{
    app::App,
    catalog::{self, Catalog, SharedCatalog},
    error::Error,
    stores,
};

/// How many products the search page shows.
const FOUND_MOST: u32 = 48;

/// The page's data. What is not there, or asked for in a way that cannot be, is a page too, with status 404.
pub(super) async fn page(
    app: &App,
    catalog: &SharedCatalog,
    visit: &Visit,
    shell: &ShellView,
) -> Result<(StatusCode, PageData), Error> {
    match find(app, catalog, visit, shell).await {
        Ok(Some(page)) => Ok((StatusCode::OK, page)),
        Ok(None) | Err(Error::Refused(_)) => Ok((StatusCode::NOT_FOUND, PageData::NotFound)),
        Err(error) => Err(error),
    }
}

async fn find(app: &App, catalog: &SharedCatalog, visit: &Visit, shell: &ShellView) -> Result<Option<PageData>, Error> {
    let store = shell.my_store.as_ref().map(|store| store.code.clone());
    Ok(match &visit.route {
        Route::Home => Some(PageData::Home(catalog::home_page(app, catalog, store.as_ref()))),
        Route::Category { category } => self::category(app, catalog, visit, category, store)?,
        Route::Product { handle } => product(app, catalog, visit, handle, store)?,
        Route::Search => {
            let q = visit.pairs.iter().find(|(name, _)| name == "q").map(|(_, q)| q.clone()).unwrap_or_default();
            let query = SearchQuery { q, limit: FOUND_MOST, store };
            Some(PageData::Search(catalog::find_words(app, catalog, &query).await?))
        }
        Route::Stores => Some(PageData::Stores(stores::service::find(app, &StoresQuery::default())?)),
        Route::Store { code } => match LocationCode::parse(code.clone()) {
            Ok(code) => Some(PageData::Store(stores::page(app, &code)?)),
            Err(_) => None,
        },
        // These show what is somebody's own; the app loads it once it runs.
        Route::Bag
        | Route::Checkout
        | Route::FindOrder
        | Route::Order { .. }
        | Route::Continue
        | Route::Account
        | Route::Approve => Some(PageData::Own),
        Route::TryOn => Some(PageData::TryOn),
        Route::Scan => Some(PageData::Scan),
        Route::NotFound => None,
    })
}

fn category(
    app: &App,
    catalog: &Catalog,
    visit: &Visit,
    slug: &str,
    store: Option<LocationCode>,
) -> Result<Option<PageData>, Error> {
    let Some(category) = CategorySlug::parse(slug).ok().and_then(|slug| catalog.category(&slug)) else {
        return Ok(None);
    };
    let query = storefront::catalog::list_query(Some(category.category.slug.clone()), &visit.pairs, store);
    let listing = catalog::list_page(app, catalog, &query)?;
    Ok(Some(PageData::Category(CategoryPageView { category: category.clone(), query, listing })))
}

fn product(
    app: &App,
    catalog: &Catalog,
    visit: &Visit,
    handle: &str,
    store: Option<LocationCode>,
) -> Result<Option<PageData>, Error> {
    let Some(product) = Handle::parse(handle).ok().and_then(|handle| catalog.product(&handle)) else { return Ok(None) };
    // The address chooses the variant, as in the app.
    let sku = Some(product.variant_for(&visit.pairs).sku.clone());
    let query = ProductQuery { sku, near: None, store };
    Ok(Some(PageData::Product(catalog::product_page(app, catalog, handle, &query)?)))
}
