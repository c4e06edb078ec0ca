//! Finding, following, losing, finding again; several faces; none.

use makeup::Frame;
use makeup::face::{Engine, Point};

use crate::fixture::{Picture, cat, engine, picture};

/// A copy of the test face: where its middle is, and how large.
type Copy = ((i64, i64), f64);

/// A middle grey frame with copies of the test face.
fn crowd(width: usize, height: usize, faces: &[Copy]) -> Picture {
    let picture = picture();
    let copies: Vec<_> = faces
        .iter()
        .map(|(middle, scale)| {
            let side = (200.0 * scale) as usize;
            (*middle, side as i64, picture.looking_at(side, side, *scale, (195.0, 115.0), 0.0))
        })
        .collect();
    Picture::from_pixels(width, height, |x, y| {
        for (middle, side, copy) in &copies {
            let (x, y) = (x as i64 - middle.0 + side / 2, y as i64 - middle.1 + side / 2);
            if (0..*side).contains(&x) && (0..*side).contains(&y) {
                return copy.pixel(x, y).map(|value| value as u8);
            }
        }
        [128, 128, 128]
    })
}

fn nose(engine: &mut Engine, picture: &Picture) -> Option<Point> {
    engine.look(&picture.frame()).face.map(|face| face.points[1])
}

#[test]
fn of_several_faces_the_largest_is_taken_and_all_are_counted() {
    let mut engine = engine();
    let cases: [(&[Copy], usize, (f32, f32)); 3] = [
        (&[((320, 240), 2.0)], 1, (320.0, 240.0)),
        (&[((160, 240), 1.2), ((470, 240), 1.6)], 2, (470.0, 240.0)),
        (&[((160, 120), 1.0), ((480, 120), 1.0), ((160, 360), 1.2), ((480, 360), 1.0)], 4, (160.0, 360.0)),
    ];
    for (faces, count, (x, y)) in cases {
        engine.forget();
        let crowd = crowd(640, 480, faces);
        let sight = engine.look(&crowd.frame());
        assert_eq!(sight.faces, count, "{faces:?}");
        let nose = sight.face.expect("a face").points[1];
        assert!((nose.x - x).hypot(nose.y - y) < 60.0, "{faces:?}: {nose:?}");
    }
}

#[test]
fn a_face_is_followed_lost_and_found_again() {
    let mut engine = engine();
    let nothing = crowd(640, 480, &[]);
    let at = |x: i64| crowd(640, 480, &[((x, 240), 1.6)]);
    // What is shown, and whether the whole frame has to be searched.
    let shown = [
        (Some(200), true),
        (Some(215), false),
        (Some(230), false),
        (None, true),
        (None, true),
        (Some(260), true),
        (Some(250), false),
    ];
    for (step, (x, searched)) in shown.into_iter().enumerate() {
        let picture = x.map_or_else(|| nothing.clone(), at);
        let frame = picture.frame();
        let sight = engine.look(&frame);
        assert_eq!(sight.searched, searched, "step {step}");
        assert_eq!(
            sight.face.map(|face| (face.points[1].x - x.unwrap_or(0) as f32).abs() < 30.0),
            x.map(|_| true),
            "step {step}"
        );
        assert_eq!(sight.faces, usize::from(x.is_some()), "step {step}");
    }
}

#[test]
fn somebody_behind_her_does_not_get_her_look() {
    let mut engine = engine();
    let (hers, other): (Copy, Copy) = (((160, 240), 1.3), ((470, 240), 1.7));
    let [alone, both, hidden] = [&[hers][..], &[hers, other], &[other]].map(|faces| crowd(640, 480, faces));
    let mut looks = |picture: &Picture, count: usize| {
        (0..count).map(|_| nose(&mut engine, picture).map(|nose| nose.x < 320.0)).collect::<Vec<_>>()
    };
    assert_eq!(looks(&alone, 2), [Some(true); 2]);
    // A larger face comes, hers is gone for a third of a second, and comes back.
    assert_eq!(looks(&both, 5), [Some(true); 5]);
    assert_eq!(looks(&hidden, 10), [None; 10]);
    assert_eq!(looks(&both, 2), [Some(true); 2]);
    // When she has left, it is the other's turn.
    assert_eq!(looks(&hidden, 15), [None; 15]);
    assert_eq!(looks(&hidden, 2), [Some(false); 2]);
}

