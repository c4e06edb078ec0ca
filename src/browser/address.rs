//! The address bar, the history and where the page is scrolled to.

use super::{reduced_motion, window};
use leptos::prelude::{request_animation_frame, set_timeout, untrack};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::ScrollRestoration;

/// How often, and how long each time, a view transition waits for the new page's content before it shows what there is.
const TRANSITION_WAITS: (u32, Duration) = (12, Duration::from_millis(25));

/// Path, query and fragment as they stand in the address bar: `/p/velvet?Shade=Rosewood`.
#[must_use]
pub fn address() -> String {
    let location = window().location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    format!("{}{}{}", part(location.pathname()), part(location.search()), part(location.hash()))
}

/// The site's own origin, `https://shop.example`.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The fragment without its `#`: where one-time keys travel, since browsers do not send it.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// A new entry in the history; does not show another page by itself (see [`crate::navigation`]).
pub fn push_address(href: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(href));
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// The same entry of the history with another address.
pub fn replace_address(href: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// Takes the fragment out of the address bar and the history, once a key in it was used.
pub fn forget_fragment() {
    let address = address();
    replace_address(address.split('#').next().unwrap_or_default());
}

/// Loads `href` from the server: another language, another site.
pub fn load(href: &str) {
    let _ = window().location().set_href(href);
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Writes the scroll position into this entry of the history, before another one is shown in its place.
/// Coming back, we scroll there ourselves, because the content arrives after the address has changed.
pub fn remember_scroll() {
    if let (Ok(history), Ok(top)) = (window().history(), window().scroll_y()) {
        let _ = history.replace_state_with_url(&JsValue::from_f64(top), "", None);
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// Leaves the scroll to the browser again, for the page that is about to be left: a reload finds its place without us.
pub fn give_scroll_back() {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Auto);
    }
}

/// Scrolls to `top` pixels at once.
pub fn scroll_to(top: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to where this entry of the history was left, as soon as the page is long enough; gives up after about a second.
pub fn restore_scroll() {
    let remembered = window().history().and_then(|history| history.state()).ok().and_then(|state| state.as_f64());
    leptos::task::spawn_local(async move {
        // Until then the page that is being left stands there, and may be long enough.
        leptos::task::tick().await;
        wait_for_height(remembered.unwrap_or(0.0), 60);
    });
}

fn wait_for_height(top: f64, frames_left: u32) {
    scroll_to(top);
    let reached = window().scroll_y().is_ok_and(|now| now + 1.0 >= top);
    if !reached && frames_left > 0 {
        request_animation_frame(move || wait_for_height(top, frames_left - 1));
    }
}

/// Makes a change of the page, with a view transition where the browser has it and the shopper did not ask for less motion.
pub fn with_view_transition(change: impl FnOnce() + 'static) {
    let document = JsValue::from(super::document());
    let start = js_sys::Reflect::get(&document, &JsValue::from_str("startViewTransition"))
        .ok()
        .and_then(|start| start.dyn_into::<js_sys::Function>().ok());
    let Some(start) = start.filter(|_| !reduced_motion()) else {
        change();
        return;
    };
    let update = Closure::once_into_js(move || {
        untrack(change);
        // The browser goes on showing the old page until this promise is kept: after the effects have run, and, where the
        // answer is quick, after it is there, so that no skeleton flashes up.
        future_to_promise(async {
            leptos::task::tick().await;
            for _ in 0..TRANSITION_WAITS.0 {
                if !super::is_waiting() {
                    break;
                }
                pause(TRANSITION_WAITS.1).await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    // A transition that another one overtakes rejects its promise; that is nobody's error.
    if let Ok(ready) =
        start.call1(&document, &update).and_then(|transition| js_sys::Reflect::get(&transition, &"ready".into()))
    {
        let ready = JsFuture::from(ready.unchecked_into::<js_sys::Promise>());
        spawn_local(async move {
            let _ = ready.await;
        });
    }
}

/// Waits.
pub async fn pause(time: Duration) {
    let passed = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&JsValue::NULL);
            },
            time,
        );
    });
    let _ = JsFuture::from(passed).await;
}
