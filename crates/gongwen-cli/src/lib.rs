//! The command `gongwen`: the only crate that prints.
//!
//! It is a library, so that the Python package brings the same command without a second copy of everything below it.

#![forbid(unsafe_code)]

mod archive_args;
mod args;
mod command;
mod failure;

use std::ffi::OsString;

use clap::Parser as _;

use args::{Args, Command};
use failure::Failure;

/// Runs the command with its arguments, the name that it was called by first, and gives its exit code.
///
/// ```
/// assert_eq!(gongwen_cli::run(["gongwen", "explain", "stray-latin"]), 0);
/// assert_eq!(gongwen_cli::run(["gongwen", "no-such-command"]), 2);
/// ```
#[must_use]
pub fn run<I>(arguments: I) -> u8
where
    I: IntoIterator,
    I::Item: Into<OsString> + Clone,
{
    gongwen_read::quiet_contained_panics();
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        // A help text as well, which is no failure; that it cannot be printed is nothing to be told either.
        Err(told) => {
            let _ = told.print();
            return u8::try_from(told.exit_code()).unwrap_or(2);
        }
    };
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
        Err(Failure::ClosedPipe) => 0,
        Err(failure) => {
            eprintln!("gongwen: {failure}");
            failure.exit_code()
        }
    }
}
