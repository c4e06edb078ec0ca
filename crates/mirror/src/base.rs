//! Foundation at a quarter of the price: painted on the face at half its size, then what it changed is carried over.
//!
//! Foundation moves the tone of large areas, so its change is as smooth as they are; the skin's texture stays in the frame.

use makeup::face::{Face, Point};
use makeup::paint::{Look, Scratch, paint};
use makeup::{Frame, FrameMut};

/// Beyond the mesh on each side, as a share of its size: foundation fades out inside of the mesh.
const MARGIN: f32 = 0.05;

/// Memory that is used again from frame to frame.
#[derive(Debug, Default)]
pub(crate) struct Base {
    before: Vec<u8>,
    after: Vec<u8>,
}

/// A part of the frame in blocks of 2x2 pixels: the first pixel, and how many blocks there are.
#[derive(Debug, Clone, Copy)]
struct Blocks {
    x: usize,
    y: usize,
    columns: usize,
    rows: usize,
}

impl Base {
    pub(crate) fn paint(&mut self, frame: &mut FrameMut<'_>, face: &Face, look: &Look, scratch: &mut Scratch) {
        let Some(blocks) = Blocks::around(face, frame.width(), frame.height()) else { return };
        self.halve(&frame.as_frame(), blocks);
        self.after.clone_from(&self.before);
        let Ok(mut half) = FrameMut::new(blocks.columns, blocks.rows, &mut self.after) else { return };
        paint(&mut half, &blocks.own(face), look, scratch);
        self.carry_over(frame, blocks);
    }

    /// The mean of each block.
    fn halve(&mut self, frame: &Frame<'_>, blocks: Blocks) {
        self.before.clear();
        let stride = frame.width() * 4;
        for row in 0..blocks.rows {
            let at = (blocks.y + row * 2) * stride + blocks.x * 4;
            let upper = &frame.rgba()[at..at + blocks.columns * 8];
            let lower = &frame.rgba()[at + stride..at + stride + blocks.columns * 8];
            for (upper, lower) in upper.chunks_exact(8).zip(lower.chunks_exact(8)) {
                let mean = |channel: usize| {
                    let sum = [upper[channel], upper[channel + 4], lower[channel], lower[channel + 4]];
                    ((sum.into_iter().map(u16::from).sum::<u16>() + 2) / 4) as u8
                };
                self.before.extend_from_slice(&[mean(0), mean(1), mean(2), mean(3)]);
            }
        }
    }

    /// Adds to each pixel what the four nearest blocks changed by, in proportion to how near they are.
    fn carry_over(&self, frame: &mut FrameMut<'_>, blocks: Blocks) {
        let stride = frame.width() * 4;
        for row in 0..blocks.rows * 2 {
            let [near, far] = nearest(row, blocks.rows).map(|row| row * blocks.columns * 4);
            let line = blocks.columns * 4;
            let before = [&self.before[near..near + line], &self.before[far..far + line]];
            let after = [&self.after[near..near + line], &self.after[far..far + line]];
            if before == after {
                continue;
            }
            let at = (blocks.y + row) * stride + blocks.x * 4;
            let pixels = &mut frame.rgba_mut()[at..at + blocks.columns * 8];
            for (column, pixel) in pixels.chunks_exact_mut(4).enumerate() {
                let [near, far] = nearest(column, blocks.columns).map(|column| column * 4);
                for (channel, byte) in pixel.iter_mut().take(3).enumerate() {
                    let change = |row: usize, at: usize| {
                        i32::from(after[row][at + channel]) - i32::from(before[row][at + channel])
                    };
                    let sum = 9 * change(0, near) + 3 * (change(0, far) + change(1, near)) + change(1, far);
                    *byte = (i32::from(*byte) + ((sum + 8) >> 4)).clamp(0, 255) as u8;
                }
            }
        }
    }
}

impl Blocks {
    /// Around the mesh, inside of the frame; `None` if nothing of it is.
    fn around(face: &Face, width: usize, height: usize) -> Option<Self> {
        let range = |value: fn(&Point) -> f32, end: usize| {
            let (low, high) = face.points.iter().map(value).fold((f32::MAX, f32::MIN), |(low, high), value| {
                (if value < low { value } else { low }, if value > high { value } else { high })
            });
            let margin = (high - low) * MARGIN;
            // To an even pixel; a number beyond the range of integers ends at its border.
            let first = (low - margin).max(0.0) as usize / 2 * 2;
            let last = ((high + margin).max(0.0) as usize).min(end);
            (first < last && last - first >= 2).then(|| (first, (last - first) / 2))
        };
        let (x, columns) = range(|point| point.x, width)?;
        let (y, rows) = range(|point| point.y, height)?;
        Some(Self { x, y, columns, rows })
    }

    /// The face as it lies on the blocks.
    fn own(self, face: &Face) -> Face {
        let points = face.points.map(|point| Point {
            x: (point.x - self.x as f32 - 0.5) / 2.0,
            y: (point.y - self.y as f32 - 0.5) / 2.0,
            z: point.z / 2.0,
        });
        Face { points, presence: face.presence }
    }
}

/// The block a pixel lies in, and the next one on its own side of it.
fn nearest(pixel: usize, blocks: usize) -> [usize; 2] {
    let own = pixel / 2;
    let next = if pixel.is_multiple_of(2) { own.saturating_sub(1) } else { (own + 1).min(blocks - 1) };
    [own, next]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_lies_between_its_block_and_the_next_one_on_its_side() {
        let cases = [(0, [0, 0]), (1, [0, 1]), (2, [1, 0]), (3, [1, 2]), (4, [2, 1]), (5, [2, 2])];
        for (pixel, blocks) in cases {
            assert_eq!(nearest(pixel, 3), blocks, "pixel {pixel} of three blocks");
        }
    }
}
