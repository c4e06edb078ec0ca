//! The whole way from a picture to the painted one, natively: its bits are kept in `goldens.txt`, and
//! `end2end/tests/mirror.spec.ts` wants the very same from the wasm in a browser.
//!
//! After a change that is meant, look at the pictures of `makeup` and take the new lines from the failing test's message.

use finder::Finder;
use mirror::{Mirror, MirrorError, Quality};
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

const GOLDENS: &str = include_str!("goldens.txt");
const BASE: &str = "foundation:c99a78:satin:80";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn network(name: &str) -> Vec<u8> {
    let path = root().join(".tools/networks").join(name);
    fs::read(&path).unwrap_or_else(|_| panic!("{} is missing: run scripts/setup.sh", path.display()))
}

fn mirror() -> Mirror {
    let names = ["face_detection_short_range.tflite", "face_landmark_with_attention.tflite"];
    let [detector, mesh] = names.map(network);
    Mirror::new(&detector, &mesh).expect("networks that the set-up has checked")
}

/// A recorded picture of `makeup`: width, height, RGBA.
fn picture(name: &str) -> (usize, usize, Vec<u8>) {
    let file = File::open(root().join("crates/makeup/tests/faces").join(format!("{name}.png")));
    let decoder = png::Decoder::new(BufReader::new(file.expect("a recorded picture")));
    let mut reader = decoder.read_info().expect("a PNG");
    let mut rgb = vec![0; reader.output_buffer_size().expect("a picture that fits into memory")];
    let info = reader.next_frame(&mut rgb).expect("a whole PNG");
    let rgba = rgb.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect();
    (info.width as usize, info.height as usize, rgba)
}

fn place(mirror: &mut Mirror, (width, height, rgba): &(usize, usize, Vec<u8>)) {
    mirror.room(*width, *height).expect("a frame of a usual size").copy_from_slice(rgba);
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn a_photo_with_a_look_has_its_bits() {
    let mut mirror = mirror();
    let mut found = String::new();
    for line in GOLDENS.lines() {
        let [name, look, _] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("three words in `{line}`") };
        place(&mut mirror, &picture(name));
        mirror.wear(if look == "-" { "" } else { look }).unwrap();
        mirror.forget();
        assert!(mirror.look(None), "a face in {name}");
        mirror.paint();
        found += &format!("{name} {look} {:016x}\n", hash(mirror.rgba()));
    }
    assert!(found == GOLDENS, "it is now:\n{found}");
}

#[test]
fn foundation_at_half_size_looks_as_in_full() {
    let mut mirror = mirror();
    for name in ["close", "front", "tilted"] {
        let bare = picture(name);
        mirror.wear(BASE).unwrap();
        let painted = [Quality::Full, Quality::HalfBase].map(|quality| {
            place(&mut mirror, &bare);
            mirror.set_quality(quality);
            mirror.forget();
            assert!(mirror.look(None), "a face in {name}");
            mirror.paint();
            mirror.rgba().to_vec()
        });
        let off: Vec<u8> = painted[0].iter().zip(&painted[1]).map(|(full, half)| full.abs_diff(*half)).collect();
        let changed = painted[0].iter().zip(&bare.2).filter(|(full, bare)| full != bare).count();
        let sum: usize = off.iter().copied().map(usize::from).sum();
        let far = off.iter().filter(|off| **off > 12).count();
        assert!(changed > 10_000, "{name}: foundation changes {changed} bytes");
        // In 255ths: as a whole, of each colour, and pixel by pixel, where grain and rounding have their part.
        for channel in 0..3 {
            let both = painted[0].iter().zip(&painted[1]).skip(channel).step_by(4);
            let shift: i64 = both.map(|(full, half)| i64::from(*full) - i64::from(*half)).sum();
            assert!(3 * shift.unsigned_abs() < changed as u64, "{name}: shifted by {shift} in {changed} bytes");
        }
        assert!(2 * sum < 3 * changed, "{name}: off by {} on average", sum as f64 / changed as f64);
        assert!(far * 100 < changed, "{name}: {far} of {changed} are far off");
    }
}

#[test]
fn a_frame_without_a_face_stays_as_it_is() {
    let mut mirror = mirror();
    mirror.wear("lips:9c2230:matte:95").unwrap();
    let grey: Vec<u8> = [128, 128, 128, 255].repeat(640 * 480);
    place(&mut mirror, &(640, 480, grey.clone()));
    assert!(!mirror.look(Some(0)));
    mirror.paint();
    assert!(mirror.rgba() == grey, "not a byte has changed");
}

