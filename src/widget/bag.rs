//! The frame's bag: changed at once, put right by the server, heard of live (`live.rs`). The rules are the shop's (`domain::cart::Replica`);
//! the disk, which the shop's own bag has beyond them, a frame has not.

use super::session::Session;
use crate::{
    browser::{self, Beside},
    cart::{Known, Told},
    client::{self, ClientError, StreamEnd},
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
use send_wrapper::SendWrapper;
use std::time::Duration;

/// The first pause after a failure, in milliseconds; each further one is twice as long, up to [`PAUSE_MOST_MS`].
const PAUSE_MS: u64 = 500;
/// The longest pause, in milliseconds.
const PAUSE_MOST_MS: u64 = 30_000;

/// The bag as the frame knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct WidgetBag {
    pub(super) known: RwSignal<Known>,
    /// Whether this frame is to hold the stream.
    pub(super) leads: RwSignal<bool>,
    /// Why the server does not have everything yet.
    trouble: RwSignal<Option<ClientError>>,
    pub(super) link: StoredValue<Link>,
    pub(super) session: Session,
    status: Status,
    locale: Locale,
}

/// What the line to the server is doing.
#[derive(Debug, Default)]
pub(super) struct Link {
    talking: bool,
    /// Whether the bag is to be asked for, whatever is known of it.
    pub(super) stale: bool,
    failures: u32,
    pub(super) stopped: bool,
    /// The frames beside this one.
    pub(super) beside: Option<SendWrapper<Beside>>,
    /// Ends the stream.
    pub(super) stream: Option<SendWrapper<StreamEnd>>,
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
        let (leads, trouble) = (RwSignal::new(false), RwSignal::new(None));
        Self { known, leads, trouble, link, session, status: use_status(), locale: use_locale() }
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
        self.stay_in_touch();
    }

    /// Ends it.
    pub(super) fn stop(self) {
        self.link.update_value(|link| link.stopped = true);
        self.end_stream();
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

    pub(super) fn talk(self) {
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
                Ok(bag) => {
                    self.hear(bag, Some(asked));
                    self.join();
                }
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
        let mut text = self.session.post(CHANGES, &push).await?;
        let mut answer: PushView = client::read(&text)?;
        // A bag that has taken this one's place does not know what the other had heard.
        let missing = answer
            .expect
            .clone()
            .filter(|dot| self.known.with_untracked(|known| known.replica.gap(dot) == Gap::NotHere));
        if let Some(dot) = missing {
            push.elsewhere.push(dot.actor);
            text = self.session.post(CHANGES, &push).await?;
            answer = client::read(&text)?;
        }
        let refused = !answer.refused.is_empty();
        if self.hear(answer.bag, Some(asked)) {
            self.pass_on(&browser::json_field(&text, "bag").unwrap_or_default());
        }
        if refused {
            self.status.announce(td_string!(self.locale, cart.refused));
        }
        let still = self.known.with_untracked(|known| known.replica.pending().iter().any(|op| op.dot() == oldest));
        // A server that confirms nothing is asked again, but not in a circle.
        if still && !self.link.with_value(|link| link.stale) { Err(ClientError::Unreadable) } else { Ok(true) }
    }

    /// Takes the server's word, whoever brings it; says whether it was news.
    pub(super) fn hear(self, bag: BagView, asked: Option<Question>) -> bool {
        match self.known.try_update(|known| known.receive(bag, asked)) {
            None | Some(Told::Nothing) => false,
            Some(Told::Unclear) => {
                self.link.update_value(|link| link.stale = true);
                false
            }
            Some(Told::News { .. }) => {
                self.tell();
                true
            }
        }
    }
}
