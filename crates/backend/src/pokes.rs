//! Live updates: "topic T is now at sequence number N", and nothing else.
//!
//! The truth is in the database and found again by cursor, so a poke that is lost, repeated or late does no harm.
//! In-process today; a carrier between processes publishes into the same map.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

/// One poke: something about `topic` reached `seq`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poke {
    /// What changed, such as `bag:7f3…`.
    pub topic: String,
    /// How far it got; never goes back.
    pub seq: u64,
}

/// Publishes and hears pokes; clones share the same topics.
#[derive(Debug, Clone, Default)]
pub struct Pokes {
    topics: Arc<Mutex<HashMap<String, watch::Sender<u64>>>>,
}

impl Pokes {
    /// Tells the topic's subscribers about `seq`. Never waits; nobody listening is fine.
    pub fn publish(&self, topic: &str, seq: u64) {
        let mut topics = self.lock();
        if let Some(sender) = topics.get(topic) {
            if sender.is_closed() {
                topics.remove(topic);
            } else {
                sender.send_if_modified(|now| {
                    let newer = seq > *now;
                    *now = seq.max(*now);
                    newer
                });
            }
        }
    }

    /// Publishes in order what a transaction left behind.
    pub fn publish_all(&self, pokes: Vec<Poke>) {
        for poke in pokes {
            self.publish(&poke.topic, poke.seq);
        }
    }

    /// Hears about a topic from now on. The receiver keeps only the newest number, so a slow reader never lags.
    ///
    /// Subscribe first and read the database afterwards: what happens in between is then seen twice, never missed.
    pub fn subscribe(&self, topic: &str) -> watch::Receiver<u64> {
        let mut topics = self.lock();
        // Topics nobody listens to any more are swept when the map has doubled since the last sweep.
        if topics.len() == topics.capacity() {
            topics.retain(|_, sender| !sender.is_closed());
        }
        topics.entry(topic.to_owned()).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    /// How many topics are kept, for the metrics.
    pub fn topics(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, watch::Sender<u64>>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_hears_the_newest_number_only() {
        let pokes = Pokes::default();
        let mut heard = pokes.subscribe("bag:1");
        pokes.publish("bag:1", 4);
        pokes.publish("bag:1", 3);
        pokes.publish("bag:2", 9);
        assert_eq!(*heard.borrow_and_update(), 4);
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
        pokes.publish("x", 1);
        assert!(!pokes.lock().contains_key("x"));
    }
}
