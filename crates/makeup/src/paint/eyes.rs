//! Eyeshadow and eyeliner.

use super::canvas::Canvas;
use super::head::Head;
use super::look::{Layer, Line, Zone};
use super::mask::{Area, Contour, Masks, Place, fill, smooth, smooths};
use crate::colour::Oklab;
use crate::face::contour::{LEFT_EYE, LEFT_UPPER_LID, RIGHT_EYE, RIGHT_UPPER_LID};

/// One eye: its opening, the lid's edge from the outer corner inwards and the brow's lower edge above each place of it.
pub(super) struct Eye {
    opening: [usize; 16],
    pub(super) lid: [usize; 9],
    brow: [usize; 9],
    /// 0 the right one, 1 the left one.
    pub(super) side: usize,
}

pub(super) const EYES: [Eye; 2] = [
    Eye { opening: RIGHT_EYE, lid: RIGHT_UPPER_LID, brow: [46, 46, 53, 53, 52, 52, 65, 55, 55], side: 0 },
    Eye { opening: LEFT_EYE, lid: LEFT_UPPER_LID, brow: [276, 276, 283, 283, 282, 282, 295, 285, 285], side: 1 },
];

impl Eye {
    pub(super) fn width(&self, head: &Head<'_>) -> f32 {
        let ([x, y], [to_x, to_y]) = (head.place(self.lid[0]), head.place(self.lid[8]));
        ((to_x - x) * (to_x - x) + (to_y - y) * (to_y - y)).sqrt()
    }

    /// -1 outwards of the right eye, 1 of the left one.
    pub(super) fn outwards(&self) -> f32 {
        if self.side == 0 { -1.0 } else { 1.0 }
    }

    /// A place above the lid's edge, this share of the way to the brow.
    fn above(&self, head: &Head<'_>, at: usize, share: f32) -> Place {
        let ([x, y], [to_x, to_y]) = (head.place(self.lid[at]), head.place(self.brow[at]));
        [x + (to_x - x) * share, y + (to_y - y) * share]
    }
}

/// From where to where on the way to the brow a zone goes, for each place of the lid, and how soft it is.
fn band(zone: Zone, at: usize) -> (f32, f32) {
    // The lid's ends taper, so that colour runs out towards the nose.
    let taper = [0.55, 0.8, 0.95, 1.0, 1.0, 0.95, 0.85, 0.65, 0.35][at];
    match zone {
        Zone::Lid => (-0.35, 0.52 * taper),
        Zone::Crease => (0.22 * taper, 0.75 * taper),
        Zone::Outer => (-0.35, [0.75, 0.8, 0.72, 0.5, 0.2, 0.0, -0.1, -0.2, -0.3][at]),
    }
}

pub(super) fn shadow(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, zone: Zone, masks: &mut Masks) {
    let shade = layer.colour();
    let strength = layer.strength() * if zone == Zone::Lid { 0.85 } else { 0.7 };
    let sparkle = layer.finish.sparkle() * 0.12;
    for eye in &EYES {
        let mut corners = [[0.0; 2]; 18];
        for at in 0..9 {
            let (from, to) = band(zone, at);
            corners[at] = eye.above(head, at, from);
            corners[17 - at] = eye.above(head, at, to);
        }
        // The outer end is drawn out a little, up and away.
        let out = head.way(eye.outwards() * 0.04, -0.02);
        for at in [0, 17] {
            corners[at] = [corners[at][0] + out[0], corners[at][1] + out[1]];
        }
        let (zone_line, opening) = (Contour::new(&corners, true), Contour::new(&head.places(eye.opening), true));
        let soft = (0.055 * head.unit).max(1.0);
        let Some(area) = Area::around(zone_line.places(), soft, canvas.width, canvas.height) else { continue };
        let (edge, step) = (head.edge(), (head.step() / 2).max(1));
        fill(masks, 1, area, head.step(), &|x, y| zone_line.depth(x, y));
        fill(masks, 2, area, step, &|x, y| opening.depth(x, y));
        let [mask, zone_depth, eye_depth] = &mut masks.planes;
        mask.clear();
        let side = head.eyes[eye.side];
        mask.extend(
            zone_depth
                .iter()
                .zip(eye_depth.iter())
                .map(|(zone, eye)| smooth(-0.8 * soft, 1.4 * soft, *zone) * smooth(-0.5 * edge, edge, -eye) * side),
        );
        canvas.change(area, mask, |x, y, mask, old| {
            let glow = sparkle * head.sparkle(x, y);
            let l = (shade.l * head.light + 0.8 * (old.l - head.skin.l) + glow).clamp(0.02, 0.98);
            old.mix(Oklab { l, ..shade }, mask * strength)
        });
    }
}

/// Thickness at the outer corner in eye widths, length of the wing, softness in edges.
fn pen(line: Line) -> (f32, f32, f32) {
    match line {
        Line::Thin => (0.035, 0.0, 0.8),
        Line::Classic => (0.06, 0.05, 0.8),
        Line::Winged => (0.075, 0.24, 0.8),
        Line::Smoky => (0.10, 0.06, 3.0),
    }
}

pub(super) fn liner(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, line: Line, masks: &mut Masks) {
    let (thick, wing, soft) = pen(line);
    let (shade, strength) = (layer.colour(), layer.strength() * 0.92);
    for eye in &EYES {
        let (width, outwards) = (eye.width(head), eye.outwards());
        let mut corners = [[0.0; 2]; 19];
        for at in 0..9 {
            // A line that begins as a hair at the nose and is thickest just before the outer corner.
            let share = [0.85, 1.0, 0.95, 0.85, 0.72, 0.6, 0.48, 0.35, 0.2][at];
            let [x, y] = head.place(eye.lid[at]);
            let up = head.way(0.0, -thick * share * width / head.unit);
            let down = head.way(0.0, 0.012 * width / head.unit);
            corners[9 - at] = [x + up[0], y + up[1]];
            corners[(10 + at) % 19] = [x + down[0], y + down[1]];
        }
        let [x, y] = head.place(eye.lid[0]);
        let tip = head.way(outwards * (0.01 + wing) * width / head.unit, -0.6 * wing * width / head.unit);
        // The wing's tip stands between the upper and the lower edge, at the outer corner.
        let mut around = [[0.0; 2]; 19];
        around[0] = [x + tip[0], y + tip[1]];
        around[1..10].copy_from_slice(&corners[10..19]);
        around[10..19].copy_from_slice(&corners[1..10]);
        let stroke = Contour::new(&around, false);
        let edge = head.edge() * 0.75 * soft;
        let Some(area) = Area::around(stroke.places(), 2.0 * edge, canvas.width, canvas.height) else { continue };
        let side = head.eyes[eye.side];
        fill(masks, 0, area, 1, &|x, y| smooths(-edge, 0.7 * edge, stroke.depth(x, y)) * side);
        canvas.change(area, &masks.planes[0], |_, _, mask, old| {
            let l = (shade.l * head.light + 0.18 * (old.l - head.skin.l)).clamp(0.05, 0.98);
            old.mix(Oklab { l, ..shade }, mask * strength)
        });
    }
}
