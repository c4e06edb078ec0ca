//! Painted pictures, measured: the shade that was asked for, nothing beside it, the skin's own detail, golden bits.

#[allow(dead_code)]
mod faces;
mod gates;
mod goldens;
mod looks;
