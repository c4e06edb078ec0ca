//! A shade that is proposed, whatever for: on with one press, into the bag with another.

use super::{layers, state::Fitting};
use crate::{
    cart::use_cart,
    format::money,
    i18n::td_string,
    stores::use_my_store,
    ui::{Button, ButtonKind, Swatch},
};
use domain::{id::Sku, tryon::Place};
use leptos::prelude::*;

/// A shade that the page knows, with the reason it is proposed for.
#[derive(Debug, Clone)]
pub(super) struct Proposed {
    pub(super) sku: Sku,
    pub(super) place: Place,
    pub(super) why: String,
}

/// Shades that are proposed, the best first.
#[component]
pub(super) fn Proposals(
    /// The page's state.
    fitting: Fitting,
    /// The list's name, for those who do not see what stands above it.
    label: &'static str,
    /// The shades.
    #[prop(into)]
    of: Signal<Vec<Proposed>>,
) -> impl IntoView {
    let rows = move || of.get().into_iter().map(|one| proposal(fitting, one)).collect::<Vec<_>>();

    view! { <ul class="proposals" role="list" aria-label=label hidden=move || of.with(Vec::is_empty)>{rows}</ul> }
}

fn proposal(fitting: Fitting, one: Proposed) -> Option<AnyView> {
    let locale = fitting.locale;
    let (cart, my_store) = (use_cart(), use_my_store());
    let worn = untrack(|| fitting.worn(&one.sku))?;
    let (name, price) = (worn.shade.name.clone(), money(locale, worn.shade.price));
    let try_it = td_string!(locale, tryon.try_it);
    let add_named = td_string!(locale, tryon.add_named, shade = name.clone());
    let (swatch, called) = (worn.shade.hex.to_string(), worn.title.clone());
    let buy = move || {
        layers::add(cart, my_store.get_untracked().map(|store| store.code), &worn);
        fitting.status.announce(td_string!(locale, cart.added, product = worn.title.clone()));
    };

    let row = view! {
        <li class="proposal">
            <Swatch hex=swatch />
            <div class="proposal__words">
                <span class="layer__name">{name.clone()}</span>
                <span class="layer__what">{called}" · "{price}</span>
                <span class="layer__what">{one.why}</span>
            </div>
            <div class="proposal__acts">
                <Button kind=ButtonKind::Plain label=format!("{try_it}: {name}") on_press=move || fitting.put_on(&one.sku, one.place)>{try_it}</Button>
                <Button kind=ButtonKind::Plain label=add_named on_press=buy>{td_string!(locale, cart.add)}</Button>
            </div>
        </li>
    };
    Some(row.into_any())
}
