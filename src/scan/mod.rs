//! Scanning in a store: a code in front of a camera, in a photo or typed, and what it names.
//!
//! What a text means is `domain::scan`; pictures are read in a worker behind [`crate::browser::Viewfinder`] and go nowhere. Only this
//! shop's own links are opened.

mod camera;
mod data;
mod place;
mod recent;
mod result;
mod state;
mod words;

use crate::{
    i18n::{td_string, use_locale},
    navigation::use_navigation,
    stores::use_my_store,
    ui::{PageHeading, use_status},
};
use leptos::prelude::*;
use state::Scanning;

/// The whole of it: the viewfinder, what it found, which store she is in, and what was scanned before.
#[component]
pub fn Aisle() -> impl IntoView {
    let locale = use_locale();
    let scanning = Scanning::new(locale, use_status(), use_navigation(), use_my_store());
    // In an effect, so that first paint asks for nothing.
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            scanning.begin();
        }
    });
    on_cleanup(move || scanning.close());

    view! {
        <header class="scan__head">
            <PageHeading text=td_string!(locale, scan.title).to_owned() class="scan__heading" />
            <p class="scan__line">{td_string!(locale, scan.line)}</p>
        </header>
        <div class="scan">
            <camera::Camera scanning />
            <div class="scan__side">
                <result::Outcome scanning />
                <place::Place scanning />
                <recent::RecentList scanning />
            </div>
        </div>
    }
}
