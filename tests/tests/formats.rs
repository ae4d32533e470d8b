//! The circulars of `fixtures/formats` in every format that they are kept in: each gives the tree, the facts and the
//! ids of its source in Markdown. Only places may differ, and what a page makes undecidable, which is named here.

use std::path::{Path, PathBuf};

use gongwen::render::{Offsets, to_json};
use gongwen_read::{Options, read};
use serde_json::Value;

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").join("fixtures/formats")
}

fn parsed(path: &Path) -> gongwen::Circular<'static> {
    let document = read(path, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    let circular = gongwen::parse_document(document, &gongwen::Options::default());
    let violations = gongwen::tree::violations(&circular);
    assert!(violations.is_empty(), "{}: {violations:?}", path.display());
    gongwen_tests::check_fact_spans(&circular);
    circular
}

/// All that a parse says, but for places and for how the source was written.
fn said(path: &Path) -> Value {
    let mut document: Value =
        serde_json::from_str(&to_json(&parsed(path), Offsets::Utf8)).expect("JSON of our own");
    for apart in ["source", "markup", "repairs", "diagnostics", "parts"] {
        document[apart] = Value::Null;
    }
    without_places(&mut document);
    document
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("span");
            object.remove("spans");
            object.values_mut().for_each(without_places);
        }
        Value::Array(list) => list.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// Where two parses first say something else.
fn difference(expected: &Value, found: &Value, at: &str) -> Option<String> {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => a.iter().find_map(|(key, value)| {
            difference(value, b.get(key).unwrap_or(&Value::Null), &format!("{at}.{key}"))
        }),
        (Value::Array(a), Value::Array(b)) => {
            let each = a.iter().zip(b).enumerate();
            each.map(|(index, (a, b))| difference(a, b, &format!("{at}[{index}]")))
                .find_map(|found| found)
                .or_else(|| {
                    (a.len() != b.len()).then(|| format!("{at}: {} expected, {} found", a.len(), b.len()))
                })
        }
        _ if expected == found => None,
        _ => Some(format!("{at}: expected {expected}, found {found}")),
    }
}

/// Checks files of one folder against a source.
fn same(source: &Path, folder: &str, files: &[&str]) {
    let expected = said(source);
    let mut failed = Vec::new();
    for file in files {
        let path = formats().join(folder).join(file);
        failed.extend(difference(&expected, &said(&path), "").map(|found| format!("{file}{found}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn the_seed_is_the_same_circular_in_every_format() {
    same(
        &gongwen_tests::seed(),
        "seed",
        &[
            "seed.docx",
            "seed.doc",
            "seed.wps",
            "seed.rtf",
            "seed-cp936.rtf",
            "seed.odt",
            "seed.html",
            "seed-br.html",
            "seed-gb18030.txt",
            "seed-utf16le.txt",
            "seed-utf16be-no-bom.txt",
            "seed-utf8-bom.txt",
            "seed.pdf",
            "seed-cid.pdf",
            "seed-truetype.pdf",
            "seed.ofd",
        ],
    );
}

#[test]
fn an_audit_is_the_same_circular_in_every_format() {
    let folder = formats().join("audit");
    same(
        &folder.join("audit.md"),
        "audit",
        &["audit.docx", "audit.doc", "audit.wps", "audit.rtf", "audit-cp936.rtf", "audit.odt", "audit.pdf"],
    );
    same(&folder.join("audit-big5.md"), "audit", &["audit-big5.txt"]);
}

#[test]
fn automatic_numbers_are_those_that_a_reader_sees() {
    let folder = formats().join("numbered");
    same(
        &folder.join("numbered.md"),
        "numbered",
        &[
            "numbered.docx",
            "numbered.doc",
            "numbered.wps",
            "numbered.rtf",
            "numbered-cp936.rtf",
            "numbered.odt",
            "numbered.pdf",
            "numbered-gb18030.txt",
        ],
    );
    let folder = formats().join("number-formats");
    same(
        &folder.join("number-formats.md"),
        "number-formats",
        &["number-formats.docx", "number-formats-gb18030.txt"],
    );
}

#[test]
fn a_list_of_issues_is_the_same_in_every_table() {
    let folder = formats().join("ledger");
    same(
        &folder.join("ledger.md"),
        "ledger",
        &[
            "ledger.docx",
            "ledger.doc",
            "ledger.wps",
            "ledger.rtf",
            "ledger.odt",
            "ledger.pdf",
            "ledger.html",
            "ledger.xlsx",
            "ledger.csv",
            "ledger-gb18030.csv",
        ],
    );
}

#[test]
fn changes_and_parts_of_word_are_read_as_they_show() {
    for slug in ["changes", "parts"] {
        let source = formats().join(slug).join(format!("{slug}.md"));
        same(&source, slug, &[&format!("{slug}.docx")]);
    }
}

#[test]
fn a_scan_says_that_it_has_no_text() {
    let error = read(&formats().join("scan/scan.pdf"), &Options::default()).expect_err("pictures alone");
    assert!(error.to_string().contains("no text layer on page"), "{error}");
}
