//! The command `gongwen`: the only crate that prints.

#![forbid(unsafe_code)]

mod archive_args;
mod args;
mod command;
mod failure;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use failure::Failure;

/// Keeps the pages of a large source for the next one; the system's allocator gives each back and faults it in again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    gongwen_read::quiet_contained_panics();
    let args = Args::parse();
    let result = match &args.command {
        Command::Parse(args) => command::parse::run(args),
        Command::Check(args) => command::check::run(args),
        Command::Convert(args) => command::convert::run(args),
        Command::Status(args) => command::status::run(args),
        Command::Query(args) => command::query::run(args),
        Command::Report(args) => command::query::report(args),
        Command::Retry(args) => command::convert::retry(args),
        Command::View(args) => command::view::run(args),
        Command::Explain(args) => command::explain::run(args),
        Command::Schema(args) => command::schema::run(args),
        Command::Facts(args) => command::facts::run(args),
        Command::Formats(args) => command::formats::run(args),
        Command::Completions(args) => command::completions::run(args),
    };
    match result {
        Ok(code) => code,
        // Whoever reads our output has read enough: that is no error.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("gongwen: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
