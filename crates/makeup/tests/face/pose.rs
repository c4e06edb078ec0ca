//! The pose of real faces: tilts and distances that the test picture was given.

use makeup::face::Pose;

use crate::fixture::{engine, picture};

fn pose(scale: f64, degrees: f64) -> Pose {
    let picture = picture().looking_at(640, 480, scale, (195.0, 122.0), degrees);
    let mut engine = engine();
    Pose::of(engine.look(&picture.frame()).face.expect("a face")).expect("a pose")
}

#[test]
fn a_tilted_picture_tilts_the_pose_and_nothing_else() {
    let upright = pose(1.6, 0.0);
    for degrees in [-25.0, -10.0, 10.0, 25.0] {
        let tilted = pose(1.6, degrees);
        let off = [
            tilted.roll_degrees - upright.roll_degrees - degrees as f32,
            tilted.yaw_degrees - upright.yaw_degrees,
            tilted.pitch_degrees - upright.pitch_degrees,
        ];
        assert!(off.iter().all(|off| off.abs() < 2.5), "{degrees}: off by {off:?}");
        assert!((tilted.pixels_per_cm / upright.pixels_per_cm - 1.0).abs() < 0.03);
    }
}

#[test]
fn a_face_twice_as_large_has_twice_the_pixels_for_a_centimetre() {
    let (far, near) = (pose(1.2, 0.0), pose(2.4, 0.0));
    assert!((near.pixels_per_cm / far.pixels_per_cm - 2.0).abs() < 0.06, "{far:?} {near:?}");
}
