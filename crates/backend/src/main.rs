//! The command line `vitrine`.

fn main() {}
