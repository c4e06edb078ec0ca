//! Keeping the bag, the disk, the browser's other pages and the server in step: push at once, try again with growing pauses, listen while
//! the page is visible.

use super::{
    data,
    keep::{self, Keeper},
    shown::{Known, Told},
    siblings::{self, Siblings},
    state::CartState,
};
use crate::{
    browser,
    client::{self, ClientError},
    i18n::{Locale, td_string, use_locale},
    plural,
    ui::{Status, use_status},
};
use api::cart::{BagItem, BagLine, BagView, OPS_MOST, OpRefusal, PushOps, PushView};
use domain::{
    cart::{Dot, Gap, Op, Question, Replica},
    id::ActorId,
    inventory::Band,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use send_wrapper::SendWrapper;
use std::{rc::Rc, time::Duration};

/// The first pause after a failure, in milliseconds; each further one is twice as long, up to [`PAUSE_MOST_MS`].
const PAUSE_MS: u32 = 250;
/// The longest pause, in milliseconds.
const PAUSE_MOST_MS: u32 = 30_000;
/// How long another page has for pushing and keeping what it did before this one does it too.
pub(super) const GRACE: Duration = Duration::from_millis(1_500);
/// Changes from elsewhere are told once they have stopped coming for so long.
const QUIET: Duration = Duration::from_millis(700);

/// What the line to the server is doing.
#[derive(Debug, Default)]
pub(super) struct Link {
    /// Whether somebody is talking already.
    talking: bool,
    /// How often it failed in a row.
    failures: u32,
    /// Whether the server is to be asked for the bag, whatever is known of it.
    stale: bool,
    /// Whether the browser was asked to send what this page cannot.
    left_to_worker: bool,
    /// The next try.
    retry: Option<TimeoutHandle>,
    /// The announcement of changes from elsewhere, about to be made.
    announcement: Option<TimeoutHandle>,
    voice: Option<(Status, Locale)>,
    /// What is on its way to the disk.
    pub(super) keeper: Keeper,
    /// The other pages.
    pub(super) siblings: Option<SendWrapper<Rc<Siblings>>>,
}

/// Who says what the bag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The server, to a question.
    Server(Question),
    /// Another page, or the disk.
    Sibling,
}

impl CartState {
    /// Begins to talk to the disk, the other pages and the server, until the current owner is cleaned up. Called once, by the app in the
    /// browser.
    pub fn connect(self) {
        let voice = (use_status(), use_locale());
        self.link.update_value(|link| link.voice = Some(voice));
        self.known.update_untracked(|known| known.replica = Replica::new(new_actor()));
        siblings::meet(self);
        // What is on the disk may be of long ago, so the server is asked in any case.
        refresh(self);
        leptos::task::spawn_local(keep::open(self));
        browser::on_network(move |online| {
            if online {
                hurry(self);
            }
        });
        browser::on_visibility(move |visible| {
            siblings::seen(self, visible);
            if visible {
                hurry(self);
            } else {
                // A hidden page may never run again.
                leave_to_worker(self);
            }
        });
        browser::on_return(move || hurry(self));
        browser::on_leave(move || leave(self));
        // A browser without a bag needs no stream; the first change, or a link, makes the bag.
        let follow = Memo::new(move |_| {
            let has_bag = self.known.with(|known| known.bag.as_ref().is_some_and(|bag| bag.seq > 0));
            self.leads.get() && (has_bag || self.followed.get())
        });
        Effect::new(move |_| {
            if follow.get() {
                listen(self);
            }
        });
    }
}

/// Hears of changes until the current owner is cleaned up.
fn listen(cart: CartState) {
    let asked = StoredValue::new(ask(cart));
    let path = move || {
        asked.set_value(ask(cart));
        talk(cart);
        api::cart::EVENTS.to_owned()
    };
    client::events(path, &["bag"], move |event| {
        if let Ok(bag) = crate::json::read::<BagView>(&event.data) {
            hear(cart, bag, &event.data, From::Server(asked.get_value()));
        }
    });
}

