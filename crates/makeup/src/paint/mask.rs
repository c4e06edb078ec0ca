//! Where something goes: contours, distances to them, soft edges.

use super::Scratch;

/// A rectangle of pixels inside of the frame; never empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

pub(super) type Place = [f32; 2];

impl Area {
    /// The rectangle around places and `more` pixels beyond, cut to the frame; None if nothing is left.
    pub(super) fn around(places: &[Place], more: f32, width: usize, height: usize) -> Option<Self> {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let start = |value: f32, most: usize| ((value - more).floor().max(0.0) as usize).min(most);
        let end = |value: f32, most: usize| ((value + more).ceil().max(0.0) as usize + 1).min(most);
        let (x, y) = (start(low[0], width), start(low[1], height));
        let (right, bottom) = (end(high[0], width), end(high[1], height));
        (right > x && bottom > y).then(|| Self { x, y, width: right - x, height: bottom - y })
    }
}

/// The most corners a contour has after rounding.
const MOST: usize = 160;

/// A closed line, straight between many corners.
pub(super) struct Contour {
    edges: [[f32; 5]; MOST],
    places: [Place; MOST],
    count: usize,
}

impl Contour {
    /// Through these places, straight or rounded (Catmull-Rom, three pieces for each).
    pub(super) fn new(corners: &[Place], rounded: bool) -> Self {
        let pieces = if rounded { 3 } else { 1 };
        let mut line = Self { edges: [[0.0; 5]; MOST], places: [[0.0; 2]; MOST], count: 0 };
        let n = corners.len();
        for at in 0..n {
            let four = [corners[(at + n - 1) % n], corners[at], corners[(at + 1) % n], corners[(at + 2) % n]];
            for piece in 0..pieces {
                if line.count < MOST {
                    line.places[line.count] = on_curve(four, piece as f32 / pieces as f32);
                    line.count += 1;
                }
            }
        }
        for at in 0..line.count {
            let ([x, y], [to_x, to_y]) = (line.places[at], line.places[(at + 1) % line.count]);
            let (dx, dy) = (to_x - x, to_y - y);
            line.edges[at] = [x, y, dx, dy, 1.0 / (dx * dx + dy * dy).max(1e-6)];
        }
        line
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places[..self.count]
    }

    /// Pixels to the line: positive inside, negative outside.
    pub(super) fn depth(&self, x: f32, y: f32) -> f32 {
        let (mut nearest, mut inside) = (f32::MAX, false);
        for &[from_x, from_y, dx, dy, share] in &self.edges[..self.count] {
            let (px, py) = (x - from_x, y - from_y);
            let t = ((px * dx + py * dy) * share).clamp(0.0, 1.0);
            let (ex, ey) = (px - dx * t, py - dy * t);
            nearest = nearest.min(ex * ex + ey * ey);
            // An edge that crosses this row to the right of the pixel changes sides.
            let crosses = (py < 0.0) != (py - dy < 0.0);
            inside ^= crosses && (px * dy - dx * py) * dy < 0.0;
        }
        if inside { nearest.sqrt() } else { -nearest.sqrt() }
    }
}

/// Between the second and the third of four places.
pub(super) fn on_curve(four: [Place; 4], t: f32) -> Place {
    std::array::from_fn(|axis| {
        let [a, b, c, d] = four.map(|place| place[axis]);
        let (one, two, three) = (c - a, 2.0 * a - 5.0 * b + 4.0 * c - d, 3.0 * (b - c) + d - a);
        b + 0.5 * t * (one + t * (two + t * three))
    })
}

/// 0 below `from`, 1 above `to`, smooth between.
#[inline(always)]
pub(super) fn smooth(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A bell: 1 at 0, about 0.14 at 1, nothing from 1.6 on. Of rational numbers, so that it has the same bits everywhere.
#[inline(always)]
pub(super) fn bell(square: f32) -> f32 {
    let t = (1.0 - square / 2.56).max(0.0);
    t * t * t * t
}

/// Fills a plane of the scratch over an area, asking for a value only every `step` pixels and going straight between.
pub(super) fn fill(scratch: &mut Scratch, plane: usize, area: Area, step: usize, value: impl Fn(f32, f32) -> f32) {
    let (columns, rows) = (area.width.div_ceil(step) + 1, area.height.div_ceil(step) + 1);
    let lattice = &mut scratch.lattice;
    lattice.clear();
    for row in 0..rows {
        let y = (area.y + row * step) as f32;
        lattice.extend((0..columns).map(|column| value((area.x + column * step) as f32, y)));
    }
    let out = &mut scratch.planes[plane];
    out.clear();
    out.resize(area.width * area.height, 0.0);
    let share = 1.0 / step as f32;
    for (y, out) in out.chunks_exact_mut(area.width).enumerate() {
        let down = (y % step) as f32 * share;
        let from = y / step * columns;
        let (upper, lower) = (&lattice[from..from + columns], &lattice[from + columns..from + 2 * columns]);
        for (cell, out) in out.chunks_mut(step).enumerate() {
            let left = upper[cell] + (lower[cell] - upper[cell]) * down;
            let right = upper[cell + 1] + (lower[cell + 1] - upper[cell + 1]) * down;
            for (x, out) in out.iter_mut().enumerate() {
                *out = left + (right - left) * (x as f32 * share);
            }
        }
    }
}
