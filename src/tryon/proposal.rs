//! A shade that is proposed, whatever for: on with one press, into the bag with another.

use super::{
    layers,
    state::{Fitting, Worn},
};
use crate::{
    cart::use_cart,
    format::money,
    i18n::td_string,
    stores::use_my_store,
    ui::{Button, ButtonKind, Swatch},
};
use api::tryon::WearableView;
use domain::tryon::Place;
use leptos::prelude::*;

/// A shade with the reason it is proposed for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Proposed {
    pub(super) worn: Worn,
    pub(super) place: Place,
    pub(super) why: String,
    /// Its product, where the page may not know it yet.
    pub(super) product: Option<WearableView>,
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
    let rows =
        move || of.get().into_iter().map(|one| view! { <Proposal fitting one /> }.into_any()).collect::<Vec<_>>();

    view! { <ul class="proposals" role="list" aria-label=label hidden=move || of.with(Vec::is_empty)>{rows}</ul> }
}

#[component]
fn Proposal(fitting: Fitting, one: Proposed) -> impl IntoView {
    let locale = fitting.locale;
    let (cart, my_store) = (use_cart(), use_my_store());
    let Proposed { worn, place, why, product } = one;
    let (name, price) = (worn.shade.name.clone(), money(locale, worn.shade.price));
    let add_named = td_string!(locale, tryon.add_named, shade = name.clone());
    let try_named = td_string!(locale, tryon.try_named, shade = name.clone());
    let (sku, title) = (worn.shade.sku.clone(), worn.title.clone());
    let try_on = move || {
        fitting.learn(product.iter().cloned().collect());
        fitting.put_on(&sku, place);
    };
    let (swatch, called) = (worn.shade.hex.to_string(), worn.title.clone());
    let buy = move || {
        layers::add(cart, my_store.get_untracked().map(|store| store.code), &worn);
        fitting.status.announce(td_string!(locale, cart.added, product = title.clone()));
    };

    view! {
        <li class="proposal">
            <Swatch hex=swatch />
            <div class="proposal__words">
                <span class="layer__name">{name}</span>
                <span class="layer__what">{called}" · "{price}</span>
                <span class="layer__what">{why}</span>
            </div>
            <div class="proposal__acts">
                <Button kind=ButtonKind::Plain label=try_named on_press=try_on>{td_string!(locale, tryon.try_it)}</Button>
                <Button kind=ButtonKind::Plain label=add_named on_press=buy>{td_string!(locale, cart.add)}</Button>
            </div>
        </li>
    }
}
