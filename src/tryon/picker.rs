//! Choosing what to wear: a part of the face, a product, a shade.

use super::{
    compare, data,
    state::{Fitting, Worn},
    words,
};
use crate::{
    format::money,
    i18n::td_string,
    stores::use_my_store,
    ui::{Choice, Load, RadioGroup, Shade, Shape, Skeleton, SwatchGroup, fetched},
};
use api::tryon::{WearableView, WearablesQuery};
use domain::{
    id::{Handle, Sku},
    tryon::{Area, Place},
};
use leptos::prelude::*;

/// How many colours a product's card shows.
const DOTS: usize = 5;

/// Areas, products and shades, each a row.
#[component]
pub(super) fn Picker(
    /// The page's state.
    fitting: Fitting,
) -> impl IntoView {
    let locale = fitting.locale;
    let my_store = use_my_store();
    // A memo: what is set to what it was already must not end the request that is under way.
    let key = Memo::new(move |_| (fitting.area.get(), my_store.get().map(|store| store.code)));
    let products = fetched(
        None,
        move || key.get(),
        move |(area, store)| async move {
            let query = WearablesQuery { area: Some(area), store, ..WearablesQuery::default() };
            let found = data::products(query).await?.products;
            fitting.learn(found.clone());
            let offered = fitting.product.get_untracked();
            let is_there = found.iter().any(|product| Some(&product.handle) == offered.as_ref());
            if let Some(first) = found.first().filter(|_| !is_there) {
                fitting.offer(first);
            }
            Ok(found.into_iter().map(|product| product.handle).collect::<Vec<Handle>>())
        },
    );
    let areas = Area::ALL.map(|area| {
        let name = words::area(locale, area);
        view! {
            <button type="button" class="areas__one" aria-pressed=move || (fitting.area.get() == area).to_string() on:click=move |_| fitting.area.set(area)>
                {name}
            </button>
        }
    });

    view! {
        <section class="picker" aria-labelledby="picker">
            <h2 class="fitting__title" id="picker">{td_string!(locale, tryon.pick)}</h2>
            <div class="areas" role="group" aria-label=td_string!(locale, tryon.areas)>{areas}</div>
            <Load of=products skeleton=|| view! { <Skeleton shape=Shape::Row count=2 /> } let:handles>
                <Products fitting handles />
            </Load>
            <Shades fitting />
        </section>
    }
}

/// The products of a part of the face, as a strip.
#[component]
fn Products(fitting: Fitting, handles: Vec<Handle>) -> impl IntoView {
    let locale = fitting.locale;
    let cards = handles.into_iter().filter_map(|handle| {
        let product = untrack(|| fitting.known(&handle))?;
        Some(view! { <ProductTile fitting product /> })
    });

    view! {
        <ul class="tiles" role="list" aria-label=td_string!(locale, tryon.products)>{cards.collect::<Vec<_>>()}</ul>
    }
}

#[component]
fn ProductTile(fitting: Fitting, product: WearableView) -> impl IntoView {
    let locale = fitting.locale;
    let handle = product.handle.clone();
    let chosen = Memo::new(move |_| fitting.product.with(|now| now.as_ref() == Some(&handle)));
    let dots = product.shades.iter().step_by((product.shades.len() / DOTS).max(1)).take(DOTS);
    let dots = dots
        .enumerate()
        .map(|(at, shade)| view! { <circle cx=10 + at * 14 cy="10" r="9" fill=shade.hex.to_string() /> });
    let price = product.shades.iter().map(|shade| shade.price).min_by_key(|price| price.minor);
    let (title, label) = (product.title.clone(), product.label.clone());
    let dots = dots.collect::<Vec<_>>();

    view! {
        <li class="tiles__one">
            <button type="button" class="tile" aria-pressed=move || chosen.get().to_string() on:click=move |_| fitting.offer(&product)>
                <svg class="tile__dots" viewBox="0 0 76 20" aria-hidden="true">{dots}</svg>
                <span class="tile__title">{title}</span>
                <span class="tile__more">{label}{price.map(|price| format!(" · {}", money(locale, price)))}</span>
            </button>
        </li>
    }
}

