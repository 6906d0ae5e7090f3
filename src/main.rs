//! The `santun` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    santun::cli::run()
}
