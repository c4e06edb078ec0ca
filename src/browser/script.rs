//! Scripts of their own beside the app, each fetched when it is first wanted. It leaves one function behind, which opens an object.
//!
//! Written with `Reflect`: bindings would stand in the loader of every page, and the camera's are many.

use super::document;
use js_sys::{Function, Object, Promise, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// What such a script opened in an element of the page.
#[derive(Debug)]
pub(super) struct Opened(SendWrapper<Held>);

#[derive(Debug)]
struct Held {
    object: Object,
    _tell: Closure<dyn Fn(String, String)>,
}

impl Opened {
    /// Opens it in `host` with the function called `opener`, that the script named by the page's `<meta name={meta}>` leaves behind.
    /// `tell` hears what becomes of it, in two words.
    pub(super) async fn open(
        meta: &str,
        opener: &str,
        host: &HtmlElement,
        tell: Closure<dyn Fn(String, String)>,
    ) -> Result<Self, JsValue> {
        let mut open = Reflect::get(&js_sys::global(), &opener.into())?;
        if open.is_undefined() {
            fetch(meta).await?;
            open = Reflect::get(&js_sys::global(), &opener.into())?;
        }
        let open: Function = open.dyn_into()?;
        let object = open.call2(&JsValue::UNDEFINED, host, tell.as_ref())?.dyn_into()?;
        Ok(Self(SendWrapper::new(Held { object, _tell: tell })))
    }

    /// Calls a method of it.
    pub(super) fn call(&self, name: &str, with: &[JsValue]) {
        let method = Reflect::get(&self.0.object, &name.into()).and_then(JsCast::dyn_into::<Function>);
        if let Ok(method) = method {
            // What goes wrong in there is told through `tell`.
            let _ = method.apply(&self.0.object, &with.iter().collect());
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.call("close", &[]);
    }
}

/// Puts the script into the page and waits until it has run.
async fn fetch(meta: &str) -> Result<(), JsValue> {
    let named = document().query_selector(&format!("meta[name={meta}]"))?;
    let address = named.and_then(|meta| meta.get_attribute("content"));
    let script = document().create_element("script")?;
    script.set_attribute("src", &address.ok_or(JsValue::NULL)?)?;
    let there = Promise::new(&mut |done, failed| {
        // A listener that cannot be added is a promise that is never kept; browsers add them.
        let _ = script.add_event_listener_with_callback("load", &done);
        let _ = script.add_event_listener_with_callback("error", &failed);
    });
    let head = document().head().ok_or(JsValue::NULL)?;
    head.append_child(&script)?;
    JsFuture::from(there).await.map(drop)
}