#[test]
fn a_face_in_one_frame_is_not_painted_on_the_next_size() {
    let mut mirror = mirror();
    mirror.wear("lips:9c2230:matte:95").unwrap();
    place(&mut mirror, &picture("close"));
    assert!(mirror.look(Some(0)));
    let before = mirror.room(320, 240).unwrap().to_vec();
    mirror.paint();
    assert!(mirror.rgba() == before, "there is no face in it yet");
}

#[test]
fn a_hand_before_the_mouth_is_not_painted_on() {
    let mut mirror = mirror();
    mirror.wear("lips:9c2230:matte:95").unwrap();
    for name in ["close", "front"] {
        let bare = picture(name);
        mirror.forget();
        let mut at_ms = 0;
        // How many bytes a film's last frame differs from what the camera saw.
        let mut film = |picture: &(usize, usize, Vec<u8>), frames: usize| {
            for _ in 0..frames {
                at_ms += 33;
                place(&mut mirror, picture);
                mirror.look(Some(at_ms));
                mirror.paint();
            }
            mirror.rgba().iter().zip(&picture.2).map(|(worn, bare)| usize::from(worn.abs_diff(*bare))).sum::<usize>()
        };
        let worn = film(&bare, 5);
        assert!(worn > 50_000, "{name}: lipstick changes {worn}");
        let points = film_points(&bare);
        for skin in [[196, 152, 130], [92, 62, 48], [16, 16, 20]] {
            let hand = covered(&bare, &points, skin);
            let on_hand = film(&hand, 10);
            assert!(on_hand * 10 < worn, "{name}: {on_hand} of {worn} is painted on a hand of {skin:?}");
            let again = film(&bare, 30);
            assert!(again * 10 > worn * 9, "{name}: {again} of {worn} comes back");
        }
    }
}

/// The corners of the mouth and the tip of the chin.
fn film_points((width, height, rgba): &(usize, usize, Vec<u8>)) -> [[f32; 2]; 3] {
    let mut mirror = mirror();
    place(&mut mirror, &(*width, *height, rgba.clone()));
    assert!(mirror.look(None));
    [61, 291, 152].map(|at| [mirror.points()[at * 3], mirror.points()[at * 3 + 1]])
}

/// The picture with a hand before the mouth, of about one colour.
fn covered(
    bare: &(usize, usize, Vec<u8>),
    [right, left, chin]: &[[f32; 2]; 3],
    skin: [u8; 3],
) -> (usize, usize, Vec<u8>) {
    let (width, height, mut rgba) = bare.clone();
    let (x, y) = ((right[0] + left[0]) / 2.0, (right[1] + left[1]) / 2.0);
    let (wide, tall) = ((left[0] - right[0]) * 0.85, (chin[1] - y) * 0.8);
    for (at, pixel) in rgba.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let (u, v) = (((at % width) as f32 - x) / wide, ((at / width) as f32 - y) / tall);
        if u.abs() < 1.0 && v.abs() < 1.0 {
            let light = 1.0 + 0.08 * (u * 9.0).sin();
            pixel[..3].copy_from_slice(&skin.map(|value| (f32::from(value) * light) as u8));
        }
    }
    (width, height, rgba)
}

#[test]
fn a_slow_camera_that_changes_its_size_is_followed() {
    let mut mirror = mirror();
    mirror.wear("lips:9c2230:matte:95").unwrap();
    let (width, height, rgba) = picture("close");
    let halves: Vec<u8> = (0..height / 2)
        .flat_map(|y| (0..width / 2).map(move |x| (y * 2 * width + x * 2) * 4))
        .flat_map(|at| rgba[at..at + 4].to_vec())
        .collect();
    let sizes = [(width, height, rgba), (width / 2, height / 2, halves)];
    // Fifteen frames a second, another size after every one, two or three.
    for (at, which) in [0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1].into_iter().enumerate() {
        place(&mut mirror, &sizes[which]);
        assert!(mirror.look(Some(at as i64 * 66)), "frame {at}");
        mirror.paint();
        let changed = mirror.rgba().iter().zip(&sizes[which].2).filter(|(worn, bare)| worn != bare).count();
        assert!(changed > 1_000, "frame {at}: {changed} bytes are painted");
    }
}

