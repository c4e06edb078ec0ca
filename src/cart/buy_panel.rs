//! Putting the chosen variant into the bag, the way the shopper wants to get it.

use super::use_cart;
use crate::{
    checkout::{ReceivePicker, Way, WayHint},
    format::moment,
    i18n::{td_string, use_locale},
    shell::use_shell,
    stores::use_my_store,
    ui::{Button, use_status},
};
use api::{
    cart::BagItem,
    inventory::{AvailabilityView, StoreStock},
};
use domain::{
    cart::{LineKey, Receive},
    catalog::{Product, Variant},
    id::{LocationCode, Sku},
    inventory::Band,
    quantity::Quantity,
};
use leptos::prelude::*;
use std::sync::Arc;

/// How would you like to get it, and the one primary button of the page.
#[component]
pub fn BuyPanel(
    /// The product.
    product: Arc<Product>,
    /// The variant that is chosen.
    variant: Memo<Variant>,
    /// Where that variant can be had.
    availability: Signal<AvailabilityView>,
) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let my_store = use_my_store();
    let shell = use_shell();
    let status = use_status();
    let wanted = RwSignal::new(None::<Way>);

    let hers = Memo::new(move |_| {
        let hers = my_store.get()?;
        availability.with(|all| all.stores.iter().find(|stock| stock.store.code == hers.code).cloned())
    });
    let hint = Callback::new(move |way: Way| {
        let Some(receive) = way.at(my_store.get().map(|store| store.code)) else {
            // Choosing it without a store opens the chooser, so it can be chosen. Few stores have room to try.
            let text = td_string!(locale, checkout.way.no_store).to_owned();
            return (way != Way::Reserve).then_some(WayHint { text, possible: true });
        };
        match way {
            Way::Ship => Some(match availability.with(|all| all.ship) {
                Band::None => WayHint { text: td_string!(locale, checkout.way.ship_gone).to_owned(), possible: false },
                _ => WayHint { text: td_string!(locale, checkout.way.ship_hint).to_owned(), possible: true },
            }),
            Way::Reserve => hers.get().filter(|stock| offers(stock, &receive)).map(|stock| {
                let hint = at_store(locale, Some(&stock), &receive);
                let text = if hint.possible {
                    td_string!(locale, checkout.way.reserve_hint, store = stock.store.name)
                } else {
                    hint.text
                };
                WayHint { text, ..hint }
            }),
            Way::PickUp | Way::Curbside => Some(at_store(locale, hers.get().as_ref(), &receive)),
        }
    });
    let can = move |way| hint.run(way).is_some_and(|hint| hint.possible);
    // Her store if it has it, else the parcel. What is suggested stays when the stock changes under her eyes: a collection never
    // becomes a parcel just before she presses the button.
    let suggested = Memo::new(move |last: Option<&Suggestion>| {
        let of = (availability.with(|all| all.sku.clone()), hers.get().map(|stock| stock.store.code));
        if let Some(last) = last.filter(|last| last.of == of) {
            return last.clone();
        }
        let possible = of.1.is_some() && can(Way::PickUp);
        Suggestion { of, way: if possible { Way::PickUp } else { Way::Ship } }
    });
    let way = Memo::new(move |_| {
        // A way that another store does not offer is not shown there.
        let chosen = wanted.get().filter(|way| hint.run(*way).is_some());
        chosen.unwrap_or_else(|| suggested.with(|suggested| suggested.way))
    });
    let possible = Memo::new(move |_| can(way.get()));
    let choose = Callback::new(move |way: Way| {
        wanted.set(Some(way));
        if way != Way::Ship && my_store.get_untracked().is_none() {
            shell.choosing_store.set(true);
        }
    });
    let add = move || {
        let variant = variant.get_untracked();
        let store = my_store.get_untracked().map(|store| store.code);
        let Some(receive) = way.get_untracked().at(store) else {
            shell.choosing_store.set(true);
            return;
        };
        let item = item(&product, &variant);
        let said = td_string!(locale, cart.added, product = product.title.clone());
        cart.add(LineKey { sku: variant.sku, receive }, Quantity::ONE, item);
        status.announce(said);
    };
    // Without a store a press asks for one, so the button stays; with one that has none, it says no.
    let refused = Signal::derive(move || !possible.get() && (way.get() == Way::Ship || my_store.get().is_some()));

    view! {
        <div class="buy-panel">
            <ReceivePicker chosen=way hints=hint on_choose=choose />
            <Button disabled=refused on_press=add>{td_string!(locale, cart.add)}</Button>
        </div>
    }
}

/// Whether a store hands over this way.
fn offers(stock: &StoreStock, receive: &Receive) -> bool {
    receive.needs().iter().all(|service| stock.store.services.contains(service))
}

/// A way of receiving that was suggested for a variant and her store.
#[derive(Debug, Clone, PartialEq)]
struct Suggestion {
    of: (Sku, Option<LocationCode>),
    way: Way,
}

/// What her store means for collecting.
fn at_store(locale: crate::i18n::Locale, hers: Option<&StoreStock>, receive: &Receive) -> WayHint {
    let Some(stock) = hers else {
        return WayHint { text: td_string!(locale, checkout.way.no_store).to_owned(), possible: false };
    };
    let store = stock.store.name.clone();
    if !offers(stock, receive) {
        return WayHint { text: td_string!(locale, checkout.way.not_offered, store = store), possible: false };
    }
    match (stock.band, stock.ready_by) {
        (Band::None, _) | (_, None) => {
            WayHint { text: td_string!(locale, checkout.way.not_there, store = store), possible: false }
        }
        (_, Some(at)) => {
            let time = moment(locale, at);
            WayHint { text: td_string!(locale, checkout.way.ready, store = store, time = time), possible: true }
        }
    }
}

/// What the bag shows until the server has priced the line.
#[must_use]
pub fn item(product: &Product, variant: &Variant) -> BagItem {
    BagItem {
        handle: product.handle.clone(),
        title: product.title.clone(),
        label: product.label.clone(),
        phrase: variant.phrase(),
        price: variant.price,
        hex: variant.shade.as_ref().map(|shade| shade.hex),
        picture: variant.pictures.first().or(product.pictures.first()).cloned(),
    }
}
