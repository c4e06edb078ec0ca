//! Foundation and concealer: the skin's tone moves and evens out, its texture stays.

use super::canvas::Canvas;
use super::head::Head;
use super::look::{Finish, Layer};
use super::mask::{Area, Contour, Masks, any, bell, fill, smooth, smooths};
use crate::colour::Oklab;
use crate::face::contour::{LEFT_BROW, LEFT_EYE, LIPS_OUTER, OVAL, RIGHT_BROW, RIGHT_EYE};
use wide::f32x8;

/// Share of the blotches that full cover takes away; beyond a half, skin turns to plastic.
const EVEN: f32 = 0.45;

pub(super) fn foundation(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let oval = Contour::new(&head.places(OVAL), false);
    let free = [
        Contour::new(&head.places(LIPS_OUTER), false),
        Contour::new(&head.places(RIGHT_EYE), false),
        Contour::new(&head.places(LEFT_EYE), false),
        Contour::new(&head.places(RIGHT_BROW), false),
        Contour::new(&head.places(LEFT_BROW), false),
    ];
    let Some(area) = Area::around(oval.places(), 0.0, canvas.width, canvas.height) else { return };
    let (edge, fade) = ((0.012 * head.unit).max(0.3), 0.10 * head.unit);
    let cover = |x: f32x8, y: f32| {
        let inside = smooths(-0.2 * fade, fade, oval.depth(x, y));
        if !any(inside) {
            return inside;
        }
        free.iter().fold(inside, |rest, line| rest * smooths(-edge, 2.0 * edge, -line.depth(x, y)))
    };
    fill(masks, 0, area, coarse(head), &cover);
    tone(canvas, head, layer, masks, area, 1.0);
}

pub(super) fn concealer(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks) {
    let eyes = [(RIGHT_EYE, [226, 110, 24, 22, 112], 230), (LEFT_EYE, [446, 339, 254, 252, 341], 450)];
    for (side, (opening, hollow, below)) in eyes.into_iter().enumerate() {
        let opening = Contour::new(&head.places(opening), true);
        let hollow = head.places(hollow);
        let (middle, below) = (hollow[2], head.place(below));
        let deep = 0.11 * head.unit;
        let centre = [f32::midpoint(middle[0], below[0]), f32::midpoint(middle[1], below[1])];
        let Some(area) = Area::around(&hollow, 2.0 * deep, canvas.width, canvas.height) else { continue };
        let origin = head.own(centre[0], centre[1]);
        let cover = |x: f32x8, y: f32| {
            let [u, v] = head.owns(x, y);
            let (across, down) = ((u - origin[0]) * (1.0 / 0.17), (v - origin[1]) * (1.0 / 0.085));
            let here = bell(across * across + down * down) * head.eyes[side];
            if any(here) { here * smooths(0.0, 3.0 * head.edge(), -opening.depth(x, y)) } else { here }
        };
        fill(masks, 0, area, head.step(), &cover);
        tone(canvas, head, layer, masks, area, 0.8);
    }
}

/// How far apart what is smooth over the skin is asked for; on the frame at half its size, at the same places of the face.
fn coarse(head: &Head<'_>) -> usize {
    (head.unit / 24.0).max(1.0) as usize
}

/// Moves the skin towards the shade and evens it, where the mask in plane 0 is; hair, glasses and shadows stay.
fn tone(canvas: &mut Canvas<'_>, head: &Head<'_>, layer: &Layer, masks: &mut Masks, area: Area, most: f32) {
    canvas.know(area);
    blurred(canvas, masks, area, coarse(head));
    softened(canvas, masks, area);
    let shade = layer.colour();
    let strength = layer.strength() * most * 0.9 * head.sure;
    let (skin, even) = (head.skin, EVEN * strength);
    // Camera and lamp are in the skin's colour too: a shade shifts it, at most by so much that it stays believable.
    let move_l = (shade.l * head.light - skin.l).clamp(-0.22, 0.16) * strength;
    let (move_a, move_b) = ((shade.a - skin.a) * strength, (shade.b - skin.b) * strength);
    let shine = match layer.finish {
        Finish::Matte => -0.35,
        Finish::Gloss | Finish::Cream => 0.18,
        Finish::Shimmer | Finish::Metallic => 0.28,
        Finish::Satin | Finish::Sheer => 0.0,
    } * strength;
    let [mask, base, soft] = &masks.planes;
    canvas.change(area, mask, |x, y, mask, old| {
        let at = (y as usize - area.y) * area.width + x as usize - area.x;
        let (base, soft) = (base[at], soft[at]);
        let skin_like = smooth(0.30, 0.14, (base - skin.l).abs()) * smooth(0.24, 0.10, (soft - base).abs());
        let chroma = (old.a - skin.a) * (old.a - skin.a) + (old.b - skin.b) * (old.b - skin.b);
        let share = mask * skin_like * smooth(0.008, 0.003, chroma);
        let light = (base - skin.l - 0.02).max(0.0) * shine;
        Oklab {
            l: old.l + (move_l + (base - soft) * even + light) * share,
            a: old.a + (move_a + (skin.a - old.a) * even) * share,
            b: old.b + (move_b + (skin.b - old.b) * even) * share,
        }
    });
}

/// Lightness without its finest detail into plane 2: pores and single hairs are not evened out.
fn softened(canvas: &Canvas<'_>, masks: &mut Masks, area: Area) {
    let last = (area.x + area.width - 1, area.y + area.height - 1);
    let at = |x: f32, y: f32| {
        let (x, y) = ((x as usize).min(last.0), (y as usize).min(last.1));
        let (right, below) = ((x + 1).min(last.0), (y + 1).min(last.1));
        let upper = canvas.lightness(x, y) + canvas.lightness(right, y);
        (upper + canvas.lightness(x, below) + canvas.lightness(right, below)) * 0.25
    };
    fill(masks, 2, area, 2, &|x, y| f32x8::from(x.to_array().map(|x| at(x, y))));
}

/// Lightness without its detail into plane 1: means of blocks, then straight between their middles.
fn blurred(canvas: &Canvas<'_>, masks: &mut Masks, area: Area, block: usize) {
    let last = (area.x + area.width - 1, area.y + area.height - 1);
    let half = block / 2 + 1;
    let at = |x: f32, y: usize| {
        let x = x as usize;
        let mut sum = 0.0;
        // Nine places of a block say enough of it, at a tenth of the price.
        for row in [y.saturating_sub(half), y, y + half] {
            for column in [x.saturating_sub(half), x, x + half] {
                sum += canvas.lightness(column.clamp(area.x, last.0), row.clamp(area.y, last.1));
            }
        }
        sum * (1.0 / 9.0)
    };
    fill(masks, 1, area, block, &|x, y| f32x8::from(x.to_array().map(|x| at(x, y as usize))));
}
