//! What JavaScript sees: a class over one block of memory, with an address instead of a copy.
//!
//! The address is good until the next call that may need more memory (`room`): the worker makes its view anew after each.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{Code, Scanner};

/// [`Scanner`] behind the door.
#[wasm_bindgen(js_name = Scanner)]
#[derive(Debug, Default)]
pub struct Door(Scanner);

#[wasm_bindgen(js_class = Scanner)]
impl Door {
    /// With no picture yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`Scanner::room`]; the address of the place.
    ///
    /// # Errors
    ///
    /// As there, as a JavaScript `Error` with the sentence.
    pub fn room(&mut self, width: usize, height: usize) -> Result<usize, JsValue> {
        let place = self.0.room(width, height).map(|room| room.as_ptr() as usize);
        place.map_err(|error| JsError::from(error).into())
    }

    /// See [`Scanner::follow`]: the kind's word, a space, the text.
    pub fn follow(&mut self) -> Option<String> {
        self.0.follow().map(|code| line(&code))
    }

    /// See [`Scanner::find`]; as [`Door::follow`].
    pub fn find(&mut self) -> Option<String> {
        self.0.find().map(|code| line(&code))
    }

    /// See [`Scanner::forget`].
    pub fn forget(&mut self) {
        self.0.forget();
    }

    /// See [`Scanner::brightness`].
    #[must_use]
    pub fn brightness(&self) -> u8 {
        self.0.brightness()
    }
}

fn line(code: &Code) -> String {
    format!("{} {}", code.kind.word(), code.text)
}
