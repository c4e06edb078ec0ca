//! Events of the window and the document, each undone when the component that asked for it goes.

use super::{document, window};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlAnchorElement, HtmlElement, MouseEvent};

/// Another entry of a `<select>` was chosen (`on:change:target`).
pub type Chosen = leptos::ev::Targeted<Event, web_sys::HtmlSelectElement>;

/// Calls `handle` on each `name` event of `target` as long as the current owner lives.
pub(super) fn listen(target: &EventTarget, name: &'static str, handle: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    let kept = SendWrapper::new((target.clone(), closure));
    on_cleanup(move || {
        let (target, closure) = kept.take();
        let _ = target.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    });
}

/// Back and forward.
pub fn on_history(handle: impl Fn() + 'static) {
    listen(&window(), "popstate", move |_| handle());
}

/// The page is about to be left: reloaded, closed, another site.
pub fn on_leave(handle: impl Fn() + 'static) {
    listen(&window(), "pagehide", move |_| handle());
}

/// The page is shown again after another one, as it was left.
pub fn on_return(handle: impl Fn() + 'static) {
    listen(&window(), "pageshow", move |event| {
        if js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
            handle();
        }
    });
}

/// The page was hidden or shown again; `handle` is told whether it is visible.
pub fn on_visibility(handle: impl Fn(bool) + 'static) {
    listen(&document(), "visibilitychange", move |_| handle(super::is_visible()));
}

/// The network went or came; `handle` is told whether there is one.
pub fn on_network(handle: impl Fn(bool) + Clone + 'static) {
    let gone = handle.clone();
    listen(&window(), "online", move |_| handle(true));
    listen(&window(), "offline", move |_| gone(false));
}

/// A click on a link inside the site that means "go there": not with a modifier key, not into another tab, not a download, not
/// `rel="external"`. `go` gets path, query and fragment, and answers whether it takes care of it.
pub fn on_link(go: impl Fn(String) -> bool + 'static) {
    listen(&document(), "click", move |event| {
        if let Some((link, href)) = link_of(event.unchecked_ref()) {
            name_picture(&link);
            if go(href) {
                event.prevent_default();
            }
        }
    });
}

fn link_of(event: &MouseEvent) -> Option<(HtmlAnchorElement, String)> {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let elsewhere = !matches!(link.target().as_str(), "" | "_self")
        || link.has_attribute("download")
        || link.rel().split_whitespace().any(|word| word == "external")
        || link.origin() != super::origin();
    if elsewhere {
        return None;
    }
    let fragment_only = !link.hash().is_empty() && {
        let location = window().location();
        location.pathname().ok() == Some(link.pathname()) && location.search().ok() == Some(link.search())
    };
    let href = format!("{}{}{}", link.pathname(), link.search(), link.hash());
    (!fragment_only).then_some((link, href))
}

/// Gives the picture in a followed link the name that the product's large picture has, so that a view transition moves one into the other.
fn name_picture(link: &HtmlAnchorElement) {
    // From product to product, the large picture has the name already; a name twice would undo the whole transition.
    let taken = document().query_selector(".gallery__large").ok().flatten().is_some();
    let picture = link.query_selector(".picture").ok().flatten().filter(|_| !taken);
    if let Some(picture) = picture.and_then(|picture| picture.dyn_into::<HtmlElement>().ok()) {
        let _ = picture.style().set_property("view-transition-name", "leading-picture");
    }
}
