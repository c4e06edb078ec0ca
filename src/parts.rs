//! Pages whose code is fetched when they are first wanted, so that the page a visit begins with is sooner usable.
//!
//! The build cuts the app at [`shelves`], [`counter`], [`till`], [`desk`], [`fitting`] and [`aisle`] (see `build/split.mjs`); what product pages and the frame need stays in the
//! first part. The server tells the browser early which part a page needs, and the browser fetches the others when it has nothing to do.

use crate::routes::Route;

/// A part of the app that is a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The home page, categories and search.
    Shelves,
    /// The bag and the stores.
    Counter,
    /// Checkout and orders.
    Till,
    /// The account.
    Desk,
    /// The try-on: the fitting room.
    Fitting,
    /// Scanning in a store.
    Aisle,
}

impl Part {
    /// The part that has the page of a route; nothing if the first part has it.
    #[must_use]
    pub fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Product { .. } | Route::NotFound => None,
            Route::Home | Route::Category { .. } | Route::Search => Some(Self::Shelves),
            Route::Stores | Route::Store { .. } | Route::Bag | Route::Continue => Some(Self::Counter),
            Route::Checkout | Route::FindOrder | Route::Order { .. } => Some(Self::Till),
            Route::Account | Route::Approve => Some(Self::Desk),
            Route::TryOn => Some(Self::Fitting),
            Route::Scan => Some(Self::Aisle),
        }
    }

    /// Its name in the build.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shelves => "shelves",
            Self::Counter => "counter",
            Self::Till => "till",
            Self::Desk => "desk",
            Self::Fitting => "fitting",
            Self::Aisle => "aisle",
        }
    }
}

#[cfg(feature = "csr")]
pub use fetched_parts::{PartPage, fetch};

#[cfg(feature = "csr")]
mod fetched_parts {
    use super::Part;
    use crate::{
        client::ClientError,
        pages::{
            AccountPage, ApprovePage, BagPage, CategoryPage, CheckoutPage, ContinuePage, FindOrderPage, HomePage,
            NotFoundPage, OrderPage, ScanPage, SearchPage, StorePage, StoresPage, TryOnPage,
        },
        routes::Route,
        ui::{Load, Shape, Skeleton, fetched},
    };
    use leptos::prelude::*;
    use std::sync::OnceLock;

    /// Makes the page of a route.
    type MakePage = fn(Route) -> AnyView;

    static SHELVES: OnceLock<MakePage> = OnceLock::new();
    static COUNTER: OnceLock<MakePage> = OnceLock::new();
    static TILL: OnceLock<MakePage> = OnceLock::new();
    static DESK: OnceLock<MakePage> = OnceLock::new();
    static FITTING: OnceLock<MakePage> = OnceLock::new();
    static AISLE: OnceLock<MakePage> = OnceLock::new();

