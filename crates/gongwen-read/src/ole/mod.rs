//! Old Word and WPS: compound files with a Word stream (MS-DOC).
//!
//! The container is read by `office_oxide`. So would be the text, and well; but it gives no automatic numbers as they
//! are shown, and its list tables are not public. The streams are read here, then: every offset in them is checked.
//!
//! | module | what it reads |
//! |---|---|
//! | `fib` | where everything stands |
//! | `pieces` | the text |
//! | `runs`, `sprm`, `styles` | properties of characters, paragraphs, rows |
//! | `lists` | automatic numbers |
//! | `fields`, `story` | what is shown of the text, paragraph by paragraph |
//! | `table` | rows into a grid |
//! | `assemble` | stories into one document |
//!
//! Word 95 and older keep text and properties in another shape: those, and files whose tables are damaged, give their
//! text as `office_oxide` finds it, without numbers, and say so.

mod assemble;
mod bytes;
mod fib;
mod fields;
mod lists;
mod pieces;
mod runs;
mod sprm;
mod story;
mod styles;
mod table;

use std::io::Cursor;
use std::sync::Arc;

use gongwen::block::{BlockKind, Document, Format};
use office_oxide::cfb::CfbReader;
use office_oxide::doc::DocDocument;

use crate::builder::{Builder, Paragraph};
use crate::contain::contain;
use crate::error::Fault;
use crate::limits::Budget;
use fib::{Fib, Kind, Part};
use lists::Lists;
use pieces::Pieces;
use runs::Runs;
use story::Word;
use styles::Styles;

const STREAM: &str = "WordDocument";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const OLDER: &str = "Word 95 or older: read without its automatic numbers";

/// The streams that hold the document.
#[derive(Debug, Default)]
struct Streams {
    word: Vec<u8>,
    table: Vec<u8>,
    data: Vec<u8>,
    /// Which of them are shorter than their directory says.
    cut: Vec<String>,
}

/// Reads a compound file.
pub(crate) fn read(bytes: Vec<u8>, format: Format, budget: &mut Budget) -> Result<Document, Fault> {
    let bytes: Arc<[u8]> = bytes.into();
    if !bytes.starts_with(COMPOUND) {
        // Word 2 wrote its stream alone.
        return match fib::kind(&bytes) {
            Kind::Older => plainly(bytes, format, OLDER, budget),
            _ => Err(Fault::damaged("its first bytes", "which are not those of Word or WPS Writer")),
        };
    }
    let file = Arc::clone(&bytes);
    let streams = match contain(budget, move || streams(&file)) {
        Ok(streams) => streams,
        Err(Fault::Damaged { place, what }) => {
            return salvage(&bytes, format, budget)?.ok_or(Fault::Damaged { place, what });
        }
        Err(fault) => return Err(fault),
    };
    match fib::kind(&streams.word) {
        Kind::Encrypted => Err(Fault::Encrypted),
        Kind::Other => Err(Fault::damaged(STREAM, "which does not begin as that of a Word document does")),
        Kind::Older => plainly(bytes, format, OLDER, budget),
        Kind::Word97 => match word(&streams, format, budget)? {
            Some(document) => Ok(document),
            None => plainly(bytes, format, "the table of text is damaged: read without structure", budget),
        },
    }
}

fn streams(bytes: &Arc<[u8]>) -> Result<Streams, Fault> {
    let mut file = CfbReader::new(Cursor::new(Arc::clone(bytes)))
        .map_err(|error| Fault::damaged("the compound file", error.to_string()))?;
    if !file.has_stream(STREAM) {
        let names: Vec<&str> = file.entries().iter().map(|entry| entry.name.as_str()).collect();
        let works = names.contains(&"MatOST") || names.contains(&"CONTENTS");
        let what =
            if works { "a file of Microsoft Works" } else { "no Word document, nor one of WPS Writer" };
        return Err(Fault::damaged("the compound file", format!("which has no stream {STREAM}: {what}")));
    }
    let word = file.open_stream(STREAM).map_err(|error| Fault::damaged(STREAM, error.to_string()))?;
    // What is missing shows when it is needed.
    let table = file.open_stream(fib::table_stream(&word)).unwrap_or_default();
    let data = file.open_stream("Data").unwrap_or_default();
    Ok(Streams { word, table, data, cut: file.truncated_streams().to_vec() })
}

