//! `gongwen completions`: a script for the shell.

use clap::CommandFactory as _;

use super::print;
use crate::args::{Args, CompletionsArgs};
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "gongwen", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(SUCCESS)
}
