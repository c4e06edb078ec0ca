//! Who looks at what stock: one watched spot for everybody who shows the same, worked out once when it may have changed.
//!
//! A spot lives as long as somebody listens to it. Its figure is worked out from memory in whichever task has read the change.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use api::inventory::{Incoming, Spot, SpotStock};
use api::time::StoreTime;
use domain::{
    id::{Handle, LocationCode, Sku},
    inventory::Band,
};
use futures_util::future::select_all;
use jiff::SignedDuration;
use tokio::sync::watch;

use super::service;
use crate::app::App;

/// By how much a ready time has to move to be told: it grows with every minute in which nobody orders.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// What is told of a spot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) band: Band,
    pub(crate) left: Option<u32>,
    pub(super) ready_by: Option<StoreTime>,
    pub(super) incoming: Vec<Incoming>,
}

impl Shown {
    /// Nothing, and nothing on its way.
    pub(super) fn nothing() -> Self {
        Self { band: Band::None, left: None, ready_by: None, incoming: Vec::new() }
    }

    /// Whether a page that shows `self` is wrong now that this is so.
    fn differs(&self, now: &Self) -> bool {
        let moved = match (self.ready_by, now.ready_by) {
            (Some(told), Some(now)) => {
                told.at.duration_until(now.at).abs() > TOLERANCE || told.days_ahead != now.days_ahead
            }
            (told, now) => told.is_some() != now.is_some(),
        };
        moved || (self.band, self.left) != (now.band, now.left) || self.incoming != now.incoming
    }

    fn at(self, spot: Spot) -> SpotStock {
        let Self { band, left, ready_by, incoming } = self;
        SpotStock { spot, band, left, ready_by, incoming }
    }
}

/// The spots that somebody looks at; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Spots(Arc<Watched>);

#[derive(Debug, Default)]
struct Watched {
    variants: Mutex<HashMap<Sku, Listeners>>,
    products: Mutex<HashMap<Handle, Listeners>>,
    computed: AtomicU64,
}

/// By place; none is wherever parcels leave from. A variant is watched at few places, so a list is fastest.
type Listeners = Vec<(Option<LocationCode>, watch::Sender<Shown>)>;

impl Spots {
    /// How many spots somebody looks at.
    pub fn count(&self) -> usize {
        let variants: usize = lock(&self.0.variants).values().map(Vec::len).sum();
        variants + lock(&self.0.products).values().map(Vec::len).sum::<usize>()
    }

    /// How often a spot was worked out because it may have changed, since the start.
    pub fn computed(&self) -> u64 {
        self.0.computed.load(Ordering::Relaxed)
    }

    /// Hears of these spots from now on.
    pub(crate) fn listen(&self, app: &App, spots: Vec<Spot>) -> Listener {
        let heard = spots.into_iter().map(|spot| {
            let receiver = match &spot {
                Spot::Variant { sku, store } => {
                    let mut all = lock(&self.0.variants);
                    join(all.entry(sku.clone()).or_default(), store.as_ref(), || compute(app, &spot))
                }
                Spot::Product { handle, store } => {
                    let mut all = lock(&self.0.products);
                    join(all.entry(handle.clone()).or_default(), Some(store), || compute(app, &spot))
                }
            };
            Heard { spot, receiver, untold: false }
        });
        Listener { heard: heard.collect(), spots: self.clone() }
    }

    /// Works out again what these changes of stock may have changed.
    pub(super) fn changed(&self, app: &App, changed: &[(Sku, LocationCode)]) {
        if changed.is_empty() || self.count() == 0 {
            return;
        }
        let (bundles, catalog, locations) = (app.availability().bundles(), app.catalog(), app.locations());
        let mut places: BTreeSet<(&Sku, Option<&LocationCode>)> = BTreeSet::new();
        for (sku, location) in changed {
            let is_store = locations.get(location).is_some_and(crate::stores::Place::is_store);
            for sku in std::iter::once(sku).chain(bundles.with(sku)) {
                places.insert((sku, Some(location).filter(|_| is_store)));
            }
        }
        let mut products = BTreeSet::new();
        for (sku, place) in &places {
            let told = lock(&self.0.variants).get(*sku).and_then(|listeners| at_place(listeners, *place));
            if let Some(told) = told {
                self.tell(app, &Spot::Variant { sku: (*sku).clone(), store: place.cloned() }, &told);
            }
            if let (Some((product, _)), Some(store)) = (catalog.variant(sku), place) {
                products.insert((product.handle.clone(), (*store).clone()));
            }
        }
        for (handle, store) in products {
            let told = lock(&self.0.products).get(&handle).and_then(|listeners| at_place(listeners, Some(&store)));
            if let Some(told) = told {
                self.tell(app, &Spot::Product { handle, store }, &told);
            }
        }
    }

    /// Works everything out again: time has passed, or what bundles are made of has changed.
    pub(super) fn all_changed(&self, app: &App) {
        let mut all: Vec<(Spot, watch::Sender<Shown>)> = Vec::new();
        for (sku, listeners) in lock(&self.0.variants).iter() {
            let spot = |store: &Option<LocationCode>| Spot::Variant { sku: sku.clone(), store: store.clone() };
            all.extend(listeners.iter().map(|(store, told)| (spot(store), told.clone())));
        }
        for (handle, listeners) in lock(&self.0.products).iter() {
            let spot = |store: &LocationCode| Spot::Product { handle: handle.clone(), store: store.clone() };
            all.extend(listeners.iter().filter_map(|(store, told)| Some((spot(store.as_ref()?), told.clone()))));
        }
        for (spot, told) in all {
            self.tell(app, &spot, &told);
        }
    }

