//! Parses the call, dispatches, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    vmcons::cli::main()
}
