//! Blush, contour and highlighter.

use super::canvas::Canvas;
use super::head::Head;
use super::look::{Finish, Layer};
use super::mask::{Area, Contour, Masks, Place, any, bell, fill, smooth, smooths};
use crate::colour::Oklab;
use crate::face::contour::OVAL;
use wide::f32x8;

/// Something soft that is painted inside of the face only.
trait Soft {
    /// How much of it is there, at places of one row.
    fn at(&self, x: f32x8, y: f32) -> f32x8;
    /// Places around all of it.
    fn corners(&self) -> [Place; 4];
}

/// A soft spot: longer in one direction than in the other.
#[derive(Clone, Copy)]
struct Spot {
    middle: Place,
    /// From the middle to where hardly anything is left, in pixels.
    long: Place,
    wide: f32,
    strength: f32,
}

impl Spot {
    /// Along the line between two places and `more` times as long.
    fn between([x, y]: Place, [to_x, to_y]: Place, more: f32, wide: f32, strength: f32) -> Self {
        let long = [(to_x - x) * 0.5 * more, (to_y - y) * 0.5 * more];
        Self { middle: [(x + to_x) * 0.5, (y + to_y) * 0.5], long, wide, strength }
    }
}

impl Soft for Spot {
    #[inline(always)]
    fn at(&self, x: f32x8, y: f32) -> f32x8 {
        let (dx, dy, [lx, ly]) = (x - self.middle[0], y - self.middle[1], self.long);
        let share = 1.0 / (lx * lx + ly * ly).max(1e-6);
        let along = (dx * lx + dy * ly) * share;
        let beside = dx * ly - dy * lx;
        bell(along * along + beside * beside * (share / (self.wide * self.wide))) * self.strength
    }

    fn corners(&self) -> [Place; 4] {
        // Of an ellipse: how far it reaches to the side and down.
        let ([x, y], [lx, ly]) = (self.middle, self.long);
        let across = self.wide / (lx * lx + ly * ly).sqrt().max(1e-3);
        let reach = |one: f32, other: f32| 1.6 * (one * one + other * other * across * across).sqrt();
        let (right, down) = (reach(lx, ly), reach(ly, lx));
        [[x - right, y - down], [x + right, y - down], [x - right, y + down], [x + right, y + down]]
    }
}

/// A brush drawn along a bow: broad where it is set down, narrow and faint where it is lifted; its upper edge is the sharper
/// one, its lower one runs out.
#[derive(Clone, Copy)]
struct Stroke {
    /// The bow in straight pieces.
    bow: [Place; Stroke::PIECES + 1],
    /// Which side of the bow is up: a direction one pixel long.
    up: Place,
    /// Half-width in pixels where it begins and where it ends.
    wide: [f32; 2],
    strength: f32,
}

impl Stroke {
    const PIECES: usize = 6;

    fn along(head: &Head<'_>, [from, bend, to]: [Place; 3], wide: [f32; 2], strength: f32) -> Self {
        let bow = std::array::from_fn(|piece| {
            let t = piece as f32 / Self::PIECES as f32;
            let (one, two, three) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            std::array::from_fn(|axis| one * from[axis] + two * bend[axis] + three * to[axis])
        });
        let up = head.way(0.0, -1.0 / head.unit);
        Self { bow, up, wide: wide.map(|wide| wide * head.unit), strength }
    }
}

impl Soft for Stroke {
    #[inline(always)]
    fn at(&self, x: f32x8, y: f32) -> f32x8 {
        let [from, to] = self.wide;
        let mut most = f32x8::ZERO;
        for (piece, ends) in self.bow.windows(2).enumerate() {
            let ([from_x, from_y], [dx, dy]) = (ends[0], [ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]]);
            let (px, py) = (x - from_x, y - from_y);
            let t = (px * dx + py * dy) * (1.0 / (dx * dx + dy * dy).max(1e-6));
            let t = t.fast_max(f32x8::ZERO).fast_min(f32x8::ONE);
            let (ex, ey) = (px - t * dx, f32x8::splat(py) - t * dy);
            let way = (t + piece as f32) * (1.0 / Self::PIECES as f32);
            let wide = way * (to - from) + from;
            let above = (ex * self.up[0] + ey * self.up[1]).fast_max(f32x8::ZERO);
            let far = (ex * ex + ey * ey + above * above * 1.6) / (wide * wide);
            most = most.fast_max(bell(far) * (1.0 - way * way * 0.85));
        }
        most * self.strength
    }

    fn corners(&self) -> [Place; 4] {
        let reach = 1.6 * self.wide[0].max(self.wide[1]);
        let range = |axis: usize| {
            let ends = self.bow.iter().map(|place| place[axis]);
            ends.fold((f32::MAX, f32::MIN), |(low, high), one| (low.min(one - reach), high.max(one + reach)))
        };
        let ((left, right), (top, bottom)) = (range(0), range(1));
        [[left, top], [right, top], [left, bottom], [right, bottom]]
    }
}

