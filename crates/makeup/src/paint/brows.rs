//! Brows: a light fill and hairs drawn along the growth.

use super::canvas::Canvas;
use super::head::{Head, chance};
use super::lashes::Hair;
use super::look::Layer;
use super::mask::{Area, Contour, Masks, Place, fill, smooths};
use crate::colour::Oklab;
use crate::face::contour::{LEFT_BROW, RIGHT_BROW};

const HAIRS: i32 = 46;

pub(super) fn brows(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let (shade, strength) = (layer.colour(), layer.strength() * 0.75);
    for (side, brow) in [RIGHT_BROW, LEFT_BROW].into_iter().enumerate() {
        // Upper edge from the temple to the nose, then the lower edge from the nose to the temple.
        let places = brow.map(|index| head.place(index));
        let line = Contour::new(&places, true);
        let soft = (0.022 * head.unit).max(0.8);
        let Some(area) = Area::around(line.places(), 2.0 * soft, canvas.width, canvas.height) else { continue };
        let shown = head.eyes[side];
        fill(masks, 0, area, head.step(), &|x, y| smooths(-soft, 1.3 * soft, line.depth(x, y)) * (0.30 * shown));
        for hair in 0..HAIRS {
            strand(&places, hair, side as i32, head, shown).draw(&mut masks.planes[0], area);
        }
        canvas.change(area, &masks.planes[0], |_, _, mask, old| {
            // Powder and pencil darken skin; hair that is darker already keeps its own light.
            let l = old.l.min(shade.l * head.light + 0.35 * (old.l - head.skin.l) + 0.02).max(0.05);
            old.mix(Oklab { l, ..shade }, mask * strength)
        });
    }
}

/// A hair somewhere in the brow: nearly upright at the nose, along the brow at the temple.
fn strand(places: &[Place; 10], hair: i32, side: i32, head: &Head<'_>, shown: f32) -> Hair {
    let (one, two) = (chance(hair, 2 * side), chance(hair, 2 * side + 1));
    let t = (hair as f32 + one) / HAIRS as f32;
    let edge = |from: usize, to: usize, t: f32| -> Place {
        let piece = ((t * 4.0) as usize).min(3);
        let rest = t * 4.0 - piece as f32;
        let at = |piece: usize| if from < to { places[from + piece] } else { places[from - piece] };
        std::array::from_fn(|axis| at(piece)[axis] + (at(piece + 1)[axis] - at(piece)[axis]) * rest)
    };
    let mix = |a: Place, b: Place, t: f32| -> Place { std::array::from_fn(|axis| a[axis] + (b[axis] - a[axis]) * t) };
    // From the nose (0) to the temple (1).
    let (upper, lower) = (|t: f32| edge(4, 0, t), |t: f32| edge(5, 9, t));
    let ahead = (t + 0.05 + 0.13 * t).min(1.0);
    let root = mix(lower(t), upper(t), 0.12 + 0.45 * two);
    let tip = mix(lower(ahead), upper(ahead), 0.55 + 0.4 * one - 0.25 * t);
    let bend = mix(mix(root, tip, 0.5), upper(t), 0.15);
    Hair { root, bend, tip, thick: 0.011 * head.unit, strength: (0.5 + 0.4 * two) * shown }
}
