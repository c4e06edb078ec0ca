//! Hair, strand by strand: where it grows, how it falls, how it is worn.

use crate::chance::{Chance, hills};
use crate::face::{Head, SKULL};
use crate::mesh::Mesh;
use crate::vector::{V, bump, step};

/// How hair is worn.
#[derive(Debug, Clone, Copy)]
pub enum Style {
    /// None to be seen.
    Covered,
    /// A few millimetres to a few centimetres, on top and at the sides, brushed forward and to one side.
    Short {
        /// Length on top, centimetres.
        top: f32,
        /// Length at the sides, centimetres.
        sides: f32,
        /// How far it is brushed to the side, -1 to 1.
        sweep: f32,
        /// How far it stands up, 0 to 1.
        lift: f32,
    },
    /// Tight curls, standing off the head.
    Curls {
        /// How far they stand off, centimetres.
        reach: f32,
    },
    /// Drawn back into a knot on top.
    Knot,
    /// Falling from a parting.
    Falling {
        /// Where the parting is, centimetres from the middle.
        part: f32,
        /// The height where it ends, centimetres.
        end: f32,
        /// How wavy it is, centimetres.
        wave: f32,
        /// How far the ends turn inwards, 0 to 1.
        inward: f32,
        /// Whether hair is cut straight over the forehead.
        fringe: bool,
    },
}

/// A person's hair.
#[derive(Debug, Clone, Copy)]
pub struct Hair {
    /// How it is worn.
    pub style: Style,
    /// Its colour near the head, sRGB as 0xRRGGBB.
    pub colour: u32,
    /// Its colour at the ends.
    pub tips: u32,
    /// How much of it is grey, 0 to 1.
    pub grey: f32,
    /// How it shines, about 1.
    pub shine: f32,
    /// Length of the beard in centimetres; 0 for none.
    pub beard: f32,
}

/// One hair: its points from the root, its own chance, how deep it lies (0 outside, 1 at the skin).
pub(crate) struct Strand {
    pub(crate) points: Vec<V>,
    pub(crate) chance: f32,
    pub(crate) deep: f32,
}

/// How surely hair grows at a place of the head, 0 to 1.
pub(crate) fn grows(at: V) -> f32 {
    let uneven = 0.28 * hills(V(at.0 * 1.5, at.1 * 1.5, at.2 * 1.5)) + 0.1 * hills(at * 5.0);
    let side = at.0.abs();
    let temple = 9.3 - 0.07 * side * side + 0.5 * bump(side, 4.6, 1.6);
    let behind = step(-1.1, -4.8, at.2);
    let line = temple + (-6.5 - temple) * behind;
    step(-0.35, 0.45, at.1 - line + uneven)
}

/// Every strand on a head.
pub(crate) fn strands(head: &Head, hair: &Hair, seed: u32) -> Vec<Strand> {
    let mut chance = Chance::new(seed);
    let mut all = match hair.style {
        Style::Covered => Vec::new(),
        Style::Short { .. } => short(head, hair.style, &mut chance),
        Style::Curls { reach } => curls(head, reach, &mut chance),
        Style::Knot => knot(head, &mut chance),
        Style::Falling { .. } => falling(head, hair.style, &mut chance),
    };
    if hair.beard > 0.0 {
        beard(&head.skin, hair.beard, &mut chance, &mut all);
    }
    all
}

/// Roots on the skin, about `dense` for each square centimetre where `wanted` is 1: place, normal, place on the model.
fn roots(skin: &Mesh, dense: f32, chance: &mut Chance, wanted: impl Fn(V) -> f32) -> Vec<[V; 3]> {
    let mut found = Vec::new();
    for face in &skin.faces {
        let [a, b, c] = face.map(|at| skin.points[at as usize]);
        let [ra, rb, rc] = face.map(|at| skin.rest[at as usize]);
        let share = wanted((ra + rb + rc) * (1.0 / 3.0));
        if share <= 0.0 {
            continue;
        }
        let normal = (b - a).cross(c - a);
        let mut count = normal.length() * 0.5 * dense * share + chance.next();
        while count >= 1.0 {
            count -= 1.0;
            let (mut u, mut v) = (chance.next(), chance.next());
            if u + v > 1.0 {
                (u, v) = (1.0 - u, 1.0 - v);
            }
            let place = |a: V, b: V, c: V| a + (b - a) * u + (c - a) * v;
            found.push([place(a, b, c), normal.unit(), place(ra, rb, rc)]);
        }
    }
    found
}