/// The shades of the product that is offered, and how it is worn.
#[component]
fn Shades(fitting: Fitting) -> impl IntoView {
    let locale = fitting.locale;
    let product = Memo::new(move |_| fitting.product.get().and_then(|handle| fitting.known(&handle)));
    let worn = Memo::new(move |_| {
        let place = fitting.place.get()?;
        let own = |sku: &Sku| {
            product.with(|product| product.as_ref().is_some_and(|it| it.shades.iter().any(|shade| shade.sku == *sku)))
        };
        fitting
            .look()
            .layers()
            .iter()
            .rfind(|layer| layer.place == place && own(&layer.sku))
            .map(|layer| layer.sku.clone())
    });
    let shades = Signal::derive(move || {
        product.with(|product| {
            product
                .as_ref()
                .map(|product| {
                    product
                        .shades
                        .iter()
                        .map(|shade| Shade {
                            value: shade.sku.as_str().to_owned(),
                            label: shade.name.clone(),
                            hex: shade.hex.to_string(),
                            unavailable: false,
                        })
                        .collect()
                })
                .unwrap_or_default()
        })
    });
    let chosen = Signal::derive(move || worn.get().map(|sku| sku.as_str().to_owned()));
    let choose = move |sku: String| {
        let (Ok(sku), Some(place)) = (Sku::parse(sku), fitting.place.get_untracked()) else { return };
        if !compare::take(fitting, &sku) {
            fitting.put_on(&sku, place);
        }
    };
    let named = move || {
        let title = product.with(|product| product.as_ref().map(|product| product.title.clone()))?;
        let spoken = worn.get().and_then(|sku| fitting.worn(&sku)).map(|worn| {
            let finish = fitting.place.get().map(|place| words::finish_of(locale, &worn, place));
            (worn.shade.name.clone(), finish)
        });
        Some(view! {
            <div class="spoken" aria-hidden="true">
                <span class="spoken__name">{spoken.as_ref().map_or_else(|| td_string!(locale, tryon.choose_shade).to_owned(), |(name, _)| name.clone())}</span>
                <span class="spoken__more">{title}{spoken.and_then(|(_, finish)| finish).map(|finish| format!(" · {finish}"))}</span>
            </div>
        })
    };
    let places = Memo::new(move |_| {
        product.with(|product| product.as_ref().map(|product| product.places.clone()).unwrap_or_default())
    });
    let ways = Signal::derive(move || {
        places.get().into_iter().map(|place| Choice::new(place.word(), words::place(locale, place))).collect::<Vec<_>>()
    });
    let way = Signal::derive(move || fitting.place.get().map(|place| place.word().to_owned()));
    let choose_way = move |word: String| {
        let Some(place) = Place::from_word(&word) else { return };
        // A line that is on is drawn the new way; a shadow is put beside the one that is on.
        let on = worn.get_untracked();
        fitting.place.set(Some(place));
        let at = fitting
            .look_untracked()
            .layers()
            .iter()
            .position(|layer| Some(&layer.sku) == on.as_ref() && place.excludes(layer.place));
        if let Some(at) = at {
            fitting.move_to(at, place);
        }
    };

    view! {
        {named}
        {move || (places.with(Vec::len) > 1).then(|| view! {
            <div class="ways"><RadioGroup legend=td_string!(locale, tryon.way) choices=ways chosen=way on_choose=choose_way in_line=true /></div>
        })}
        <div class="shades-strip">
            <SwatchGroup legend=td_string!(locale, tryon.shade) shades chosen on_choose=choose legend_hidden=true />
        </div>
        <Pans fitting product />
        <button type="button" class="layering" aria-pressed=move || fitting.layering.get().to_string() on:click=move |_| fitting.layering.update(|on| *on = !*on)>
            {td_string!(locale, tryon.layer_over)}
        </button>
    }
}

/// The pans of the palette whose shade she chose, to be worn one by one.
#[component]
fn Pans(fitting: Fitting, product: Memo<Option<WearableView>>) -> impl IntoView {
    let locale = fitting.locale;
    // The palette worn where the next shade goes, else wherever it is worn: its pans go to several places.
    let worn = Memo::new(move |_| {
        let place = fitting.place.get();
        let look = fitting.look();
        let own = |sku: &Sku| product.with(|product| product.as_ref().and_then(|product| Worn::of(product, sku)));
        let mut there = look.layers().iter().rev().filter_map(|layer| Some((layer, own(&layer.sku)?)));
        let found = there.clone().find(|(layer, _)| Some(layer.place) == place).or_else(|| there.next());
        let (layer, worn) = found.filter(|(_, worn)| !worn.shade.pans.is_empty())?;
        Some((worn, (Some(layer.place) == place).then(|| layer.pan.unwrap_or(1))))
    });
    let palette = Memo::new(move |_| worn.get().map(|(worn, _)| worn));
    let pans = Signal::derive(move || {
        let hexes = palette.get().map(|worn| worn.shade.pans).unwrap_or_default();
        let pan = |(pan, hex): (u8, domain::catalog::Hex)| Shade {
            value: pan.to_string(),
            label: words::pan_of(locale, Some(pan)),
            hex: hex.to_string(),
            unavailable: false,
        };
        (1..).zip(hexes).map(pan).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || worn.get().and_then(|(_, pan)| pan).map(|pan| pan.to_string()));
    let choose = move |pan: String| {
        let palette = palette.get_untracked();
        if let (Some(worn), Some(place), Ok(pan)) = (palette, fitting.place.get_untracked(), pan.parse()) {
            fitting.put_on_pan(&worn.shade.sku, place, pan);
        }
    };

    view! {
        {move || palette.with(Option::is_some).then(|| view! {
            <div class="ways"><SwatchGroup legend=td_string!(locale, tryon.pans) shades=pans chosen on_choose=choose /></div>
        })}
    }
}
