//! From the operators of a file to the steps of a run, one operator after the other.
//!
//! Constants are unpacked; a convolution swallows the sum and the activation that follow it; what only renames a tensor
//! disappears. Here is what all operators need; `windows` has those that move over a picture, `lists` the others.

mod lists;
mod windows;

use super::NetError;
use super::grid::Grid;
use super::plan::{Layout, Value};
use super::step::{Inputs, Kernel, Step};
use super::tflite::{Kind, Model, Op, Operator, half};
use windows::Chain;

/// Most products of a run: twenty times the larger of the two networks. A damaged file shall not stop the page.
const MOST_PRODUCTS: usize = 1_000_000_000;

/// What is known so far.
#[derive(Debug)]
pub(super) struct Planner<'a> {
    model: &'a Model<'a>,
    pub(super) steps: Vec<Step>,
    pub(super) lengths: Vec<usize>,
    pub(super) scratch: usize,
    products: usize,
    pub(super) values: Vec<Option<Value>>,
    /// The outputs without the zeros between pixels.
    pub(super) flats: Vec<Value>,
    /// For each tensor: the operators that read it; an output of the whole network has one more, which is nowhere.
    readers: Vec<Vec<usize>>,
    /// Convolutions, by the operator that is the last of their chain.
    chains: Vec<Option<Chain>>,
    swallowed: Vec<bool>,
    /// Which tensor a tensor is with more channels of zeros.
    padded: Vec<Option<usize>>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(model: &'a Model<'a>) -> Self {
        let mut readers = vec![Vec::new(); model.tensors.len()];
        for (index, operator) in model.operators.iter().enumerate() {
            operator.inputs.iter().for_each(|tensor| readers[*tensor].push(index));
        }
        model.outputs.iter().for_each(|tensor| readers[*tensor].push(usize::MAX));
        Self {
            model,
            steps: Vec::new(),
            lengths: Vec::new(),
            scratch: 0,
            products: 0,
            values: vec![None; model.tensors.len()],
            flats: Vec::new(),
            readers,
            chains: vec![None; model.operators.len()],
            swallowed: vec![false; model.operators.len()],
            padded: vec![None; model.tensors.len()],
        }
    }

    fn buffer(&mut self, len: usize) -> usize {
        self.lengths.push(len);
        self.lengths.len() - 1
    }

    pub(super) fn grid_value(&mut self, tensor: usize, grid: Grid) -> usize {
        let buffer = self.buffer(grid.len());
        self.values[tensor] = Some(Value { buffer, layout: Layout::Grid(grid) });
        buffer
    }

    fn push(&mut self, inputs: Inputs, output: usize, kernel: Kernel) {
        self.steps.push(Step { inputs, output, len: self.lengths[output], kernel });
    }

    /// The values of an output, or of what reads a tensor as a mere list, without zeros between pixels.
    pub(super) fn flat(&mut self, tensor: usize) -> Option<usize> {
        let value = self.values[tensor]?;
        let flat = match value.layout {
            Layout::Flat(_) => value,
            Layout::Grid(grid) if grid.pixels() == 1 || grid.stride == grid.channels => {
                Value { buffer: value.buffer, layout: Layout::Flat(grid.pixels() * grid.channels) }
            }
            Layout::Grid(grid) => {
                let len = grid.pixels() * grid.channels;
                let buffer = self.buffer(len);
                self.push(vec![(value.buffer, grid.len())], buffer, Kernel::Compact(grid));
                Value { buffer, layout: Layout::Flat(len) }
            }
        };
        self.flats.push(flat);
        Some(self.flats.len() - 1)
    }

    /// The values of a constant: stored as such, or as halves that are widened.
    fn constant(&self, tensor: usize) -> Option<Vec<f32>> {
        let stored = &self.model.tensors[tensor];
        match stored.kind {
            Kind::F32 if !stored.data.is_empty() => {
                Some(stored.data.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
            }
            Kind::F16 if !stored.data.is_empty() => {
                Some(stored.data.as_chunks::<2>().0.iter().map(|two| half(u16::from_le_bytes(*two))).collect())
            }
            Kind::F32 => {
                let widens = |operator: &&Operator| operator.output == tensor && operator.op == Op::Dequantize;
                let source = *self.model.operators.iter().find(widens)?.inputs.first()?;
                (self.model.tensors[source].kind == Kind::F16).then(|| self.constant(source))?
            }
            _ => None,
        }
    }
}

