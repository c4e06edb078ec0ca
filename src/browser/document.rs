//! The document: title, description, focus, dialogs, and what the server left in it.

use super::{document, set_cookie, window};
use api::page::FONTS_COOKIE as FONTS;
use leptos::prelude::{request_animation_frame, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement};

/// Names the page in tab, history and bookmarks.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets `<meta name="description">`.
pub fn set_description(description: &str) {
    if let Ok(Some(meta)) = document().query_selector("meta[name=description]") {
        let _ = meta.set_attribute("content", description);
    }
}

/// The language the server answered in: `<html lang="de">`.
#[must_use]
pub fn document_language() -> Option<String> {
    document().document_element()?.get_attribute("lang")
}

/// Says which language the page speaks.
pub fn set_document_language(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// `<html>`.
pub(super) fn document_element() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

/// Lets the brand's fonts load on this page.
pub fn use_fonts_here() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1(FONTS);
    }
}

/// Lets the brand's fonts load, and remembers it for the next page: the server then asks for them at once.
pub fn use_fonts() {
    use_fonts_here();
    set_cookie(FONTS, "1");
}

/// Whether any element that `selector` finds is on the screen now.
#[must_use]
pub fn is_in_sight(selector: &str) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let Ok(found) = document().query_selector_all(selector) else { return false };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok()).any(|element| {
        let place = element.get_bounding_client_rect();
        place.top() < height && place.bottom() > 0.0
    })
}

/// Runs `then` when what is in the document now has been painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    // A frame's callbacks run before its paint; a task after them, behind it.
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// A field that the shopper is typing in: its id and what stands in it.
pub type Typing = (String, String);

/// The field with the focus, if it is in the element with the id `within`.
#[must_use]
pub fn typing_in(within: &str) -> Option<Typing> {
    let field: HtmlInputElement = document().active_element()?.dyn_into().ok()?;
    field.closest(&format!("#{within}")).ok()??;
    Some((field.id(), field.value()))
}

/// Goes on typing in the field of the same id that took its place, as if the words had been typed there.
pub fn go_on_typing((id, words): Typing) {
    let Some(field) = element(&id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    focus_quietly(&field);
    if field.value() != words {
        field.set_value(&words);
        let typed = web_sys::EventInit::new();
        typed.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &typed) {
            let _ = field.dispatch_event(&event);
        }
    }
}

/// The text of the element with `id`, such as a data block; nothing when there is none.
#[must_use]
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// The element with `id`.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Takes the element with `id` out of the page.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Moves the focus to the element with `id`, scrolling to it.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to the field with `id` and selects what stands in it, so that typing replaces it.
pub fn focus_to_correct(id: &str) {
    focus(id);
    if let Some(field) = element(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Moves the focus to the page's heading, after the page has become another one at the same address.
pub fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        super::scroll_to(0.0);
        focus_quietly(&heading);
    }
}

/// Moves the focus without scrolling: to a page's heading after a change of page.
pub fn focus_quietly(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Opens a dialog over the page; the browser keeps the focus inside and gives it back on closing.
pub fn open_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether the event hit the element itself and not something in it: for a dialog, its backdrop.
#[must_use]
pub fn hit_itself(event: &web_sys::MouseEvent) -> bool {
    match (event.target(), event.current_target()) {
        (Some(target), Some(current)) => js_sys::Object::is(&target, &current),
        _ => false,
    }
}

/// Whether the shopper can see the page now.
#[must_use]
pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Whether the browser believes that there is a network.
#[must_use]
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Whether a skeleton is to be seen: something is still on its way.
#[must_use]
pub fn is_waiting() -> bool {
    document().query_selector(".load__wait").ok().flatten().is_some()
}

/// The first language the browser prefers.
#[must_use]
pub fn preferred_languages() -> String {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|language| language.as_string()).collect::<Vec<_>>().join(",")
}
