//! The square of a frame that a network looks at, and reading it.

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

    /// Whether it may show the same face a few frames later.
    pub(super) fn is_near(self, other: Self) -> bool {
        let (x, y) = (self.x - other.x, self.y - other.y);
        x * x + y * y < other.size * other.size * 0.25
    }

    /// Whether there is something to see in it.
    pub(super) fn is_within(self, frame: &Frame) -> bool {
        let inside = |middle: f32, length: usize| middle > 0.0 && middle < length as f32;
        let size = self.size >= SMALLEST && self.size <= 4.0 * frame.width().max(frame.height()) as f32;
        size && inside(self.x, frame.width()) && inside(self.y, frame.height())
    }

    /// Fills `input`, `side` rows of `side` pixels of red, green and blue, with `scale * byte + offset`.
    ///
    /// Pixel i of the input is read at i/side of the region, not at its centre, and a frame's pixel lies at whole
    /// numbers: so the networks' reference, OpenCV's `warpPerspective`, does it, and half a pixel off shows in the lips.
    pub(super) fn read(self, frame: &Frame, beyond: Beyond, side: usize, tone: Tone, input: &mut [f32]) {
        let [cos, sin] =
            [self.along.0, self.along.1].map(|part| fixed(f64::from(part) * f64::from(self.size) / side as f64));
        let (left, top) = self.to_frame(0.0, 0.0);
        let (mut start_x, mut start_y) = (fixed(f64::from(left)) + ROUND, fixed(f64::from(top)) + ROUND);
        for pixels in input.chunks_exact_mut(side * 3).take(side) {
            let (mut x, mut y) = (start_x, start_y);
            for pixel in pixels.as_chunks_mut::<3>().0 {
                *pixel = sample(frame, beyond, x >> FINE, y >> FINE).map(|byte| tone.scale * byte as f32 + tone.offset);
                (x, y) = (x + cos, y + sin);
            }
            (start_x, start_y) = (start_x - sin, start_y + cos);
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

/// Places between two pixels that are told apart, as OpenCV does.
const PARTS: i64 = 32;
/// Bits below a part, in which steps along a row are added up: far less than a part is lost over a row.
const FINE: u32 = 20;
/// Half of a part.
const ROUND: i64 = 1 << (FINE - 1);

/// A number of pixels as a whole number of the finest steps.
fn fixed(pixels: f64) -> i64 {
    (pixels * (PARTS << FINE) as f64) as i64
}

/// Red, green and blue between four pixels, each 0 to 255, at a place counted in [`PARTS`] of a pixel.
fn sample(frame: &Frame, beyond: Beyond, x: i64, y: i64) -> [i32; 3] {
    let (left, top) = (x.div_euclid(PARTS), y.div_euclid(PARTS));
    let (along, down) = (x.rem_euclid(PARTS) as u64, y.rem_euclid(PARTS) as u64);
    let inner = left >= 0 && top >= 0 && left + 1 < frame.width() as i64 && top + 1 < frame.height() as i64;
    let rows = if inner {
        let pixels = frame.rgba().as_chunks::<4>().0;
        let at = top as usize * frame.width() + left as usize;
        [[pixels[at], pixels[at + 1]], [pixels[at + frame.width()], pixels[at + frame.width() + 1]]]
    } else {
        [top, top + 1].map(|y| [left, left + 1].map(|x| edge_pixel(frame, beyond, x, y)))
    };
    let all = PARTS as u64;
    let [upper, lower] = rows.map(|[left, right]| spread(left) * (all - along) + spread(right) * along);
    let mixed = upper * (all - down) + lower * down + HALF;
    [0, LANE, 2 * LANE].map(|lane| (mixed >> (lane + 10) & 0xff) as i32)
}

/// Bits for a channel while three are computed in one number: 255 * 32 * 32 takes 18.
const LANE: u32 = 21;
/// Half of 32 * 32 in each lane, so that cutting off rounds.
const HALF: u64 = 512 | 512 << LANE | 512 << (2 * LANE);

/// Red, green and blue in a lane each.
fn spread([red, green, blue, _]: [u8; 4]) -> u64 {
    u64::from(red) | u64::from(green) << LANE | u64::from(blue) << (2 * LANE)
}

/// A pixel that may lie outside of the frame.
fn edge_pixel(frame: &Frame, beyond: Beyond, x: i64, y: i64) -> [u8; 4] {
    let (last_x, last_y) = (frame.width() as i64 - 1, frame.height() as i64 - 1);
    let (inner_x, inner_y) = (x.clamp(0, last_x), y.clamp(0, last_y));
    if beyond == Beyond::Black && (x, y) != (inner_x, inner_y) {
        return [0; 4];
    }
    frame.rgba().as_chunks::<4>().0[inner_y as usize * frame.width() + inner_x as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_sample_is_what_a_plain_mean_of_four_pixels_is(
            pixels in prop::collection::vec(any::<u8>(), 5 * 4 * 4), parts_x in -128..288_i64, parts_y in -128..256_i64, black: bool,
        ) {
            let frame = Frame::new(5, 4, &pixels).unwrap();
            let beyond = if black { Beyond::Black } else { Beyond::Edge };
            let [x, y] = [parts_x, parts_y].map(|parts| parts as f32 / PARTS as f32);
            let sampled = sample(&frame, beyond, parts_x, parts_y);
            for (channel, found) in sampled.into_iter().enumerate() {
                let mut mean = 0.0;
                for row in -10..14_i32 {
                    for column in -10..15_i32 {
                        let weight = (1.0 - (x - column as f32).abs()).max(0.0) * (1.0 - (y - row as f32).abs()).max(0.0);
                        let inner = (column.clamp(0, 4), row.clamp(0, 3));
                        let byte = if black && inner != (column, row) { 0 } else { pixels[(inner.1 * 5 + inner.0) as usize * 4 + channel] };
                        mean += weight * f32::from(byte);
                    }
                }
                prop_assert!((found as f32 - mean).abs() <= 0.5, "{found} is not {mean}");
            }
        }
    }

    #[test]
    fn a_region_maps_its_middle_and_corners() {
        let region = Region { x: 100.0, y: 50.0, size: 20.0, along: (0.0, 1.0) };
        assert_eq!(region.to_frame(0.5, 0.5), (100.0, 50.0));
        assert_eq!(region.to_frame(0.0, 0.0), (110.0, 40.0));
        let around = Region::around((10.0, 20.0), (30.0, 28.0), (12.0, 22.0), (12.0, 30.0));
        assert_eq!(around, Region { x: 20.0, y: 24.0, size: 30.0, along: (0.0, 1.0) });
    }
}
