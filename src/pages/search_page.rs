//! `/search?q=…`: what fits the words in the masthead's search box, as they are typed.

use crate::{
    catalog::{ProductGrid, data},
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    plural, routes,
    seed::use_first_page,
    shell::use_shell,
    stores::use_my_store,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{
    catalog::{SearchQuery, SearchView as SearchData},
    page::PageData,
};
use leptos::prelude::*;

/// How many products are shown.
const MOST: u32 = 48;

/// Loads what fits the words.
#[component]
pub fn SearchPage() -> impl IntoView {
    let navigation = use_navigation();
    let my_store = use_my_store();
    let seed = use_first_page().take(|page| if let PageData::Search(data) = page { Some(data) } else { None });
    let words = move || (navigation.query("q").unwrap_or_default(), my_store.get().map(|store| store.code));
    let page = fetched(seed, words, |(q, store)| data::search(SearchQuery { q, limit: MOST, store }));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Heading /><div class="product-grid"><Skeleton shape=Shape::Picture count=8 /></div> } let:data>
            <SearchView data />
        </Load>
    }
}

/// Shows what was found: shelves and labels first, since they are few, then products.
#[component]
pub fn SearchView(
    /// What was found.
    data: SearchData,
) -> impl IntoView {
    let locale = use_locale();
    let q = data.q.trim().to_owned();
    let (title, explained) = match (q.is_empty(), data.products.is_empty()) {
        (true, _) => (
            td_string!(locale, catalog.search.empty_title).to_owned(),
            td_string!(locale, catalog.search.empty_text).to_owned(),
        ),
        (_, true) => (
            td_string!(locale, catalog.search.none_title, q = q),
            td_string!(locale, catalog.search.none_text).to_owned(),
        ),
        _ => (td_string!(locale, catalog.search.title, q = q), plural!(locale, data.total, catalog.products)),
    };
    let found = data
        .categories
        .iter()
        .map(|category| (routes::category(category.slug.as_str()), category.title.clone()))
        .chain(data.labels.iter().map(|label| (routes::with_query("/search", &[("q", label)]), label.clone())))
        .map(|(href, name)| view! { <li><a class="chip" href=href>{name}</a></li> })
        .collect::<Vec<_>>();

    view! {
        <header class="shelf__head">
            <PageHeading text=title class="shelf__title" />
            <p class="shelf__total">{explained}" "<a class="search__scan" href="/scan">{td_string!(locale, catalog.search.scan)}</a></p>
        </header>
        {(!found.is_empty()).then(|| view! { <ul class="search__shelves" role="list">{found}</ul> })}
        {if data.products.is_empty() {
            view! { <Shelves /> }.into_any()
        } else {
            view! { <ProductGrid cards=data.products first=4 /> }.into_any()
        }}
    }
}

/// All shelves, for those who found nothing.
#[component]
fn Shelves() -> impl IntoView {
    let locale = use_locale();
    let shell = use_shell();
    let links = move || {
        let link =
            |slug: &str, title: String| view! { <li><a class="chip" href=routes::category(slug)>{title}</a></li> };
        shell
            .categories
            .get()
            .into_iter()
            .map(|shelf| link(shelf.category.slug.as_str(), shelf.category.title))
            .collect::<Vec<_>>()
    };

    view! { <section aria-label=td_string!(locale, catalog.search.shelves)><ul class="search__shelves" role="list">{links}</ul></section> }
}
