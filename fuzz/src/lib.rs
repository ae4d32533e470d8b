//! What every fuzz target asks of the input: a tree that holds together, or an error.

use std::ops::ControlFlow;
use std::time::Duration;

use gongwen::block::{Document, Format};
use gongwen_read::{Limits, Options, each_of_bytes, read_bytes};

/// Small bounds: what goes over them is harmless, and slow to fuzz.
fn options(format: Option<Format>) -> Options {
    let limits = Limits {
        bytes: 1 << 20,
        unpacked_bytes: 8 << 20,
        members: 100,
        pages: 50,
        cells: 10_000,
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    Options { format, encoding: None, limits }
}

/// Parses a document and checks all that holds of every tree.
///
/// # Panics
///
/// Where something does not.
pub fn check(document: Document) {
    let circular = gongwen::parse_document(document, &gongwen::Options::default());
    let violations = gongwen::tree::violations(&circular);
    assert!(violations.is_empty(), "{violations:?}");
}

/// Reads the bytes as one format.
pub fn read_as(format: Format, bytes: &[u8]) {
    if let Ok(document) = read_bytes(bytes, "input", &options(Some(format))) {
        check(document);
    }
}

/// Reads the bytes as what they are, archives among it.
///
/// # Panics
///
/// Never: no encoding is named that could be none.
pub fn read_any(bytes: &[u8]) {
    each_of_bytes(bytes, "input", &options(None), |found| {
        found.into_iter().for_each(check);
        ControlFlow::Continue(())
    })
    .expect("no encoding is named");
}