/// Pushes a point out of the head, the face and the shoulders, as far as `off`.
fn outside(p: V, off: f32) -> V {
    let push = |p: V, middle: V, half: V| {
        let from = (p - middle).over(half);
        let long = from.length();
        if long < 1.0 { middle + from.by(half) * (1.0 / long.max(0.05)) } else { p }
    };
    let p = push(p, SKULL.0, SKULL.1 * 0.975 + V::all(off));
    let p = push(p, V(0.0, -1.2, -2.0), V(7.3 + off, 9.0, 5.6 + off));
    // Over the shoulders it falls to the front or to the back, not to the side.
    let (middle, half) = (V(0.0, -23.0, -3.6), V(19.5 + off, 7.6 + off, 8.4 + off));
    let from = (p - middle).over(half);
    let rest = 1.0 - from.0 * from.0 - from.1 * from.1;
    let p = if rest > from.2 * from.2 {
        V(p.0, p.1, middle.2 + half.2 * rest.sqrt() * if p.2 > -6.0 { 1.0 } else { -1.0 })
    } else {
        p
    };
    let neck = V(p.0, 0.0, p.2 + 4.2);
    let far = neck.length();
    if p.1 < -6.0 && p.1 > -18.0 && far < 5.2 { p + neck * ((5.2 - far) / far.max(0.1)) } else { p }
}

fn falling(head: &Head, style: Style, chance: &mut Chance) -> Vec<Strand> {
    let Style::Falling { part, end, wave, inward, fringe } = style else { return Vec::new() };
    let mut all = Vec::new();
    for [root, normal, rest] in roots(&head.skin, if fringe { 84.0 } else { 52.0 }, chance, grows) {
        let side = if rest.0 > part + 0.25 * hills(V(rest.2 * 1.2, 0.0, 9.0)) { 1.0 } else { -1.0 };
        let layer = chance.next();
        let off = 0.25 + 1.25 * layer;
        let lock = hills(root * 0.55 + V::all(side * 30.0));
        let fine = chance.about();
        let stop = end + 1.1 * chance.about() + 0.9 * lock;
        let (phase, pace) = (lock * 5.0 + fine * 0.5 + side, 0.42 + 0.06 * lock);
        let over_brow = fringe && rest.2 > -1.6 + 0.4 * fine && rest.0.abs() < 5.6 + 0.5 * lock;
        let stop = if over_brow { 5.35 + 0.012 * rest.0 * rest.0 + 0.35 * chance.about() } else { stop };
        let off = if over_brow { 0.2 + 0.55 * layer } else { off };
        let mut way = (V(side * 0.7, 0.35, -0.4) + normal * 0.25).unit();
        if over_brow {
            way = (normal + V(rest.0 * 0.03, -0.2, 0.2)).unit();
        }
        let behind = step(-3.6, -5.6, rest.2) * step(10.5, 8.0, rest.1);
        let mut p = root;
        let mut points = vec![p];
        let mut gone = 0.0;
        while p.1 > stop && points.len() < 150 {
            let out = (p.0 - part).abs();
            let over = step(3.0, 8.0, out);
            let back = 0.34 + 0.14 * lock;
            let aim = V(side * 0.9, -0.5, -back).mix(V(side * 0.05, -1.0, 0.02), over);
            let aim = aim.mix(V(rest.0 * 0.02, -1.0, -0.12), behind);
            let aim = if over_brow { V(rest.0 * 0.03 + lock * 0.08, -1.0, 0.25) } else { aim };
            let swing = wave * over * step(4.0, -6.0, p.1);
            let (s, c) = libm::sincosf(gone * pace + phase);
            let turn = inward * step(stop + 7.0, stop, p.1);
            let aim = aim + V(s * swing * 0.55 - side * turn * 0.9, 0.0, c * swing * 0.4 + turn * 0.15);
            way = way.mix((aim + V(fine, 0.0, chance.about()) * 0.05).unit(), 0.3).unit();
            let flat = 0.3 + 0.7 * step(0.0, 4.5, out).max(behind);
            let next = outside(p + way * 0.42, off * flat + 0.35 * lock * over);
            gone += 0.42;
            way = way.mix((next - p).unit(), 0.5).unit();
            p = next;
            points.push(p);
        }
        all.push(Strand { points, chance: (chance.next() + 0.5 + lock * 0.6) * 0.5, deep: 0.55 * (1.0 - layer) });
    }
    all
}

