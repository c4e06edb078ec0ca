//! What a look must keep to, on every face and skin.

use crate::faces::{Picture, TONES, depth};
use crate::looks::LOOKS;
use makeup::FrameMut;
use makeup::colour::{Lab, Oklab, Srgb, ciede2000, encode, ita, patch, skin_of};
use makeup::face::contour::{LIPS_INNER, LIPS_OUTER, SKIN};
use makeup::paint::{Look, Scratch, paint};

const SHADES: [&str; 20] = [
    "9c2230", "b5485d", "c4566b", "a6573f", "c2364a", "8e1f33", "d1184f", "7a1a2b", "b9666a", "d98a80", "5a1f2e",
    "a03c78", "c08a73", "e0607e", "6e2f3a", "cc4b37", "93505a", "b23a6f", "4b1a22", "d87093",
];

/// The pixels that lie at least this deep in the lips, and those that lie this deep in the open mouth.
fn lips_and_mouth(picture: &Picture, deep: f32) -> [Vec<(usize, usize)>; 2] {
    let [mut lips, mut mouth] = [Vec::new(), Vec::new()];
    for (x, y) in pixels(picture) {
        let outer = depth(&picture.face, &LIPS_OUTER, x as f32, y as f32);
        let inner = if outer > 0.0 { depth(&picture.face, &LIPS_INNER, x as f32, y as f32) } else { -1.0 };
        if inner > deep {
            mouth.push((x, y));
        } else if outer > deep && inner < -deep {
            lips.push((x, y));
        }
    }
    [lips, mouth]
}

fn pixels(picture: &Picture) -> impl Iterator<Item = (usize, usize)> {
    let lips = LIPS_OUTER.map(|index| picture.face.points[index]);
    let low = lips.iter().fold((f32::MAX, f32::MAX), |low, p| (low.0.min(p.x), low.1.min(p.y)));
    let high = lips.iter().fold((0.0_f32, 0.0_f32), |high, p| (high.0.max(p.x), high.1.max(p.y)));
    let rows = low.1 as usize..=high.1 as usize + 1;
    rows.flat_map(move |y| (low.0 as usize..=high.0 as usize + 1).map(move |x| (x, y)))
}

fn mean(picture: &Picture, at: &[(usize, usize)]) -> Lab {
    let share = 1.0 / at.len() as f64;
    let sum = at.iter().map(|&(x, y)| Lab::from(picture.at(x, y)));
    sum.fold(Lab { l: 0.0, a: 0.0, b: 0.0 }, |sum, lab| Lab {
        l: sum.l + lab.l * share,
        a: sum.a + lab.a * share,
        b: sum.b + lab.b * share,
    })
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (x, y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / n, y + pair.1 / n));
    let [xy, xx, yy] = pairs.iter().fold([0.0; 3], |[xy, xx, yy], pair| {
        let (dx, dy) = (pair.0 - x, pair.1 - y);
        [xy + dx * dy, xx + dx * dx, yy + dy * dy]
    });
    xy / (xx * yy).sqrt()
}

#[test]
fn lips_have_the_shade_of_the_swatch_and_keep_their_detail() {
    let mut worst = std::collections::BTreeMap::<String, (f64, f64)>::new();
    for name in ["front", "tilted"] {
        for (_, tone) in TONES {
            let bare = Picture::of(name, tone);
            let unit = (bare.face.points[263].x - bare.face.points[33].x).abs();
            let [lips, _] = lips_and_mouth(&bare, (0.012 * unit).max(0.6) * 1.05);
            for (finish, most) in [("matte", 1.0), ("satin", 1.5), ("gloss", 4.0)] {
                for shade in SHADES {
                    let worn = bare.with(&format!("lips:{shade}:{finish}:100"));
                    let swatch = Lab::from(shade.parse::<Srgb>().unwrap());
                    let off = ciede2000(mean(&worn, &lips), swatch);
                    let detail: Vec<_> =
                        lips.iter().map(|&(x, y)| (Lab::from(bare.at(x, y)).l, Lab::from(worn.at(x, y)).l)).collect();
                    let kept = correlation(&detail);
                    let entry = worst.entry(format!("{finish} {name} {tone:?}")).or_insert((0.0, 1.0));
                    *entry = (entry.0.max(off / most), entry.1.min(kept));
                }
            }
        }
    }
    let holds = worst.values().all(|(off, kept)| *off <= 1.0 && *kept >= 0.95);
    assert!(holds, "(difference as a share of what is allowed, correlation of lightness): {worst:#?}");
}

