//! The bag as a stream: the newest state at once, then each time it changes, on whichever device.

use std::{fmt, str::FromStr, time::Duration};

use api::{cart::BagView, inventory::Spot};
use axum::response::sse::Event;
use domain::{
    cart::{Bag, LineKey},
    id::CartId,
    inventory::Band,
};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::{service, view};
use crate::{
    app::App,
    error::Error,
    inventory::Listener,
    metrics,
    pokes::Heard,
    streams::{Kind, Place},
};

/// After so long without a change the bag is read all the same, which heals a poke that was lost, and the client hears its number.
const ALIVE_EVERY: Duration = Duration::from_secs(20);
/// When a stream that had to make room may come again: soon enough to heal, late enough that tabs do not drive each other out all day.
const RETRY: Duration = Duration::from_secs(60);

/// Follows the bag of a session, also into another bag, until the shop closes. What the client has `seen` is not sent again.
pub(super) fn follow(app: App, session: String, seen: Option<Seen>) -> impl Stream<Item = Result<Event, Error>> {
    let moved = app.pokes.subscribe(&service::session_topic(&session));
    let place = app.streams.open(&session, Kind::Bag);
    let follower = Follower { app, session, seen, moved, bag: None, stock: None, fresh: true, place: Some(place) };
    stream::unfold(Some(follower), |follower| async move {
        let mut follower = follower?;
        match follower.next().await {
            Ok(Some(event)) => Some((Ok(event), Some(follower))),
            Ok(None) => None,
            // The client connects again and goes on after the last event.
            Err(error) => {
                tracing::warn!(%error, "a bag's stream ends early");
                None
            }
        }
    })
}

/// What a client has heard: the id of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    bag: CartId,
    seq: u64,
}

impl fmt::Display for Seen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.bag, self.seq)
    }
}

impl FromStr for Seen {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (bag, seq) = text.rsplit_once('.').ok_or(())?;
        Ok(Self { bag: CartId::parse(bag).map_err(drop)?, seq: seq.parse().map_err(drop)? })
    }
}

struct Follower {
    app: App,
    session: String,
    seen: Option<Seen>,
    /// Told when the session has another bag.
    moved: watch::Receiver<Heard>,
    /// The bag of the session and who tells about it.
    bag: Option<(CartId, watch::Receiver<Heard>)>,
    /// Told when there is more or less of what is in the bag, with what there was when the client was told.
    stock: Option<Stock>,
    fresh: bool,
    /// Its place among the browser's streams; nothing once it was lost to a newer one.
    place: Option<Place>,
}

impl Follower {
    /// The next event; none when the shop closes or a newer stream has taken the place of this one.
    async fn next(&mut self) -> Result<Option<Event>, Error> {
        if self.place.is_none() {
            return Ok(None);
        }
        loop {
            let woken = if std::mem::take(&mut self.fresh) { Woken::Changed } else { self.wait().await };
            if woken == Woken::Closed {
                return Ok(None);
            }
            if woken == Woken::Replaced {
                self.place = None;
                return Ok(Some(Event::default().retry(RETRY)));
            }
            // Reading takes 15 kB of state, which in a box is there only while it lasts and not while the stream waits.
            let view = match self.told(woken) {
                Some(view) => view,
                None => Box::pin(self.read()).await?,
            };
            let other_stock = self.look_at_stock(&view);
            if other_stock || self.seen.as_ref().is_none_or(|seen| seen.bag != view.bag || view.seq > seen.seq) {
                self.measure(&view);
                let seen = Seen { bag: view.bag.clone(), seq: view.seq };
                let data = serde_json::to_string(&view).map_err(Error::internal)?;
                let event = Event::default().event("bag").id(seen.to_string()).data(data);
                self.seen = Some(seen);
                return Ok(Some(event));
            }
            if woken == Woken::Alive {
                let data = format!("{{\"seq\":{}}}", view.seq);
                return Ok(Some(Event::default().event("alive").data(data)));
            }
        }
    }

