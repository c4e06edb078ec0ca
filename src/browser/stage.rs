//! The try-on's stage: a script of its own beside the worker (`crates/mirror/stage.js`), fetched when it is first wanted.

use super::{script::Opened, window};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

/// A camera, a photo or a model with a look on, shown in an element of the page. Closed when it is dropped.
#[derive(Debug)]
pub struct Stage(Opened);

/// The script could not be fetched, or the browser lacks what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStage;

impl Stage {
    /// Opens a stage in `host`. `tell` hears what becomes of it, in two words: `camera` and `denied`, `face` and `found`.
    ///
    /// # Errors
    /// [`NoStage`]; the next call tries again.
    pub async fn open(host: &HtmlElement, tell: impl Fn(String, String) + 'static) -> Result<Self, NoStage> {
        Opened::open("stage", "vitrineStage", host, Closure::new(tell)).await.map(Self).map_err(|_| NoStage)
    }

    /// Asks for the camera.
    pub fn camera(&self) {
        self.call("camera", &[]);
    }

    /// Takes the photo that was chosen in a file field.
    pub fn photo(&self, field: &HtmlInputElement) {
        self.call("photo", &[field.into()]);
    }

    /// Takes a picture of the shop's.
    pub fn model(&self, address: &str) {
        self.call("model", &[address.into()]);
    }

    /// What is worn from now on, as the renderer reads it.
    pub fn look(&self, text: &str) {
        self.call("look", &[text.into()]);
    }

    /// Looks side by side; none for one picture again.
    pub fn compare(&self, looks: &[String]) {
        self.call("compare", &[looks.iter().map(JsValue::from).collect::<Array>().into()]);
    }

    /// How much is shown without the look, from the left, 0 to 100.
    pub fn split(&self, percent: u8) {
        self.call("split", &[percent.into()]);
    }

    /// Larger, as many times.
    pub fn zoom(&self, times: u8) {
        self.call("zoom", &[times.into()]);
    }

    /// Shows where a white sheet is looked for, or takes that away.
    pub fn ring(&self, shown: bool) {
        self.call("ring", &[shown.into()]);
    }

    /// Looks at her skin. `tell` hears `skin` and how many pictures of it were seen, `done`, `none`, `paper` or `off`.
    pub fn measure(&self) {
        self.call("measure", &[]);
    }

    /// Asks what was found of her skin; `tell` hears `measured`.
    pub fn measured(&self) {
        self.call("measured", &[]);
    }

    /// Takes what was found of her skin once; with nothing, it is forgotten.
    pub fn recall(&self, measured: &str) {
        self.call("recall", &[measured.into()]);
    }

    /// Asks for shades of a shelf that suit her skin, of an undertone or of any; `tell` hears `suggested` and their SKUs.
    pub fn suggest(&self, shelf: &str, undertone: &str) {
        self.call("suggest", &[shelf.into(), undertone.into()]);
    }

    /// Asks for shades of a shelf that look like one of them; `tell` hears `alike` and their SKUs.
    pub fn alike(&self, shelf: &str, sku: &str) {
        self.call("alike", &[shelf.into(), sku.into()]);
    }

    /// Holds the frame of the camera that is shown.
    pub fn freeze(&self) {
        self.call("freeze", &[]);
    }

    /// Gives her the picture as a file.
    pub fn download(&self, name: &str) {
        self.call("download", &[name.into()]);
    }

    /// Takes camera and picture away.
    pub fn leave(&self) {
        self.call("leave", &[]);
    }

    /// Begins again after the engine broke.
    pub fn again(&self) {
        self.call("again", &[]);
    }

    fn call(&self, name: &str, with: &[JsValue]) {
        self.0.call(name, with);
    }
}

/// Passes a link on by whatever the device has for it; answers whether it went anywhere. A sheet that she closed is no failure.
pub async fn share(title: &str, address: &str) -> bool {
    let told = async {
        let navigator = window().navigator();
        let own = Reflect::get(&navigator, &"share".into())?;
        let done: Promise = if let Some(share) = own.dyn_ref::<Function>() {
            let what = Object::new();
            Reflect::set(&what, &"title".into(), &title.into())?;
            Reflect::set(&what, &"url".into(), &address.into())?;
            share.call1(&navigator, &what)?.dyn_into()?
        } else {
            let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
            let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
            write.call1(&clipboard, &address.into())?.dyn_into()?
        };
        JsFuture::from(done).await
    };
    let told: Result<JsValue, JsValue> = told.await;
    let name = |why: &JsValue| Reflect::get(why, &"name".into()).ok().and_then(|name| name.as_string());
    told.is_ok() || told.err().and_then(|why| name(&why)).as_deref() == Some("AbortError")
}
