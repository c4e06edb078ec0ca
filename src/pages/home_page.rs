//! `/`: one story, then what is ready near the shopper, what is new, a look, the labels.

use crate::{
    home::data,
    i18n::{td_string, use_locale},
    seed::use_first_page,
    ui::{Load, PageHeading, Shape, Skeleton, fetched},
};
use api::page::{HomeView as HomeData, PageData};
use leptos::prelude::*;

/// Loads the home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let seed = use_first_page().take(|page| if let PageData::Home(data) = page { Some(data) } else { None });
    let page = fetched(seed, || (), |()| data::home(None));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Picture /> } let:data>
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
    let _ = data;

    view! { <PageHeading text=td_string!(locale, shell.claim).to_owned() title=td_string!(locale, shell.home_title) /> }
}
