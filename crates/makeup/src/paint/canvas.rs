//! The pixels, read and written in OKLab: each is turned into it once, however many layers lie on it.

use super::mask::{Area, LANES};
use crate::colour::{Oklab, from_linear_8, to_linear_8};
use crate::frame::FrameMut;
use wide::f32x8;

/// Less than this of a layer changes no byte.
pub(super) const NOTHING: f32 = 0.002;

/// Side of the squares that are turned into OKLab when a layer first comes near.
const TILE: usize = 16;

/// The frame in OKLab where it is needed. Used again from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Pixels {
    l: Vec<f32>,
    a: Vec<f32>,
    b: Vec<f32>,
    /// Whether a layer lies on the pixel.
    worn: Vec<bool>,
    /// Whether the tile is in OKLab.
    known: Vec<bool>,
}

pub(super) struct Canvas<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    rgba: &'a mut [u8],
    pixels: &'a mut Pixels,
    light: &'static [f32; 256],
    bytes: &'static [u8],
}

impl<'a> Canvas<'a> {
    pub(super) fn new(frame: &'a mut FrameMut<'_>, pixels: &'a mut Pixels) -> Self {
        let (light, bytes) = crate::colour::tables();
        let (width, height) = (frame.width(), frame.height());
        let size = width * height;
        for plane in [&mut pixels.l, &mut pixels.a, &mut pixels.b] {
            plane.resize(size, 0.0);
        }
        pixels.worn.resize(size, false);
        pixels.known.clear();
        pixels.known.resize(width.div_ceil(TILE) * height.div_ceil(TILE), false);
        Self { width, height, rgba: frame.rgba_mut(), pixels, light, bytes }
    }

    /// To be called before the pixels of an area are asked for.
    pub(super) fn know(&mut self, area: Area) {
        for row in area.y / TILE..(area.y + area.height).div_ceil(TILE) {
            for column in area.x / TILE..(area.x + area.width).div_ceil(TILE) {
                let tile = row * self.width.div_ceil(TILE) + column;
                if !std::mem::replace(&mut self.pixels.known[tile], true) {
                    self.each_run(row, column, Self::decode);
                }
            }
        }
    }

    /// The colour of a pixel that is known.
    #[inline(always)]
    pub(super) fn at(&self, x: usize, y: usize) -> Oklab {
        let at = y * self.width + x;
        Oklab { l: self.pixels.l[at], a: self.pixels.a[at], b: self.pixels.b[at] }
    }

    /// Its lightness.
    #[inline(always)]
    pub(super) fn lightness(&self, x: usize, y: usize) -> f32 {
        self.pixels.l[y * self.width + x]
    }

    /// Changes the pixels of an area where there is something of the layer. Told column, row, the mask and the colour.
    #[inline(always)]
    pub(super) fn change(&mut self, area: Area, mask: &[f32], mut change: impl FnMut(f32, f32, f32, Oklab) -> Oklab) {
        self.know(area);
        for (row, mask) in mask.chunks_exact(area.width).take(area.height).enumerate() {
            let y = area.y + row;
            let run = y * self.width + area.x..y * self.width + area.x + area.width;
            let Pixels { l, a, b, worn, .. } = &mut *self.pixels;
            let planes = l[run.clone()].iter_mut().zip(&mut a[run.clone()]).zip(&mut b[run.clone()]);
            for (column, (&mask, (((l, a), b), worn))) in mask.iter().zip(planes.zip(&mut worn[run])).enumerate() {
                if mask < NOTHING {
                    continue;
                }
                let new = change((area.x + column) as f32, y as f32, mask, Oklab { l: *l, a: *a, b: *b });
                (*l, *a, *b, *worn) = (new.l, new.a, new.b, true);
            }
        }
    }

    /// Writes the pixels that something lies on back into the frame.
    pub(super) fn finish(mut self) {
        let columns = self.width.div_ceil(TILE);
        for tile in 0..self.pixels.known.len() {
            if self.pixels.known[tile] {
                self.each_run(tile / columns, tile % columns, Self::encode);
            }
        }
    }

    /// Calls for each run of at most [`LANES`] pixels of a tile, with where it begins and how long it is.
    fn each_run(&mut self, row: usize, column: usize, run: impl Fn(&mut Self, usize, usize)) {
        for y in row * TILE..((row + 1) * TILE).min(self.height) {
            let end = ((column + 1) * TILE).min(self.width);
            for x in (column * TILE..end).step_by(LANES) {
                run(self, y * self.width + x, LANES.min(end - x));
            }
        }
    }

    fn decode(&mut self, from: usize, count: usize) {
        let mut light = [[0.0; LANES]; 3];
        let bytes = self.rgba[from * 4..(from + count) * 4].as_chunks::<4>().0;
        for (lane, pixel) in bytes.iter().enumerate() {
            for channel in 0..3 {
                light[channel][lane] = self.light[usize::from(pixel[channel])];
            }
        }
        let lab = from_linear_8(light.map(f32x8::from)).map(f32x8::to_array);
        let Pixels { l, a, b, worn, .. } = &mut *self.pixels;
        for (plane, values) in [l, a, b].into_iter().zip(&lab) {
            plane[from..from + count].copy_from_slice(&values[..count]);
        }
        worn[from..from + count].fill(false);
    }

    fn encode(&mut self, from: usize, count: usize) {
        let Pixels { l, a, b, worn, .. } = &*self.pixels;
        let worn = &worn[from..from + count];
        if !worn.contains(&true) {
            return;
        }
        let mut lab = [[0.0; LANES]; 3];
        for (values, plane) in lab.iter_mut().zip([l, a, b]) {
            values[..count].copy_from_slice(&plane[from..from + count]);
        }
        let last = (self.bytes.len() - 1) as f32;
        let steps = to_linear_8(lab.map(f32x8::from))
            .map(|light| (light.fast_max(f32x8::ZERO).fast_min(f32x8::ONE) * last + 0.5).to_array());
        let pixels = self.rgba[from * 4..(from + count) * 4].as_chunks_mut::<4>().0;
        for (lane, pixel) in pixels.iter_mut().enumerate().filter(|(lane, _)| worn[*lane]) {
            for channel in 0..3 {
                pixel[channel] = self.bytes[steps[channel][lane] as usize];
            }
        }
    }
}
