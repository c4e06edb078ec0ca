//! Numbers that look like chance and are always the same.

use crate::vector::V;

/// A row of numbers that follows from its seed.
#[derive(Debug)]
pub(crate) struct Chance(u32);

impl Chance {
    pub(crate) fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9) ^ 0x5bd1_e995)
    }

    /// 0 to 1.
    pub(crate) fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9);
        part(mix(self.0))
    }

    pub(crate) fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.next()
    }

    /// About 0, hardly ever beyond 1 from it.
    pub(crate) fn about(&mut self) -> f32 {
        (self.next() + self.next() + self.next()) * (2.0 / 3.0) - 1.0
    }
}

fn mix(mut x: u32) -> u32 {
    x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

fn part(x: u32) -> f32 {
    (x >> 8) as f32 / 16_777_216.0
}

/// 0 to 1 for each place of a grid.
pub(crate) fn speck(x: i32, y: i32, z: i32) -> f32 {
    part(mix(x.cast_unsigned().wrapping_mul(0x8da6_b343)
        ^ y.cast_unsigned().wrapping_mul(0xd816_3841)
        ^ z.cast_unsigned().wrapping_mul(0xcb1a_b31f)))
}

/// Smooth hills of about one unit's width, -1 to 1.
pub(crate) fn hills(at: V) -> f32 {
    let cell = V(at.0.floor(), at.1.floor(), at.2.floor());
    let f = at - cell;
    let soft = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v, w) = (soft(f.0), soft(f.1), soft(f.2));
    let corner = |x: i32, y: i32, z: i32| speck(cell.0 as i32 + x, cell.1 as i32 + y, cell.2 as i32 + z);
    let line = |y, z| corner(0, y, z) + (corner(1, y, z) - corner(0, y, z)) * u;
    let sheet = |z| line(0, z) + (line(1, z) - line(0, z)) * v;
    (sheet(0) + (sheet(1) - sheet(0)) * w) * 2.0 - 1.0
}

/// Hills upon hills: four sizes, each half of the one before.
pub(crate) fn clouds(at: V) -> f32 {
    (0..4).map(|k| hills(at * (1 << k) as f32 + V::all(k as f32 * 17.3)) / (1 << k) as f32).sum::<f32>() / 1.6
}
