//! What is sold, over HTTP: lists, products, search, pictures. Served from a copy in memory ([`Catalog`]); the database is the truth.

mod cards;
mod live;
mod snapshot;
mod store;

pub(crate) use live::{Live, work};
pub use snapshot::{Catalog, SharedCatalog};
pub use store::{Record, TOPIC};
