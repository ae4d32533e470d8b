//! `gongwen facts`: the facts of a text, a line of JSON each.

use gongwen::render::{Offsets, extraction_lines, fact_lines};
use gongwen::{Circular, ExtractOptions, Options};

use super::{document, print};
use crate::args::FactsArgs;
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &FactsArgs) -> Result<u8, Failure> {
    let document = document(&args.input, args.format)?;
    let options = Options { reference_date: args.reference_date, ..Options::default() };
    let circular = gongwen::parse_document(document, &options);
    if is_circular(&circular) {
        print(&fact_lines(&circular, Offsets::Utf8))?;
    } else {
        let options = ExtractOptions { reference_date: args.reference_date };
        print(&extraction_lines(&gongwen::extract(circular.source(), &options), Offsets::Utf8))?;
    }
    Ok(SUCCESS)
}

/// Whether the tree says what the text is. In a column of sentences it does not: there a line without a full stop
/// would be taken for a heading, and its figures with it.
fn is_circular(circular: &Circular<'_>) -> bool {
    circular.title().is_some() && circular.sections().next().is_some()
}
