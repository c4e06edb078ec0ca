//! The three operators of the Attention Mesh that no other network has: they find eyes and lips among the first, rough
//! landmarks, cut that part out of the features, and put the finer landmarks back.
//!
//! Source: "Attention Mesh", arXiv 2006.10962, and the meaning of the operators in MediaPipe's `util/tflite/operations`
//! (version 2 of each). A matrix is four rows of four, of which only x, y and the shift are used.

use wide::f32x8;

use super::grid::{Grid, LANES};
use super::tflite::LandmarksToMatrix;

/// A matrix as the network stores it.
pub(super) const MATRIX: usize = 16;

/// The matrix that maps the pixels of an upright cut-out onto the part of the face that `options.subset` encloses.
pub(super) fn landmarks_to_matrix(options: &LandmarksToMatrix, landmarks: &[f32], matrix: &mut [f32]) {
    let landmark = |index: usize| (landmarks[index * 3], landmarks[index * 3 + 1]);
    let (left, right) = (landmark(options.left), landmark(options.right));
    // Back by the angle between them, whose cosine and sine need no angle.
    let (along, down) = (right.0 - left.0, right.1 - left.1);
    let apart = (along * along + down * down).sqrt();
    let (sin, cos) = if apart > 0.0 { (-down / apart, along / apart) } else { (0.0, 1.0) };
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for index in &options.subset {
        let (x, y) = landmark(*index);
        let (x, y) = (cos * x - sin * y, sin * x + cos * y);
        low = (if x < low.0 { x } else { low.0 }, if y < low.1 { y } else { low.1 });
        high = (if x > high.0 { x } else { high.0 }, if y > high.1 { y } else { high.1 });
    }
    let (middle_x, middle_y) = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
    // Back from the upright frame.
    let (centre_x, centre_y) = (cos * middle_x + sin * middle_y, cos * middle_y - sin * middle_x);
    let scale_x = options.scale_x * (high.0 - low.0) / options.out_width;
    let scale_y = options.scale_y * (high.1 - low.1) / options.out_height;
    let (xx, xy) = (cos * scale_x, sin * scale_y);
    let (yx, yy) = (-sin * scale_x, cos * scale_y);
    let (half_x, half_y) = (options.out_width / 2.0, options.out_height / 2.0);
    matrix[..MATRIX].copy_from_slice(&[
        xx,
        xy,
        0.0,
        centre_x - xx * half_x - xy * half_y,
        yx,
        yy,
        0.0,
        centre_y - yx * half_x - yy * half_y,
        0.0,
        0.0,
        1.0,
        0.0,
        0.0,
        0.0,
        0.0,
        1.0,
    ]);
}

/// The features of `input` at the places of `output`'s pixel centres under `matrix`, between four pixels; zero outside.
pub(super) fn sample_bilinear(from: Grid, to: Grid, input: &[f32], matrix: &[f32], output: &mut [f32]) {
    let blocks = from.blocks();
    let input = input.as_chunks::<LANES>().0;
    let output = output.as_chunks_mut::<LANES>().0;
    let (last_x, last_y) = ((from.width - 1) as f32, (from.height - 1) as f32);
    // Pixel centres are half a pixel from the corner.
    let shift_x = matrix[3] + (matrix[0] * 0.5 + matrix[1] * 0.5 - 0.5);
    let shift_y = matrix[7] + (matrix[4] * 0.5 + matrix[5] * 0.5 - 0.5);
    for (pixel, output) in output.chunks_exact_mut(blocks).take(to.pixels()).enumerate() {
        let (to_x, to_y) = ((pixel % to.width) as f32, (pixel / to.width) as f32);
        let x = matrix[0] * to_x + matrix[1] * to_y + shift_x;
        let y = matrix[4] * to_x + matrix[5] * to_y + shift_y;
        // Also refuses what is not a number.
        if !(x >= 0.0 && x <= last_x && y >= 0.0 && y <= last_y) {
            output.fill([0.0; LANES]);
            continue;
        }
        // Neither is negative, so cutting off the fraction rounds down.
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(from.width - 1), (top + 1).min(from.height - 1));
        let (along, down) = (x - left as f32, y - top as f32);
        let pixel = |x: usize, y: usize| &input[(y * from.width + x) * blocks..][..blocks];
        let (upper_left, upper_right) = (pixel(left, top), pixel(right, top));
        let (lower_left, lower_right) = (pixel(left, bottom), pixel(right, bottom));
        let mix = |a: f32x8, b: f32x8, part: f32| a * (1.0 - part) + b * part;
        for (block, output) in output.iter_mut().enumerate() {
            let upper = mix(upper_left[block].into(), upper_right[block].into(), along);
            let lower = mix(lower_left[block].into(), lower_right[block].into(), along);
            *output = mix(upper, lower, down).to_array();
        }
    }
}

