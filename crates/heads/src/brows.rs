//! Brows and lashes.

use crate::chance::Chance;
use crate::face::{Features, Head};
use crate::outline::{LEFT_EYE, RIGHT_EYE};
use crate::vector::{V, bump, step};

/// How a person's brows and lashes are.
#[derive(Debug, Clone, Copy)]
pub struct Brows {
    /// Thickness, factor about 1.
    pub thick: f32,
    /// How dense they are, factor about 1.
    pub dense: f32,
    /// Height of the arch in centimetres.
    pub arch: f32,
    /// Length of the lashes, factor about 1.
    pub lashes: f32,
}

/// The skin as a table over the canonical face seen from the front: place and normal.
pub(crate) struct Atlas(Vec<Option<(V, V)>>);

const CELLS: usize = 360;
const CELL: f32 = 0.05;

impl Atlas {
    pub(crate) fn of(head: &Head) -> Self {
        let mut cells = vec![None; CELLS * CELLS];
        let normals = head.skin.normals();
        for face in &head.skin.faces {
            let rest = face.map(|at| head.skin.rest[at as usize]);
            if rest.iter().any(|rest| rest.2 < 1.5) {
                continue;
            }
            let point = face.map(|at| head.skin.points[at as usize]);
            let normal = face.map(|at| normals[at as usize]);
            // Small triangles: their corners and middles are dense enough.
            for i in 0..=4 {
                for j in 0..=4 - i {
                    let (u, v) = (i as f32 / 4.0, j as f32 / 4.0);
                    let at = |p: [V; 3]| p[0] + (p[1] - p[0]) * u + (p[2] - p[0]) * v;
                    let r = at(rest);
                    if let Some(cell) = Self::cell(r.0, r.1) {
                        cells[cell] = Some((at(point), at(normal).unit()));
                    }
                }
            }
        }
        Self(cells)
    }

    fn cell(x: f32, y: f32) -> Option<usize> {
        let side = |at: f32| usize::try_from((at / CELL + CELLS as f32 * 0.5) as i32).ok().filter(|&at| at < CELLS);
        Some(side(y)? * CELLS + side(x)?)
    }

    fn at(&self, x: f32, y: f32) -> Option<(V, V)> {
        self.0[Self::cell(x, y)?]
    }
}

/// The middle of a brow on the canonical face, from its inner end (0) to its tail (1), and half its height there.
fn line(t: f32, brows: &Brows) -> (f32, f32, f32) {
    let x = 1.35 + 4.15 * t;
    let arch = (0.16 + brows.arch) * bump(t, 0.62, 0.36);
    let y = 4.40 + 0.42 * t + arch - 0.85 * step(0.62, 1.1, t) * t;
    let half = (0.31 - 0.25 * step(0.4, 1.0, t)) * (0.8 + 0.2 * step(0.0, 0.15, t)) * brows.thick;
    (x, y, half)
}

/// The hairs of both brows.
pub(crate) fn brows(atlas: &Atlas, brows: &Brows, chance: &mut Chance) -> Vec<Vec<V>> {
    let mut all = Vec::new();
    for side in [-1.0, 1.0] {
        for _ in 0..(880.0 * brows.dense) as usize {
            let t = chance.next();
            let across = chance.about() * 0.95;
            // Thinner where the brow begins.
            if t < 0.14 && chance.next() > 0.35 + t * 4.0 {
                continue;
            }
            let (x, y, half) = line(t, brows);
            let (x, y) = (x + 0.1 * chance.about(), y + across * half);
            // Upwards at the inner end, then along the brow; from above and below towards its middle.
            let (ax, ay, _) = line((t + 0.05).min(1.0), brows);
            let (bx, by, _) = line((t - 0.05).max(0.0), brows);
            let along = V(ax - bx, ay - by, 0.0).unit();
            let rise = 1.25 * step(0.22, 0.0, t) + 0.32 * step(0.75, 0.2, t) - 0.42 * across.max(0.0)
                + 0.2 * (-across).max(0.0);
            let way = (along + V(0.0, rise, 0.0) + V(chance.about(), chance.about(), 0.0) * 0.12).unit();
            let long = chance.between(0.38, 0.72) * (0.65 + 0.35 * step(1.0, 0.5, t)) * (0.7 + 0.3 * brows.thick);
            let points: Vec<V> = (0..6)
                .filter_map(|k| {
                    let s = k as f32 / 5.0;
                    let bend = along.mix(way, 1.0 - 0.55 * s).unit();
                    let (px, py) = (x + bend.0 * long * s, y + bend.1 * long * s);
                    let (p, n) = atlas.at(side * px, py)?;
                    Some(p + n * (0.05 + 0.05 * libm::sinf(s * 3.0)))
                })
                .collect();
            if points.len() > 2 {
                all.push(points);
            }
        }
    }
    all
}

/// The lashes of both eyes, upper and lower: points from the root.
pub(crate) fn lashes(head: &Head, features: &Features, brows: &Brows, chance: &mut Chance) -> Vec<Vec<V>> {
    let mut all = Vec::new();
    for (side, ring) in [(-1.0, RIGHT_EYE), (1.0, LEFT_EYE)] {
        // The finished surface lies a little inside the points it was made from.
        let rim = |at: f32, from: usize| {
            let k = (at as usize).min(7);
            let [a, b] = [k, k + 1].map(|k| head.skin.points[ring[(from + k) % 16]]);
            a.mix(b, at - k as f32)
        };
        for (from, count, long, up) in [(0, 62, 0.62, 1.0), (8, 34, 0.26, -1.0)] {
            for k in 0..count {
                let at = (k as f32 + 0.5 + 0.35 * chance.about()) / count as f32 * 7.7 + 0.15;
                let root = rim(at, from);
                // 0 at the outer corner, 1 at the inner.
                let inner = if up > 0.0 { at / 8.0 } else { 1.0 - at / 8.0 };
                let fan = side * (0.75 - 1.15 * inner) + 0.12 * chance.about();
                let size =
                    0.82 * long * brows.lashes * (0.55 + 0.45 * step(1.0, 0.55, inner)) * chance.between(0.75, 1.05);
                let lean = 0.5 * features.eyes.1.min(1.6);
                let points = (0..7)
                    .map(|k| {
                        let s = k as f32 / 6.0;
                        let rise = up * (s * s * 0.8 + 0.12 * s * up) * lean;
                        root + V(0.0, 0.0, 0.03) + V(fan * s * 0.62, rise, 0.62 * s) * size
                    })
                    .collect();
                all.push(points);
            }
        }
    }
    all
}
