//! The frame's bag: changed at once, put right by the server, heard of live. The rules are the shop's (`domain::cart::Replica`); what the
//! shop's own bag has beyond them, a disk and other pages, a frame has not.

use super::{events::Events, session::Session};
use crate::{
    browser,
    cart::{Known, Told},
    client::ClientError,
    i18n::{Locale, td_string, use_locale},
    ui::{Status, message, use_status},
};
use api::{
    cart::{BagItem, BagView, OPS_MOST, PushOps, PushView},
    partners::{BAG, CHANGES},
};
use domain::{
    cart::{Gap, OpKind, Question, Replica},
    id::ActorId,
};
use leptos::prelude::*;
use std::time::Duration;

/// The first pause after a failure, in milliseconds; each further one is twice as long, up to [`PAUSE_MOST_MS`].
const PAUSE_MS: u64 = 500;
/// The longest pause, in milliseconds.
const PAUSE_MOST_MS: u64 = 30_000;
/// How long to wait before listening again.
const LISTEN_AGAIN: Duration = Duration::from_secs(3);

/// The bag as the frame knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct WidgetBag {
    known: RwSignal<Known>,
    /// Why the server does not have everything yet.
    trouble: RwSignal<Option<ClientError>>,
    link: StoredValue<Link>,
    pub(super) session: Session,
    status: Status,
    locale: Locale,
}

/// What the line to the server is doing.
#[derive(Debug, Default)]
struct Link {
    talking: bool,
    listening: bool,
    /// Whether the bag is to be asked for, whatever is known of it.
    stale: bool,
    failures: u32,
    stopped: bool,
}

/// The frame's bag.
///
/// # Panics
/// Outside of the widget, which provides it.
pub(super) fn use_bag() -> WidgetBag {
    use_context().expect("WidgetBag is provided by the widget")
}

impl WidgetBag {
    pub(super) fn new(session: Session) -> Self {
        let actor = ActorId::parse(browser::random_id()).expect("hexadecimal digits make an actor");
        let known = RwSignal::new(Known { replica: Replica::new(actor), bag: None, items: Vec::new() });
        let link = StoredValue::new(Link { stale: true, ..Link::default() });
        Self { known, trouble: RwSignal::new(None), link, session, status: use_status(), locale: use_locale() }
    }

    /// The bag as it is shown; tracked.
    pub(super) fn shown(self) -> BagView {
        self.known.with(Known::shown)
    }

    /// How many pieces; tracked.
    pub(super) fn count(self) -> u32 {
        self.shown().count
    }

    /// Why not everything is with the server yet; tracked.
    pub(super) fn trouble(self) -> Option<ClientError> {
        self.trouble.get()
    }

    /// Whether the server has said what there is; tracked.
    pub(super) fn is_known(self) -> bool {
        self.known.with(|known| known.bag.is_some())
    }

    /// Whether the server has everything that was done here.
    pub(super) fn is_settled(self) -> bool {
        self.known.with_untracked(|known| known.replica.pending().is_empty())
    }

    /// The shopper does something. `item` is what the line shows until the server has priced it.
    pub(super) fn act(self, kind: OpKind, item: Option<BagItem>) {
        self.known.update(|known| {
            known.items.extend(kind.line().map(|spot| spot.sku.clone()).zip(item));
            known.replica.act(kind, browser::now_ms());
        });
        self.tell();
        self.talk();
    }

    /// Asks for the bag and keeps in touch, until the page around says that it is over.
    pub(super) fn follow(self) {
        self.talk();
        browser::on_network(move |online| {
            if online {
                self.talk();
            }
        });
        browser::on_visibility(move |visible| {
            if visible {
                self.link.update_value(|link| link.stale = true);
                self.talk();
            }
        });
        // A bag that nothing was put into needs no stream.
        let worth = Memo::new(move |_| self.known.with(|known| known.bag.as_ref().is_some_and(|bag| bag.seq > 0)));
        Effect::new(move |_| {
            if worth.get() {
                self.listen();
            }
        });
    }

    /// Ends it.
    pub(super) fn stop(self) {
        self.link.update_value(|link| link.stopped = true);
    }

    /// Says to the page around what is in it: numbers only.
    pub(super) fn tell(self) {
        let bag = self.known.with_untracked(Known::shown);
        let (total, currency) = bag.goods.map_or((0, ""), |goods| (goods.minor, goods.currency.code()));
        browser::tell_host(&format!(
            r#"{{"v":1,"type":"bag","count":{},"total":{total},"currency":"{currency}"}}"#,
            bag.count
        ));
    }

    /// Waits until the server has everything, or cannot be reached.
    pub(super) async fn settle(self) -> Result<(), ClientError> {
        while self.step().await? {}
        Ok(())
    }

