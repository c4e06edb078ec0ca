//! What is in the frame's bag, and the way to the shop with it.

use super::{CLOSE, HEADING, bag::use_bag};
use crate::{
    browser,
    client::ClientError,
    format::money,
    i18n::{td_string, use_locale},
    inventory::StockWord,
    ui::{Button, ButtonKind, Glyph, Icon, Picture, Shown, Stepper, message, use_status},
};
use api::{cart::BagLine, partners::ARRIVE};
use domain::{
    cart::{LineKey, OpKind},
    inventory::Band,
    quantity::{MOST, Quantity},
};
use leptos::prelude::*;

/// Lines, quantities, what they cost, and `Go to checkout`.
#[component]
pub(super) fn BagPanel(
    /// It is all that this widget shows, in a panel that can be closed.
    alone: bool,
) -> impl IntoView {
    let locale = use_locale();
    let bag = use_bag();
    let status = use_status();
    let leaving = RwSignal::new(false);
    let refused = RwSignal::new(None::<ClientError>);

    let keys = Memo::new(move |_| bag.shown().lines.into_iter().map(|line| line.line).collect::<Vec<LineKey>>());
    // Built anew only when a line comes or goes: numbers change in their places, so the focus stays where it is.
    let lines = move || keys.get().into_iter().map(|key| view! { <Line key /> }.into_any()).collect::<Vec<_>>();
    let goods = move || bag.shown().goods.map(|goods| money(locale, goods));
    let trouble = move || refused.get().or_else(|| bag.trouble()).map(|why| message(locale, &why));
    let close = alone.then(|| {
        view! {
            <button type="button" class="icon-button" aria-label=td_string!(locale, shell.close) on:click=|_| browser::tell_host(CLOSE)>
                <Glyph icon=Icon::Close />
            </button>
        }
    });
    let go = move || {
        if leaving.get_untracked() {
            return;
        }
        leaving.set(true);
        leptos::task::spawn_local(async move {
            let token = match if bag.is_settled() { Ok(()) } else { bag.settle().await } {
                Ok(()) => bag.session.hand_over().await,
                Err(why) => Err(why),
            };
            leaving.set(false);
            match token {
                Ok(view) => {
                    refused.set(None);
                    status.announce(td_string!(locale, widget.going));
                    browser::post_form(ARRIVE, "t", &view.token);
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let foot = move || {
        (!keys.with(Vec::is_empty)).then(|| {
            view! {
                <p class="widget__sum"><span>{td_string!(locale, cart.goods)}</span><strong>{goods}</strong></p>
                <Button disabled=leaving on_press=go>{td_string!(locale, cart.checkout)}</Button>
                <p class="widget__hint">{td_string!(locale, widget.opens)}</p>
            }
        })
    };
    let empty = move || {
        let words =
            if bag.is_known() { td_string!(locale, cart.empty_title) } else { td_string!(locale, shell.loading) };
        keys.with(Vec::is_empty).then(|| view! { <p class="widget__hint">{words}</p> })
    };

    view! {
        <section class="widget__bag-panel" aria-labelledby=HEADING>
            <header class="widget__head">
                <h1 class="widget__title" id=HEADING tabindex="-1">{td_string!(locale, shell.bag)}</h1>
                {close}
            </header>
            {empty}
            <ul class="widget__lines" role="list">
                {lines}
            </ul>
            <p class="widget__error" role="alert">{trouble}</p>
            {foot}
        </section>
    }
}

#[component]
fn Line(key: LineKey) -> impl IntoView {
    let locale = use_locale();
    let bag = use_bag();
    let status = use_status();
    let Some(first) = untrack(|| bag.shown()).lines.into_iter().find(|line| line.line == key) else {
        return ().into_any();
    };
    let item = first.item.clone();
    let shown = {
        let key = key.clone();
        // A line that is gone keeps its last look until its elements are gone too.
        Memo::new(move |last: Option<&BagLine>| {
            let now = bag.shown().lines.into_iter().find(|line| line.line == key);
            now.or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        })
    };
    let name = if item.phrase.is_empty() { item.title.clone() } else { format!("{}, {}", item.title, item.phrase) };
    let set = {
        let key = key.clone();
        move |pieces: u32| {
            if let Ok(quantity) = Quantity::parse(i64::from(pieces)) {
                bag.act(OpKind::Set { line: key.clone().into(), quantity }, None);
            }
        }
    };
    let said = td_string!(locale, cart.removed, product = name.clone());
    let remove = move || {
        bag.act(OpKind::Remove { line: key.clone().into() }, None);
        status.announce(said.clone());
        browser::focus(HEADING);
    };
    let scarce = move || {
        let (band, left) = shown.with(|line| (line.band, line.left));
        (band != Band::InStock).then(|| view! { <StockWord band left /> })
    };
    let remove_label = td_string!(locale, cart.remove_named, product = name.clone());

    view! {
        <li class="widget__line" aria-label=name.clone()>
            {item.picture.map(|picture| view! { <Picture picture alt="" shown=Shown::Small class="widget__thumb" /> })}
            <div class="widget__line-words">
                <p>{item.title}</p>
                <p class="widget__label">{item.phrase}</p>
                {scarce}
                <p class="widget__price">{move || money(locale, shown.get().total)}</p>
            </div>
            <div class="widget__line-tools">
                <Stepper name=name.clone() value=Signal::derive(move || shown.get().quantity) most=Signal::stored(MOST) on_change=set />
                <Button kind=ButtonKind::Plain label=remove_label on_press=remove>{td_string!(locale, cart.remove)}</Button>
            </div>
        </li>
    }
    .into_any()
}
