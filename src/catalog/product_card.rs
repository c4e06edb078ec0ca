//! A product on a shelf, and the shelf.

use crate::{
    i18n::{td_string, use_locale},
    routes,
    stores::use_my_store,
    ui::{Loads, Picture, Price, Rating, Swatch},
};
use api::catalog::{ProductCard as Card, ShadeDot};
use domain::inventory::Band;
use leptos::prelude::*;

/// Products side by side: two on the phone, four on the desktop.
#[component]
pub fn ProductGrid(
    /// The products, in order.
    cards: Vec<Card>,
    /// How many pictures are in sight at once and load first.
    #[prop(default = 0)]
    first: usize,
) -> impl IntoView {
    let cards = cards
        .into_iter()
        .enumerate()
        .map(|(at, card)| {
            let loads = if at < first { Loads::First } else { Loads::Lazily };
            view! { <ProductCard card loads /> }.into_any()
        })
        .collect::<Vec<_>>();

    view! { <div class="product-grid">{cards}</div> }
}

/// Picture, shades that swap the picture, name, price and what her store has.
#[component]
pub fn ProductCard(
    /// The product.
    card: Card,
    /// How soon its picture is wanted.
    #[prop(optional)]
    loads: Loads,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let href = RwSignal::new(routes::product(card.handle.as_str(), &[]));
    let picture = RwSignal::new(card.picture.clone());
    let handle = card.handle.clone();
    let show = Callback::new(move |dot: ShadeDot| {
        href.set(routes::product(handle.as_str(), &[("Shade", &dot.name)]));
        picture.update(|picture| {
            if let (Some(picture), Some(url)) = (picture, dot.picture_url) {
                picture.url = url;
            }
        });
    });
    let at_store = card.at_store.map(|band| {
        move || {
            my_store.name().map(|store| match band {
                Band::InStock => td_string!(locale, catalog.at_store, store = store),
                Band::Few => td_string!(locale, catalog.few_at_store, store = store),
                Band::None => td_string!(locale, catalog.not_at_store, store = store),
            })
        }
    });
    let tone = match card.at_store {
        Some(Band::InStock) => "product-card__store product-card__store--good",
        Some(Band::Few) => "product-card__store product-card__store--scarce",
        _ => "product-card__store",
    };
    let price = card.price;
    let before = card.compare_at;
    let name = card.title.clone();

    view! {
        <article class="product-card" aria-label=name>
            <a class="product-card__link" href=move || href.get()>
                {move || picture.get().map(|picture| view! { <Picture picture alt="" loads class="product-card__picture" /> })}
                <span class="product-card__label">{card.label}</span>
                <span class="product-card__title">{card.title}</span>
            </a>
            <p class="product-card__price">
                {card.price_varies.then(|| view! { <span class="product-card__from">{td_string!(locale, catalog.from)}" "</span> })}
                <Price amount=price before=before />
            </p>
            {(!card.shades.is_empty()).then(|| view! { <ShadeDots dots=card.shades more=card.more_shades on_show=show /> })}
            {card.rating.map(|rating| view! { <Rating tenths=u32::from(rating.tenths) count=rating.count /> })}
            {at_store.map(|words| view! { <p class=tone>{words}</p> })}
        </article>
    }
}

/// A row of shades; looking at one shows it in the picture.
#[component]
fn ShadeDots(dots: Vec<ShadeDot>, more: u32, on_show: Callback<ShadeDot>) -> impl IntoView {
    let locale = use_locale();
    let dots = dots
        .into_iter()
        .map(|dot| {
            let (name, hex) = (dot.name.clone(), dot.hex.to_string());
            let told = StoredValue::new(dot);
            let show = move || on_show.run(told.get_value());
            view! {
                <button
                    type="button"
                    class="shade-dots__one"
                    aria-label=td_string!(locale, catalog.show_shade, shade = name.clone())
                    title=name
                    on:click=move |_| show()
                    on:mouseenter=move |_| show()
                >
                    <Swatch hex />
                </button>
            }
        })
        .collect::<Vec<_>>();

    view! {
        <p class="shade-dots">
            {dots}
            {(more > 0).then(|| view! { <span class="shade-dots__more">"+"{more}</span> })}
        </p>
    }
}
