//! Convolution: every output value is a weighted sum over a window of the input and all of its channels.
//!
//! Four pixels by eight channels are summed at a time, in the order of the window's rows, columns and channels. A window
//! of one pixel reads its input where it is; a larger one is gathered first.

use wide::f32x8;

use super::grid::{Axis, Grid, LANES};

/// Pixels summed at a time.
pub(super) const ROWS: usize = 4;

/// A convolution with what follows it: a sum with an earlier tensor and an activation.
#[derive(Debug)]
pub(super) struct Conv {
    pub(super) input: Grid,
    pub(super) output: Grid,
    pub(super) y: Axis,
    pub(super) x: Axis,
    /// For each group of eight output channels: the weights of every place of the window and input channel.
    weights: Vec<[f32; LANES]>,
    bias: Vec<[f32; LANES]>,
    /// What a negative value is multiplied by, for each channel; empty without an activation.
    pub(super) slopes: Vec<[f32; LANES]>,
    /// Groups of eight channels that are added from the earlier tensor; fewer than the output's where that was padded.
    pub(super) residual: Option<Grid>,
}

impl Conv {
    /// Packs `weights` (output channel, row, column, input channel) and `bias` (output channel).
    pub(super) fn new(input: Grid, output: Grid, y: Axis, x: Axis, weights: &[f32], bias: &[f32]) -> Self {
        let depth = y.size * x.size * input.channels;
        let mut packed = vec![[0.0; LANES]; output.blocks() * depth];
        for (channel, weights) in weights.chunks_exact(depth).enumerate() {
            let block = &mut packed[channel / LANES * depth..][..depth];
            for (packed, weight) in block.iter_mut().zip(weights) {
                packed[channel % LANES] = *weight;
            }
        }
        Self { input, output, y, x, weights: packed, bias: by_lanes(bias), slopes: Vec::new(), residual: None }
    }

    fn depth(&self) -> usize {
        self.y.size * self.x.size * self.input.channels
    }

    /// How many values [`Conv::run`] needs to gather windows in.
    pub(super) fn scratch(&self) -> usize {
        if self.pointwise() { 0 } else { ROWS * self.depth() }
    }

    fn pointwise(&self) -> bool {
        let still = |axis: Axis| axis.size == 1 && axis.stride == 1;
        still(self.y) && still(self.x)
    }

    pub(super) fn run(&self, input: &[f32], residual: &[f32], output: &mut [f32], scratch: &mut [f32]) {
        let pixels = self.output.pixels();
        for first in (0..pixels).step_by(ROWS) {
            match pixels - first {
                1 => self.rows::<1>(first, input, residual, output, scratch),
                2 => self.rows::<2>(first, input, residual, output, scratch),
                3 => self.rows::<3>(first, input, residual, output, scratch),
                _ => self.rows::<ROWS>(first, input, residual, output, scratch),
            }
        }
    }

    /// The pixels `first..first + COUNT`.
    fn rows<const COUNT: usize>(
        &self,
        first: usize,
        input: &[f32],
        residual: &[f32],
        output: &mut [f32],
        scratch: &mut [f32],
    ) {
        let depth = self.depth();
        let rows: [&[f32]; COUNT] = if self.pointwise() {
            std::array::from_fn(|row| &input[(first + row) * self.input.stride..][..depth])
        } else {
            for row in 0..COUNT {
                self.gather(first + row, input, &mut scratch[row * depth..][..depth]);
            }
            std::array::from_fn(|row| &scratch[row * depth..][..depth])
        };
        let blocks = self.output.blocks();
        let residual_blocks = self.residual.map_or(0, Grid::blocks);
        let residual = residual.as_chunks::<LANES>().0;
        let output = &mut output.as_chunks_mut::<LANES>().0[first * blocks..][..COUNT * blocks];
        for (block, weights) in self.weights.chunks_exact(depth).enumerate() {
            let mut sums = weigh(rows, weights, self.bias[block].into());
            if block < residual_blocks {
                for (row, sum) in sums.iter_mut().enumerate() {
                    *sum += f32x8::from(residual[(first + row) * residual_blocks + block]);
                }
            }
            if let Some(slopes) = self.slopes.get(block) {
                let slopes = f32x8::from(*slopes);
                sums = sums.map(|sum| sum.simd_lt(f32x8::ZERO).select(sum * slopes, sum));
            }
            for (row, sum) in sums.iter().enumerate() {
                output[row * blocks + block] = sum.to_array();
            }
        }
    }

