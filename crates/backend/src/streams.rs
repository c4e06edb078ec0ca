//! Who has how many live streams open: counted, and only a few for one browser.
//!
//! A browser needs one for its bag, which its tabs share, and one for the stock that each visible page shows. More than a few are a
//! page gone wrong or somebody who uses up the server's memory.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

/// The most streams of one browser; with the next one its oldest ends, those of stock before those of the bag.
pub const MOST: usize = 4;
/// The most streams of browsers that only look, and of which nothing is known but the address that they share.
const MOST_AT: usize = 256;

/// What a stream is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The bag: without it, what other devices do is not seen.
    Bag,
    /// Stock: what a page shows, which is put right when it is asked for again.
    Stock,
}

/// The open streams by session; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Streams(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    /// Each session's streams, oldest first. Dropping one's sender tells it to end.
    by_session: HashMap<String, VecDeque<(u64, Kind, oneshot::Sender<()>)>>,
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
    pub fn open(&self, session: &str, kind: Kind) -> Place {
        self.take(session.to_owned(), kind, MOST)
    }

    /// A place for a stream of stock of a browser without a session, counted by its address.
    pub fn open_at(&self, address: &str) -> Place {
        self.take(format!("at {address}"), Kind::Stock, MOST_AT)
    }

    fn take(&self, session: String, kind: Kind, most: usize) -> Place {
        let (keep, kept) = oneshot::channel();
        let mut open = self.lock();
        open.opened += 1;
        let number = open.opened;
        let own = open.by_session.entry(session.clone()).or_default();
        if own.len() >= most {
            let oldest = own.iter().position(|(_, kind, _)| *kind == Kind::Stock).unwrap_or(0);
            own.remove(oldest);
        }
        own.push_back((number, kind, keep));
        Place { streams: self.clone(), session, number, kept }
    }

    /// How many streams of a kind are open.
    pub fn count(&self, kind: Kind) -> usize {
        self.lock().by_session.values().flatten().filter(|(_, own, _)| *own == kind).count()
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
            own.retain(|(number, ..)| *number != self.number);
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
        let other = streams.open("other", Kind::Bag);
        let mut own: Vec<Place> = (0..=MOST).map(|_| streams.open("own", Kind::Bag)).collect();
        assert_eq!(streams.count(Kind::Bag), MOST + 1);
        let lost: Vec<bool> =
            own.iter_mut().map(|place| place.kept.try_recv() == Err(oneshot::error::TryRecvError::Closed)).collect();
        assert_eq!(lost, [true, false, false, false, false]);
        drop(own);
        assert_eq!(streams.count(Kind::Bag), 1);
        drop(other);
        assert!(streams.lock().by_session.is_empty());
    }

    #[test]
    fn pages_that_show_stock_never_cost_a_browser_its_bag() {
        let streams = Streams::default();
        let mut bag = streams.open("own", Kind::Bag);
        let mut pages: Vec<Place> = (0..=MOST).map(|_| streams.open("own", Kind::Stock)).collect();
        let mut lost = |place: &mut Place| place.kept.try_recv() == Err(oneshot::error::TryRecvError::Closed);
        assert!(!lost(&mut bag));
        let pages: Vec<bool> = pages.iter_mut().map(&mut lost).collect();
        assert_eq!(pages, [true, true, false, false, false]);
    }
}
