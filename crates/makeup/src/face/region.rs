//! The square of a frame that a network looks at, and reading it.

use wide::f32x4;

use crate::Frame;

/// A square of the frame, which may be turned and may reach beyond the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Region {
    /// Middle, in pixels of the frame.
    pub(super) x: f32,
    pub(super) y: f32,
    /// Side, in pixels.
    pub(super) size: f32,
    /// The direction of its upper edge: cosine and sine.
    pub(super) along: (f32, f32),
}

/// What a network sees beyond the frame's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    Black,
    /// The nearest pixel.
    Edge,
}

/// How much larger than the face a network wants its region.
const MARGIN: f32 = 1.5;

impl Region {
    /// All of a frame in its middle, as a square.
    pub(super) fn whole(frame: &Frame) -> Self {
        let (width, height) = (frame.width() as f32, frame.height() as f32);
        Self { x: width / 2.0, y: height / 2.0, size: if width > height { width } else { height }, along: (1.0, 0.0) }
    }

    /// Around a box from `low` to `high`, turned so that the line from `right_eye` to `left_eye` is level.
    pub(super) fn around(low: (f32, f32), high: (f32, f32), right_eye: (f32, f32), left_eye: (f32, f32)) -> Self {
        let (width, height) = (high.0 - low.0, high.1 - low.1);
        let (x, y) = (left_eye.0 - right_eye.0, left_eye.1 - right_eye.1);
        let distance = (x * x + y * y).sqrt();
        let along = if distance > 0.0 { (x / distance, y / distance) } else { (1.0, 0.0) };
        let size = MARGIN * if width > height { width } else { height };
        Self { x: (low.0 + high.0) / 2.0, y: (low.1 + high.1) / 2.0, size, along }
    }

    /// The frame's pixel at a place of the region, whose sides count from 0 to 1.
    pub(super) fn to_frame(self, right: f32, down: f32) -> (f32, f32) {
        let (right, down) = ((right - 0.5) * self.size, (down - 0.5) * self.size);
        let (cos, sin) = self.along;
        (self.x + cos * right - sin * down, self.y + sin * right + cos * down)
    }

    /// Whether there is something to see in it.
    pub(super) fn is_within(self, frame: &Frame) -> bool {
        let inside = |middle: f32, length: usize| middle > 0.0 && middle < length as f32;
        let size = self.size >= SMALLEST && self.size <= 4.0 * frame.width().max(frame.height()) as f32;
        size && inside(self.x, frame.width()) && inside(self.y, frame.height())
    }

    /// Fills `input`, `side` rows of `side` pixels of red, green and blue, with `scale * value + offset`.
    ///
    /// Pixel i of the input is read at i/side of the region, not at its centre, and a frame's pixel lies at whole
    /// numbers: so the networks' reference, OpenCV's `warpPerspective`, does it, and half a pixel off shows in the lips.
    pub(super) fn read(self, frame: &Frame, beyond: Beyond, side: usize, tone: Tone, input: &mut [f32]) {
        let step = self.size / side as f32;
        let (cos, sin) = (self.along.0 * step, self.along.1 * step);
        let (left, top) = self.to_frame(0.0, 0.0);
        for (row, pixels) in input.chunks_exact_mut(side * 3).take(side).enumerate() {
            let down = row as f32;
            let (start_x, start_y) = (left - sin * down, top + cos * down);
            for (column, pixel) in pixels.as_chunks_mut::<3>().0.iter_mut().enumerate() {
                let right = column as f32;
                let sampled = sample(frame, beyond, start_x + cos * right, start_y + sin * right);
                let [red, green, blue, _] = (sampled * tone.scale + tone.offset).to_array();
                *pixel = [red, green, blue];
            }
        }
    }
}

/// Fewer pixels than this show no face.
const SMALLEST: f32 = 24.0;

/// How bytes become a network's numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tone {
    pub(super) scale: f32,
    pub(super) offset: f32,
}

/// Red, green, blue and alpha between four pixels.
fn sample(frame: &Frame, beyond: Beyond, x: f32, y: f32) -> f32x4 {
    // Far outside every answer is the same; the limits keep the conversion to whole numbers exact.
    let (x, y) = (x.clamp(-2.0, frame.width() as f32 + 1.0), y.clamp(-2.0, frame.height() as f32 + 1.0));
    let (left, top) = (floor(x), floor(y));
    let (along, down) = (x - left as f32, y - top as f32);
    let inner = left >= 0 && top >= 0 && left + 1 < frame.width() as i32 && top + 1 < frame.height() as i32;
    let rows = if inner {
        let pixels = frame.rgba().as_chunks::<4>().0;
        let at = top as usize * frame.width() + left as usize;
        [[pixels[at], pixels[at + 1]], [pixels[at + frame.width()], pixels[at + frame.width() + 1]]]
    } else {
        [top, top + 1].map(|y| [left, left + 1].map(|x| edge_pixel(frame, beyond, x, y)))
    };
    let [upper, lower] = rows.map(|[left, right]| mix(numbers(left), numbers(right), along));
    mix(upper, lower, down)
}

fn mix(a: f32x4, b: f32x4, part: f32) -> f32x4 {
    a * (1.0 - part) + b * part
}

fn numbers(pixel: [u8; 4]) -> f32x4 {
    f32x4::from(pixel.map(f32::from))
}

/// The largest whole number that is not above a small one.
fn floor(value: f32) -> i32 {
    let cut = value as i32;
    if value < cut as f32 { cut - 1 } else { cut }
}

/// A pixel that may lie outside of the frame.
fn edge_pixel(frame: &Frame, beyond: Beyond, x: i32, y: i32) -> [u8; 4] {
    let (last_x, last_y) = (frame.width() as i32 - 1, frame.height() as i32 - 1);
    let (inner_x, inner_y) = (x.clamp(0, last_x), y.clamp(0, last_y));
    if beyond == Beyond::Black && (x, y) != (inner_x, inner_y) {
        return [0; 4];
    }
    frame.rgba().as_chunks::<4>().0[inner_y as usize * frame.width() + inner_x as usize]
}
