//! Where something goes: contours, distances to them, soft edges.

use wide::f32x8;

/// Places beside each other in a row that are asked for together.
pub(super) const LANES: usize = 8;

/// Masks that are used again from layer to layer.
#[derive(Debug, Default)]
pub(super) struct Masks {
    pub(super) planes: [Vec<f32>; 3],
    lattice: Vec<f32>,
}

impl Masks {
    /// Room for a frame of so many pixels, so that no layer needs more.
    pub(super) fn reserve(&mut self, pixels: usize) {
        for plane in self.planes.iter_mut().chain([&mut self.lattice]) {
            plane.reserve(pixels.saturating_sub(plane.len()));
        }
    }
}

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

    /// Pixels to the line from places of one row: positive inside, negative outside.
    #[inline(never)]
    pub(super) fn depth(&self, x: f32x8, y: f32) -> f32x8 {
        let zero = f32x8::ZERO;
        let (mut nearest, mut inside) = (f32x8::splat(f32::MAX), zero);
        for &[from_x, from_y, dx, dy, share] in &self.edges[..self.count] {
            let (px, py) = (x - from_x, y - from_y);
            let t = ((px * dx + py * dy) * share).fast_max(zero).fast_min(f32x8::ONE);
            let (ex, ey) = (px - t * dx, f32x8::splat(py) - t * dy);
            nearest = nearest.fast_min(ex * ex + ey * ey);
            // An edge that crosses this row to the right of the place changes sides.
            if (py < 0.0) != (py - dy < 0.0) {
                inside ^= ((px * dy - dx * py) * dy).simd_lt(zero);
            }
        }
        let depth = nearest.sqrt();
        inside.select(depth, -depth)
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

/// 0 before `from`, 1 beyond `to`, smooth between; `to` may be the smaller one.
#[inline(always)]
pub(super) fn smooth(from: f32, to: f32, x: f32) -> f32 {
    let t = ((x - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// [`smooth`] of several numbers.
#[inline(always)]
pub(super) fn smooths(from: f32, to: f32, x: f32x8) -> f32x8 {
    let t = ((x - from) * (1.0 / (to - from))).fast_max(f32x8::ZERO).fast_min(f32x8::ONE);
    t * t * (3.0 - 2.0 * t)
}

/// A bell: 1 at 0, about 0.14 at 1, nothing from 1.6 on. Of rational numbers, so that it has the same bits everywhere.
#[inline(always)]
pub(super) fn bell(square: f32x8) -> f32x8 {
    let t = (1.0 - square * (1.0 / 2.56)).fast_max(f32x8::ZERO);
    let t = t * t;
    t * t
}

/// Whether any of them is more than nothing.
#[inline(always)]
pub(super) fn any(values: f32x8) -> bool {
    f32x8::ZERO.simd_lt(values).any()
}

/// The number that so many others are not above; puts them into their order. By hand: the standard library's sorting takes more bytes to
/// download than all of this file.
pub(super) fn nth(numbers: &mut [f32], nth: usize) -> f32 {
    for end in 1..numbers.len() {
        for at in (1..=end).rev() {
            if numbers[at - 1] <= numbers[at] {
                break;
            }
            numbers.swap(at - 1, at);
        }
    }
    numbers[nth]
}

/// Fills a plane over an area, asking for a value only every `step` pixels and going straight between. (`dyn`, so that it is there once.)
pub(super) fn fill(masks: &mut Masks, plane: usize, area: Area, step: usize, value: &dyn Fn(f32x8, f32) -> f32x8) {
    let (columns, rows) = (area.width.div_ceil(step) + 1, area.height.div_ceil(step) + 1);
    let ahead = f32x8::from([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]) * step as f32;
    let lattice = &mut masks.lattice;
    lattice.clear();
    for row in 0..rows {
        let y = (area.y + row * step) as f32;
        for column in (0..columns).step_by(LANES) {
            let some = value(ahead + (area.x + column * step) as f32, y).to_array();
            lattice.extend_from_slice(&some[..LANES.min(columns - column)]);
        }
    }
    let out = &mut masks.planes[plane];
    out.clear();
    out.resize(area.width * area.height, 0.0);
    let share = 1.0 / step as f32;
    for (y, out) in out.chunks_exact_mut(area.width).enumerate() {
        let down = (y % step) as f32 * share;
        let from = y / step * columns;
        let (upper, lower) = (&lattice[from..from + columns], &lattice[from + columns..from + 2 * columns]);
        if step == 1 {
            out.copy_from_slice(&upper[..out.len()]);
            continue;
        }
        for (cell, out) in out.chunks_mut(step).enumerate() {
            let left = upper[cell] + (lower[cell] - upper[cell]) * down;
            let right = upper[cell + 1] + (lower[cell + 1] - upper[cell + 1]) * down;
            let along = (right - left) * share;
            for (x, out) in out.iter_mut().enumerate() {
                *out = left + along * x as f32;
            }
        }
    }
}
