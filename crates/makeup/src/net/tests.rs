//! What the kernels' tests share: random layers, and plain loops over them.

use super::grid::{Axis, Grid};
use proptest::prelude::*;
use std::ops::Range;

/// Numbers between -1 and 1 that follow from a seed.
pub(super) fn numbers(seed: u64) -> impl FnMut() -> f32 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}

/// A picture of random numbers, with zeros after each pixel's channels.
pub(super) fn grid_of(grid: Grid, numbers: &mut impl FnMut() -> f32) -> Vec<f32> {
    (0..grid.len()).map(|at| if at % grid.stride < grid.channels { numbers() } else { 0.0 }).collect()
}

prop_compose! {
    /// Input, output and window of a layer. Some inputs are stored without zeros between pixels.
    pub(super) fn layer(inputs: Range<usize>, outputs: Range<usize>)(
        height in 1..13_usize, width in 1..13_usize, channels in inputs, out_channels in outputs,
        size in 1..6_usize, stride in 1..4_usize, same: bool, dense: bool,
    ) -> (Grid, Grid, Axis, Axis) {
        let (height, width) = if same { (height, width) } else { (height.max(size), width.max(size)) };
        let long = |input: usize| if same { input.div_ceil(stride) } else { (input - size) / stride + 1 };
        let axis = |input: usize| Axis::new(same, input, size, stride, long(input)).expect("the right length");
        let stored = if dense { channels } else { channels.next_multiple_of(8) };
        let from = Grid { height, width, channels, stride: stored };
        (from, Grid::padded(long(height), long(width), out_channels), axis(height), axis(width))
    }
}

/// An output pixel and its window: row and column in the window, and the input pixel there.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) pixel: usize,
    pub(super) window: Vec<(usize, usize, usize)>,
}

/// Holds an output against a plain computation of each value, and what lies between the pixels against zero.
pub(super) fn check(
    from: Grid,
    to: Grid,
    y: Axis,
    x: Axis,
    output: &[f32],
    expected: impl Fn(usize, Place) -> f32,
) -> Result<(), TestCaseError> {
    for pixel in 0..to.pixels() {
        for channel in 0..to.stride {
            let place = |axis: Axis, at: usize, offset: usize, length: usize| {
                (at * axis.stride + offset).checked_sub(axis.before).filter(|at| *at < length)
            };
            let offsets = (0..y.size).flat_map(|row| (0..x.size).map(move |column| (row, column)));
            let window = offsets.filter_map(|(row, column)| {
                let down = place(y, pixel / to.width, row, from.height)?;
                let right = place(x, pixel % to.width, column, from.width)?;
                Some((row, column, down * from.width + right))
            });
            let place = Place { pixel, window: window.collect() };
            let expected = if channel < to.channels { expected(channel, place) } else { 0.0 };
            let found = output[pixel * to.stride + channel];
            prop_assert!(
                (found - expected).abs() <= 1e-4 * (1.0 + expected.abs()),
                "pixel {pixel}, channel {channel}: {found}, not {expected}"
            );
        }
    }
    Ok(())
}
