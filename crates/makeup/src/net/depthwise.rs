//! Depthwise convolution: every channel is weighed over a window by itself.

use wide::f32x8;

use super::conv::by_lanes;
use super::grid::{Axis, Grid, LANES};

/// A window moved over each channel.
#[derive(Debug)]
pub(super) struct Depthwise {
    pub(super) input: Grid,
    pub(super) output: Grid,
    pub(super) y: Axis,
    pub(super) x: Axis,
    /// For each group of eight channels: the weights of every place of the window.
    weights: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
}

impl Depthwise {
    /// Packs `weights` (row, column, channel) and `bias` (channel).
    pub(super) fn new(input: Grid, output: Grid, y: Axis, x: Axis, weights: &[f32], bias: &[f32]) -> Self {
        let places: Vec<_> = weights.chunks_exact(input.channels).map(by_lanes).collect();
        let blocks = 0..output.blocks();
        let weights = blocks.flat_map(|block| places.iter().map(move |place| place[block])).collect();
        Self { input, output, y, x, weights, bias: by_lanes(bias) }
    }

    pub(super) fn run(&self, input: &[f32], output: &mut [f32]) {
        let input = input.as_chunks::<LANES>().0;
        let output = output.as_chunks_mut::<LANES>().0;
        let row = self.output.width * self.output.blocks();
        for (y, output) in output.chunks_exact_mut(row).take(self.output.height).enumerate() {
            self.row(y, input, output);
        }
    }

    /// One row of the output: where all of the window is inside of the picture, several pixels at a time.
    fn row(&self, y: usize, input: &[[f32; LANES]], output: &mut [[f32; LANES]]) {
        let (width, size) = (self.output.width, self.x.size);
        let mut x = 0;
        while x < width {
            let inner = |x: usize| self.x.inside(x, self.input.width).0 == (0..size);
            if x + TILE <= width && inner(x) && inner(x + TILE - 1) {
                self.pixels::<TILE>(y, x, input, output);
                x += TILE;
            } else {
                self.pixels::<1>(y, x, input, output);
                x += 1;
            }
        }
    }

    /// The pixels `x..x + COUNT` of row `y`; more than one only where the whole window is inside.
    fn pixels<const COUNT: usize>(&self, y: usize, x: usize, input: &[[f32; LANES]], output: &mut [[f32; LANES]]) {
        let blocks = self.output.blocks();
        let (rows, top) = self.y.inside(y, self.input.height);
        let (columns, left) = self.x.inside(x, self.input.width);
        let next = self.x.stride * blocks;
        for (block, weights) in self.weights.chunks_exact(self.y.size * self.x.size).enumerate() {
            let mut sums = [f32x8::from(self.bias[block]); COUNT];
            let windows = weights.chunks_exact(self.x.size).take(rows.end).skip(rows.start);
            for (down, weights) in windows.enumerate() {
                let mut line = &input[((top + down) * self.input.width + left) * blocks + block..];
                for weight in &weights[columns.clone()] {
                    let weight = f32x8::from(*weight);
                    for (sum, from) in sums.iter_mut().zip(line.chunks(next)) {
                        *sum += f32x8::from(from[0]) * weight;
                    }
                    line = line.get(blocks..).unwrap_or(&[]);
                }
            }
            for (pixel, sum) in output[x * blocks..].chunks_mut(blocks).zip(sums) {
                pixel[block] = sum.to_array();
            }
        }
    }
}

/// Pixels weighed at a time.
const TILE: usize = 4;