fn knot(head: &Head, chance: &mut Chance) -> Vec<Strand> {
    let top = V(0.0, 13.0, -5.2);
    let mut all = Vec::new();
    for [root, normal, rest] in roots(&head.skin, 70.0, chance, grows) {
        let lock = hills(V(libm::atan2f(rest.0, rest.1 - 3.0) * 7.0, rest.2 * 0.12, 2.0));
        let layer = chance.next();
        let off = 0.1 + 0.38 * layer + 0.16 * lock;
        let mut p = root;
        let mut points = vec![p];
        let mut way = ((top - root).unit() + normal * 0.25).unit();
        while (top - p).length() > 1.3 && points.len() < 80 {
            way = way.mix(((top - p).unit() + V(lock, 0.0, chance.about()) * 0.03).unit(), 0.4).unit();
            let next = p + way * 0.4;
            let from = (next - SKULL.0).over(SKULL.1 + V::all(off));
            let next = if from.length() < 1.0 { SKULL.0 + (next - SKULL.0) * (1.0 / from.length()) } else { next };
            // Near the root it lies on the skin, which the skull's ellipsoid does not follow exactly.
            let near = step(0.0, 2.2, points.len() as f32 * 0.4);
            p = (p + way * 0.4 + normal * 0.02).mix(next, near);
            points.push(p);
        }
        all.push(Strand { points, chance: chance.next() * 0.6 + 0.2 + lock * 0.3, deep: 0.4 * (1.0 - layer) });
    }
    let middle = V(0.0, 14.5, -5.0);
    for k in 0..5200 {
        let turn = k as f32 * 2.399_963;
        let band = (k % 13) as f32 / 13.0;
        let axis = V(libm::sinf(band * 9.0) * 0.75, 0.8, libm::cosf(band * 7.0) * 0.65).unit();
        let a = axis.cross(V(0.3, 0.1, 1.0)).unit();
        let b = axis.cross(a);
        let layer = chance.next();
        let size = V(2.9, 2.35, 2.7) * (0.84 + 0.16 * layer + 0.03 * libm::sinf(band * 40.0));
        let high = chance.about() * 0.55;
        let round = (1.0_f32 - high * high).sqrt();
        let points = (0..26).map(|i| {
            let (s, c) = libm::sincosf(turn + i as f32 * 0.085);
            middle + (axis * high + (a * c + b * s) * round).by(size)
        });
        let points = points.collect();
        all.push(Strand { points, chance: chance.next() * 0.7 + band * 0.3, deep: 0.6 * (1.0 - layer) });
    }
    all
}

fn curls(head: &Head, reach: f32, chance: &mut Chance) -> Vec<Strand> {
    let mut all = Vec::new();
    for [root, normal, rest] in roots(&head.skin, 34.0, chance, |at| grows(at) * step(-4.5, -2.5, at.1)) {
        // Curls that grow together hang together.
        let lock = hills(rest * 0.75);
        let mine = hills(rest * 1.5 + V::all(7.0));
        let high = step(-2.0, 9.0, rest.1);
        let long = reach * (0.62 + 0.5 * high) * (0.8 + 0.3 * lock + 0.22 * chance.about());
        let way = (normal + V(0.0, 0.28 * high, 0.12) + V(mine, hills(rest * 1.9), lock) * 0.35).unit();
        let a = way.cross(V(0.2, 0.9, 0.35)).unit();
        let b = way.cross(a);
        let wide = 0.24 + 0.13 * (mine * 0.5 + 0.5) + 0.03 * chance.about();
        let (start, pace) = (mine * 7.0 + chance.about() * 0.5, 4.0 + 1.2 * lock);
        let count = (long * 16.0) as usize + 4;
        let points = (0..count)
            .map(|k| {
                let far = k as f32 / count as f32 * long;
                let (s, c) = libm::sincosf(start + far * pace);
                let open = wide * step(0.0, 0.5, far) * (1.0 + 0.35 * far / long);
                let sag = V(0.0, -0.035 * far * far, 0.0);
                root + way * far + (a * c + b * s) * open + sag
            })
            .collect();
        all.push(Strand { points, chance: (chance.next() + mine + 0.6) * 0.45, deep: 0.0 });
    }
    all
}

