//! A product on a shelf, and the shelf.

use crate::{
    i18n::{td_string, use_locale},
    inventory::on_stock,
    routes,
    stores::use_my_store,
    ui::{Loads, Picture, Price, Rating, Swatch},
};
use api::{
    catalog::{ProductCard as Card, ShadeDot},
    inventory::{Spot, SpotStock, StoreBrief},
};
use domain::{id::Handle, inventory::Band};
use leptos::prelude::*;

/// Products side by side: two on the phone, four on the desktop.
#[component]
pub fn ProductGrid(
    /// The products, in order.
    cards: Vec<Card>,
    /// How many pictures are in sight at once and load first.
    #[prop(default = 0)]
    first: usize,
    /// Whose stock the cards tell; without it, they are about her own store. What they tell is then kept true.
    #[prop(optional_no_strip)]
    at: Option<StoreBrief>,
) -> impl IntoView {
    let news = RwSignal::new(Vec::<(Handle, Band)>::new());
    let name = at.as_ref().map(|store| store.name.clone());
    if let Some(store) = at {
        let product = |card: &Card| Spot::Product { handle: card.handle.clone(), store: store.code.clone() };
        let spots: Vec<Spot> = cards.iter().filter(|card| card.at_store.is_some()).map(product).collect();
        on_stock(move || spots.clone(), move |heard| news.update(|news| take_in(news, heard)));
    }
    let cards = cards
        .into_iter()
        .enumerate()
        .map(|(at, card)| {
            let loads = if at < first { Loads::First } else { Loads::Lazily };
            let (handle, known) = (card.handle.clone(), card.at_store);
            let band = Memo::new(move |_| {
                let heard = news.with(|news| news.iter().find(|(own, _)| *own == handle).map(|(_, band)| *band));
                known.map(|known| heard.unwrap_or(known))
            });
            view! { <ProductCard card loads band store=name.clone() /> }.into_any()
        })
        .collect::<Vec<_>>();

    view! { <div class="product-grid">{cards}</div> }
}

fn take_in(news: &mut Vec<(Handle, Band)>, heard: Vec<SpotStock>) {
    for SpotStock { spot, band, .. } in heard {
        if let Spot::Product { handle, .. } = spot {
            news.retain(|(own, _)| *own != handle);
            news.push((handle, band));
        }
    }
}

/// Picture, shades that swap the picture, name, price and what her store has.
#[component]
pub fn ProductCard(
    /// The product.
    card: Card,
    /// How soon its picture is wanted.
    #[prop(optional)]
    loads: Loads,
    /// What the store has of it, when that is told.
    #[prop(into)]
    band: Signal<Option<Band>>,
    /// The store's name; without it, her own store's.
    store: Option<String>,
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
    let at_store = card.at_store.map(|_| {
        move || {
            let store = store.clone().or_else(|| my_store.name())?;
            Some(match band.get()? {
                Band::InStock => td_string!(locale, catalog.at_store, store = store),
                Band::Few => td_string!(locale, catalog.few_at_store, store = store),
                Band::None => td_string!(locale, catalog.not_at_store, store = store),
            })
        }
    });
    let tone = move || match band.get() {
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
