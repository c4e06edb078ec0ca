//! Which store she is in: suggested by the shelf's code, by her store or by the nearest one, and always asked.

use super::state::Scanning;
use crate::{
    browser::{self, NoPosition},
    i18n::td_string,
    stores::{self, StoreFinder, use_my_store},
    ui::{Button, ButtonKind, Sheet},
};
use api::{inventory::StoreBrief, stores::StoresQuery};
use domain::geo::Position;
use leptos::prelude::*;

/// The question, or the answer.
#[component]
pub(super) fn Place(
    /// The page's state.
    scanning: Scanning,
) -> impl IntoView {
    let locale = scanning.locale;
    let choosing = RwSignal::new(false);
    let chosen = move |store: StoreBrief| {
        choosing.set(false);
        scanning.be_in(Some(store));
    };
    let answer = move || {
        match scanning.here.get() {
        Some(store) => view! {
            <p class="scan-place__here">{td_string!(locale, scan.store.is_here, store = store.name)}</p>
            <Button kind=ButtonKind::Plain on_press=move || scanning.be_in(None)>{td_string!(locale, scan.store.change)}</Button>
        }
        .into_any(),
        None => view! { <Question scanning choosing /> }.into_any(),
    }
    };

    view! {
        <section class="scan-place" aria-labelledby="scan-place">
            <h2 class="scan__title" id="scan-place">{td_string!(locale, scan.store.title)}</h2>
            {answer}
            <Sheet open=choosing title=td_string!(locale, scan.store.title).to_owned()>
                <StoreFinder first=None on_choose=chosen />
            </Sheet>
        </section>
    }
}

#[component]
fn Question(scanning: Scanning, choosing: RwSignal<bool>) -> impl IntoView {
    let locale = scanning.locale;
    let my_store = use_my_store();
    let refused = RwSignal::new(None::<NoPosition>);
    let near = move |(lat, lon): (f64, f64)| {
        let Ok(position) = Position::new(lat, lon) else { return };
        my_store.locate(position);
        let near = my_store.near();
        leptos::task::spawn_local(async move {
            let query = StoresQuery { near, ..StoresQuery::default() };
            let nearest = stores::data::stores(query).await.ok().and_then(|found| found.stores.into_iter().next());
            if let Some(nearest) = nearest {
                let store = stores::brief(&nearest.store);
                let asked = td_string!(locale, scan.store.maybe, store = store.name.clone());
                if scanning.suggested.try_set(Some(store)).is_none() {
                    scanning.status.announce(asked);
                }
            }
        });
    };
    let locate = move || {
        refused.set(None);
        browser::locate(move |place| match place {
            Ok(place) => untrack(|| near(place)),
            Err(why) => refused.set(Some(why)),
        });
    };
    let maybe = move || {
        let store = scanning.suggested.get()?;
        let (name, street) = (store.name.clone(), format!("{}, {}", store.street, store.city));
        let yes = td_string!(locale, scan.store.yes, store = name.clone());
        let chosen = move || scanning.be_in(Some(store.clone()));
        Some(view! {
            <p class="scan-place__maybe">{td_string!(locale, scan.store.maybe, store = name)}" "<span class="scan-place__street">{street}</span></p>
            <Button kind=ButtonKind::Quiet on_press=chosen>{yes}</Button>
        })
    };
    let why = move || {
        refused.get().map(|why| match why {
            NoPosition::Refused => td_string!(locale, scan.store.location_refused),
            NoPosition::Unknown => td_string!(locale, scan.store.location_unknown),
        })
    };

    view! {
        <p class="scan-place__why">{td_string!(locale, scan.store.why)}</p>
        {maybe}
        <p class="field__error" role="alert">{why}</p>
        <div class="scan-place__ways">
            <Button kind=ButtonKind::Plain on_press=locate>{td_string!(locale, scan.store.nearest)}</Button>
            <Button kind=ButtonKind::Plain on_press=move || choosing.set(true)>{td_string!(locale, scan.store.another)}</Button>
        </div>
    }
}
