//! Where the shopper is, when she says so.

use super::window;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Position, PositionError, PositionOptions};

/// Why the browser did not tell the position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPosition {
    /// The shopper, or her settings, said no.
    Refused,
    /// The device could not find out, or took longer than ten seconds.
    Unknown,
}

/// Asks for the position, `(latitude, longitude)` in degrees, roughly (a few hundred metres are enough to find a store).
pub fn locate(done: impl Fn(Result<(f64, f64), NoPosition>) + Clone + 'static) {
    let Ok(geolocation) = window().navigator().geolocation() else {
        done(Err(NoPosition::Unknown));
        return;
    };
    let options = PositionOptions::new();
    options.set_timeout(10_000);
    options.set_maximum_age(600_000);
    let failed = done.clone();
    let found = Closure::once_into_js(move |position: Position| {
        let place = position.coords();
        done(Ok((place.latitude(), place.longitude())));
    });
    let refused = Closure::once_into_js(move |error: PositionError| {
        failed(Err(if error.code() == PositionError::PERMISSION_DENIED {
            NoPosition::Refused
        } else {
            NoPosition::Unknown
        }));
    });
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(refused.unchecked_ref()),
        &options,
    );
}
