//! What she wears: each layer with its strength, its place in the order, its price and where it is, and all of it into the bag.

use super::{
    alike::Alike,
    stage::Playing,
    state::{Fitting, Worn},
    words,
};
use crate::{
    cart::use_cart,
    format::money,
    i18n::td_string,
    inventory::StockWord,
    routes,
    stores::use_my_store,
    ui::{Button, ButtonKind, Swatch},
};
use api::cart::BagItem;
use domain::{
    cart::{LineKey, Receive},
    id::Sku,
    money::Money,
    quantity::Quantity,
    tryon::{Intensity, Layer, Place},
};
use leptos::prelude::*;

/// The layers, nearest the skin first, and what can be done with all of them.
#[component]
pub(super) fn Layers(
    /// The page's state.
    fitting: Fitting,
    /// The stage.
    playing: Playing,
) -> impl IntoView {
    let locale = fitting.locale;
    let cart = use_cart();
    let my_store = use_my_store();
    // Rows stay while only their settings change, so that a slider keeps the focus.
    let rows = Memo::new(move |_| {
        let look = fitting.look();
        look.layers()
            .iter()
            .enumerate()
            .map(|(at, layer)| (at, layer.sku.clone(), (layer.place, layer.pan)))
            .collect::<Vec<_>>()
    });
    // And while only products that are not on are learned.
    let shown = Memo::new(move |_| {
        let rows = rows.get().into_iter();
        rows.filter_map(|(at, sku, place)| Some((at, fitting.worn(&sku)?, place))).collect::<Vec<_>>()
    });
    let list = move || {
        let rows = shown.get().into_iter();
        rows.map(|(at, worn, (place, pan))| view! { <LayerRow fitting playing at worn place pan /> }.into_any())
            .collect::<Vec<_>>()
    };
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let goods = move || distinct(&rows.get()).into_iter().filter_map(|sku| fitting.worn(&sku)).collect::<Vec<_>>();
    let total = move || sum(&goods()).map(|total| money(locale, total));
    let add_all = move || {
        let goods = untrack(goods);
        for worn in &goods {
            add(cart, my_store.get_untracked().map(|store| store.code), worn);
        }
        fitting.status.announce(td_string!(locale, tryon.all_added, count = goods.len()));
    };

    view! {
        <section class="layers" aria-labelledby="layers">
            <div class="layers__head">
                <h2 class="fitting__title" id="layers">{td_string!(locale, tryon.wearing)}</h2>
                <Button kind=ButtonKind::Plain disabled=Signal::derive(move || !fitting.can_undo()) on_press=move || if untrack(|| fitting.can_undo()) { fitting.undo() }>
                    {td_string!(locale, tryon.undo)}
                </Button>
            </div>
            {move || is_empty.get().then(|| view! { <p class="layers__empty">{td_string!(locale, tryon.bare)}</p> })}
            <ul class="layers__list" role="list">{list}</ul>
            {move || (!is_empty.get()).then(|| view! {
                <div class="layers__all">
                    <p class="layers__total">{td_string!(locale, tryon.total)}" "<strong>{total}</strong></p>
                    <Button on_press=add_all>{td_string!(locale, tryon.add_all)}</Button>
                </div>
            })}
        </section>
    }
}

/// One layer. Its settings are signals; the row is made once.
#[component]
fn LayerRow(fitting: Fitting, playing: Playing, at: usize, worn: Worn, place: Place, pan: Option<u8>) -> impl IntoView {
    let locale = fitting.locale;
    let layer = Memo::new(move |_| fitting.look().layers().get(at).cloned());
    let percent = move || layer.get().map_or(0, |layer: Layer| layer.intensity.hundredths());
    let on = Signal::derive(move || layer.get().is_some_and(|layer| layer.on));
    let (kind, finish) = (words::place(locale, place), words::finish_of(locale, &worn, place));
    let href = routes::product(worn.handle.as_str(), &[("Shade", &worn.shade.name)]);
    let name = words::shade_of(locale, &worn, pan);
    let sentence = {
        let worn = worn.clone();
        move || layer.get().map(|layer| words::sentence(locale, &worn, &layer))
    };
    // A pan is no shade of its own that others could be like.
    let is_one = worn.shade.pans.is_empty();
    let slide = move |value: String| {
        if let Some(intensity) = value.parse().ok().and_then(|share| Intensity::new(share).ok()) {
            fitting.set_intensity(at, intensity);
        }
    };

    view! {
        <li class="layer" aria-label=sentence class:layer--off=move || !on.get()>
            <div class="layer__head">
                <Swatch hex=worn.hex(pan).to_string() />
                <div class="layer__words">
                    <span class="layer__name">{name.clone()}</span>
                    <span class="layer__what">{finish}" · "{kind}</span>
                    <a class="layer__product" href=href>{worn.title.clone()}</a>
                </div>
                <LayerActs fitting at on shade=name.clone() />
            </div>
            <label class="layer__strength">
                <span class="hidden">{td_string!(locale, tryon.intensity, shade = name.clone())}</span>
                <input
                    class="layer__slider"
                    type="range"
                    min="0"
                    max="100"
                    aria-valuetext=move || td_string!(locale, tryon.percent, percent = percent())
                    prop:value=percent
                    on:input:target=move |event| slide(event.target().value())
                    on:blur=move |_| fitting.end_sliding()
                />
                <output class="layer__percent" aria-hidden="true">{move || td_string!(locale, tryon.percent, percent = percent())}</output>
            </label>
            <LayerBuy fitting worn=worn.clone() />
            {is_one.then(|| view! { <Alike fitting playing worn place /> })}
        </li>
    }
}

