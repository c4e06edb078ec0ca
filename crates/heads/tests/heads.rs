//! The committed pictures: that they are what the tool draws, and that the try-on finds and paints them.

use heads::{HEIGHT, MOST_BYTES, PEOPLE, Person, WIDTH, landmarks, portrait};
use makeup::colour::{Lab, Srgb};
use makeup::face::contour::{LIPS_OUTER, OUTER_EYES, SKIN};
use makeup::face::{Engine, Face};
use makeup::paint::{Look, Scratch, paint};
use makeup::{Frame, FrameMut};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../makeup/tests/paint/looks.rs"]
mod looks;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed(person: &Person) -> Vec<u8> {
    let path = root().join("demo/models").join(format!("{}.webp", person.name));
    fs::read(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo run --release -p heads -- demo/models` draws it", path.display())
    })
}

fn engine() -> Engine {
    let network = |name: &str| {
        fs::read(root().join(".tools/networks").join(name)).expect("networks, which scripts/setup.sh fetches")
    };
    Engine::new(&network("face_detection_short_range.tflite"), &network("face_landmark_with_attention.tflite"))
        .expect("networks that the set-up has checked")
}

fn seen(engine: &mut Engine, person: &Person) -> (image::RgbaImage, Face) {
    let picture = image::load_from_memory(&committed(person)).expect("a picture").to_rgba8();
    let frame = Frame::new(WIDTH, HEIGHT, picture.as_raw()).expect("a picture of the usual size");
    engine.forget();
    let sight = engine.look(&frame);
    let face = sight.face.unwrap_or_else(|| panic!("{} is not found", person.name)).clone();
    assert_eq!(sight.faces, 1, "{}", person.name);
    (picture, face)
}

/// Inside of a polygon: a line to the right crosses its border an odd number of times.
fn inside(polygon: &[(f32, f32)], x: f32, y: f32) -> bool {
    let edges = polygon.iter().zip(polygon.iter().cycle().skip(1));
    edges.filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0).count() % 2 == 1
}

#[test]
fn the_engine_finds_every_head_and_its_lips_where_they_were_sculpted() {
    let mut engine = engine();
    for person in &PEOPLE {
        let (_, face) = seen(&mut engine, person);
        let known = landmarks(person);
        let far = |at: usize| (face.points[at].x - known[at].0).hypot(face.points[at].y - known[at].1);
        let eyes =
            (known[OUTER_EYES[0]].0 - known[OUTER_EYES[1]].0).hypot(known[OUTER_EYES[0]].1 - known[OUTER_EYES[1]].1);
        let lips = LIPS_OUTER.iter().map(|&at| far(at)).sum::<f32>() / LIPS_OUTER.len() as f32 / eyes;
        let line = |point: &dyn Fn(usize) -> (f32, f32)| LIPS_OUTER.iter().map(|&at| point(at)).collect::<Vec<_>>();
        let (found, sculpted) = (line(&|at| (face.points[at].x, face.points[at].y)), line(&|at| known[at]));
        let (mut shared, mut joint) = (0, 0);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let [a, b] = [&found, &sculpted].map(|line| inside(line, x as f32, y as f32));
                shared += usize::from(a && b);
                joint += usize::from(a || b);
            }
        }
        let overlap = shared as f32 / joint as f32;
        let report =
            format!("{}: presence {:.4}, lips {lips:.4} of the eyes, overlap {overlap:.3}", person.name, face.presence);
        // Without a beard it is half of that.
        assert!(face.presence > 0.95 && lips < 0.04 && overlap > 0.8, "{report}");
    }
}

#[test]
fn no_layer_leaves_holes_in_a_skin() {
    let mut engine = engine();
    let mut layers: Vec<&str> = looks::LOOKS.iter().flat_map(|(_, look)| look.split(',')).collect();
    layers.retain(|layer| !layer.is_empty());
    let mut holes = String::new();
    for person in &PEOPLE {
        let (picture, face) = seen(&mut engine, person);
        for layer in &layers {
            let mut worn = picture.clone();
            let mut frame = FrameMut::new(WIDTH, HEIGHT, &mut worn).expect("a picture of the usual size");
            paint(&mut frame, &face, &layer.parse::<Look>().expect("a look"), &mut Scratch::default());
            // Nothing that is worn is blacker than the blackest liner.
            let both = worn.pixels().zip(picture.pixels());
            let black =
                both.filter(|(worn, bare)| worn.0[..3] == [0; 3] && bare.0[..3].iter().any(|value| *value > 24));
            let count = black.count();
            if count > 0 {
                holes += &format!("{}: {layer} has {count}\n", person.name);
            }
        }
    }
    assert!(holes.is_empty(), "{holes}");
}

#[test]
fn their_skins_reach_from_very_fair_to_very_deep() {
    let mut engine = engine();
    let mut last = f64::MAX;
    let mut angles = Vec::new();
    for person in &PEOPLE {
        let (picture, face) = seen(&mut engine, person);
        let mut lightness: Vec<Lab> = SKIN
            .iter()
            .map(|&at| {
                let [r, g, b, _] = picture.get_pixel(face.points[at].x as u32, face.points[at].y as u32).0;
                Lab::from(Srgb { r, g, b })
            })
            .collect();
        lightness.sort_by(|a, b| a.l.total_cmp(&b.l));
        let skin = lightness[lightness.len() / 2];
        let angle = (skin.l - 50.0).atan2(skin.b).to_degrees();
        assert!(skin.l < last + 4.0, "{} is lighter than the one before", person.name);
        last = skin.l;
        angles.push(angle);
    }
    // Each of the six classes that dermatology divides the angle into has a head (Chardon, Cretois, Hourseau 1991).
    for (from, to) in [(55.0, 90.0), (41.0, 55.0), (28.0, 41.0), (10.0, 28.0), (-30.0, 10.0), (-90.0, -30.0)] {
        assert!(angles.iter().any(|angle| (from..to).contains(angle)), "nobody between {from} and {to}: {angles:.0?}");
    }
}

#[test]
fn what_is_committed_is_what_the_tool_draws() {
    const SMALLER: usize = 4;
    for person in &PEOPLE {
        let bytes = committed(person);
        assert!(bytes.len() <= MOST_BYTES, "{} has {} bytes", person.name, bytes.len());
        let picture = image::load_from_memory(&bytes).expect("a picture").to_rgb8();
        assert_eq!((picture.width() as usize, picture.height() as usize), (WIDTH, HEIGHT), "{}", person.name);
        // Drawn small, which is quick; hair is coarser then, so that single pixels may differ, but not the whole.
        let small = portrait(person, SMALLER);
        let mut apart = 0;
        for (at, drawn) in small.chunks_exact(3).enumerate() {
            let (x, y) = (at % (WIDTH / SMALLER) * SMALLER, at / (WIDTH / SMALLER) * SMALLER);
            for (channel, value) in drawn.iter().enumerate() {
                let square = (0..SMALLER * SMALLER).map(|k| (x + k % SMALLER, y + k / SMALLER));
                let sum: u32 = square.map(|(x, y)| u32::from(picture.get_pixel(x as u32, y as u32).0[channel])).sum();
                apart += (sum / (SMALLER * SMALLER) as u32).abs_diff(u32::from(*value));
            }
        }
        let mean = f64::from(apart) / small.len() as f64;
        assert!(mean < 5.0, "{} differs by {mean:.1}: draw it again", person.name);
    }
}

#[test]
fn the_same_person_has_the_same_bits() {
    let hash = |rgb: &[u8]| {
        rgb.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
    };
    assert_eq!(format!("{:016x}", hash(&portrait(&PEOPLE[4], 4))), include_str!("marisol.txt").trim());
}