/// The shopper did something: it is written down, told to the other pages and pushed, all at the same time.
pub(super) fn done(cart: CartState, op: Op, item: Option<BagItem>) {
    siblings::say(cart, &siblings::Message::Did(&op, item.as_ref()));
    keep::keep(cart, op.dot(), item);
    talk(cart);
}

/// Forgets the bag here, on the disk and in the other pages.
pub(super) fn forget(cart: CartState) {
    siblings::say(cart, &siblings::Message::Left);
    // What the new bag begins with is written after this.
    keep::empty(cart);
    begin_anew(cart);
}

/// Begins with nothing, under another name.
pub(super) fn begin_anew(cart: CartState) {
    cart.known.update(|known| {
        known.replica.start_over(new_actor());
        (known.bag, known.items) = (None, Vec::new());
    });
    siblings::rename(cart);
    talk(cart);
}

fn new_actor() -> ActorId {
    ActorId::parse(browser::random_id()).expect("hexadecimal digits make an actor")
}

fn ask(cart: CartState) -> Question {
    cart.known.with_untracked(|known| known.replica.ask())
}

/// Tells the server what it does not have, and asks it what is not known, unless that is being done already.
pub(super) fn talk(cart: CartState) {
    let begin = cart.link.try_update_value(|link| !std::mem::replace(&mut link.talking, true));
    if begin == Some(true) {
        leptos::task::spawn_local(async move {
            while let Some(done) = step(cart).await {
                if let Err(pause) = done {
                    try_again_after(cart, pause);
                    break;
                }
            }
            cart.link.update_value(|link| link.talking = false);
        });
    }
}

/// Talks until the server has everything, or cannot be reached.
pub(super) async fn settle(cart: CartState) {
    while let Some(Ok(())) = step(cart).await {}
}

/// Says or asks what comes next, or else how long to wait; nothing when everything is settled.
async fn step(cart: CartState) -> Option<Result<(), Duration>> {
    if is_stale(cart) || !has_heard(cart) {
        return Some(pull(cart).await);
    }
    let settled = cart.known.with_untracked(|known| known.replica.pending().is_empty());
    if settled { None } else { Some(push(cart).await) }
}

/// What another page did is pushed by it; here only if it does not.
pub(super) fn talk_later(cart: CartState) {
    set_timeout(move || talk(cart), GRACE);
}

/// Does not wait for the pause to end: the network is there, or the page visible, again.
fn hurry(cart: CartState) {
    cart.link.update_value(|link| {
        link.failures = 0;
        if let Some(retry) = link.retry.take() {
            retry.clear();
        }
    });
    keep::write(cart);
    refresh(cart);
}

/// The page ends, perhaps: what it did is sent without waiting for the answer. If it does not arrive, it is on the disk.
fn leave(cart: CartState) {
    let ops = cart.known.with_untracked(|known| match known.replica.snapshot() {
        Some(_) => known.replica.next_push(OPS_MOST, &[]),
        None => Vec::new(),
    });
    if !ops.is_empty() {
        data::push_and_leave(&PushOps { ops, elsewhere: Vec::new() });
    }
}

/// Asks for the bag, until there is an answer.
pub(super) fn refresh(cart: CartState) {
    cart.link.update_value(|link| link.stale = true);
    talk(cart);
}

fn is_stale(cart: CartState) -> bool {
    cart.link.try_with_value(|link| link.stale) == Some(true)
}

/// Whether anybody has said what the bag is: before that, nothing is pushed.
fn has_heard(cart: CartState) -> bool {
    cart.known.with_untracked(|known| known.replica.snapshot().is_some())
}

