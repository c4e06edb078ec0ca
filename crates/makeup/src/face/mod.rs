//! Where a face is in a picture, point by point.
//!
//! [`Engine`] looks at frames, [`Smoother`] takes the trembling out of what it sees, [`Pose`] says where the head turns,
//! [`contour`] which points draw which line. Detection, tracking and their numbers follow MediaPipe's Face Mesh.

mod canonical;
pub mod contour;
mod detector;
mod engine;
mod mesh;
mod point;
mod pose;
mod region;
mod smooth;

pub use engine::{Engine, EngineError, Sight};
pub use point::{Face, POINTS, Point};
pub use pose::Pose;
pub use smooth::Smoother;
