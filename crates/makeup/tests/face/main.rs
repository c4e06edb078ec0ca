//! The face engine against MediaPipe's own Python package, and on frames that are hard or have no face.
//! The fixtures and how they were recorded: `tests/fixtures/SOURCES.md`.

mod allocation;
mod covered;
mod damage;
mod fixture;
mod follow;
mod pose;
mod reference;
mod robust;
mod smooth;
mod tensors;
