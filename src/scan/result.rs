//! What was found: the product with the very shade, its others, what people say, what this store has; or why there is nothing.

use super::{
    state::{Looked, Scanning},
    words,
};
use crate::{
    browser,
    cart::{item, use_cart},
    format::moment,
    i18n::td_string,
    inventory::StockWord,
    routes,
    ui::{Button, ButtonKind, EmptyState, Loads, Picture, Price, Rating, Shape, Shown, Skeleton, Swatch, message},
};
use api::{inventory::StoreStock, scan::CodeView};
use domain::{
    cart::{LineKey, Receive},
    catalog::{Product, Variant},
    inventory::Band,
    quantity::Quantity,
    stores::Service,
};
use leptos::prelude::*;

/// The id of what was found, which takes the focus.
const OUTCOME: &str = "scan-outcome";

/// What became of the number.
#[component]
pub(super) fn Outcome(
    /// The page's state.
    scanning: Scanning,
) -> impl IntoView {
    let locale = scanning.locale;
    // The camera's buttons are gone when there is an answer: what she came for takes the focus.
    let answered =
        Memo::new(move |_| scanning.looked.with(|looked| !matches!(looked, Looked::Nothing | Looked::Waiting)));
    Effect::new(move |_| {
        if answered.get()
            && let Some(outcome) = browser::element(OUTCOME)
        {
            browser::focus_quietly(&outcome);
        }
    });
    let shown = move || {
        match scanning.looked.get() {
        Looked::Nothing => ().into_any(),
        Looked::Waiting => view! { <Skeleton shape=Shape::Heading /> }.into_any(),
        Looked::Found(found) => view! { <Found scanning found=*found /> }.into_any(),
        Looked::Unknown(gtin) => {
            let title = td_string!(locale, scan.unknown, number = gtin.as_str().to_owned());
            view! { <EmptyState title text=td_string!(locale, scan.unknown_text) /> }.into_any()
        }
        Looked::Refused(why) => {
            let (title, text) = words::refused(locale, &why);
            view! { <EmptyState title text /> }.into_any()
        }
        Looked::Failed(gtin, why) => view! {
            <EmptyState title=td_string!(locale, scan.failed) text=message(locale, &why)>
                <Button kind=ButtonKind::Quiet on_press=move || scanning.look_up(gtin.clone())>{td_string!(locale, shell.failed.again)}</Button>
            </EmptyState>
        }
        .into_any(),
    }
    };

    view! { <section class="scan-outcome" id=OUTCOME tabindex="-1" aria-label=td_string!(locale, scan.result)>{shown}</section> }
}

/// A product with the variant that was scanned.
#[component]
fn Found(scanning: Scanning, found: CodeView) -> impl IntoView {
    let locale = scanning.locale;
    let CodeView { sku, page, gtin } = found;
    let product = page.product;
    let Some(variant) = product.variant(&sku).cloned() else { return ().into_any() };
    let picture = product.pictures_of(&variant).next().cloned();
    let here = scanning.here.get_untracked();
    let stock =
        here.as_ref().and_then(|here| page.availability.stores.iter().find(|it| it.store.code == here.code)).cloned();
    let href = link(&product, &variant);
    let (title, label) = (product.title.clone(), product.label.clone());
    let name = title.clone();
    let phrase = Some(variant.phrase()).filter(|phrase| !phrase.is_empty());
    let dot = variant.shade.as_ref().map(|shade| shade.hex.to_string());
    let rating = product.rating;
    let (price, before) = (variant.price, variant.compare_at);
    let words = match (&stock, here.is_some(), page.availability.ship) {
        (Some(stock), ..) => view! { <InStore scanning stock=stock.clone() /> }.into_any(),
        (None, true, _) => view! { <p>{td_string!(locale, scan.no_stock)}</p> }.into_any(),
        (None, false, Band::None) => view! { <p>{td_string!(locale, inventory.ship_gone)}</p> }.into_any(),
        (None, false, _) => view! { <p>{td_string!(locale, inventory.ship_good)}</p> }.into_any(),
    };

    view! {
        <article class="scan-found" aria-label=name>
            {picture.map(|picture| view! { <Picture picture alt="" loads=Loads::First shown=Shown::Card class="scan-found__picture" /> })}
            <div class="scan-found__words">
                <p class="scan-found__label">{label}</p>
                <h2 class="scan-found__title"><a href=href.clone()>{title}</a></h2>
                {phrase.map(|phrase| view! { <p class="scan-found__shade">{dot.map(|hex| view! { <Swatch hex /> })}<span>{phrase}</span></p> })}
                <p class="scan-found__price"><Price amount=price before=before /></p>
                {rating.map(|rating| view! { <Rating tenths=u32::from(rating.tenths) count=rating.count /> })}
                <div class="scan-found__stock">{words}</div>
                <Buy scanning product=product.clone() variant=variant.clone() stock />
                <a class="scan-found__more" href=href>{td_string!(locale, scan.more)}</a>
                <p class="scan-found__number">{td_string!(locale, scan.number_of, number = gtin.as_str().to_owned())}</p>
            </div>
            <Others scanning product chosen=variant />
        </article>
    }
    .into_any()
}