/// On top, shown or not, off.
#[component]
fn LayerActs(fitting: Fitting, at: usize, on: Signal<bool>, shade: String) -> impl IntoView {
    let locale = fitting.locale;
    let rises = move || fitting.look().can_rise(at);
    let raise = td_string!(locale, tryon.raise, shade = shade.clone());
    let shows = td_string!(locale, tryon.shows, shade = shade.clone());
    let take_off = td_string!(locale, tryon.take_off, shade = shade);

    view! {
        <div class="layer__acts">
            <button type="button" class="layer__act" hidden=move || !rises() aria-label=raise on:click=move |_| fitting.raise(at)>
                <Sign path="M12 5v14M6.5 13.5L12 19l5.5-5.5" />
            </button>
            <button type="button" class="layer__act" role="switch" aria-checked=move || on.get().to_string() aria-label=shows on:click=move |_| fitting.switch(at, !on.get_untracked())>
                <Sign path="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z" />
            </button>
            <button type="button" class="layer__act" aria-label=take_off on:click=move |_| fitting.take_off(at)>
                <Sign path="M6 6l12 12M18 6L6 18" />
            </button>
        </div>
    }
}

/// What it costs, where it is, and into the bag.
#[component]
fn LayerBuy(fitting: Fitting, worn: Worn) -> impl IntoView {
    let locale = fitting.locale;
    let cart = use_cart();
    let my_store = use_my_store();
    let shade = worn.shade.clone();
    let stock = move || match (my_store.name(), shade.at_store) {
        (Some(store), Some(band)) => view! { <StockWord band />" · "{store} }.into_any(),
        _ if shade.ship.can_be_had() => td_string!(locale, inventory.ship_good).into_any(),
        _ => td_string!(locale, inventory.ship_gone).into_any(),
    };
    let (price, label) = (worn.shade.price, td_string!(locale, tryon.add_named, shade = worn.shade.name.clone()));
    let buy = move || {
        add(cart, my_store.get_untracked().map(|store| store.code), &worn);
        fitting.status.announce(td_string!(locale, cart.added, product = worn.title.clone()));
    };

    view! {
        <div class="layer__buy">
            <span class="layer__price">{money(locale, price)}</span>
            <span class="layer__stock">{stock}</span>
            <Button kind=ButtonKind::Plain label=label on_press=buy>{td_string!(locale, cart.add)}</Button>
        </div>
    }
}

#[component]
fn Sign(path: &'static str) -> impl IntoView {
    view! { <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg> }
}

/// Each variant once: a shadow on the lid and in the crease comes out of one pan.
fn distinct<P>(rows: &[(usize, Sku, P)]) -> Vec<Sku> {
    let mut skus: Vec<Sku> = Vec::new();
    for (_, sku, _) in rows {
        if !skus.contains(sku) {
            skus.push(sku.clone());
        }
    }
    skus
}

fn sum(goods: &[Worn]) -> Option<Money> {
    let first = goods.first()?.shade.price;
    let minor = goods
        .iter()
        .filter(|worn| worn.shade.price.currency == first.currency)
        .map(|worn| worn.shade.price.minor)
        .sum();
    Some(Money::new(minor, first.currency))
}

/// Into the bag, to be collected where it is, else sent.
pub(super) fn add(cart: crate::cart::CartState, store: Option<domain::id::LocationCode>, worn: &Worn) {
    let here = worn.shade.at_store.is_some_and(domain::inventory::Band::can_be_had);
    let receive = match store {
        Some(store) if here => Receive::PickUp { store },
        _ => Receive::Ship,
    };
    let item = BagItem {
        handle: worn.handle.clone(),
        title: worn.title.clone(),
        label: worn.label.clone(),
        phrase: worn.shade.name.clone(),
        price: worn.shade.price,
        hex: Some(worn.shade.hex),
        picture: None,
    };
    cart.add(LineKey { sku: worn.shade.sku.clone(), receive }, Quantity::ONE, item);
}
