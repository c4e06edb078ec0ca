//! What her store has today.

use super::data;
use crate::{
    catalog::ProductGrid,
    i18n::{td_string, use_locale},
    routes,
    shell::use_shell,
    stores::use_my_store,
    ui::{Button, ButtonKind, Load, Shape, Skeleton, fetched},
};
use api::catalog::ProductCard;
use leptos::prelude::*;

/// A few things that are ready to be collected today, or the way to choose a store.
#[component]
pub fn NearToday(
    /// What the page came with: empty when she has no store.
    near: Vec<ProductCard>,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let shell = use_shell();
    let code = move || my_store.get().map(|store| store.code);
    // Only another store asks anew; the page came with this one's.
    let cards = fetched(Some(near), code, |store| async move { Ok(data::home(store).await?.near) });
    let title = move || match my_store.name() {
        Some(store) => td_string!(locale, home.near.title, store = store),
        None => td_string!(locale, home.near.choose_title).to_owned(),
    };
    let content = move || {
        match my_store.get() {
        Some(store) => view! {
            <Load of=cards skeleton=|| view! { <Skeleton shape=Shape::Picture count=4 /> } let:cards>
                <ProductGrid cards />
            </Load>
            <p class="near-today__more"><a href=routes::store(store.code.as_str())>{td_string!(locale, home.near.more, store = store.name)}</a></p>
        }
        .into_any(),
        None => view! {
            <div class="near-today__choose">
                <p>{td_string!(locale, home.near.choose_text)}</p>
                <Button kind=ButtonKind::Quiet on_press=move || shell.choosing_store.set(true)>{td_string!(locale, shell.choose_store)}</Button>
            </div>
        }
        .into_any(),
    }
    };

    view! {
        <section class="section near-today" aria-labelledby="near-today">
            <h2 class="section__title" id="near-today">{title}</h2>
            {content}
        </section>
    }
}
