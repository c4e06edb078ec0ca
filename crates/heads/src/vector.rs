//! Points and directions in space, in centimetres: x to the right of the picture, y upwards, z towards the viewer.

use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// A point, a direction or a colour of light.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct V(pub f32, pub f32, pub f32);

impl V {
    /// The same value thrice.
    #[must_use]
    pub fn all(value: f32) -> Self {
        Self(value, value, value)
    }

    pub(crate) fn dot(self, other: Self) -> f32 {
        self.0 * other.0 + self.1 * other.1 + self.2 * other.2
    }

    pub(crate) fn cross(self, other: Self) -> Self {
        Self(
            self.1 * other.2 - self.2 * other.1,
            self.2 * other.0 - self.0 * other.2,
            self.0 * other.1 - self.1 * other.0,
        )
    }

    pub(crate) fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    pub(crate) fn unit(self) -> Self {
        self * (1.0 / self.length().max(1e-9))
    }

    /// Each part by the other's part.
    pub(crate) fn by(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1, self.2 * other.2)
    }

    /// Each part of the other's part.
    pub(crate) fn over(self, other: Self) -> Self {
        Self(self.0 / other.0, self.1 / other.1, self.2 / other.2)
    }

    /// This at 0, the other at 1.
    pub(crate) fn mix(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }

    /// Turned about the axes through `pivot`: `yaw` to the picture's right, `pitch` downwards, `roll` clockwise, in radians.
    pub(crate) fn turned(self, pivot: Self, [yaw, pitch, roll]: [f32; 3]) -> Self {
        let p = self - pivot;
        let (s, c) = libm::sincosf(yaw);
        let p = Self(p.0 * c + p.2 * s, p.1, p.2 * c - p.0 * s);
        let (s, c) = libm::sincosf(pitch);
        let p = Self(p.0, p.1 * c - p.2 * s, p.1 * s + p.2 * c);
        let (s, c) = libm::sincosf(roll);
        Self(p.0 * c + p.1 * s, p.1 * c - p.0 * s, p.2) + pivot
    }
}

impl Add for V {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }
}

impl AddAssign for V {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for V {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1, self.2 - other.2)
    }
}

impl Mul<f32> for V {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        Self(self.0 * by, self.1 * by, self.2 * by)
    }
}

impl Neg for V {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

/// 0 below `from`, 1 above `to`, smooth between; `from` may be the larger.
pub(crate) fn step(from: f32, to: f32, at: f32) -> f32 {
    let t = ((at - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// 1 at `centre`, falling off like a bell that is `wide` in each direction.
pub(crate) fn bell(at: V, centre: V, wide: V) -> f32 {
    let d = (at - centre).over(wide);
    libm::expf(-d.dot(d))
}

/// One over the whole width of `wide` on one axis.
pub(crate) fn bump(at: f32, centre: f32, wide: f32) -> f32 {
    let d = (at - centre) / wide;
    libm::expf(-d * d)
}
