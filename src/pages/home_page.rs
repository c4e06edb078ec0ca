//! `/`: one story, then what is ready near the shopper, what is new, a look, the labels.

use crate::{
    catalog::ProductGrid,
    home::{Labels, LeadStory, LookSection, NearToday, SideStory, data},
    i18n::{td_string, use_locale},
    seed::use_first_page,
    stores::use_my_store,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::page::{HomeView as HomeData, PageData};
use leptos::prelude::*;

/// Loads the home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let seed = use_first_page().take(|page| if let PageData::Home(data) = page { Some(data) } else { None });
    let store = use_my_store().get_untracked().map(|store| store.code);
    let page = fetched(seed, || (), move |()| data::home(store.clone()));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Picture /> } let:data>
            <HomeView data />
        </Load>
    }
}

/// Shows the home page.
#[component]
pub fn HomeView(
    /// What it shows.
    data: HomeData,
) -> impl IntoView {
    let locale = use_locale();
    let title = td_string!(locale, shell.home_title).to_owned();
    let mut stories = data.stories.into_iter();
    let lead = match stories.next() {
        Some(story) => view! { <LeadStory story title /> }.into_any(),
        None => view! { <PageHeading text=td_string!(locale, shell.claim).to_owned() title /> }.into_any(),
    };
    let further: Vec<_> = stories.map(|story| view! { <SideStory story /> }).collect();

    view! {
        {lead}
        <NearToday near=data.near />
        {(!data.new.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="new">
                <h2 class="section__title" id="new">{td_string!(locale, home.new)}</h2>
                <ProductGrid cards=data.new />
            </section>
        })}
        {data.look.map(|look| view! { <LookSection look /> })}
        {(!further.is_empty()).then(|| view! {
            <section class="section side-stories" aria-label=td_string!(locale, home.stories)>{further}</section>
        })}
        {(!data.labels.is_empty()).then(|| view! { <Labels labels=data.labels /> })}
    }
}
