//! What the catalogue's pages ask the server.

use crate::client::{self, ClientError};
use api::catalog::{self, ListQuery, ListingView, ProductPageView, ProductQuery, SearchQuery, SearchView};
use domain::id::Handle;

/// A list of products, narrowed and sorted.
///
/// # Errors
/// [`ClientError`].
pub async fn products(query: ListQuery) -> Result<ListingView, ClientError> {
    client::get(&catalog::products(&query)).await
}

/// One product with where it can be had.
///
/// # Errors
/// [`ClientError`]; a problem of kind `NotFound` when there is no such product.
pub async fn product(handle: Handle, query: ProductQuery) -> Result<ProductPageView, ClientError> {
    client::get(&catalog::product(&handle, &query)).await
}

/// Products, shelves and labels that fit a few words.
///
/// # Errors
/// [`ClientError`].
pub async fn search(query: SearchQuery) -> Result<SearchView, ClientError> {
    client::get(&catalog::search(&query)).await
}
