//! `/stores/{code}`: one store, its hours this week, its services, what is worth coming for.

use crate::{
    catalog::ProductGrid,
    i18n::{td_string, use_locale},
    pages::NotFoundPage,
    routes,
    seed::use_first_page,
    stores::{DoorWord, Week, brief, data, service_word, use_my_store},
    ui::{Button, Load, PageHeading, Shape, Skeleton, fetched, use_status},
};
use api::{page::PageData, stores::StorePageView as StoreData};
use domain::id::LocationCode;
use leptos::prelude::*;

/// Loads a store. What cannot be a store's code is not found.
#[component]
pub fn StorePage(
    /// The store's code, as it stands in the address.
    code: String,
) -> impl IntoView {
    let Ok(code) = LocationCode::parse(code) else { return view! { <NotFoundPage /> }.into_any() };
    let seed = use_first_page().take(|page| if let PageData::Store(data) = page { Some(data) } else { None });
    let page = fetched(seed, || (), move |()| data::store(code.clone()));

    view! {
        <Load of=page skeleton=|| view! { <Skeleton shape=Shape::Heading /><Skeleton shape=Shape::Row count=7 /> } let:data>
            <StoreView data />
        </Load>
    }
    .into_any()
}

/// Shows a store.
#[component]
pub fn StoreView(
    /// What it shows.
    data: StoreData,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let status = use_status();
    let store = data.store.store;
    let hers = StoredValue::new(brief(&store));
    let is_hers = Memo::new(move |_| my_store.get().is_some_and(|mine| hers.with_value(|own| own.code == mine.code)));
    let choose = move || {
        my_store.choose(hers.get_value());
        status.announce(td_string!(locale, stores.chosen, store = hers.with_value(|own| own.name.clone())));
    };
    let action = move || {
        if is_hers.get() {
            view! { <p class="store__mine">{td_string!(locale, stores.is_mine)}</p> }.into_any()
        } else {
            view! { <Button on_press=choose>{td_string!(locale, stores.make_mine)}</Button> }.into_any()
        }
    };
    let scan = routes::with_query("/scan", &[("store", store.code.as_str())]);
    let services = store
        .services
        .iter()
        .map(|service| view! { <li class="product-words__tag">{service_word(locale, *service)}</li> })
        .collect::<Vec<_>>();
    let phone = store.phone.clone().map(|phone| {
        let href = format!("tel:{}", phone.replace(' ', ""));
        view! { <a href=href>{phone}</a> }
    });
    let email = store.email.clone().map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });

    view! {
        <header class="store__head">
            <PageHeading text=store.name.clone() class="store__title" />
            <DoorWord door=data.store.door />
        </header>
        <div class="store">
            <section class="store__facts" aria-label=store.name.clone()>
                <address class="store__address">
                    {store.address.street.clone()}<br />{format!("{} {}", store.address.postal_code, store.address.city)}
                    <span class="store__contact">{phone}{email}</span>
                </address>
                {store.directions.clone().map(|text| view! { <p class="store__directions">{text}</p> })}
                <ul class="product-words__tags" role="list">{services}</ul>
                {action}
                <a class="store__scan" href=scan>{td_string!(locale, stores.scan)}</a>
            </section>
            <section class="store__hours" aria-labelledby="hours">
                <h2 id="hours" class="store__hours-title">{td_string!(locale, stores.hours)}</h2>
                <Week days=data.week />
                <p class="store__zone">{td_string!(locale, stores.zone, zone = store.time_zone.clone())}</p>
            </section>
        </div>
        {(!data.products.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="there">
                <h2 class="section__title" id="there">{td_string!(locale, stores.worth)}</h2>
                <ProductGrid cards=data.products at=Some(hers.get_value()) />
            </section>
        })}
    }
}
