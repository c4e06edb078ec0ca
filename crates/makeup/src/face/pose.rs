//! Where the head turns: the canonical face, turned, scaled and moved until it lies on the points that were seen.
//!
//! Source of the points and weights: MediaPipe's face geometry. The camera is taken to be far away (no perspective), which
//! is enough to know which cheek is turned away.

use super::Face;
use super::canonical::ANCHORS;

type Matrix = [[f32; 3]; 3];

/// How a head is held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pose {
    /// Turn to the side, in degrees, positive towards the right edge of the frame (her left). -90 to 90.
    pub yaw_degrees: f32,
    /// Nod, in degrees, positive downwards. -180 to 180.
    pub pitch_degrees: f32,
    /// Tilt, in degrees, positive clockwise in the frame. -180 to 180.
    pub roll_degrees: f32,
    /// How many pixels a centimetre of an average head takes in the frame.
    pub pixels_per_cm: f32,
}

impl Pose {
    /// The pose of a face; `None` if its points are no face at all, such as all in one place.
    pub fn of(face: &Face) -> Option<Self> {
        // The frame's y points down and its z away; the head's y up and its z towards the camera.
        let seen = |index: usize| {
            let point = face.points[index];
            [point.x, -point.y, -point.z]
        };
        let middle = |place: &dyn Fn(usize, [f32; 3]) -> [f32; 3]| {
            let total: f32 = ANCHORS.iter().map(|(_, weight, _)| weight).sum();
            let mean = |axis: usize| {
                ANCHORS.iter().map(|(index, weight, at)| weight * place(*index, *at)[axis]).sum::<f32>() / total
            };
            [mean(0), mean(1), mean(2)]
        };
        let (middle_head, middle_seen) = (middle(&|_, at| at), middle(&|index, _| seen(index)));
        let mut spread: Matrix = [[0.0; 3]; 3];
        let mut size = 0.0;
        for (index, weight, at) in &ANCHORS {
            let seen = seen(*index);
            for row in 0..3 {
                for column in 0..3 {
                    spread[row][column] += weight * (seen[row] - middle_seen[row]) * (at[column] - middle_head[column]);
                }
                size += weight * (at[row] - middle_head[row]) * (at[row] - middle_head[row]);
            }
        }
        let turn = nearest_rotation(spread)?;
        let pixels_per_cm = (0..3).flat_map(|row| (0..3).map(move |column| (row, column)));
        let pixels_per_cm =
            pixels_per_cm.map(|(row, column)| turn[row][column] * spread[row][column]).sum::<f32>() / size;
        // turn = tilt about z, after turn about y, after nod about x.
        Some(Self {
            yaw_degrees: libm::asinf((-turn[2][0]).clamp(-1.0, 1.0)).to_degrees(),
            pitch_degrees: libm::atan2f(turn[2][1], turn[2][2]).to_degrees(),
            roll_degrees: -libm::atan2f(turn[1][0], turn[0][0]).to_degrees(),
            pixels_per_cm,
        })
    }
}

/// The rotation nearest to a matrix (its polar factor), by Newton's iteration: the mean of the matrix and its transposed
/// inverse, which doubles the right digits each time. `None` if it is flat or mirrored, or not a number.
fn nearest_rotation(matrix: Matrix) -> Option<Matrix> {
    let largest = matrix
        .iter()
        .flatten()
        .fold(0.0_f32, |largest, value| if value.abs() > largest { value.abs() } else { largest });
    let mut turn = matrix.map(|row| row.map(|value| value / largest));
    for _ in 0..30 {
        let inverse = transposed_inverse(turn)?;
        let next: Matrix =
            std::array::from_fn(|row| std::array::from_fn(|column| (turn[row][column] + inverse[row][column]) / 2.0));
        let moved = (0..9).map(|at| (next[at / 3][at % 3] - turn[at / 3][at % 3]).abs()).sum::<f32>();
        turn = next;
        if moved < 1e-6 {
            break;
        }
    }
    Some(turn)
}

fn transposed_inverse(m: Matrix) -> Option<Matrix> {
    let cofactor = |row: usize, column: usize| {
        let (r1, r2, c1, c2) = ((row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    let determinant = (0..3).map(|column| m[0][column] * cofactor(0, column)).sum::<f32>();
    let turned = determinant > 1e-9;
    turned.then(|| std::array::from_fn(|row| std::array::from_fn(|column| cofactor(row, column) / determinant)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::{POINTS, Point};
    use proptest::prelude::*;

    /// The canonical face, nodded, then turned, then tilted, as a frame shows it.
    fn face(yaw: f32, pitch: f32, roll: f32, scale: f32) -> Face {
        let mut face = Face { points: [Point::default(); POINTS], presence: 1.0 };
        for (index, _, [x, y, z]) in ANCHORS {
            let about = |angle: f32, a: f32, b: f32| {
                let (sin, cos) = angle.to_radians().sin_cos();
                (cos * a - sin * b, sin * a + cos * b)
            };
            let (y, z) = about(pitch, y, z);
            let (z, x) = about(yaw, z, x);
            let (x, y) = about(-roll, x, y);
            face.points[index] = Point { x: 320.0 + scale * x, y: 240.0 - scale * y, z: -scale * z };
        }
        face
    }

    proptest! {
        #[test]
        fn a_turned_canonical_face_is_read_as_turned(
            yaw in -80.0..80.0_f32, pitch in -80.0..80.0_f32, roll in -170.0..170.0_f32, scale in 1.0..60.0_f32,
        ) {
            let pose = Pose::of(&face(yaw, pitch, roll, scale)).unwrap();
            prop_assert!((pose.yaw_degrees - yaw).abs() < 0.1, "{pose:?}");
            prop_assert!((pose.pitch_degrees - pitch).abs() < 0.1, "{pose:?}");
            prop_assert!((pose.roll_degrees - roll).abs() < 0.1, "{pose:?}");
            prop_assert!((pose.pixels_per_cm / scale - 1.0).abs() < 1e-3, "{pose:?}");
        }
    }

    #[test]
    fn points_that_are_no_face_have_no_pose() {
        let nowhere = Face { points: [Point::default(); POINTS], presence: 1.0 };
        assert_eq!(Pose::of(&nowhere), None);
        let flat = Face { points: [Point { x: f32::NAN, y: 1.0, z: 0.0 }; POINTS], presence: 1.0 };
        assert_eq!(Pose::of(&flat), None);
    }
}
