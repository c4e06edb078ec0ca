//! Keeps the copy in memory up to date with the database.

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;

use super::{
    media::Held,
    renditions::Wanted,
    snapshot::{Catalog, SharedCatalog},
    store::{self, TOPIC},
};
use crate::{app::App, db::Db, error::Error};

/// How old the copy may be when no poke arrives: imports run in a process of their own.
const AGE_MOST: Duration = Duration::from_secs(2);

/// The newest catalogue; a newer one takes its place at once and for everybody.
#[derive(Debug)]
pub(crate) struct Live {
    newest: ArcSwap<Catalog>,
    pub(super) media: Held,
    pub(super) wanted: Wanted,
}

impl Live {
    /// Reads what the database has.
    pub(crate) async fn load(db: &Db) -> Result<Self, Error> {
        Ok(Self { newest: ArcSwap::from_pointee(read(db).await?), media: Held::default(), wanted: Wanted::default() })
    }
}

impl App {
    /// What is on the shelves. Cheap; hold it for one request, so that all of it sees the same.
    #[must_use]
    pub fn catalog(&self) -> SharedCatalog {
        self.catalog.newest.load_full()
    }

    /// Reads the catalogue again if an import has changed it. Says whether it had.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn refresh_catalog(&self) -> Result<bool, Error> {
        if store::generation(&self.db).await? == self.catalog().generation() {
            return Ok(false);
        }
        let catalog = Arc::new(read(&self.db).await?);
        // Made before anybody needs it, so that nobody waits for it.
        make_index(&catalog).await?;
        self.catalog.newest.store(catalog);
        Ok(true)
    }
}

/// Makes the search index beside what else is going on.
pub(super) async fn make_index(catalog: &SharedCatalog) -> Result<(), Error> {
    let catalog = Arc::clone(catalog);
    tokio::task::spawn_blocking(move || catalog.search().is_some()).await.map(drop).map_err(Error::internal)
}

/// Follows imports until the shop closes: at once when poked, within two seconds when not.
pub(crate) async fn work(app: App) {
    let mut poked = app.pokes.subscribe(TOPIC);
    let closed = app.closed();
    tokio::pin!(closed);
    if let Err(error) = make_index(&app.catalog()).await {
        tracing::warn!(%error, "the search index could not be made yet");
    }
    loop {
        if let Err(error) = app.refresh_catalog().await {
            tracing::warn!(%error, "the catalogue could not be read again; the last one stays");
        }
        tokio::select! {
            () = &mut closed => return,
            _ = poked.changed() => {}
            () = tokio::time::sleep(AGE_MOST) => {}
        }
    }
}

async fn read(db: &Db) -> Result<Catalog, Error> {
    Ok(Catalog::new(store::shelves(db).await?))
}
