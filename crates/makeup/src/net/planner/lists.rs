//! Operators on mere lists of values, and the three of the Attention Mesh.

use super::{Planner, misfit, unsupported};
use crate::net::NetError;
use crate::net::attention::MATRIX;
use crate::net::plan::Value;
use crate::net::step::{Inputs, Kernel};
use crate::net::tflite::Op;

impl Planner<'_> {
    pub(super) fn rename(&mut self, index: usize) -> Result<(), NetError> {
        let value = self.list(index, 0)?;
        let tensor = self.model.operators[index].output;
        if self.model.tensors[tensor].len() != value.len() {
            return misfit(index, "another number of values after than before");
        }
        self.values[tensor] = Some(value);
        Ok(())
    }

    /// A slice is only known if it takes everything.
    pub(super) fn whole_slice(&mut self, index: usize) -> Result<(), NetError> {
        let (from, to) = (self.input(index, 0)?, self.model.operators[index].output);
        if self.model.tensors[from].shape == self.model.tensors[to].shape {
            self.rename(index)
        } else {
            unsupported(index, "a part of a tensor")
        }
    }

    pub(super) fn concatenate(&mut self, index: usize) -> Result<(), NetError> {
        let count = self.model.operators[index].inputs.len();
        let lists: Vec<Value> = (0..count).map(|which| self.list(index, which)).collect::<Result<_, _>>()?;
        let inputs: Inputs = lists.iter().map(|list| (list.buffer, list.len())).collect();
        let len = inputs.iter().map(|(_, len)| len).sum();
        self.list_output(index, inputs, len, Kernel::Concatenate)
    }

    pub(super) fn scale(&mut self, index: usize) -> Result<(), NetError> {
        let list = self.list(index, 0)?;
        let factors = self.constant(self.input(index, 1)?);
        let fits = |factors: &Vec<f32>| factors.len() == 1 || factors.len() == list.len();
        let Some(factors) = factors.filter(fits) else {
            return misfit(index, "neither one factor nor one for each value");
        };
        self.list_output(index, vec![(list.buffer, list.len())], list.len(), Kernel::Scale(factors))
    }

    pub(super) fn landmarks_to_matrix(&mut self, index: usize) -> Result<(), NetError> {
        let list = self.list(index, 0)?;
        let Op::LandmarksToMatrix(options) = &self.model.operators[index].op else {
            return misfit(index, "no options");
        };
        let named = options.subset.iter().chain([&options.left, &options.right]);
        if options.subset.is_empty() || named.into_iter().any(|landmark| *landmark >= list.len() / 3) {
            return misfit(index, "landmarks are named that are not there");
        }
        let kernel = Kernel::LandmarksToMatrix(options.clone());
        self.list_output(index, vec![(list.buffer, list.len())], MATRIX, kernel)
    }

    pub(super) fn sample(&mut self, index: usize) -> Result<(), NetError> {
        let (value, from) = self.picture(index, 0)?;
        let matrix = self.list(index, 1)?;
        let tensor = self.model.operators[index].output;
        let to = self.output_grid(index, tensor)?;
        if matrix.len() != MATRIX || from.channels != to.channels || from.stride != to.stride {
            return misfit(index, "no matrix, or another number of channels");
        }
        let buffer = self.grid_value(tensor, to);
        let inputs = vec![(value.buffer, from.len()), (matrix.buffer, matrix.len())];
        self.push(inputs, buffer, Kernel::SampleBilinear { from, to });
        Ok(())
    }

    pub(super) fn transform(&mut self, index: usize) -> Result<(), NetError> {
        let (list, matrix) = (self.list(index, 0)?, self.list(index, 1)?);
        let planar = self.model.tensors[self.input(index, 0)?].shape.last() == Some(&2);
        if matrix.len() != MATRIX || !planar {
            return misfit(index, "no matrix, or landmarks that are not flat");
        }
        let inputs = vec![(list.buffer, list.len()), (matrix.buffer, matrix.len())];
        self.list_output(index, inputs, list.len(), Kernel::TransformLandmarks)
    }
}