/// Landmarks of two values each, moved by `matrix`.
pub(super) fn transform_landmarks(landmarks: &[f32], matrix: &[f32], moved: &mut [f32]) {
    for ([x, y], moved) in landmarks.as_chunks::<2>().0.iter().zip(moved.as_chunks_mut::<2>().0) {
        *moved = [matrix[0] * x + matrix[1] * y + matrix[3], matrix[4] * x + matrix[5] * y + matrix[7]];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::tests::{grid_of, numbers};
    use proptest::prelude::*;

    /// The place of `pixel` (x, y) under a matrix.
    fn moved(matrix: &[f32], x: f32, y: f32) -> (f32, f32) {
        (matrix[0] * x + matrix[1] * y + matrix[3], matrix[4] * x + matrix[5] * y + matrix[7])
    }

    proptest! {
        #[test]
        fn the_matrix_encloses_the_landmarks_upright(
            turn in -3.0..3.0_f32, width in 5.0..30.0_f32, height in 5.0..30.0_f32, x in -20.0..20.0_f32, y in -20.0..20.0_f32,
        ) {
            // A turned rectangle, whose left and right landmarks are those of its upper edge.
            let (sin, cos) = turn.sin_cos();
            let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)].map(|(a, b)| (x + cos * a - sin * b, y + sin * a + cos * b));
            let landmarks: Vec<f32> = corners.iter().flat_map(|(x, y)| [*x, *y, 7.0]).collect();
            let options = LandmarksToMatrix {
                left: 0, right: 1, subset: vec![0, 1, 2, 3], scale_x: 1.5, scale_y: 1.5, out_width: 16.0, out_height: 16.0,
            };
            let mut matrix = [0.0; MATRIX];
            landmarks_to_matrix(&options, &landmarks, &mut matrix);
            // The rectangle fills two thirds of the cut-out, corner on corner.
            let (low, high) = (8.0 - 16.0 / 3.0, 8.0 + 16.0 / 3.0);
            for ((a, b), corner) in [(low, low), (high, low), (high, high), (low, high)].into_iter().zip(corners) {
                let (x, y) = moved(&matrix, a, b);
                prop_assert!((x - corner.0).hypot(y - corner.1) < 1e-3, "{x}, {y} is not {corner:?}");
            }
        }

        #[test]
        fn a_cut_out_is_what_plain_loops_compute(seed: u64, scale in 0.2..2.0_f32, turn in -3.0..3.0_f32, x in -4.0..12.0_f32, y in -4.0..12.0_f32) {
            let (from, to) = (Grid::padded(9, 7, 11), Grid::padded(4, 5, 11));
            let input = grid_of(from, &mut numbers(seed));
            let (sin, cos) = (scale * turn.sin(), scale * turn.cos());
            let matrix = [cos, -sin, 0.0, x, sin, cos, 0.0, y];
            let mut output = vec![f32::NAN; to.len()];
            sample_bilinear(from, to, &input, &matrix, &mut output);
            for pixel in 0..to.pixels() {
                let centre = ((pixel % 5) as f32 + 0.5, (pixel / 5) as f32 + 0.5);
                let (x, y) = moved(&matrix, centre.0, centre.1);
                let (x, y) = (x - 0.5, y - 0.5);
                // Whether the very edge is inside is a matter of rounding.
                if [x, y, x - 6.0, y - 8.0].iter().any(|edge| edge.abs() < 1e-3) {
                    continue;
                }
                let inside = x >= 0.0 && y >= 0.0 && x <= 6.0 && y <= 8.0;
                for channel in 0..to.stride {
                    let mut expected = 0.0;
                    if inside && channel < 11 {
                        for row in 0..9 {
                            for column in 0..7 {
                                let weight = (1.0 - (x - column as f32).abs()).max(0.0) * (1.0 - (y - row as f32).abs()).max(0.0);
                                expected += weight * input[(row * 7 + column) * from.stride + channel];
                            }
                        }
                    }
                    let found = output[pixel * to.stride + channel];
                    prop_assert!((found - expected).abs() < 1e-3, "{found} is not {expected}");
                }
            }
        }

        #[test]
        fn landmarks_move_with_the_matrix(landmarks in prop::collection::vec(-9.0..9.0_f32, 2..40), seed: u64) {
            let mut numbers = numbers(seed);
            let matrix: Vec<f32> = (0..MATRIX).map(|_| numbers()).collect();
            let pairs = landmarks.len() / 2 * 2;
            let mut output = vec![0.0; pairs];
            transform_landmarks(&landmarks[..pairs], &matrix, &mut output);
            for (from, to) in landmarks.chunks_exact(2).zip(output.chunks_exact(2)) {
                let (x, y) = moved(&matrix, from[0], from[1]);
                prop_assert!((to[0] - x).abs() < 1e-4 && (to[1] - y).abs() < 1e-4);
            }
        }
    }
}
