//! The steps of a run, and the memory they share: values that are never needed at the same time have one buffer.

use super::NetError;
use super::grid::Grid;
use super::planner::Planner;
use super::step::{Step, compact};
use super::tflite::Model;

/// Whether buffers are shared among values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reuse {
    Yes,
    No,
}

/// How a tensor's values lie in its buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Grid(Grid),
    Flat(usize),
}

/// Where a tensor's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) buffer: usize,
    pub(super) layout: Layout,
}

impl Value {
    /// Values in the buffer, with the zeros between pixels.
    pub(super) fn len(&self) -> usize {
        match self.layout {
            Layout::Grid(grid) => grid.len(),
            Layout::Flat(len) => len,
        }
    }

    /// A copy of the values alone.
    pub(super) fn compact(&self, buffer: &[f32]) -> Vec<f32> {
        match self.layout {
            Layout::Grid(grid) => {
                let mut values = vec![0.0; grid.pixels() * grid.channels];
                compact(grid, &buffer[..grid.len()], &mut values);
                values
            }
            Layout::Flat(len) => buffer[..len].to_vec(),
        }
    }
}

/// A run, ready to be given its memory.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// How long each buffer is.
    pub(super) lengths: Vec<usize>,
    pub(super) scratch: usize,
    pub(super) input: Value,
    pub(super) input_shape: [usize; 3],
    pub(super) outputs: Vec<Value>,
    /// Where the tensors of the file are, if they are anywhere.
    pub(super) values: Vec<Option<Value>>,
}

impl Plan {
    pub(super) fn new(model: &Model, reuse: Reuse) -> Result<Self, NetError> {
        let &[input] = &model.inputs[..] else { return Err(NetError::Damaged { what: "not exactly one input" }) };
        let &[1, height, width, channels] = &model.tensors[input].shape[..] else {
            return Err(NetError::Damaged { what: "an input that is no picture" });
        };
        let mut planner = Planner::new(model);
        planner.grid_value(input, Grid { height, width, channels, stride: channels });
        for operator in 0..model.operators.len() {
            planner.operator(operator)?;
        }
        let flat = model.outputs.iter().map(|output| planner.flat(*output));
        let flat: Option<Vec<usize>> = flat.collect();
        let outputs = flat.ok_or(NetError::Damaged { what: "an output that is never computed" })?;
        let input_value = planner.values[input].ok_or(NetError::Damaged { what: "no input" })?;
        let outputs: Vec<Value> = outputs.iter().map(|output| planner.flats[*output]).collect();
        let Planner { steps, lengths, scratch, values, .. } = planner;
        let mut plan = Self {
            steps,
            lengths,
            scratch,
            input: input_value,
            input_shape: [height, width, channels],
            outputs,
            values,
        };
        if reuse == Reuse::Yes {
            plan.share_buffers();
        }
        Ok(plan)
    }

    /// Gives a buffer to a new value as soon as its last reader has run.
    fn share_buffers(&mut self) {
        let mut last_read = vec![0; self.lengths.len()];
        for (at, step) in self.steps.iter().enumerate() {
            step.inputs.iter().for_each(|(buffer, _)| last_read[*buffer] = at);
        }
        self.outputs.iter().chain([&self.input]).for_each(|value| last_read[value.buffer] = usize::MAX);
        let mut shared: Vec<usize> = vec![self.lengths[self.input.buffer]];
        let mut free: Vec<usize> = Vec::new();
        let mut home = vec![0; self.lengths.len()];
        for (at, step) in self.steps.iter_mut().enumerate() {
            // The smallest that is large enough, else the largest, which then grows.
            let fitting =
                free.iter().copied().filter(|buffer| shared[*buffer] >= step.len).min_by_key(|buffer| shared[*buffer]);
            let chosen = fitting.or_else(|| free.iter().copied().max_by_key(|buffer| shared[*buffer]));
            let chosen = chosen.unwrap_or_else(|| {
                shared.push(0);
                shared.len() - 1
            });
            free.retain(|buffer| *buffer != chosen);
            shared[chosen] = shared[chosen].max(step.len);
            home[step.output] = chosen;
            step.output = chosen;
            for (buffer, _) in &step.inputs {
                // One that is read twice is free once.
                if last_read[*buffer] == at && !free.contains(&home[*buffer]) {
                    free.push(home[*buffer]);
                }
            }
            step.inputs.iter_mut().for_each(|(buffer, _)| *buffer = home[*buffer]);
        }
        self.lengths = shared;
        self.outputs.iter_mut().chain([&mut self.input]).for_each(|value| value.buffer = home[value.buffer]);
        self.values.clear();
    }
}
