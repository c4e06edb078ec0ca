//! What every layer asks about the head: its size, its turn, its skin, the light it is in.

use super::Shown;
use super::mask::{Place, nth, smooth};
use crate::colour::{Oklab, decode};
use crate::face::{Face, contour};
use crate::frame::Frame;
use wide::f32x8;

pub(super) struct Head<'a> {
    face: &'a Face,
    /// Pixels between the outer corners of the eyes: the unit of everything.
    pub(super) unit: f32,
    /// From the right eye to the left, one unit long.
    across: Place,
    middle: Place,
    /// How much of the right and the left eye, and of the right and the left cheek, is turned to the camera and not hidden, 0 to 1.
    pub(super) eyes: [f32; 2],
    pub(super) cheeks: [f32; 2],
    /// How much of the lips is to be seen.
    pub(super) lips: f32,
    /// How sure it is that there is a face at all, 0 to 1: what is half hidden is painted half.
    pub(super) sure: f32,
    /// Sideways and downward part of the direction the face looks in, -1 to 1.
    pub(super) looks: Place,
    /// Bare skin.
    pub(super) skin: Oklab,
    /// 1 in ordinary light, down to 0.85 in the dark, so that a dark room does not make colours glow.
    pub(super) light: f32,
}

/// The light in a picture and the skin in it, and what of the face is to be seen.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    skin: Oklab,
    light: f32,
    /// What of the face is not hidden.
    pub shown: Shown,
}

impl Scene {
    /// Of a picture that nothing was painted on yet; nothing is taken to be hidden.
    #[must_use]
    pub fn of(frame: &Frame<'_>, face: &Face) -> Self {
        let (skin, brightest) = light(frame, face);
        Self { skin, light: (brightest / 0.55).clamp(0.85, 1.0), shown: Shown::ALL }
    }
}

/// The mesh is sure of a face with nothing before it to more than the second of these; below the first, it sees none.
const SURE: [f32; 2] = [0.5, 0.85];

impl<'a> Head<'a> {
    pub(super) fn of(face: &'a Face, scene: &Scene) -> Option<Self> {
        if !face.points.iter().all(|point| point.x.is_finite() && point.y.is_finite() && point.z.is_finite()) {
            return None;
        }
        let place = |index: usize| [face.points[index].x, face.points[index].y];
        let [right, left] = contour::OUTER_EYES.map(place);
        let (dx, dy) = (left[0] - right[0], left[1] - right[1]);
        let unit = (dx * dx + dy * dy).sqrt();
        if unit < 8.0 {
            return None;
        }
        let across = [dx / unit, dy / unit];
        let along = |index: usize| (place(index)[0] - right[0]) * across[0] + (place(index)[1] - right[1]) * across[1];
        let (nose, ears) = (along(1), [along(234), along(454)]);
        let width = (ears[1] - ears[0]).max(1.0);
        // A half face is narrow when it is turned away: from a fifth of the width on it fades.
        let sides = [nose - ears[0], ears[1] - nose].map(|half| smooth(0.06, 0.24, half / width));
        let sure = smooth(SURE[0], SURE[1], face.presence);
        let part = |shown: [f32; 2]| [sides[0] * shown[0] * sure, sides[1] * shown[1] * sure];
        let down = face.points[152].z - face.points[10].z;
        Some(Self {
            face,
            unit,
            across,
            middle: place(168),
            eyes: part(scene.shown.eyes),
            cheeks: part(scene.shown.cheeks),
            lips: scene.shown.lips * sure,
            sure,
            looks: [
                ((face.points[454].z - face.points[234].z) / width).clamp(-0.8, 0.8),
                (down / (1.4 * unit)).clamp(-0.5, 0.5),
            ],
            skin: scene.skin,
            light: scene.light,
        })
    }

    pub(super) fn place(&self, index: usize) -> Place {
        [self.face.points[index].x, self.face.points[index].y]
    }

    pub(super) fn places<const N: usize>(&self, indices: [usize; N]) -> [Place; N] {
        indices.map(|index| self.place(index))
    }

    /// A place in the head's own axes, in units: right to left, down. Noise is asked for here, so that it does not swim.
    #[inline(always)]
    pub(super) fn own(&self, x: f32, y: f32) -> Place {
        let (dx, dy, share) = (x - self.middle[0], y - self.middle[1], 1.0 / self.unit);
        let [across, down] = self.across;
        [(dx * across + dy * down) * share, (dy * across - dx * down) * share]
    }

