//! `/stores`: every store, nearest first.

use crate::{
    i18n::{td_string, use_locale},
    seed::use_first_page,
    stores::{StoreFinder, data},
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{
    page::PageData,
    stores::{StoresQuery, StoresView as StoresData},
};
use leptos::prelude::*;

/// Loads the stores.
#[component]
pub fn StoresPage() -> impl IntoView {
    let seed = use_first_page().take(|page| if let PageData::Stores(data) = page { Some(data) } else { None });
    let page = fetched(seed, || (), |()| data::stores(StoresQuery::default()));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Row count=8 /> } let:data>
            <StoresView data />
        </Load>
    }
}

/// Shows the stores.
#[component]
pub fn StoresView(
    /// The stores.
    data: StoresData,
) -> impl IntoView {
    let locale = use_locale();

    view! {
        <PageHeading text=td_string!(locale, stores.title).to_owned() title=td_string!(locale, shell.title, page = td_string!(locale, shell.stores)) class="stores__title" />
        <p class="stores__line">{td_string!(locale, stores.line)}</p>
        <StoreFinder first=Some(data) />
    }
}
