//! Workbooks and CSV: what Excel writes, and what nobody should.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod mutations;

use std::io::{Cursor, Write as _};

use gongwen::block::{BlockKind, Document, Format, LeftOutReason};
use gongwen_read::{Error, Limit, Options, read_bytes};
use mutations::{Numbers, mutate, read_somehow};
use zip::write::SimpleFileOptions;

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>SHEETS</sheets></workbook>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.0&quot;万元&quot;"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="6"><xf numFmtId="0" fontId="0"/><xf numFmtId="10" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="0" fontId="1"><alignment horizontal="center"/></xf></cellXfs></styleSheet>"#;

/// A workbook of sheets: name, whether hidden, the XML of its cells and what stands behind them.
fn workbook(sheets: &[(&str, bool, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    let (mut listed, mut related) = (String::new(), String::new());
    for (index, (name, hidden, xml)) in sheets.iter().enumerate() {
        let number = index + 1;
        let state = if *hidden { r#" state="hidden""# } else { "" };
        listed += &format!(r#"<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>"#);
        related += &format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{xml}</worksheet>"#
        );
        add(&format!("xl/worksheets/sheet{number}.xml"), &sheet);
    }
    add("[Content_Types].xml", "<Types/>");
    add("xl/workbook.xml", &BOOK.replace("SHEETS", &listed));
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>"#
        ),
    );
    add("xl/styles.xml", STYLES);
    add("_rels/.rels", ROOT);
    archive.finish().unwrap().into_inner()
}

fn text(place: &str, style: u32, text: &str) -> String {
    format!(r#"<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn number(place: &str, style: u32, value: &str) -> String {
    format!(r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#)
}

fn row(number: u32, cells: &[String]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

fn read(bytes: Vec<u8>) -> Document {
    read_bytes(bytes, "a.xlsx", &Options::default()).unwrap()
}

fn ledger() -> String {
    let rows = [
        row(1, &[text("A1", 5, "整改台账")]),
        row(
            2,
            &[text("A2", 0, "序号"), text("B2", 0, "措施"), text("C2", 0, "完成率"), text("D2", 0, "时限")],
        ),
        row(
            3,
            &[
                number("A3", 0, "1"),
                text("B3", 0, "新建&#10;改造"),
                number("C3", 1, "0.935"),
                number("D3", 3, "45930"),
            ],
        ),
        row(4, &[text("B4", 0, "核查"), number("C4", 4, "214.7"), number("D4", 2, "45930")]),
        row(5, &[text("A5", 0, "填表人：丙")]),
    ];
    let merged = r#"<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A3:A4"/></mergeCells>"#;
    format!("<sheetData>{}</sheetData>{merged}", rows.concat())
}

#[test]
fn a_sheet_is_a_table_with_what_stands_around_it() {
    let document = read(workbook(&[("Sheet1", false, &ledger())]));
    let shown: Vec<_> = document
        .blocks
        .iter()
        .map(|block| {
            let text = &document.text[block.span.range()];
            match block.kind {
                BlockKind::Cell(cell) => format!("{},{}+{} {text}", cell.row, cell.column, cell.rows),
                _ => text.to_owned(),
            }
        })
        .collect();
    assert_eq!(
        shown,
        [
            "整改台账",
            "0,0+1 序号",
            "0,1+1 措施",
            "0,2+1 完成率",
            "0,3+1 时限",
            "1,0+2 1",
            "1,1+1 新建",
            "1,1+1 改造",
            "1,2+1 93.50%",
            "1,3+1 2025年9月30日",
            "2,1+1 核查",
            "2,2+1 214.7万元",
            "2,3+1 2025-09-30",
            "填表人：丙"
        ]
    );
    assert!(document.blocks[0].centred && document.blocks[0].bold == 12);
    assert_eq!(document.blocks[8].origin.element.as_deref(), Some("Sheet1!C3"));
}

#[test]
fn sheets_are_named_and_hidden_ones_left_out() {
    let one = format!("<sheetData>{}</sheetData>", row(1, &[text("A1", 0, "甲"), text("B1", 0, "乙")]));
    let document = read(workbook(&[("台账", false, &one), ("说明", false, &one), ("旧稿", true, &one)]));
    assert_eq!(document.text, "台账\n甲\n乙\n说明\n甲\n乙");
    assert_eq!(document.blocks[3].kind, BlockKind::Attachment);
    let tables: Vec<u32> = document
        .blocks
        .iter()
        .filter_map(|block| if let BlockKind::Cell(cell) = block.kind { Some(cell.table) } else { None })
        .collect();
    assert_eq!(tables, [0, 0, 1, 1]);
    assert!(document.left_out.iter().all(|left| left.reason == LeftOutReason::Hidden));
    assert_eq!(document.left_out.len(), 2);
}

#[test]
fn two_cells_far_apart_cost_no_more_than_two() {
    let far = format!(
        "<sheetData>{}{}</sheetData>",
        row(1, &[text("A1", 0, "甲")]),
        row(1_048_576, &[text("XFD1048576", 0, "乙"), text("XFC1048576", 0, "丙")])
    );
    let document = read_somehow(workbook(&[("Sheet1", false, &far)]), Format::Xlsx).unwrap();
    assert_eq!(document.text, "甲\n丙\n乙");
}

#[test]
fn a_workbook_stays_within_the_limits() {
    let cells: Vec<String> = (1..=50).map(|at| text(&format!("A{at}"), 0, "甲")).collect();
    let rows: Vec<String> =
        cells.iter().zip(1..).map(|(cell, at)| row(at, std::slice::from_ref(cell))).collect();
    let file = workbook(&[("Sheet1", false, &format!("<sheetData>{}</sheetData>", rows.concat()))]);
    let mut options = Options::default();
    options.limits.cells = 10;
    let error = read_bytes(file, "a.xlsx", &options);
    assert!(matches!(error, Err(Error::Limit { limit: Limit::Cells, .. })));

    let blank = " ".repeat(8 << 20);
    let bomb = workbook(&[("Sheet1", false, &format!("<sheetData>{blank}</sheetData>"))]);
    let error = read_bytes(bomb, "a.xlsx", &Options::default());
    assert!(matches!(error, Err(Error::Limit { limit: Limit::Ratio, .. })));
}

#[test]
fn a_broken_part_fails_no_workbook() {
    let whole = read(workbook(&[("Sheet1", false, &ledger())]));
    for part in ["xl/styles.xml", "xl/worksheets/sheet1.xml"] {
        let mut file = workbook(&[("Sheet1", false, &ledger())]);
        let name = file.windows(part.len()).position(|window| window == part.as_bytes()).unwrap();
        file[name + part.len() + 120] ^= 0xFF;
        let document = read(file);
        assert!(!document.diagnostics.is_empty(), "{part}");
        assert!(document.text.len() * 2 > whole.text.len() || part.contains("sheet1"), "{part}");
    }
}

#[test]
fn csv_has_encodings_and_delimiters() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("序号;措施\r\n1;\"新建，\r\n改造\"\r\n");
    let document = read_bytes(bytes.into_owned(), "a.csv", &Options::default()).unwrap();
    assert_eq!(document.text, "序号\n措施\n1\n新建，\n改造");
    assert_eq!(document.encoding.unwrap().name, "gb18030");
}

#[test]
fn changed_files_give_a_document_or_an_error() {
    let file = workbook(&[("台账", false, &ledger()), ("Sheet2", false, &ledger())]);
    let mut numbers = Numbers::new(3);
    for _ in 0..200 {
        let _ = read_somehow(mutate(&file, &mut numbers), Format::Xlsx);
    }
    // Within the parts, where no check sum stops them.
    let sheet = ledger();
    for _ in 0..300 {
        let changed = mutate(sheet.as_bytes(), &mut numbers);
        let changed = String::from_utf8_lossy(&changed);
        let _ = read_somehow(workbook(&[("Sheet1", false, &changed)]), Format::Xlsx);
    }
    let csv = "序号,措施\n1,\"新建,\n改造\"\n2,\"a\"\"b\"\n".as_bytes();
    for _ in 0..300 {
        read_somehow(mutate(csv, &mut numbers), Format::Csv).unwrap();
    }
}
