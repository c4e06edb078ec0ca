//! What can be done with the picture: before and after, side by side, larger, held still, kept.

use super::{
    compare,
    stage::Playing,
    state::{Fitting, Scene},
};
use crate::i18n::{Locale, td_string};
use leptos::prelude::*;

/// The row of tools at the picture's lower edge.
#[component]
pub(super) fn Tools(
    /// The page's state.
    fitting: Fitting,
    /// The stage.
    playing: Playing,
) -> impl IntoView {
    let locale = fitting.locale;
    let splitting = RwSignal::new(false);
    let split = RwSignal::new(50_u8);
    let large = RwSignal::new(false);
    let is = move |wanted: fn(Scene) -> bool| move || wanted(fitting.scene.get());
    let live = is(|scene| scene == Scene::Live);
    let held = is(|scene| scene == Scene::Still { from_camera: true });
    let shown = is(|scene| matches!(scene, Scene::Live | Scene::Still { .. }));
    let comparing = move || fitting.panes.with(|panes| !panes.is_empty());

    let rest = move || if splitting.get_untracked() { split.get_untracked() } else { 0 };
    let bare = move |is_bare: bool| playing.with(|stage| stage.split(if is_bare { 100 } else { rest() }));
    let toggle_split = move |_| {
        splitting.update(|on| *on = !*on);
        bare(false);
    };
    let slide = move |percent: String| {
        split.set(percent.parse().unwrap_or(50));
        bare(false);
    };
    let zoom = move |_| {
        large.update(|large| *large = !*large);
        playing.with(|stage| stage.zoom(if large.get_untracked() { 2 } else { 1 }));
        if large.get_untracked() {
            fitting.status.announce(td_string!(locale, tryon.tool.zoomed));
        }
    };

    view! {
        <div class="stage-tools" hidden=move || !shown()>
            {move || splitting.get().then(|| view! {
                <input
                    class="stage-tools__split"
                    type="range"
                    min="0"
                    max="100"
                    aria-label=td_string!(locale, tryon.tool.split)
                    aria-valuetext=move || td_string!(locale, tryon.tool.split_now, percent = split.get())
                    prop:value=move || split.get()
                    on:input:target=move |event| slide(event.target().value())
                />
            })}
            <div class="stage-tools__row" role="group" aria-label=td_string!(locale, tryon.tool.label)>
                <Hold locale comparing=Signal::derive(comparing) bare=Callback::new(bare) />
                <button type="button" class="tool" hidden=comparing aria-pressed=move || splitting.get().to_string() on:click=toggle_split>
                    <Sign path="M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4" />
                    <span>{td_string!(locale, tryon.tool.halves)}</span>
                </button>
                <button type="button" class="tool" aria-pressed=move || comparing().to_string() on:click=move |_| compare::next(fitting, playing)>
                    <Sign path="M4 5h7v14H4zM13 5h7v14h-7z" />
                    <span>{move || match fitting.panes.with(Vec::len) {
                        0 => td_string!(locale, tryon.tool.compare),
                        2 => td_string!(locale, tryon.tool.compare_four),
                        _ => td_string!(locale, tryon.tool.compare_end),
                    }}</span>
                </button>
                <button type="button" class="tool" aria-pressed=move || large.get().to_string() on:click=zoom>
                    <Sign path="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5M10.5 8v5M8 10.5h5" />
                    <span>{move || if large.get() { td_string!(locale, tryon.tool.whole) } else { td_string!(locale, tryon.tool.zoom) }}</span>
                </button>
                <button type="button" class="tool" hidden=move || !live() on:click=move |_| playing.with(crate::browser::Stage::freeze)>
                    <Sign path="M8 5v14M16 5v14" />
                    <span>{td_string!(locale, tryon.tool.freeze)}</span>
                </button>
                <button type="button" class="tool" hidden=move || !held() on:click=move |_| { compare::end(fitting, playing); playing.camera(); }>
                    <Sign path="M8 5l11 7-11 7z" />
                    <span>{td_string!(locale, tryon.tool.live)}</span>
                </button>
                <button type="button" class="tool" hidden=comparing on:click=move |_| playing.with(|stage| stage.download(&file_name()))>
                    <Sign path="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />
                    <span>{td_string!(locale, tryon.tool.download)}</span>
                </button>
                <button type="button" class="tool" on:click=move |_| { compare::end(fitting, playing); playing.leave(); }>
                    <Sign path="M6 6l12 12M18 6L6 18" />
                    <span>{td_string!(locale, tryon.tool.leave)}</span>
                </button>
            </div>
        </div>
    }
}

/// Shows her without anything on as long as it is held, by finger or key.
#[component]
fn Hold(locale: Locale, comparing: Signal<bool>, bare: Callback<bool>) -> impl IntoView {
    let holds = |key: &str| matches!(key, " " | "Enter");

    view! {
        <button
            type="button"
            class="tool"
            hidden=move || comparing.get()
            on:pointerdown=move |_| bare.run(true)
            on:pointerup=move |_| bare.run(false)
            on:pointerleave=move |_| bare.run(false)
            on:pointercancel=move |_| bare.run(false)
            on:keydown=move |event| if holds(&event.key()) { bare.run(true) }
            on:keyup=move |event| if holds(&event.key()) { bare.run(false) }
            on:blur=move |_| bare.run(false)
            on:contextmenu=move |event| event.prevent_default()
        >
            <Sign path="M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z" />
            <span>{td_string!(locale, tryon.tool.before)}</span>
        </button>
    }
}

/// What her picture is called among her files.
fn file_name() -> String {
    let date = crate::browser::local_now().date();
    format!("try-on-{}-{:02}-{:02}.jpg", date.year(), date.month(), date.day())
}

/// A sign of this page's tools, drawn as those of [`crate::ui::Icon`].
#[component]
fn Sign(path: &'static str) -> impl IntoView {
    view! { <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d=path /></svg> }
}
