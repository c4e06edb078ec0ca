//! Landmarks against MediaPipe 0.10.14 (`FaceMesh`, static image, refined) on every test face.

use makeup::face::contour::{LIPS_INNER, LIPS_OUTER, OUTER_EYES};
use makeup::face::{Face, Point};

use crate::fixture::{TestFace, clip, engine, faces};

/// Most that is allowed: mean distance over the distance of the outer eye corners. A hundredth of a percent, since frames
/// are read exactly as the reference reads them; thirty times as much would still be fine to paint on.
const WHOLE: f32 = 0.000_1;
const LIPS: f32 = 0.000_1;
const LIP_MASK_OVERLAP: f32 = 0.995;

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn error(face: &Face, expected: &[Point], indices: impl Iterator<Item = usize> + Clone) -> f32 {
    let unit = distance(expected[OUTER_EYES[0]], expected[OUTER_EYES[1]]);
    let sum: f32 = indices.clone().map(|index| distance(face.points[index], expected[index])).sum();
    sum / indices.count() as f32 / unit
}

/// Whether a place is inside of a polygon: a line to the right crosses its border an odd number of times.
fn inside(polygon: &[Point], x: f32, y: f32) -> bool {
    let edges = polygon.iter().zip(polygon.iter().cycle().skip(1));
    let crossed = edges.filter(|(a, b)| (a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x);
    crossed.count() % 2 == 1
}

/// Shared over joint area of the lips, without what is between them, on a lattice of a quarter pixel.
fn lip_overlap(points: &[Point], expected: &[Point]) -> f32 {
    let outlines = |points: &[Point]| {
        let line = |indices: &[usize]| indices.iter().map(|index| points[*index]).collect::<Vec<_>>();
        (line(&LIPS_OUTER), line(&LIPS_INNER))
    };
    let (seen, wanted) = (outlines(points), outlines(expected));
    let all = || seen.0.iter().chain(&wanted.0);
    let low = |value: fn(&Point) -> f32| all().map(value).fold(f32::MAX, f32::min) - 1.0;
    let high = |value: fn(&Point) -> f32| all().map(value).fold(f32::MIN, f32::max) + 1.0;
    let (left, top, right, bottom) = (low(|p| p.x), low(|p| p.y), high(|p| p.x), high(|p| p.y));
    let lips = |(outer, inner): &(Vec<Point>, Vec<Point>), x, y| inside(outer, x, y) && !inside(inner, x, y);
    let (mut shared, mut joint) = (0, 0);
    for row in 0..((bottom - top) * 4.0) as usize {
        for column in 0..((right - left) * 4.0) as usize {
            let (x, y) = (left + column as f32 / 4.0, top + row as f32 / 4.0);
            let (a, b) = (lips(&seen, x, y), lips(&wanted, x, y));
            shared += usize::from(a && b);
            joint += usize::from(a || b);
        }
    }
    shared as f32 / joint as f32
}

#[test]
fn landmarks_are_where_the_reference_sees_them() {
    let mut engine = engine();
    let mut report = String::new();
    let mut failed = false;
    for TestFace { name, picture, points } in faces() {
        engine.forget();
        let sight = engine.look(&picture.frame());
        let (Some(face), true) = (sight.face, points[0].x.is_finite()) else {
            report +=
                &format!("{name}: seen here {}, by the reference {}\n", sight.face.is_some(), points[0].x.is_finite());
            failed |= sight.face.is_some() != points[0].x.is_finite();
            continue;
        };
        let whole = error(face, &points, 0..points.len());
        let lips = error(face, &points, LIPS_OUTER.iter().chain(&LIPS_INNER).copied());
        let overlap = lip_overlap(&face.points, &points);
        let depth = face.points.iter().zip(&points).map(|(a, b)| (a.z - b.z).abs()).sum::<f32>();
        let depth = depth / points.len() as f32 / face.eye_distance();
        failed |= whole > WHOLE || lips > LIPS || overlap < LIP_MASK_OVERLAP || depth > 2.0 * WHOLE;
        let [whole, lips, depth] = [whole, lips, depth].map(|error| error * 100.0);
        report += &format!("{name}: mean {whole:.3} %, lips {lips:.3} %, depth {depth:.3} %, lip mask {overlap:.3}\n");
    }
    // Shown with `cargo test -p makeup --test face -- --nocapture`.
    eprintln!("{report}");
    assert!(!failed, "{report}");
}

/// Following, each frame's region comes from the frame before, so small differences may add up: they stay below a third of
/// what is allowed to be painted on.
#[test]
fn a_followed_face_stays_where_the_reference_follows_it() {
    let mut engine = engine();
    for (number, TestFace { name, picture, points }) in clip().into_iter().enumerate() {
        let frame = picture.frame();
        let sight = engine.look(&frame);
        assert_eq!(sight.searched, number == 0, "{name}");
        let face = sight.face.expect("a face");
        let whole = error(face, &points, 0..points.len());
        let lips = error(face, &points, LIPS_OUTER.iter().chain(&LIPS_INNER).copied());
        eprintln!("{name}: mean {:.3} %, lips {:.3} %", whole * 100.0, lips * 100.0);
        assert!(whole < 0.001 && lips < 0.001, "{name}: {whole}, lips {lips}");
    }
}

/// The same sum over bits is computed in browsers: wasm with simd128 and native code see the same face.
#[test]
fn the_bits_are_the_same_on_every_machine() {
    let picture = faces().swap_remove(0).picture;
    let mut engine = engine();
    let frame = picture.frame();
    let face = engine.look(&frame).face.expect("a face");
    let numbers = face.points.iter().flat_map(|point| [point.x, point.y, point.z]);
    let mix = |hash: u64, number: f32| (hash ^ u64::from(number.to_bits())).wrapping_mul(0x100_0000_01b3);
    assert_eq!(format!("{:016x}", numbers.fold(0xcbf2_9ce4_8422_2325, mix)), "deca889ec1b35868");
}
