//! One step of a run: which buffers it reads, which it writes, what it computes.

use super::attention::{landmarks_to_matrix, sample_bilinear, transform_landmarks};
use super::conv::Conv;
use super::depthwise::Depthwise;
use super::grid::{Grid, MaxPool};
use super::tflite::LandmarksToMatrix;

/// A computation from one or two buffers into another.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) inputs: Inputs,
    pub(super) output: usize,
    /// How many values it writes.
    pub(super) len: usize,
    pub(super) kernel: Kernel,
}

/// The buffers that a step reads, each with how many of its values count.
pub(super) type Inputs = Vec<(usize, usize)>;

/// What a step computes.
#[derive(Debug)]
pub(super) enum Kernel {
    Conv(Box<Conv>),
    Depthwise(Box<Depthwise>),
    MaxPool(MaxPool),
    /// A picture without the zeros between its pixels.
    Compact(Grid),
    /// Everything one after the other.
    Concatenate,
    /// Times one number, or each value times its own.
    Scale(Vec<f32>),
    LandmarksToMatrix(LandmarksToMatrix),
    SampleBilinear {
        from: Grid,
        to: Grid,
    },
    TransformLandmarks,
}

impl Step {
    /// Computes `output` from the buffers it names.
    pub(super) fn run(&self, buffers: &[Vec<f32>], output: &mut [f32], scratch: &mut [f32]) {
        let output = &mut output[..self.len];
        let input = |index: usize| match self.inputs.get(index) {
            Some((buffer, len)) => &buffers[*buffer][..*len],
            None => &[],
        };
        match &self.kernel {
            Kernel::Conv(conv) => conv.run(input(0), input(1), output, scratch),
            Kernel::Depthwise(depthwise) => depthwise.run(input(0), output),
            Kernel::MaxPool(pool) => pool.run(input(0), output),
            Kernel::Compact(grid) => compact(*grid, input(0), output),
            Kernel::Concatenate => {
                let mut rest = output;
                for index in 0..self.inputs.len() {
                    let (to, after) = rest.split_at_mut(input(index).len());
                    to.copy_from_slice(input(index));
                    rest = after;
                }
            }
            Kernel::Scale(factors) if factors.len() == 1 => {
                let products = input(0).iter().map(|value| value * factors[0]);
                output.iter_mut().zip(products).for_each(|(output, product)| *output = product);
            }
            Kernel::Scale(factors) => {
                let products = input(0).iter().zip(factors).map(|(value, factor)| value * factor);
                output.iter_mut().zip(products).for_each(|(output, product)| *output = product);
            }
            Kernel::LandmarksToMatrix(options) => landmarks_to_matrix(options, input(0), output),
            Kernel::SampleBilinear { from, to } => sample_bilinear(*from, *to, input(0), input(1), output),
            Kernel::TransformLandmarks => transform_landmarks(input(0), input(1), output),
        }
    }
}

/// Copies a picture without the zeros after each pixel's channels.
pub(super) fn compact(grid: Grid, input: &[f32], output: &mut [f32]) {
    for (to, from) in output.chunks_exact_mut(grid.channels).zip(input.chunks_exact(grid.stride)) {
        to.copy_from_slice(&from[..grid.channels]);
    }
}
