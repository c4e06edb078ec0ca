//! The points of a face.

use super::contour::OUTER_EYES;

/// How many points a face has: 468 of the mesh, then 5 of each iris (468 and 473 are the centres).
/// Source: MediaPipe's Attention Mesh, arXiv 2006.10962.
pub const POINTS: usize = 478;

/// A point of the face.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Pixels from the frame's left edge; may lie outside of the frame.
    pub x: f32,
    /// Pixels from the frame's upper edge; may lie outside of the frame.
    pub y: f32,
    /// Depth on about the scale of `x`, smaller towards the camera; 0 is about the middle of the head.
    pub z: f32,
}

/// A face found in a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The points in the order of MediaPipe's mesh.
    pub points: [Point; POINTS],
    /// How sure the network is that this is a face, 0 to 1.
    pub presence: f32,
}

impl Face {
    /// Pixels between the outer corners of the eyes: the unit of everything that shall not depend on how near she is.
    pub fn eye_distance(&self) -> f32 {
        let [right, left] = OUTER_EYES.map(|index| self.points[index]);
        ((left.x - right.x) * (left.x - right.x) + (left.y - right.y) * (left.y - right.y)).sqrt()
    }
}
