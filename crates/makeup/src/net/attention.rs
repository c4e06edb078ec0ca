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
    let turn = options.target_radians - libm::atan2f(right.1 - left.1, right.0 - left.0);
    let (sin, cos) = (libm::sinf(turn), libm::cosf(turn));
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
