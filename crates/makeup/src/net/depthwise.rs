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

    /// One row of the output. Inside of the picture, three columns are nearly always what the window has.
    fn row(&self, y: usize, input: &[[f32; LANES]], output: &mut [[f32; LANES]]) {
        let blocks = self.output.blocks();
        let (rows, top) = self.y.inside(y, self.input.height);
        for (x, output) in output.chunks_exact_mut(blocks).enumerate() {
            let (columns, left) = self.x.inside(x, self.input.width);
            let places = self.y.size * self.x.size;
            for (block, output) in output.iter_mut().enumerate() {
                let weights = &self.weights[block * places..][..places];
                let mut sum = f32x8::from(self.bias[block]);
                for (down, row) in rows.clone().enumerate() {
                    let start = ((top + down) * self.input.width + left) * blocks;
                    let pixels = &input[start..][..(columns.len() - 1) * blocks + block + 1];
                    let weights = &weights[row * self.x.size..][columns.clone()];
                    if let (&[first, second, third], 3) = (weights, columns.len()) {
                        sum += f32x8::from(pixels[block]) * f32x8::from(first);
                        sum += f32x8::from(pixels[blocks + block]) * f32x8::from(second);
                        sum += f32x8::from(pixels[2 * blocks + block]) * f32x8::from(third);
                    } else {
                        for (pixel, weight) in pixels[block..].iter().step_by(blocks).zip(weights) {
                            sum += f32x8::from(*pixel) * f32x8::from(*weight);
                        }
                    }
                }
                *output = sum.to_array();
            }
        }
    }
}
