//! Every place of the shop in memory, with its time zone ready. A cache: the database is the truth.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

use api::{checkout::PlaceBrief, inventory::StoreBrief, stores::DoorView, time::StoreTime};
use domain::{
    geo::Position,
    id::LocationCode,
    stores::{DoorState, Location, LocationKind},
};
use jiff::{Timestamp, tz::TimeZone};

/// A place with its clock.
#[derive(Debug, Clone)]
pub struct Place {
    /// What shoppers know of it.
    pub location: Location,
    /// The rules of its time zone.
    pub zone: TimeZone,
    /// Units of every variant kept back here, where the stock file does not say otherwise.
    pub safety: i64,
    /// How many orders wait to be fetched here; the same figure for every copy of this place.
    pub(super) queue: Arc<AtomicU32>,
}

/// Every place, in the merchant's order.
#[derive(Debug, Default)]
pub struct Locations {
    places: Vec<Place>,
    by_code: HashMap<LocationCode, usize>,
}

/// The newest [`Locations`], swapped whole; clones share it.
#[derive(Debug, Clone, Default)]
pub struct LocationCache(Arc<RwLock<Arc<Locations>>>);

impl Locations {
    pub(super) fn new(places: Vec<Place>) -> Self {
        let by_code = places.iter().enumerate().map(|(index, place)| (place.location.code.clone(), index)).collect();
        Self { places, by_code }
    }

    /// A place by its code, warehouses too.
    pub fn get(&self, code: &LocationCode) -> Option<&Place> {
        self.by_code.get(code).map(|index| &self.places[*index])
    }

    /// A store by its code; a warehouse is none.
    pub fn store(&self, code: &LocationCode) -> Option<&Place> {
        self.get(code).filter(|place| place.is_store())
    }

    /// Every place, warehouses too.
    pub fn all(&self) -> &[Place] {
        &self.places
    }

    /// Every store, in the merchant's order.
    pub fn stores(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.is_store())
    }

    /// Every place parcels leave from.
    pub fn senders(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.sends())
    }

    /// How long the queue of each place is; of one that is not named, nothing waits.
    pub(super) fn set_queues(&self, waiting: &HashMap<String, u32>) {
        for place in &self.places {
            let waits = waiting.get(place.code().as_str()).copied().unwrap_or(0);
            place.queue.store(waits, Ordering::Relaxed);
        }
    }

    /// The warehouse that is meant when only one is: the first.
    pub fn warehouse(&self) -> Option<&Place> {
        self.places.iter().find(|place| !place.is_store())
    }
}

impl Place {
    /// Whether shoppers can walk in.
    pub fn is_store(&self) -> bool {
        self.location.kind == LocationKind::Store
    }

    /// Its code.
    pub fn code(&self) -> &LocationCode {
        &self.location.code
    }

    /// A moment on its clock, seen from `now`.
    pub fn time(&self, at: Timestamp, now: Timestamp) -> StoreTime {
        let local = at.to_zoned(self.zone.clone()).datetime();
        let today = now.to_zoned(self.zone.clone()).date();
        let days = today.until(local.date()).map_or(0, |span| span.get_days());
        StoreTime { at, local, days_ahead: days }
    }

    /// Whether its door is open at `now`, and when that changes.
    pub fn door(&self, now: Timestamp) -> DoorView {
        let (open, changes) = match self.location.hours.door_at(now, &self.zone) {
            DoorState::Open { until } => (true, Some(until)),
            DoorState::Closed { opens } => (false, opens),
        };
        DoorView { open, changes: changes.map(|at| self.time(at, now)) }
    }

    /// When an order placed at `now` can be collected, if within two weeks.
    pub fn ready_by(&self, now: Timestamp) -> Option<StoreTime> {
        self.location.ready_by(now, &self.zone, self.waiting()).map(|at| self.time(at, now))
    }

    /// How many orders wait to be fetched here.
    pub fn waiting(&self) -> u32 {
        self.queue.load(Ordering::Relaxed)
    }

    /// Whether parcels leave here.
    pub fn sends(&self) -> bool {
        self.location.sending().is_some()
    }

    /// As far as a row in a list needs it.
    pub fn brief(&self) -> StoreBrief {
        let Location { code, name, address, services, .. } = &self.location;
        let (code, name) = (code.clone(), name.clone());
        StoreBrief {
            code,
            name,
            street: address.street.clone(),
            city: address.city.clone(),
            services: services.clone(),
        }
    }

    /// As where pieces come from.
    pub fn origin(&self) -> PlaceBrief {
        PlaceBrief {
            code: self.code().clone(),
            name: self.location.name.clone(),
            city: self.location.address.city.clone(),
            is_store: self.is_store(),
        }
    }

    /// Metres and compass bearing from a point to its door.
    pub fn from(&self, point: Position) -> (u32, u16) {
        let door = self.location.position;
        (point.metres_to(door), point.bearing_to(door))
    }
}

impl LocationCache {
    /// The newest there are.
    pub fn get(&self) -> Arc<Locations> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn set(&self, locations: Locations) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(locations);
    }
}
