//! The command `gongwen` as a program of its own.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Keeps the pages of a large source for the next one; the system's allocator gives each back and faults it in again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(gongwen_cli::run(std::env::args_os()))
}
