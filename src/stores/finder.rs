//! Finding a store: by where the shopper is, by a place in words, by whether it is open.

use super::{DoorWord, brief, compass::Compass, data, use_my_store};
use crate::{
    browser::{self, NoPosition},
    format::distance,
    i18n::{td_string, use_locale},
    plural, routes,
    ui::{Button, ButtonKind, Chip, EmptyState, Field, Load, Shape, Skeleton, fetched, use_status},
};
use api::{
    inventory::StoreBrief,
    stores::{StoreView, StoresQuery, StoresView},
};
use domain::geo::Position;
use leptos::prelude::*;

/// Search, `Use my location`, open now, a compass and the list.
#[component]
pub fn StoreFinder(
    /// The stores the page came with, if it did.
    first: Option<StoresView>,
    /// Told when the shopper makes a store hers.
    #[prop(optional, into)]
    on_choose: Option<Callback<StoreBrief>>,
) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let status = use_status();

    let words = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    let open_now = RwSignal::new(false);
    let refused = RwSignal::new(None::<NoPosition>);

    let query = move || StoresQuery {
        // A place in words is about that place; only without one it is about where she is.
        near: if asked.get().is_empty() { my_store.near() } else { None },
        q: asked.get(),
        open_now: open_now.get(),
    };
    let found = fetched(first, query, move |query| async move {
        let found = data::stores(query).await?;
        status.announce(plural!(locale, found.stores.len(), stores.found));
        Ok(found)
    });

    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        asked.set(words.get_untracked().trim().to_owned());
    };
    let locate = move || {
        refused.set(None);
        browser::locate(move |place| match place {
            Ok((lat, lon)) => {
                words.set(String::new());
                asked.set(String::new());
                if let Ok(position) = Position::new(lat, lon) {
                    my_store.locate(position);
                }
            }
            Err(why) => refused.set(Some(why)),
        });
    };
    let no_position = Signal::derive(move || {
        refused.get().map(|why| match why {
            NoPosition::Refused => td_string!(locale, stores.location_refused).to_owned(),
            NoPosition::Unknown => td_string!(locale, stores.location_unknown).to_owned(),
        })
    });

    view! {
        <div class="finder">
            <form class="finder__form" role="search" on:submit=search>
                <Field label=td_string!(locale, stores.place) value=words autocomplete="address-level2" hint=td_string!(locale, stores.place_hint).to_owned() error=no_position optional=true />
                <div class="finder__ways">
                    <Button kind=ButtonKind::Quiet submit=true>{td_string!(locale, stores.find)}</Button>
                    <Button kind=ButtonKind::Quiet on_press=locate>{td_string!(locale, stores.use_location)}</Button>
                    <Chip text=td_string!(locale, stores.open_now) pressed=open_now on_press=move || open_now.update(|on| *on = !*on) />
                </div>
            </form>
            <Load of=found skeleton=|| view! { <Skeleton shape=Shape::Row count=6 /> } let:found>
                <Found found on_choose />
            </Load>
        </div>
    }
}

#[component]
fn Found(found: StoresView, on_choose: Option<Callback<StoreBrief>>) -> impl IntoView {
    let locale = use_locale();
    if found.stores.is_empty() {
        return view! { <EmptyState title=td_string!(locale, stores.none.title) text=td_string!(locale, stores.none.text) /> }.into_any();
    }
    let compass = found.around.is_some().then(|| view! { <Compass stores=found.stores.clone() /> });
    let rows =
        found.stores.into_iter().map(|store| view! { <StoreRow store on_choose /> }.into_any()).collect::<Vec<_>>();

    view! {
        <div class="finder__found">
            {compass}
            <ul class="finder__list" role="list">{rows}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn StoreRow(store: StoreView, on_choose: Option<Callback<StoreBrief>>) -> impl IntoView {
    let locale = use_locale();
    let my_store = use_my_store();
    let status = use_status();
    let hers = StoredValue::new(brief(&store.store));
    let is_hers = Memo::new(move |_| my_store.get().is_some_and(|mine| hers.with_value(|own| own.code == mine.code)));
    let name = store.store.name.clone();
    let label = td_string!(locale, inventory.make_mine_named, store = name.clone());
    let chosen = td_string!(locale, stores.chosen, store = name.clone());
    let choose = move || {
        my_store.choose(hers.get_value());
        status.announce(chosen.clone());
        if let Some(told) = on_choose {
            told.run(hers.get_value());
        }
    };
    let address = &store.store.address;
    let place = format!("{}, {} {}", address.street, address.postal_code, address.city);
    let action = move || {
        if is_hers.get() {
            view! { <span class="finder__mine">{td_string!(locale, inventory.mine)}</span> }.into_any()
        } else {
            view! { <Button kind=ButtonKind::Quiet label=label.clone() on_press=choose.clone()>{td_string!(locale, inventory.make_mine)}</Button> }.into_any()
        }
    };

    view! {
        <li class="finder__row" aria-label=name.clone()>
            <div class="finder__words">
                <a class="finder__name" href=routes::store(store.store.code.as_str())>{name.clone()}</a>
                {store.metres.map(|metres| view! { <span class="finder__metres">{distance(locale, metres)}</span> })}
                <span class="finder__place">{place}</span>
                <DoorWord door=store.door />
            </div>
            {action}
        </li>
    }
}
