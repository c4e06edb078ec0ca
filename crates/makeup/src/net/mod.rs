//! Reads and runs the two networks.
