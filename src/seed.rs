//! The data that the server put into the page, so that the first page shows without a second request.

use api::page::{PageData, Seed};
use leptos::prelude::*;

/// The id of `<script type="application/json">` with the [`Seed`].
pub const ELEMENT: &str = "seed";

/// What the page came with; the first page takes it, later pages find nothing.
#[derive(Debug, Clone, Copy)]
pub struct FirstPage(StoredValue<Option<PageData>>);

impl FirstPage {
    /// Holds the data of the first page.
    #[must_use]
    pub fn new(page: Option<PageData>) -> Self {
        Self(StoredValue::new(page))
    }

    /// Whether the server found nothing at the address; answers yes once, so that later pages are looked for.
    pub fn take_not_found(self) -> bool {
        let lost = self.0.with_value(|page| matches!(page, Some(PageData::NotFound)));
        if lost {
            self.0.set_value(None);
        }
        lost
    }

    /// Takes out what `choose` finds in it. Whoever asks first empties it.
    pub fn take<T>(self, choose: impl FnOnce(PageData) -> Option<T>) -> Option<T> {
        self.0.try_update_value(Option::take).flatten().and_then(choose)
    }
}

/// Reads the data block; one that cannot be read, or is for another address, is as good as none.
#[must_use]
pub fn parse(json: &str) -> Option<Seed> {
    crate::json::read(json).ok()
}

/// What the page came with.
#[must_use]
pub fn use_first_page() -> FirstPage {
    use_context().unwrap_or_else(|| FirstPage::new(None))
}
