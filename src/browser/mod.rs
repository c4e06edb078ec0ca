//! The only door to the browser: everything here is called from event handlers and effects, never while rendering,
//! so none of it runs in first paint.

mod address;
mod beside;
mod database;
mod document;
mod events;
mod frames;
mod host;
mod passkeys;
mod place;
mod script;
mod siblings;
mod stage;
mod storage;
mod viewfinder;

pub use address::*;
pub use beside::*;
pub use database::*;
pub use document::*;
pub use events::*;
pub use frames::*;
pub use host::*;
pub use passkeys::*;
pub use place::*;
pub use siblings::*;
pub use stage::*;
pub use storage::*;
pub use viewfinder::*;

use jiff::{Timestamp, civil::DateTime};
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// Runs a future to its end. For the time before the app is mounted; from then on `leptos::task` does.
pub fn run(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Milliseconds since 1970 by the browser's own clock, which may be wrong.
#[must_use]
pub fn now_ms() -> i64 {
    // Exact: a date in milliseconds is far below 2^53.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}

/// An id nobody else has: 128 random bits as 32 hexadecimal digits.
#[must_use]
pub fn random_id() -> String {
    (0..4)
        .map(|_| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let word = (js_sys::Math::random() * 4_294_967_296.0) as u32;
            format!("{word:08x}")
        })
        .collect()
}

/// A random number from 0 to `most`, evenly.
#[must_use]
pub fn random_below(most: u32) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let number = (js_sys::Math::random() * (f64::from(most) + 1.0)) as u32;
    number
}

/// A moment on the clock of this browser.
#[must_use]
pub fn local_time(moment: Timestamp) -> DateTime {
    // Exact: a date in milliseconds is far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&JsValue::from_f64(moment.as_millisecond() as f64));
    let part = |part: u32| i8::try_from(part).unwrap_or_default();
    let year = i16::try_from(date.get_full_year()).unwrap_or_default();
    let (month, day) = (part(date.get_month() + 1), part(date.get_date()));
    DateTime::new(year, month, day, part(date.get_hours()), part(date.get_minutes()), 0, 0).unwrap_or_default()
}

/// Now, on the clock of this browser.
#[must_use]
pub fn local_now() -> DateTime {
    local_time(Timestamp::from_millisecond(now_ms()).unwrap_or_default())
}

/// Whether the browser matches a media query such as `(min-width: 48rem)`.
#[must_use]
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether the shopper asked for less motion.
#[must_use]
pub fn reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}