/// What this store has of it.
#[component]
fn InStore(scanning: Scanning, stock: StoreStock) -> impl IntoView {
    let locale = scanning.locale;
    let ready = stock.ready_by.map(|at| td_string!(locale, inventory.ready_by, time = moment(locale, at)));

    view! {
        <p class="scan-found__here">{stock.store.name}": "<StockWord band=stock.band left=stock.left /></p>
        {ready.map(|ready| view! { <p class="scan-found__ready">{ready}</p> })}
    }
}

/// Into the bag: to be collected here if this store has it and hands over, else to be sent.
#[component]
fn Buy(scanning: Scanning, product: Product, variant: Variant, stock: Option<StoreStock>) -> impl IntoView {
    let locale = scanning.locale;
    let cart = use_cart();
    let store = stock.filter(|stock| stock.band.can_be_had() && stock.store.services.contains(&Service::Pickup));
    let way = match &store {
        Some(stock) => td_string!(locale, scan.collect, store = stock.store.name.clone()),
        None => td_string!(locale, scan.send).to_owned(),
    };
    let receive = store.map_or(Receive::Ship, |stock| Receive::PickUp { store: stock.store.code });
    let add = move || {
        let line = LineKey { sku: variant.sku.clone(), receive: receive.clone() };
        cart.add(line, Quantity::ONE, item(&product, &variant));
        scanning.status.announce(td_string!(locale, cart.added, product = product.title.clone()));
    };

    view! {
        <div class="scan-found__buy">
            <Button on_press=add>{td_string!(locale, cart.add)}</Button>
            <p class="scan-found__way">{way}</p>
        </div>
    }
}

/// The product's other colours, each a link to its page.
#[component]
fn Others(scanning: Scanning, product: Product, chosen: Variant) -> impl IntoView {
    let locale = scanning.locale;
    let others = product.variants.iter().filter(|variant| variant.sku != chosen.sku);
    let rows = others
        .filter_map(|variant| {
            let hex = variant.shade.as_ref()?.hex.to_string();
            let (href, name) = (link(&product, variant), variant.phrase());
            Some(view! { <li><a class="scan-others__one" href=href title=name.clone() aria-label=name><Swatch hex /></a></li> })
        })
        .collect::<Vec<_>>();

    (!rows.is_empty()).then(|| {
        view! {
            <section class="scan-others" aria-labelledby="scan-others">
                <h3 class="scan-others__title" id="scan-others">{td_string!(locale, scan.others)}</h3>
                <ul class="scan-others__list" role="list">{rows}</ul>
            </section>
        }
    })
}

fn link(product: &Product, variant: &Variant) -> String {
    let names = product.options.iter().map(|option| option.name.as_str());
    let chosen: Vec<_> = names.zip(variant.values.iter().map(String::as_str)).collect();
    routes::product(product.handle.as_str(), &chosen)
}