/// Paints each of them.
fn softly<S: Soft>(
    canvas: &mut Canvas<'_>,
    head: &Head<'_>,
    masks: &mut Masks,
    all: &[S],
    change: impl Fn(f32, f32, f32, Oklab) -> Oklab,
) {
    let oval = Contour::new(&head.places(OVAL), false);
    let inwards = 0.08 * head.unit;
    for one in all {
        let Some(area) = Area::around(&one.corners(), 0.0, canvas.width, canvas.height) else { continue };
        fill(masks, 0, area, head.step() * 2, &|x, y| {
            let here = one.at(x, y);
            if any(here) { here * smooths(-0.02 * head.unit, inwards, oval.depth(x, y)) } else { here }
        });
        canvas.change(area, &masks.planes[0], &change);
    }
}

pub(super) fn blush(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let wide = 0.20 * head.unit;
    let on = |apple, temple, side: f32| Spot::between(head.place(apple), head.place(temple), 1.45, wide, side);
    let both = [on(50, 116, head.cheeks[0]), on(280, 345, head.cheeks[1])];
    // More than about 40 % of a blush on skin looks painted, whatever the jar says.
    let (shade, strength) = (layer.colour(), layer.strength() * 0.38);
    let sparkle = layer.finish.sparkle() * 0.05;
    let sheen = if layer.finish == Finish::Matte { 0.0 } else { 0.012 };
    softly(canvas, head, masks, &both, |x, y, mask, old| {
        let share = mask * strength;
        // The skin's own lights and shadows stay: only its mean moves, and hardly upwards.
        let l = old.l
            + ((shade.l - head.skin.l) * 0.5).clamp(-0.16, 0.02) * share
            + (sheen + sparkle * head.sparkle(x, y)) * mask;
        Oklab { l, ..old.mix(shade, share) }
    });
}

pub(super) fn contour(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let [right, left] = head.cheeks;
    // Below the cheekbone from the ear towards the corner of the mouth, to about under the pupil; and around the temple.
    let hollow = |at, side: f32| Stroke::along(head, head.places(at), [0.15, 0.07], side);
    let temple = |at, side: f32| Stroke::along(head, head.places(at), [0.10, 0.10], side * 0.6);
    let all = [
        hollow([177, 147, 207], right),
        hollow([401, 376, 427], left),
        temple([139, 71, 104], right),
        temple([368, 301, 333], left),
    ];
    let (shade, strength) = (layer.colour(), layer.strength() * 0.9);
    softly(canvas, head, masks, &all, |_, _, mask, old| {
        let share = mask * strength;
        let l = old.l + (shade.l - head.skin.l).clamp(-0.22, -0.04) * share;
        Oklab { l, ..old.mix(shade, share * 0.7) }
    });
}

pub(super) fn highlighter(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let unit = head.unit;
    let on =
        |from, to, wide: f32, strength| Spot::between(head.place(from), head.place(to), 1.1, wide * unit, strength);
    let all = [
        on(117, 143, 0.055, head.cheeks[0]),
        on(346, 372, 0.055, head.cheeks[1]),
        on(6, 5, 0.035, 0.7),
        on(37, 267, 0.02, 0.5),
    ];
    let (shade, strength) = (layer.colour(), layer.strength() * 0.75);
    let sparkle = layer.finish.sparkle() * 0.06;
    softly(canvas, head, masks, &all, |x, y, mask, old| {
        // It reflects light that is there: in shadow it hardly shows, and it never goes beyond white.
        let lit = smooth(-0.2, 0.05, old.l - head.skin.l);
        let share = mask * strength * lit;
        let l = old.l + (0.97 - old.l).max(0.0) * 0.42 * share * head.light + sparkle * head.sparkle(x, y) * share;
        Oklab { l, ..old.mix(shade, share * 0.6) }
    });
}
