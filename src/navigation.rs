//! Where the shopper is, and going elsewhere without loading the page anew.
//!
//! Views link with plain `<a href>`; [`crate::app`] catches the click. In first paint the address is fixed and nothing moves.

use crate::{
    browser,
    routes::{self, Route},
};
use leptos::prelude::*;

/// The address as signals. One per page load, provided by the app and by first paint.
#[derive(Debug, Clone, Copy)]
pub struct Navigation {
    path: RwSignal<String>,
    query: RwSignal<String>,
    route: Memo<Route>,
    /// Set by a change of page until the new page's heading has taken the focus.
    arriving: StoredValue<bool>,
}

/// The address of the page around the component.
///
/// # Panics
/// Outside of the app and of first paint, which both provide it.
#[must_use]
pub fn use_navigation() -> Navigation {
    use_context().expect("Navigation is provided by the app and by first paint")
}

impl Navigation {
    /// At `path` with `query` (without `?`).
    #[must_use]
    pub fn new(path: &str, query: &str) -> Self {
        let path = RwSignal::new(path.to_owned());
        Self {
            path,
            query: RwSignal::new(query.to_owned()),
            route: Memo::new(move |_| Route::parse(&path.read())),
            arriving: StoredValue::new(false),
        }
    }

    /// The page shown now; tracked.
    #[must_use]
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The path shown now; tracked.
    #[must_use]
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The first value of `name` in the query; tracked.
    #[must_use]
    pub fn query(self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// All pairs of the query, in order; tracked.
    #[must_use]
    pub fn query_pairs(self) -> Vec<(String, String)> {
        routes::parse_query(&self.query.read())
    }

    /// The page shown now, without listening for the next one: for handlers.
    #[must_use]
    pub fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// The first value of `name` in the query or nothing, without listening: for handlers and first values.
    #[must_use]
    pub fn query_untracked(self, name: &str) -> String {
        untrack(|| self.query(name)).unwrap_or_default()
    }

    /// Goes to another page of the shop, as a click on a link to `href` would.
    pub fn go(self, href: &str) {
        self.go_as(href, Arrival::New);
    }

    /// Goes to another page; with [`Arrival::Same`] focus and scroll stay where they are, as for the search box.
    pub fn go_as(self, href: &str, arrival: Arrival) {
        browser::remember_scroll();
        browser::push_address(href);
        self.show(href, arrival);
    }

    /// Changes the address of the same page (a chosen shade, a facet): no new entry in the history, focus and scroll stay.
    pub fn replace(self, href: &str) {
        browser::replace_address(href);
        self.show(href, Arrival::Same);
    }

    /// Changes the query of the same page: each `(name, value)` is set, or taken out when the value is empty.
    pub fn replace_query(self, changes: &[(&str, &str)]) {
        let kept = self.query.with_untracked(|query| routes::parse_query(query));
        let mut pairs: Vec<(&str, &str)> = kept
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name))
            .collect();
        pairs.extend(changes);
        let href = routes::with_query(&self.path.get_untracked(), &pairs);
        self.replace(&href);
    }

    /// Follows the browser to `href` after its address changed (a link, back, forward).
    pub fn show(self, href: &str, arrival: Arrival) {
        let address = href.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (path, query) = (path.to_owned(), query.to_owned());
        let moved = self.path.with_untracked(|now| *now != path);
        if !moved {
            let changed = self.query.with_untracked(|now| *now != query);
            if changed {
                self.query.set(query);
            }
            match arrival {
                Arrival::New => browser::scroll_to(0.0),
                Arrival::Back if changed => browser::restore_scroll(),
                _ => {}
            }
            return;
        }
        self.arriving.set_value(arrival != Arrival::Same);
        browser::with_view_transition(move || {
            self.query.set(query);
            self.path.set(path);
            match arrival {
                Arrival::New => browser::scroll_to(0.0),
                Arrival::Back => browser::restore_scroll(),
                Arrival::Same => {}
            }
        });
    }

    /// Whether the page that calls was just arrived at; answers yes once per change of page.
    #[must_use]
    pub fn take_arrival(self) -> bool {
        let arriving = self.arriving.get_value();
        self.arriving.set_value(false);
        arriving
    }
}

/// How the shopper came to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// By a link or a button: from the top, the heading has the focus.
    New,
    /// By back or forward: where she was.
    Back,
    /// Without leaving the page.
    Same,
}
