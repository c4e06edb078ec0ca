//! Puts a person in front of the camera.

use crate::body::{bust, garment, scarf};
use crate::brows::{Atlas, brows, lashes};
use crate::chance::Chance;
use crate::face::{Head, sculpt};
use crate::hair::{Style, strands};
use crate::light::{KEY, develop};
use crate::mesh::{Mesh, Stuff};
use crate::outline::OVAL;
use crate::people::Person;
use crate::raster::{Camera, FINE, Stage};
use crate::skin::Complexion;
use crate::vector::{V, step};

/// Width of the pictures in pixels.
pub const WIDTH: usize = 960;
/// Height of the pictures in pixels.
pub const HEIGHT: usize = 1200;

/// The neck goes along with the head, less and less.
fn posed(p: V, pose: [f32; 3]) -> V {
    let share = step(-15.5, -7.5, p.1);
    p.turned(V(0.0, -8.5, -4.0), pose.map(|angle| angle * share))
}

fn pose(mesh: &mut Mesh, by: [f32; 3]) {
    for point in &mut mesh.points {
        *point = posed(*point, by);
    }
}

const CAMERA: Camera = Camera { width: WIDTH * FINE, height: HEIGHT * FINE, tall: 38.0, middle: -1.6 };

/// Where the 468 points of the canonical face lie in a person's picture, in pixels of the full size.
#[must_use]
pub fn landmarks(person: &Person) -> Vec<(f32, f32)> {
    let head = sculpt(&person.features);
    let seen = head.skin.points[..468].iter().map(|&p| CAMERA.see(posed(p, person.pose)));
    seen.map(|p| (p.0 / FINE as f32, p.1 / FINE as f32)).collect()
}

/// Draws a person at `1 / smaller` of the full size: red, green and blue of each pixel, row by row.
#[must_use]
pub fn portrait(person: &Person, smaller: usize) -> Vec<u8> {
    let camera = Camera { width: CAMERA.width / smaller, height: CAMERA.height / smaller, ..CAMERA };
    let mut stage = Stage::new(camera, KEY.unit());
    let mut head = sculpt(&person.features);
    let atlas = Atlas::of(&head);
    let mut chance = Chance::new(person.seed);
    for strand in strands(&head, &person.hair, person.seed) {
        let points: Vec<V> = strand.points.iter().map(|&p| posed(p, person.pose)).collect();
        let thin = 1.0 / smaller as f32;
        let thick = |along: f32| (1.0 + 1.0 * step(0.0, 0.06, along) - 1.0 * along) * thin.max(0.55);
        stage.strand(&points, thick, strand.chance, strand.deep, Stuff::Hair);
    }
    let thin = 1.0 / smaller as f32;
    for hair in brows(&atlas, &person.brows, &mut chance) {
        let points: Vec<V> = hair.iter().map(|&p| posed(p, person.pose)).collect();
        let own = chance.next();
        stage.strand(&points, |along| (2.0 - 1.2 * along) * thin, own, 0.1, Stuff::Brow);
    }
    for lash in lashes(&head, &person.features, &person.brows, &mut chance) {
        let points: Vec<V> = lash.iter().map(|&p| posed(p, person.pose)).collect();
        stage.strand(&points, |along| (1.9 - 1.2 * along) * thin, 0.5, 0.0, Stuff::Lash);
    }
    dress(&mut stage, &head, person);
    let complexion =
        Complexion::new(person.skin, person.hair.colour, &head.canonical, !matches!(person.hair.style, Style::Covered));
    pose(&mut head.skin, person.pose);
    stage.put(&head.skin);
    for ear in &mut head.ears {
        pose(ear, person.pose);
        if !matches!(person.hair.style, Style::Covered) {
            stage.put(ear);
        }
    }
    for ball in head.eyes {
        stage.put(&eyeball(posed(ball.middle, person.pose), ball.radius));
    }
    develop(&stage, person, &complexion)
}

/// Body, garment and scarf.
fn dress(stage: &mut Stage, head: &Head, person: &Person) {
    let mut bust = bust(person.build);
    pose(&mut bust, person.pose);
    stage.put(&bust);
    let mut worn = garment(person.build, person.cut);
    if matches!(person.hair.style, Style::Covered) {
        let rim = |&at: &usize| {
            let p = head.skin.points[at];
            let low = step(0.0, -8.0, p.1);
            V(p.0 * (0.95 + 0.02 * low), p.1 * (0.97 + 0.04 * low), p.2 + 0.35 - 0.3 * low)
        };
        worn.extend(scarf(&OVAL.iter().map(rim).collect::<Vec<_>>()));
    }
    for mut cloth in worn {
        pose(&mut cloth, person.pose);
        stage.put(&cloth);
    }
}

/// An eye that looks at the camera; its places are those on a ball of radius 1.
fn eyeball(middle: V, radius: f32) -> Mesh {
    let mut ball = Mesh::sheet(Stuff::Eye, 48, 64, true, |out, round| {
        let (s, c) = libm::sincosf(round * std::f32::consts::TAU);
        let (far, near) = libm::sincosf(out * 1.5);
        V(far * c, far * s, near)
    });
    for point in &mut ball.points {
        *point = middle + *point * radius;
    }
    ball
}

/// The most bytes a picture may have.
pub const MOST_BYTES: usize = 60_000;

/// The picture as WebP, as good as fits into [`MOST_BYTES`].
#[must_use]
pub fn encode(rgb: &[u8], width: u32, height: u32) -> Vec<u8> {
    let encoder = webp::Encoder::from_rgb(rgb, width, height);
    let mut quality = 90.0;
    loop {
        let bytes = encoder.encode(quality).to_vec();
        if bytes.len() <= MOST_BYTES || quality < 20.0 {
            return bytes;
        }
        quality -= 4.0;
    }
}