    fn talk(self) {
        let begin = self.link.try_update_value(|link| !link.stopped && !std::mem::replace(&mut link.talking, true));
        if begin != Some(true) {
            return;
        }
        leptos::task::spawn_local(async move {
            let done = self.settle().await;
            let failures = self.link.try_update_value(|link| {
                link.talking = false;
                link.failures = if done.is_ok() { 0 } else { link.failures.saturating_add(1) };
                link.failures
            });
            if let Err(why) = done {
                self.fail(&why);
                let pause = (PAUSE_MS << failures.unwrap_or(1).min(6)).min(PAUSE_MOST_MS);
                set_timeout(move || self.talk(), Duration::from_millis(pause));
            } else {
                let _gone = self.trouble.try_set(None);
            }
        });
    }

    fn fail(self, why: &ClientError) {
        let new = self.trouble.try_update(|trouble| trouble.replace(why.clone()).as_ref() != Some(why));
        if new == Some(true) {
            self.status.announce(message(self.locale, why));
            let code = match why {
                ClientError::Offline | ClientError::TimedOut => "offline",
                ClientError::Api(problem) if matches!(problem.status, 401 | 403) => "blocked",
                ClientError::Api(_) => "refused",
                ClientError::Unreadable => "unreadable",
            };
            browser::tell_host(&format!(r#"{{"v":1,"type":"error","code":"{code}"}}"#));
        }
    }

    /// Says or asks what comes next; no when everything is settled.
    async fn step(self) -> Result<bool, ClientError> {
        let ask = || self.known.with_untracked(|known| known.replica.ask());
        let unheard = self.known.with_untracked(|known| known.replica.snapshot().is_none());
        if unheard || self.link.with_value(|link| link.stale) {
            let (asked, actor) = (ask(), self.known.with_untracked(|known| known.replica.actor().clone()));
            self.link.update_value(|link| link.stale = false);
            // Nobody else acts in this frame.
            let answer = self.session.get::<BagView>(&format!("{BAG}?actors={}", actor.as_str())).await;
            match answer {
                Ok(bag) => self.hear(bag, Some(asked)),
                Err(why) => {
                    self.link.update_value(|link| link.stale = true);
                    return Err(why);
                }
            }
            return if self.link.with_value(|link| link.stale) { Err(ClientError::Unreadable) } else { Ok(true) };
        }
        let ops = self.known.with_untracked(|known| known.replica.next_push(OPS_MOST, &[]));
        let Some(oldest) = ops.first().map(domain::cart::Op::dot) else { return Ok(false) };
        let asked = ask();
        let mut push = PushOps { ops, elsewhere: Vec::new() };
        let mut answer: PushView = self.session.post(CHANGES, &push).await?;
        // A bag that has taken this one's place does not know what the other had heard.
        let missing = answer
            .expect
            .clone()
            .filter(|dot| self.known.with_untracked(|known| known.replica.gap(dot) == Gap::NotHere));
        if let Some(dot) = missing {
            push.elsewhere.push(dot.actor);
            answer = self.session.post(CHANGES, &push).await?;
        }
        let refused = !answer.refused.is_empty();
        self.hear(answer.bag, Some(asked));
        if refused {
            self.status.announce(td_string!(self.locale, cart.refused));
        }
        let still = self.known.with_untracked(|known| known.replica.pending().iter().any(|op| op.dot() == oldest));
        // A server that confirms nothing is asked again, but not in a circle.
        if still && !self.link.with_value(|link| link.stale) { Err(ClientError::Unreadable) } else { Ok(true) }
    }

    fn hear(self, bag: BagView, asked: Option<Question>) {
        match self.known.try_update(|known| known.receive(bag, asked)) {
            None | Some(Told::Nothing) => {}
            Some(Told::Unclear) => self.link.update_value(|link| link.stale = true),
            Some(Told::News { .. }) => self.tell(),
        }
    }

    /// Hears of changes made elsewhere: in another frame, or in the shop's own tab after the bag went there.
    fn listen(self) {
        let begin = self.link.try_update_value(|link| !link.stopped && !std::mem::replace(&mut link.listening, true));
        if begin != Some(true) {
            return;
        }
        leptos::task::spawn_local(async move {
            let asked = self.known.try_with_untracked(|known| known.replica.ask());
            let mut events = Events::default();
            let heard = |bytes: &[u8]| {
                events.take(bytes, |name, data| {
                    if name == "bag"
                        && let Ok(bag) = crate::json::read::<BagView>(data)
                    {
                        self.hear(bag, asked);
                        if self.link.with_value(|link| link.stale) {
                            self.talk();
                        }
                    }
                });
            };
            // However it ended: it is begun again.
            let _ended = self.session.live(heard).await;
            self.link.try_update_value(|link| link.listening = false);
            set_timeout(move || self.listen(), LISTEN_AGAIN);
        });
    }
}