    /// The bag as it came with the news of its change. Nothing when the session may have another one by now: then it is read.
    fn told(&self, woken: Woken) -> Option<BagView> {
        if woken != Woken::Told || self.moved.has_changed().unwrap_or(true) {
            return None;
        }
        let (cart, changed) = self.bag.as_ref()?;
        let news = changed.borrow().news.clone()?;
        Some(view::view(&self.app, cart, news.downcast_ref::<Bag>()?, &[]))
    }

    /// Reads the bag, listening for its changes before, so that none is missed.
    async fn read(&mut self) -> Result<BagView, Error> {
        loop {
            self.moved.mark_unchanged();
            if let Some((_, changed)) = &mut self.bag {
                changed.mark_unchanged();
            }
            let (cart, view) = service::show(&self.app, &self.session, &[]).await?;
            let known = self.bag.as_ref().map(|(known, _)| known);
            match cart {
                Some(cart) if known != Some(&cart) => {
                    let changed = self.app.pokes.subscribe(&service::topic(&cart));
                    self.bag = Some((cart, changed));
                }
                _ => return Ok(view),
            }
        }
    }

    /// Listens to the stock of the bag's lines. Says whether there is more or less of it than the client was told.
    fn look_at_stock(&mut self, view: &BagView) -> bool {
        let spots: Vec<Spot> = view.lines.iter().map(|line| spot(&line.line)).collect();
        let told = view.lines.iter().map(|line| (line.band, line.left)).collect();
        let before = self.stock.take();
        match before {
            Some(mut stock) if stock.spots == spots => {
                let differs = stock.told != told;
                stock.told = told;
                self.stock = Some(stock);
                differs
            }
            _ => {
                let mut listener = self.app.availability().spots().listen(&self.app, spots.clone());
                let bands = listener.bands();
                self.stock = Some(Stock { spots, listener, bands, told });
                false
            }
        }
    }

    /// Takes the time that news took to get here, unless this is the first the client sees.
    fn measure(&self, view: &BagView) {
        let (Some((_, changed)), Some(seen)) = (&self.bag, &self.seen) else { return };
        let Heard { seq: told, received, .. } = changed.borrow().clone();
        let is_news = seen.bag == view.bag && seen.seq < told && told <= view.seq;
        if let Some(received) = received.filter(|_| is_news) {
            metrics::bag_lag(received.elapsed());
        }
    }

    async fn wait(&mut self) -> Woken {
        let closed = self.app.closed();
        let replaced = async {
            match &mut self.place {
                Some(place) => place.lost().await,
                None => std::future::pending().await,
            }
        };
        let stock_changed = async {
            match &mut self.stock {
                Some(stock) => stock.changed().await,
                None => std::future::pending().await,
            }
        };
        let bag_changed = async {
            match &mut self.bag {
                Some((_, changed)) => changed.changed().await,
                None => std::future::pending().await,
            }
        };
        // The senders live as long as they are listened to, so `changed` does not fail.
        tokio::select! {
            () = closed => Woken::Closed,
            () = replaced => Woken::Replaced,
            _ = bag_changed => Woken::Told,
            () = stock_changed => Woken::Changed,
            _ = self.moved.changed() => Woken::Changed,
            () = tokio::time::sleep(ALIVE_EVERY) => Woken::Alive,
        }
    }
}

/// The stock of what is in the bag.
struct Stock {
    spots: Vec<Spot>,
    listener: Listener,
    /// As it was heard last.
    bands: Vec<(Band, Option<u32>)>,
    /// As the client was told with the bag, which knows how many she wants.
    told: Vec<(Band, Option<u32>)>,
}

impl Stock {
    /// Waits until there is noticeably more or less of something; that it could be collected later is not worth reading the bag.
    async fn changed(&mut self) {
        loop {
            self.listener.changed().await;
            let bands = self.listener.bands();
            if bands != self.bands {
                self.bands = bands;
                return;
            }
        }
    }
}

fn spot(line: &LineKey) -> Spot {
    Spot::Variant { sku: line.sku.clone(), store: line.receive.store().cloned() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    /// The bag has changed.
    Told,
    /// The session has another bag, or there is more or less of what is in it; or nobody looked yet.
    Changed,
    Alive,
    Replaced,
    Closed,
}
