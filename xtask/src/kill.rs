//! The test that kills runs over an archive, with more kills than every run of the tests affords.

use std::process::Command;

use crate::{Outcome, root};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Runs to kill
    #[arg(value_name = "N", default_value_t = 300)]
    kills: u64,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let status = Command::new("cargo")
        .args(["test", "--package", "gongwen-cli", "--test", "killed", "--", "--nocapture"])
        .env("GONGWEN_KILLS", args.kills.to_string())
        .current_dir(root())
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("the test with {} kills: {status}", args.kills)) }
}
