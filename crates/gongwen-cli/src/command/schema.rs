//! `gongwen schema`: the JSON Schema of the document, of an extraction, or of a line of facts.

use std::process::ExitCode;

use super::print;
use crate::args::SchemaArgs;
use crate::failure::Failure;

pub(crate) fn run(args: &SchemaArgs) -> Result<ExitCode, Failure> {
    print(&format!("{:#}\n", gongwen::render::schema(args.of.into())))?;
    Ok(ExitCode::SUCCESS)
}
