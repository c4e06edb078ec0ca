//! Neck, shoulders and what is worn over them.

use crate::mesh::{Mesh, Stuff};
use crate::vector::{V, bump, step};

/// What is worn, and how it is cut at the neck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Round, close to the neck.
    Round,
    /// Straight over the chest, shoulders bare.
    Straight,
    /// A deep V.
    Deep,
    /// A rolled collar.
    Rolled,
    /// An open collar over a deep V.
    Boat,
}

/// Where the body is how wide and how deep: height, half width, half depth, and how far its middle is to the front.
const BODY: [[f32; 4]; 11] = [
    [-3.0, 4.8, 4.9, -4.4],
    [-8.0, 4.75, 4.9, -4.3],
    [-11.0, 4.85, 5.0, -4.2],
    [-13.2, 5.5, 5.3, -4.2],
    [-14.9, 7.7, 5.9, -4.2],
    [-16.3, 11.8, 6.7, -4.1],
    [-17.9, 15.8, 7.5, -3.8],
    [-20.0, 18.6, 8.4, -3.4],
    [-23.2, 20.0, 9.4, -2.8],
    [-27.5, 20.6, 10.3, -2.4],
    [-36.0, 21.0, 10.6, -2.2],
];

/// A scarf's drape from the temples over the jaw to the chest, as [`BODY`].
const DRAPE: [[f32; 4]; 11] = [
    [4.0, 8.0, 3.0, -3.8],
    [0.5, 8.5, 4.4, -3.8],
    [-3.0, 8.4, 5.6, -3.7],
    [-6.0, 7.9, 6.6, -3.6],
    [-8.6, 6.9, 7.1, -3.5],
    [-10.4, 6.9, 7.3, -3.4],
    [-12.6, 9.0, 7.6, -3.4],
    [-15.6, 13.6, 8.2, -3.4],
    [-19.0, 18.6, 9.2, -3.2],
    [-25.0, 21.4, 10.8, -2.6],
    [-36.0, 22.0, 11.4, -2.4],
];

/// Height, half width and so on at a share of the way down, smooth between the rows of a table.
fn between(table: &[[f32; 4]; 11], share: f32) -> [f32; 4] {
    let at = share * (table.len() - 1) as f32;
    let k = (at as usize).min(table.len() - 2);
    let t = at - k as f32;
    let [a, b, c, d] = [k.saturating_sub(1), k, k + 1, (k + 2).min(table.len() - 1)].map(|at| table[at]);
    std::array::from_fn(|i| {
        0.5 * (b[i] * 2.0
            + (c[i] - a[i]) * t
            + (a[i] * 2.0 - b[i] * 5.0 + c[i] * 4.0 - d[i]) * t * t
            + (b[i] * 3.0 - a[i] - c[i] * 3.0 + d[i]) * t * t * t)
    })
}

fn place(share: f32, round: f32, build: f32, out: f32) -> V {
    let [y, wide, deep, middle] = between(&BODY, share);
    let (s, c) = libm::sincosf(round * std::f32::consts::TAU);
    let wide = wide * build + out;
    let p = V(c * wide, y + out * 0.4, middle + s * (deep + out));
    if s <= 0.0 {
        return p;
    }
    // In front: the two cords of the neck, the hollow between the collar bones, and the bones themselves.
    let front = step(0.1, 0.6, s);
    let side = p.0.abs();
    let cord =
        bump(side, 1.6 + (-9.0 - y).max(0.0) * -0.14 + 1.4, 0.8) * step(-17.0, -14.0, y) * step(-7.0, -9.0, y) * 0.35;
    let hollow = -0.65 * bump(p.0, 0.0, 1.1) * bump(y, -17.0, 1.0);
    let bone = 0.5 * bump(y, -17.3 + side * 0.11, 0.55) * step(1.0, 2.2, side) * step(14.0, 9.0, side);
    let above = -0.5 * bump(y, -15.9 + side * 0.1, 0.8) * step(2.5, 4.5, side) * step(11.0, 7.0, side);
    p + V(0.0, 0.0, (cord + hollow + bone + above) * front)
}

/// Neck and shoulders. `build` is about 0.9 for slight and 1.2 for broad people.
pub(crate) fn bust(build: f32) -> Mesh {
    Mesh::sheet(Stuff::Skin, 110, 128, true, |share, round| place(share, -round, build, 0.0))
}

