//! Getting a line of the bag another way.

use super::use_cart;
use crate::{
    browser::Chosen,
    i18n::{td_string, use_locale},
    shell::use_shell,
    stores::use_my_store,
    ui::element_id,
};
use domain::cart::{LineKey, Receive};
use leptos::prelude::*;

/// The value of the entry that opens the store chooser.
const CHOOSE: &str = "choose";

/// The ways a line can be had: shipped, at its own store, or at the shopper's.
#[component]
pub(super) fn ReceiveSelect(
    /// The line.
    key: LineKey,
) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let shell = use_shell();
    let my_store = use_my_store();
    let id = element_id("receive");
    let current = key.receive.clone();
    let own_name = cart.lines_untracked().into_iter().find(|line| line.line == key).and_then(|line| line.store_name);

    let options = {
        let current = current.clone();
        Memo::new(move |_| {
            let mut options = vec![Receive::Ship];
            if current != Receive::Ship {
                options.push(current.clone());
            }
            if let Some(store) = my_store.get() {
                let code = || store.code.clone();
                let ways = [
                    Receive::PickUp { store: code() },
                    Receive::Curbside { store: code() },
                    Receive::Reserve { store: code() },
                ];
                for receive in ways {
                    let offered = receive.needs().iter().all(|service| store.services.contains(service));
                    if offered && !options.contains(&receive) {
                        options.push(receive);
                    }
                }
            }
            options
        })
    };
    let words = move |receive: &Receive| {
        let hers = my_store.get().filter(|store| Some(&store.code) == receive.store()).map(|store| store.name);
        let store =
            hers.or_else(|| own_name.clone()).or_else(|| receive.store().map(ToString::to_string)).unwrap_or_default();
        match receive {
            Receive::Ship => td_string!(locale, checkout.way.ship).to_owned(),
            Receive::PickUp { .. } => {
                td_string!(locale, cart.at_store, way = td_string!(locale, checkout.way.pick_up), store = store)
            }
            Receive::Curbside { .. } => {
                td_string!(locale, cart.at_store, way = td_string!(locale, checkout.way.curbside), store = store)
            }
            Receive::Reserve { .. } => {
                td_string!(locale, cart.at_store, way = td_string!(locale, checkout.way.reserve), store = store)
            }
        }
    };
    let choose = move |event: Chosen| {
        let select = event.target();
        let chosen = select.value();
        if chosen == CHOOSE {
            shell.choosing_store.set(true);
            select.set_value("0");
        } else if let Some(to) =
            chosen.parse::<usize>().ok().and_then(|place| options.get_untracked().get(place).cloned())
        {
            cart.change_receive(key.clone(), to);
        }
    };
    let entries = move || {
        let list = options.get();
        let needs_store = my_store.get().is_none();
        let entries = list.iter().enumerate().map(|(place, receive)| {
            view! { <option value=place.to_string() selected=*receive == current>{words(receive)}</option> }
        });
        let entries = entries.collect::<Vec<_>>();
        view! { {entries} {needs_store.then(|| view! { <option value=CHOOSE>{td_string!(locale, cart.choose_store)}</option> })} }
    };

    view! {
        <label class="hidden" for=id.clone()>{td_string!(locale, checkout.way.question)}</label>
        <select class="bag-line__receive" id=id on:change:target=choose>{entries}</select>
    }
}
