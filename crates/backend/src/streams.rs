//! Who has how many live streams open: counted, and only a few for one browser.
//!
//! A browser needs one, which its tabs share. More than a few are a page gone wrong or somebody who uses up the server's memory.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

/// The most streams of one browser; with the next one its oldest ends.
pub const MOST: usize = 4;

/// The open streams by session; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Streams(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    /// Each session's streams, oldest first. Dropping one's sender tells it to end.
    by_session: HashMap<String, VecDeque<(u64, oneshot::Sender<()>)>>,
    opened: u64,
}

/// A stream's place among those of its browser, given up when it is dropped.
#[derive(Debug)]
pub struct Place {
    streams: Streams,
    session: String,
    number: u64,
    kept: oneshot::Receiver<()>,
}

impl Streams {
    /// A place for a new stream of this session. If the session has too many, its oldest loses its own.
    pub fn open(&self, session: &str) -> Place {
        let (keep, kept) = oneshot::channel();
        let mut open = self.lock();
        open.opened += 1;
        let number = open.opened;
        let own = open.by_session.entry(session.to_owned()).or_default();
        own.push_back((number, keep));
        if own.len() > MOST {
            own.pop_front();
        }
        Place { streams: self.clone(), session: session.to_owned(), number, kept }
    }

    /// How many streams are open.
    pub fn count(&self) -> usize {
        self.lock().by_session.values().map(VecDeque::len).sum()
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Resolves when a newer stream has taken this place.
    pub async fn lost(&mut self) {
        // The sender never sends; that it is gone is the message.
        let _ = (&mut self.kept).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.lock();
        if let Some(own) = open.by_session.get_mut(&self.session) {
            own.retain(|(number, _)| *number != self.number);
            if own.is_empty() {
                open.by_session.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_of_a_browser_makes_room_and_nothing_is_left_behind() {
        let streams = Streams::default();
        let other = streams.open("other");
        let mut own: Vec<Place> = (0..=MOST).map(|_| streams.open("own")).collect();
        assert_eq!(streams.count(), MOST + 1);
        let lost: Vec<bool> =
            own.iter_mut().map(|place| place.kept.try_recv() == Err(oneshot::error::TryRecvError::Closed)).collect();
        assert_eq!(lost, [true, false, false, false, false]);
        drop(own);
        assert_eq!(streams.count(), 1);
        drop(other);
        assert!(streams.lock().by_session.is_empty());
    }
}
