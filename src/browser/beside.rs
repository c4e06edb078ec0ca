//! What is beside the app: the scripts that bring it up (`build/boot.js`, `pwa/page`), and the icon of the installed shop.

use super::window;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Tells the scripts beside the app what happened, under a name that they listen to.
pub fn tell(name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        let _ = window().dispatch_event(&event);
    }
}

/// Puts a number onto the icon of the installed shop, where there is one; 0 takes it off.
pub fn badge(number: usize) {
    let navigator = window().navigator();
    let set = Reflect::get(&navigator, &"setAppBadge".into()).and_then(JsCast::dyn_into::<Function>);
    if let Ok(set) = set {
        // A browser that shows none refuses, which changes nothing.
        let _ = set.call1(&navigator, &JsValue::from(u32::try_from(number).unwrap_or(u32::MAX)));
    }
}
