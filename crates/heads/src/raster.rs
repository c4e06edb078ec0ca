//! What is seen through each sample of the picture, and what the key light sees.

use crate::body::covered;
use crate::mesh::{Mesh, Stuff};
use crate::vector::V;

/// Samples in each direction for one pixel of the picture.
pub(crate) const FINE: usize = 2;
/// How far the camera is from the face, in centimetres: a long portrait lens.
const FAR: f32 = 150.0;

/// Where the camera stands and what of the world fills the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Camera {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Height of what is seen, at the face, in centimetres.
    pub(crate) tall: f32,
    /// The height that is in the middle.
    pub(crate) middle: f32,
}

impl Camera {
    /// Samples for a centimetre at the face.
    pub(crate) fn scale(&self) -> f32 {
        self.height as f32 / self.tall
    }

    /// Column, row and nearness of a point.
    pub(crate) fn see(&self, p: V) -> V {
        let near = FAR / (FAR - p.2);
        let scale = self.scale() * near;
        V(self.width as f32 * 0.5 + p.0 * scale, self.height as f32 * 0.5 - (p.1 - self.middle) * scale, p.2)
    }

    /// The point seen at a column and row, so near.
    pub(crate) fn point(&self, x: f32, y: f32, z: f32) -> V {
        let scale = self.scale() * FAR / (FAR - z);
        V((x - self.width as f32 * 0.5) / scale, self.middle - (y - self.height as f32 * 0.5) / scale, z)
    }

    /// From a point to the camera.
    pub(crate) fn towards(&self, p: V) -> V {
        (V(0.0, self.middle, FAR) - p).unit()
    }
}

/// What one sample sees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) z: f32,
    pub(crate) normal: V,
    /// Where on the canonical face; for hair: how far along (0 to 1), its own chance, and how deep it lies.
    pub(crate) rest: V,
    pub(crate) stuff: Stuff,
}

/// The surfaces in front of the camera.
pub(crate) struct Stage {
    pub(crate) camera: Camera,
    pub(crate) seen: Vec<Seen>,
    pub(crate) shadow: Shadow,
}

/// What the key light sees: everything farther from it lies in shadow.
pub(crate) struct Shadow {
    right: V,
    up: V,
    towards: V,
    near: Vec<f32>,
}

const SHADOW_SIDE: usize = 1400;
const SHADOW_SCALE: f32 = 25.0;
/// Sine and cosine of the golden angle: points in its steps lie evenly on a disc.
pub(crate) const GOLDEN: (f32, f32) = (0.675_490_3, -0.737_368_9);

impl Shadow {
    fn new(towards: V) -> Self {
        let right = V(0.0, 1.0, 0.0).cross(towards).unit();
        Self { right, up: towards.cross(right), towards, near: vec![f32::MIN; SHADOW_SIDE * SHADOW_SIDE] }
    }

    fn see(&self, p: V) -> V {
        let middle = SHADOW_SIDE as f32 * 0.5;
        V(
            p.dot(self.right) * SHADOW_SCALE + middle,
            (p.dot(self.up) + 3.0) * SHADOW_SCALE + middle,
            p.dot(self.towards),
        )
    }

    fn put(&mut self, x: i32, y: i32, z: f32) {
        let side = SHADOW_SIDE as i32;
        if (0..side).contains(&x) && (0..side).contains(&y) {
            let at = (y * side + x) as usize;
            self.near[at] = self.near[at].max(z);
        }
    }

    /// How much of the key light comes to a point, 0 to 1: soft, as from a large lamp.
    pub(crate) fn lit(&self, p: V, turn: f32, spread: f32) -> f32 {
        let at = self.see(p);
        let (mut free, mut all) = (0.0, 0.0);
        // The golden angle, again and again, from a turn of each sample's own.
        let (mut s, mut c) = libm::sincosf(turn);
        for k in 0..20 {
            (s, c) = (s * GOLDEN.1 + c * GOLDEN.0, c * GOLDEN.1 - s * GOLDEN.0);
            let far = ((k as f32 + 0.5) / 20.0).sqrt() * spread * SHADOW_SCALE;
            let (x, y) = ((at.0 + c * far) as i32, (at.1 + s * far) as i32);
            let side = SHADOW_SIDE as i32;
            if !(0..side).contains(&x) || !(0..side).contains(&y) {
                continue;
            }
            all += 1.0;
            // The farther from the middle of the lamp, the more a surface hides itself.
            let over = self.near[(y * side + x) as usize] - at.2 - 0.12 - far / SHADOW_SCALE * 0.75;
            free += 1.0 - (over / 0.25).clamp(0.0, 1.0);
        }
        if all > 0.0 { free / all } else { 1.0 }
    }
}