    /// Worked out while nobody else tells of this spot, so that of two who do, the later one has seen everything.
    fn tell(&self, app: &App, spot: &Spot, told: &watch::Sender<Shown>) {
        self.0.computed.fetch_add(1, Ordering::Relaxed);
        told.send_if_modified(|shown| {
            let now = compute(app, spot);
            let differs = shown.differs(&now);
            if differs {
                *shown = now;
            }
            differs
        });
    }

    /// Forgets what nobody listens to any more.
    fn sweep(&self, spots: impl Iterator<Item = Spot>) {
        fn without_deaf<K: std::hash::Hash + Eq>(all: &mut HashMap<K, Listeners>, key: &K) {
            if let Some(listeners) = all.get_mut(key) {
                listeners.retain(|(_, told)| !told.is_closed());
                if listeners.is_empty() {
                    all.remove(key);
                }
            }
        }
        for spot in spots {
            match spot {
                Spot::Variant { sku, .. } => without_deaf(&mut lock(&self.0.variants), &sku),
                Spot::Product { handle, .. } => without_deaf(&mut lock(&self.0.products), &handle),
            }
        }
    }
}

fn join(listeners: &mut Listeners, place: Option<&LocationCode>, first: impl Fn() -> Shown) -> watch::Receiver<Shown> {
    if let Some(told) = at_place(listeners, place) {
        return told.subscribe();
    }
    let told = watch::Sender::new(first());
    let receiver = told.subscribe();
    listeners.push((place.cloned(), told));
    receiver
}

fn at_place(listeners: &Listeners, place: Option<&LocationCode>) -> Option<watch::Sender<Shown>> {
    listeners.iter().find(|(own, _)| own.as_ref() == place).map(|(_, told)| told.clone())
}

fn lock<T>(all: &Mutex<T>) -> MutexGuard<'_, T> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is so now, from memory.
fn compute(app: &App, spot: &Spot) -> Shown {
    match spot {
        Spot::Variant { sku, store } => service::shown(app, sku, store.as_ref()),
        Spot::Product { handle, store } => {
            let catalog = app.catalog();
            let look = app.availability().look();
            let at = look.at(store);
            let best = catalog.product(handle).map(|product| product.variants.iter().map(|it| at.band(&it.sku)).max());
            Shown { band: best.flatten().unwrap_or(Band::None), ..Shown::nothing() }
        }
    }
}

/// Somebody who listens to some spots. With the last one who does, a spot is forgotten.
#[derive(Debug)]
pub(crate) struct Listener {
    heard: Vec<Heard>,
    spots: Spots,
}

#[derive(Debug)]
struct Heard {
    spot: Spot,
    receiver: watch::Receiver<Shown>,
    untold: bool,
}

impl Listener {
    /// Waits for something to change. Nothing is lost when this is dropped before.
    pub(crate) async fn changed(&mut self) {
        if self.heard.is_empty() {
            return std::future::pending().await;
        }
        // The senders live as long as they are listened to, so `changed` does not fail.
        let changes = self.heard.iter_mut().map(|heard| Box::pin(heard.receiver.changed()));
        let (_, first, others) = select_all(changes).await;
        drop(others);
        // That it was heard is forgotten by the receiver, and not told yet.
        self.heard[first].untold = true;
    }

    /// Everything as it is, worked out anew.
    pub(super) fn all(&mut self, app: &App) -> Vec<SpotStock> {
        let now = self.heard.iter_mut().map(|heard| {
            heard.receiver.mark_unchanged();
            heard.untold = false;
            compute(app, &heard.spot).at(heard.spot.clone())
        });
        now.collect()
    }

    /// What has changed since it was told last.
    pub(super) fn news(&mut self) -> Vec<SpotStock> {
        let changed = self.heard.iter_mut().filter_map(|heard| {
            let changed = std::mem::take(&mut heard.untold) || heard.receiver.has_changed().unwrap_or(false);
            changed.then(|| heard.receiver.borrow_and_update().clone().at(heard.spot.clone()))
        });
        changed.collect()
    }

    /// What there is at each spot, in the order in which they were named.
    pub(crate) fn bands(&mut self) -> Vec<(Band, Option<u32>)> {
        let shown = self.heard.iter_mut().map(|heard| {
            let shown = heard.receiver.borrow_and_update();
            (shown.band, shown.left)
        });
        shown.collect()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let spots: Vec<Spot> = std::mem::take(&mut self.heard).into_iter().map(|heard| heard.spot).collect();
        self.spots.sweep(spots.into_iter());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_time_is_told_only_when_it_has_moved_by_minutes() {
        let at = |text: &str| {
            let at = text.parse().unwrap();
            let local = jiff::civil::DateTime::default();
            Some(StoreTime { at, local, days_ahead: 0 })
        };
        let shown = |ready_by| Shown { band: Band::InStock, left: None, ready_by, incoming: Vec::new() };
        let told = shown(at("2026-11-20T10:30:00Z"));
        assert!(!told.differs(&shown(at("2026-11-20T10:34:00Z"))));
        assert!(told.differs(&shown(at("2026-11-20T10:36:00Z"))));
        assert!(told.differs(&shown(None)));
        assert!(told.differs(&Shown { left: Some(2), ..told.clone() }));
    }
}
