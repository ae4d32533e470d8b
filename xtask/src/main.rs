//! Tasks of the project: `cargo xtask test`, `cargo xtask bench`, `cargo xtask docs`, `cargo xtask fuzz`,
//! `cargo xtask archive`, `cargo xtask kill`, `cargo xtask wheel`.

#![forbid(unsafe_code)]

mod archive;
mod bench;
mod browser;
mod docs;
mod fuzz;
mod json_page;
mod kill;
mod pathological;
mod peers;
mod test;
mod throughput;
mod venv;
mod wheel;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a task ends with: nothing, or a message that says what failed.
type Outcome = Result<(), String>;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run every test, Rust and Python; sets up what Python needs
    Test(test::Args),
    /// Time the parse against pulldown-cmark in the same run
    Bench(bench::Args),
    /// Fuzz the core and the readers; installs cargo-fuzz where it is missing
    Fuzz(fuzz::Args),
    /// Write the generated pages of docs/
    Docs(docs::Args),
    /// Make an archive of circulars in all formats, with what is known of each; or check one against the parser
    Archive(archive::Args),
    /// Kill runs over an archive at random moments, and compare what the next one makes of them
    Kill(kill::Args),
    /// Make, measure and try the wheel for this platform and the source distribution
    Wheel(wheel::Args),
}

/// Keeps the pages of a large source for the next one; the system's allocator gives each back and faults it in again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match Args::parse().task {
        Task::Test(args) => test::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Docs(args) => docs::run(&args),
        Task::Archive(args) => archive::run(&args),
        Task::Kill(args) => kill::run(&args),
        Task::Wheel(args) => wheel::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}
