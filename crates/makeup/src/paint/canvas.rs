//! The pixels, read and written in OKLab.

use super::mask::Area;
use crate::colour::Oklab;
use crate::frame::FrameMut;

/// Less than this of a layer changes no byte.
pub(super) const NOTHING: f32 = 0.002;

pub(super) struct Canvas<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    rgba: &'a mut [u8],
    light: &'static [f32; 256],
    bytes: &'static [u8],
}

impl<'a> Canvas<'a> {
    pub(super) fn new(frame: &'a mut FrameMut<'_>) -> Self {
        let (light, bytes) = crate::colour::tables();
        Self { width: frame.width(), height: frame.height(), rgba: frame.rgba_mut(), light, bytes }
    }

    /// The colour of a pixel inside of the frame.
    #[inline(always)]
    pub(super) fn at(&self, x: usize, y: usize) -> Oklab {
        let at = (y * self.width + x) * 4;
        let [r, g, b] = [self.rgba[at], self.rgba[at + 1], self.rgba[at + 2]].map(|byte| self.light[usize::from(byte)]);
        Oklab::from_linear(r, g, b)
    }

    /// Changes the pixels of an area where there is something of the layer. Told column, row, the mask and the colour.
    #[inline(always)]
    pub(super) fn change(&mut self, area: Area, mask: &[f32], mut change: impl FnMut(f32, f32, f32, Oklab) -> Oklab) {
        let last = (self.bytes.len() - 1) as f32;
        for (row, mask) in mask.chunks_exact(area.width).take(area.height).enumerate() {
            let y = area.y + row;
            for (column, &mask) in mask.iter().enumerate() {
                if mask < NOTHING {
                    continue;
                }
                let x = area.x + column;
                let new = change(x as f32, y as f32, mask, self.at(x, y)).to_linear();
                let at = (y * self.width + x) * 4;
                for (byte, light) in self.rgba[at..at + 3].iter_mut().zip(new) {
                    *byte = self.bytes[(light.clamp(0.0, 1.0) * last + 0.5) as usize];
                }
            }
        }
    }
}
