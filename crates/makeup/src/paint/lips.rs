//! Lipstick, gloss and lip liner.

use super::canvas::Canvas;
use super::head::Head;
use super::look::{Finish, Layer};
use super::mask::{Area, Contour, Masks, fill, smooth};
use crate::colour::Oklab;
use crate::face::contour::{LIPS_INNER, LIPS_OUTER};

/// How a finish turns the lips' own light into its own.
struct Light {
    /// Share of the lips' own detail that stays.
    detail: f32,
    /// Strength of the light that the layer itself reflects.
    shine: f32,
    /// Half-width of that light is smaller the higher this power is, as a number of squarings.
    sharp: u8,
}

fn light(finish: Finish) -> Light {
    match finish {
        Finish::Matte => Light { detail: 0.70, shine: 0.0, sharp: 1 },
        Finish::Satin => Light { detail: 0.92, shine: 0.03, sharp: 2 },
        Finish::Cream => Light { detail: 0.86, shine: 0.05, sharp: 2 },
        Finish::Gloss => Light { detail: 1.10, shine: 0.06, sharp: 4 },
        Finish::Shimmer => Light { detail: 1.0, shine: 0.07, sharp: 2 },
        Finish::Metallic => Light { detail: 1.15, shine: 0.14, sharp: 3 },
        Finish::Sheer => Light { detail: 1.0, shine: 0.06, sharp: 3 },
    }
}

/// How deep each pixel lies in the lips (plane 1) and in the mouth (plane 2).
fn depths(canvas: &Canvas<'_>, head: &Head<'_>, masks: &mut Masks) -> Option<Area> {
    let outer = Contour::new(&head.places(LIPS_OUTER), true);
    let inner = Contour::new(&head.places(LIPS_INNER), true);
    let area = Area::around(outer.places(), 3.0 * head.edge(), canvas.width, canvas.height)?;
    // The lips are thin at the corners: a coarse lattice would lose them.
    let step = (head.step() / 2).max(1);
    fill(masks, 1, area, step, &|x, y| outer.depth(x, y));
    fill(masks, 2, area, step, &|x, y| inner.depth(x, y));
    Some(area)
}

pub(super) fn lips(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let Some(area) = depths(canvas, head, masks) else { return };
    canvas.know(area);
    let edge = head.edge();
    let [mask, lip, mouth] = &mut masks.planes;
    mask.clear();
    let cover =
        |(lip, mouth): (&f32, &f32)| smooth(-0.5 * edge, 1.2 * edge, *lip) * smooth(-0.3 * edge, 1.2 * edge, -mouth);
    mask.extend(lip.iter().zip(mouth.iter()).map(cover));

    let light = light(layer.finish);
    let shine = |x: f32, y: f32, at: usize| shine(head, &light, lip[at], mouth[at], head.own(x, y));
    let mean = mean(canvas, area, mask, |_, _, _, old| old);
    let Some(mean) = mean.map(|mean| mean.l) else { return };

    let shade = layer.colour();
    let target = Oklab { l: shade.l * head.light, ..shade };
    // Light falls on the shade as it fell on the lips: in proportion, but not so much that dark shades go flat.
    let detail = light.detail * (0.5 + 0.5 * (target.l / mean.max(0.1)).clamp(0.4, 1.6));
    let (strength, sparkle) = (layer.strength() * head.lips, layer.finish.sparkle() * 0.10);
    let worn = |x: f32, y: f32, at: usize, old: Oklab| {
        // What shines on the lips already shines more under a wet layer.
        let mut glow = shine(x, y, at) + light.shine * 5.0 * (old.l - mean - 0.02).max(0.0);
        if sparkle > 0.0 {
            glow += sparkle * head.sparkle(x, y);
        }
        // Bright detail flattens towards white instead of being cut.
        let l = target.l + detail * (old.l - mean) + glow;
        let l = if l > 0.8 { 0.8 + (l - 0.8) / (1.0 + 2.5 * (l - 0.8)) } else { l };
        let bright = (l / target.l.max(0.05)).clamp(0.3, 1.25) * (1.0 - 1.5 * glow.max(0.0)).max(0.3);
        Oklab { l, a: target.a * bright, b: target.b * bright }
    };
    // Whatever shine and shadow do, on the whole the lips have the shade that was chosen.
    let Some(found) = self::mean(canvas, area, mask, worn) else { return };
    let (off_l, off_a, off_b) = (target.l - found.l, target.a - found.a, target.b - found.b);
    canvas.change(area, mask, |x, y, mask, old| {
        let at = (y as usize - area.y) * area.width + x as usize - area.x;
        let new = worn(x, y, at, old);
        let new = Oklab { l: (new.l + off_l).clamp(0.02, 0.99), a: new.a + off_a, b: new.b + off_b };
        old.mix(new, mask * strength)
    });
}

