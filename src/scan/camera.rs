//! The viewfinder with its ways to begin: the camera, a photo, the number by hand.

use super::{
    state::{Looked, Scanning, Scene},
    words,
};
use crate::{
    browser::{self, Viewfinder},
    i18n::td_string,
    ui::{Button, ButtonKind, Field, FieldKind},
};
use domain::scan::Symbol;
use leptos::{html, prelude::*};

/// The id of the viewfinder, which takes the focus when what had it has gone.
const FINDER: &str = "viewfinder";

/// The camera and what can be done instead.
#[component]
pub(super) fn Camera(
    /// The page's state.
    scanning: Scanning,
) -> impl IntoView {
    let locale = scanning.locale;
    let live = Memo::new(move |_| scanning.scene.get() == Scene::Live);
    Effect::new(move |before: Option<bool>| {
        let now = live.get();
        let found = scanning.looked.with_untracked(|looked| *looked != Looked::Nothing);
        if before.is_some_and(|before| before != now)
            && !found
            && let Some(finder) = browser::element(FINDER)
        {
            browser::focus_quietly(&finder);
        }
        now
    });

    view! {
        <section class="scan-camera" id=FINDER tabindex="-1" aria-label=td_string!(locale, scan.camera)>
            <div class="viewfinder" class:viewfinder--live=move || live.get()>
                <div class="viewfinder__host" node_ref=scanning.host></div>
                <svg class="viewfinder__frame" viewBox="0 0 320 200" aria-hidden="true">
                    <path d="M40 72V40h40M240 40h40v32M280 128v32h-40M80 160H40v-32" />
                    <path class="viewfinder__bars" d="M92 66v68M102 66v68M116 66v68M124 66v68M138 66v68M156 66v68M164 66v68M178 66v68M192 66v68M200 66v68M216 66v68M228 66v68" />
                </svg>
                {move || live.get().then(|| view! { <Over scanning /> })}
            </div>
            <Said scanning />
            {move || (!live.get()).then(|| view! { <Ways scanning /> })}
            <ByHand scanning />
        </section>
    }
}

/// What can be done while the camera looks.
#[component]
fn Over(scanning: Scanning) -> impl IntoView {
    let locale = scanning.locale;
    let lamp = move || {
        let lit = scanning.lamp.get()?;
        let switch = move || scanning.light(!lit);
        let words = if lit { td_string!(locale, scan.lamp_off) } else { td_string!(locale, scan.lamp_on) };
        Some(view! { <Button kind=ButtonKind::Quiet on_press=switch>{words}</Button> })
    };

    view! {
        <div class="viewfinder__over">
            {lamp}
            <Button kind=ButtonKind::Quiet on_press=move || scanning.leave()>{td_string!(locale, scan.stop)}</Button>
        </div>
    }
}

/// What there is to say about camera and photo.
#[component]
fn Said(scanning: Scanning) -> impl IntoView {
    let locale = scanning.locale;
    let said = move || match scanning.scene.get() {
        Scene::Asking => Some(td_string!(locale, scan.said.asking)),
        Scene::Reading => Some(td_string!(locale, scan.said.reading)),
        Scene::Idle | Scene::Live => {
            scanning.note.with(|note| note.as_ref().and_then(|note| words::said(locale, note)))
        }
    };

    view! { <p class="scan-camera__said">{said}</p> }
}

/// The camera, with the reason it is asked for, or a photo.
#[component]
fn Ways(scanning: Scanning) -> impl IntoView {
    let locale = scanning.locale;
    let field = NodeRef::<html::Input>::new();
    let pick = move || {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let again = move || scanning.looked.with(|looked| !matches!(looked, Looked::Nothing | Looked::Waiting));
    let camera = move || if again() { td_string!(locale, scan.next) } else { td_string!(locale, scan.use_camera) };
    let read = move |_| {
        if let Some(field) = field.get_untracked() {
            scanning.with_viewfinder(move |viewfinder: &Viewfinder| viewfinder.photo(&field));
        }
    };

    view! {
        <p class="scan-camera__why">{td_string!(locale, scan.why)}</p>
        <div class="scan-camera__ways">
            <Button on_press=move || scanning.with_viewfinder(Viewfinder::camera)>{camera}</Button>
            <Button kind=ButtonKind::Quiet on_press=pick>{td_string!(locale, scan.photo)}</Button>
        </div>
        <input class="hidden" type="file" accept="image/*" tabindex="-1" aria-label=td_string!(locale, scan.photo_field) node_ref=field on:change=read />
    }
}

/// The number under the bars, typed: as good a way as the camera.
#[component]
fn ByHand(scanning: Scanning) -> impl IntoView {
    let locale = scanning.locale;
    let number = RwSignal::new(String::new());
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        scanning.leave();
        scanning.heard(&number.get_untracked(), Symbol::Typed);
    };

    view! {
        <form class="scan-hand" on:submit=find novalidate="">
            <Field label=td_string!(locale, scan.number) value=number autocomplete="off" kind=FieldKind::Digits hint=td_string!(locale, scan.number_hint).to_owned() />
            <Button kind=ButtonKind::Quiet submit=true>{td_string!(locale, scan.find)}</Button>
        </form>
    }
}