async fn pull(cart: CartState) -> Result<(), Duration> {
    let (asked, actors) = cart.known.with_untracked(|known| (known.replica.ask(), known.replica.pending_actors()));
    let named = &actors[..actors.len().min(OPS_MOST)];
    // Who wants to know from now on wants a later answer than this one.
    cart.link.update_value(|link| link.stale = false);
    match data::bag(named).await {
        Ok((bag, text)) => {
            reached(cart);
            hear(cart, bag, &text, From::Server(asked));
            // What could not be told from one answer is not asked in a circle without a pause.
            if is_stale(cart) {
                return Err(pause(cart));
            }
            calm(cart);
            Ok(())
        }
        Err(why) => {
            cart.link.update_value(|link| link.stale = true);
            Err(failed(cart, why))
        }
    }
}

async fn push(cart: CartState) -> Result<(), Duration> {
    let mut push = PushOps { ops: Vec::new(), elsewhere: Vec::new() };
    let (mut most, mut without) = (OPS_MOST, Vec::new());
    loop {
        let asked = ask(cart);
        push.ops = cart.known.with_untracked(|known| known.replica.next_push(most, &without));
        // What is left are operations that only their own page can push.
        let Some(oldest) = push.ops.first().map(Op::dot) else { return Err(GRACE) };
        match data::push(&push).await {
            Ok((answer, text)) => {
                reached(cart);
                let missing = answer.expect.clone();
                take_answer(cart, asked, answer, &text);
                let here = |known: &Known, dot: &Dot| known.replica.gap(dot) == Gap::Resend;
                match missing.filter(|dot| !cart.known.with_untracked(|known| here(known, dot))) {
                    None if is_stale(cart) => return Ok(()),
                    // A server that confirms nothing is asked again, but not in a circle.
                    None if is_pending(cart, &oldest) => return Err(failed(cart, ClientError::Unreadable)),
                    None => {
                        calm(cart);
                        return Ok(());
                    }
                    Some(Dot { actor, .. }) if push.elsewhere.contains(&actor) => {
                        return Err(failed(cart, ClientError::Unreadable));
                    }
                    Some(Dot { actor, .. }) => {
                        if siblings::lives(cart, &actor).await {
                            let hers = cart.known.with_untracked(|known| pending_of(&known.replica, &actor));
                            siblings::say(cart, &siblings::Message::Have(&hers));
                            without.push(actor.clone());
                        }
                        push.elsewhere.push(actor);
                    }
                }
            }
            Err(ClientError::Api(problem)) if matches!(problem.status, 400 | 413 | 415 | 422) => {
                if push.ops.len() == 1 {
                    give_up(cart, &push.ops);
                    return Ok(());
                }
                // It is one of them, or they are too many.
                most = push.ops.len() / 2;
            }
            Err(why) => return Err(failed(cart, why)),
        }
    }
}

fn is_pending(cart: CartState, dot: &Dot) -> bool {
    cart.known.with_untracked(|known| known.replica.pending().iter().any(|op| op.dot() == *dot))
}

fn pending_of(replica: &Replica, actor: &ActorId) -> Vec<Dot> {
    replica.pending().iter().filter(|op| op.actor == *actor).map(Op::dot).collect()
}

/// Takes the answer to a push.
fn take_answer(cart: CartState, asked: Question, answer: PushView, text: &str) {
    let PushView { bag, refused, carried, .. } = answer;
    hear(cart, bag, text, From::Server(asked));
    say(cart, |locale| {
        let any = |why: OpRefusal| refused.iter().any(|refused| refused.why == why);
        if any(OpRefusal::TooManyLines) {
            Some(td_string!(locale, cart.refused_full).to_owned())
        } else if refused.iter().any(|refused| refused.why != OpRefusal::TooLate) {
            Some(td_string!(locale, cart.refused).to_owned())
        } else if !refused.is_empty() {
            Some(td_string!(locale, cart.too_late).to_owned())
        } else if !carried.is_empty() {
            Some(td_string!(locale, cart.carried).to_owned())
        } else {
            None
        }
    });
}