/// The mean over the lips of what becomes of each pixel; None if nothing of the lips is in the frame.
fn mean(canvas: &Canvas<'_>, area: Area, mask: &[f32], of: impl Fn(f32, f32, usize, Oklab) -> Oklab) -> Option<Oklab> {
    let (mut sum, mut count) = (Oklab::default(), 0.0);
    for (at, _) in mask.iter().enumerate().filter(|(_, mask)| **mask > 0.95) {
        let (x, y) = (area.x + at % area.width, area.y + at / area.width);
        let one = of(x as f32, y as f32, at, canvas.at(x, y));
        sum = Oklab { l: sum.l + one.l, a: sum.a + one.a, b: sum.b + one.b };
        count += 1.0;
    }
    (count > 0.0).then(|| Oklab { l: sum.l / count, a: sum.a / count, b: sum.b / count })
}

/// What the layer reflects: each lip is a bow from its outer edge to the mouth, turned as the head is; the light comes
/// from above the camera (Blinn-Phong with a power of two).
#[inline(always)]
fn shine(head: &Head<'_>, light: &Light, lip: f32, mouth: f32, [u, v]: [f32; 2]) -> f32 {
    if light.shine <= 0.0 {
        return 0.0;
    }
    let (from_skin, from_mouth) = (lip.max(0.0), (-mouth).max(0.0));
    let across = from_skin / (from_skin + from_mouth + 0.01);
    let middle = head.own(head.place(13)[0], head.place(13)[1]);
    let end = head.own(head.place(14)[0], head.place(14)[1]);
    let lower = v > f32::midpoint(middle[1], end[1]);
    let bow = (1.0 - 2.0 * across) * if lower { 0.9 } else { -0.75 };
    let (nx, ny) = ((u - middle[0]) * 1.3 + head.looks[0], bow + head.looks[1] * 0.5 + 0.30);
    let mut value = (1.0 / (1.0 + 0.6 * (nx * nx) + 1.2 * ny * ny)).clamp(0.0, 1.0);
    for _ in 0..light.sharp {
        value *= value;
    }
    value * light.shine * if lower { 1.0 } else { 0.45 }
}

pub(super) fn liner(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let Some(area) = depths(canvas, head, masks) else { return };
    let (edge, wide) = (head.edge(), 0.03 * head.unit);
    let [mask, lip, mouth] = &mut masks.planes;
    mask.clear();
    // A line along the border that runs out softly towards the middle of the lips.
    let cover = |(lip, mouth): (&f32, &f32)| {
        smooth(-0.7 * edge, 0.7 * edge, *lip) * (1.0 - smooth(0.4 * wide, 1.6 * wide, *lip)) * smooth(0.0, edge, -mouth)
    };
    mask.extend(lip.iter().zip(mouth.iter()).map(cover));
    let (shade, strength) = (layer.colour(), layer.strength() * 0.9 * head.lips);
    canvas.change(area, mask, |_, _, mask, old| {
        let l = (shade.l * head.light + 0.6 * (old.l - head.skin.l)).clamp(0.02, 0.99);
        old.mix(Oklab { l, ..shade }, mask * strength)
    });
}
