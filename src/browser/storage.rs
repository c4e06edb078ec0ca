//! What this browser remembers: small preferences only, never a person's data or a key.

use super::{document, window};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;

/// The value kept under `key`; nothing when there is none, it cannot be read, or storage is switched off.
#[must_use]
pub fn stored<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = window().local_storage().ok()??.get_item(key).ok()??;
    crate::json::read(&text).ok()
}

/// Keeps `value` under `key` as JSON; without storage it is simply forgotten. What is the shopper's rather than the
/// device's has a key that begins with `hers-` and goes when she signs out (`build/boot.js`).
pub fn store<T: Serialize>(key: &str, value: &T) {
    if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(key, &text);
    }
}

/// A field of a JSON object, as JSON; the browser's own reader is there anyway.
#[must_use]
pub fn json_field(json: &str, name: &str) -> Option<String> {
    let object = js_sys::JSON::parse(json).ok()?;
    let field = js_sys::Reflect::get(&object, &name.into()).ok()?;
    js_sys::JSON::stringify(&field).ok()?.as_string()
}

/// Forgets what is kept under `key`.
pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// The value of the cookie `name`, if scripts may see it.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    let all = document().dyn_into::<web_sys::HtmlDocument>().ok()?.cookie().ok()?;
    all.split(';').find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then(|| value.to_owned())
    })
}

/// Sets a cookie for the whole site for a year.
pub fn set_cookie(name: &str, value: &str) {
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let _ = document.set_cookie(&format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
}