/// Somebody says what this bag is; what another device did is announced. `text` is what the server's word was read from.
pub(super) fn hear(cart: CartState, bag: BagView, text: &str, from: From) {
    let asked = match from {
        From::Server(asked) => Some(asked),
        From::Sibling => None,
    };
    let first = !has_heard(cart);
    match cart.known.try_update(|known| known.receive(bag, asked)) {
        None | Some(Told::Nothing) => {}
        Some(Told::Unclear) => refresh(cart),
        Some(Told::News { changed, stock, ordered, gone }) => {
            keep::forget(cart, gone);
            if first {
                // What was done before is known now to have been done to this bag.
                keep::keep_all(cart);
            }
            if let From::Server(_) = from {
                keep::remember(cart, text.to_owned());
                siblings::say(cart, &siblings::Message::Heard(text));
            }
            if ordered {
                say(cart, |locale| Some(td_string!(locale, cart.ordered).to_owned()));
            } else if changed && !first {
                announce_soon(cart);
            } else if let Some(line) = stock {
                say(cart, |locale| Some(stock_sentence(locale, &line)));
            }
        }
    }
}

/// "Velvet Lipstick: only 2 left".
fn stock_sentence(locale: Locale, line: &BagLine) -> String {
    let product = line.item.title.clone();
    match (line.band, line.left) {
        (Band::None, _) => td_string!(locale, cart.stock_gone, product = product),
        (_, Some(left)) if left > 0 => td_string!(locale, cart.stock_left, product = product, count = left),
        _ => td_string!(locale, cart.stock_back, product = product),
    }
}

/// Says once that the bag was changed elsewhere, when the changes have stopped coming.
pub(super) fn announce_soon(cart: CartState) {
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
fn give_up(cart: CartState, ops: &[Op]) {
    let dots: Vec<Dot> = ops.iter().map(Op::dot).collect();
    cart.known.update(|known| known.replica.forget(&dots));
    keep::forget(cart, dots);
    say(cart, |locale| Some(td_string!(locale, cart.refused).to_owned()));
}

fn reached(cart: CartState) {
    cart.link.update_value(|link| link.left_to_worker = false);
    if cart.cut_off.with_untracked(Option::is_some) {
        cart.cut_off.set(None);
    }
}

/// It goes on as it should: the next pause is short again.
fn calm(cart: CartState) {
    cart.link.update_value(|link| link.failures = 0);
}

/// The server cannot be reached, or not made use of; how long to wait.
fn failed(cart: CartState, why: ClientError) -> Duration {
    cart.cut_off.set(Some(why));
    leave_to_worker(cart);
    pause(cart)
}

/// How long to wait: longer each time.
fn pause(cart: CartState) -> Duration {
    let failures = cart.link.try_update_value(|link| {
        link.failures = link.failures.saturating_add(1);
        link.failures
    });
    let most = PAUSE_MS.saturating_mul(1 << failures.unwrap_or(1).min(10).saturating_sub(1)).min(PAUSE_MOST_MS);
    // Anywhere up to that (full jitter), so that many browsers do not come back at the same moment.
    Duration::from_millis(u64::from(browser::random_below(most)))
}

fn try_again_after(cart: CartState, pause: Duration) {
    let retry = set_timeout_with_handle(move || talk(cart), pause);
    cart.link.update_value(|link| {
        if let Some(earlier) = std::mem::replace(&mut link.retry, retry.ok()) {
            earlier.clear();
        }
    });
}

/// What is pending is sent by the browser itself when this page no longer can and there is a network (`build/boot.js`).
fn leave_to_worker(cart: CartState) {
    let pending = cart.known.with_untracked(|known| !known.replica.pending().is_empty());
    let ask = cart.link.try_update_value(|link| pending && !std::mem::replace(&mut link.left_to_worker, pending));
    if ask == Some(true) {
        browser::tell("vitrine-unsent");
    }
}
