//! Mascara: single lashes, each a curve that gets thinner.

use super::canvas::Canvas;
use super::eyes::EYES;
use super::head::{Head, chance};
use super::look::Layer;
use super::mask::{Area, Masks, Place, on_curve, smooth};
use crate::colour::Oklab;

/// The lower lid's edge of each eye, from the outer corner inwards.
const LOWER: [[usize; 9]; 2] =
    [[33, 7, 163, 144, 145, 153, 154, 155, 133], [263, 249, 390, 373, 374, 380, 381, 382, 362]];

/// A hair from a root in a direction, bent.
#[derive(Clone, Copy)]
pub(super) struct Hair {
    pub(super) root: Place,
    pub(super) bend: Place,
    pub(super) tip: Place,
    /// Pixels across at the root.
    pub(super) thick: f32,
    pub(super) strength: f32,
}

impl Hair {
    /// Draws it into a mask: what is there already stays where it is stronger.
    pub(super) fn draw(&self, mask: &mut [f32], area: Area) {
        const PIECES: usize = 5;
        let at = |t: f32| -> Place {
            let (one, two, three) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            std::array::from_fn(|axis| one * self.root[axis] + two * self.bend[axis] + three * self.tip[axis])
        };
        for piece in 0..PIECES {
            let (from, to) = (piece as f32 / PIECES as f32, (piece + 1) as f32 / PIECES as f32);
            let ([x, y], [to_x, to_y]) = (at(from), at(to));
            let thick = self.thick * (1.0 - 0.75 * f32::midpoint(from, to));
            // A line thinner than a pixel is as wide as one, but fainter.
            let (half, faint) = ((thick * 0.5).max(0.5), thick.min(1.0));
            let reach = half + 1.0;
            let Some(near) = Area::around(&[[x, y], [to_x, to_y]], reach, area.x + area.width, area.y + area.height)
            else {
                continue;
            };
            let (dx, dy) = (to_x - x, to_y - y);
            let share = 1.0 / (dx * dx + dy * dy).max(1e-6);
            for row in near.y.max(area.y)..near.y + near.height {
                for column in near.x.max(area.x)..near.x + near.width {
                    let (px, py) = (column as f32 - x, row as f32 - y);
                    let t = ((px * dx + py * dy) * share).clamp(0.0, 1.0);
                    let (ex, ey) = (px - dx * t, py - dy * t);
                    let cover = smooth(half + 0.5, half - 0.5, (ex * ex + ey * ey).sqrt()) * faint * self.strength;
                    let there = &mut mask[(row - area.y) * area.width + column - area.x];
                    *there = there.max(cover);
                }
            }
        }
    }
}

pub(super) fn mascara(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let (shade, strength) = (layer.colour(), layer.strength() * 0.9);
    for eye in &EYES {
        let width = eye.width(head);
        let rows = [(eye.lid, 30, 0.19, -1.0, 0.021, 0.9), (LOWER[eye.side], 18, 0.075, 1.0, 0.013, 0.42)];
        for (lid, count, length, down, thick, cover) in rows {
            let roots = lid.map(|index| head.place(index));
            let Some(area) = Area::around(&roots, 0.4 * width, canvas.width, canvas.height) else { continue };
            let mask = &mut masks.planes[0];
            mask.clear();
            mask.resize(area.width * area.height, 0.0);
            for lash in 0..count {
                let luck = chance(lash, eye.side as i32 + count);
                let t = (lash as f32 + luck * 0.6) / count as f32 * 0.93;
                let piece = ((t * 8.0) as usize).min(7);
                let four = [piece.saturating_sub(1), piece, piece + 1, (piece + 2).min(8)].map(|at| roots[at]);
                let root = on_curve(four, t * 8.0 - piece as f32);
                // Outwards at the outer corner, straight in the middle, a little inwards at the nose.
                let fan = eye.outwards() * (0.95 - 1.45 * t);
                let long = length * (1.0 - 0.45 * t) * (0.75 + 0.5 * luck) * width / head.unit;
                let (bend, tip) =
                    (head.way(fan * 0.25 * long, down * 0.45 * long), head.way(fan * long, down * 0.95 * long));
                let hair = Hair {
                    root,
                    bend: [root[0] + bend[0], root[1] + bend[1]],
                    tip: [root[0] + tip[0], root[1] + tip[1]],
                    thick: thick * width,
                    strength: cover * head.eyes[eye.side],
                };
                hair.draw(mask, area);
            }
            canvas.change(area, mask, |_, _, mask, old| {
                old.mix(Oklab { l: (shade.l * 0.9 + 0.1 * old.l).max(0.08), ..shade }, mask * strength)
            });
        }
    }
}
