//! Keeping the bag and the server in step: push at once, try again with growing pauses, listen while the page is visible.

use super::{
    data,
    shown::{self, Known},
    state::CartState,
};
use crate::{
    browser,
    client::{self, ClientError},
    i18n::{Locale, td_string, use_locale},
    plural,
    ui::{Status, use_status},
};
use api::cart::{BagView, OPS_MOST, OpRefusal, PushView};
use domain::{
    cart::{Gap, Replica},
    id::ActorId,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// The first pause after a failure, in milliseconds; each further one is twice as long, up to [`PAUSE_MOST_MS`].
const PAUSE_MS: u32 = 250;
/// The longest pause, in milliseconds.
const PAUSE_MOST_MS: u32 = 30_000;
/// Changes from elsewhere are told once they have stopped coming for so long.
const QUIET: Duration = Duration::from_millis(700);

/// What the line to the server is doing.
#[derive(Debug, Default)]
pub(super) struct Link {
    /// Whether somebody is talking already.
    talking: bool,
    /// How often it failed in a row.
    failures: u32,
    /// The next try.
    retry: Option<TimeoutHandle>,
    /// The announcement of changes from elsewhere, about to be made.
    announcement: Option<TimeoutHandle>,
    voice: Option<(Status, Locale)>,
}

impl CartState {
    /// Begins to talk to the server, until the current owner is cleaned up. Called once, by the app in the browser.
    pub fn connect(self) {
        let voice = (use_status(), use_locale());
        self.link.update_value(|link| link.voice = Some(voice));
        self.known.update_untracked(|known| known.replica = Replica::new(new_actor()));
        talk(self);
        browser::on_network(move |online| {
            if online {
                hurry(self);
            }
        });
        browser::on_visibility(move |visible| {
            if visible {
                hurry(self);
            }
        });
        // A browser without a bag needs no stream; the first change, or a link, makes the bag.
        let follow = Memo::new(move |_| {
            let has_bag = |known: &Known| known.bag.as_ref().is_some_and(|bag| bag.seq > 0);
            let actor = self.known.with(|known| has_bag(known).then(|| known.replica.actor().clone()));
            actor.or_else(|| self.followed.get().then(|| actor_now(self)))
        });
        Effect::new(move |_| {
            if let Some(actor) = follow.get() {
                let path = api::cart::events(&actor);
                client::events(
                    move || path.clone(),
                    &["bag"],
                    move |event| {
                        if let Ok(bag) = crate::json::read::<BagView>(&event.data) {
                            hear(self, &actor, bag);
                        }
                    },
                );
            }
        });
    }
}

fn actor_now(cart: CartState) -> ActorId {
    cart.known.with_untracked(|known| known.replica.actor().clone())
}

fn new_actor() -> ActorId {
    ActorId::parse(browser::random_id()).expect("hexadecimal digits make an actor")
}

/// Tells the server what it does not have, unless that is being done already.
pub(super) fn talk(cart: CartState) {
    let begin = cart.link.try_update_value(|link| !std::mem::replace(&mut link.talking, true));
    if begin == Some(true) {
        leptos::task::spawn_local(async move {
            while !is_settled(cart) {
                let done = if has_heard(cart) { push(cart).await } else { pull(cart).await };
                if let Err(pause) = done {
                    if let Some(pause) = pause {
                        try_again_after(cart, pause);
                    }
                    break;
                }
            }
            cart.link.update_value(|link| link.talking = false);
        });
    }
}

/// Talks until the server has everything, or cannot be reached.
pub(super) async fn settle(cart: CartState) {
    while !is_settled(cart) {
        let done = if has_heard(cart) { push(cart).await } else { pull(cart).await };
        if done.is_err() {
            return;
        }
    }
}

/// Does not wait for the pause to end: the network is there, or the page visible, again.
fn hurry(cart: CartState) {
    cart.link.update_value(|link| {
        link.failures = 0;
        if let Some(retry) = link.retry.take() {
            retry.clear();
        }
    });
    refresh(cart);
    talk(cart);
}

/// Asks for the bag once. What it asks in vain, the stream or the next change asks again.
pub(super) fn refresh(cart: CartState) {
    leptos::task::spawn_local(async move {
        let _ = pull(cart).await;
    });
}

fn has_heard(cart: CartState) -> bool {
    cart.known.with_untracked(|known| known.replica.snapshot().is_some())
}

fn is_settled(cart: CartState) -> bool {
    has_heard(cart) && cart.known.with_untracked(|known| known.replica.pending() == 0)
}

/// How a try ended badly: try again later, or (`None`) do not.
type Failed = Option<Duration>;

async fn pull(cart: CartState) -> Result<(), Failed> {
    let actor = actor_now(cart);
    let bag = data::bag(&actor).await.map_err(|_| failed(cart))?;
    reached(cart);
    hear(cart, &actor, bag);
    Ok(())
}

async fn push(cart: CartState) -> Result<(), Failed> {
    let ops = cart.known.with_untracked(|known| known.replica.next_push(OPS_MOST));
    let Some((actor, n)) = ops.first().map(|op| (op.actor.clone(), op.n)) else { return Ok(()) };
    match data::push(ops).await {
        // Another talk has taken a new actor meanwhile; its numbers are not these.
        Ok(_) if actor_now(cart) != actor => Ok(()),
        Ok(answer) => {
            reached(cart);
            take_answer(cart, n, answer)
        }
        Err(ClientError::Api(problem))
            if (400..500).contains(&problem.status) && !matches!(problem.status, 408 | 425 | 429) =>
        {
            give_up(cart);
            Err(None)
        }
        Err(_) => Err(failed(cart)),
    }
}

/// Takes the answer to a push that began with operation `n`.
fn take_answer(cart: CartState, n: u64, answer: PushView) -> Result<(), Failed> {
    let lost =
        answer.expect.is_some_and(|expect| cart.known.with_untracked(|known| known.replica.gap(expect)) == Gap::Lost);
    if lost {
        cart.known.update(|known| {
            known.replica.start_over(new_actor(), shown::snapshot(&answer.bag));
            known.keep(answer.bag);
        });
        return Ok(());
    }
    // A server that confirms nothing is asked again, but not in a circle.
    let confirmed = answer.bag.last_n >= n;
    let elsewhere = cart.known.try_update(|known| known.receive(answer.bag)).unwrap_or(false);
    say(cart, |locale| {
        if answer.refused.iter().any(|refused| refused.why == OpRefusal::TooManyLines) {
            Some(td_string!(locale, cart.refused_full).to_owned())
        } else if answer.refused.iter().any(|refused| refused.why != OpRefusal::TooLate) {
            Some(td_string!(locale, cart.refused).to_owned())
        } else if !answer.refused.is_empty() {
            Some(td_string!(locale, cart.too_late).to_owned())
        } else if !answer.carried.is_empty() {
            Some(td_string!(locale, cart.carried).to_owned())
        } else {
            None
        }
    });
    if elsewhere && answer.refused.is_empty() {
        announce_soon(cart);
    }
    if confirmed { Ok(()) } else { Err(failed(cart)) }
}

/// The server said what this bag is; what another device did is announced.
fn hear(cart: CartState, asked_as: &ActorId, bag: BagView) {
    // What another actor is told of its operations says nothing about ours.
    if actor_now(cart) != *asked_as {
        return;
    }
    let first = !has_heard(cart);
    let ordered =
        cart.known.with_untracked(|known| known.bag.as_ref().is_some_and(|known| known.generation < bag.generation));
    let changed = cart.known.try_update(|known| known.receive(bag)).unwrap_or(false);
    if ordered {
        say(cart, |locale| Some(td_string!(locale, cart.ordered).to_owned()));
    } else if changed && !first {
        announce_soon(cart);
    }
}

/// Says once that the bag was changed elsewhere, when the changes have stopped coming.
fn announce_soon(cart: CartState) {
    let soon = set_timeout_with_handle(
        move || {
            cart.link.update_value(|link| link.announcement = None);
            let count = untrack(|| cart.count());
            say(cart, |locale| Some(plural!(locale, count, cart.changed_elsewhere)));
        },
        QUIET,
    );
    cart.link.update_value(|link| {
        if let Some(earlier) = std::mem::replace(&mut link.announcement, soon.ok()) {
            earlier.clear();
        }
    });
}

fn say(cart: CartState, sentence: impl FnOnce(Locale) -> Option<String>) {
    let voice = cart.link.with_value(|link| link.voice);
    if let Some((status, locale)) = voice
        && let Some(sentence) = sentence(locale)
    {
        status.announce(sentence);
    }
}

/// Forgets what the server can never take, so that what comes after it is not blocked, and says so.
fn give_up(cart: CartState) {
    cart.known.update(|known| known.replica.give_up());
    say(cart, |locale| Some(td_string!(locale, cart.refused).to_owned()));
}

fn reached(cart: CartState) {
    cart.link.update_value(|link| link.failures = 0);
    if cart.cut_off.get_untracked() {
        cart.cut_off.set(false);
    }
}

fn failed(cart: CartState) -> Failed {
    if !cart.cut_off.get_untracked() {
        cart.cut_off.set(true);
    }
    let failures = cart.link.try_update_value(|link| {
        link.failures = link.failures.saturating_add(1);
        link.failures
    });
    let most = PAUSE_MS.saturating_mul(1 << failures.unwrap_or(1).min(10).saturating_sub(1)).min(PAUSE_MOST_MS);
    // Anywhere up to that (full jitter), so that many browsers do not come back at the same moment.
    Some(Duration::from_millis(u64::from(browser::random_below(most))))
}

fn try_again_after(cart: CartState, pause: Duration) {
    let retry = set_timeout_with_handle(move || talk(cart), pause);
    cart.link.update_value(|link| link.retry = retry.ok());
}
