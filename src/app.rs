//! Puts the shop together in the browser: contexts, the frame, and the page the address asks for.

use crate::{
    browser,
    cart::CartState,
    i18n::{self, Locale},
    navigation::{Arrival, Navigation},
    pages::{NotFoundPage, ProductPage},
    parts::{self, Part, PartPage},
    routes::Route,
    seed::{self, FirstPage},
    shell::{self, Frame, Shell},
    stores::{MyStore, StoreChooser},
    ui::{Settled, Status},
};
use api::page::Seed;
use leptos::prelude::*;

/// Where the app goes.
const MOUNT: &str = "app";
/// The server's first paint of the same page.
const FIRST_PAINT: &str = "shell";

/// Takes the page over from the server, as soon as the code of its page is there.
pub fn mount() {
    if let Some(part) = Part::of(&Route::parse(split(&browser::address()).0)) {
        browser::run(async move {
            // Without it the app is mounted all the same: it says what is missing and tries again.
            let _tried = parts::fetch(part).await;
            take_over();
        });
    } else {
        take_over();
    }
}

/// Mounts the app over the server's first paint: both happen in one task, so nothing is painted in between.
fn take_over() {
    let seed = browser::text_of(seed::ELEMENT).as_deref().and_then(seed::parse);
    // The page speaks the language the server chose, or its markup and ours would differ.
    let locale =
        browser::document_language().filter(|_| seed.is_some()).as_deref().and_then(i18n::from_tag).unwrap_or_else(
            || i18n::choose(browser::cookie(i18n::COOKIE).as_deref(), Some(&browser::preferred_languages())),
        );
    let Some(root) = browser::element(MOUNT) else { return };

    browser::set_document_language(i18n::tag(locale));
    let typing = browser::typing_in(FIRST_PAINT);
    leptos::mount::mount_to(root, move || view! { <App seed locale /> }).forget();
    browser::remove(FIRST_PAINT);
    if let Some(typing) = typing {
        browser::go_on_typing(typing);
    }
    browser::use_fonts();
}

/// The whole shop.
#[component]
pub fn App(
    /// What the server sent along, if it did.
    seed: Option<Seed>,
    /// The language of the page.
    locale: Locale,
) -> impl IntoView {
    let address = browser::address();
    let (path, query) = split(&address);
    let navigation = Navigation::new(path, query);
    let settled = Settled::new(seed.is_some());
    let (frame, first_page) = seed.map(|seed| (seed.shell, seed.page)).unzip();
    let frame = frame.unwrap_or_default();
    let (cart, my_store) = (CartState::new(), MyStore::new(frame.my_store));
    let shell = Shell {
        categories: RwSignal::new(frame.categories),
        bag_items: Signal::derive(move || cart.count()),
        my_store: Signal::derive(move || my_store.name()),
        choosing_store: RwSignal::new(false),
    };
    provide_context(locale);
    provide_context(Status::new());
    provide_context(settled);
    provide_context(navigation);
    provide_context(FirstPage::new(first_page));
    provide_context(my_store);
    provide_context(cart);
    provide_context(shell);
    follow_browser(navigation);
    cart.connect();
    settled.after_paint();
    complete(shell);

    view! {
        <Frame>{move || page(navigation.route())}</Frame>
        <StoreChooser />
    }
}

/// The page of a route, as one type: the border where generics end.
fn page(route: Route) -> AnyView {
    if seed::use_first_page().take_not_found() {
        return view! { <NotFoundPage /> }.into_any();
    }
    if let Some(part) = Part::of(&route) {
        return view! { <PartPage part route /> }.into_any();
    }
    match route {
        Route::Product { handle } => view! { <ProductPage handle /> }.into_any(),
        _ => view! { <NotFoundPage /> }.into_any(),
    }
}

fn split(address: &str) -> (&str, &str) {
    let address = address.split('#').next().unwrap_or_default();
    address.split_once('?').unwrap_or((address, ""))
}

/// Links to our own pages are shown without loading; so are back and forward.
fn follow_browser(navigation: Navigation) {
    browser::on_link(move |href| {
        let ours = Route::parse(split(&href).0) != Route::NotFound;
        if ours {
            navigation.go(&href);
        }
        ours
    });
    browser::on_leave(browser::give_scroll_back);
    browser::on_history(move || navigation.show(&browser::address(), Arrival::Back));
}

/// Asks for the shelves when the page did not bring them (a development server without first paint).
fn complete(shell: Shell) {
    if shell.categories.with_untracked(Vec::is_empty) {
        leptos::task::spawn_local(async move {
            if let Ok(view) = shell::shell().await {
                shell.categories.set(view.categories);
            }
        });
    }
}
