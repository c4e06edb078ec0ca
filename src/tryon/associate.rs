//! Her looks shown to an associate: whether they may be, and the code that shows them once.

use super::{data, state::Fitting};
use crate::{
    browser, format,
    i18n::td_string,
    ui::{Button, ButtonKind},
};
use api::{
    encode,
    tryon::{LooksCodeView, SavedLooksView},
};
use leptos::prelude::*;

/// What there is once she has agreed: a code to show, and when staff looked last.
#[component]
pub(super) fn Associate(
    /// The page's state.
    fitting: Fitting,
    /// Her looks.
    looks: SavedLooksView,
) -> impl IntoView {
    let locale = fitting.locale;
    let code = RwSignal::new(None::<LooksCodeView>);
    let show = move || {
        leptos::task::spawn_local(async move {
            match data::looks_code().await {
                Ok(view) => {
                    fitting.status.announce(view.code.clone());
                    code.set(Some(view));
                }
                Err(_) => fitting.status.announce(td_string!(locale, tryon.associate.failed)),
            }
        });
    };
    let shown = move || {
        code.get().map(|view| {
            let source = format!("data:image/svg+xml,{}", encode(&view.qr_svg));
            let time = format::clock(browser::local_time(view.expires_at).time());
            view! {
                <div class="associate">
                    <img class="associate__qr" src=source alt=td_string!(locale, tryon.associate.qr) width="160" height="160" />
                    <p class="associate__code">{view.code}</p>
                    <p class="layer__what">{td_string!(locale, tryon.associate.words)}" "{time}</p>
                </div>
            }
        })
    };
    let seen = looks.seen.first().map(|seen| {
        let day = format::day(locale, browser::local_time(seen.at).date());
        view! { <p class="layer__what">{td_string!(locale, tryon.associate.seen)}" "{day}</p> }
    });

    view! {
        <Button kind=ButtonKind::Quiet on_press=show>{td_string!(locale, tryon.associate.show)}</Button>
        {shown}
        {seen}
    }
}
