//! What makes light soft: places that see little of their surroundings, and light that travels under the skin.

use crate::chance::speck;
use crate::light::{Sent, rows};
use crate::mesh::Stuff;
use crate::raster::{FINE, GOLDEN, Stage};
use crate::vector::V;

/// How much of its surroundings each pixel is hidden from, 0 to 1.
pub(crate) fn hidden(stage: &Stage) -> Vec<f32> {
    let camera = &stage.camera;
    let (width, height) = (camera.width / FINE, camera.height / FINE);
    let rough = rows(height, |y| {
        (0..width)
            .map(|x| {
                let (sx, sy) = (x * FINE, y * FINE);
                let seen = stage.seen[sy * camera.width + sx];
                if seen.stuff == Stuff::Nothing {
                    return 0.0;
                }
                let p = camera.point(sx as f32, sy as f32, seen.z);
                let strand = matches!(seen.stuff, Stuff::Hair | Stuff::Brow | Stuff::Lash);
                let n = if strand { V(0.0, 0.0, 1.0) } else { seen.normal };
                let turn = speck(x as i32 % 4, y as i32 % 4, 11) * std::f32::consts::TAU;
                let mut sum = 0.0;
                let (mut s, mut c) = libm::sincosf(turn);
                for k in 0..36 {
                    (s, c) = (s * GOLDEN.1 + c * GOLDEN.0, c * GOLDEN.1 - s * GOLDEN.0);
                    let t = (k as f32 + 0.5) / 36.0;
                    let far = (0.06 + 4.2 * t * t) * camera.scale();
                    let (qx, qy) = (sx as f32 + c * far, sy as f32 + s * far);
                    if qx < 0.0 || qy < 0.0 || qx >= camera.width as f32 || qy >= camera.height as f32 {
                        continue;
                    }
                    let other = stage.seen[qy as usize * camera.width + qx as usize];
                    if other.stuff == Stuff::Nothing {
                        continue;
                    }
                    let way = camera.point(qx, qy, other.z) - p;
                    let long = way.length();
                    let angle = (way.dot(n) / long.max(0.02) - 0.12).max(0.0);
                    sum += angle * (1.0 - (long / 6.5).min(1.0));
                }
                (sum / 36.0 * 2.1).min(1.0)
            })
            .collect()
    });
    // Over the 4 x 4 turns of the samples.
    rows(height, |y| {
        (0..width)
            .map(|x| {
                let z = stage.seen[y * FINE * camera.width + x * FINE].z;
                let (mut sum, mut weight) = (0.0, 0.0);
                for (i, j) in (0..16).map(|k| (k % 4, k / 4)) {
                    let (qx, qy) =
                        ((x + i).saturating_sub(2).min(width - 1), (y + j).saturating_sub(2).min(height - 1));
                    let near = (stage.seen[qy * FINE * camera.width + qx * FINE].z - z).abs() < 0.4;
                    let share = if near { 1.0 } else { 0.02 };
                    sum += rough[qy * width + qx] * share;
                    weight += share;
                }
                sum / weight
            })
            .collect()
    })
}

/// The light in the skin after it has spread there, for each pixel: red farthest. Source of the idea: d'Eon, Luebke and
/// Enderton, "Efficient Rendering of Human Skin", 2007.
pub(crate) fn spread(stage: &Stage, sent: &[Sent]) -> Vec<V> {
    let wide = stage.camera.width;
    let (width, height) = (wide / FINE, stage.camera.height / FINE);
    // Light, nearness, and how much of the pixel is skin.
    let pixels: Vec<(V, f32, f32)> = (0..width * height)
        .map(|at| {
            let (x, y) = (at % width * FINE, at / width * FINE);
            let (mut light, mut z, mut share) = (V::default(), 0.0, 0.0);
            for k in 0..FINE * FINE {
                let from = (y + k / FINE) * wide + x + k % FINE;
                if stage.seen[from].stuff == Stuff::Skin {
                    light += sent[from].inward;
                    z += stage.seen[from].z;
                    share += 1.0;
                }
            }
            if share > 0.0 {
                (light * (1.0 / share), z / share, share / (FINE * FINE) as f32)
            } else {
                (light, 0.0, 0.0)
            }
        })
        .collect();
    let scale = stage.camera.scale() / FINE as f32;
    let along = blur(&pixels, width, height, scale, 1, width);
    let down: Vec<(V, f32, f32)> = pixels.iter().zip(along).map(|(&(_, z, share), light)| (light, z, share)).collect();
    blur(&down, width, height, scale, width, height)
}

/// Along rows or columns: `stride` leads to the next pixel of `side`.
fn blur(pixels: &[(V, f32, f32)], width: usize, height: usize, scale: f32, stride: usize, side: usize) -> Vec<V> {
    let wide = V(0.34, 0.16, 0.09) * scale;
    let reach = (wide.0 * 2.4).ceil() as isize;
    let weights: Vec<V> = (0..=reach)
        .map(|d| {
            let bell = |wide: f32| libm::expf(-0.5 * (d * d) as f32 / (wide * wide));
            V(bell(wide.0), bell(wide.1), bell(wide.2))
        })
        .collect();
    rows(height, |y| {
        (0..width)
            .map(|x| {
                let at = y * width + x;
                let (light, z, share) = pixels[at];
                if share == 0.0 {
                    return light;
                }
                let place = if stride == 1 { x } else { y } as isize;
                let (mut sum, mut all) = (V::default(), V::default());
                for d in -reach..=reach {
                    if place + d < 0 || place + d >= side as isize {
                        continue;
                    }
                    let (other, oz, part) = pixels[(at as isize + d * stride as isize) as usize];
                    let apart = (oz - z) / 0.6;
                    let weight = weights[d.unsigned_abs()] * (part / (1.0 + apart * apart));
                    sum += other.by(weight);
                    all += weight;
                }
                sum.over(all)
            })
            .collect()
    })
}
