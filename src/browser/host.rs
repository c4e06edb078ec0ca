//! The page around a frame. It is greeted once; what it answers opens a channel of their own, which nobody else can speak on.

use super::{document, events::listen, random_id, window};
use js_sys::{JSON, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlFormElement, HtmlInputElement, MessageEvent, MessagePort};

/// Names the widget's messages among all those that windows send each other.
const NAME: &str = "vitrine-widget";
/// Longer messages are nobody's of ours.
const LETTERS_MOST: usize = 16_384;

/// The channel, and what hears on it.
type Line = (MessagePort, Closure<dyn FnMut(MessageEvent)>);

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

/// Greets the page around this frame. The first answer of a page of one of the `origins` opens the channel; `heard` is given its theme as
/// JSON, and then every message, as the text it came in. All else is passed over.
pub fn meet_host(origins: Vec<String>, heard: impl Fn(Heard) + Clone + 'static) {
    let Ok(Some(parent)) = window().parent() else { return };
    let nonce = random_id();
    let (expected, host) = (nonce.clone(), parent.clone());
    listen(&window(), "message", move |event| {
        let event: MessageEvent = event.unchecked_into();
        let data = event.data();
        let text =
            |name: &str| Reflect::get(&data, &name.into()).ok().and_then(|it| it.as_string()).unwrap_or_default();
        let theirs =
            event.source().is_some_and(|source| Object::is(&source, &host)) && origins.contains(&event.origin());
        let known = LINE.with_borrow(Option::is_some);
        if known || !theirs || text("ns") != NAME || text("type") != "init" || text("nonce") != expected {
            return;
        }
        let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else { return };
        let hear = heard.clone();
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string().filter(|text| text.len() <= LETTERS_MOST) {
                hear(Heard::Message(text));
            }
        });
        port.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        LINE.set(Some((port, closure)));
        let theme = Reflect::get(&data, &"theme".into()).and_then(|theme| JSON::stringify(&theme));
        let theme = theme.ok().and_then(|theme| theme.as_string()).filter(|theme| theme.len() <= LETTERS_MOST);
        heard(Heard::Begin(theme.unwrap_or_default()));
    });
    let hello = Object::new();
    for (name, value) in [("ns", NAME), ("type", "hello"), ("nonce", &nonce)] {
        let _ = Reflect::set(&hello, &name.into(), &value.into());
    }
    let _ = Reflect::set(&hello, &"v".into(), &JsValue::from(1));
    // To anybody: it says nothing but that there is a frame. Only a page that is listed gets further.
    let _ = parent.post_message(&hello, "*");
}

/// What the page around says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It has answered, with this theme as JSON.
    Begin(String),
    /// A message.
    Message(String),
}

/// Says something to the page around, once it has answered.
pub fn tell_host(message: &str) {
    LINE.with_borrow(|line| {
        if let Some((port, _)) = line {
            let _ = port.post_message(&message.into());
        }
    });
}

/// Sends a form with one hidden field, whose answer opens in a tab of its own.
pub fn post_form(path: &str, name: &str, value: &str) {
    let made = |tag: &str| document().create_element(tag).ok();
    let form = made("form").and_then(|it| it.dyn_into::<HtmlFormElement>().ok());
    let field = made("input").and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    let (Some(form), Some(field), Some(body)) = (form, field, document().body()) else { return };
    form.set_action(path);
    form.set_method("post");
    form.set_target("_blank");
    field.set_type("hidden");
    field.set_name(name);
    field.set_value(value);
    let _ = form.append_child(&field);
    let _ = body.append_child(&form);
    let _ = form.submit();
    form.remove();
}

/// Sets custom properties and classes of the root element: what the widget looks like on this page.
pub fn dress(properties: &[(&str, Option<String>)], dark: Option<bool>) {
    let Some(root) = super::document_element() else { return };
    for (name, value) in properties {
        let _ = match value {
            Some(value) => root.style().set_property(name, value),
            None => root.style().remove_property(name).map(|_| ()),
        };
    }
    let _ = match dark {
        Some(dark) => root.style().set_property("color-scheme", if dark { "dark" } else { "light" }),
        None => root.style().remove_property("color-scheme").map(|_| ()),
    };
}

/// How high the page's content is, in CSS pixels.
#[must_use]
pub fn content_height() -> i32 {
    super::document_element().map_or(0, |root| root.scroll_height())
}
