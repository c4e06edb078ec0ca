//! The service worker, which the browser wakes when no page of the shop is open. What it does is written in `public/sw.js`.

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

async fn register(tag: &str) -> Result<(), JsValue> {
    // By name, since most browsers have only some of it.
    let worker = Reflect::get(&window().navigator(), &"serviceWorker".into())?;
    let ready: Promise = Reflect::get(&worker, &"ready".into())?.dyn_into()?;
    let sync = Reflect::get(&JsFuture::from(ready).await?, &"sync".into())?;
    let register: Function = Reflect::get(&sync, &"register".into())?.dyn_into()?;
    let registered: Promise = register.call1(&sync, &tag.into())?.dyn_into()?;
    JsFuture::from(registered).await.map(drop)
}
