//! The viewfinder of the barcode reader: a script beside its worker (`crates/scanner/page.js`), fetched when it is first wanted.

use super::script::Opened;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::{HtmlElement, HtmlInputElement};

/// A camera or a photo whose codes are read, shown in an element of the page. Closed when it is dropped.
#[derive(Debug)]
pub struct Viewfinder(Opened);

/// The script could not be fetched, or the browser lacks what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoViewfinder;

impl Viewfinder {
    /// Opens one in `host`. `tell` hears what becomes of it: `camera` and `denied`, or `code` with the code's kind, a space and its text.
    ///
    /// # Errors
    /// [`NoViewfinder`]; the next call tries again.
    pub async fn open(host: &HtmlElement, tell: impl Fn(String, String) + 'static) -> Result<Self, NoViewfinder> {
        let opened = Opened::open("viewfinder", "vitrineViewfinder", host, Closure::new(tell)).await;
        opened.map(Self).map_err(|_| NoViewfinder)
    }

    /// Asks for the camera, and looks until there is a code.
    pub fn camera(&self) {
        self.0.call("camera", &[]);
    }

    /// Reads the photo that was chosen in a file field.
    pub fn photo(&self, field: &HtmlInputElement) {
        self.0.call("photo", &[field.into()]);
    }

    /// Switches the camera's lamp.
    pub fn torch(&self, on: bool) {
        self.0.call("torch", &[JsValue::from_bool(on)]);
    }

    /// Takes the camera away.
    pub fn leave(&self) {
        self.0.call("leave", &[]);
    }
}