#[test]
fn what_cannot_be_used_is_refused_and_what_was_worn_stays() {
    let [detector, mesh] = ["face_detection_short_range.tflite", "face_landmark_with_attention.tflite"].map(network);
    assert!(matches!(Mirror::new(&detector[..4_000], &mesh), Err(MirrorError::Engine(_))));
    assert!(matches!(Mirror::new(&mesh, &detector), Err(MirrorError::Engine(_))));
    let mut mirror = mirror();
    assert!(matches!(mirror.room(0, 480), Err(MirrorError::Frame(_))));
    assert!(matches!(mirror.room(640, 1 << 20), Err(MirrorError::Frame(_))));
    let paint = |mirror: &mut Mirror| {
        place(mirror, &picture("close"));
        mirror.forget();
        mirror.look(None);
        mirror.paint();
        hash(mirror.rgba())
    };
    mirror.wear("lips:9c2230:matte:95").unwrap();
    let before = paint(&mut mirror);
    assert!(matches!(mirror.wear("lips:red"), Err(MirrorError::Look(_))));
    assert_eq!(paint(&mut mirror), before);
}

#[test]
fn shades_are_suggested_for_the_bare_skin_of_several_pictures() {
    const SHELF: &str = "veil V1 f3dccb cool\nveil V2 e6c2a8 -\nveil V3 d2a184 warm\nveil V4 b98262 warm\nveil V5 8a5a40 neutral\nveil V6 4a2f24 cool";
    let mut mirror = mirror();
    let mut finder = Finder::default();
    assert!(mirror.patches().is_empty(), "there is no frame yet");
    let mut nearest = Vec::new();
    for name in ["close", "front", "tilted"] {
        finder.forget();
        for at in 0..15 {
            place(&mut mirror, &picture(name));
            // What she wears is not her skin.
            mirror.wear("foundation:4a2f24:matte:100").unwrap();
            assert!(mirror.look(Some(at * 33)));
            assert!(finder.learn(mirror.patches(), None));
            mirror.paint();
        }
        assert_eq!(finder.pictures(), 15);
        let found = finder.suggest(SHELF, "").unwrap();
        assert_eq!(found.len(), 3, "{name}");
        assert!(found.windows(2).all(|two| two[0].difference <= two[1].difference));
        nearest.push(found[0].sku.clone());
        let warm = finder.suggest(SHELF, "warm").unwrap();
        assert!(warm.iter().all(|near| ["V2", "V3", "V4"].contains(&near.sku.as_str())), "{warm:?}");
    }
    // One person in three pictures of one room.
    assert!(nearest.iter().all(|sku| *sku == nearest[0]), "{nearest:?}");
}

#[test]
fn a_white_sheet_takes_the_lamp_out_of_the_skin() {
    const SHELF: &str =
        "veil V1 f3dccb cool\nveil V2 e6c2a8 -\nveil V3 d2a184 warm\nveil V4 b98262 warm\nveil V5 8a5a40 neutral";
    let mut mirror = mirror();
    let (width, height, mut rgba) = picture("close");
    let mut suggest = |rgba: &[u8], paper: bool| {
        let mut finder = Finder::default();
        place(&mut mirror, &(width, height, rgba.to_vec()));
        mirror.forget();
        assert!(mirror.look(None));
        let sheet = paper.then(|| mirror.colour_at(0.02, 0.02).unwrap());
        assert!(finder.learn(mirror.patches(), sheet));
        let found = finder.suggest(SHELF, "").unwrap();
        found.into_iter().find(|near| near.sku == "V3").map_or(f64::NAN, |near| near.difference)
    };
    // A white sheet in the corner.
    for y in 0..40 {
        rgba[y * width * 4..][..40 * 4].fill(225);
    }
    let plain = suggest(&rgba, false);
    // The light of a warm lamp, on everything.
    let lamp: Vec<u8> = rgba
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], (f32::from(pixel[1]) * 0.9) as u8, (f32::from(pixel[2]) * 0.6) as u8, 255])
        .collect();
    let (with, without) = (suggest(&lamp, true), suggest(&lamp, false));
    // The lamp also makes everything darker, which a sheet cannot tell from a dark room.
    assert!(
        (with - plain).abs() * 3.0 < (without - plain).abs(),
        "{with} with the sheet, {without} without, not {plain}"
    );
    assert_eq!(mirror.colour_at(1.5, 0.5), None);
}
