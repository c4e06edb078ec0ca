//! Pages that are fetched when they are first wanted, so that the first page of a visit is sooner usable:
//! everything from the bag to the order, and the store finder. The build cuts their code off at [`pages`] (see `build/split.mjs`).

use crate::{
    client::ClientError,
    pages::{BagPage, CheckoutPage, ContinuePage, NotFoundPage, OrderPage, StorePage, StoresPage},
    routes::Route,
    ui::{Load, Shape, Skeleton, fetched},
};
use leptos::prelude::*;
use std::sync::OnceLock;

/// Makes the page of a route.
type MakePage = fn(Route) -> AnyView;

static PAGES: OnceLock<MakePage> = OnceLock::new();

/// Whether a route's page is one of these.
#[must_use]
pub fn is_later(route: &Route) -> bool {
    match route {
        Route::Home | Route::Category { .. } | Route::Product { .. } | Route::Search | Route::NotFound => false,
        Route::Stores | Route::Store { .. } | Route::Bag | Route::Checkout | Route::Order { .. } | Route::Continue => {
            true
        }
    }
}

/// Fetches these pages unless they are there.
///
/// # Errors
/// [`ClientError::Offline`] if they cannot be fetched; the next call tries again.
pub async fn fetch() -> Result<(), ClientError> {
    if PAGES.get().is_none() {
        let make_page = pages().await.map_err(|_| ClientError::Offline)?;
        PAGES.get_or_init(|| make_page);
    }
    Ok(())
}

/// A page of these, with a skeleton while it is fetched.
#[component]
pub fn Later(
    /// Which.
    route: Route,
) -> impl IntoView {
    let there = PAGES.get().is_some().then_some(());
    let fetched = fetched(there, || (), |()| fetch());
    view! {
        <Load of=fetched skeleton=|| view! { <Skeleton shape=Shape::Heading /> } let:_>
            {PAGES.get().map(|make_page| make_page(route.clone()))}
        </Load>
    }
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Stores => view! { <StoresPage /> }.into_any(),
        Route::Store { code } => view! { <StorePage code /> }.into_any(),
        Route::Bag => view! { <BagPage /> }.into_any(),
        Route::Checkout => view! { <CheckoutPage /> }.into_any(),
        Route::Order { number } => view! { <OrderPage number /> }.into_any(),
        Route::Continue => view! { <ContinuePage /> }.into_any(),
        Route::Home | Route::Category { .. } | Route::Product { .. } | Route::Search | Route::NotFound => {
            view! { <NotFoundPage /> }.into_any()
        }
    }
}

/// Where the build cuts. Nothing else may name [`page`], or its code stays with the first page's.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(later, fallible, wasm_split_path = leptos::wasm_split)]
fn pages() -> Result<MakePage, leptos::wasm_split::SplitLoaderError> {
    Ok(page)
}

/// While working on the app nothing is cut off: Trunk's dev server cannot.
#[cfg(debug_assertions)]
#[expect(clippy::unused_async, reason = "as in a release")]
async fn pages() -> Result<MakePage, ClientError> {
    Ok(page)
}
