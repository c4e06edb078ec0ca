//! Things that open over the page: a sheet from the side (from below on the phone) or a dialog in the middle.

use super::{Glyph, Icon, element_id};
use crate::{
    browser,
    i18n::{td_string, use_locale},
};
use leptos::{ev, html, prelude::*};

/// Where it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetKind {
    /// From the side on the desktop, from below on the phone.
    #[default]
    Side,
    /// In the middle.
    Middle,
}

/// A native `<dialog>` over the page. The browser keeps the focus inside and gives it back to what opened it; Escape, the cross and a press
/// on the backdrop close it. The content is made when it first opens.
#[component]
pub fn Sheet(
    /// Whether it is open; also set by the shopper's closing it.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Where it opens.
    #[prop(optional)]
    kind: SheetKind,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let locale = use_locale();
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = element_id("sheet");
    let named_by = heading.clone();
    let opened_once = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || open.get());
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = dialog.get() {
            if wanted { browser::open_dialog(&dialog) } else { browser::close_dialog(&dialog) }
        }
    });
    let close = move |_: ev::MouseEvent| open.set(false);
    let backdrop = move |event: ev::MouseEvent| {
        if browser::hit_itself(&event) {
            open.set(false);
        }
    };

    view! {
        <dialog
            node_ref=dialog
            class=if kind == SheetKind::Side { "sheet" } else { "sheet sheet--middle" }
            aria-labelledby=named_by
            on:click=backdrop
            on:close=move |_| open.set(false)
        >
            <div class="sheet__body">
                <header class="sheet__head">
                    <h2 class="sheet__title" id=heading>{move || title.get()}</h2>
                    <button type="button" class="icon-button" aria-label=td_string!(locale, shell.close) on:click=close>
                        <Glyph icon=Icon::Close />
                    </button>
                </header>
                {move || opened_once.get().then(|| children())}
            </div>
        </dialog>
    }
}
