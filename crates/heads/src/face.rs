//! The head itself: the canonical face with a person's features, lids, skull and ears.

use crate::mesh::{Mesh, Stuff};
use crate::outline::{LEFT_EYE, LIPS, MOUTH, OVAL, Outline, RIGHT_EYE};
use crate::vector::{V, bell, bump, step};

/// How a face differs from the average: factors about 1, or centimetres about 0.
#[derive(Debug, Clone, Copy)]
pub struct Features {
    /// Width of the whole face, factor.
    pub width: f32,
    /// Width of the jaw, factor.
    pub jaw: f32,
    /// Length below the mouth, centimetres.
    pub chin: f32,
    /// Width of the nose's wings, factor.
    pub nose: f32,
    /// How far the nose's tip stands out and down, centimetres.
    pub tip: V,
    /// How high the nose's bridge is, centimetres.
    pub bridge: f32,
    /// Fullness of the upper and the lower lip, factors.
    pub lips: (f32, f32),
    /// Width of the mouth, factor.
    pub mouth: f32,
    /// How far the corners of the mouth are up, centimetres.
    pub smile: f32,
    /// Width and opening of the eyes, factors.
    pub eyes: (f32, f32),
    /// How far the eyes' outer corners are up, centimetres.
    pub slant: f32,
    /// How far the brows are up, centimetres.
    pub brows: f32,
    /// How far the cheekbones stand out, centimetres.
    pub cheeks: f32,
    /// How far the eyes lie deep, centimetres.
    pub sockets: f32,
}

/// The average.
pub const AVERAGE: Features = Features {
    width: 0.98,
    jaw: 0.98,
    chin: 0.0,
    nose: 1.0,
    tip: V(0.0, 0.0, 0.0),
    bridge: 0.0,
    lips: (1.0, 1.0),
    mouth: 1.0,
    smile: 0.12,
    eyes: (1.12, 1.75),
    slant: 0.0,
    brows: 0.0,
    cheeks: 0.0,
    sockets: 0.0,
};

/// Points of the face that was taken for all: centimetres.
pub(crate) struct Canonical {
    pub(crate) points: Vec<V>,
    faces: Vec<[u32; 3]>,
}

impl Canonical {
    /// Reads the points and triangles beside this file.
    pub(crate) fn read() -> Self {
        let mut read = Self { points: Vec::new(), faces: Vec::new() };
        for line in include_str!("canonical.txt").lines() {
            let mut words = line.split(' ');
            match words.next() {
                Some("v") => {
                    let [x, y, z] = [(); 3].map(|()| words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0));
                    read.points.push(V(x, y, z));
                }
                Some("f") => {
                    let corners = [(); 3].map(|()| words.next().and_then(|word| word.parse().ok()).unwrap_or(0));
                    read.faces.push(corners);
                }
                _ => {}
            }
        }
        read
    }

    /// The line through these points.
    pub(crate) fn outline(&self, at: &[usize]) -> Outline {
        Outline::through(&at.iter().map(|&at| self.points[at]).collect::<Vec<_>>())
    }
}

/// The middle of an eye on the canonical face; `side` is -1 for the right eye, which is left in the picture.
pub(crate) fn eye_middle(side: f32) -> V {
    V(side * 3.16, 2.62, 3.6)
}

/// Where the lips meet on the canonical face.
const LIP_LINE: f32 = -4.26;
/// The skull behind the face: middle and half its size.
pub(crate) const SKULL: (V, V) = (V(0.0, 3.5, -3.0), V(7.9, 9.6, 9.4));

