//! `gongwen schema`: the JSON Schema of the document.

use std::process::ExitCode;

use super::print;
use crate::failure::Failure;

pub(crate) fn run() -> Result<ExitCode, Failure> {
    print(&format!("{:#}\n", gongwen::render::schema()))?;
    Ok(ExitCode::SUCCESS)
}
