//! Shades that look like one that is on: of its product and of others.

use super::{
    data, found,
    proposal::{Proposals, Proposed},
    stage::Playing,
    state::{Fitting, Worn},
};
use crate::i18n::td_string;
use api::tryon::WearablesQuery;
use domain::tryon::Place;
use leptos::prelude::*;

/// Asks for shades like a layer's, and shows them under it.
#[component]
pub(super) fn Alike(
    /// The page's state.
    fitting: Fitting,
    /// The stage: its engine measures how far colours are apart.
    playing: Playing,
    /// What is on.
    worn: Worn,
    /// Where it is worn.
    place: Place,
) -> impl IntoView {
    let locale = fitting.locale;
    let found = playing.found;
    let own = (worn.shade.sku.clone(), place);
    let is_open = Memo::new(move |_| found.like.with(|like| like.as_ref() == Some(&own)));
    let sku = worn.shade.sku.clone();
    let toggle = move |_| {
        let is_open = is_open.get_untracked();
        found.alike.set(None);
        found.like.set((!is_open).then(|| (sku.clone(), place)));
        if !is_open {
            leptos::task::spawn_local(ask(fitting, playing, sku.clone(), place));
        }
    };
    let handle = worn.handle.clone();
    let list = Signal::derive(move || {
        let skus = if is_open.get() { found.alike.get() } else { None };
        let proposed = |sku| {
            let other = fitting.worn(&sku)?;
            let same = other.handle == handle;
            let why = if same { td_string!(locale, tryon.alike.same).to_owned() } else { other.label };
            Some(Proposed { sku, place, why })
        };
        skus.unwrap_or_default().into_iter().filter_map(proposed).collect::<Vec<_>>()
    });
    let said = move || match found.alike.with(|alike| alike.as_ref().map(Vec::is_empty)) {
        None => Some(td_string!(locale, tryon.loading)),
        Some(true) => Some(td_string!(locale, tryon.alike.none)),
        Some(false) => None,
    };
    Effect::new(move |_| {
        if is_open.get() {
            fitting.status.announce(said().unwrap_or(td_string!(locale, tryon.alike.ask)));
        }
    });
    let label = format!("{}: {}", td_string!(locale, tryon.alike.ask), worn.shade.name);

    view! {
        <div class="alike">
            <button type="button" class="button button--plain" aria-label=label aria-expanded=move || is_open.get().to_string() on:click=toggle>
                {td_string!(locale, tryon.alike.ask)}
            </button>
            {move || is_open.get().then(|| view! {
                <p class="layer__what">{said}</p>
                <Proposals fitting label=td_string!(locale, tryon.alike.ask) of=list />
            })}
        </div>
    }
}

/// The shelf is everything that is worn there, whatever part of the face she looks at now.
async fn ask(fitting: Fitting, playing: Playing, sku: domain::id::Sku, place: Place) {
    let store = untrack(|| fitting.store());
    let query = WearablesQuery { area: Some(place.area()), store, ..WearablesQuery::default() };
    match data::products(query).await {
        Ok(there) => fitting.learn(there.products),
        Err(_) => return fitting.status.announce(td_string!(fitting.locale, tryon.said.offline)),
    }
    let shelf = found::shelf(fitting, |product| product.places.contains(&place));
    playing.ask(move |stage| stage.alike(&shelf, sku.as_str()));
}
