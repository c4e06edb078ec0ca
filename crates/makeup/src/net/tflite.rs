//! Reads a TFLite file into tensors and operators, checking that everything it names is there.
//!
//! Source: `schema.fbs` of TensorFlow Lite, version 3. Field numbers below are those of its tables.

use super::NetError;
use super::flat::{Bytes, Table};
use super::flex::Map;

/// Most values a tensor may have: far above the two networks', far below what would exhaust a phone's memory.
const MOST_VALUES: usize = 1 << 22;
const MOST_OPERATORS: usize = 4_096;

/// What a file holds.
#[derive(Debug)]
pub(super) struct Model<'a> {
    pub(super) tensors: Vec<Tensor<'a>>,
    pub(super) operators: Vec<Operator>,
    pub(super) inputs: Vec<usize>,
    pub(super) outputs: Vec<usize>,
}

/// A tensor: its shape and, if it is a constant, its bytes.
#[derive(Debug)]
pub(super) struct Tensor<'a> {
    pub(super) shape: Vec<usize>,
    pub(super) kind: Kind,
    pub(super) data: &'a [u8],
}

impl Tensor<'_> {
    /// How many values it has.
    pub(super) fn len(&self) -> usize {
        self.shape.iter().product()
    }
}

/// What a tensor's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    F32,
    F16,
    I32,
    Other,
}

/// One operator and the tensors it reads and writes.
#[derive(Debug)]
pub(super) struct Operator {
    pub(super) op: Op,
    pub(super) inputs: Vec<usize>,
    pub(super) output: usize,
}

/// What an operator does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Op {
    Add,
    Concatenation { axis: i32 },
    Conv(Window),
    Depthwise(Window),
    Dequantize,
    MaxPool { window: Window, height: i32, width: i32 },
    Mul,
    Relu,
    Reshape,
    Pad,
    StridedSlice,
    Prelu,
    LandmarksToMatrix(LandmarksToMatrix),
    SampleBilinear,
    TransformLandmarks,
}

/// How a window moves over a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// Whether the picture is thought to go on as zeros, so that the output is as large as the input over the stride.
    pub(super) same: bool,
    pub(super) stride_y: usize,
    pub(super) stride_x: usize,
}

/// Options of the operator that finds a part of the face among landmarks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LandmarksToMatrix {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) subset: Vec<usize>,
    pub(super) scale_x: f32,
    pub(super) scale_y: f32,
    pub(super) out_width: f32,
    pub(super) out_height: f32,
}

impl<'a> Model<'a> {
    pub(super) fn read(file: &'a [u8]) -> Result<Self, NetError> {
        if file.get(4..8) != Some(b"TFL3") {
            return Err(NetError::NotTflite);
        }
        let root = Bytes(file).root()?;
        let codes = root.tables(1)?;
        let [graph] = root.tables(2)?[..] else { return Err(NetError::Damaged { what: "not exactly one graph" }) };
        let buffers = root.tables(4)?;
        let tensors: Vec<_> =
            graph.tables(0)?.into_iter().map(|table| tensor(table, &buffers)).collect::<Result<_, _>>()?;
        let records = graph.tables(3)?;
        if records.len() > MOST_OPERATORS {
            return Err(NetError::Damaged { what: "thousands of operators" });
        }
        let read = |(index, record)| operator(index, record, &codes, tensors.len());
        let operators = records.into_iter().enumerate().map(read).collect::<Result<_, _>>()?;
        let inputs = indices(&graph.i32s(1)?, tensors.len())?;
        let outputs = indices(&graph.i32s(2)?, tensors.len())?;
        Ok(Self { tensors, operators, inputs, outputs })
    }
}

fn indices(numbers: &[i32], count: usize) -> Result<Vec<usize>, NetError> {
    let checked = numbers.iter().map(|number| usize::try_from(*number).ok().filter(|index| *index < count));
    checked.collect::<Option<_>>().ok_or(NetError::Damaged { what: "a tensor is named that is not there" })
}

