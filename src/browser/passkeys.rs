//! Passkeys: the browser makes and uses them. What goes in and what comes out is JSON between the server and the browser.
//!
//! Written with `Reflect`, because `web-sys` has no `parseCreationOptionsFromJSON` and no `toJSON` of credentials yet.

use super::window;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// Why there is no passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoPasskey {
    /// The shopper did not go on, or waited too long.
    #[error("the shopper did not go on")]
    Declined,
    /// This device has one for the account already.
    #[error("this device has one already")]
    AlreadyThere,
    /// The browser cannot do it.
    #[error("this browser cannot")]
    Unable,
}

impl From<JsValue> for NoPasskey {
    fn from(why: JsValue) -> Self {
        let name = Reflect::get(&why, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("NotAllowedError" | "AbortError") => Self::Declined,
            Some("InvalidStateError") => Self::AlreadyThere,
            _ => Self::Unable,
        }
    }
}

/// Whether the browser knows passkeys in the form the server speaks.
#[must_use]
pub fn knows_passkeys() -> bool {
    interface().is_ok_and(|it| method(&it, "parseRequestOptionsFromJSON").is_ok())
}

/// Whether the browser offers passkeys where it fills in fields, without being asked for one.
pub async fn fills_in_passkeys() -> bool {
    let Ok(interface) = interface() else { return false };
    let asked = method(&interface, "isConditionalMediationAvailable").and_then(|it| Ok(it.call0(&interface)?));
    let Ok(asked) = asked else { return false };
    knows_passkeys() && JsFuture::from(Promise::resolve(&asked)).await.is_ok_and(|it| it.is_truthy())
}

/// Makes a passkey; answers the credential as JSON. Dropping the future takes the browser's dialog away.
///
/// # Errors
/// [`NoPasskey`].
pub async fn make_passkey(options: &str) -> Result<String, NoPasskey> {
    ask("create", "parseCreationOptionsFromJSON", options, false).await
}

/// Uses a passkey; answers the credential as JSON. With `filling_in` the browser offers it in the field that says `webauthn` and waits;
/// otherwise it asks at once. Dropping the future ends the asking.
///
/// # Errors
/// [`NoPasskey`].
pub async fn use_passkey(options: &str, filling_in: bool) -> Result<String, NoPasskey> {
    ask("get", "parseRequestOptionsFromJSON", options, filling_in).await
}

/// Ends what the browser asks when its future is dropped.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn ask(verb: &str, parse: &str, options: &str, filling_in: bool) -> Result<String, NoPasskey> {
    let interface = interface()?;
    let inside = Reflect::get(&JSON::parse(options)?, &"publicKey".into())?;
    let inside = method(&interface, parse)?.call1(&interface, &inside)?;
    let controller = AbortController::new()?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &inside)?;
    Reflect::set(&request, &"signal".into(), &controller.signal())?;
    if filling_in {
        Reflect::set(&request, &"mediation".into(), &"conditional".into())?;
    }
    let _abort = AbortOnDrop(controller);
    let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
    let asked = method(&credentials, verb)?.call1(&credentials, &request)?;
    let credential = JsFuture::from(Promise::resolve(&asked)).await?;
    // It calls the credential's `toJSON`.
    JSON::stringify(&credential)?.as_string().ok_or(NoPasskey::Unable)
}

/// Present in secure contexts only.
fn interface() -> Result<JsValue, NoPasskey> {
    let interface = Reflect::get(&window(), &"PublicKeyCredential".into())?;
    if interface.is_function() { Ok(interface) } else { Err(NoPasskey::Unable) }
}

fn method(of: &JsValue, name: &str) -> Result<Function, NoPasskey> {
    Reflect::get(of, &name.into())?.dyn_into().map_err(|_| NoPasskey::Unable)
}
