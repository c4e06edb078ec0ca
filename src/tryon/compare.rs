//! Shades side by side on one picture, two or four.

use super::{
    stage::Playing,
    state::{Fitting, Scene},
};
use crate::{i18n::td_string, ui::Swatch};
use domain::{id::Sku, tryon::Place};
use leptos::prelude::*;

const FEW: usize = 2;
const MANY: usize = 4;

/// From one picture to two, to four, and back.
pub(super) fn next(fitting: Fitting, playing: Playing) {
    let wanted = match fitting.panes.with_untracked(Vec::len) {
        0 => FEW,
        FEW => MANY,
        _ => return end(fitting, playing),
    };
    let Some(shades) = candidates(fitting, wanted) else {
        fitting.status.announce(td_string!(fitting.locale, tryon.compare.nothing));
        return;
    };
    // What moves cannot be compared.
    if fitting.scene.get_untracked() == Scene::Live {
        playing.with(crate::browser::Stage::freeze);
    }
    fitting.pane.set(1);
    fitting.panes.set(shades);
}

/// One picture again.
pub(super) fn end(fitting: Fitting, playing: Playing) {
    if fitting.panes.with_untracked(|panes| !panes.is_empty()) {
        fitting.panes.set(Vec::new());
        playing.with(|stage| stage.compare(&[]));
    }
}

/// The shade that is on, then those beside it.
fn candidates(fitting: Fitting, wanted: usize) -> Option<Vec<Sku>> {
    let (product, place) = (fitting.product.get_untracked()?, fitting.place.get_untracked()?);
    let product = untrack(|| fitting.known(&product))?;
    let mut shades: Vec<Sku> = fitting.panes.get_untracked();
    let look = fitting.look_untracked();
    let on = look.layers().iter().find(|layer| layer.place == place).map(|layer| layer.sku.clone());
    if shades.is_empty() {
        shades.extend(on.clone());
    }
    let at = product.shades.iter().position(|shade| Some(&shade.sku) == on.as_ref()).unwrap_or(0);
    let beside = product.shades.iter().cycle().skip(at).take(product.shades.len()).map(|shade| shade.sku.clone());
    for sku in beside {
        if shades.len() < wanted && !shades.contains(&sku) {
            shades.push(sku);
        }
    }
    (shades.len() == wanted).then_some(shades)
}

/// Puts a shade into the pane whose turn it is; answers whether there are panes at all.
pub(super) fn take(fitting: Fitting, sku: &Sku) -> bool {
    let count = fitting.panes.with_untracked(Vec::len);
    if count == 0 {
        return false;
    }
    let at = fitting.pane.get_untracked().min(count - 1);
    fitting.panes.update(|panes| panes[at] = sku.clone());
    fitting.pane.set((at + 1) % count);
    true
}

fn show(fitting: Fitting, playing: Playing) {
    let place = fitting.place.get_untracked().unwrap_or(Place::Lips);
    let look = fitting.look_untracked();
    let worn = |sku: &Sku| look.put_on(sku.clone(), place).unwrap_or_else(|_| look.clone());
    let texts: Vec<String> =
        fitting.panes.with_untracked(|panes| panes.iter().map(|sku| untrack(|| fitting.text_of(&worn(sku)))).collect());
    playing.with(|stage| stage.compare(&texts));
}

/// The names of what stands side by side; pressing one wears it.
#[component]
pub(super) fn PaneNames(
    /// The page's state.
    fitting: Fitting,
    /// The stage.
    playing: Playing,
) -> impl IntoView {
    let locale = fitting.locale;
    Effect::new(move |_| {
        // A new shade in a pane, or another look around it.
        let there = fitting.panes.with(|panes| !panes.is_empty());
        fitting.look();
        if there {
            show(fitting, playing);
        }
    });
    let wear = move |sku: &Sku| {
        let place = fitting.place.get_untracked();
        end(fitting, playing);
        if let Some(place) = place {
            fitting.put_on(sku, place);
        }
    };
    let names = move || {
        fitting.panes.get().into_iter().enumerate().filter_map(|(at, sku)| {
            let worn = fitting.worn(&sku)?;
            Some(view! {
                <li class="panes__one" class:panes__one--next=move || fitting.pane.get() == at>
                    <Swatch hex=worn.shade.hex.to_string() />
                    <span class="panes__name">{worn.shade.name.clone()}</span>
                    <button type="button" class="panes__wear" aria-label=td_string!(locale, tryon.compare.wear_named, shade = worn.shade.name) on:click=move |_| wear(&sku)>
                        {td_string!(locale, tryon.compare.wear)}
                    </button>
                </li>
            })
        }).collect::<Vec<_>>()
    };

    view! {
        {move || fitting.panes.with(|panes| (!panes.is_empty()).then_some(panes.len())).map(|count| view! {
            <ul class="panes" class:panes--four=count == MANY role="list" aria-label=td_string!(locale, tryon.compare.label)>{names()}</ul>
        })}
    }
}