fn short(head: &Head, style: Style, chance: &mut Chance) -> Vec<Strand> {
    let Style::Short { top, sides, sweep, lift } = style else { return Vec::new() };
    let dense = if top < 1.0 { 170.0 } else { 110.0 };
    let mut all = Vec::new();
    for [root, normal, rest] in roots(&head.skin, dense, chance, |at| grows(at) * step(-3.5, -1.0, at.1)) {
        let high = step(5.0, 10.0, rest.1 + 0.5 * hills(rest * 0.7));
        let lock = hills(rest * 0.9 + V::all(3.0));
        let long = (sides + (top - sides) * high) * (0.85 + 0.2 * chance.about() + 0.12 * lock);
        let front = step(-2.0, 5.0, rest.2);
        let comb = V(
            sweep * (0.6 + 0.5 * front),
            0.15 + 0.5 * lift * front,
            if sweep.abs() < 0.2 { 0.7 } else { -0.25 - 0.5 * lift },
        )
        .mix(V(rest.0.signum() * 0.1, -0.75, -0.55), 1.0 - high);
        let own = V(hills(rest * 1.3), hills(rest * 1.3 + V::all(5.0)), lock) * 0.35;
        let mut way = (normal * (0.35 + 0.9 * lift * high) + (comb + own) * 0.8).unit();
        let layer = chance.next();
        let count = (long / 0.28).ceil() as usize + 1;
        let mut p = root;
        let mut points = vec![p];
        for _ in 0..count {
            let aim =
                (comb + own + V(0.0, -0.35, 0.0) + V(chance.about(), chance.about(), chance.about()) * 0.12).unit();
            way = way.mix(aim, 0.13).unit();
            p += way * (long / count as f32);
            let from = (p - SKULL.0).over(SKULL.1 + V::all(0.1 + 0.5 * layer * high));
            if from.length() < 1.0 && points.len() > 3 {
                let out = SKULL.0 + (p - SKULL.0) * (1.0 / from.length());
                way = way.mix((out - points[points.len() - 1]).unit(), 0.5).unit();
                p = out;
            }
            points.push(p);
        }
        all.push(Strand { points, chance: chance.next() * 0.7 + 0.15 + 0.25 * lock, deep: 0.4 * (1.0 - layer) });
    }
    all
}

fn beard(skin: &Mesh, long: f32, chance: &mut Chance, all: &mut Vec<Strand>) {
    let wanted = |at: V| step(0.15, 0.75, crate::skin::beard(at));
    for [root, normal, rest] in roots(skin, 150.0, chance, wanted) {
        let own = long * (0.55 + 0.6 * chance.next()) * (0.6 + 0.4 * step(0.3, 1.0, crate::skin::beard(rest)));
        let swirl = V(hills(rest * 2.0), 0.0, hills(rest * 2.0 + V::all(4.0))) * 0.5;
        let down =
            (V(rest.0 * 0.03, -1.0, 0.1) + swirl + V(chance.about(), chance.about(), chance.about()) * 0.35).unit();
        let points = (0..5)
            .map(|k| {
                let t = k as f32 / 4.0 * own;
                root + normal * (t * 0.55) + down * (t * (0.5 + 0.3 * t / own))
            })
            .collect();
        all.push(Strand { points, chance: chance.next(), deep: 0.15 });
    }
}
