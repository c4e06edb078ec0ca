//! What goes with the look that is on.

use super::{
    data,
    proposal::{Proposals, Proposed},
    state::{Fitting, Worn},
};
use crate::{
    i18n::{Locale, td_string},
    ui::fetched,
};
use domain::tryon::{Reason, to_link};
use leptos::prelude::*;

/// At most three products for places that are bare, with the reason.
#[component]
pub(super) fn NextUp(
    /// The page's state.
    fitting: Fitting,
) -> impl IntoView {
    let locale = fitting.locale;
    // More or less of a layer changes nothing about what goes with it.
    let key = Memo::new(move |_| {
        let look = fitting.look();
        let on = look.layers().iter().filter(|layer| layer.on);
        (on.map(|layer| (layer.sku.clone(), layer.place)).collect::<Vec<_>>(), fitting.store())
    });
    let found = fetched(
        None,
        move || key.get(),
        move |(on, store)| async move {
            if on.is_empty() {
                return Ok(api::tryon::NextView::default());
            }
            data::next(&to_link(&fitting.look_untracked()), store.as_ref()).await
        },
    );
    let of = Memo::new(move |_| {
        let next = found.get().map(|view| view.next).unwrap_or_default();
        let proposed = |next: api::tryon::NextProduct| {
            let with = fitting.worn(&next.with)?.shade.name;
            let worn = Worn::of(&next.product, &next.sku)?;
            Some(Proposed { worn, place: next.place, why: why(locale, next.reason, with), product: Some(next.product) })
        };
        next.into_iter().filter_map(proposed).collect::<Vec<_>>()
    });

    view! {
        <section class="layers" aria-labelledby="next" hidden=move || of.with(Vec::is_empty)>
            <h2 class="fitting__title" id="next">{td_string!(locale, tryon.next.title)}</h2>
            <Proposals fitting label=td_string!(locale, tryon.next.title) of />
        </section>
    }
}

fn why(locale: Locale, reason: Reason, shade: String) -> String {
    match reason {
        Reason::Edge => td_string!(locale, tryon.next.edge, shade = shade),
        Reason::Shine => td_string!(locale, tryon.next.shine, shade = shade),
        Reason::Echo => td_string!(locale, tryon.next.echo, shade = shade),
        Reason::Depth => td_string!(locale, tryon.next.depth, shade = shade),
        Reason::Frame => td_string!(locale, tryon.next.frame).to_owned(),
        Reason::Even => td_string!(locale, tryon.next.even, shade = shade),
    }
}
