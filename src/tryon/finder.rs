//! The shade finder for foundation and concealer: asked for, explained, and never more than a suggestion.
//!
//! Her skin is looked at in the worker. Here arrive names of shades, and what was measured only when she asks to remember it.

use super::{
    found::{self, Skin},
    kept,
    proposal::{Proposals, Proposed},
    stage::Playing,
    state::{Fitting, Scene},
};
use crate::{
    browser::Stage,
    i18n::td_string,
    ui::{Button, ButtonKind, Choice, Disclosure, RadioGroup},
};
use domain::{catalog::Undertone, tryon::Place};
use leptos::prelude::*;

/// The finder, where a base is chosen.
#[component]
pub(super) fn Finder(
    /// The page's state.
    fitting: Fitting,
    /// The stage.
    playing: Playing,
) -> impl IntoView {
    let is_base = Memo::new(move |_| matches!(fitting.place.get(), Some(Place::Foundation | Place::Concealer)));

    view! {
        {move || is_base.get().then(|| view! {
            <Disclosure title=td_string!(fitting.locale, tryon.finder.title)>
                <Measuring fitting playing />
                <Suggested fitting playing />
            </Disclosure>
        })}
    }
}

/// Says what it does, and looks at her skin when she asks.
#[component]
fn Measuring(fitting: Fitting, playing: Playing) -> impl IntoView {
    let locale = fitting.locale;
    let found = playing.found;
    let remembered = RwSignal::new(kept::skin());
    // A ring that nobody asks for any more would lie on her picture.
    on_cleanup(move || playing.with(|stage| stage.ring(false)));
    // Written down when it arrives, for it was asked for.
    Effect::new(move |_| {
        if let Some(measured) = found.measured.get() {
            kept::keep_skin(Some(&measured));
        }
    });
    let is_shown = Memo::new(move |_| matches!(fitting.scene.get(), Scene::Live | Scene::Still { .. }));
    // Asked for without a picture, or while it is still read, her skin is looked at when the picture is there.
    let is_wanted = StoredValue::new(false);
    let measure = move || {
        is_wanted.set_value(!is_shown.get_untracked());
        if !is_shown.get_untracked() {
            return fitting.status.announce(td_string!(locale, tryon.finder.no_picture));
        }
        found.skin.set(Skin::Looking(0));
        playing.with(Stage::measure);
    };
    Effect::new(move |_| {
        if is_shown.get() && is_wanted.get_value() {
            measure();
        }
    });
    let recall = move || {
        let Some(measured) = kept::skin() else { return };
        playing.ask(move |stage| stage.recall(&measured));
        found.skin.set(Skin::Known);
    };
    let remember = move |wanted: bool| {
        if wanted {
            playing.with(Stage::measured);
        } else {
            kept::keep_skin(None);
            remembered.set(None);
        }
    };
    let forget = move || {
        kept::keep_skin(None);
        remembered.set(None);
        found.measured.set(None);
        found.suggested.set(Vec::new());
        found.skin.set(Skin::Unknown);
        playing.with(|stage| stage.recall(""));
        fitting.status.announce(td_string!(locale, tryon.finder.forgotten));
    };
    let said = move || match found.skin.get() {
        Skin::Unknown | Skin::Known => {
            (!is_shown.get()).then(|| td_string!(locale, tryon.finder.no_picture).to_owned())
        }
        Skin::Looking(count) => Some(format!("{} {count}/15", td_string!(locale, tryon.finder.looking))),
        Skin::NoFace => Some(td_string!(locale, tryon.finder.no_face).to_owned()),
        Skin::NoPaper => Some(td_string!(locale, tryon.finder.no_paper).to_owned()),
    };
    // The end of it is said; what is between is only seen.
    Effect::new(move |before: Option<Skin>| {
        let skin = found.skin.get();
        if before.is_some_and(|before| before != skin) {
            match skin {
                Skin::Known => fitting.status.announce(td_string!(locale, tryon.finder.found)),
                Skin::NoFace => fitting.status.announce(td_string!(locale, tryon.finder.no_face)),
                Skin::NoPaper => fitting.status.announce(td_string!(locale, tryon.finder.no_paper)),
                Skin::Unknown | Skin::Looking(_) => {}
            }
        }
        skin
    });
    let known = move || found.skin.get() == Skin::Known;
    let is_remembered = move || found.measured.with(Option::is_some) || remembered.with(Option::is_some);

    view! {
        <div class="finder">
            <p>{td_string!(locale, tryon.finder.words)}</p>
            <label class="kept__consent">
                <input type="checkbox" on:change:target=move |event| playing.with(|stage| stage.ring(event.target().checked())) />
                <span>{td_string!(locale, tryon.finder.paper)}</span>
            </label>
            <div class="finder__acts">
                <Button kind=ButtonKind::Quiet on_press=measure>{td_string!(locale, tryon.finder.measure)}</Button>
                {move || (remembered.with(Option::is_some) && !known()).then(|| view! {
                    <Button kind=ButtonKind::Plain on_press=recall>{td_string!(locale, tryon.finder.recall)}</Button>
                })}
            </div>
            <p class="finder__said">{said}</p>
            {move || (known() || is_remembered()).then(|| view! {
                <div class="finder__acts">
                    <label class="kept__consent">
                        <input type="checkbox" prop:checked=is_remembered on:change:target=move |event| remember(event.target().checked()) />
                        <span>{td_string!(locale, tryon.finder.remember)}</span>
                    </label>
                    <Button kind=ButtonKind::Plain on_press=forget>{td_string!(locale, tryon.finder.forget)}</Button>
                </div>
            })}
        </div>
    }
}

