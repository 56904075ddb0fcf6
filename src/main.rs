//! `cb`: hands the arguments over to the library and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    carte_blanche::cli::run(std::env::args_os())
}
