//! Where the stores are: list, compass, hours, my store.

mod chooser;
mod compass;
pub mod data;
mod door;
mod finder;
mod state;
mod week;

pub use chooser::StoreChooser;
pub use door::{DoorWord, door_sentence};
pub use finder::StoreFinder;
pub use state::{MyStore, use_my_store};
pub use week::{Week, service_word};

use api::inventory::StoreBrief;
use domain::stores::Location;

/// A store as far as a row needs it.
#[must_use]
pub fn brief(store: &Location) -> StoreBrief {
    StoreBrief {
        code: store.code.clone(),
        name: store.name.clone(),
        street: store.address.street.clone(),
        city: store.address.city.clone(),
        services: store.services.clone(),
    }
}
