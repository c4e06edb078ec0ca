//! What JavaScript sees: a class over one block of memory, with addresses instead of copies.
//!
//! An address is good until the next call that may need more memory (`room`): the worker makes its views anew after each.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{Mirror, Quality};

/// [`Mirror`] behind the door, and how many numbers its patches were.
#[wasm_bindgen(js_name = Mirror)]
#[derive(Debug)]
pub struct Door(Mirror, usize);

#[wasm_bindgen(js_class = Mirror)]
impl Door {
    /// See [`Mirror::new`].
    ///
    /// # Errors
    ///
    /// As there, as a JavaScript `Error` with the sentence; so in the other functions.
    #[wasm_bindgen(constructor)]
    pub fn new(detector: &[u8], mesh: &[u8]) -> Result<Self, JsValue> {
        Mirror::new(detector, mesh).map(|mirror| Self(mirror, 0)).map_err(error)
    }

    /// See [`Mirror::wear`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn wear(&mut self, look: &str) -> Result<(), JsValue> {
        self.0.wear(look).map_err(error)
    }

    /// See [`Mirror::room`]; the address of the place.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn room(&mut self, width: usize, height: usize) -> Result<usize, JsValue> {
        self.0.room(width, height).map(|room| room.as_ptr() as usize).map_err(error)
    }

    /// See [`Mirror::forget`].
    pub fn forget(&mut self) {
        self.0.forget();
    }

    /// [`Mirror::look`] at a frame of a film.
    pub fn follow(&mut self, at_ms: f64) -> bool {
        self.0.look(Some(at_ms as i64))
    }

    /// [`Mirror::look`] at a photo, without a memory of others.
    pub fn find(&mut self) -> bool {
        self.0.forget();
        self.0.look(None)
    }

    /// See [`Mirror::paint`] and [`Quality::HalfBase`].
    pub fn paint(&mut self, half_base: bool) {
        self.0.set_quality(if half_base { Quality::HalfBase } else { Quality::Full });
        self.0.paint();
    }

    /// See [`Mirror::patches`]; their address, and behind [`Door::patch_words`] how many numbers they are.
    pub fn patches(&mut self) -> usize {
        let patches = self.0.patches();
        let address = patches.as_ptr() as usize;
        self.1 = patches.len();
        address
    }

    /// How many numbers the patches asked for last are.
    pub fn patch_words(&self) -> usize {
        self.1
    }

    /// See [`Mirror::colour_at`].
    pub fn paper(&self, across: f64, down: f64) -> Option<u32> {
        self.0.colour_at(across, down)
    }

    /// The address of [`Mirror::points`].
    pub fn points(&self) -> usize {
        self.0.points().as_ptr() as usize
    }
}

fn error(error: impl std::error::Error) -> JsValue {
    JsError::from(error).into()
}
