//! Foundation at a quarter of the price: painted on the frame at half its size, then what it changed is carried over.
//!
//! Foundation moves the tone of large areas, so its change is as smooth as they are; the skin's texture stays in the frame.

use std::ops::Range;

use makeup::face::{Face, Point};
use makeup::paint::{Look, Scene, Scratch, paint_in};
use makeup::{Frame, FrameMut};

/// Beyond the mesh on each side, as a share of its size: foundation fades out inside of the mesh.
const MARGIN: f32 = 0.05;

/// Memory that is used again from frame to frame.
#[derive(Debug, Default)]
pub(crate) struct Base {
    before: Vec<u8>,
    after: Vec<u8>,
}

/// A part of the frame, counted in blocks of 2x2 pixels.
#[derive(Debug, Clone)]
struct Blocks {
    columns: Range<usize>,
    rows: Range<usize>,
}

impl Base {
    /// In the scene of the whole frame: what is taken for her skin must not depend on the size it is painted at.
    pub(crate) fn paint(
        &mut self,
        frame: &mut FrameMut<'_>,
        face: &Face,
        look: &Look,
        scene: &Scene,
        scratch: &mut Scratch,
    ) {
        let (width, height) = (frame.width() / 2, frame.height() / 2);
        let Some(blocks) = Blocks::around(face, width, height) else { return };
        self.halve(&frame.as_frame());
        self.after.clone_from(&self.before);
        let Ok(mut half) = FrameMut::new(width, height, &mut self.after) else { return };
        paint_in(&mut half, &halved(face), look, scene, scratch);
        self.carry_over(frame, &blocks);
    }

    /// The mean of each block of 2x2 pixels; an odd last row or column is left out.
    fn halve(&mut self, frame: &Frame<'_>) {
        self.before.clear();
        let rows = frame.rgba().chunks_exact(frame.width() * 4);
        for (upper, lower) in rows.clone().step_by(2).zip(rows.skip(1).step_by(2)) {
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
    fn carry_over(&self, frame: &mut FrameMut<'_>, blocks: &Blocks) {
        let (stride, line) = (frame.width() * 4, frame.width() / 2 * 4);
        let rows = frame.height() / 2;
        for y in blocks.rows.start * 2..blocks.rows.end * 2 {
            let lines = nearest(y, rows).map(|row| row * line..(row + 1) * line);
            let before = lines.clone().map(|line| &self.before[line]);
            let after = lines.map(|line| &self.after[line]);
            let pixels = &mut frame.rgba_mut()[y * stride..(y + 1) * stride];
            for x in blocks.columns.start * 2..blocks.columns.end * 2 {
                let [near, far] = nearest(x, line / 4).map(|column| column * 4);
                for channel in 0..3 {
                    let change = |row: usize, at: usize| {
                        i32::from(after[row][at + channel]) - i32::from(before[row][at + channel])
                    };
                    let sum = 9 * change(0, near) + 3 * (change(0, far) + change(1, near)) + change(1, far);
                    let byte = &mut pixels[x * 4 + channel];
                    *byte = (i32::from(*byte) + ((sum + 8) >> 4)).clamp(0, 255) as u8;
                }
            }
        }
    }
}

impl Blocks {
    /// The blocks under the mesh and around it; `None` if none of them is in the frame.
    fn around(face: &Face, columns: usize, rows: usize) -> Option<Self> {
        let range = |value: fn(&Point) -> f32, end: usize| {
            let (low, high) = face.points.iter().map(value).fold((f32::MAX, f32::MIN), |(low, high), value| {
                (if value < low { value } else { low }, if value > high { value } else { high })
            });
            let margin = (high - low) * MARGIN;
            // A number beyond the range of integers ends at its border.
            let first = ((low - margin) / 2.0).max(0.0) as usize;
            let last = (((high + margin) / 2.0).max(0.0) as usize).min(end);
            (first < last).then_some(first..last)
        };
        Some(Self { columns: range(|point| point.x, columns)?, rows: range(|point| point.y, rows)? })
    }
}

/// The face as it lies on the blocks.
fn halved(face: &Face) -> Face {
    let points =
        face.points.map(|point| Point { x: (point.x - 0.5) / 2.0, y: (point.y - 0.5) / 2.0, z: point.z / 2.0 });
    Face { points, presence: face.presence }
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
