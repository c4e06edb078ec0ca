//! The try-on: a camera, a photo or a model with a look of the shop's products on it.
//!
//! The look and its moves are `domain::tryon`; what is painted happens in a worker behind [`crate::browser::Stage`]. Nothing here, and
//! nothing there, sends a picture anywhere.

mod alike;
mod associate;
mod compare;
mod data;
mod finder;
mod found;
mod kept;
mod layers;
mod looks;
mod next;
mod picker;
mod proposal;
mod stage;
mod state;
mod tools;
mod words;

use crate::{
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    stores::use_my_store,
    ui::{Disclosure, use_status},
};
use domain::{
    id::Sku,
    tryon::{Look, Place, from_link},
};
use leptos::prelude::*;
use stage::Playing;
use state::Fitting;

/// The whole of it: the stage on one side, what to wear on the other.
#[component]
pub fn FittingRoom() -> impl IntoView {
    let locale = use_locale();
    let fitting = Fitting::new(locale, use_status(), use_my_store());
    let playing = Playing::new(fitting);
    let navigation = use_navigation();
    // In an effect, so that first paint asks for nothing.
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            let (look, sku) = (navigation.query_untracked("look"), navigation.query_untracked("sku"));
            leptos::task::spawn_local(begin(fitting, look, sku));
        }
    });

    view! {
        <div class="fitting full">
            <stage::StageView fitting playing />
            <div class="fitting__panel">
                <looks::HouseLooks fitting />
                <picker::Picker fitting />
                <finder::Finder fitting playing />
                <layers::Layers fitting playing />
                <next::NextUp fitting />
                <looks::Kept fitting />
                <Disclosure title=td_string!(locale, tryon.private.title)>
                    <p>{td_string!(locale, tryon.private.text)}</p>
                    <p>{td_string!(locale, tryon.private.proof)}</p>
                </Disclosure>
            </div>
        </div>
    }
}

/// Begins with the look of the address, or the one she wore last, and the variant that a product's page sends along.
async fn begin(fitting: Fitting, look: String, sku: String) {
    let locale = fitting.locale;
    let mut began = kept::look();
    if !look.is_empty() {
        match from_link(&look) {
            Ok(linked) => {
                began = linked.look;
                if !linked.refused.is_empty() {
                    let count = linked.refused.len();
                    fitting.status.announce(td_string!(locale, tryon.link_partly, count = count));
                }
            }
            Err(_) => fitting.status.announce(td_string!(locale, tryon.link_unreadable)),
        }
    }
    fitting.recent.set(kept::recent());
    let sent = Sku::parse(sku).ok();
    let skus = began.layers().iter().map(|layer| layer.sku.clone()).chain(sent.clone()).chain(kept::recent()).collect();
    fitting.learn_of(skus).await;
    // What is not sold any more, or not worn there, cannot be shown.
    let there = |layer: &&domain::tryon::Layer| {
        untrack(|| fitting.worn(&layer.sku)).is_some_and(|worn| worn.places.contains(&layer.place))
    };
    let layers: Vec<_> = began.layers().iter().filter(there).cloned().collect();
    if layers.len() < began.layers().len() {
        let count = began.layers().len() - layers.len();
        fitting.status.announce(td_string!(locale, tryon.gone, count = count));
    }
    fitting.begin(Look::new(layers).unwrap_or_default());
    if let Some(sku) = sent {
        show(fitting, &sku, true);
    }
}

/// Shows the shades of a variant's product, and puts the variant on.
fn show(fitting: Fitting, sku: &Sku, on: bool) {
    let Some(worn) = untrack(|| fitting.worn(sku)) else { return };
    let Some(place) = worn.places.first().copied() else { return };
    fitting.area.set(Place::area(place));
    fitting.product.set(Some(worn.handle));
    fitting.place.set(Some(place));
    if on {
        fitting.put_on(sku, place);
    }
}
