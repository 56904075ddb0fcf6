//! `cb`: hands the arguments over to the library and exits with its code.

use std::process::ExitCode;

/// Parallel reading allocates much on several threads, which the system's allocator does slowly: see `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    carte_blanche::cli::run(std::env::args_os())
}
