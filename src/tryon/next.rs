//! What goes with the look that is on.

use super::{
    data,
    proposal::{Proposals, Proposed},
    state::Fitting,
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
                return Ok(Vec::new());
            }
            let next = data::next(&to_link(&fitting.look_untracked()), store.as_ref()).await?.next;
            fitting.learn(next.iter().map(|one| one.product.clone()).collect());
            let proposed = next.into_iter().map(|one| Proposed {
                sku: one.sku,
                place: one.place,
                why: why(locale, one.reason).to_owned(),
            });
            Ok(proposed.collect())
        },
    );
    let of = Signal::derive(move || found.get().unwrap_or_default());

    view! {
        <section class="layers" aria-labelledby="next" hidden=move || of.with(Vec::is_empty)>
            <h2 class="fitting__title" id="next">{td_string!(locale, tryon.next.title)}</h2>
            <Proposals fitting label=td_string!(locale, tryon.next.title) of />
        </section>
    }
}

fn why(locale: Locale, reason: Reason) -> &'static str {
    match reason {
        Reason::Edge => td_string!(locale, tryon.next.edge),
        Reason::Shine => td_string!(locale, tryon.next.shine),
        Reason::Echo => td_string!(locale, tryon.next.echo),
        Reason::Depth => td_string!(locale, tryon.next.depth),
        Reason::Frame => td_string!(locale, tryon.next.frame),
        Reason::Even => td_string!(locale, tryon.next.even),
    }
}