impl Features {
    /// Where a point of the canonical face lies on this one.
    pub(crate) fn place(&self, rest: V) -> V {
        let mut p = rest;
        let mouth = bell(rest, V(0.0, LIP_LINE, 5.2), V(3.2, 1.8, 3.0));
        // The canonical mouth is a little open: both lips meet in the middle.
        let gap = bump(rest.0, 0.0, 1.9) * 0.9 + 0.1;
        let above = rest.1 - LIP_LINE;
        p.1 -= gap * mouth * if above > 0.0 { 0.285 } else { -0.265 };
        let full = if above > 0.0 { self.lips.0 } else { self.lips.1 };
        p.1 += (full - 1.0) * ((above.abs() - 0.27).clamp(0.0, 0.9) * above.signum()) * 1.4 * mouth;
        p.2 += (full - 1.0) * 0.45 * mouth * bump(above, 0.0, 1.2);
        p.0 *= 1.0 + (self.mouth - 1.0) * mouth;
        for side in [-1.0, 1.0] {
            p.1 += self.smile * 1.5 * bell(rest, V(side * 2.5, -4.3, 4.4), V(1.3, 1.2, 3.0));
            let eye = eye_middle(side);
            let near = bell(rest, eye, V(2.6, 1.25, 3.0)).sqrt();
            let from = rest - eye;
            p.0 += from.0 * (self.eyes.0 * 1.05 - 1.0) * near;
            p.1 += from.1 * 0.08 * near;
            // More of the opening comes from the upper lid.
            let lift = (self.eyes.1 - 1.0) * if from.1 > 0.0 { 1.15 } else { 0.75 };
            p.1 += from.1.clamp(-0.6, 0.6) * lift * bell(rest, eye, V(2.4, 1.1, 3.0));
            p.1 += self.slant * side * from.0 / 1.3 * near;
            p.2 -= self.sockets * near;
            p.1 += self.brows * bell(rest, V(side * 3.4, 4.7, 4.6), V(3.2, 1.0, 4.0));
            let cheek = bell(rest, V(side * 5.2, 0.3, 3.4), V(1.9, 1.7, 3.0));
            p += V(side * 0.5, 0.0, 0.8) * (self.cheeks * cheek);
        }
        let wings = bell(rest, V(0.0, -1.1, 6.0), V(2.4, 1.5, 2.6));
        p.0 *= 1.0 + (self.nose - 1.0) * wings;
        p += self.tip * bell(rest, V(0.0, -0.7, 7.4), V(1.5, 1.5, 2.2));
        p.2 += self.bridge * bell(rest, V(0.0, 2.2, 5.8), V(1.0, 2.3, 2.0));
        let low = step(-0.5, -8.0, rest.1);
        p.0 *= self.width * (1.0 + (self.jaw - 1.0) * low);
        p.1 -= self.chin * step(-5.4, -9.0, rest.1);
        p
    }
}

/// An eyeball: its middle and its half width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Eyeball {
    pub(crate) middle: V,
    pub(crate) radius: f32,
}

/// A head without hair.
pub(crate) struct Head {
    pub(crate) skin: Mesh,
    pub(crate) ears: [Mesh; 2],
    pub(crate) eyes: [Eyeball; 2],
    /// The first 468 points of `skin`, in the order of the canonical face.
    pub(crate) canonical: Canonical,
}

/// Sculpts a head.
pub(crate) fn sculpt(features: &Features) -> Head {
    let canonical = Canonical::read();
    let mut skin = Mesh::new(Stuff::Skin);
    skin.rest = canonical.points.clone();
    skin.points = canonical.points.iter().map(|&rest| features.place(rest)).collect();
    let inside = |face: &[u32; 3], ring: &[usize]| face.iter().all(|&at| ring.contains(&(at as usize)));
    let open = |face: &&[u32; 3]| !inside(face, &RIGHT_EYE) && !inside(face, &LEFT_EYE);
    skin.faces = canonical.faces.iter().filter(open).copied().collect();
    // The lips roll inwards where they meet.
    for at in MOUTH {
        let deep = if at == 78 || at == 308 { 0.1 } else { 0.42 };
        skin.points[at].2 -= deep;
    }
    let eyes = [(-1.0, RIGHT_EYE), (1.0, LEFT_EYE)].map(|(side, ring)| {
        let ball = eyeball(&skin, &ring, side);
        lid(&mut skin, &ring, ball);
        ball
    });
    skull(&mut skin, features);
    let skin = skin.smoother().smoother().smoother();
    let ears = [-1.0, 1.0].map(|side| ear(side, features.width));
    Head { skin, ears, eyes, canonical }
}

/// The ball on which a ring of lids lies.
fn eyeball(skin: &Mesh, ring: &[usize; 16], side: f32) -> Eyeball {
    let radius = 1.36;
    let corners = skin.points[ring[0]].mix(skin.points[ring[8]], 0.5);
    let lids = skin.points[ring[4]].mix(skin.points[ring[12]], 0.5);
    Eyeball { middle: V(lids.0 + side * 0.05, corners.1 * 0.25 + lids.1 * 0.75 + 0.09, lids.2 - radius * 0.93), radius }
}

