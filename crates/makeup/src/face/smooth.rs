//! Takes the trembling out of a face from frame to frame without letting it lag behind.
//!
//! Source: the One Euro filter (Casiez, Roussel, Vogel, CHI 2012): the slower a point moves, the more it is smoothed.
//! Speeds count in eye distances, so that near and far faces are treated alike. Unlike there, a point has one speed and
//! not one for each coordinate: a head that sways slows down sideways where it is fastest up and down, and would lag.

use super::{Face, POINTS, Point};

/// How much a still point is smoothed: the frequency, in hertz, above which its movement counts as trembling.
const STILL_HERTZ: f32 = 0.3;
/// By how much that frequency rises for each eye distance a second.
const HERTZ_FOR_SPEED: f32 = 30.0;
/// The speed itself is smoothed with this frequency.
const SPEED_HERTZ: f32 = 1.0;
/// After a longer pause the face may be anywhere.
const LONGEST_PAUSE_MS: i64 = 500;

/// What is remembered of the frame before.
#[derive(Debug, Clone)]
pub struct Smoother {
    at_ms: Option<i64>,
    face: Face,
    /// To the right and downwards, in eye distances a second.
    speeds: [(f32, f32); POINTS],
}

impl Default for Smoother {
    fn default() -> Self {
        let points = [Point::default(); POINTS];
        Self { at_ms: None, face: Face { points, presence: 0.0 }, speeds: [(0.0, 0.0); POINTS] }
    }
}

impl Smoother {
    /// Forgets what it saw; to be called when the face was lost or another one is looked at.
    pub fn forget(&mut self) {
        self.at_ms = None;
    }

    /// The face as it is to be painted on, seen at `at_ms` milliseconds on any clock that runs forward. After a pause of
    /// half a second, or if time does not move on, it begins anew with the face as it is.
    pub fn smooth(&mut self, face: &Face, at_ms: i64) -> &Face {
        let passed = self.at_ms.map(|before| at_ms.saturating_sub(before));
        self.at_ms = Some(at_ms);
        let unit = face.eye_distance();
        match passed {
            Some(passed @ 1..=LONGEST_PAUSE_MS) if unit > 0.0 => {
                let seconds = passed as f32 / 1000.0;
                let smoothed = self.face.points.iter_mut().zip(&mut self.speeds);
                for ((point, speed), seen) in smoothed.zip(&face.points) {
                    follow(point, speed, *seen, unit, seconds);
                }
                self.face.presence = face.presence;
            }
            _ => {
                self.face = face.clone();
                self.speeds = [(0.0, 0.0); POINTS];
            }
        }
        &self.face
    }
}

/// Moves a point towards where it was seen.
fn follow(point: &mut Point, speed: &mut (f32, f32), seen: Point, unit: f32, seconds: f32) {
    let part = weight(SPEED_HERTZ, seconds);
    speed.0 += part * ((seen.x - point.x) / (unit * seconds) - speed.0);
    speed.1 += part * ((seen.y - point.y) / (unit * seconds) - speed.1);
    let hertz = STILL_HERTZ + HERTZ_FOR_SPEED * (speed.0 * speed.0 + speed.1 * speed.1).sqrt();
    let part = weight(hertz, seconds);
    point.x += part * (seen.x - point.x);
    point.y += part * (seen.y - point.y);
    point.z += part * (seen.z - point.z);
}

/// How much a new value counts in a filter that lets pass what is slower than `hertz`.
fn weight(hertz: f32, seconds: f32) -> f32 {
    let turn = std::f32::consts::TAU * hertz * seconds;
    turn / (turn + 1.0)
}
