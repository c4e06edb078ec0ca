//! Trembling and lag after smoothing, on made sequences of thirty frames a second.

use makeup::face::contour::{LIPS_INNER, LIPS_OUTER};
use makeup::face::{Engine, Face, Point, Smoother};

use crate::fixture::{Picture, engine, picture};

const FRAME_MS: i64 = 33;

/// Noise of a camera: about normal with this standard deviation, as in the brief's fake camera.
const NOISE: i64 = 6;

fn noisy(picture: &Picture, seed: u32) -> Picture {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut uniform = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        i64::from(state >> 16)
    };
    Picture::from_pixels(picture.width, picture.height, |x, y| {
        picture.pixel(x as i64, y as i64).map(|value| {
            // The sum of four even numbers is close to normal: its deviation is 65536 / sqrt(3).
            let sum = uniform() + uniform() + uniform() + uniform() - 131_072;
            (value + sum * NOISE / 37_837).clamp(0, 255) as u8
        })
    })
}

fn lips() -> impl Iterator<Item = usize> + Clone {
    LIPS_OUTER.into_iter().chain(LIPS_INNER)
}

fn look(engine: &mut Engine, picture: &Picture) -> Face {
    engine.look(&picture.frame()).face.expect("a face").clone()
}

/// The mean over lip points of the deviation of their place over time.
fn trembling(faces: &[Face]) -> f32 {
    let deviation = |value: &dyn Fn(&Face) -> f32| {
        let mean = faces.iter().map(value).sum::<f32>() / faces.len() as f32;
        faces.iter().map(|face| (value(face) - mean).powi(2)).sum::<f32>() / faces.len() as f32
    };
    let spread =
        lips().map(|index| (deviation(&|face| face.points[index].x) + deviation(&|face| face.points[index].y)).sqrt());
    spread.sum::<f32>() / lips().count() as f32
}

#[test]
fn a_still_face_hardly_trembles() {
    let live = picture().looking_at(640, 480, 1.6, (200.0, 150.0), 0.0);
    let (mut engine, mut smoother) = (engine(), Smoother::default());
    let (mut raw, mut smooth) = (Vec::new(), Vec::new());
    for number in 0..90 {
        let face = look(&mut engine, &noisy(&live, number));
        let smoothed = smoother.smooth(&face, i64::from(number) * FRAME_MS).clone();
        // The first second is for settling.
        if number >= 30 {
            raw.push(face);
            smooth.push(smoothed);
        }
    }
    let unit = raw[0].eye_distance();
    let [raw, smooth] = [trembling(&raw), trembling(&smooth)];
    eprintln!(
        "trembling of the lips: {raw:.3} px, smoothed {smooth:.3} px, {:.3} % of the eye distance",
        smooth / unit * 100.0
    );
    assert!(smooth / unit <= 0.0015, "{smooth} px of {unit}");
    assert!(smooth < raw / 2.0, "{smooth} px, unsmoothed {raw}");
}

#[test]
fn a_moving_face_hardly_lags() {
    let picture = picture();
    let (mut engine, mut smoother) = (engine(), Smoother::default());
    let mut lags = Vec::new();
    for number in 0..90_i64 {
        // A sway of 40 pixels to each side in two seconds, and half of that up and down.
        let turn = (number * FRAME_MS) as f64 / 2_000.0 * std::f64::consts::TAU;
        let at = (195.0 + 25.0 * turn.sin(), 122.0 + 12.5 * (2.0 * turn).sin());
        let frame = picture.looking_at(640, 480, 1.6, at, 0.0);
        let face = look(&mut engine, &frame);
        let smooth = smoother.smooth(&face, number * FRAME_MS);
        if number >= 10 {
            let off = lips().map(|index| {
                (smooth.points[index].x - face.points[index].x).hypot(smooth.points[index].y - face.points[index].y)
            });
            lags.push(off.sum::<f32>() / lips().count() as f32);
        }
    }
    let mean = lags.iter().sum::<f32>() / lags.len() as f32;
    let worst = lags.iter().copied().fold(0.0, f32::max);
    eprintln!("lag of the lips: mean {mean:.2} px, worst {worst:.2} px");
    assert!(mean <= 1.0, "{mean} px");
}

#[test]
fn smoothing_begins_anew_after_a_pause_and_when_time_stands() {
    let at = |x: f32| {
        let mut face = Face { points: [Point { x, y: 5.0, z: 1.0 }; 478], presence: 0.9 };
        face.points[263].x += 100.0;
        face
    };
    let mut smoother = Smoother::default();
    assert_eq!(smoother.smooth(&at(10.0), 1_000), &at(10.0));
    let between = smoother.smooth(&at(11.0), 1_033).points[0].x;
    assert!((10.0..11.0).contains(&between), "{between}");
    assert_eq!(smoother.smooth(&at(20.0), 1_600), &at(20.0), "after half a second");
    assert_eq!(smoother.smooth(&at(30.0), 1_600), &at(30.0), "at the same time");
    assert_eq!(smoother.smooth(&at(40.0), i64::MIN), &at(40.0), "back in time");
    assert_eq!(smoother.smooth(&at(50.0), i64::MAX), &at(50.0), "far in the future");
    smoother.forget();
    assert_eq!(smoother.smooth(&at(60.0), 33), &at(60.0), "after forgetting");
}