    fn made_by(part: Part) -> &'static OnceLock<MakePage> {
        match part {
            Part::Shelves => &SHELVES,
            Part::Counter => &COUNTER,
            Part::Till => &TILL,
            Part::Desk => &DESK,
            Part::Fitting => &FITTING,
            Part::Aisle => &AISLE,
        }
    }

    /// Fetches a part unless it is there.
    ///
    /// # Errors
    /// [`ClientError::Offline`] if it cannot be fetched; the next call tries again.
    pub async fn fetch(part: Part) -> Result<(), ClientError> {
        if made_by(part).get().is_none() {
            let make_page = match part {
                Part::Shelves => shelves().await,
                Part::Counter => counter().await,
                Part::Till => till().await,
                Part::Desk => desk().await,
                Part::Fitting => fitting().await,
                Part::Aisle => aisle().await,
            };
            let make_page = make_page.map_err(|_| ClientError::Offline)?;
            made_by(part).get_or_init(|| make_page);
        }
        Ok(())
    }

    /// A page of a part, with a skeleton while that is fetched.
    #[component]
    pub fn PartPage(
        /// Whose page.
        part: Part,
        /// Which.
        route: Route,
    ) -> impl IntoView {
        let made_by = made_by(part);
        let there = made_by.get().is_some().then_some(());
        let fetched = fetched(there, || (), move |()| fetch(part));
        view! {
            <Load of=fetched skeleton=|| view! { <Skeleton shape=Shape::Heading /> } let:_>
                {made_by.get().map(|make_page| make_page(route.clone()))}
            </Load>
        }
    }

    fn shelf_page(route: Route) -> AnyView {
        match route {
            Route::Home => view! { <HomePage /> }.into_any(),
            Route::Category { category } => view! { <CategoryPage slug=category /> }.into_any(),
            Route::Search => view! { <SearchPage /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    fn counter_page(route: Route) -> AnyView {
        match route {
            Route::Stores => view! { <StoresPage /> }.into_any(),
            Route::Store { code } => view! { <StorePage code /> }.into_any(),
            Route::Bag => view! { <BagPage /> }.into_any(),
            Route::Continue => view! { <ContinuePage /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    fn till_page(route: Route) -> AnyView {
        match route {
            Route::Checkout => view! { <CheckoutPage /> }.into_any(),
            Route::FindOrder => view! { <FindOrderPage /> }.into_any(),
            Route::Order { number } => view! { <OrderPage number /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    fn desk_page(route: Route) -> AnyView {
        match route {
            Route::Account => view! { <AccountPage /> }.into_any(),
            Route::Approve => view! { <ApprovePage /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    fn fitting_page(route: Route) -> AnyView {
        match route {
            Route::TryOn => view! { <TryOnPage /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    fn aisle_page(route: Route) -> AnyView {
        match route {
            Route::Scan => view! { <ScanPage /> }.into_any(),
            _ => view! { <NotFoundPage /> }.into_any(),
        }
    }

    // Where the build cuts. Nothing else may name what these hand out, or its code stays in the first part.
    #[cfg(not(debug_assertions))]
    mod cuts {
        use super::{MakePage, aisle_page, counter_page, desk_page, fitting_page, shelf_page, till_page};
        use leptos::wasm_split::{SplitLoaderError, wasm_split};

        #[wasm_split(shelves, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn shelves() -> Result<MakePage, SplitLoaderError> {
            Ok(shelf_page)
        }

        #[wasm_split(counter, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn counter() -> Result<MakePage, SplitLoaderError> {
            Ok(counter_page)
        }

        #[wasm_split(till, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn till() -> Result<MakePage, SplitLoaderError> {
            Ok(till_page)
        }

        #[wasm_split(desk, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn desk() -> Result<MakePage, SplitLoaderError> {
            Ok(desk_page)
        }

        #[wasm_split(fitting, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn fitting() -> Result<MakePage, SplitLoaderError> {
            Ok(fitting_page)
        }

        #[wasm_split(aisle, fallible, wasm_split_path = leptos::wasm_split)]
        pub(super) fn aisle() -> Result<MakePage, SplitLoaderError> {
            Ok(aisle_page)
        }
    }

    // While working on the app nothing is cut off: Trunk's dev server cannot.
    #[cfg(debug_assertions)]
    mod cuts {
        use super::{MakePage, aisle_page, counter_page, desk_page, fitting_page, shelf_page, till_page};
        use std::{
            convert::Infallible,
            future::{Ready, ready},
        };

        pub(super) fn shelves() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(shelf_page))
        }

        pub(super) fn counter() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(counter_page))
        }

        pub(super) fn till() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(till_page))
        }

        pub(super) fn desk() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(desk_page))
        }

        pub(super) fn fitting() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(fitting_page))
        }

        pub(super) fn aisle() -> Ready<Result<MakePage, Infallible>> {
            ready(Ok(aisle_page))
        }
    }

    use cuts::{aisle, counter, desk, fitting, shelves, till};
}
