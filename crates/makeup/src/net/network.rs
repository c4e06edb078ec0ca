//! A network that is ready to run.

use std::mem;

use super::NetError;
use super::plan::{Plan, Reuse, Value};
use super::step::Step;
use super::tflite::Model;

/// A network with its weights and its working memory. A run reads [`Network::input_mut`], fills the outputs, cannot fail
/// and allocates nothing.
#[derive(Debug)]
pub struct Network {
    steps: Vec<Step>,
    /// The working memory: steps share buffers once nobody needs what was in them.
    buffers: Vec<Vec<f32>>,
    scratch: Vec<f32>,
    input: Value,
    input_shape: [usize; 3],
    outputs: Vec<Value>,
    tensors: Vec<Option<Value>>,
}

impl Network {
    /// Reads a TFLite file with one picture as input.
    ///
    /// # Errors
    ///
    /// [`NetError`] says what is wrong with the file: not TFLite, damaged, or with operators this engine does not have.
    pub fn read(file: &[u8]) -> Result<Self, NetError> {
        Self::plan(file, Reuse::Yes)
    }

    /// Like [`Network::read`], but every buffer keeps what it held, so that [`Network::tensor`] can be compared with a
    /// reference after a run. Takes several times the memory.
    ///
    /// # Errors
    ///
    /// As [`Network::read`].
    pub fn read_keeping_all(file: &[u8]) -> Result<Self, NetError> {
        Self::plan(file, Reuse::No)
    }

    fn plan(file: &[u8], reuse: Reuse) -> Result<Self, NetError> {
        let plan = Plan::new(&Model::read(file)?, reuse)?;
        Ok(Self {
            steps: plan.steps,
            buffers: plan.lengths.iter().map(|len| vec![0.0; *len]).collect(),
            scratch: vec![0.0; plan.scratch],
            input: plan.input,
            input_shape: plan.input_shape,
            outputs: plan.outputs,
            tensors: plan.values,
        })
    }

    /// Height, width and channels of the picture it looks at.
    pub fn input_shape(&self) -> [usize; 3] {
        self.input_shape
    }

    /// The picture to look at next: rows of pixels of channels.
    pub fn input_mut(&mut self) -> &mut [f32] {
        &mut self.buffers[self.input.buffer][..self.input.len()]
    }

    /// Computes the outputs for the input.
    pub fn run(&mut self) {
        for step in &self.steps {
            // Taken out for the moment of writing: a step never reads the buffer it writes.
            let mut output = mem::take(&mut self.buffers[step.output]);
            step.run(&self.buffers, &mut output, &mut self.scratch);
            self.buffers[step.output] = output;
        }
    }

    /// How many values each output has, in the order of the file.
    pub fn output_lengths(&self) -> impl Iterator<Item = usize> {
        self.outputs.iter().map(Value::len)
    }

    /// The values of output `index` after a run; none if there is no such output.
    pub fn output(&self, index: usize) -> &[f32] {
        self.outputs.get(index).map_or(&[], |output| &self.buffers[output.buffer][..output.len()])
    }

    /// The values of tensor `index` of the file, if it is computed and not an inner part of a step.
    /// Only of use after [`Network::read_keeping_all`].
    pub fn tensor(&self, index: usize) -> Option<Vec<f32>> {
        let value = self.tensors.get(index)?.as_ref()?;
        Some(value.compact(&self.buffers[value.buffer]))
    }

    /// Bytes of working memory, without the weights.
    pub fn working_memory(&self) -> usize {
        (self.buffers.iter().map(Vec::len).sum::<usize>() + self.scratch.len()) * size_of::<f32>()
    }
}
