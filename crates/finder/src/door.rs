//! What JavaScript sees: [`Finder`] as a class.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{Finder, Near, like_this_one};

/// [`Finder`] behind the door.
#[wasm_bindgen(js_name = Finder)]
#[derive(Debug, Default)]
pub struct Door(Finder);

#[wasm_bindgen(js_class = Finder)]
impl Door {
    /// A finder that knows nothing of a skin.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`Finder::learn`].
    pub fn learn(&mut self, patches: &[u32], paper: Option<u32>) -> bool {
        self.0.learn(patches, paper)
    }

    /// How many pictures of her skin count; none from now on with `forget`.
    pub fn learned(&mut self, forget: bool) -> usize {
        if forget {
            self.0.forget();
        }
        self.0.pictures()
    }

    /// See [`Finder::measured`]; nothing before a skin was seen.
    #[must_use]
    pub fn measured(&self) -> Vec<i32> {
        self.0.measured().map(Vec::from).unwrap_or_default()
    }

    /// See [`Finder::recall`].
    pub fn recall(&mut self, l: i32, a: i32, b: i32) {
        self.0.recall([l, a, b]);
    }

    /// See [`Finder::suggest`]; a line `sku tenths` for each, the difference in tenths of ΔE00.
    ///
    /// # Errors
    ///
    /// As there, as a JavaScript `Error` with the sentence.
    pub fn suggest(&mut self, shelf: &str, undertone: &str) -> Result<String, JsValue> {
        self.0.suggest(shelf, undertone).map(|found| lines(&found)).map_err(error)
    }

    /// See [`like_this_one`]; lines as [`Door::suggest`] writes them.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn alike(shelf: &str, sku: &str, within: bool, most: usize) -> Result<String, JsValue> {
        like_this_one(shelf, sku, within, most).map(|found| lines(&found)).map_err(error)
    }
}

fn lines(found: &[Near]) -> String {
    // Tenths as whole numbers: writing out floats would add 20 kB to what she downloads.
    found.iter().map(|near| format!("{} {}\n", near.sku, (near.difference * 10.0 + 0.5) as u32)).collect()
}

fn error(error: impl std::error::Error) -> JsValue {
    JsError::from(error).into()
}
