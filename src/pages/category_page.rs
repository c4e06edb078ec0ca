//! `/c/{category}`: the shelf as a grid, narrowed and sorted by the query.

use crate::{
    catalog::{ChosenFacets, Facets, ProductGrid, SortSelect, chosen_count, data, list_query},
    client::ClientError,
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    pages::NotFoundPage,
    plural, routes,
    seed::use_first_page,
    shell::{self, use_shell},
    stores::use_my_store,
    ui::{Button, ButtonKind, EmptyState, Load, PageHeading, Shape, Sheet, SheetKind, Skeleton, fetched, use_status},
};
use api::page::{CategoryPageView as CategoryData, PageData};
use domain::id::CategorySlug;
use leptos::prelude::*;

/// How many pictures are in sight at first: two rows on the phone, one on the desktop.
const FIRST: usize = 4;

/// Loads a category. What cannot be a category's name is not found.
#[component]
pub fn CategoryPage(
    /// The category's name, as it stands in the address.
    slug: String,
) -> impl IntoView {
    let Ok(slug) = CategorySlug::parse(slug) else { return view! { <NotFoundPage /> }.into_any() };
    let navigation = use_navigation();
    let shell = use_shell();
    let my_store = use_my_store();
    let seed = use_first_page().take(|page| if let PageData::Category(data) = page { Some(data) } else { None });
    // Only the first list: the view asks anew when the query changes.
    let pairs = untrack(|| navigation.query_pairs());
    let page = fetched(
        seed,
        || (),
        move |()| {
            let query = list_query(Some(slug.clone()), &pairs, my_store.get_untracked().map(|store| store.code));
            let slug = slug.clone();
            async move {
                let listing = data::products(query.clone()).await?;
                if shell.categories.with_untracked(Vec::is_empty) {
                    shell.categories.set(shell::shell().await?.categories);
                }
                let known = shell
                    .categories
                    .with_untracked(|all| all.iter().find(|found| found.category.slug == slug).cloned());
                Ok(CategoryData { category: known.ok_or(ClientError::Unreadable)?, query, listing })
            }
        },
    );

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Heading /><div class="product-grid"><Skeleton shape=Shape::Picture count=8 /></div> } let:data>
            <CategoryView data />
        </Load>
    }
    .into_any()
}

/// Shows a category: what narrows it at the side, what is on it as a grid.
#[component]
pub fn CategoryView(
    /// What it shows.
    data: CategoryData,
) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let my_store = use_my_store();
    let status = use_status();
    let filtering = RwSignal::new(false);

    let slug = data.category.category.slug.clone();
    let query =
        move || list_query(Some(slug.clone()), &navigation.query_pairs(), my_store.get().map(|store| store.code));
    let first_listing = data.listing.clone();
    let listing = fetched(Some(data.listing), query, move |query| async move {
        let listing = data::products(query).await?;
        status.announce(plural!(locale, listing.total, catalog.products));
        Ok(listing)
    });
    let listing_now = Memo::new(move |_| listing.get().unwrap_or_else(|| first_listing.clone()));

    let facets = Signal::derive(move || listing_now.with(|listing| listing.facets.clone()));
    let total = move || plural!(locale, listing_now.with(|listing| listing.total), catalog.products);
    let filter_words = move || match chosen_count(navigation) {
        0 => td_string!(locale, catalog.filter).to_owned(),
        count => td_string!(locale, catalog.filter_count, count = count),
    };

    view! {
        <header class="shelf__head">
            <PageHeading text=data.category.category.title.clone() class="shelf__title" />
            <p class="shelf__total">{total}</p>
        </header>
        <div class="shelf">
            <div class="shelf__side"><Facets facets /></div>
            <div class="shelf__main">
                <div class="shelf__bar">
                    <div class="shelf__filter">
                        <Button kind=ButtonKind::Quiet on_press=move || filtering.set(true)>{filter_words}</Button>
                    </div>
                    <ChosenFacets />
                    <SortSelect />
                </div>
                <Load of=listing skeleton=|| () let:listing>
                    {if listing.items.is_empty() {
                        view! { <NothingFits /> }.into_any()
                    } else {
                        view! { <ProductGrid cards=listing.items first=FIRST /><Pages page=listing.page pages=listing.pages /> }.into_any()
                    }}
                </Load>
            </div>
        </div>
        <Sheet open=filtering title=td_string!(locale, catalog.filter).to_owned() kind=SheetKind::Side>
            <Facets facets />
            <div class="shelf__done">
                <Button on_press=move || filtering.set(false)>
                    {move || plural!(locale, listing_now.with(|listing| listing.total), catalog.show_products)}
                </Button>
            </div>
        </Sheet>
    }
}

/// Everything was narrowed away.
#[component]
fn NothingFits() -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();

    view! {
        <EmptyState title=td_string!(locale, catalog.nothing.title) text=td_string!(locale, catalog.nothing.text)>
            <a class="button button--quiet" href=navigation.path()>{td_string!(locale, catalog.clear_facets)}</a>
        </EmptyState>
    }
}

/// The way to the pages before and after.
#[component]
fn Pages(page: u32, pages: u32) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let href = move |page: u32| {
        let number = if page > 1 { page.to_string() } else { String::new() };
        let kept = untrack(|| navigation.query_pairs());
        let mut pairs: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| *name != "page")
            .collect();
        pairs.push(("page", &number));
        routes::with_query(&untrack(|| navigation.path()), &pairs)
    };

    (pages > 1).then(|| {
        view! {
            <nav class="pages" aria-label=td_string!(locale, catalog.pages.label)>
                {(page > 1).then(|| view! { <a class="button button--quiet" rel="prev" href=href(page - 1)>{td_string!(locale, catalog.pages.previous)}</a> })}
                <span>{td_string!(locale, catalog.pages.of, page = page, pages = pages)}</span>
                {(page < pages).then(|| view! { <a class="button button--quiet" rel="next" href=href(page + 1)>{td_string!(locale, catalog.pages.next)}</a> })}
            </nav>
        }
    })
}
