//! Finds faces anywhere in a frame, roughly: a box, the eyes, nose, mouth and ears.
//!
//! Source: MediaPipe's `face_detection_short_range` (BlazeFace, arXiv 1907.05047), made for faces within two metres.

use std::cmp::Ordering;

use super::EngineError;
use super::region::{Beyond, Region, Tone};
use crate::Frame;
use crate::net::{NetError, Network};

/// Pixels of a side of what the network looks at.
const SIDE: usize = 128;
/// Values for each anchor: centre, size, six points.
const VALUES: usize = 16;
const ANCHORS: usize = 896;
/// How sure the network must be, as a probability.
const LEAST_SCORE: f32 = 0.5;
/// Boxes that share more of their area than this are one face.
const SAME_FACE: f32 = 0.3;
/// Bytes become -1 to 1.
const TONE: Tone = Tone { scale: 2.0 / 255.0, offset: -1.0 };

/// A face found roughly, in pixels of the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Detection {
    pub(super) score: f32,
    /// Left, top, right, bottom; then x and y of right eye, left eye, nose, mouth, right ear, left ear.
    values: [f32; VALUES],
}

impl Detection {
    fn area(&self) -> f32 {
        let [left, top, right, bottom, ..] = self.values;
        let (width, height) = (right - left, bottom - top);
        if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
    }

    /// Shared area over joint area.
    fn overlap(&self, other: &Self) -> f32 {
        let low = |index: usize| {
            if self.values[index] > other.values[index] { self.values[index] } else { other.values[index] }
        };
        let high = |index: usize| {
            if self.values[index] < other.values[index] { self.values[index] } else { other.values[index] }
        };
        let shared = Self {
            score: 0.0,
            values: {
                let mut values = self.values;
                values[..4].copy_from_slice(&[low(0), low(1), high(2), high(3)]);
                values
            },
        }
        .area();
        let joint = self.area() + other.area() - shared;
        if joint > 0.0 { shared / joint } else { 0.0 }
    }

    /// Where the mesh should look.
    pub(super) fn region(&self) -> Region {
        let [left, top, right, bottom, right_eye_x, right_eye_y, left_eye_x, left_eye_y, ..] = self.values;
        Region::around((left, top), (right, bottom), (right_eye_x, right_eye_y), (left_eye_x, left_eye_y))
    }
}

/// The network with the memory it needs.
#[derive(Debug)]
pub(super) struct Detector {
    network: Network,
    candidates: Vec<Detection>,
    found: Vec<Detection>,
}

impl Detector {
    pub(super) fn new(file: &[u8]) -> Result<Self, EngineError> {
        let network = Network::read(file).map_err(EngineError::Detector)?;
        let lengths: [usize; 2] = [ANCHORS * VALUES, ANCHORS];
        if network.input_shape() != [SIDE, SIDE, 3] || !network.output_lengths().eq(lengths) {
            let what = "it must look at 128x128 pixels and answer 896 boxes and 896 scores";
            return Err(EngineError::Detector(NetError::OtherNetwork { wanted: "face_detection_short_range", what }));
        }
        Ok(Self { network, candidates: Vec::with_capacity(ANCHORS), found: Vec::with_capacity(ANCHORS) })
    }

    /// The faces of a frame, largest first.
    pub(super) fn find(&mut self, frame: &Frame) -> &[Detection] {
        let whole = Region::whole(frame);
        whole.read(frame, Beyond::Black, SIDE, TONE, self.network.input_mut());
        self.network.run();
        self.candidates.clear();
        let boxes = self.network.output(0).as_chunks::<VALUES>().0;
        for (index, (values, score)) in boxes.iter().zip(self.network.output(1)).enumerate() {
            let score = sigmoid(*score);
            if score >= LEAST_SCORE {
                self.candidates.push(Detection { score, values: place(values, anchor(index), whole) });
            }
        }
        self.join();
        sort(&mut self.found, |a, b| b.area().total_cmp(&a.area()).then(b.score.total_cmp(&a.score)));
        &self.found
    }

