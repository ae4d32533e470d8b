//! `gongwen schema`: the JSON Schema of the document, of an extraction, or of a line of facts.

use super::print;
use crate::args::SchemaArgs;
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &SchemaArgs) -> Result<u8, Failure> {
    print(&format!("{:#}\n", gongwen::render::schema(args.of.into())))?;
    Ok(SUCCESS)
}