impl Stage {
    pub(crate) fn new(camera: Camera, key: V) -> Self {
        let nothing = Seen { z: f32::MIN, normal: V::default(), rest: V::default(), stuff: Stuff::Nothing };
        Self { camera, seen: vec![nothing; camera.width * camera.height], shadow: Shadow::new(key) }
    }

    /// Puts a surface there.
    pub(crate) fn put(&mut self, mesh: &Mesh) {
        let normals = mesh.normals();
        let seen: Vec<V> = mesh.points.iter().map(|&p| self.camera.see(p)).collect();
        let lit: Vec<V> = mesh.points.iter().map(|&p| self.shadow.see(p)).collect();
        for face in &mesh.faces {
            let [a, b, c] = face.map(|at| at as usize);
            triangle([seen[a], seen[b], seen[c]], self.camera.width, self.camera.height, |at, [u, v, w], z| {
                let place = &mut self.seen[at];
                let rest = mesh.rest[a] * u + mesh.rest[b] * v + mesh.rest[c] * w;
                if z > place.z && mesh.cut.is_none_or(|cut| covered(rest, cut)) {
                    let normal = (normals[a] * u + normals[b] * v + normals[c] * w).unit();
                    *place = Seen { z, normal, rest, stuff: mesh.stuff };
                }
            });
            if mesh.cut.is_some_and(|cut| !covered(mesh.rest[a], cut)) {
                continue;
            }
            let near = &mut self.shadow.near;
            triangle([lit[a], lit[b], lit[c]], SHADOW_SIDE, SHADOW_SIDE, |at, _, z| near[at] = near[at].max(z));
        }
    }

    /// Draws a hair: points with how thick it is there in samples. `chance` and `deep` are kept for its colour.
    pub(crate) fn strand(&mut self, points: &[V], thick: impl Fn(f32) -> f32, chance: f32, deep: f32, stuff: Stuff) {
        let last = (points.len() - 1) as f32;
        for (k, pair) in points.windows(2).enumerate() {
            let (a, b) = (self.camera.see(pair[0]), self.camera.see(pair[1]));
            let way = (pair[1] - pair[0]).unit();
            let long = (b.0 - a.0).abs().max((b.1 - a.1).abs());
            let count = (long.ceil() as usize).clamp(1, 400);
            for i in 0..count {
                let t = i as f32 / count as f32;
                let p = a.mix(b, t);
                let along = (k as f32 + t) / last;
                self.dot(p, thick(along), Seen { z: p.2, normal: way, rest: V(along, chance, deep), stuff });
            }
            if stuff == Stuff::Hair {
                let p = self.shadow.see(pair[0]);
                self.shadow.put(p.0 as i32, p.1 as i32, p.2);
                let p = self.shadow.see(pair[0].mix(pair[1], 0.5));
                self.shadow.put(p.0 as i32, p.1 as i32, p.2);
            }
        }
    }

    fn dot(&mut self, p: V, thick: f32, seen: Seen) {
        let (wide, tall) = (self.camera.width as i32, self.camera.height as i32);
        let from = |at: f32| (at - thick * 0.5 + 0.5).floor() as i32;
        let to = |at: f32| (at + thick * 0.5 + 0.5).floor() as i32;
        for y in from(p.1).max(0)..to(p.1).max(from(p.1) + i32::from(thick >= 1.0)).min(tall) {
            for x in from(p.0).max(0)..to(p.0).max(from(p.0) + i32::from(thick >= 1.0)).min(wide) {
                let place = &mut self.seen[(y * wide + x) as usize];
                if seen.z > place.z {
                    *place = seen;
                }
            }
        }
    }
}

/// Tells every sample of a triangle, with the weights of its corners and its nearness there.
fn triangle(corners: [V; 3], width: usize, height: usize, mut tell: impl FnMut(usize, [f32; 3], f32)) {
    let [a, b, c] = corners;
    let twice = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    if twice.abs() < 1e-9 {
        return;
    }
    let range = |low: f32, high: f32, side: usize| {
        let from = (low - 0.5).ceil().max(0.0) as usize;
        let to = ((high - 0.5).floor() + 1.0).clamp(0.0, side as f32) as usize;
        from..to
    };
    let (left, right) = (a.0.min(b.0).min(c.0), a.0.max(b.0).max(c.0));
    for y in range(a.1.min(b.1).min(c.1), a.1.max(b.1).max(c.1), height) {
        for x in range(left, right, width) {
            let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
            let u = ((b.0 - px) * (c.1 - py) - (b.1 - py) * (c.0 - px)) / twice;
            let v = ((c.0 - px) * (a.1 - py) - (c.1 - py) * (a.0 - px)) / twice;
            let w = 1.0 - u - v;
            if u >= -1e-5 && v >= -1e-5 && w >= -1e-5 {
                tell(y * width + x, [u, v, w], u * a.2 + v * b.2 + w * c.2);
            }
        }
    }
}
