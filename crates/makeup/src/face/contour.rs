//! Which points of the mesh draw which line of the face.
//!
//! "Right" is the wearer's right, the left of an unmirrored picture. Source: MediaPipe's `face_mesh_connections` and the
//! index tables of its refinement (Apache-2.0).

/// The border between lips and skin, around.
pub const LIPS_OUTER: [usize; 20] =
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
/// The border between lips and mouth, around, beginning at the same corner.
pub const LIPS_INNER: [usize; 20] =
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
/// The right eye's opening, around from its outer corner over the upper lid.
pub const RIGHT_EYE: [usize; 16] = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
/// The left eye's opening, around from its outer corner over the upper lid.
pub const LEFT_EYE: [usize; 16] = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];
/// The right brow, around.
pub const RIGHT_BROW: [usize; 10] = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46];
/// The left brow, around.
pub const LEFT_BROW: [usize; 10] = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276];
/// The face's outline, around from the middle of the forehead.
pub const OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/// The right upper lid's edge, from the outer corner to the inner.
pub const RIGHT_UPPER_LID: [usize; 9] = [33, 246, 161, 160, 159, 158, 157, 173, 133];
/// The left upper lid's edge, from the outer corner to the inner.
pub const LEFT_UPPER_LID: [usize; 9] = [263, 466, 388, 387, 386, 385, 384, 398, 362];
/// The right iris: its centre, then its edge around.
pub const RIGHT_IRIS: [usize; 5] = [468, 469, 470, 471, 472];
/// The left iris: its centre, then its edge around.
pub const LEFT_IRIS: [usize; 5] = [473, 474, 475, 476, 477];
/// Places of bare skin: cheeks, beside the nose, forehead.
pub const SKIN: [usize; 7] = [50, 280, 205, 425, 151, 108, 337];
/// The outer corners of the right and the left eye: their distance is the unit of smoothing and of accuracy.
pub const OUTER_EYES: [usize; 2] = [33, 263];

/// Where the network's finer lips belong in the mesh.
pub(super) const REFINED_LIPS: [usize; 80] = [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14,
    317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306,
    184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12,
    268, 271, 272, 407,
];
/// Where the network's finer right eye with its surroundings belongs in the mesh.
pub(super) const REFINED_RIGHT_EYE: [usize; 71] = [
    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112,
    243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189,
    35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193,
];
/// Where the network's finer left eye with its surroundings belongs in the mesh.
pub(super) const REFINED_LEFT_EYE: [usize; 71] = [
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253, 252, 256,
    341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444, 443, 442,
    441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336,
    285, 417,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_line_names_a_point_twice_or_one_that_is_not_there() {
        let lines: [&[usize]; 15] = [
            &LIPS_OUTER,
            &LIPS_INNER,
            &RIGHT_EYE,
            &LEFT_EYE,
            &RIGHT_BROW,
            &LEFT_BROW,
            &OVAL,
            &RIGHT_UPPER_LID,
            &LEFT_UPPER_LID,
            &RIGHT_IRIS,
            &LEFT_IRIS,
            &SKIN,
            &REFINED_LIPS,
            &REFINED_RIGHT_EYE,
            &REFINED_LEFT_EYE,
        ];
        for line in lines {
            assert_eq!(line.iter().collect::<BTreeSet<_>>().len(), line.len(), "{line:?}");
            assert!(line.iter().all(|index| *index < crate::face::POINTS), "{line:?}");
        }
        assert!(LIPS_OUTER.iter().chain(&LIPS_INNER).all(|index| REFINED_LIPS.contains(index)));
    }
}
