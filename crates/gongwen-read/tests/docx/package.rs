//! Packages: where the body is, what is cut, what is damaged, what costs too much.

use gongwen_read::{Error, Limit, Limits, Options, read_bytes};

use crate::support::{lines, package, read, withstands};
use crate::{NUMBERING, OWN, RELATIONS, STYLES, bytes, listed, paragraph, run, styled, wrapped};

#[test]
fn other_prefixes_and_other_places_of_the_body_are_read() {
    let relations = RELATIONS.replace("word/document.xml", "/文档/main.xml");
    let body = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>"#;
    let parts = [("[Content_Types].xml", ""), ("_rels/.rels", relations.as_str()), ("文档/main.xml", body)];
    let document = read(package(&parts), "a.docx");
    assert_eq!(lines(&document), ["严格"]);
    assert_eq!(document.blocks[0].origin.part.as_deref(), Some("文档/main.xml"));
}

#[test]
fn a_body_that_is_cut_gives_what_was_read_and_says_so() {
    let cut = "<w:document><w:body><w:p><w:r><w:t>第一段。</w:t></w:r></w:p><w:p><w:r><w:t>第二";
    let document = read(package(&[("word/document.xml", cut)]), "a.docx");
    assert_eq!(lines(&document), ["第一段。", "第二"]);
    assert_eq!(document.diagnostics.len(), 1);
    let nothing =
        read_bytes(package(&[("word/document.xml", "<w:document><w:bo")]), "a.docx", &Options::default());
    assert!(matches!(nothing, Err(Error::Damaged { .. })), "{nothing:?}");
}

#[test]
fn a_package_that_is_cut_gives_the_parts_before_the_cut() {
    let whole = bytes(&paragraph(&run("第一段。")), &[("word/last.xml", "<x/>")]);
    let at = whole.windows(4).rposition(|four| four == b"PK\x03\x04").expect("the last part");
    let document = read(whole[..at + 10].to_vec(), "a.docx");
    assert_eq!(lines(&document), ["第一段。"]);
    assert_eq!(document.diagnostics.len(), 1);
    // Cut within the body.
    let long: String = (0..2000).map(|at| paragraph(&run(&format!("第{at}段，{}。", at * 7919)))).collect();
    let whole = bytes(&long, &[]);
    let document = read(whole[..whole.len() / 2].to_vec(), "a.docx");
    assert!(lines(&document).len() > 100 && lines(&document)[0] == "第0段，0。");
    assert_eq!(document.diagnostics.len(), 2);
}

#[test]
fn what_costs_too_much_is_refused() {
    let deep = format!("{}{}", "<w:sdt>".repeat(600), "</w:sdt>".repeat(600));
    let result = read_bytes(bytes(&deep, &[]), "a.docx", &Options::default());
    assert!(matches!(result, Err(Error::Limit { limit: Limit::Depth, .. })), "{result:?}");
    let mut options = Options { limits: Limits::default(), ..Options::default() };
    options.limits.cells = 9;
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(10));
    let result = read_bytes(bytes(&table, &[]), "a.docx", &options);
    assert!(matches!(result, Err(Error::Limit { limit: Limit::Cells, .. })), "{result:?}");
}

#[test]
fn damage_gives_a_document_or_an_error() {
    let body = wrapped(
        "document",
        &format!(
            "<w:body>{}{}{}<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>\
             <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r><w:del>{}</w:del>\
             <w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p></w:body>",
            styled("1", "组织"),
            listed(1, 2, "制度"),
            listed(2, 2, "制度"),
            paragraph(&run("表")),
            run("删"),
            paragraph(&run("框"))
        ),
    );
    withstands(
        &[
            ("word/document.xml", &body),
            ("_rels/.rels", RELATIONS),
            ("word/_rels/document.xml.rels", OWN),
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", NUMBERING),
        ],
        "a.docx",
    );
}
