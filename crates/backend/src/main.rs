//! The command line `vitrine`: see [`backend::cli`].

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Gives back to the machine what a start and an import needed and the shop does not; the system's own keeps it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    backend::cli::main()
}
