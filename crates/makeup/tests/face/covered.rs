//! A hand, hair or a cup in front of the face: the mesh is less sure or what is covered is noticed, and comes back; somebody behind her does not
//! get her look.

use makeup::face::{Engine, Face, Smoother};
use makeup::paint::{Shown, Watch};

use crate::fixture::{Picture, clip, engine, picture};

/// Something in front of a face: whether it is there at a place, in eye distances to the right of and below the middle of the eyes.
type Thing = fn(f64, f64) -> bool;

const MOUTH: Thing = |x, y| x.abs() < 0.6 && (0.55..1.0).contains(&y);
const RIGHT_EYE: Thing = |x, y| (-0.9..-0.05).contains(&x) && (-0.4..0.25).contains(&y);
const HALF: Thing = |x, y| (-1.2..0.0).contains(&x) && (-0.9..1.5).contains(&y);
/// Four fingers from below, with gaps between them.
const HAND: Thing = |x, y| {
    let finger =
        (x + 0.45).rem_euclid(0.24) < 0.2 && (-0.45..0.51).contains(&x) && y > 0.45 + 0.3 * (x - 0.1) * (x - 0.1);
    finger && y < 1.5 || x.abs() < 0.5 && (0.95..1.7).contains(&y)
};

/// The skin of a hand a little darker than her face, her hair, a black sleeve.
const STUFF: [(&str, [u8; 3]); 3] = [("skin", [196, 152, 130]), ("hair", [70, 48, 32]), ("sleeve", [16, 16, 20])];

/// The picture with something in front of the face, a little rough, as nothing is of one colour.
fn covered(bare: &Picture, face: &Face, thing: Thing, colour: [u8; 3]) -> Picture {
    let [right, left] = [face.points[33], face.points[263]];
    let (middle_x, middle_y) = (f64::from(right.x + left.x) / 2.0, f64::from(right.y + left.y) / 2.0);
    let unit = f64::from(face.eye_distance());
    Picture::from_pixels(bare.width, bare.height, |x, y| {
        let (u, v) = ((x as f64 - middle_x) / unit, (y as f64 - middle_y) / unit);
        if thing(u, v) {
            let rough = ((x * 31 + y * 17) % 13) as i32 - 6 + (12.0 * (u * 5.0).sin()) as i32;
            return colour.map(|value| (i32::from(value) + rough).clamp(0, 255) as u8);
        }
        bare.pixel(x as i64, y as i64).map(|value| value as u8)
    })
}

fn live() -> Picture {
    picture().looking_at(640, 480, 1.6, (200.0, 150.0), 0.0)
}

/// What a camera sees of each picture for so many frames at thirty a second: how sure the mesh is, and what is shown, after the last of each.
fn film(engine: &mut Engine, pictures: &[(&Picture, usize)]) -> Vec<Option<(f32, Shown)>> {
    let (mut smoother, mut watch, mut at_ms) = (Smoother::default(), Watch::default(), 0);
    engine.forget();
    let mut after = Vec::new();
    for (picture, frames) in pictures {
        let mut last = None;
        for _ in 0..*frames {
            at_ms += 33;
            let frame = picture.frame();
            let sight = engine.look(&frame);
            if sight.searched {
                smoother.forget();
                watch.forget();
            }
            last = sight.face.map(|face| {
                let face = smoother.smooth(face, at_ms);
                (face.presence, watch.look(&frame, face, at_ms))
            });
        }
        after.push(last);
    }
    after
}

fn parts(shown: &Shown) -> [f32; 5] {
    [shown.lips, shown.eyes[0], shown.eyes[1], shown.cheeks[0], shown.cheeks[1]]
}

#[test]
fn what_is_covered_is_noticed_and_comes_back_and_the_rest_stays() {
    let mut engine = engine();
    let live = live();
    let face = engine.look(&live.frame()).face.expect("a face").clone();
    // Lips, right eye, left eye, right cheek, left cheek: hidden, seen, or a little of both.
    let cases: [(&str, Thing, [Option<bool>; 5]); 4] = [
        ("mouth", MOUTH, [Some(false), Some(true), Some(true), None, None]),
        ("eye", RIGHT_EYE, [Some(true), Some(false), Some(true), None, Some(true)]),
        ("half", HALF, [Some(false), Some(false), Some(true), Some(false), Some(true)]),
        ("hand", HAND, [Some(false), Some(true), Some(true), None, None]),
    ];
    for (name, thing, expected) in cases {
        for (stuff, colour) in STUFF {
            let covered = covered(&live, &face, thing, colour);
            let after = film(&mut engine, &[(&live, 10), (&covered, 8), (&live, 30)]);
            // Where the mesh is not sure of a face any more, nothing is painted at all.
            let Some((_, shown)) = &after[1] else { continue };
            for (part, (seen, expected)) in parts(shown).into_iter().zip(expected).enumerate() {
                let holds = expected.is_none_or(|all| if all { seen > 0.85 } else { seen < 0.3 });
                assert!(holds, "{name} behind {stuff}, part {part}: {shown:?}");
            }
            let (_, back) = after[2].expect("a face without anything before it");
            assert!(parts(&back).into_iter().all(|seen| seen > 0.9), "{name} after {stuff}: {back:?}");
        }
    }
}

#[test]
fn a_head_that_sways_and_a_light_that_changes_hide_nothing() {
    let mut engine = engine();
    let (mut smoother, mut watch) = (Smoother::default(), Watch::default());
    let mut look = |picture: &Picture, at: usize| {
        let frame = picture.frame();
        let face = smoother.smooth(engine.look(&frame).face.expect("a face"), at as i64 * 33);
        watch.look(&frame, face, at as i64 * 33)
    };
    for (at, made) in clip().iter().enumerate() {
        let shown = look(&made.picture, at);
        assert!(parts(&shown).into_iter().all(|seen| seen > 0.8), "frame {at}: {shown:?}");
    }
    // From there on the same picture, down to two thirds of its brightness and up again within a second.
    let last = clip().pop().expect("a clip").picture;
    for step in 0..30_i32 {
        let light = 1.0 - 0.33 * (1.0 - f64::from((step - 15).abs()) / 15.0);
        let darker = Picture::from_pixels(last.width, last.height, |x, y| {
            last.pixel(x as i64, y as i64).map(|value| (value as f64 * light) as u8)
        });
        let shown = look(&darker, 20 + step as usize);
        assert!(parts(&shown).into_iter().all(|seen| seen > 0.8), "brightness {light:.2}: {shown:?}");
    }
}

#[test]
fn what_stays_for_seconds_is_taken_for_hers() {
    let mut engine = engine();
    let live = live();
    let face = engine.look(&live.frame()).face.expect("a face").clone();
    let covered = covered(&live, &face, MOUTH, STUFF[2].1);
    let after = film(&mut engine, &[(&live, 5), (&covered, 60), (&covered, 90)]);
    let lips = after.iter().map(|seen| seen.map_or(0.0, |(_, shown)| shown.lips)).collect::<Vec<_>>();
    assert!(lips[0] > 0.9 && lips[1] < 0.1 && lips[2] > 0.9, "{lips:?}");
}