    /// Makes one detection of all that overlap: their mean, weighted by score, around the surest.
    fn join(&mut self) {
        self.found.clear();
        sort(&mut self.candidates, |a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.values[0].total_cmp(&b.values[0]))
                .then_with(|| a.values[1].total_cmp(&b.values[1]))
        });
        while let Some(surest) = self.candidates.first().copied() {
            let mut sum = [0.0; VALUES];
            let mut weight = 0.0;
            self.candidates.retain(|candidate| {
                let same = candidate.overlap(&surest) > SAME_FACE;
                if same {
                    sum.iter_mut().zip(candidate.values).for_each(|(sum, value)| *sum += value * candidate.score);
                    weight += candidate.score;
                }
                !same
            });
            if weight > 0.0 {
                self.found.push(Detection { score: surest.score, values: sum.map(|sum| sum / weight) });
            } else {
                // A box without area overlaps nothing, not even itself.
                self.candidates.remove(0);
            }
        }
    }
}

/// The order as a pointer, so that the code of sorting is there once: a shopper downloads it.
fn sort(detections: &mut [Detection], order: fn(&Detection, &Detection) -> Ordering) {
    detections.sort_unstable_by(order);
}

/// The middle of anchor `index`, from 0 to 1: two for each field of a 16x16 board, then six for each of an 8x8 one.
fn anchor(index: usize) -> (f32, f32) {
    let (fields, field) = if index < 512 { (16, index / 2) } else { (8, (index - 512) / 6) };
    let middle = |step: usize| (step as f32 + 0.5) / fields as f32;
    (middle(field % fields), middle(field / fields))
}

/// A box and points relative to an anchor, in pixels of the frame.
fn place(values: &[f32; VALUES], anchor: (f32, f32), whole: Region) -> [f32; VALUES] {
    let side = SIDE as f32;
    let (x, y) = (values[0] / side + anchor.0, values[1] / side + anchor.1);
    let (half_width, half_height) = (values[2] / side / 2.0, values[3] / side / 2.0);
    let mut placed = [0.0; VALUES];
    let mut set = |index: usize, (x, y): (f32, f32)| placed[index..index + 2].copy_from_slice(&[x, y]);
    set(0, whole.to_frame(x - half_width, y - half_height));
    set(2, whole.to_frame(x + half_width, y + half_height));
    for point in (4..VALUES).step_by(2) {
        set(point, whole.to_frame(values[point] / side + anchor.0, values[point + 1] / side + anchor.1));
    }
    placed
}

/// A probability from the network's number, which the reference limits to ±100.
pub(super) fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-value.clamp(-100.0, 100.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_the_middles_of_two_boards() {
        let cases = [
            (0, (0.5 / 16.0, 0.5 / 16.0)),
            (3, (1.5 / 16.0, 0.5 / 16.0)),
            (511, (15.5 / 16.0, 15.5 / 16.0)),
            (512, (0.0625, 0.0625)),
            (895, (0.9375, 0.9375)),
        ];
        for (index, expected) in cases {
            assert_eq!(anchor(index), expected, "anchor {index}");
        }
    }

    #[test]
    fn overlap_is_shared_over_joint_area() {
        let square = |left: f32, top: f32, side: f32| {
            let mut values = [0.0; VALUES];
            values[..4].copy_from_slice(&[left, top, left + side, top + side]);
            Detection { score: 1.0, values }
        };
        let cases = [
            (square(0.0, 0.0, 2.0), 1.0),
            (square(1.0, 0.0, 2.0), 1.0 / 3.0),
            (square(2.0, 0.0, 2.0), 0.0),
            (square(5.0, 5.0, -1.0), 0.0),
        ];
        for (other, expected) in cases {
            assert!((square(0.0, 0.0, 2.0).overlap(&other) - expected).abs() < 1e-6, "{other:?}");
        }
    }
}
