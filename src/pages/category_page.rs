//! `/c/{category}`: the shelf as a grid, narrowed and sorted by the query.

use crate::{
    catalog::data,
    navigation::use_navigation,
    pages::NotFoundPage,
    seed::use_first_page,
    shell::use_shell,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::{
    catalog::ListQuery,
    page::{CategoryPageView as CategoryData, PageData},
};
use domain::id::CategorySlug;
use leptos::prelude::*;

/// Loads a category. What cannot be a category's name is not found.
#[component]
pub fn CategoryPage(
    /// The category's name, as it stands in the address.
    slug: String,
) -> impl IntoView {
    let Ok(slug) = CategorySlug::parse(slug) else { return view! { <NotFoundPage /> }.into_any() };
    let navigation = use_navigation();
    let shell = use_shell();
    let seed = use_first_page().take(|page| if let PageData::Category(data) = page { Some(data) } else { None });
    let of = slug.clone();
    let page = fetched(
        seed,
        move || navigation.query_pairs(),
        move |_pairs| {
            let query = ListQuery { category: Some(of.clone()), ..ListQuery::default() };
            let category = shell.categories.with_untracked(|all| all.iter().find(|found| found.category.slug == of).cloned());
            async move {
                let listing = data::products(query.clone()).await?;
                let category = category.ok_or(crate::client::ClientError::Unreadable)?;
                Ok(CategoryData { category, query, listing })
            }
        },
    );

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Picture count=8 /> } let:data>
            <CategoryView data />
        </Load>
    }
    .into_any()
}

/// Shows a category.
#[component]
pub fn CategoryView(
    /// What it shows.
    data: CategoryData,
) -> impl IntoView {
    view! { <PageHeading text=data.category.category.title /> }
}
