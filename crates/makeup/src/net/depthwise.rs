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
        let mut x = 0;
        while x < self.output.width {
            x += if self.are_inside(x, 4) {
                self.pixels::<4>(y, x, input, output)
            } else if self.are_inside(x, 2) {
                self.pixels::<2>(y, x, input, output)
            } else {
                self.pixels::<1>(y, x, input, output)
            };
        }
    }

    /// Whether the windows of so many pixels from `x` are inside of the picture.
    fn are_inside(&self, x: usize, count: usize) -> bool {
        let inside = |x: usize| self.x.inside(x, self.input.width).0 == (0..self.x.size);
        x + count <= self.output.width && inside(x) && inside(x + count - 1)
    }

    /// The pixels `x..x + COUNT` of row `y`, and how many they are; more than one only where the whole window is inside.
    fn pixels<const COUNT: usize>(
        &self,
        y: usize,
        x: usize,
        input: &[[f32; LANES]],
        output: &mut [[f32; LANES]],
    ) -> usize {
        let blocks = self.output.blocks();
        let (rows, top) = self.y.inside(y, self.input.height);
        let (columns, left) = self.x.inside(x, self.input.width);
        let apart: [usize; COUNT] = std::array::from_fn(|pixel| pixel * self.x.stride * blocks);
        let places = self.y.size * self.x.size;
        for block in 0..blocks {
            let weights = &self.weights[block * places..][..places];
            let mut sums = [f32x8::from(self.bias[block]); COUNT];
            for row in rows.clone() {
                let first = ((top + row - rows.start) * self.input.width + left) * blocks + block;
                let mut line = &input[first..];
                for weight in &weights[row * self.x.size..][columns.clone()] {
                    let weight = f32x8::from(*weight);
                    for (sum, apart) in sums.iter_mut().zip(apart) {
                        *sum += f32x8::from(line[apart]) * weight;
                    }
                    line = line.get(blocks..).unwrap_or(&[]);
                }
            }
            for (pixel, sum) in sums.iter().enumerate() {
                output[(x + pixel) * blocks + block] = sum.to_array();
            }
        }
        COUNT
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::tests::{check, grid_of, layer, numbers};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_depthwise_convolution_is_what_plain_loops_compute(layer in layer(1..40, 1..2), seed: u64) {
            let (from, to, y, x) = layer;
            let from = Grid::padded(from.height, from.width, from.channels);
            let to = Grid::padded(to.height, to.width, from.channels);
            let mut numbers = numbers(seed);
            let weights: Vec<f32> = (0..y.size * x.size * from.channels).map(|_| numbers()).collect();
            let bias: Vec<f32> = (0..from.channels).map(|_| numbers()).collect();
            let input = grid_of(from, &mut numbers);
            let mut output = vec![f32::NAN; to.len()];
            Depthwise::new(from, to, y, x, &weights, &bias).run(&input, &mut output);

            check(from, to, y, x, &output, |channel, place| {
                place.window.into_iter().fold(bias[channel], |sum, (row, column, pixel)| {
                    let weight = weights[(row * x.size + column) * from.channels + channel];
                    sum + input[pixel * from.stride + channel] * weight
                })
            })?;
        }
    }
}
