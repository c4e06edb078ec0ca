//! Takes the trembling out of a face from frame to frame without letting it lag behind.
//!
//! Source: the One Euro filter (Casiez, Roussel, Vogel, CHI 2012): the slower a point moves, the more it is smoothed.
//! Speeds count in eye distances, so that near and far faces are treated alike.

use super::{Face, POINTS, Point};

/// How much a still point is smoothed: the frequency, in hertz, above which its movement counts as trembling.
const STILL_HERTZ: f32 = 0.3;
/// By how much that frequency rises for each eye distance a second.
const HERTZ_FOR_SPEED: f32 = 20.0;
/// The speed itself is smoothed with this frequency.
const SPEED_HERTZ: f32 = 1.0;
/// After a longer pause the face may be anywhere.
const LONGEST_PAUSE_MS: i64 = 500;

/// What is remembered of the frame before.
#[derive(Debug, Clone)]
pub struct Smoother {
    at_ms: Option<i64>,
    face: Face,
    /// In eye distances a second.
    speeds: [Point; POINTS],
}

impl Default for Smoother {
    fn default() -> Self {
        let points = [Point::default(); POINTS];
        Self { at_ms: None, face: Face { points, presence: 0.0 }, speeds: points }
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
                    follow(&mut point.x, &mut speed.x, seen.x, unit, seconds);
                    follow(&mut point.y, &mut speed.y, seen.y, unit, seconds);
                    follow(&mut point.z, &mut speed.z, seen.z, unit, seconds);
                }
                self.face.presence = face.presence;
            }
            _ => {
                self.face = face.clone();
                self.speeds = [Point::default(); POINTS];
            }
        }
        &self.face
    }
}

/// Moves one coordinate towards what was seen.
fn follow(value: &mut f32, speed: &mut f32, seen: f32, unit: f32, seconds: f32) {
    let now = (seen - *value) / (unit * seconds);
    *speed += weight(SPEED_HERTZ, seconds) * (now - *speed);
    let hertz = STILL_HERTZ + HERTZ_FOR_SPEED * speed.abs();
    *value += weight(hertz, seconds) * (seen - *value);
}

/// How much a new value counts in a filter that lets pass what is slower than `hertz`.
fn weight(hertz: f32, seconds: f32) -> f32 {
    let turn = std::f32::consts::TAU * hertz * seconds;
    turn / (turn + 1.0)
}
