//! `/stores/{code}`: one store, its hours this week, its services, what is new there.

use crate::{
    pages::NotFoundPage,
    seed::use_first_page,
    stores::data,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{page::PageData, stores::StorePageView as StoreData};
use domain::id::LocationCode;
use leptos::prelude::*;

/// Loads a store. What cannot be a store's code is not found.
#[component]
pub fn StorePage(
    /// The store's code, as it stands in the address.
    code: String,
) -> impl IntoView {
    let Ok(code) = LocationCode::parse(code) else { return view! { <NotFoundPage /> }.into_any() };
    let seed = use_first_page().take(|page| if let PageData::Store(data) = page { Some(data) } else { None });
    let page = fetched(seed, || (), move |()| data::store(code.clone()));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Row count=7 /> } let:data>
            <StoreView data />
        </Load>
    }
    .into_any()
}

/// Shows a store.
#[component]
pub fn StoreView(
    /// What it shows.
    data: StoreData,
) -> impl IntoView {
    view! { <PageHeading text=data.store.store.name /> }
}
