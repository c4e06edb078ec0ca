//! Whether a store's door is open, in words, on the store's own clock.

use crate::{
    format::{clock, relative_day},
    i18n::{Locale, td_string, use_locale},
    ui::{Badge, Tone},
};
use api::stores::DoorView;
use leptos::prelude::*;

/// "Open until 20:00", "Closed, opens tomorrow 10:00".
#[component]
pub fn DoorWord(
    /// The door.
    door: DoorView,
) -> impl IntoView {
    let locale = use_locale();

    view! { <Badge tone=if door.open { Tone::Good } else { Tone::Plain } text=door_sentence(locale, door) /> }
}

/// The words of [`DoorWord`].
#[must_use]
pub fn door_sentence(locale: Locale, door: DoorView) -> String {
    match (door.open, door.changes) {
        (true, Some(closes)) => td_string!(locale, stores.open_until, time = clock(closes.local.time())),
        (true, None) => td_string!(locale, stores.open).to_owned(),
        (false, Some(opens)) => {
            let day = relative_day(locale, opens.local.date(), opens.days_ahead);
            td_string!(locale, stores.closed_until, day = day, time = clock(opens.local.time()))
        }
        (false, None) => td_string!(locale, stores.closed).to_owned(),
    }
}
