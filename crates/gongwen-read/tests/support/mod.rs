//! What tests of packages have in common: packages made on the spot, documents as lines, damage by rule.

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use gongwen::block::{BlockKind, Document, LeftOutReason};
use gongwen_read::{Error, Options, read_bytes};
use zip::write::SimpleFileOptions;

/// A package of these parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

pub(crate) fn read(bytes: Vec<u8>, name: &str) -> Document {
    read_bytes(bytes, name, &Options::default()).expect("a document")
}

pub(crate) fn lines(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| &document.text[block.span.range()]).collect()
}

pub(crate) fn kinds(document: &Document) -> Vec<BlockKind> {
    document.blocks.iter().map(|block| block.kind).collect()
}

/// Text, row, column, rows and columns of each paragraph of a cell.
#[allow(dead_code, reason = "not every test has tables")]
pub(crate) fn cells(document: &Document) -> Vec<(&str, [u32; 4])> {
    let cell = |kind| match kind {
        BlockKind::Cell(cell) => Some([cell.row, cell.column, cell.rows, cell.columns]),
        _ => None,
    };
    let text = |block: &gongwen::block::Block| &document.text[block.span.range()];
    document.blocks.iter().filter_map(|block| Some((text(block), cell(block.kind)?))).collect()
}

pub(crate) fn left_out(document: &Document, reason: LeftOutReason) -> Vec<&str> {
    document.left_out.iter().filter(|out| out.reason == reason).map(|out| out.text.as_str()).collect()
}

/// Reads a package damaged in many ways: every time a document or an error, soon. Damage is done to the package, and
/// to its parts before they are packed, where a check sum does not stop it.
pub(crate) fn withstands(parts: &[(&str, &str)], name: &str) {
    const ROUNDS: u64 = 400;
    let whole = package(parts);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % below.max(1) as u64).expect("below a usize")
    };
    let mut damage = |bytes: &mut Vec<u8>| {
        let at = next(bytes.len());
        match next(4) {
            0 => bytes[at] ^= 1 << next(8),
            1 => bytes.truncate(at),
            2 => {
                let slice = bytes[at..bytes.len().min(at + next(200))].to_vec();
                let to = next(bytes.len());
                bytes.splice(to..to, slice);
            }
            _ => {
                let end = bytes.len().min(at + next(40));
                bytes.drain(at..end);
            }
        }
    };
    for round in 0..ROUNDS {
        let bytes = if round % 2 == 0 {
            let mut bytes = whole.clone();
            damage(&mut bytes);
            bytes
        } else {
            let at = usize::try_from(round / 2).expect("small") % parts.len();
            let mut content = parts[at].1.as_bytes().to_vec();
            damage(&mut content);
            let content = String::from_utf8_lossy(&content).into_owned();
            let mut parts = parts.to_vec();
            parts[at].1 = &content;
            package(&parts)
        };
        let started = Instant::now();
        match read_bytes(bytes, name, &Options::default()) {
            Ok(document) => {
                for block in &document.blocks {
                    assert!(document.text.get(block.span.range()).is_some(), "round {round}");
                }
            }
            Err(error) => assert!(!matches!(error, Error::Reader { .. }), "round {round}: {error}"),
        }
        assert!(started.elapsed() < Duration::from_secs(5), "round {round}");
    }
}