/// Three shades of the product that is offered, of the undertone she chooses.
#[component]
fn Suggested(fitting: Fitting, playing: Playing) -> impl IntoView {
    let locale = fitting.locale;
    let found = playing.found;
    let undertone = RwSignal::new(String::new());
    Effect::new(move |_| {
        let (product, tone) = (fitting.product.get(), undertone.get());
        if found.skin.get() == Skin::Known {
            let shelf = found::shelf(fitting, |other| Some(&other.handle) == product.as_ref());
            // What is remembered may be on its way into an engine that is still fetched.
            playing.ask(move |stage| stage.suggest(&shelf, &tone));
        }
    });
    let tones = Signal::derive(move || {
        vec![
            Choice::new("", td_string!(locale, tryon.finder.any)),
            Choice::new(Undertone::Cool.word(), td_string!(locale, tryon.finder.cool)),
            Choice::new(Undertone::Neutral.word(), td_string!(locale, tryon.finder.neutral)),
            Choice::new(Undertone::Warm.word(), td_string!(locale, tryon.finder.warm)),
        ]
    });
    let chosen = Signal::derive(move || Some(undertone.get()));
    let of = Signal::derive(move || {
        let place = fitting.place.get().unwrap_or(Place::Foundation);
        let proposed = |(at, sku)| {
            let why = if at == 0 {
                td_string!(locale, tryon.finder.nearest)
            } else {
                td_string!(locale, tryon.finder.beside)
            };
            Proposed { sku, place, why: why.to_owned() }
        };
        found.suggested.get().into_iter().enumerate().map(proposed).collect::<Vec<_>>()
    });

    view! {
        {move || (found.skin.get() == Skin::Known).then(|| view! {
            <div class="finder">
                <p>{td_string!(locale, tryon.finder.found)}</p>
                <div class="ways"><RadioGroup legend=td_string!(locale, tryon.finder.undertone) choices=tones chosen on_choose=move |tone| undertone.set(tone) in_line=true /></div>
                <Proposals fitting label=td_string!(locale, tryon.finder.title) of />
            </div>
        })}
    }
}
