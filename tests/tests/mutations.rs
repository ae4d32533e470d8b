//! Damaged files of every format: each gives a tree that holds together, or a typed error, in bounded time.
//!
//! `GONGWEN_MUTATIONS=10000 cargo test --release --test mutations` tries more than the few thousand of every run.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongwen::block::Format;
use gongwen_read::{Error, Limits, Options, read_bytes};
use gongwen_tests::Mutator;

/// What one damaged file may take, on a machine that is busy with others.
const LONGEST: Duration = Duration::from_secs(20);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").join("fixtures/formats")
}

fn mutations(usual: usize) -> usize {
    std::env::var("GONGWEN_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// Damages the files, as many times as told.
fn survive(format: Format, files: &[&str], usual: usize) {
    let sources: Vec<Vec<u8>> =
        files.iter().map(|file| std::fs::read(fixtures().join(file)).expect("a fixture")).collect();
    let limits = Limits { unpacked_bytes: 64 << 20, time: Duration::from_secs(10), ..Limits::default() };
    let options = Options { format: Some(format), encoding: None, limits };
    let mut mutator = Mutator::new(0x5EED_0000 + format as u64);
    let (mut trees, mut errors) = (0, 0);
    for round in 0..mutations(usual) {
        let bytes = mutator.damaged(&sources[round % sources.len()]);
        let start = Instant::now();
        match read_bytes(bytes, "damaged", &options) {
            Ok(document) => {
                trees += 1;
                let circular = gongwen::parse_document(document, &gongwen::Options::default());
                let violations = gongwen::tree::violations(&circular);
                assert!(violations.is_empty(), "{format:?} {round}: {violations:?}");
            }
            Err(Error::Reader { what, .. }) => panic!("{format:?} {round}: a reader failed: {what}"),
            Err(error) => {
                errors += 1;
                assert!(error.to_string().starts_with("damaged: "), "{error}");
            }
        }
        let taken = start.elapsed();
        assert!(taken < LONGEST, "{format:?} {round}: {taken:?}");
    }
    println!("{}: {trees} trees, {errors} errors", format.as_str());
}

macro_rules! formats {
    ($($test:ident: $format:ident, $usual:literal, $files:expr;)*) => {
        $(#[test]
        fn $test() {
            survive(Format::$format, &$files, $usual);
        })*
    };
}

formats! {
    damaged_text: Plain, 3000, ["short/short-gb18030.txt", "short/short.md"];
    damaged_markdown: Markdown, 3000, ["short/short.md", "ledger/ledger.md"];
    damaged_html: Html, 2000, ["short/short.html", "ledger/ledger.html"];
    damaged_docx: Docx, 2000, ["short/short.docx", "parts/parts.docx", "numbered/numbered.docx"];
    damaged_odt: Odt, 2000, ["short/short.odt", "numbered/numbered.odt"];
    damaged_doc: Doc, 2000, ["short/short.doc", "numbered/numbered.doc"];
    damaged_wps: Wps, 500, ["short/short.wps"];
    damaged_rtf: Rtf, 2000, ["short/short-cp936.rtf", "short/short.rtf"];
    damaged_pdf: Pdf, 1000, ["short/short.pdf"];
    damaged_ofd: Ofd, 2000, ["short/short.ofd", "audit/audit.ofd"];
    damaged_xlsx: Xlsx, 1000, ["short/short.xlsx"];
    damaged_csv: Csv, 2000, ["short/short.csv", "ledger/ledger.csv"];
}