#[test]
fn following_agrees_with_searching() {
    let mut engine = engine();
    let picture = picture().looking_at(640, 480, 1.6, (200.0, 150.0), 0.0);
    let frame = picture.frame();
    let found = engine.look(&frame).face.expect("a face").clone();
    let followed = (0..10).map(|_| engine.look(&frame).face.expect("a face").clone()).last().expect("ten looks");
    let unit = found.eye_distance();
    let off = found.points.iter().zip(&followed.points).map(|(a, b)| (a.x - b.x).hypot(a.y - b.y) / unit);
    assert!(
        off.sum::<f32>() / 478.0 < 0.02,
        "the region from the mesh shows another face than the region from the detector"
    );
}

#[test]
fn a_frame_of_another_size_is_searched_anew() {
    let mut engine = engine();
    assert!(nose(&mut engine, &crowd(640, 480, &[((320, 240), 1.6)])).is_some());
    let portrait = crowd(480, 640, &[((240, 320), 1.6)]);
    let frame = portrait.frame();
    let sight = engine.look(&frame);
    assert!(sight.searched && sight.face.is_some());
}

#[test]
fn where_there_is_no_face_none_is_seen() {
    let mut engine = engine();
    let mut state = 1_u32;
    let mut noise = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let pictures = [
        ("black", Picture::from_pixels(640, 480, |_, _| [0, 0, 0])),
        ("white", Picture::from_pixels(640, 480, |_, _| [255, 255, 255])),
        ("skin colour", Picture::from_pixels(480, 640, |_, _| [224, 172, 140])),
        ("noise", Picture::from_pixels(640, 480, |_, _| [noise(), noise(), noise()])),
        ("a slope", Picture::from_pixels(640, 480, |x, y| [(x / 3) as u8, (y / 2) as u8, 90])),
        ("a board", Picture::from_pixels(640, 480, |x, y| [if (x / 40 + y / 40) % 2 == 0 { 255 } else { 0 }; 3])),
        (
            "a ball with eyes of paint",
            Picture::from_pixels(400, 400, |x, y| {
                let from = |a: f32, b: f32| (x as f32 - a).hypot(y as f32 - b);
                if from(200.0, 200.0) > 150.0 || from(150.0, 160.0) < 12.0 { [20, 20, 20] } else { [250, 200, 40] }
            }),
        ),
        ("the wall behind her", picture().looking_at(200, 100, 1.0, (20.0, 40.0), 0.0)),
        ("a cat", cat()),
        ("the cat from near by", cat().looking_at(640, 480, 4.0, (110.0, 70.0), 0.0)),
        ("one pixel", Picture::from_pixels(1, 1, |_, _| [200, 150, 120])),
        ("a line", Picture::from_pixels(1, 500, |_, y| [y as u8, 150, 120])),
        ("a wide line", Picture::from_pixels(3_000, 2, |x, _| [x as u8, 150, 120])),
    ];
    for (name, picture) in &pictures {
        engine.forget();
        let frame: Frame = picture.frame();
        let sight = engine.look(&frame);
        assert!(sight.face.is_none() && sight.faces == 0, "{name}: {:?}", sight.face.map(|face| face.presence));
        // Nor is a face that was there still seen.
        assert!(nose(&mut engine, &crowd(640, 480, &[((320, 240), 1.6)])).is_some());
        assert_eq!(engine.look(&frame).face, None, "{name}, after a face");
    }
}
