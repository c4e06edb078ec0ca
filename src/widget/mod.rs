//! The frame on partners' pages: a product, a shelf or the bag, in a corner of the shop that has neither account nor checkout.
//!
//! It is an app of its own (`src/bin/widget.rs`) and relies on nothing that browsers keep from frames: its session may live in memory only,
//! nothing is stored, and the page around it may never answer.

mod bag;
mod bag_panel;
mod events;
mod live;
mod loading;
mod product_panel;
mod session;
mod shelf;
mod wearing;

use crate::{
    browser::{self, Heard},
    format::money,
    i18n::{self, td_string, use_locale},
    plural,
    ui::{Glyph, Icon, Status, StatusRegion},
};
use api::partners::{Sight, WidgetConfig};
use bag::WidgetBag;
use bag_panel::BagPanel;
use domain::{
    id::{CategorySlug, Handle},
    partners::{Mode, theme::Wishes},
};
use leptos::prelude::*;
use product_panel::ProductPanel;
use serde::Deserialize;
use session::Session;
use shelf::Shelf;

/// The data that the server puts into the frame's page.
#[cfg(feature = "widget")]
const DATA: &str = "vitrine-widget";
/// Where the app goes.
#[cfg(feature = "widget")]
const MOUNT: &str = "app";

/// Puts the widget into its page. Without data it can read, the page stays as it is: a link to the shop.
#[cfg(feature = "widget")]
pub fn mount() {
    let config = browser::text_of(DATA).and_then(|text| crate::json::read::<WidgetConfig>(&text).ok());
    let (Some(config), Some(root)) = (config.filter(|config| config.v == 1), browser::element(MOUNT)) else { return };
    browser::remove("plain");
    leptos::mount::mount_to(root, move || view! { <Widget config /> }).forget();
    browser::use_fonts_here();
}

/// What is to be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Product(Handle),
    Shelf(CategorySlug),
    Bag,
}

/// What the page around may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FromHost {
    v: u8,
    #[serde(rename = "type")]
    kind: String,
    theme: Option<Wishes>,
    open: Option<bool>,
}

/// One widget: its first view, and the bag behind a button.
#[component]
pub fn Widget(
    /// What the page around asked for.
    config: WidgetConfig,
) -> impl IntoView {
    let locale = i18n::from_tag(&config.locale).unwrap_or_default();
    provide_context(locale);
    provide_context(Status::new());
    let session = Session::new(&config);
    let bag = WidgetBag::new(session);
    provide_context(bag);

    let first = match (config.mode, config.product, config.collection) {
        (Mode::Card, Some(product), _) => Shown::Product(product),
        (Mode::Grid, _, Some(collection)) => Shown::Shelf(collection),
        _ => Shown::Bag,
    };
    let shown = RwSignal::new(first.clone());
    let used = StoredValue::new(false);
    let seen = move || {
        if !used.get_value() {
            used.set_value(true);
            session.saw(Sight::Opened);
        }
    };

    let open = move |message: &FromHost| {
        if message.open == Some(true) {
            seen();
            browser::focus(HEADING);
        }
    };
    browser::meet_host(config.origins, move |heard| match heard {
        Heard::Begin(theme) => {
            wearing::wear(&crate::json::read(&theme).unwrap_or_default());
            bag.tell();
            browser::tell_host(r#"{"v":1,"type":"ready"}"#);
        }
        Heard::Message(text) => {
            let Ok(message) = crate::json::read::<FromHost>(&text) else { return };
            match (message.v, message.kind.as_str()) {
                (1, "theme") => wearing::wear(&message.theme.unwrap_or_default()),
                (1, "set") => open(&message),
                (1, "destroy") => bag.stop(),
                _ => {}
            }
        }
    });
    session.saw(Sight::Shown);
    bag.follow();

    // The room it needs is told when what is shown has been painted.
    Effect::new(move |_| {
        shown.track();
        bag.count();
        browser::after_paint(|| {
            browser::tell_host(&format!(r#"{{"v":1,"type":"resize","h":{}}}"#, browser::content_height()));
        });
    });

    let store = config.store;
    let content = {
        let first = first.clone();
        move || match shown.get() {
            Shown::Product(handle) => view! { <ProductPanel handle store=store.clone() /> }.into_any(),
            Shown::Shelf(category) => {
                let choose = Callback::new(move |handle| {
                    shown.set(Shown::Product(handle));
                    browser::focus(HEADING);
                });
                view! { <Shelf category store=store.clone() on_choose=choose /> }.into_any()
            }
            Shown::Bag => view! { <BagPanel alone=first == Shown::Bag /> }.into_any(),
        }
    };

    view! {
        <main class="widget" on:pointerdown=move |_| seen() on:keydown=move |event| {
            seen();
            if event.key() == "Escape" {
                browser::tell_host(CLOSE);
            }
        }>
            <div class="widget__content">{content}</div>
            <Foot shown first />
        </main>
        <StatusRegion />
    }
}

/// The heading of whatever is shown: where the focus goes when that changes.
const HEADING: &str = "heading";
/// Asks the page around to close the bag's panel.
const CLOSE: &str = r#"{"v":1,"type":"close"}"#;

/// The way to the bag and back.
#[component]
fn Foot(shown: RwSignal<Shown>, first: Shown) -> impl IntoView {
    let locale = use_locale();
    let bag = bag::use_bag();
    let go = move |to: Shown| {
        shown.set(to);
        browser::focus(HEADING);
    };
    let words = move || plural!(locale, bag.count(), shell.bag_items);
    let goods = move || bag.shown().goods.map(|goods| money(locale, goods));
    let back = {
        let first = first.clone();
        move || {
            let first = first.clone();
            (shown.get() != first).then(|| {
                view! {
                    <button type="button" class="button button--quiet" on:click=move |_| go(first.clone())>
                        {td_string!(locale, widget.back)}
                    </button>
                }
            })
        }
    };
    let to_bag = move || {
        (shown.get() != Shown::Bag).then(|| {
            view! {
                <button type="button" class="button button--quiet widget__bag" on:click=move |_| go(Shown::Bag)>
                    <Glyph icon=Icon::Bag />
                    <span>{words}</span>
                    <span class="widget__goods">{goods}</span>
                </button>
            }
        })
    };

    view! { <footer class="widget__foot">{back}{to_bag}</footer> }
}
