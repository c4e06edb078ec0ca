//! Hearing of what becomes of the bag elsewhere: in the frames beside this one, and in the shop's own tab after the bag went there. One frame
//! holds the stream for all; what it hears, and what each of them does, is said to the others.

use super::{bag::WidgetBag, events::Events};
use crate::{browser, client::StreamEnd};
use api::cart::BagView;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::time::Duration;

/// How long to wait before listening again.
const LISTEN_AGAIN: Duration = Duration::from_secs(3);

impl WidgetBag {
    /// Listens whenever that is this frame's part.
    pub(super) fn stay_in_touch(self) {
        // A bag that nothing was put into needs no stream.
        let wanted = Memo::new(move |_| {
            let worth = self.known.with(|known| known.bag.as_ref().is_some_and(|bag| bag.seq > 0));
            self.leads.get() && worth
        });
        Effect::new(move |_| if wanted.get() { self.listen() } else { self.end_stream() });
    }

    /// Joins the frames of the same session, once it is known which that is.
    pub(super) fn join(self) {
        if self.link.try_with_value(|link| link.beside.is_some()) != Some(false) {
            return;
        }
        let heard = move |text: String| {
            if text == "lead" || text == "rest" {
                let _gone = self.leads.try_set(text == "lead");
            } else if self.session.is_shared()
                && let Ok(bag) = crate::json::read::<BagView>(&text)
            {
                self.hear(bag, None);
                self.ask_if_unclear();
            }
        };
        let beside = browser::join_frames(&self.session.shared_as(), heard);
        self.link.update_value(|link| link.beside = beside.map(SendWrapper::new));
    }

    /// Says to the frames beside this one what the server has said.
    pub(super) fn pass_on(self, bag: &str) {
        if self.session.is_shared() {
            self.link.try_with_value(|link| link.beside.as_ref().map(|beside| beside.say(bag)));
        }
    }

    pub(super) fn end_stream(self) {
        if let Some(end) = self.link.try_update_value(|link| link.stream.take()).flatten() {
            end.end();
        }
    }

    fn ask_if_unclear(self) {
        if self.link.try_with_value(|link| link.stale) == Some(true) {
            self.talk();
        }
    }

    /// Begins the stream, which starts with the bag as it is.
    fn listen(self) {
        let begun = self.link.try_update_value(|link| {
            if link.stopped || link.stream.is_some() || !self.leads.get_untracked() {
                return None;
            }
            link.stream = StreamEnd::new().map(SendWrapper::new);
            link.stream.as_deref().cloned()
        });
        let Some(end) = begun.flatten() else { return };
        leptos::task::spawn_local(async move {
            let asked = self.known.try_with_untracked(|known| known.replica.ask());
            let mut events = Events::default();
            let heard = |bytes: &[u8]| {
                events.take(bytes, |name, data| {
                    if name == "bag"
                        && let Ok(bag) = crate::json::read::<BagView>(data)
                    {
                        if self.hear(bag, asked) {
                            self.pass_on(data);
                        }
                        self.ask_if_unclear();
                    }
                });
            };
            let _ended = self.session.live(end.clone(), heard).await;
            // However it ended: unless that was wanted, it is begun again.
            let unwanted = self.link.try_update_value(|link| link.stream.take_if(|own| **own == end).is_some());
            if unwanted == Some(true) {
                set_timeout(move || self.listen(), LISTEN_AGAIN);
            }
        });
    }
}
