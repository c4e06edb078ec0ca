//! `/p/{handle}`: the product, its shades, where it can be had, and what people say.

use crate::{
    catalog::data,
    pages::NotFoundPage,
    seed::use_first_page,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{
    catalog::{ProductPageView as ProductData, ProductQuery},
    page::PageData,
};
use domain::id::Handle;
use leptos::prelude::*;

/// Loads a product. What cannot be a handle is not found.
#[component]
pub fn ProductPage(
    /// The product's handle, as it stands in the address.
    handle: String,
) -> impl IntoView {
    let Ok(handle) = Handle::parse(handle) else { return view! { <NotFoundPage /> }.into_any() };
    let seed = use_first_page().take(|page| if let PageData::Product(data) = page { Some(data) } else { None });
    let page = fetched(seed, || (), move |()| data::product(handle.clone(), ProductQuery::default()));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Picture /> } let:data>
            <ProductView data />
        </Load>
    }
    .into_any()
}

/// Shows a product.
#[component]
pub fn ProductView(
    /// What it shows.
    data: ProductData,
) -> impl IntoView {
    view! { <PageHeading text=data.product.title /> }
}
