//! What is in the bag, by how it reaches the shopper.

use super::{receive_select::ReceiveSelect, use_cart};
use crate::{
    format::{moment, money},
    i18n::{Locale, td_string, use_locale},
    inventory::StockWord,
    routes,
    ui::{Button, ButtonKind, Picture, Shown, Stepper, use_status},
};
use api::cart::{BagLine, BagView};
use domain::{
    cart::{LineKey, Receive},
    inventory::Band,
    quantity::{MOST, Quantity},
};
use leptos::prelude::*;

/// The lines in groups, each with its stepper, its way of receiving and what it costs. Nothing for an empty bag.
#[component]
pub fn BagLines() -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let groups = Memo::new(move |_| ways(&cart.view()));

    view! {
        <For each=move || groups.get() key=Clone::clone let:receive>
            <section class="bag-group">
                <h2 class="bag-group__title">{
                    let receive = receive.clone();
                    move || group_title(locale, &cart.view(), &receive)
                }</h2>
                <ul class="bag-group__lines" role="list">
                    <Lines receive />
                </ul>
            </section>
        </For>
    }
}

/// The lines that reach the shopper one way. A line keeps its elements while only its numbers change, so the focus stays.
#[component]
fn Lines(receive: Receive) -> impl IntoView {
    let cart = use_cart();
    let keys = Memo::new(move |_| {
        let lines = cart.view().lines.into_iter().map(|line| line.line);
        lines.filter(|line| line.receive == receive).collect::<Vec<LineKey>>()
    });

    view! {
        <For each=move || keys.get() key=Clone::clone let:key>
            <Line key />
        </For>
    }
}

#[component]
fn Line(key: LineKey) -> impl IntoView {
    let locale = use_locale();
    let cart = use_cart();
    let status = use_status();
    let Some(first) = cart.lines_untracked().into_iter().find(|line| line.line == key) else { return ().into_any() };
    let item = first.item.clone();
    let shown = {
        let key = key.clone();
        // A line that is gone keeps its last look until its elements are gone too.
        Memo::new(move |last: Option<&BagLine>| {
            let now = cart.view().lines.into_iter().find(|line| line.line == key);
            now.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        })
    };
    let name = if item.phrase.is_empty() { item.title.clone() } else { format!("{}, {}", item.title, item.phrase) };
    let href = routes::Route::Product { handle: item.handle.to_string() }.path();
    let set = {
        let key = key.clone();
        move |pieces: u32| {
            if let Ok(quantity) = Quantity::parse(i64::from(pieces)) {
                cart.set(key.clone(), quantity);
            }
        }
    };
    let remove = {
        let (key, said) = (key.clone(), td_string!(locale, cart.removed, product = name.clone()));
        move || {
            cart.remove(key.clone().into());
            status.announce(said.clone());
        }
    };
    let save = {
        let (key, said) = (key.clone(), td_string!(locale, cart.save_done, product = name.clone()));
        move || {
            cart.save(key.clone());
            status.announce(said.clone());
        }
    };
    let save_label = td_string!(locale, cart.save_named, product = name.clone());
    let remove_label = td_string!(locale, cart.remove_named, product = name.clone());

    view! {
        <li class="bag-line" aria-label=name.clone()>
            <a class="bag-line__picture" href=href.clone() tabindex="-1" aria-hidden="true">
                {item.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Small /> })}
            </a>
            <div class="bag-line__words">
                <p class="bag-line__label">{item.label}</p>
                <a class="bag-line__title" href=href>{item.title}</a>
                <p class="bag-line__phrase">{item.phrase}</p>
                <Promise line=shown />
            </div>
            <p class="bag-line__total">{move || money(locale, shown.get().total)}</p>
            <div class="bag-line__tools">
                <Stepper name=name.clone() value=Signal::derive(move || shown.get().quantity) most=Signal::stored(MOST) on_change=set />
                <ReceiveSelect key />
                <Button kind=ButtonKind::Plain label=save_label on_press=save>{td_string!(locale, cart.save)}</Button>
                <Button kind=ButtonKind::Plain label=remove_label on_press=remove>{td_string!(locale, cart.remove)}</Button>
            </div>
        </li>
    }
    .into_any()
}

/// When the line can be had, and whether there is enough of it.
#[component]
fn Promise(line: Memo<BagLine>) -> impl IntoView {
    let locale = use_locale();
    let ready = move || {
        let ready = line.with(|line| line.ready_by);
        ready.map(|at| td_string!(locale, cart.ready, time = moment(locale, at)))
    };
    let stock = move || {
        let (band, left, quantity) = line.with(|line| (line.band, line.left, line.quantity));
        let short = left.is_some_and(|left| left < quantity);
        (band != Band::InStock || short)
            .then(|| view! { <StockWord band=if short && band != Band::None { Band::Few } else { band } left /> })
    };

    view! { <p class="bag-line__promise">{ready} {stock}</p> }
}

/// The ways of receiving in the bag, in the order their first lines were added.
fn ways(bag: &BagView) -> Vec<Receive> {
    let mut ways: Vec<Receive> = Vec::new();
    for line in &bag.lines {
        if !ways.contains(&line.line.receive) {
            ways.push(line.line.receive.clone());
        }
    }
    ways
}

/// "Ship it", "Pick up in store: Ondée Mitte".
fn group_title(locale: Locale, bag: &BagView, receive: &Receive) -> String {
    let store = bag.lines.iter().find(|line| line.line.receive == *receive && line.store_name.is_some());
    let store = store.and_then(|line| line.store_name.clone()).or_else(|| receive.store().map(ToString::to_string));
    let way = match receive {
        Receive::Ship => td_string!(locale, checkout.way.ship),
        Receive::PickUp { .. } => td_string!(locale, checkout.way.pick_up),
        Receive::Curbside { .. } => td_string!(locale, checkout.way.curbside),
        Receive::Reserve { .. } => td_string!(locale, checkout.way.reserve),
    };
    match store {
        Some(store) => td_string!(locale, cart.at_store, way = way, store = store),
        None => way.to_owned(),
    }
}
