//! Closed lines on the face, seen from the front: lips, eyes, brows.

use crate::vector::V;

pub(crate) const LIPS: [usize; 20] =
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
pub(crate) const MOUTH: [usize; 20] =
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
/// From the outer corner over the upper lid, back along the lower.
pub(crate) const RIGHT_EYE: [usize; 16] = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
pub(crate) const LEFT_EYE: [usize; 16] =
    [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];
pub(crate) const OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/// A closed line through points, smooth between them.
#[derive(Debug, Clone)]
pub(crate) struct Outline(Vec<(f32, f32)>);

impl Outline {
    pub(crate) fn through(points: &[V]) -> Self {
        let count = points.len();
        let mut line = Vec::with_capacity(count * 6);
        for at in 0..count {
            let [a, b, c, d] = [count - 1, 0, 1, 2].map(|k| points[(at + k) % count]);
            for k in 0..6 {
                let t = k as f32 / 6.0;
                let curve = b * 2.0
                    + (c - a) * t
                    + (a * 2.0 - b * 5.0 + c * 4.0 - d) * (t * t)
                    + (b * 3.0 - a - c * 3.0 + d) * (t * t * t);
                line.push((curve.0 * 0.5, curve.1 * 0.5));
            }
        }
        Self(line)
    }

    /// How far inside a place is, in centimetres; negative outside.
    pub(crate) fn depth(&self, x: f32, y: f32) -> f32 {
        let (mut nearest, mut inside) = (f32::MAX, false);
        for at in 0..self.0.len() {
            let ((ax, ay), (bx, by)) = (self.0[at], self.0[(at + 1) % self.0.len()]);
            let (dx, dy) = (bx - ax, by - ay);
            let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-9)).clamp(0.0, 1.0);
            let (ex, ey) = (x - ax - along * dx, y - ay - along * dy);
            nearest = nearest.min(ex * ex + ey * ey);
            if (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * dx {
                inside = !inside;
            }
        }
        if inside { nearest.sqrt() } else { -nearest.sqrt() }
    }
}

/// How far inside a line each place of a table is; much quicker than asking the line.
pub(crate) struct Depths {
    left: f32,
    low: f32,
    columns: usize,
    depths: Vec<f32>,
}

const CELL: f32 = 0.025;

impl Outline {
    /// The table of the line and `round` centimetres about it.
    pub(crate) fn depths(&self, round: f32) -> Depths {
        let bound = |side: fn(&(f32, f32)) -> f32, sign: f32| {
            self.0.iter().map(|p| side(p) * sign).fold(f32::MIN, f32::max) * sign + round * sign
        };
        let (left, right) = (bound(|p| p.0, -1.0), bound(|p| p.0, 1.0));
        let (low, high) = (bound(|p| p.1, -1.0), bound(|p| p.1, 1.0));
        let (columns, rows) = (((right - left) / CELL) as usize + 2, ((high - low) / CELL) as usize + 2);
        let place = |at: usize| ((at % columns) as f32 * CELL + left, (at / columns) as f32 * CELL + low);
        let depths = (0..columns * rows).map(place).map(|(x, y)| self.depth(x, y)).collect();
        Depths { left, low, columns, depths }
    }
}

impl Depths {
    /// How far inside a place is; beyond the table, as far outside as the table reaches.
    pub(crate) fn depth(&self, x: f32, y: f32) -> f32 {
        let (x, y) = ((x - self.left) / CELL, (y - self.low) / CELL);
        let rows = self.depths.len() / self.columns;
        if x < 0.0 || y < 0.0 || x >= (self.columns - 1) as f32 || y >= (rows - 1) as f32 {
            return -1.2;
        }
        let (column, row) = (x as usize, y as usize);
        let (u, v) = (x - column as f32, y - row as f32);
        let at = |c: usize, r: usize| self.depths[(row + r) * self.columns + column + c];
        let line = |r| at(0, r) + (at(1, r) - at(0, r)) * u;
        line(0) + (line(1) - line(0)) * v
    }
}
