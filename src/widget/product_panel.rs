//! One product: its picture, its variants, what there is of it, and putting it into the bag.

use super::{
    HEADING,
    bag::use_bag,
    loading::{Show, loaded},
};
use crate::{
    browser,
    cart::item,
    catalog::data,
    i18n::{td_string, use_locale},
    inventory::{self, StockWord},
    routes,
    ui::{Button, Choice, Picture, Price, RadioGroup, Shade, Shown, SwatchGroup, use_status},
};
use api::{
    catalog::{ProductPageView, ProductQuery},
    inventory::{AvailabilityQuery, AvailabilityView},
};
use domain::{
    cart::{LineKey, OpKind, Receive},
    catalog::{Product, Variant},
    id::{Handle, LocationCode},
    inventory::Band,
    quantity::Quantity,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Loads a product and shows it.
#[component]
pub(super) fn ProductPanel(
    /// Which.
    handle: Handle,
    /// The store whose stock is told.
    store: Option<LocationCode>,
) -> impl IntoView {
    let query = ProductQuery { store: store.clone(), ..ProductQuery::default() };
    loaded(move || {
        let (handle, query, store) = (handle.clone(), query.clone(), store.clone());
        Box::pin(async move {
            let page = data::product(handle, query).await?;
            let show = move || view! { <ProductChoice page=page.clone() store=store.clone() /> }.into_any();
            Ok(Arc::new(show) as Show)
        })
    })
}

/// Choosing a variant of what was loaded.
#[component]
fn ProductChoice(page: ProductPageView, store: Option<LocationCode>) -> impl IntoView {
    let locale = use_locale();
    let bag = use_bag();
    let status = use_status();
    let product = Arc::new(page.product);
    let choice = RwSignal::new(Vec::<(String, String)>::new());

    let of = Arc::clone(&product);
    let variant = Memo::new(move |_| choice.with(|choice| of.variant_for(choice).clone()));
    let availability = stock_of(variant, page.availability, store.clone());
    let of = Arc::clone(&product);
    let picture = move || {
        let picture = variant.with(|variant| of.pictures_of(variant).next().cloned());
        picture.map(|picture| view! { <Picture picture shown=Shown::Card class="widget__picture" /> })
    };
    let price = move || variant.with(|variant| view! { <Price amount=variant.price before=variant.compare_at /> });
    let stock = move || stock_line(&availability.get(), store.as_ref());
    let gone = Signal::derive(move || availability.with(|all| all.ship == Band::None));
    let handle = product.handle.clone();
    let in_shop = move || {
        let choice = choice.get();
        let query: Vec<(&str, &str)> = choice.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        routes::product(handle.as_str(), &query)
    };
    let groups = pickers(&product, variant, choice);
    let (title, label) = (product.title.clone(), product.label.clone());

    let add = move || {
        let variant = variant.get_untracked();
        let sku = variant.sku.clone();
        let line = LineKey { sku: sku.clone(), receive: Receive::Ship }.into();
        bag.act(OpKind::Add { line, quantity: Quantity::ONE }, Some(item(&product, &variant)));
        status.announce(td_string!(locale, cart.added, product = product.title.clone()));
        if let Ok(sku) = serde_json::to_string(&sku) {
            browser::tell_host(&format!(r#"{{"v":1,"type":"added","sku":{sku},"qty":1}}"#));
        }
    };

    view! {
        <article class="widget__product" aria-labelledby=HEADING>
            {picture}
            <div class="widget__choose">
                <p class="widget__label">{label}</p>
                <h1 class="widget__title" id=HEADING tabindex="-1">{title}</h1>
                <p class="widget__price">{price}</p>
                {groups}
                {stock}
                <Button disabled=gone on_press=add>{td_string!(locale, cart.add)}</Button>
                <a class="widget__more" href=in_shop target="_blank">{td_string!(locale, widget.view)}</a>
            </div>
        </article>
    }
}

/// One group per option: colours as swatches, all else as tiles.
fn pickers(product: &Arc<Product>, variant: Memo<Variant>, choice: RwSignal<Vec<(String, String)>>) -> Vec<AnyView> {
    let several = |option: &domain::catalog::ProductOption| option.values.len() > 1;
    let group = |(at, option): (usize, &domain::catalog::ProductOption)| {
        let chosen = Signal::derive(move || variant.with(|variant| variant.values.get(at).cloned()));
        let name = option.name.clone();
        let choose = Callback::new(move |value: String| {
            choice.update(|choice| {
                choice.retain(|(own, _)| *own != name);
                choice.push((name.clone(), value));
            });
        });
        match shades(product, at) {
            Some(shades) => {
                let spoken = move || chosen.get();
                view! {
                    <p class="widget__shade" aria-hidden="true">{spoken}</p>
                    <SwatchGroup legend=option.name.clone() shades chosen on_choose=choose legend_hidden=true />
                }
                .into_any()
            }
            None => {
                let choices: Vec<Choice> = option.values.iter().map(|value| Choice::new(value, value)).collect();
                view! { <RadioGroup legend=option.name.clone() choices chosen on_choose=choose in_line=true /> }
                    .into_any()
            }
        }
    };
    product.options.iter().enumerate().filter(|(_, option)| several(option)).map(group).collect()
}

/// The colours of the option at `at`, if each of its values has one.
fn shades(product: &Product, at: usize) -> Option<Vec<Shade>> {
    let shade = |value: &String| {
        let variant = product.variants.iter().find(|variant| variant.values.get(at) == Some(value))?;
        let hex = variant.shade.as_ref()?.hex.to_string();
        Some(Shade { value: value.clone(), label: value.clone(), hex, unavailable: false })
    };
    product.options.get(at)?.values.iter().map(shade).collect()
}

/// What there is of the chosen variant: what the page came with, then asked for each other one.
fn stock_of(
    variant: Memo<Variant>,
    first: AvailabilityView,
    store: Option<LocationCode>,
) -> RwSignal<AvailabilityView> {
    let shown = RwSignal::new(first);
    Effect::new(move |_| {
        let sku = variant.with(|variant| variant.sku.clone());
        if shown.with_untracked(|shown| shown.sku == sku) {
            return;
        }
        let query = AvailabilityQuery { store: store.clone(), limit: 1, ..AvailabilityQuery::default() };
        leptos::task::spawn_local(async move {
            // Without an answer the last one stays; the bag's line tells what is true.
            let Ok(view) = inventory::data::availability(sku, query).await else { return };
            let wanted = variant.try_with_untracked(|variant| variant.sku == view.sku);
            if wanted == Some(true) {
                let _gone = shown.try_set(view);
            }
        });
    });
    shown
}

/// "In stock at Ondée Mitte", or what can be sent.
fn stock_line(view: &AvailabilityView, store: Option<&LocationCode>) -> AnyView {
    let locale = use_locale();
    let hers = store.and_then(|code| view.stores.iter().find(|stock| stock.store.code == *code));
    match hers {
        Some(stock) => {
            let (band, left, name) = (stock.band, stock.left, stock.store.name.clone());
            view! { <p class="widget__stock"><StockWord band left />" · "{name}</p> }.into_any()
        }
        None => {
            let (band, to_send) = (view.ship, td_string!(locale, widget.to_send));
            view! { <p class="widget__stock"><StockWord band />" · "{to_send}</p> }.into_any()
        }
    }
}