/// The garment over it, and a rolled collar if it has one.
pub(crate) fn garment(build: f32, cut: Cut) -> Vec<Mesh> {
    let drape = |share: f32, round: f32| {
        let p = place(share, -round, build, 0.28);
        let fold = 0.10 * libm::sinf(p.0 * 0.9 + p.1 * 0.35) * step(-19.0, -25.0, p.1);
        p + V(0.0, 0.0, fold)
    };
    let mut cloth = Mesh::sheet(Stuff::Garment, 150, 220, true, drape);
    cloth.cut = Some(cut);
    let mut all = vec![cloth];
    if cut == Cut::Rolled {
        all.push(Mesh::sheet(Stuff::Garment, 60, 160, true, |along, round| {
            // Up along the neck, over, and down again.
            let (s, c) = libm::sincosf(-round * std::f32::consts::TAU);
            let up = if along < 0.5 { along * 2.0 } else { (1.0 - along) * 2.0 };
            let outer = step(0.42, 0.62, along);
            let y = -15.4 + 4.6 * up + outer * 0.2 + 0.3 * s;
            let rib = 0.06 * libm::sinf(round * std::f32::consts::TAU * 58.0);
            let flare = 0.15 + outer * 0.42 + (1.0 - up) * 0.7 + rib;
            V(c * (4.85 * build + flare), y, -4.2 + s * (5.05 + flare))
        }));
    }
    all
}

/// Whether there is cloth at a place of the body.
pub(crate) fn covered(p: V, cut: Cut) -> bool {
    let side = p.0.abs();
    let front = p.2 > -4.0;
    match cut {
        Cut::Round => p.1 < if front { -16.3 + 0.042 * side * side } else { -14.0 } && p.1 < -13.9,
        Cut::Straight => p.1 < -19.3 + 0.9 * bump(side, 6.5, 3.6) || strap(p),
        Cut::Deep => p.1 < if front { -20.5 + side * 0.95 } else { -14.4 } && p.1 < -13.9,
        Cut::Rolled => p.1 < -13.4,
        Cut::Boat => p.1 < if front { -17.6 + 0.014 * side * side } else { -15.4 },
    }
}

/// A thin strap over each shoulder.
fn strap(p: V) -> bool {
    (p.0.abs() - 10.2 - (p.1 + 19.0) * 0.12).abs() < 0.32
}

/// A scarf laid round head, neck and chest; `open` gives the rim of the face it leaves free.
pub(crate) fn scarf(open: &[V]) -> Vec<Mesh> {
    let count = open.len();
    let rim = move |round: f32| {
        let at = round * count as f32;
        let k = at as usize % count;
        let [a, b, c, d] = [count - 1, 0, 1, 2].map(|i| open[(k + i) % count]);
        let t = at - at.floor();
        (b * 2.0
            + (c - a) * t
            + (a * 2.0 - b * 5.0 + c * 4.0 - d) * (t * t)
            + (b * 3.0 - a - c * 3.0 + d) * (t * t * t))
            * 0.5
    };
    let (middle, half) = (V(0.0, 3.2, -3.2), V(9.1, 10.9, 10.4));
    let hood = Mesh::sheet(Stuff::Scarf, 120, 256, true, |share, round| {
        let round = 1.0 - round;
        let start = rim(round);
        let from = (start - middle).over(half);
        let back = V(0.0, -0.3, -1.0).unit();
        let angle = libm::acosf(from.unit().dot(back).clamp(-1.0, 1.0));
        let t = (share - 0.03).max(0.0) * 0.95;
        let part = |t: f32| libm::sinf(t * angle) / libm::sinf(angle);
        let way = from.unit() * part(1.0 - t) + back * part(t);
        let long = from.length() + (1.03 - from.length()) * step(0.0, 0.3, t);
        // Folds run along the face and die out behind.
        let waves = libm::sinf(t * 46.0 + 1.9 * libm::sinf(round * 9.0 + 0.8)) * 0.017
            + libm::sinf(t * 21.0 + round * 5.0 + 2.0 * libm::sinf(round * 12.5)) * 0.02;
        let fold = waves * step(0.02, 0.1, t);
        // The hem is turned inwards.
        let hem = if share < 0.03 { (0.03 - share) * 22.0 } else { 0.0 };
        middle + way.by(half) * (long + fold) + V(0.0, 0.0, -hem)
    });
    let folds = Mesh::sheet(Stuff::Scarf, 260, 280, true, |share, round| {
        let turn = -round * std::f32::consts::TAU;
        let (s, c) = libm::sincosf(turn);
        let [y, wide, deep, middle] = between(&DRAPE, share);
        // Swags from the shoulders to the chest, and one edge laid across.
        let low = step(-8.5, -13.0, y);
        let phase = y * 1.15 + 2.9 * libm::cosf(turn + 1.1) + 0.8 * libm::sinf(turn * 3.0);
        let swag = libm::sinf(phase) * 0.42 + libm::sinf(phase * 2.1 + turn * 2.0) * 0.2;
        let edge = 0.55 * step(0.0, 0.9, y + 13.6 + 3.4 * libm::cosf(turn + 0.5) - s * 0.8) * step(-6.0, -9.0, y);
        let crease = 0.10 * libm::sinf(turn * 11.0 + y * 0.9) * (1.0 - low);
        let out = swag * low + crease + edge * 0.8;
        V(c * (wide + out), y, middle + s * (deep + out))
    });
    vec![hood, folds]
}
