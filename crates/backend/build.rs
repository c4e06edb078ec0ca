//! Tells cargo that the embedded migrations are an input: without it a new file would not be noticed.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
