//! Places on the globe and the distance between them. The one module where numbers float.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Mean Earth radius in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Position {
    lat: f64,
    lon: f64,
}

/// What a [`Position`] looks like on the wire, before it is checked.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Degrees {
    lat: f64,
    lon: f64,
}

/// The degrees are not a point on the globe.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("latitude must be from -90 to 90 and longitude from -180 to 180")]
pub struct PositionError;

impl Position {
    /// A point `lat` degrees north and `lon` degrees east.
    ///
    /// # Errors
    /// [`PositionError`] outside ±90 and ±180, or not a number.
    pub fn new(lat: f64, lon: f64) -> Result<Self, PositionError> {
        let on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if on_globe { Ok(Self { lat, lon }) } else { Err(PositionError) }
    }

    /// Reads `lat,lon` as query strings carry it: `52.52,13.405`.
    ///
    /// # Errors
    /// [`PositionError`] as in [`Position::new`], or when it is not two numbers.
    pub fn parse(text: &str) -> Result<Self, PositionError> {
        let (lat, lon) = text.split_once(',').ok_or(PositionError)?;
        let degrees = |part: &str| part.trim().parse().map_err(|_| PositionError);
        Self::new(degrees(lat)?, degrees(lon)?)
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Great-circle distance in whole metres (haversine; within 0.6 % of the ellipsoid).
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half the Earth's girth in metres fits"
    )]
    pub fn metres_to(self, other: Self) -> u32 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let chord = half(other.lat - self.lat) + from.cos() * to.cos() * half(other.lon - self.lon);
        (2000.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()).round() as u32
    }

    /// The compass bearing to set out on, in whole degrees clockwise from north, 0 to 359.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 359 fits")]
    pub fn bearing_to(self, other: Self) -> u16 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let east = (other.lon - self.lon).to_radians();
        let angle = (east.sin() * to.cos()).atan2(from.cos() * to.sin() - from.sin() * to.cos() * east.cos());
        (angle.to_degrees().round().rem_euclid(360.0)) as u16 % 360
    }
}

impl TryFrom<Degrees> for Position {
    type Error = PositionError;
    fn try_from(degrees: Degrees) -> Result<Self, PositionError> {
        Self::new(degrees.lat, degrees.lon)
    }
}

impl From<Position> for Degrees {
    fn from(position: Position) -> Self {
        Self { lat: position.lat, lon: position.lon }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_and_bearing_agree_with_known_places() {
        let berlin = Position::new(52.5200, 13.4050).expect("on the globe");
        let paris = Position::new(48.8566, 2.3522).expect("on the globe");
        let metres = berlin.metres_to(paris);
        assert!((876_000..880_000).contains(&metres), "{metres}");
        assert!((240..250).contains(&berlin.bearing_to(paris)), "{}", berlin.bearing_to(paris));
        assert_eq!(berlin.metres_to(berlin), 0);
    }

    #[test]
    fn points_off_the_globe_are_refused() {
        for bad in ["91,0", "0,181", "NaN,0", "12", "a,b", "1,2,3"] {
            assert!(Position::parse(bad).is_err(), "{bad}");
        }
        assert!(Position::parse("52.52, 13.405").is_ok());
    }
}
