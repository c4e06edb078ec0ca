//! Operators that move a window over a picture, and what a convolution swallows.

use super::{Planner, misfit, unsupported};
use crate::net::NetError;
use crate::net::conv::{Conv, by_lanes};
use crate::net::depthwise::Depthwise;
use crate::net::grid::{Axis, Grid, LANES, MaxPool};
use crate::net::plan::{Layout, Value};
use crate::net::step::Kernel;
use crate::net::tflite::{Kind, Op, Window};

/// A convolution and what follows it directly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain {
    conv: usize,
    residual: Option<usize>,
    activation: Option<usize>,
    output: usize,
}

impl Planner<'_> {
    /// Looks ahead for the sum and the activation after a convolution; its step is made where the last of them stands,
    /// since only there everything it reads has been computed.
    pub(super) fn begin_chain(&mut self, index: usize) -> Result<(), NetError> {
        let operators = &self.model.operators;
        let mut chain = Chain { conv: index, residual: None, activation: None, output: operators[index].output };
        let mut last = index;
        if let Some(reader) =
            self.only_reader(chain.output).filter(|reader| *reader > last && operators[*reader].op == Op::Add)
            && let [first, second] = operators[reader].inputs[..]
        {
            chain.residual = Some(if first == chain.output { second } else { first });
            chain.output = operators[reader].output;
            last = reader;
        }
        let activates = |reader: &usize| *reader > last && matches!(operators[*reader].op, Op::Relu | Op::Prelu);
        if let Some(reader) = self.only_reader(chain.output).filter(activates) {
            chain.activation = Some(reader);
            chain.output = operators[reader].output;
            self.swallowed[last] = true;
            last = reader;
        }
        if last == index {
            return self.convolve(chain);
        }
        self.swallowed[index] = true;
        if self.chains[last].replace(chain).is_some() {
            return unsupported(last, "a sum of two convolutions that nothing else reads");
        }
        Ok(())
    }

    pub(super) fn convolve(&mut self, chain: Chain) -> Result<(), NetError> {
        let index = chain.conv;
        let Op::Conv(window) = self.model.operators[index].op else { return misfit(index, "no convolution") };
        let (value, grid) = self.picture(index, 0)?;
        let output = self.output_grid(index, self.model.operators[index].output)?;
        let [n, rows, columns, channels] = self.model.tensors[self.input(index, 1)?].shape[..] else {
            return misfit(index, "weights of another shape");
        };
        let (weights, bias) = self.weights(index, n * rows * columns * channels, n)?;
        if channels != grid.channels || n != output.channels {
            return misfit(index, "weights for another number of channels");
        }
        let (y, x) = axes(index, window, (rows, columns), grid, output)?;
        self.work(index, output.pixels() * n, rows * columns * channels)?;
        let mut conv = Conv::new(grid, output, y, x, &weights, &bias);
        let mut inputs = vec![(value.buffer, grid.len())];
        if let Some(tensor) = chain.residual {
            let tensor = self.padded[tensor].unwrap_or(tensor);
            let Some(Value { buffer, layout: Layout::Grid(added) }) = self.values[tensor] else {
                return misfit(index, "a sum with what is no picture, or not computed yet");
            };
            if added.pixels() != output.pixels()
                || added.width != output.width
                || added.stride > output.stride
                || added.stride % LANES != 0
            {
                return misfit(index, "a sum of pictures of different sizes");
            }
            conv.residual = Some(added);
            inputs.push((buffer, added.len()));
        }
        if let Some(activation) = chain.activation {
            conv.slopes = self.slopes(activation, n)?;
        }
        self.scratch = self.scratch.max(conv.scratch());
        let buffer = self.grid_value(chain.output, output);
        self.push(inputs, buffer, Kernel::Conv(Box::new(conv)));
        Ok(())
    }

    /// What negative values are multiplied by: nothing is left of them, or as many constants as there are channels.
    pub(super) fn slopes(&self, index: usize, channels: usize) -> Result<Vec<[f32; LANES]>, NetError> {
        if self.model.operators[index].op == Op::Relu {
            return Ok(by_lanes(&vec![0.0; channels]));
        }
        match self.constant(self.input(index, 1)?) {
            Some(slopes) if slopes.len() == channels => Ok(by_lanes(&slopes)),
            _ => misfit(index, "not one slope for each channel"),
        }
    }

    pub(super) fn depthwise(&mut self, index: usize, window: Window) -> Result<(), NetError> {
        let (value, grid) = self.picture(index, 0)?;
        let tensor = self.model.operators[index].output;
        let output = self.output_grid(index, tensor)?;
        let [1, rows, columns, channels] = self.model.tensors[self.input(index, 1)?].shape[..] else {
            return misfit(index, "weights of another shape");
        };
        let (weights, bias) = self.weights(index, rows * columns * channels, channels)?;
        if channels != grid.channels || channels != output.channels || grid.stride != output.stride {
            return misfit(index, "weights for another number of channels");
        }
        let (y, x) = axes(index, window, (rows, columns), grid, output)?;
        self.work(index, output.pixels() * channels, rows * columns)?;
        let depthwise = Depthwise::new(grid, output, y, x, &weights, &bias);
        let buffer = self.grid_value(tensor, output);
        self.push(vec![(value.buffer, grid.len())], buffer, Kernel::Depthwise(Box::new(depthwise)));
        Ok(())
    }

    pub(super) fn max_pool(&mut self, index: usize, window: Window) -> Result<(), NetError> {
        let (value, input) = self.picture(index, 0)?;
        let tensor = self.model.operators[index].output;
        let output = self.output_grid(index, tensor)?;
        let halves = input.height == 2 * output.height && input.width == 2 * output.width;
        let strides = (window.stride_y, window.stride_x) == (2, 2);
        if !halves || !strides || input.channels != output.channels || input.stride != output.stride {
            return misfit(index, "the output is not half as high and wide");
        }
        let buffer = self.grid_value(tensor, output);
        self.push(vec![(value.buffer, input.len())], buffer, Kernel::MaxPool(MaxPool { input, output }));
        Ok(())
    }

    /// More channels of zeros: nothing to do, since a sum simply leaves them alone.
    pub(super) fn pad(&mut self, index: usize) -> Result<(), NetError> {
        let (from, to) = (self.input(index, 0)?, self.model.operators[index].output);
        let (old, new) = (&self.model.tensors[from].shape[..], &self.model.tensors[to].shape[..]);
        let amounts = &self.model.tensors[self.input(index, 1)?];
        let before = amounts.data.as_chunks::<4>().0.iter().step_by(2).all(|amount| i32::from_le_bytes(*amount) == 0);
        let same_picture = old.len() == 4 && new.len() == 4 && old[..3] == new[..3] && old[3] <= new[3];
        if amounts.kind != Kind::I32 || amounts.data.len() != 32 || !before || !same_picture {
            return unsupported(index, "zeros other than as further channels");
        }
        self.padded[to] = Some(from);
        Ok(())
    }
}

fn axes(index: usize, window: Window, size: (usize, usize), from: Grid, to: Grid) -> Result<(Axis, Axis), NetError> {
    let y = Axis::new(window.same, from.height, size.0, window.stride_y, to.height);
    let x = Axis::new(window.same, from.width, size.1, window.stride_x, to.width);
    y.zip(x).ok_or(NetError::Misfit { operator: index, what: "the output has another size than the window makes" })
}
