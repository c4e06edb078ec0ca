//! The products of a category, to choose one.

use super::{
    HEADING,
    loading::{Show, loaded},
};
use crate::{
    catalog::data,
    i18n::{td_string, use_locale},
    ui::{Picture, Price},
};
use api::{
    catalog::{ListQuery, ListingView, ProductCard},
    partners::ITEMS_MOST,
};
use domain::id::{CategorySlug, Handle, LocationCode};
use leptos::prelude::*;
use std::sync::Arc;

/// Loads a category and shows its products in a row.
#[component]
pub(super) fn Shelf(
    /// Which.
    category: CategorySlug,
    /// The store whose stock is told.
    store: Option<LocationCode>,
    /// Told the product that is chosen.
    on_choose: Callback<Handle>,
) -> impl IntoView {
    let page_size = u32::try_from(ITEMS_MOST).unwrap_or(12);
    let query = ListQuery { category: Some(category), store, page_size, ..ListQuery::default() };
    loaded(move || {
        let query = query.clone();
        Box::pin(async move {
            let list = data::products(query).await?;
            Ok(Arc::new(move || view! { <Row list=list.clone() on_choose /> }.into_any()) as Show)
        })
    })
}

#[component]
fn Row(list: ListingView, on_choose: Callback<Handle>) -> impl IntoView {
    let locale = use_locale();
    if list.items.is_empty() {
        return view! { <p class="widget__trouble" id=HEADING tabindex="-1">{td_string!(locale, widget.empty_shelf)}</p> }.into_any();
    }
    let cards =
        list.items.into_iter().map(|card| view! { <li><Tile card on_choose /></li> }.into_any()).collect::<Vec<_>>();

    view! {
        <h1 class="hidden" id=HEADING tabindex="-1">{td_string!(locale, widget.shelf)}</h1>
        <ul class="widget__row" role="list">{cards}</ul>
    }
    .into_any()
}

#[component]
fn Tile(card: ProductCard, on_choose: Callback<Handle>) -> impl IntoView {
    let locale = use_locale();
    let (handle, name) = (card.handle, card.title.clone());
    let spoken = card.title.clone();
    let label = td_string!(locale, widget.choose_named, product = name);

    view! {
        <article class="widget__tile" aria-label=spoken>
            {card.picture.map(|picture| view! { <Picture picture alt="" class="widget__picture" /> })}
            <p class="widget__label">{card.label}</p>
            <p class="widget__tile-title">{card.title}</p>
            <p class="widget__price">{card.price_varies.then(|| td_string!(locale, catalog.from))}" "<Price amount=card.price before=card.compare_at /></p>
            <button type="button" class="button button--quiet" aria-label=label on:click=move |_| on_choose.run(handle.clone())>
                {td_string!(locale, widget.choose)}
            </button>
        </article>
    }
}
