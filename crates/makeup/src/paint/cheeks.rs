//! Blush, contour and highlighter.

use super::Scratch;
use super::canvas::Canvas;
use super::head::Head;
use super::look::{Finish, Layer};
use super::mask::{Area, Contour, Place, bell, fill, smooth};
use crate::colour::Oklab;
use crate::face::contour::OVAL;

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

    #[inline(always)]
    fn at(&self, x: f32, y: f32) -> f32 {
        let (dx, dy, [lx, ly]) = (x - self.middle[0], y - self.middle[1], self.long);
        let length = (lx * lx + ly * ly).max(1e-6);
        let along = (dx * lx + dy * ly) / length;
        let beside = (dx * ly - dy * lx) * (dx * ly - dy * lx) / (length * self.wide * self.wide);
        bell(along * along + beside) * self.strength
    }

    fn corners(&self) -> [Place; 4] {
        let [x, y] = self.middle;
        let reach = 1.6 * (self.long[0] * self.long[0] + self.long[1] * self.long[1]).sqrt().max(self.wide);
        [[x - reach, y - reach], [x + reach, y - reach], [x - reach, y + reach], [x + reach, y + reach]]
    }
}

/// Paints each spot, inside of the face only.
fn spots(
    canvas: &mut Canvas<'_>,
    head: &Head<'_>,
    scratch: &mut Scratch,
    spots: &[Spot],
    change: impl Fn(f32, f32, f32, Oklab) -> Oklab,
) {
    let oval = Contour::new(&head.places(OVAL), false);
    let inwards = 0.08 * head.unit;
    for spot in spots.iter().filter(|spot| spot.strength > 0.0) {
        let Some(area) = Area::around(&spot.corners(), 0.0, canvas.width, canvas.height) else { continue };
        fill(scratch, 0, area, head.step() * 2, |x, y| {
            let here = spot.at(x, y);
            if here > 0.0 { here * smooth(-0.02 * head.unit, inwards, oval.depth(x, y)) } else { 0.0 }
        });
        canvas.change(area, &scratch.planes[0], &change);
    }
}

pub(super) fn blush(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, scratch: &mut Scratch) {
    let wide = 0.20 * head.unit;
    let on = |apple, temple, side: f32| Spot::between(head.place(apple), head.place(temple), 1.45, wide, side);
    let both = [on(50, 116, head.sides[0]), on(280, 345, head.sides[1])];
    // More than about 40 % of a blush on skin looks painted, whatever the jar says.
    let (shade, strength) = (layer.colour(), layer.strength() * 0.38);
    let sparkle = layer.finish.sparkle() * 0.05;
    let sheen = if layer.finish == Finish::Matte { 0.0 } else { 0.012 };
    spots(canvas, head, scratch, &both, |x, y, mask, old| {
        let share = mask * strength;
        // The skin's own lights and shadows stay: only its mean moves, and hardly upwards.
        let l = old.l
            + ((shade.l - head.skin.l) * 0.5).clamp(-0.16, 0.02) * share
            + (sheen + sparkle * head.sparkle(x, y)) * mask;
        Oklab { l, ..old.mix(shade, share) }
    });
}

pub(super) fn contour(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, scratch: &mut Scratch) {
    let wide = 0.085 * head.unit;
    let on = |ear, cheek, side: f32| Spot::between(head.place(ear), head.place(cheek), 1.1, wide, side);
    let all = [
        on(177, 207, head.sides[0]),
        on(401, 427, head.sides[1]),
        on(162, 68, head.sides[0] * 0.7),
        on(389, 298, head.sides[1] * 0.7),
    ];
    let (shade, strength) = (layer.colour(), layer.strength() * 0.75);
    spots(canvas, head, scratch, &all, |_, _, mask, old| {
        let share = mask * strength;
        let l = old.l + (shade.l - head.skin.l).clamp(-0.22, -0.04) * share;
        Oklab { l, ..old.mix(shade, share * 0.7) }
    });
}

pub(super) fn highlighter(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, scratch: &mut Scratch) {
    let unit = head.unit;
    let on =
        |from, to, wide: f32, strength| Spot::between(head.place(from), head.place(to), 1.1, wide * unit, strength);
    let all = [
        on(117, 143, 0.055, head.sides[0]),
        on(346, 372, 0.055, head.sides[1]),
        on(6, 5, 0.035, 0.7),
        on(37, 267, 0.02, 0.5),
    ];
    let (shade, strength) = (layer.colour(), layer.strength() * 0.75);
    let sparkle = layer.finish.sparkle() * 0.06;
    spots(canvas, head, scratch, &all, |x, y, mask, old| {
        // It reflects light that is there: in shadow it hardly shows, and it never goes beyond white.
        let lit = smooth(-0.2, 0.05, old.l - head.skin.l);
        let share = mask * strength * lit;
        let l = old.l + (0.97 - old.l).max(0.0) * 0.42 * share * head.light + sparkle * head.sparkle(x, y) * share;
        Oklab { l, ..old.mix(shade, share * 0.6) }
    });
}