/// The operators, and what they have in common.
impl Planner<'_> {
    pub(super) fn operator(&mut self, index: usize) -> Result<(), NetError> {
        let operator = &self.model.operators[index];
        if let Some(chain) = self.chains[index] {
            return self.convolve(chain);
        }
        if self.swallowed[index] {
            return Ok(());
        }
        match &operator.op {
            Op::Dequantize => Ok(()),
            Op::Conv(_) => self.begin_chain(index),
            Op::Pad => self.pad(index),
            Op::Depthwise(window) => self.depthwise(index, *window),
            Op::MaxPool { window, height: 2, width: 2 } => self.max_pool(index, *window),
            Op::Reshape => self.rename(index),
            Op::StridedSlice => self.whole_slice(index),
            Op::Concatenation { axis: 1 } => self.concatenate(index),
            Op::Mul => self.scale(index),
            Op::LandmarksToMatrix(_) => self.landmarks_to_matrix(index),
            Op::SampleBilinear => self.sample(index),
            Op::TransformLandmarks => self.transform(index),
            Op::Add | Op::Relu | Op::Prelu => {
                unsupported(index, "a sum or an activation without a convolution before it")
            }
            Op::MaxPool { .. } => unsupported(index, "a maximum over other than two by two pixels"),
            Op::Concatenation { .. } => unsupported(index, "a concatenation other than of rows"),
        }
    }

    fn input(&self, index: usize, which: usize) -> Result<usize, NetError> {
        let missing = NetError::Misfit { operator: index, what: "an input is missing" };
        self.model.operators[index].inputs.get(which).copied().ok_or(missing)
    }

    /// The picture that input `which` is.
    fn picture(&self, index: usize, which: usize) -> Result<(Value, Grid), NetError> {
        let tensor = self.input(index, which)?;
        match self.values[tensor] {
            Some(value @ Value { layout: Layout::Grid(grid), .. }) => Ok((value, grid)),
            _ => Err(NetError::Misfit { operator: index, what: "an input is no picture, or not computed yet" }),
        }
    }

    /// The shape that the file says a picture has.
    fn output_grid(&self, index: usize, tensor: usize) -> Result<Grid, NetError> {
        match self.model.tensors[tensor].shape[..] {
            [1, height, width, channels] => Ok(Grid::padded(height, width, channels)),
            _ => misfit(index, "the output is no picture"),
        }
    }

    /// The list that input `which` is.
    fn list(&mut self, index: usize, which: usize) -> Result<Value, NetError> {
        let tensor = self.input(index, which)?;
        let missing = NetError::Misfit { operator: index, what: "an input is not computed yet" };
        self.flat(tensor).map(|flat| self.flats[flat]).ok_or(missing)
    }

    fn list_output(&mut self, index: usize, inputs: Inputs, len: usize, kernel: Kernel) -> Result<(), NetError> {
        let tensor = self.model.operators[index].output;
        if self.model.tensors[tensor].len() != len {
            return misfit(index, "the output has another length than what is computed");
        }
        let buffer = self.buffer(len);
        self.values[tensor] = Some(Value { buffer, layout: Layout::Flat(len) });
        self.push(inputs, buffer, kernel);
        Ok(())
    }

    /// The only operator that reads `tensor`.
    fn only_reader(&self, tensor: usize) -> Option<usize> {
        match self.readers[tensor][..] {
            [reader] if reader != usize::MAX => Some(reader),
            _ => None,
        }
    }

    /// The weights and the bias of an operator whose inputs are picture, weights, bias.
    fn weights(&self, index: usize, weights: usize, bias: usize) -> Result<(Vec<f32>, Vec<f32>), NetError> {
        let found = self.constant(self.input(index, 1)?).zip(self.constant(self.input(index, 2)?));
        let fits = |found: &(Vec<f32>, Vec<f32>)| found.0.len() == weights && found.1.len() == bias;
        found.filter(fits).ok_or(NetError::Misfit { operator: index, what: "weights are missing or of another number" })
    }

    /// Counts the products of an operator, so that no file makes a run endless.
    fn work(&mut self, index: usize, values: usize, each: usize) -> Result<(), NetError> {
        let products = values.checked_mul(each).and_then(|products| products.checked_add(self.products));
        self.products = products.unwrap_or(usize::MAX);
        if self.products > MOST_PRODUCTS { unsupported(index, "more work than a face network needs") } else { Ok(()) }
    }
}

fn misfit<T>(operator: usize, what: &'static str) -> Result<T, NetError> {
    Err(NetError::Misfit { operator, what })
}

fn unsupported<T>(operator: usize, what: &'static str) -> Result<T, NetError> {
    Err(NetError::Unsupported { operator, what })
}
