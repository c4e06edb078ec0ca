//! Heads that turn: the try-on finds every skin at every turn, in dark and bright, warm and cold light; what is turned away fades.

use heads::{HEIGHT, PEOPLE, Person, WIDTH, portrait};
use makeup::face::{Engine, Face, Pose};
use makeup::paint::{Look, Scratch, paint};
use makeup::{Frame, FrameMut};
use std::path::Path;

/// A quarter of the full size: faces of about a hundred pixels, as in a phone's picture of half a person.
const SMALLER: usize = 4;
const SIZE: [usize; 2] = [WIDTH / SMALLER, HEIGHT / SMALLER];
/// Of all frames, as many as must show a face.
const LEAST_FOUND: f64 = 0.95;

fn engine() -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/networks");
    let network = |name: &str| std::fs::read(folder.join(name)).expect("networks, which scripts/setup.sh fetches");
    Engine::new(&network("face_detection_short_range.tflite"), &network("face_landmark_with_attention.tflite"))
        .expect("networks that the set-up has checked")
}

/// The person, turned by so many degrees towards the right edge of the picture.
fn turned(person: &Person, degrees: f32) -> Vec<u8> {
    let [yaw, pitch, roll] = person.pose;
    let turned = Person { pose: [yaw + degrees.to_radians(), pitch, roll], ..*person };
    let rgb = portrait(&turned, SMALLER);
    rgb.as_chunks::<3>().0.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
}

/// The picture in another light: each channel's light multiplied.
fn lit(rgba: &[u8], gains: [f64; 3]) -> Vec<u8> {
    let tables = gains.map(|gain| {
        std::array::from_fn::<u8, 256, _>(|byte| {
            let value = byte as f64 / 255.0;
            let light = gain * if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
            let back = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
            (back * 255.0).round().clamp(0.0, 255.0) as u8
        })
    });
    let pixels = rgba.as_chunks::<4>().0.iter();
    pixels
        .flat_map(|[r, g, b, a]| [tables[0][*r as usize], tables[1][*g as usize], tables[2][*b as usize], *a])
        .collect()
}

fn seen(engine: &mut Engine, rgba: &[u8]) -> Option<Face> {
    engine.forget();
    engine.look(&Frame::new(SIZE[0], SIZE[1], rgba).expect("a picture of this size")).face.cloned()
}

#[test]
fn every_skin_is_found_at_every_turn_in_every_light() {
    let lights = [
        ("as it is", [1.0, 1.0, 1.0]),
        ("-1.5 EV", [0.354, 0.354, 0.354]),
        ("+1.5 EV", [2.83, 2.83, 2.83]),
        ("lamp", [1.4, 1.0, 0.5]),
        ("shade", [0.75, 1.0, 1.5]),
        ("dark lamp", [0.5, 0.354, 0.18]),
    ];
    let mut engine = engine();
    let (mut found, mut all, mut missed) = ([0; 6], 0, Vec::new());
    for person in &PEOPLE {
        for degrees in [-40.0, 0.0, 40.0] {
            let picture = turned(person, degrees);
            all += 1;
            for ((light, gains), found) in lights.iter().zip(&mut found) {
                match seen(&mut engine, &lit(&picture, *gains)) {
                    Some(_) => *found += 1,
                    None => missed.push(format!("{} at {degrees} degrees, {light}", person.name)),
                }
            }
        }
    }
    for ((light, _), found) in lights.iter().zip(found) {
        assert!(f64::from(found) >= LEAST_FOUND * f64::from(all), "{light}: {found} of {all}, not {missed:?}");
    }
}

#[test]
fn a_side_that_is_turned_away_fades_and_comes_back() {
    let mut engine = engine();
    let look: Look = "blush:d9727a:satin:100".parse().expect("a look");
    for person in [&PEOPLE[0], &PEOPLE[7]] {
        // How much of a blush is on the right and the left half of the face, with the nose between them.
        let halves = [-50.0, -25.0, 0.0, 25.0, 50.0].map(|degrees| {
            let bare = turned(person, degrees);
            let face = seen(&mut engine, &bare).unwrap_or_else(|| panic!("{} at {degrees} degrees", person.name));
            let yaw = Pose::of(&face).expect("a pose").yaw_degrees;
            let mut worn = bare.clone();
            let mut frame = FrameMut::new(SIZE[0], SIZE[1], &mut worn).expect("a picture of this size");
            paint(&mut frame, &face, &look, &mut Scratch::default());
            let mut changed = [0_u32; 2];
            for (at, (worn, bare)) in worn.iter().zip(&bare).enumerate() {
                let x = (at / 4 % SIZE[0]) as f32;
                changed[usize::from(x > face.points[1].x)] += u32::from(worn.abs_diff(*bare));
            }
            (yaw, changed)
        });
        let yaws = halves.map(|(yaw, _)| yaw);
        assert!(yaws.is_sorted() && yaws[0] < -30.0 && yaws[4] > 30.0, "{}: {yaws:?}", person.name);
        let [right, left] = [0, 1].map(|half| halves.map(|(_, changed)| changed[half]));
        let report = format!("{}: right {right:?}, left {left:?}", person.name);
        // Towards the right edge of the picture, it is her left cheek that turns away.
        assert!(left[2] > 4 * left[4] && right[2] > 4 * right[0], "{report}");
        assert!(
            left[3] < left[2] && right[1] < right[2] && right[3] > right[2] / 2 && left[1] > left[2] / 2,
            "{report}"
        );
    }
}