#[test]
fn nothing_beside_the_lips_and_no_tooth_changes() {
    for name in ["front", "tilted", "close"] {
        let bare = Picture::of(name, None);
        let unit = (bare.face.points[263].x - bare.face.points[33].x).abs();
        let [_, mouth] = lips_and_mouth(&bare, 0.012 * unit * 0.5 + 0.5);
        let teeth: Vec<_> = mouth.into_iter().filter(|&(x, y)| Lab::from(bare.at(x, y)).l > 70.0).collect();
        assert!(teeth.len() > 100, "{name} shows {} pixels of teeth", teeth.len());
        for finish in ["matte", "gloss"] {
            let worn = bare.with(&format!("lips:9c2230:{finish}:100"));
            let off = ciede2000(mean(&bare, &teeth), mean(&worn, &teeth));
            assert!(off < 1.0, "teeth of {name}, {finish}: {off}");
            let beyond = 0.012 * unit * 0.5 + 1.0;
            let all = bare.width * bare.height;
            let leaks = (0..all).filter(|at| bare.rgba[at * 4..at * 4 + 4] != worn.rgba[at * 4..at * 4 + 4]);
            let leaks = leaks.filter(|at| {
                let (x, y) = ((at % bare.width) as f32, (at / bare.width) as f32);
                depth(&bare.face, &LIPS_OUTER, x, y) < -beyond
            });
            let leaks = leaks.count();
            assert!(leaks * 1000 < all, "{name}, {finish}: {leaks} pixels of {all} changed beside the lips");
        }
    }
}

#[test]
fn eyes_and_background_stay_as_they_are() {
    let bare = Picture::of("close", None);
    let worn = bare.with(LOOKS[14].1);
    for iris in [468, 473] {
        let at = bare.face.points[iris];
        assert_eq!(bare.at(at.x as usize, at.y as usize), worn.at(at.x as usize, at.y as usize), "iris {iris}");
    }
    for (x, y) in [(0, 0), (639, 0), (0, 479), (639, 479)] {
        assert_eq!(bare.at(x, y), worn.at(x, y));
    }
}

#[test]
fn the_recoloured_faces_span_the_skins_of_people_and_a_shift_of_light_moves_the_reading_little() {
    let skin = |picture: &Picture| {
        let patches: Vec<Lab> = SKIN
            .iter()
            .filter_map(|&index| {
                let at = picture.face.points[index];
                let around = (-4..=4).flat_map(|y| (-4..=4).map(move |x| (x, y)));
                let seen: Vec<Srgb> =
                    around.map(|(x, y)| picture.at((at.x as i32 + x) as usize, (at.y as i32 + y) as usize)).collect();
                patch(&seen)
            })
            .collect();
        skin_of(&patches).unwrap()
    };
    let angles = TONES.map(|(_, tone)| ita(skin(&Picture::of("close", tone))));
    assert!(angles[0] > 28.0 && (0.0..28.0).contains(&angles[1]) && angles[2] < -20.0, "{angles:?}");

    let bare = Picture::of("close", None);
    let mut darker = bare.clone();
    for byte in darker.rgba.iter_mut().filter(|byte| **byte < 255) {
        *byte = encode(makeup::colour::decode(*byte) * 0.85);
    }
    assert!(ciede2000(skin(&bare), skin(&darker)) < 6.0);
}

#[test]
fn the_dark_does_not_glow() {
    let mut dark = Picture::of("close", None);
    for pixel in dark.rgba.chunks_exact_mut(4) {
        for byte in &mut pixel[..3] {
            *byte = encode(makeup::colour::decode(*byte) * 0.06);
        }
    }
    let [lips, _] = lips_and_mouth(&dark, 3.0);
    let swatch = Oklab::from("#e0607e".parse::<Srgb>().unwrap()).to_srgb();
    let worn = dark.with("lips:e0607e:matte:100");
    assert!(mean(&worn, &lips).l < Lab::from(swatch).l * 0.9);
}

#[test]
fn a_broken_face_or_one_outside_of_the_frame_changes_nothing_and_does_not_panic() {
    let bare = Picture::of("front", None);
    let look: Look = LOOKS[15].1.parse().unwrap();
    for (shift, size) in [(f32::NAN, 1.0), (5_000.0, 1.0), (-5_000.0, 1.0), (0.0, 0.0), (f32::INFINITY, 1.0)] {
        let mut other = bare.clone();
        for point in &mut other.face.points {
            *point = makeup::face::Point { x: point.x * size + shift, y: point.y * size, z: point.z };
        }
        let mut frame = FrameMut::new(other.width, other.height, &mut other.rgba).unwrap();
        paint(&mut frame, &other.face, &look, &mut Scratch::default());
        assert!(other.rgba == bare.rgba, "shift {shift}, size {size}");
    }
    // Half outside: no panic, whatever it looks like.
    for shift in [-320.0, -250.0, 250.0, 330.0] {
        let mut other = bare.clone();
        for point in &mut other.face.points {
            point.x += shift;
            point.y += shift;
        }
        let mut frame = FrameMut::new(other.width, other.height, &mut other.rgba).unwrap();
        paint(&mut frame, &other.face, &look, &mut Scratch::default());
    }
}

#[test]
fn painting_allocates_nothing_after_the_first_frame() {
    let bare = Picture::of("close", None);
    let look: Look = LOOKS[14].1.parse().unwrap();
    let mut scratch = Scratch::default();
    let mut rgba = bare.rgba.clone();
    let mut go = || {
        rgba.copy_from_slice(&bare.rgba);
        let mut frame = FrameMut::new(bare.width, bare.height, &mut rgba).unwrap();
        paint(&mut frame, &bare.face, &look, &mut scratch);
    };
    go();
    assert_eq!(allocation_counter::measure(&mut go).count_total, 0);
}
