//! Live updates: "topic T is now at sequence number N", and nothing else.
//!
//! The truth is in the database and found again by cursor, so a poke that is lost, repeated or late does no harm.
//! In-process today; a carrier between processes publishes into the same map. A poke may bring along what changed, which spares those
//! who listen in this process a look at the database, and which nobody may rely on.

use std::{
    any::Any,
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use tokio::sync::watch;

/// What changed, as the topic's own slice wrote it and can read it again.
pub type News = Arc<dyn Any + Send + Sync>;

/// One poke: something about `topic` reached `seq`.
#[derive(Debug, Clone)]
pub struct Poke {
    /// What changed, such as `bag:7f3…`.
    pub topic: String,
    /// How far it got; never goes back.
    pub seq: u64,
    /// When the request that did it came in, if this process received it. For measuring only; it stays in this process.
    pub received: Option<Instant>,
    /// What it is now, at this number.
    pub news: Option<News>,
}

/// How far a topic got, as its subscribers hear it.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// The highest number so far.
    pub seq: u64,
    /// See [`Poke::received`].
    pub received: Option<Instant>,
    /// See [`Poke::news`].
    pub news: Option<News>,
}

/// Publishes and hears pokes; clones share the same topics.
#[derive(Debug, Clone, Default)]
pub struct Pokes {
    topics: Arc<Mutex<HashMap<String, watch::Sender<Heard>>>>,
}

impl Pokes {
    /// Tells the topic's subscribers. Never waits; nobody listening is fine.
    pub fn publish(&self, poke: &Poke) {
        let mut topics = self.lock();
        if let Some(sender) = topics.get(&poke.topic) {
            if sender.is_closed() {
                topics.remove(&poke.topic);
            } else {
                sender.send_if_modified(|now| {
                    let newer = poke.seq > now.seq;
                    if newer {
                        *now = Heard { seq: poke.seq, received: poke.received, news: poke.news.clone() };
                    }
                    newer
                });
            }
        }
    }

    /// Publishes in order what a transaction left behind.
    pub fn publish_all(&self, pokes: &[Poke]) {
        for poke in pokes {
            self.publish(poke);
        }
    }

    /// Hears about a topic from now on. The receiver keeps only the newest number, so a slow reader never lags.
    ///
    /// Subscribe first and read the database afterwards: what happens in between is then seen twice, never missed.
    pub fn subscribe(&self, topic: &str) -> watch::Receiver<Heard> {
        let mut topics = self.lock();
        // Topics nobody listens to any more are swept when the map has doubled since the last sweep.
        if topics.len() == topics.capacity() {
            topics.retain(|_, sender| !sender.is_closed());
        }
        topics.entry(topic.to_owned()).or_insert_with(|| watch::Sender::new(Heard::default())).subscribe()
    }

    /// How many topics are kept, for the metrics.
    pub fn topics(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, watch::Sender<Heard>>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poke(topic: &str, seq: u64) -> Poke {
        Poke { topic: topic.to_owned(), seq, received: None, news: None }
    }

    #[test]
    fn a_subscriber_hears_the_newest_number_only() {
        let pokes = Pokes::default();
        let mut heard = pokes.subscribe("bag:1");
        pokes.publish(&poke("bag:1", 4));
        pokes.publish(&poke("bag:1", 3));
        pokes.publish(&poke("bag:2", 9));
        assert_eq!(heard.borrow_and_update().seq, 4);
        assert!(!heard.has_changed().unwrap());
    }

    #[test]
    fn topics_go_with_their_last_subscriber() {
        let pokes = Pokes::default();
        for n in 0..1_000 {
            drop(pokes.subscribe(&n.to_string()));
        }
        assert!(pokes.topics() < 10, "{} topics are kept", pokes.topics());
        let heard = pokes.subscribe("x");
        drop(heard);
        pokes.publish(&poke("x", 1));
        assert!(!pokes.lock().contains_key("x"));
    }
}