fn tensor<'a>(table: Table<'a>, buffers: &[Table<'a>]) -> Result<Tensor<'a>, NetError> {
    let kind = match table.u8(1)? {
        0 => Kind::F32,
        1 => Kind::F16,
        2 => Kind::I32,
        _ => Kind::Other,
    };
    let numbers = table.i32s(0)?;
    let shape: Option<Vec<usize>> =
        numbers.iter().map(|side| usize::try_from(*side).ok().filter(|side| *side > 0)).collect();
    let shape = shape.filter(|shape| shape.len() <= 4).ok_or(NetError::Damaged { what: "a tensor without a size" })?;
    let values = shape.iter().try_fold(1_usize, |product, side| product.checked_mul(*side));
    let values = values
        .filter(|values| *values <= MOST_VALUES)
        .ok_or(NetError::Damaged { what: "a tensor of millions of values" })?;
    let buffer = usize::try_from(table.i32(2, 0)?).ok().and_then(|index| buffers.get(index));
    let data = buffer.ok_or(NetError::Damaged { what: "a tensor's bytes are not there" })?.bytes(0)?;
    let size = if kind == Kind::F16 { 2 } else { 4 };
    if kind != Kind::Other && !data.is_empty() && data.len() != values * size {
        return Err(NetError::Damaged { what: "a constant that does not fill its shape" });
    }
    Ok(Tensor { shape, kind, data })
}

fn operator(index: usize, record: Table, codes: &[Table], tensors: usize) -> Result<Operator, NetError> {
    let code = usize::try_from(record.i32(0, 0)?).ok().and_then(|code| codes.get(code));
    let code = code.ok_or(NetError::Damaged { what: "an operator without a kind" })?;
    let inputs = indices(&record.i32s(1)?, tensors)?;
    let [output] = indices(&record.i32s(2)?, tensors)?[..] else {
        return Err(NetError::Unsupported { operator: index, what: "not exactly one output" });
    };
    let options = Options { operator: index, table: record.table(4)? };
    // Old files keep the kind in a byte, new ones in a number; the larger one counts.
    let kind = i32::from(code.u8(0)?).max(code.i32(3, 0)?);
    let op = match kind {
        0 => options.plain(0).map(|()| Op::Add),
        2 => options.plain(1).and_then(|()| Ok(Op::Concatenation { axis: options.i32(0, 0)? })),
        3 => options.plain(3).and_then(|()| options.undilated(4)).and_then(|()| Ok(Op::Conv(options.window()?))),
        4 => options.plain(4).and_then(|()| options.undilated(5)).and_then(|()| Ok(Op::Depthwise(options.window()?))),
        6 => Ok(Op::Dequantize),
        17 => options.plain(5).and_then(|()| options.pool()),
        18 => options.plain(0).map(|()| Op::Mul),
        19 => Ok(Op::Relu),
        22 => Ok(Op::Reshape),
        32 => custom(index, code.bytes(1)?, record.bytes(5)?),
        34 => Ok(Op::Pad),
        45 => Ok(Op::StridedSlice),
        54 => Ok(Op::Prelu),
        _ => Err(NetError::Unsupported { operator: index, what: "a kind of operator that no face network needs" }),
    }?;
    Ok(Operator { op, inputs, output })
}

/// The options of a built-in operator; fields that were left out have their usual values.
#[derive(Debug, Clone, Copy)]
struct Options<'a> {
    operator: usize,
    table: Option<Table<'a>>,
}

impl Options<'_> {
    fn i32(self, slot: usize, otherwise: i32) -> Result<i32, NetError> {
        self.table.map_or(Ok(otherwise), |table| table.i32(slot, otherwise))
    }

    fn byte(self, slot: usize) -> Result<u8, NetError> {
        self.table.map_or(Ok(0), |table| table.u8(slot))
    }

    /// No activation hidden inside the operator.
    fn plain(self, slot: usize) -> Result<(), NetError> {
        let what = "an activation inside of another operator";
        if self.byte(slot)? == 0 { Ok(()) } else { Err(NetError::Unsupported { operator: self.operator, what }) }
    }

    fn undilated(self, slot: usize) -> Result<(), NetError> {
        let what = "a window with gaps";
        let one = self.i32(slot, 1)? == 1 && self.i32(slot + 1, 1)? == 1;
        if one { Ok(()) } else { Err(NetError::Unsupported { operator: self.operator, what }) }
    }

    fn window(self) -> Result<Window, NetError> {
        let stride = |slot| {
            let stride = usize::try_from(self.i32(slot, 1)?).ok().filter(|stride| (1..=16).contains(stride));
            stride.ok_or(NetError::Damaged { what: "a window that does not move, or leaps" })
        };
        Ok(Window { same: self.byte(0)? == 0, stride_x: stride(1)?, stride_y: stride(2)? })
    }

    fn pool(self) -> Result<Op, NetError> {
        Ok(Op::MaxPool { window: self.window()?, width: self.i32(3, 1)?, height: self.i32(4, 1)? })
    }
}

fn custom(index: usize, name: &[u8], options: &[u8]) -> Result<Op, NetError> {
    match name {
        b"Landmarks2TransformMatrix" => {
            let map = Map::read(options)?;
            let size = |name| {
                let size = map.number(name)?;
                let what = "a part of the face without a size";
                if (1..=4_096).contains(&size) {
                    Ok(size as f32)
                } else {
                    Err(NetError::Misfit { operator: index, what })
                }
            };
            if map.float("target_rotation_radians")? != 0.0 {
                let what = "a part of the face that is not to be level";
                return Err(NetError::Unsupported { operator: index, what });
            }
            Ok(Op::LandmarksToMatrix(LandmarksToMatrix {
                left: map.number("left_rotation_idx")?,
                right: map.number("right_rotation_idx")?,
                subset: map.numbers("subset_idxs")?,
                scale_x: map.float("scale_x")?,
                scale_y: map.float("scale_y")?,
                out_width: size("output_width")?,
                out_height: size("output_height")?,
            }))
        }
        b"TransformTensorBilinear" => Ok(Op::SampleBilinear),
        b"TransformLandmarks" => Ok(Op::TransformLandmarks),
        _ => Err(NetError::Unsupported { operator: index, what: "a custom operator that is not of the face mesh" }),
    }
}

/// A half-precision number, exactly.
pub(super) fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10 & 0x1f);
    let fraction = u32::from(bits & 0x3ff);
    match (exponent, fraction) {
        // Too small for a normal half: a multiple of 2^-24.
        (0, fraction) => f32::from_bits(sign | (fraction as f32 * f32::from_bits(0x3380_0000)).to_bits()),
        (0x1f, fraction) => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        (exponent, fraction) => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_read_exactly() {
        let cases = [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65_504.0),
            (0x0400, 6.103_515_6e-5),
            (0x0001, 5.960_464_5e-8),
            (0x83ff, -6.097_555e-5),
            (0x7c00, f32::INFINITY),
        ];
        for (bits, expected) in cases {
            assert_eq!(half(bits).to_bits(), f32::to_bits(expected), "{bits:#06x}");
        }
        assert!(half(0x7e00).is_nan());
    }
}