/// A document of Word 97 or later; `None` where not even its text can be found by its tables.
fn word(streams: &Streams, format: Format, budget: &mut Budget) -> Result<Option<Document>, Fault> {
    let Some(fib) = Fib::new(&streams.word) else { return Ok(None) };
    let table = streams.table.as_slice();
    let Some(pieces) = Pieces::new(fib.part(table, Part::Clx), &streams.word) else { return Ok(None) };
    let word = Word {
        stream: &streams.word,
        data: &streams.data,
        pieces,
        styles: Styles::new(fib.part(table, Part::Stshf), &streams.data),
        characters: Runs::characters(fib.part(table, Part::Characters), &streams.word),
        paragraphs: Runs::paragraphs(fib.part(table, Part::Paragraphs), &streams.word),
    };
    let mut lists = Lists::new(table, fib.place(Part::Lists), fib.place(Part::ListOverrides));
    let mut builder = Builder::new(format);
    assemble::document(&word, &fib, table, &mut lists, &mut builder, budget)?;
    let missing = word.pieces.units.len() < fib.lengths.iter().map(|length| *length as usize).sum();
    let cut = word.pieces.cut || missing || !streams.cut.is_empty();
    if cut {
        builder.damaged("the document stream is cut: some of its text is missing");
    }
    Ok((!cut || !builder.is_empty()).then(|| builder.finish()))
}

/// The main text of a file that ends before its directory does, as long as it was saved in one piece: the document
/// stream comes first then, and says where its text starts and how long it is (fcMin and fcMac of the Fib).
fn salvage(bytes: &[u8], format: Format, budget: &mut Budget) -> Result<Option<Document>, Fault> {
    const SECTOR: usize = 512;
    let start = bytes.chunks(SECTOR).position(|sector| fib::kind(sector) == Kind::Word97);
    let Some(stream) = start.and_then(|at| bytes.get(at * SECTOR..)) else { return Ok(None) };
    let Some(fib) = Fib::new(stream) else { return Ok(None) };
    let Some(pieces) = fib.text().and_then(|(at, narrow)| Pieces::whole(&fib, stream, at, narrow)) else {
        return Ok(None);
    };
    let (styles, characters, paragraphs) = Default::default();
    let word = Word { stream, data: &[], pieces, styles, characters, paragraphs };
    let mut builder = Builder::new(format);
    builder.damaged("the file is cut: its text is read without its numbers and tables");
    assemble::document(&word, &fib, &[], &mut Lists::default(), &mut builder, budget)?;
    Ok((!builder.is_empty()).then(|| builder.finish()))
}

/// The text alone, as the library finds it.
fn plainly(bytes: Arc<[u8]>, format: Format, why: &str, budget: &Budget) -> Result<Document, Fault> {
    let text = contain(budget, move || {
        let document = DocDocument::from_reader(Cursor::new(bytes))
            .map_err(|error| Fault::damaged(STREAM, error.to_string()))?;
        Ok(document.plain_text())
    })?;
    let mut builder = Builder::new(format);
    builder.damaged(why);
    for (index, line) in text.lines().enumerate() {
        let origin = assemble::origin(format!("p[{}]", index + 1));
        builder.push(&Paragraph::new(BlockKind::Paragraph, line, origin));
    }
    if builder.is_empty() {
        return Err(Fault::damaged(STREAM, "which holds no text"));
    }
    Ok(builder.finish())
}