    /// [`Head::own`] of several places of a row.
    #[inline(always)]
    pub(super) fn owns(&self, x: f32x8, y: f32) -> [f32x8; 2] {
        let (dx, dy, share) = (x - self.middle[0], y - self.middle[1], 1.0 / self.unit);
        let [across, down] = self.across;
        [(dx * across + dy * down) * share, (dx * -down + dy * across) * share]
    }

    /// A direction of the head's own axes in pixels.
    pub(super) fn way(&self, across: f32, down: f32) -> Place {
        let [x, y] = self.across;
        [(across * x - down * y) * self.unit, (across * y + down * x) * self.unit]
    }

    /// A soft edge in pixels.
    pub(super) fn edge(&self) -> f32 {
        (0.012 * self.unit).max(0.6)
    }

    /// How far apart smooth masks are asked for.
    pub(super) fn step(&self) -> usize {
        ((self.unit / 40.0) as usize).clamp(1, 4)
    }

    /// Sparkle at a place: mostly nothing, here and there up to 1, the mean about 0.
    #[inline(always)]
    pub(super) fn sparkle(&self, x: f32, y: f32) -> f32 {
        let [u, v] = self.own(x, y);
        let grain = (self.unit * 0.7).min(110.0);
        let cell = [u, v].map(|value| (value * grain).floor() as i32);
        let noise = chance(cell[0], cell[1]);
        noise * noise * noise * noise - 0.2
    }
}

/// A number from 0 to 1 that belongs to a cell: always the same, without a pattern.
pub(super) fn chance(x: i32, y: i32) -> f32 {
    let mut hash = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77);
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    hash = (hash ^ (hash >> 12)).wrapping_mul(0x297a_2d39);
    ((hash ^ (hash >> 15)) >> 8) as f32 / 16_777_216.0
}

/// The skin (the middle one of its places by lightness) and how bright the picture gets.
fn light(frame: &Frame<'_>, face: &Face) -> (Oklab, f32) {
    let mut found = [Oklab::default(); contour::SKIN.len()];
    for (skin, &index) in found.iter_mut().zip(&contour::SKIN) {
        *skin = mean(frame, face.points[index].x, face.points[index].y);
    }
    let middle = nth(&mut found.map(|skin| skin.l), found.len() / 2);
    let skin = found.into_iter().find(|skin| skin.l.total_cmp(&middle).is_eq()).unwrap_or_default();
    (skin, brightest(frame))
}

/// The lightness that only one place in a hundred of the picture is above. Not the skin's, which may be deep in good
/// light, but also eyes, teeth and what stands behind.
fn brightest(frame: &Frame<'_>) -> f32 {
    const STEPS: usize = 32;
    const BINS: usize = 64;
    let mut bins = [0_usize; BINS + 1];
    for at in 0..STEPS * STEPS {
        let (x, y) =
            ((at % STEPS * 2 + 1) * frame.width() / (2 * STEPS), (at / STEPS * 2 + 1) * frame.height() / (2 * STEPS));
        let at = (y * frame.width() + x) * 4;
        let [r, g, b] = [0, 1, 2].map(|channel| decode(frame.rgba()[at + channel]));
        bins[((Oklab::from_linear(r, g, b).l.clamp(0.0, 1.0)) * BINS as f32) as usize] += 1;
    }
    let mut above = 0;
    let bin = (0..=BINS).rev().find(|bin| {
        above += bins[*bin];
        above > STEPS * STEPS / 100
    });
    bin.unwrap_or(0) as f32 / BINS as f32
}

/// The mean of 7x7 pixels; those outside of the frame count as its edge.
fn mean(frame: &Frame<'_>, x: f32, y: f32) -> Oklab {
    let mut sum = [0.0_f32; 3];
    for row in -3..=3_i32 {
        for column in -3..=3_i32 {
            let inside = |value: f32, off: i32, most: usize| {
                (value as i32).saturating_add(off).clamp(0, most as i32 - 1) as usize
            };
            let at = (inside(y, row, frame.height()) * frame.width() + inside(x, column, frame.width())) * 4;
            for (sum, byte) in sum.iter_mut().zip(&frame.rgba()[at..at + 3]) {
                *sum += decode(*byte);
            }
        }
    }
    let [r, g, b] = sum.map(|sum| sum / 49.0);
    Oklab::from_linear(r, g, b)
}
