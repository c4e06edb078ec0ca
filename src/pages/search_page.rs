//! `/search?q=…`: what fits the words in the masthead's search box, as they are typed.

use crate::{
    catalog::data,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    seed::use_first_page,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{
    catalog::{SearchQuery, SearchView as SearchData},
    page::PageData,
};
use leptos::prelude::*;

/// Loads what fits the words.
#[component]
pub fn SearchPage() -> impl IntoView {
    let navigation = use_navigation();
    let seed = use_first_page().take(|page| if let PageData::Search(data) = page { Some(data) } else { None });
    let words = move || navigation.query("q").unwrap_or_default();
    let page = fetched(seed, words, |q| data::search(SearchQuery { q, ..SearchQuery::default() }));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Picture count=8 /> } let:data>
            <SearchView data />
        </Load>
    }
}

/// Shows what was found.
#[component]
pub fn SearchView(
    /// What was found.
    data: SearchData,
) -> impl IntoView {
    let locale = use_locale();
    let _ = data;

    view! { <PageHeading text=td_string!(locale, shell.search).to_owned() /> }
}