    /// The input under the window of one output pixel, zeros where it reaches beyond the edge.
    fn gather(&self, pixel: usize, input: &[f32], window: &mut [f32]) {
        let (rows, top) = self.y.inside(pixel / self.output.width, self.input.height);
        let (columns, left) = self.x.inside(pixel % self.output.width, self.input.width);
        let (channels, stride) = (self.input.channels, self.input.stride);
        let row_length = self.x.size * channels;
        if rows.len() < self.y.size || columns.len() < self.x.size {
            window.fill(0.0);
        }
        for (y, row) in rows.enumerate() {
            let from = &input[((top + y) * self.input.width + left) * stride..][..columns.len() * stride];
            let to = &mut window[row * row_length + columns.start * channels..][..columns.len() * channels];
            if stride == channels {
                to.copy_from_slice(from);
            } else {
                for (to, from) in to.chunks_exact_mut(channels).zip(from.chunks_exact(stride)) {
                    to.copy_from_slice(&from[..channels]);
                }
            }
        }
    }
}

/// The innermost loop of everything: a product and a sum each, never fused.
#[inline]
fn weigh<const COUNT: usize>(rows: [&[f32]; COUNT], weights: &[[f32; LANES]], bias: f32x8) -> [f32x8; COUNT] {
    let rows = rows.map(|row| &row[..weights.len()]);
    let mut sums = [bias; COUNT];
    for (place, weights) in weights.iter().enumerate() {
        let weights = f32x8::from(*weights);
        for (sum, row) in sums.iter_mut().zip(rows) {
            *sum += f32x8::splat(row[place]) * weights;
        }
    }
    sums
}

/// Values for each channel in groups of eight, zeros after the last.
pub(super) fn by_lanes(values: &[f32]) -> Vec<[f32; LANES]> {
    let group = |values: &[f32]| std::array::from_fn(|lane| values.get(lane).copied().unwrap_or(0.0));
    values.chunks(LANES).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::tests::{check, grid_of, layer, numbers};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_convolution_is_what_plain_loops_compute(layer in layer(1..20, 1..20), seed: u64, slopes: bool, residual: bool) {
            let (from, to, y, x) = layer;
            let mut numbers = numbers(seed);
            let depth = y.size * x.size * from.channels;
            let weights: Vec<f32> = (0..to.channels * depth).map(|_| numbers()).collect();
            let bias: Vec<f32> = (0..to.channels).map(|_| numbers()).collect();
            let input = grid_of(from, &mut numbers);
            let mut conv = Conv::new(from, to, y, x, &weights, &bias);
            let added = grid_of(to, &mut numbers);
            let factors: Vec<f32> = (0..to.channels).map(|_| numbers()).collect();
            if slopes {
                conv.slopes = by_lanes(&factors);
            }
            conv.residual = residual.then_some(to);
            let mut output = vec![f32::NAN; to.len()];
            conv.run(&input, if residual { &added } else { &[] }, &mut output, &mut vec![0.0; conv.scratch()]);

            check(from, to, y, x, &output, |channel, place| {
                let mut sum = bias[channel];
                for (row, column, pixel) in place.window {
                    for c in 0..from.channels {
                        let weight = weights[((channel * y.size + row) * x.size + column) * from.channels + c];
                        sum += input[pixel * from.stride + c] * weight;
                    }
                }
                if residual {
                    sum += added[place.pixel * to.stride + channel];
                }
                if slopes && sum < 0.0 { sum * factors[channel] } else { sum }
            })?;
        }
    }
}
