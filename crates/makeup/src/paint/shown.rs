//! What of a face can be seen: a hand, hair or a cup before it must not be painted on.
//!
//! From frame to frame each part of a face looks as it did before; where it suddenly looks otherwise, something is in front
//! of it, and paint fades until it looks as before. A photo has no frame before it: there, all is taken to be seen.

use super::mask::{nth, smooth};
use crate::colour::{Oklab, decode};
use crate::face::Face;
use crate::frame::Frame;

/// How much of each part is seen: 0 nothing, 1 all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Lips.
    pub lips: f32,
    /// The right and the left eye with its brow.
    pub eyes: [f32; 2],
    /// The right and the left cheek.
    pub cheeks: [f32; 2],
}

impl Shown {
    /// Nothing is in front of the face.
    pub const ALL: Self = Self { lips: 1.0, eyes: [1.0; 2], cheeks: [1.0; 2] };
}

/// Places of a part that move little within it, whatever the face does.
const LIPS: [usize; 16] = [96, 89, 179, 86, 15, 316, 403, 319, 183, 42, 41, 38, 12, 268, 271, 272];
const EYES: [[usize; 16]; 2] = [
    [30, 29, 27, 28, 56, 225, 224, 223, 222, 70, 63, 105, 66, 53, 52, 65],
    [260, 259, 257, 258, 286, 445, 444, 443, 442, 300, 293, 334, 296, 283, 282, 295],
];
const CHEEKS: [[usize; 16]; 2] = [
    [50, 205, 187, 147, 123, 116, 117, 118, 101, 36, 206, 207, 192, 213, 177, 137],
    [280, 425, 411, 376, 352, 345, 346, 347, 330, 266, 426, 427, 416, 433, 401, 366],
];
const PARTS: [[usize; 16]; 5] = [LIPS, EYES[0], EYES[1], CHEEKS[0], CHEEKS[1]];

/// How far, in OKLab, a part's places may be from before: up to the first, all is seen; from the second on, nothing. Lips differ from
/// the skin of a hand by 0.05 and more; lids and brows change more by themselves, but also differ more from it.
const ALIKE: [[f32; 2]; 5] = [[0.03, 0.05], [0.05, 0.09], [0.05, 0.09], [0.04, 0.07], [0.04, 0.07]];
/// The place that decides, of sixteen in order of how far they are from before: half a part must be hidden, of the lips a third.
const DECIDES: [usize; 5] = [10, 8, 8, 8, 8];
/// The light of a room and a camera's exposure may move the whole face by so much between two frames; more is no light.
const LIGHT_MOST: f32 = 0.12;
/// A part that is seen is known anew within about this time: heads turn, lamps differ.
const LEARN_MS: f32 = 700.0;
/// What was hidden for so long is taken for what she looks like.
const PATIENCE_MS: i64 = 4_000;
/// Paint goes and comes within about this time.
const FADE_MS: f32 = 60.0;
/// After a longer pause nothing is known.
const PAUSE_MS: i64 = 500;

/// One part: what its places looked like, since when it is hidden, and how much of it is shown.
#[derive(Debug, Clone, Copy)]
struct Part {
    known: [Oklab; 16],
    hidden_since_ms: Option<i64>,
    shown: f32,
}

/// Remembers what a face looks like from frame to frame.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    at_ms: Option<i64>,
    parts: [Option<Part>; 5],
}

impl Watch {
    /// To be called when the face was lost or another one is looked at.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is seen of the face in a frame that nothing was painted on yet, at `at_ms` milliseconds on any clock that runs forward.
    pub fn look(&mut self, frame: &Frame<'_>, face: &Face, at_ms: i64) -> Shown {
        let passed = self.at_ms.replace(at_ms).map_or(0, |before| at_ms.saturating_sub(before));
        if !(1..=PAUSE_MS).contains(&passed) {
            self.parts = [None; 5];
        }
        let seen = PARTS.map(|places| places.map(|index| colour(frame, face, index)));
        let shift = self.light(&seen);
        for known in self.parts.iter_mut().flatten().flat_map(|part| &mut part.known) {
            known.l += shift;
        }
        let shown = std::array::from_fn(|at| match &mut self.parts[at] {
            Some(part) => part.look(&seen[at], at, at_ms, passed as f32),
            none => {
                *none = Some(Part { known: seen[at], hidden_since_ms: None, shown: 1.0 });
                1.0
            }
        });
        let [lips, right_eye, left_eye, right_cheek, left_cheek]: [f32; 5] = shown;
        Shown { lips, eyes: [right_eye, left_eye], cheeks: [right_cheek, left_cheek] }
    }

    /// By how much the whole face became lighter or darker: the middle one of all its places.
    fn light(&self, seen: &[[Oklab; 16]; 5]) -> f32 {
        let mut moved = [0.0; 80];
        for (at, moved) in moved.iter_mut().enumerate() {
            if let Some(part) = &self.parts[at / 16] {
                *moved = seen[at / 16][at % 16].l - part.known[at % 16].l;
            }
        }
        let moved = nth(&mut moved, 40);
        if moved.abs() > LIGHT_MOST { 0.0 } else { moved }
    }
}

impl Part {
    fn look(&mut self, seen: &[Oklab; 16], part: usize, at_ms: i64, passed_ms: f32) -> f32 {
        let mut far = [0.0; 16];
        for (far, (seen, known)) in far.iter_mut().zip(seen.iter().zip(&self.known)) {
            let (l, a, b) = (seen.l - known.l, seen.a - known.a, seen.b - known.b);
            *far = (l * l + 2.0 * (a * a + b * b)).sqrt();
        }
        let [alike, other] = ALIKE[part];
        let mut alike = smooth(other, alike, nth(&mut far, DECIDES[part]));
        if alike > 0.5 {
            self.hidden_since_ms = None;
        } else if at_ms - *self.hidden_since_ms.get_or_insert(at_ms) > PATIENCE_MS {
            (self.known, self.hidden_since_ms, alike) = (*seen, None, 1.0);
        }
        let learn = alike * passed_ms / (passed_ms + LEARN_MS);
        for (known, seen) in self.known.iter_mut().zip(seen) {
            *known = known.mix(*seen, learn);
        }
        self.shown += (alike - self.shown) * passed_ms / (passed_ms + FADE_MS);
        self.shown
    }
}

/// The mean of 3x3 pixels about a point; those outside of the frame count as its edge.
fn colour(frame: &Frame<'_>, face: &Face, index: usize) -> Oklab {
    let inside =
        |value: f32, off: i32, most: usize| (value as i32).saturating_add(off).clamp(0, most as i32 - 1) as usize;
    let mut sum = [0.0_f32; 3];
    for at in 0..9 {
        let column = inside(face.points[index].x, at % 3 - 1, frame.width());
        let row = inside(face.points[index].y, at / 3 - 1, frame.height());
        let at = (row * frame.width() + column) * 4;
        for (sum, byte) in sum.iter_mut().zip(&frame.rgba()[at..at + 3]) {
            *sum += decode(*byte);
        }
    }
    let [r, g, b] = sum.map(|sum| sum / 9.0);
    Oklab::from_linear(r, g, b)
}
