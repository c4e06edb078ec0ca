//! Looks at one frame after the other: finds a face, then follows it as long as it is there.

use thiserror::Error;

use super::contour::OUTER_EYES;
use super::detector::Detector;
use super::mesh::Mesh;
use super::region::Region;
use super::{Face, POINTS, Point};
use crate::Frame;
use crate::net::NetError;

/// How sure the mesh must be that it lies on a face, as a probability.
const LEAST_PRESENCE: f32 = 0.5;
/// For so many looks, about half a second, a face that was lost is waited for where it was: a hand before it must not give the
/// look to somebody behind her.
const PATIENCE: usize = 15;
/// How many of the found faces are tried; beyond these, a frame full of false alarms would only cost time.
const TRIES: usize = 3;

/// Which network could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EngineError {
    /// The network that finds faces.
    #[error("the face detector: {0}")]
    Detector(#[source] NetError),
    /// The network that lays the mesh.
    #[error("the face mesh: {0}")]
    Mesh(#[source] NetError),
}

/// What is in a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight<'a> {
    /// The largest face; it stays the same one while it is followed. `None` if there is no face.
    pub face: Option<&'a Face>,
    /// How many faces there were when faces were last searched for, which is whenever none is being followed.
    pub faces: usize,
    /// Whether faces were searched for in this frame.
    pub searched: bool,
}

/// Both networks and what is remembered from frame to frame. Allocates nothing after it was made.
#[derive(Debug)]
pub struct Engine {
    detector: Detector,
    mesh: Mesh,
    face: Face,
    /// Where the face is expected, with the size of the frame that was said for.
    expected: Option<(Region, usize, usize)>,
    /// Where a face was last, and for how many looks it has been missed.
    lost: Option<(Region, usize)>,
    faces: usize,
}

impl Engine {
    /// An engine from the two network files, `face_detection_short_range.tflite` and `face_landmark_with_attention.tflite`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] says which file cannot be used and why.
    pub fn new(detector: &[u8], mesh: &[u8]) -> Result<Self, EngineError> {
        Ok(Self {
            detector: Detector::new(detector)?,
            mesh: Mesh::new(mesh)?,
            face: Face { points: [Point::default(); POINTS], presence: 0.0 },
            expected: None,
            lost: None,
            faces: 0,
        })
    }

    /// Forgets the face that is being followed, as between two photos.
    pub fn forget(&mut self) {
        self.expected = None;
        self.lost = None;
        self.faces = 0;
    }

    /// Looks at a frame. A face seen before is looked for where it was, which takes half the time of a search; if it
    /// is not there, the whole frame is searched at once. For half a second after it was lost, only a face near there is
    /// taken; then the largest one, wherever it is.
    pub fn look(&mut self, frame: &Frame) -> Sight<'_> {
        let before = self.expected.take();
        let followed = before.filter(|(_, width, height)| (*width, *height) == (frame.width(), frame.height()));
        match followed {
            Some((region, ..)) => self.lost = Some((region, 0)),
            None if before.is_some() => self.lost = None,
            None => {
                self.lost =
                    self.lost.map(|(region, missed)| (region, missed + 1)).filter(|(_, missed)| *missed < PATIENCE);
            }
        }
        let mut searched = false;
        if !followed.is_some_and(|(region, ..)| self.try_region(frame, region)) {
            searched = true;
            self.search(frame);
        }
        Sight { face: self.expected.is_some().then_some(&self.face), faces: self.faces, searched }
    }

    fn search(&mut self, frame: &Frame) {
        let found = self.detector.find(frame);
        self.faces = found.len();
        let mut regions = [None; TRIES];
        regions.iter_mut().zip(found).for_each(|(region, found)| *region = Some(found.region()));
        let hers = |region: &Region| self.lost.is_none_or(|(last, _)| region.is_near(last));
        regions.iter_mut().for_each(|region| *region = region.filter(hers));
        let seen = regions.into_iter().flatten().any(|region| self.try_region(frame, region));
        if !seen {
            self.faces = 0;
        }
    }

    /// Lays the mesh there, and remembers where to look next if it is a face.
    fn try_region(&mut self, frame: &Frame, region: Region) -> bool {
        if !region.is_within(frame) {
            return false;
        }
        self.mesh.lay(frame, region, &mut self.face);
        let next = around(&self.face);
        let seen = self.face.presence >= LEAST_PRESENCE && next.is_within(frame);
        self.expected = seen.then_some((next, frame.width(), frame.height()));
        seen
    }
}

/// Where a face will be in the next frame: about where it is in this one.
fn around(face: &Face) -> Region {
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for point in &face.points {
        low = (if point.x < low.0 { point.x } else { low.0 }, if point.y < low.1 { point.y } else { low.1 });
        high = (if point.x > high.0 { point.x } else { high.0 }, if point.y > high.1 { point.y } else { high.1 });
    }
    let [right_eye, left_eye] = OUTER_EYES.map(|index| (face.points[index].x, face.points[index].y));
    Region::around(low, high, right_eye, left_eye)
}
