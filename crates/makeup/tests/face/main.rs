//! The face engine against MediaPipe's own Python package, and on frames that are hard or have no face.
//! The fixtures and how they were recorded: `tests/fixtures/SOURCES.md`.

mod fixture;
mod reference;
