//! Where a face is in a picture, point by point.

mod point;

pub use point::{Face, POINTS, Point};
