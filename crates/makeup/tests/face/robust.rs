//! Light, colour, skin and turns of the head: a face is found in at least 95 of 100 frames.

use makeup::face::Pose;

use crate::fixture::{Picture, engine, picture};

/// Of all frames of a kind.
const LEAST_FOUND: f64 = 0.95;

/// The frame with its light multiplied, through the curve of sRGB.
fn lit(picture: &Picture, gains: [f64; 3]) -> Picture {
    let tables = gains.map(|gain| {
        let table: Vec<u8> = (0..=255_u32)
            .map(|byte| {
                let value = f64::from(byte) / 255.0;
                let light = gain * if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
                let back = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
                (back * 255.0).round().clamp(0.0, 255.0) as u8
            })
            .collect();
        table
    });
    Picture::from_pixels(picture.width, picture.height, |x, y| {
        let pixel = picture.pixel(x as i64, y as i64);
        [0, 1, 2].map(|channel| tables[channel][pixel[channel] as usize])
    })
}

/// The head turned to the side, as if painted on a cylinder around `middle` with radius `radius`.
pub(crate) fn turned(picture: &Picture, middle: f64, radius: f64, degrees: f64) -> Picture {
    let turn = degrees.to_radians();
    Picture::from_pixels(picture.width, picture.height, |x, y| {
        let across = (x as f64 - middle) / radius;
        let from = if across.abs() < 1.0 { middle + radius * (across.asin() - turn).sin() } else { x as f64 };
        let (left, part) = (from.floor() as i64, from - from.floor());
        let (a, b) = (picture.pixel(left, y as i64), picture.pixel(left + 1, y as i64));
        [0, 1, 2].map(|channel| (a[channel] as f64 * (1.0 - part) + b[channel] as f64 * part).round() as u8)
    })
}

/// Looks at each frame as a photo of its own.
fn found(kind: &str, frames: impl Iterator<Item = (String, Picture)>) {
    let mut engine = engine();
    let (mut all, mut missed) = (0, Vec::new());
    for (name, picture) in frames {
        engine.forget();
        all += 1;
        if engine.look(&picture.frame()).face.is_none() {
            missed.push(name);
        }
    }
    let rate = 1.0 - missed.len() as f64 / f64::from(all);
    eprintln!("{kind}: a face in {:.1} % of {all} frames; missed {missed:?}", rate * 100.0);
    assert!(rate >= LEAST_FOUND, "{kind}: {rate}, missed {missed:?}");
}

#[test]
fn in_dark_and_bright_warm_and_cold_light() {
    let live = picture().looking_at(640, 480, 1.6, (200.0, 150.0), 0.0);
    let stops = (-6..=6).map(|quarter| f64::from(quarter) / 4.0);
    let whites = [
        ("neutral", [1.0, 1.0, 1.0]),
        ("lamp", [1.4, 1.0, 0.5]),
        ("shade", [0.75, 1.0, 1.5]),
        ("tube", [0.9, 1.2, 0.9]),
        ("sunset", [1.5, 0.9, 0.6]),
    ];
    let lights = stops.flat_map(|stop| {
        whites.map(|(name, white)| (format!("{name}, {stop:+} EV"), white.map(|gain| gain * stop.exp2())))
    });
    found("light", lights.map(|(name, gains)| (name, lit(&live, gains))));
}

#[test]
fn on_skin_from_very_fair_to_very_dark() {
    let live = picture().looking_at(640, 480, 1.6, (200.0, 150.0), 0.0);
    // Light that skin sends back, as multiples of hers: from fairer to the darkest class of the individual typology angle.
    let skins = [
        [1.3, 1.35, 1.4],
        [1.0, 1.0, 1.0],
        [0.8, 0.72, 0.66],
        [0.62, 0.52, 0.42],
        [0.45, 0.36, 0.28],
        [0.36, 0.27, 0.2],
        [0.25, 0.17, 0.12],
        [0.17, 0.11, 0.08],
    ];
    let frames = skins
        .into_iter()
        .flat_map(|skin| [0.5, 1.0, 2.0].map(|light| (format!("{skin:?} x {light}"), skin.map(|part| part * light))));
    found("skin", frames.map(|(name, gains)| (name, lit(&live, gains))));
}

#[test]
fn turned_tilted_near_and_far() {
    let live = picture().looking_at(640, 480, 1.6, (195.0, 130.0), 0.0);
    let yaws = (-9..=9).map(|step| f64::from(step) * 5.0);
    found("yaw", yaws.map(|degrees| (format!("{degrees} degrees"), turned(&live, 320.0, 110.0, degrees))));
    let tilts = (-7..=7).map(|step| f64::from(step) * 5.0);
    let picture = picture();
    found(
        "tilt",
        tilts.map(|degrees| (format!("{degrees} degrees"), picture.looking_at(640, 480, 1.6, (195.0, 122.0), degrees))),
    );
    // From a face of an eighth of the frame's width, about as far as the detector was made for, to one larger than the frame.
    let scales = (0..12).map(|step| 0.9 + f64::from(step) * 0.3);
    found(
        "distance",
        scales.map(|scale| (format!("x {scale:.1}"), picture.looking_at(640, 480, scale, (195.0, 122.0), 0.0))),
    );
}

#[test]
fn a_turn_of_the_head_shows_in_its_pose() {
    let live = picture().looking_at(640, 480, 1.6, (195.0, 130.0), 0.0);
    let mut engine = engine();
    let yaws = [-30.0, -15.0, 0.0, 15.0, 30.0].map(|degrees| {
        engine.forget();
        let picture = turned(&live, 320.0, 110.0, degrees);
        let frame = picture.frame();
        Pose::of(engine.look(&frame).face.expect("a face")).expect("a pose").yaw_degrees
    });
    eprintln!("yaw by warping -30, -15, 0, 15, 30 degrees: seen as {yaws:.1?}");
    // A cylinder is no head, so only about a third of the turn is seen.
    assert!(yaws.is_sorted() && yaws[2].abs() < 5.0 && yaws[0] < -10.0 && yaws[4] > 10.0, "{yaws:?}");
}
