//! Try-on: where the face is, what colours do on it, how it is painted.
//!
//! Everything here is pure computation on pictures in memory: no camera, no network, no clock, no chance. It runs in the
//! browser inside a Web Worker and natively in tests, with the same bits: no fused multiply-add, and the functions of
//! mathematics come from one pinned library. No picture leaves the device.

pub mod colour;
pub mod face;
mod frame;
pub mod net;
pub mod paint;

pub use frame::{Frame, FrameError, FrameMut, LONGEST_SIDE};
