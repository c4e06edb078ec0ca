//! The command line `vitrine`: see [`backend::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    backend::cli::main()
}
