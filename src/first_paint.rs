//! The first paint: the same view components as in the browser, written as HTML by the server.

use crate::{
    cart::CartState,
    i18n::{Locale, td_string},
    navigation::Navigation,
    pages::{
        CategoryView, HomeView, NotFoundPage, ProductView, ScanView, SearchView, StoreView, StoresView, TryOnView,
    },
    routes,
    shell::{Frame, Shell},
    stores::MyStore,
    ui::{Preview, Shape, Shown, Skeleton, Status},
};
use api::page::{PageData, Seed};
use domain::catalog::Picture;
use leptos::prelude::*;

/// A page ready to be put into `index.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstPaint {
    /// The text of `<title>`, not yet escaped.
    pub title: String,
    /// The text of `<meta name="description">`, not yet escaped.
    pub description: String,
    /// The page's leading picture, to be preloaded and shown in previews.
    pub picture: Option<Leading>,
    /// Whether the page has a small copy of that picture in it.
    pub has_preview: bool,
    /// What stands inside `<div id="shell">`: frame and page.
    pub html: String,
}

/// The picture a page opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leading {
    /// The picture.
    pub picture: Picture,
    /// How large the page shows it.
    pub shown: Shown,
}

impl Leading {
    fn new(picture: Option<&Picture>, shown: Shown) -> Option<Self> {
        picture.map(|picture| Self { picture: picture.clone(), shown })
    }
}

/// Renders the page that `seed` has the data of, as the app will show it; `preview` is the `data:` address of a small copy of its
/// [leading picture](leading).
#[must_use]
pub fn render(seed: &Seed, locale: Locale, preview: Option<String>) -> FirstPaint {
    let (title, description) = head(seed, locale);
    let (picture, has_preview) = (leading(seed), preview.is_some());
    let owner = Owner::new();
    let html = owner.with(|| {
        let (path, query) = seed.path.split_once('?').unwrap_or((&seed.path, ""));
        provide_context(locale);
        provide_context(Status::new());
        provide_context(Preview(preview));
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
        // Erased views leave a mark at every place that could be hydrated; nothing is, and a browser would read a thousand of them.
        view! { <Frame>{page}</Frame> }.to_html().replace("<!>", "")
    });
    owner.cleanup();
    FirstPaint { title, description, picture, has_preview, html }
}

fn page(data: PageData) -> AnyView {
    match data {
        PageData::Home(data) => view! { <HomeView data /> }.into_any(),
        PageData::Category(data) => view! { <CategoryView data /> }.into_any(),
        PageData::Product(data) => view! { <ProductView data /> }.into_any(),
        PageData::Search(data) => view! { <SearchView data /> }.into_any(),
        PageData::Stores(data) => view! { <StoresView data /> }.into_any(),
        PageData::Store(data) => view! { <StoreView data /> }.into_any(),
        PageData::TryOn => view! { <TryOnView /> }.into_any(),
        PageData::Scan => view! { <ScanView /> }.into_any(),
        PageData::NotFound => view! { <NotFoundPage /> }.into_any(),
        PageData::Own => view! { <Skeleton shape=Shape::Heading /> }.into_any(),
    }
}

/// The picture a page opens with.
#[must_use]
pub fn leading(seed: &Seed) -> Option<Leading> {
    match &seed.page {
        PageData::Home(home) => {
            Leading::new(home.stories.first().and_then(|story| story.picture.as_ref()), Shown::Large)
        }
        PageData::Category(page) => {
            Leading::new(page.listing.items.first().and_then(|card| card.picture.as_ref()), Shown::Card)
        }
        PageData::Product(page) => {
            let query = routes::parse_query(seed.path.split_once('?').map_or("", |(_, query)| query));
            let variant = page.product.variant_for(&query);
            Leading::new(page.product.pictures_of(variant).next(), Shown::Large)
        }
        PageData::Search(_)
        | PageData::Stores(_)
        | PageData::Store(_)
        | PageData::TryOn
        | PageData::Scan
        | PageData::NotFound
        | PageData::Own => None,
    }
}

/// Title and description.
fn head(seed: &Seed, locale: Locale) -> (String, String) {
    let titled = |page: &str| td_string!(locale, shell.title, page = page);
    let general = td_string!(locale, shell.description).to_owned();
    match &seed.page {
        PageData::Home(_) => (td_string!(locale, shell.home_title).to_owned(), general),
        PageData::Category(page) => {
            let title = &page.category.category.title;
            (titled(title), td_string!(locale, shell.category_description, category = title.clone()))
        }
        PageData::Product(page) => (titled(&page.product.title), plain(&page.product.description_html)),
        PageData::Search(page) => (titled(&page.q), general),
        PageData::Stores(_) => (titled(td_string!(locale, shell.stores)), general),
        PageData::Store(page) => (titled(&page.store.store.name), general),
        PageData::TryOn => (titled(td_string!(locale, tryon.title)), td_string!(locale, tryon.description).to_owned()),
        PageData::Scan => (titled(td_string!(locale, scan.title)), td_string!(locale, scan.description).to_owned()),
        PageData::NotFound => (titled(td_string!(locale, shell.not_found.title)), general),
        PageData::Own => (td_string!(locale, shell.brand).to_owned(), general),
    }
}

/// The beginning of sanitised HTML as one line of text, cut after a whole word: what search engines show of a description.
fn plain(html: &str) -> String {
    const MOST: usize = 155;
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        // All but the first part begin inside a tag.
        let words = if at == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) };
        text.push_str(words);
        text.push(' ');
    }
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.len() + word.len() > MOST {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::page::ShellView;

    fn not_found(locale: Locale) -> FirstPaint {
        render(
            &Seed { path: "/nowhere?x=1".into(), shell: ShellView::default(), page: PageData::NotFound },
            locale,
            None,
        )
    }

    #[test]
    fn a_page_is_painted_in_the_language_asked_for() {
        let painted = not_found(Locale::de);
        assert_eq!(painted.title, "Hier hängt nichts – Ondée");
        assert!(painted.html.contains("Hier hängt nichts</h1>"), "{}", painted.html);
        assert!(painted.html.contains(r#"aria-label="Tasche, 0 Artikel""#), "{}", painted.html);
        assert!(not_found(Locale::en).html.contains("Nothing hangs here</h1>"));
    }

    #[test]
    fn nothing_in_it_needs_inline_styles_or_scripts() {
        let html = not_found(Locale::en).html;
        for refused in [" style=", "<script", "<style", "javascript:", " onclick"] {
            assert!(!html.contains(refused), "{refused} in {html}");
        }
    }

    #[test]
    fn a_description_is_a_line_of_whole_words() {
        assert_eq!(plain("<p>Soft &amp; <b>matte</b>.</p><p>Two</p>"), "Soft & matte . Two");
        let long = plain(&"word ".repeat(100));
        assert!(long.chars().count() <= 156 && long.ends_with("word…"), "{long}");
    }
}
