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

/// What a file cannot say as its source does, and why.
struct Allowed {
    file: &'static str,
    /// The paths under which it may say something else.
    paths: &'static [&'static str],
    /// Whether white space may differ: where a line ends, no page says whether a space stood there.
    spaces: bool,
    /// Why the paths are allowed.
    _because: &'static str,
}

const ALLOWED: &[Allowed] = &[
    Allowed {
        file: "seed.html",
        paths: &[".header"],
        spaces: false,
        _because: "文号 stands in the head of the page",
    },
    Allowed {
        file: "ledger.html",
        paths: &[".header"],
        spaces: false,
        _because: "文号 stands in the head of the page",
    },
    Allowed {
        file: "ledger.xlsx",
        paths: &[".attachments"],
        spaces: false,
        _because: "it has a second sheet",
    },
    Allowed { file: "seed.pdf", paths: &[], spaces: true, _because: "lines end at spaces" },
    Allowed { file: "seed-cid.pdf", paths: &[], spaces: true, _because: "lines end at spaces" },
    Allowed { file: "seed-truetype.pdf", paths: &[], spaces: true, _because: "lines end at spaces" },
    Allowed { file: "seed.ofd", paths: &[], spaces: true, _because: "lines end at spaces" },
    Allowed {
        file: "ledger.pdf",
        paths: &[".body[2].children[0].children", ".facts.dates[5].node"],
        spaces: true,
        _because: "the paragraphs 建设管理科 and 机关纪委 of one cell look as two lines of one do",
    },
];

/// Where two parses first say something else that is not allowed.
fn difference(expected: &Value, found: &Value, at: &str, allowed: Option<&Allowed>) -> Option<String> {
    if allowed.is_some_and(|allowed| allowed.paths.iter().any(|path| at.starts_with(path))) {
        return None;
    }
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => a.iter().find_map(|(key, value)| {
            difference(value, b.get(key).unwrap_or(&Value::Null), &format!("{at}.{key}"), allowed)
        }),
        (Value::Array(a), Value::Array(b)) => {
            let each = a.iter().zip(b).enumerate();
            each.map(|(index, (a, b))| difference(a, b, &format!("{at}[{index}]"), allowed))
                .find_map(|found| found)
                .or_else(|| {
                    (a.len() != b.len()).then(|| format!("{at}: {} expected, {} found", a.len(), b.len()))
                })
        }
        (Value::String(a), Value::String(b)) if allowed.is_some_and(|allowed| allowed.spaces) => {
            (squeezed(a) != squeezed(b)).then(|| format!("{at}: expected {a}, found {b}"))
        }
        _ if expected == found => None,
        _ => Some(format!("{at}: expected {expected}, found {found}")),
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Checks files of one folder against a source.
fn same(source: &Path, folder: &str, files: &[&str]) {
    let expected = said(source);
    let mut failed = Vec::new();
    for file in files {
        let allowed = ALLOWED.iter().find(|allowed| allowed.file == *file);
        let found = difference(&expected, &said(&formats().join(folder).join(file)), "", allowed);
        failed.extend(found.map(|found| format!("{file}{found}")));
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
    // The rules know simplified characters; what Big5 must give is the text.
    let words = |file: &str| squeezed(parsed(&folder.join(file)).source()).replace('#', "");
    assert_eq!(words("audit-big5.txt"), words("audit-big5.md"));
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
        ],
    );
    // Its last heading has no number: where no style says what it is, it is a paragraph.
    same(&folder.join("numbered-gb18030.txt"), "numbered", &["numbered.pdf"]);
    let folder = formats().join("number-formats");
    same(&folder.join("number-formats.md"), "number-formats", &["number-formats.docx"]);
    // 䶮 has four bytes in GB18030 and none in GBK.
    let text = parsed(&folder.join("number-formats-gb18030.txt"));
    assert!(
        text.source().contains('䶮') && text.encoding().is_some_and(|encoding| encoding.name == "gb18030")
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
        ],
    );
    // The table alone: its sections with all that is below them.
    let sections = |file: &str| {
        let mut body = said(&folder.join(file))["body"].take();
        body.as_array_mut().expect("nodes").retain(|node| node["type"] == "section");
        body
    };
    for file in ["ledger.csv", "ledger-gb18030.csv"] {
        assert_eq!(difference(&sections("ledger.md"), &sections(file), file, None), None);
    }
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