/// Gives the lids their thickness: a second ring, on the eyeball.
fn lid(skin: &mut Mesh, ring: &[usize; 16], ball: Eyeball) {
    let first = skin.points.len() as u32;
    for &at in ring {
        let p = skin.points[at];
        let flat = V(p.0 - ball.middle.0, p.1 - ball.middle.1, 0.0) * 0.97;
        let deep = (ball.radius * ball.radius - flat.dot(flat)).max(0.1).sqrt();
        skin.points.push(ball.middle + V(flat.0, flat.1, (deep - 0.02).min(p.2 - ball.middle.2 - 0.12)));
        skin.rest.push(skin.rest[at]);
    }
    // The rings of the two eyes run in opposite directions.
    let turned = skin.points[ring[0]].0 > 0.0;
    for k in 0..16 {
        let (a, b) = (ring[k] as u32, ring[(k + 1) % 16] as u32);
        let (c, d) = (first + k as u32, first + ((k + 1) % 16) as u32);
        for [p, q, r] in [[a, b, c], [b, d, c]] {
            skin.faces.push(if turned { [p, r, q] } else { [p, q, r] });
        }
    }
}

/// Goes on from the rim of the face over the skull to the back of the head.
fn skull(skin: &mut Mesh, features: &Features) {
    let (middle, half) = SKULL;
    let half = V(half.0 * features.width, half.1, half.2);
    let mut ring: Vec<u32> = OVAL.iter().map(|&at| at as u32).collect();
    for share in [0.1, 0.2, 0.32, 0.46, 0.62, 0.8, 0.96] {
        let next: Vec<u32> = OVAL
            .iter()
            .map(|&at| {
                let from = (skin.points[at] - middle).over(half);
                let back = V(0.0, -0.15, -1.0).unit();
                let angle = libm::acosf(from.unit().dot(back).clamp(-1.0, 1.0));
                let part = |t: f32| libm::sinf(t * angle) / libm::sinf(angle);
                let way = from.unit() * part(1.0 - share) + back * part(share);
                let long = from.length() + (1.0 - from.length()) * step(0.0, 0.42, share);
                skin.points.push(middle + way.by(half) * long);
                let p = middle + way.by(SKULL.1) * long;
                skin.rest.push(p);
                (skin.points.len() - 1) as u32
            })
            .collect();
        for k in 0..36 {
            let n = (k + 1) % 36;
            skin.faces.push([ring[k], ring[n], next[k]]);
            skin.faces.push([ring[n], next[n], next[k]]);
        }
        ring = next;
    }
}

/// An ear: a bowl with a rolled rim, standing off the head.
fn ear(side: f32, width: f32) -> Mesh {
    let mut mesh = Mesh::sheet(Stuff::Skin, 26, 48, true, |out, round| {
        let angle = round * std::f32::consts::TAU;
        let (s, c) = libm::sincosf(angle);
        // Wide above, narrow at the lobe.
        let narrow = 1.0 - 0.28 * step(0.2, -1.0, s);
        let rim = bump(out, 0.86, 0.1) * step(-0.95, -0.2, s) * step(-0.95, -0.1, c + 0.35) * 0.38;
        let fold = bump(out, 0.58, 0.12) * step(-0.6, 0.3, c + s * 0.3) * 0.26;
        let bowl = -0.55 * bump(out, 0.0, 0.42);
        let lobe = bump(out, 0.75, 0.3) * step(-0.5, -1.0, s) * 0.2;
        let back = -0.75 * step(0.9, 1.0, out);
        let (across, up) = (c * out * 1.75 * narrow, s * out * 3.05 - 0.15 * c * out);
        let off = rim + fold + bowl + lobe + back + 0.42;
        // `across` runs backwards; the ear stands off by about thirty degrees and leans back a little.
        let lean = across + up * 0.16;
        V(side * (off * 0.8 + lean * 0.5), up, -lean * 0.86 + off * 0.5)
    });
    let at = V(side * 7.75 * width, 0.75, -3.4);
    for point in &mut mesh.points {
        *point += at;
    }
    // Far away on the model: what is true of the head there is not true of the ear.
    mesh.rest = mesh.points.iter().map(|&p| p + V(side * 20.0, 0.0, 0.0)).collect();
    if side < 0.0 {
        for face in &mut mesh.faces {
            face.swap(1, 2);
        }
    }
    mesh
}

/// The lips and the place where they meet, on the canonical face.
pub(crate) fn mouth_lines(canonical: &Canonical) -> [Outline; 2] {
    [canonical.outline(&LIPS), canonical.outline(&MOUTH)]
}
