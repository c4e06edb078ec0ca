//! What JavaScript sees: a class over one block of memory, with addresses instead of copies.
//!
//! An address is good until the next call that may need more memory (`room`): the worker makes its views anew after each.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{Mirror, Near, Quality, like_this_one};
use makeup::colour::Srgb;

/// [`Mirror`] behind the door.
#[wasm_bindgen(js_name = Mirror)]
#[derive(Debug)]
pub struct Door(Mirror);

#[wasm_bindgen(js_class = Mirror)]
impl Door {
    /// See [`Mirror::new`].
    ///
    /// # Errors
    ///
    /// As there, as a JavaScript `Error` with the sentence; so in the other functions.
    #[wasm_bindgen(constructor)]
    pub fn new(detector: &[u8], mesh: &[u8]) -> Result<Self, JsValue> {
        Mirror::new(detector, mesh).map(Self).map_err(error)
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

    /// See [`Mirror::learn`]; the paper as [`Door::paper`] gave it.
    pub fn learn(&mut self, paper: Option<u32>) -> bool {
        self.0.learn(paper.map(|rgb| {
            let [_, r, g, b] = rgb.to_be_bytes();
            Srgb { r, g, b }
        }))
    }

    /// See [`Mirror::colour_at`]: 0xRRGGBB.
    pub fn paper(&self, across: f64, down: f64) -> Option<u32> {
        self.0.colour_at(across, down).map(|Srgb { r, g, b }| u32::from_be_bytes([0, r, g, b]))
    }

    /// How many pictures of her skin count; none from now on with `forget`.
    pub fn learned(&mut self, forget: bool) -> usize {
        if forget {
            self.0.finder().forget();
        }
        self.0.finder().pictures()
    }

    /// See [`crate::Finder::measured`]; nothing before a skin was seen.
    pub fn measured(&mut self) -> Vec<i32> {
        self.0.finder().measured().map(Vec::from).unwrap_or_default()
    }

    /// See [`crate::Finder::recall`].
    pub fn recall(&mut self, l: i32, a: i32, b: i32) {
        self.0.finder().recall([l, a, b]);
    }

    /// See [`crate::Finder::suggest`]; a line `sku tenths` for each, the difference in tenths of ΔE00.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn suggest(&mut self, shelf: &str, undertone: &str) -> Result<String, JsValue> {
        self.0.finder().suggest(shelf, undertone).map(|found| lines(&found)).map_err(error)
    }

    /// See [`like_this_one`]; a line `sku tenths` for each, the difference in tenths of ΔE00.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn alike(shelf: &str, sku: &str, within: bool, most: usize) -> Result<String, JsValue> {
        like_this_one(shelf, sku, within, most).map(|found| lines(&found)).map_err(error)
    }

    /// The address of [`Mirror::points`].
    pub fn points(&self) -> usize {
        self.0.points().as_ptr() as usize
    }
}

fn lines(found: &[Near]) -> String {
    // Tenths as whole numbers: writing out floats would add 20 kB to what she downloads.
    found.iter().map(|near| format!("{} {}\n", near.sku, (near.difference * 10.0 + 0.5) as u32)).collect()
}

fn error(error: impl std::error::Error) -> JsValue {
    JsError::from(error).into()
}
