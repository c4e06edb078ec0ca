//! The first paint: the same view components as in the browser, written as HTML by the server.

use crate::{
    cart::CartState,
    i18n::{Locale, td_string},
    navigation::Navigation,
    pages::{CategoryView, HomeView, NotFoundPage, ProductView, SearchView, StoreView, StoresView},
    shell::{Frame, Shell},
    stores::MyStore,
    ui::{Shape, Skeleton, Status},
};
use api::page::{PageData, Seed};
use leptos::prelude::*;

/// A page ready to be put into `index.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstPaint {
    /// The text of `<title>`, not yet escaped.
    pub title: String,
    /// The text of `<meta name="description">`, not yet escaped.
    pub description: String,
    /// The path of the page's leading picture, to be preloaded and shown in previews.
    pub picture: Option<String>,
    /// What stands inside `<div id="shell">`: frame and page.
    pub html: String,
}

/// Renders the page that `seed` has the data of, as the app will show it.
#[must_use]
pub fn render(seed: &Seed, locale: Locale) -> FirstPaint {
    let (title, description, picture) = head(&seed.page, locale);
    let owner = Owner::new();
    let html = owner.with(|| {
        let (path, query) = seed.path.split_once('?').unwrap_or((&seed.path, ""));
        provide_context(locale);
        provide_context(Status::new());
        provide_context(Navigation::new(path, query));
        provide_context(Shell {
            categories: RwSignal::new(seed.shell.categories.clone()),
            bag_items: Signal::stored(0),
            my_store: Signal::stored(seed.shell.my_store.as_ref().map(|store| store.name.clone())),
            choosing_store: RwSignal::new(false),
        });
        provide_context(MyStore::new(seed.shell.my_store.clone()));
        provide_context(CartState::new());
        let page = page(seed.page.clone());
        view! { <Frame>{page}</Frame> }.to_html()
    });
    owner.cleanup();
    FirstPaint { title, description, picture, html }
}

fn page(data: PageData) -> AnyView {
    match data {
        PageData::Home(data) => view! { <HomeView data /> }.into_any(),
        PageData::Category(data) => view! { <CategoryView data /> }.into_any(),
        PageData::Product(data) => view! { <ProductView data /> }.into_any(),
        PageData::Search(data) => view! { <SearchView data /> }.into_any(),
        PageData::Stores(data) => view! { <StoresView data /> }.into_any(),
        PageData::Store(data) => view! { <StoreView data /> }.into_any(),
        PageData::NotFound => view! { <NotFoundPage /> }.into_any(),
        PageData::Own => view! { <Skeleton shape=Shape::Heading /> }.into_any(),
    }
}

/// Title, description and leading picture.
fn head(page: &PageData, locale: Locale) -> (String, String, Option<String>) {
    let titled = |page: &str| td_string!(locale, shell.title, page = page);
    let general = td_string!(locale, shell.description).to_owned();
    match page {
        PageData::Home(home) => {
            let picture = home.stories.first().and_then(|story| story.picture.as_ref()).map(|picture| picture.url.clone());
            (td_string!(locale, shell.home_title).to_owned(), general, picture)
        }
        PageData::Category(page) => {
            let picture = page.listing.items.first().and_then(|card| card.picture.as_ref()).map(|picture| picture.url.clone());
            (titled(&page.category.category.title), general, picture)
        }
        PageData::Product(page) => {
            let picture = page.product.pictures.first().map(|picture| picture.url.clone());
            (titled(&page.product.title), general, picture)
        }
        PageData::Search(page) => (titled(&page.q), general, None),
        PageData::Stores(_) => (titled(td_string!(locale, shell.stores)), general, None),
        PageData::Store(page) => (titled(&page.store.store.name), general, None),
        PageData::NotFound => (titled(td_string!(locale, shell.not_found.title)), general, None),
        PageData::Own => (td_string!(locale, shell.brand).to_owned(), general, None),
    }
}
