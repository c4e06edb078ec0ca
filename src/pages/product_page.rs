//! `/p/{handle}`: the product, its variants, where each can be had, and putting it into the bag.

use crate::{
    cart::BuyPanel,
    catalog::{Gallery, ProductGrid, VariantPicker, data},
    i18n::{td_string, use_locale},
    inventory::{self, StoreStockList, on_stock, spots_of, take_in},
    navigation::use_navigation,
    pages::NotFoundPage,
    routes,
    seed::use_first_page,
    shell::use_shell,
    stores::use_my_store,
    ui::{
        Below, Button, ButtonKind, Disclosure, Load, PageHeading, Price, Rating, Shape, Skeleton, fetched, use_status,
    },
};
use api::{
    catalog::{ProductPageView as ProductData, ProductQuery},
    inventory::{AvailabilityQuery, AvailabilityView},
    page::PageData,
};
use domain::{catalog::Product, id::Handle};
use leptos::prelude::*;
use std::sync::Arc;

/// How many stores the page lists.
const STORES: u32 = 5;

/// Loads a product. What cannot be a handle is not found.
#[component]
pub fn ProductPage(
    /// The product's handle, as it stands in the address.
    handle: String,
) -> impl IntoView {
    let Ok(handle) = Handle::parse(handle) else { return view! { <NotFoundPage /> }.into_any() };
    let my_store = use_my_store();
    let seed = use_first_page().take(|page| if let PageData::Product(data) = page { Some(data) } else { None });
    let store = my_store.get_untracked().map(|store| store.code);
    let query = ProductQuery { store, ..ProductQuery::default() };
    let page = fetched(seed, || (), move |()| data::product(handle.clone(), query.clone()));

    view! {
        <Load of=page skeleton=|| view! { <div class="product"><Skeleton shape=Shape::Picture /><div><Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Line count=6 /></div></div> } let:data>
            <ProductView data />
        </Load>
    }
    .into_any()
}

/// Shows a product: pictures on one side, choosing on the other, then what it is.
#[component]
pub fn ProductView(
    /// What it shows.
    data: ProductData,
) -> impl IntoView {
    let locale = use_locale();
    let navigation = use_navigation();
    let product = Arc::new(data.product);

    let of = Arc::clone(&product);
    let variant = Memo::new(move |_| of.variant_for(&navigation.query_pairs()).clone());
    let of = Arc::clone(&product);
    let pictures = Signal::derive(move || variant.with(|variant| of.pictures_of(variant).cloned().collect::<Vec<_>>()));
    let availability =
        availability_of(Signal::derive(move || variant.with(|variant| variant.sku.clone())), data.availability);
    let try_on = move || variant.with(|variant| routes::with_query("/try-on", &[("sku", variant.sku.as_str())]));
    let price = move || variant.with(|variant| view! { <Price amount=variant.price before=variant.compare_at /> });

    view! {
        <nav class="crumbs" aria-label=td_string!(locale, catalog.crumbs)>
            <a href="/">{td_string!(locale, shell.home)}</a>
            <a href=routes::category(data.category.slug.as_str())>{data.category.title.clone()}</a>
        </nav>
        <div class="product">
            <Gallery pictures />
            <div class="product__choose">
                <p class="product__label">{product.label.clone()}</p>
                <PageHeading text=product.title.clone() class="product__title" />
                {product.rating.map(|rating| view! { <Rating tenths=u32::from(rating.tenths) count=rating.count /> })}
                <p class="product__price">{price}" "<span class="product__tax">{td_string!(locale, catalog.tax)}</span></p>
                <VariantPicker product=Arc::clone(&product) chosen=variant />
                <BuyPanel product=Arc::clone(&product) variant availability />
                {data.wearable.then(|| view! { <a class="button button--quiet product__try" href=try_on>{td_string!(locale, catalog.try_on)}</a> })}
                <WhereToFindIt availability />
            </div>
        </div>
        <Below>
            <ProductWords product />
            {(!data.related.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="related">
                    <h2 class="section__title" id="related">{td_string!(locale, catalog.related)}</h2>
                    <ProductGrid cards=data.related />
                </section>
            })}
        </Below>
    }
}

/// Where the chosen variant can be had: what the page came with, then anew for every other variant, store or place, and kept true.
fn availability_of(sku: Signal<domain::id::Sku>, first: AvailabilityView) -> Signal<AvailabilityView> {
    let my_store = use_my_store();
    let key = move || (sku.get(), my_store.get().map(|store| store.code), my_store.near());
    let seed = sku.with_untracked(|sku| *sku == first.sku).then(|| first.clone());
    let asked = fetched(seed, key, |(sku, store, near)| {
        inventory::data::availability(
            sku,
            AvailabilityQuery { near, store, limit: STORES, ..AvailabilityQuery::default() },
        )
    });
    let shown = {
        let first = first.clone();
        Signal::derive(move || asked.get().unwrap_or_else(|| first.clone()))
    };
    let (locale, status) = (use_locale(), use_status());
    on_stock(
        move || shown.with(spots_of),
        move |news| {
            let mut view = shown.get_untracked();
            let hers = my_store.get_untracked().map(|store| store.code);
            let change = take_in(&mut view, news, hers.as_ref());
            asked.set(view);
            if let Some(change) = change {
                status.announce(change.sentence(locale));
            }
        },
    );
    shown
}

/// The stores around her and what each has.
#[component]
fn WhereToFindIt(availability: Signal<AvailabilityView>) -> impl IntoView {
    let locale = use_locale();
    let shell = use_shell();
    let stores = Signal::derive(move || availability.get().stores);

    view! {
        <section class="product__stores below" aria-labelledby="near-you">
            <h2 class="product__stores-title" id="near-you">{td_string!(locale, inventory.near_you)}</h2>
            <StoreStockList stores />
            <Button kind=ButtonKind::Plain on_press=move || shell.choosing_store.set(true)>{td_string!(locale, inventory.all_stores)}</Button>
        </section>
    }
}

/// What it is, how to wear it, what is in it, what people say.
#[component]
fn ProductWords(product: Arc<Product>) -> impl IntoView {
    let locale = use_locale();
    let tags =
        product.tags.iter().map(|tag| view! { <li class="product-words__tag">{tag.clone()}</li> }).collect::<Vec<_>>();
    let reviews = match product.rating {
        Some(rating) => view! { <Rating tenths=u32::from(rating.tenths) count=rating.count /> }.into_any(),
        None => view! { <p>{td_string!(locale, catalog.no_reviews)}</p> }.into_any(),
    };
    let folded = |title: &'static str, text: &Option<String>| {
        text.clone().map(|text| view! { <Disclosure title><p>{text}</p></Disclosure> })
    };

    view! {
        <div class="product-words">
            // Sanitised by the importer; the one place where merchants' markup is shown.
            <div class="product-words__text" inner_html=product.description_html.clone()></div>
            <div class="product-words__more">
                <ul class="product-words__tags" role="list">{tags}</ul>
                {folded(td_string!(locale, catalog.how_to_use), &product.how_to_use)}
                {folded(td_string!(locale, catalog.ingredients), &product.ingredients)}
                <Disclosure title=td_string!(locale, catalog.reviews)>{reviews}</Disclosure>
            </div>
        </div>
    }
}
