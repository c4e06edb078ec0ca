//! Reads and runs small neural networks: the operators that a face detector and a face mesh need, and no others.
//!
//! A network file (TFLite) is read once: every offset and every shape is checked, constants are unpacked, chains such as
//! convolution, sum and activation become one step. After that a run cannot fail and allocates nothing. The same safe
//! code runs natively and as wasm with simd128; sums are taken in one fixed order, so the bits agree.

mod attention;
mod conv;
mod depthwise;
mod error;
mod flat;
mod flex;
mod grid;
mod network;
mod plan;
mod planner;
mod step;
mod tflite;

#[cfg(test)]
mod tests;

pub use error::NetError;
pub use network::Network;
