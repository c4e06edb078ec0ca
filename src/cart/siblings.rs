//! The other pages of this browser: they hear of each other's changes at once, and one of them holds the stream for all.

use super::{
    keep,
    live::{self, From},
    state::CartState,
};
use crate::browser::{self, Channel, Role};
use api::cart::{BagItem, BagView};
use domain::{
    cart::{Dot, Op},
    id::ActorId,
};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use send_wrapper::SendWrapper;
use serde::Serialize;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

const CHANNEL: &str = "vitrine-bag";
/// Whoever has it holds the stream.
const LEADER: &str = "vitrine-bag-leader";
/// How often the leader says that it is there.
const BEAT: Duration = Duration::from_secs(2);
/// After so long without a word from the leader, in milliseconds, another page takes over: the leader hangs or is frozen.
const SILENCE_MS: i64 = 6_000;

/// What this page is to the others.
#[derive(Debug)]
pub(super) struct Siblings {
    channel: Option<Channel>,
    /// Held as long as the page lives, so that others know whether it does.
    name: RefCell<Option<Role>>,
    leading: RefCell<Option<Role>>,
    /// When the leader was heard last, by this browser's clock.
    heard_ms: Cell<i64>,
    beat: RefCell<Option<IntervalHandle>>,
}

/// What pages say to each other.
pub(super) enum Message<'a> {
    /// The shopper did something; with what it adds.
    Did(&'a Op, Option<&'a BagItem>),
    /// The server said this of the bag.
    Heard(&'a str),
    /// Does the page that made these still have them?
    Have(&'a [Dot]),
    /// The server has these.
    Settled(&'a [Dot]),
    /// The leader is there.
    Alive,
    /// The shopper has signed out.
    Left,
}

impl Message<'_> {
    fn text(&self) -> String {
        match self {
            Self::Did(op, item) => written('d', &(op, item)),
            Self::Heard(text) => format!("h{text}"),
            Self::Have(ops) => written('?', ops),
            Self::Settled(ops) => written('s', ops),
            Self::Alive => "a".to_owned(),
            Self::Left => "l".to_owned(),
        }
    }
}

fn written(kind: char, what: &impl Serialize) -> String {
    // Everything said here can be written as JSON; a word that cannot is as good as lost, which nobody depends on.
    format!("{kind}{}", serde_json::to_string(what).unwrap_or_default())
}

/// Begins to listen to the other pages and to wait for the role of the leader, until the current owner is cleaned up.
pub(super) fn meet(cart: CartState) {
    let channel = browser::channel(CHANNEL, move |text| hear(cart, &text));
    let siblings = Siblings {
        channel,
        name: RefCell::default(),
        leading: RefCell::default(),
        heard_ms: Cell::new(browser::now_ms()),
        beat: RefCell::default(),
    };
    cart.link.update_value(|link| link.siblings = Some(SendWrapper::new(Rc::new(siblings))));
    rename(cart);
    seen(cart, browser::is_visible());
    let beat = set_interval_with_handle(move || beat(cart), BEAT).ok();
    with(cart, |siblings| *siblings.beat.borrow_mut() = beat);
    on_cleanup(move || {
        with(cart, |siblings| {
            if let Some(beat) = siblings.beat.borrow_mut().take() {
                beat.clear();
            }
        });
    });
}

/// The page has another name: its actor's.
pub(super) fn rename(cart: CartState) {
    let name = lock_of(&cart.known.with_untracked(|known| known.replica.actor().clone()));
    let role = browser::take_role(&name, false, Box::new(|| {}), Box::new(|| {}));
    with(cart, |siblings| {
        if let Some(earlier) = siblings.name.borrow_mut().replace(role) {
            earlier.give_up();
        }
    });
}

/// Whether the page of that actor is open, perhaps without running.
pub(super) async fn lives(cart: CartState, actor: &ActorId) -> bool {
    let own = cart.known.with_untracked(|known| known.replica.actor() == actor);
    !own && browser::is_taken(&lock_of(actor)).await
}

/// The page was shown or hidden: only a visible one leads, since hidden ones may be frozen.
pub(super) fn seen(cart: CartState, visible: bool) {
    if visible {
        with(cart, |siblings| siblings.heard_ms.set(browser::now_ms()));
        lead(cart, false);
    } else {
        stop_leading(cart);
    }
}

pub(super) fn say(cart: CartState, message: &Message<'_>) {
    with(cart, |siblings| {
        if let Some(channel) = &siblings.channel {
            channel.say(&message.text());
        }
    });
}

fn hear(cart: CartState, text: &str) {
    let Some(kind) = text.chars().next() else { return };
    let content = &text[kind.len_utf8()..];
    match kind {
        'd' => {
            if let Ok((op, item)) = crate::json::read::<(Op, Option<BagItem>)>(content)
                && let dot = op.dot()
                && cart.known.try_update(|known| known.learn(op, item.clone())) == Some(true)
            {
                keep::keep_later(cart, dot, item);
                live::announce_soon(cart);
                live::talk_later(cart);
            }
        }
        'h' => {
            if let Ok(bag) = crate::json::read::<BagView>(content) {
                live::hear(cart, bag, content, From::Sibling);
            }
        }
        '?' => {
            let ops = crate::json::read::<Vec<Dot>>(content).unwrap_or_default();
            let settled = cart.known.with_untracked(|known| known.replica.settled(&ops));
            if !settled.is_empty() {
                say(cart, &Message::Settled(&settled));
            }
        }
        's' => {
            let ops = crate::json::read::<Vec<Dot>>(content).unwrap_or_default();
            cart.known.update(|known| known.replica.forget(&ops));
            keep::forget(cart, ops);
        }
        'a' => with(cart, |siblings| siblings.heard_ms.set(browser::now_ms())),
        'l' => live::begin_anew(cart),
        // A page of another version of the shop.
        _ => {}
    }
}

fn beat(cart: CartState) {
    if cart.leads.get_untracked() {
        say(cart, &Message::Alive);
    } else if browser::is_visible() {
        let mut silent = false;
        with(cart, |siblings| silent = browser::now_ms() - siblings.heard_ms.get() > SILENCE_MS);
        if silent {
            stop_leading(cart);
            lead(cart, true);
        }
    }
}

fn lead(cart: CartState, steal: bool) {
    let mut waits = true;
    with(cart, |siblings| waits = siblings.leading.borrow().is_some());
    if waits {
        return;
    }
    let role = browser::take_role(
        LEADER,
        steal,
        Box::new(move || {
            cart.leads.set(true);
            say(cart, &Message::Alive);
        }),
        Box::new(move || {
            stop_leading(cart);
            // Whoever took it may end before this page does.
            lead(cart, false);
        }),
    );
    with(cart, |siblings| *siblings.leading.borrow_mut() = Some(role));
}

fn stop_leading(cart: CartState) {
    if cart.leads.get_untracked() {
        cart.leads.set(false);
    }
    with(cart, |siblings| {
        siblings.heard_ms.set(browser::now_ms());
        if let Some(role) = siblings.leading.borrow_mut().take() {
            role.give_up();
        }
    });
}

fn lock_of(actor: &ActorId) -> String {
    format!("vitrine-page-{actor}")
}

fn with(cart: CartState, act: impl FnOnce(&Siblings)) {
    let siblings = cart.link.try_with_value(|link| link.siblings.as_ref().map(|it| (**it).clone())).flatten();
    if let Some(siblings) = siblings {
        act(&siblings);
    }
}
