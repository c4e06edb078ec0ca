//! The shape of a picture inside the network, and the one operator that only compares: the largest of four.

use wide::f32x8;

/// How many channels are computed at a time.
pub(super) const LANES: usize = 8;

/// A picture of `height` rows of `width` pixels of `channels` values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) height: usize,
    pub(super) width: usize,
    pub(super) channels: usize,
    /// Values from one pixel to the next: `channels` rounded up to a multiple of [`LANES`], the rest zeros, so that no
    /// kernel needs a second loop for what is left over. Only the network's input is stored without such zeros.
    pub(super) stride: usize,
}

impl Grid {
    pub(super) fn padded(height: usize, width: usize, channels: usize) -> Self {
        Self { height, width, channels, stride: channels.next_multiple_of(LANES) }
    }

    pub(super) fn pixels(self) -> usize {
        self.height * self.width
    }

    pub(super) fn len(self) -> usize {
        self.pixels() * self.stride
    }

    /// Groups of [`LANES`] channels in a pixel.
    pub(super) fn blocks(self) -> usize {
        self.stride / LANES
    }
}

/// Where a window stands along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) size: usize,
    pub(super) stride: usize,
    /// Zeros thought before the first value.
    pub(super) before: usize,
}

impl Axis {
    /// TensorFlow's rule. `None` if the output's length is not the one that follows.
    pub(super) fn new(same: bool, input: usize, size: usize, stride: usize, output: usize) -> Option<Self> {
        let expected = if same { input.div_ceil(stride) } else { (input.checked_sub(size)?) / stride + 1 };
        let missing = ((output - 1) * stride + size).saturating_sub(input);
        let before = if same { missing / 2 } else { 0 };
        (expected == output).then_some(Self { size, stride, before })
    }

    /// Which of the window's places lie inside of an input of `length` when the window makes output `at`, and the input
    /// of the first of them.
    pub(super) fn inside(self, at: usize, length: usize) -> (std::ops::Range<usize>, usize) {
        let start = at * self.stride;
        let first = self.before.saturating_sub(start);
        let end = self.size.min((length + self.before).saturating_sub(start));
        (first..end, start + first - self.before)
    }
}

/// The largest of every two by two pixels.
#[derive(Debug)]
pub(super) struct MaxPool {
    pub(super) input: Grid,
    pub(super) output: Grid,
}

impl MaxPool {
    pub(super) fn run(&self, input: &[f32], output: &mut [f32]) {
        let blocks = self.input.blocks();
        let row = self.input.width * blocks;
        let input = input.as_chunks::<LANES>().0;
        let output = output.as_chunks_mut::<LANES>().0;
        let out_row = self.output.width * blocks;
        for (y, output) in output.chunks_exact_mut(out_row).take(self.output.height).enumerate() {
            let above = &input[2 * y * row..][..row];
            let below = &input[(2 * y + 1) * row..][..row];
            for (x, output) in output.chunks_exact_mut(blocks).enumerate() {
                for (block, output) in output.iter_mut().enumerate() {
                    let (left, right) = (2 * x * blocks + block, (2 * x + 1) * blocks + block);
                    let upper = larger(above[left].into(), above[right].into());
                    let lower = larger(below[left].into(), below[right].into());
                    *output = larger(upper, lower).to_array();
                }
            }
        }
    }
}

/// A choice instead of `max`, whose answer for two zeros of different sign differs between machines.
fn larger(a: f32x8, b: f32x8) -> f32x8 {
    a.simd_lt(b).select(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::tests::{check, grid_of, numbers};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_maximum_is_what_plain_loops_compute(height in 1..9_usize, width in 1..9_usize, channels in 1..20_usize, seed: u64) {
            let (input, output) = (Grid::padded(2 * height, 2 * width, channels), Grid::padded(height, width, channels));
            let values = grid_of(input, &mut numbers(seed));
            let mut largest = vec![f32::NAN; output.len()];
            MaxPool { input, output }.run(&values, &mut largest);
            let two = Axis { size: 2, stride: 2, before: 0 };
            check(input, output, two, two, &largest, |channel, place| {
                place.window.into_iter().map(|(_, _, pixel)| values[pixel * input.stride + channel]).fold(f32::MIN, f32::max)
            })?;
        }
    }

    #[test]
    fn windows_stand_where_tensorflow_puts_them() {
        // input, size, stride, same, output, zeros before
        let cases = [
            (192, 3, 2, true, 96, Some(0)),
            (96, 3, 1, true, 96, Some(1)),
            (128, 5, 2, true, 64, Some(1)),
            (3, 3, 3, false, 1, Some(0)),
            (2, 2, 2, false, 1, Some(0)),
            (7, 3, 2, true, 4, Some(1)),
            (7, 3, 2, true, 3, None),
            (2, 3, 1, false, 1, None),
        ];
        for (input, size, stride, same, output, before) in cases {
            let axis = Axis::new(same, input, size, stride, output);
            assert_eq!(axis.map(|axis| axis.before), before, "{input} by {size} every {stride}");
        }
    }
}
