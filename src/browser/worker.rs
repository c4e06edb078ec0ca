//! The service worker, which the browser wakes when no page of the shop is open. What it does is written in `pwa/worker`.

use super::window;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Asks the browser to wake the worker under this tag as soon as there is a network, whether a page is open then or not.
/// Where a browser cannot, nothing happens: whoever asks must do without.
pub fn wake_worker_later(tag: &'static str) {
    super::run(async move {
        let _ = register(tag).await;
    });
}

/// Tells the scripts beside the app (`pwa/page`) what happened, under a name that they listen to.
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

async fn register(tag: &str) -> Result<(), JsValue> {
    // By name, since most browsers have only some of it.
    let worker = Reflect::get(&window().navigator(), &"serviceWorker".into())?;
    let ready: Promise = Reflect::get(&worker, &"ready".into())?.dyn_into()?;
    let sync = Reflect::get(&JsFuture::from(ready).await?, &"sync".into())?;
    let register: Function = Reflect::get(&sync, &"register".into())?.dyn_into()?;
    let registered: Promise = register.call1(&sync, &tag.into())?.dyn_into()?;
    JsFuture::from(registered).await.map(drop)
}
