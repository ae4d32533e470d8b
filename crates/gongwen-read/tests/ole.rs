//! Old Word, by files that the tests write: what Word writes and LibreOffice does not, and what nobody should.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod mutations;
mod word;

use gongwen::block::{BlockKind, Break, Document, Format, LeftOutReason};
use gongwen_read::{Error, Options, read_bytes};
use mutations::{Numbers, mutate, read_somehow};
use word::{Level, Word, compound};

fn read(word: &Word) -> Document {
    read_bytes(word.file(), "a.doc", &Options::default()).unwrap()
}

/// Properties of a paragraph in a list: its override and its level.
fn in_list(list: u8, level: u8) -> Vec<u8> {
    vec![0x0A, 0x26, level, 0x0B, 0x46, list, 0]
}

fn lines(document: &Document) -> Vec<&str> {
    document.text.lines().collect()
}

const CHINESE: [Level; 3] = [
    Level { format: 37, text: "\u{0}、", start: 1, flags: 0, restart: 0, follow: 2, style: 0x0FFF },
    Level { format: 11, text: "（\u{1}）", start: 1, flags: 0, restart: 0, follow: 2, style: 0x0FFF },
    Level { format: 0, text: "\u{2}.", start: 1, flags: 0, restart: 0, follow: 0, style: 0x0FFF },
];

#[test]
fn numbers_are_those_that_word_shows() {
    let word = Word::default()
        .lists(&[&CHINESE], &[(0, None), (0, Some(5))])
        .para("组织\r", 0, &in_list(1, 0))
        .para("思想\r", 0, &in_list(1, 1))
        .para("问题\r", 0, &in_list(1, 2))
        .para("问题\r", 0, &in_list(1, 2))
        .para("正文\r", 0, &[])
        .para("责任\r", 0, &in_list(1, 1))
        .para("问题\r", 0, &in_list(1, 2))
        .para("落实\r", 0, &in_list(1, 0))
        .para("机制\r", 0, &in_list(1, 1))
        .para("另起\r", 0, &in_list(2, 0))
        .para("续上\r", 0, &in_list(2, 0))
        .para("不编\r", 0, &[0x0B, 0x46, 0, 0]);
    assert_eq!(
        lines(&read(&word)),
        [
            "一、组织",
            "（一）思想",
            "1.问题",
            "2.问题",
            "正文",
            "（二）责任",
            "1.问题",
            "二、落实",
            "（一）机制",
            "五、另起",
            "六、续上",
            "不编"
        ]
    );
}

#[test]
fn levels_may_be_arabic_throughout_or_run_on() {
    let levels = [
        Level { format: 37, text: "第\u{0}类", follow: 0, ..Level::default() },
        Level { text: "\u{0}.\u{1}", flags: 4, follow: 0, ..Level::default() },
        Level { format: 18, text: "\u{2}", flags: 8, restart: 0, ..Level::default() },
    ];
    let word = Word::default()
        .lists(&[&levels], &[(0, None)])
        .para("制度\r", 0, &in_list(1, 0))
        .para("修订\r", 0, &in_list(1, 1))
        .para("甲\r", 0, &in_list(1, 2))
        .para("队伍\r", 0, &in_list(1, 0))
        .para("岗位\r", 0, &in_list(1, 1))
        .para("乙\r", 0, &in_list(1, 2));
    assert_eq!(lines(&read(&word)), ["第一类 制度", "1.1 修订", "①甲", "第二类 队伍", "2.1 岗位", "②乙"]);
}

#[test]
fn a_style_gives_its_paragraphs_number_and_depth() {
    let levels = [
        Level { format: 39, text: "\u{0}、", style: 1, ..Level::default() },
        Level { format: 39, text: "（\u{1}）", style: 2, ..Level::default() },
    ];
    let word = Word::default()
        .style(0, &[])
        .style(1, &[0x0B, 0x46, 1, 0])
        .style(2, &[0x0B, 0x46, 1, 0])
        .lists(&[&levels], &[(0, None)])
        .para("组织\r", 1, &[])
        .para("思想\r", 2, &[])
        .para("正文\r", 0, &[]);
    let document = read(&word);
    assert_eq!(lines(&document), ["一、组织", "（一）思想", "正文"]);
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::Heading(2), BlockKind::Paragraph]);
}

#[test]
fn bullets_are_items() {
    let word = Word::default()
        .lists(&[&[Level { format: 23, text: "\u{f0b7}", follow: 0, ..Level::default() }]], &[(0, None)])
        .para("没有编号\r", 0, &in_list(1, 0));
    let document = read(&word);
    assert_eq!((document.text.as_str(), document.blocks[0].kind), ("没有编号", BlockKind::Item));
}

#[test]
fn text_in_one_byte_and_in_two_is_one_text() {
    let mut word = Word::default().para("12345 abc \u{93}x\u{94}", 0, &[]).para("整改𠮷情况\r", 0, &[]);
    word.narrow = 13;
    assert_eq!(read(&word).text, "12345 abc “x”整改𠮷情况");
}

#[test]
fn a_fast_save_lays_properties_over_a_piece() {
    let mut word = Word::default().para("整改情况\r", 0, &[]);
    word.modifier = (0x55 << 1) | (1 << 8);
    assert_eq!(read(&word).blocks[0].bold, 12);
}

#[test]
fn deleted_and_hidden_words_are_left_out() {
    let word = Word::default()
        .para("已完成整改41条43条。", 0, &[])
        .para("\r二是约谈。批注\r", 0, &[])
        .run("41条", &[0x00, 0x08, 1])
        .run("\r二", &[0x00, 0x08, 1])
        .run("批注", &[0x3C, 0x08, 1]);
    let document = read(&word);
    assert_eq!(document.text, "已完成整改43条。是约谈。");
    let left_out: Vec<_> = document.left_out.iter().map(|left| (left.reason, left.text.as_str())).collect();
    assert_eq!(
        left_out,
        [(LeftOutReason::Deleted, "41条"), (LeftOutReason::Deleted, "二"), (LeftOutReason::Hidden, "批注")]
    );
}

#[test]
fn what_a_paragraph_says_of_itself_is_kept() {
    let word = Word::default()
        .para("整改情况：一是\r", 0, &[0x57, 0x44, 200, 0])
        .para("通报\u{b}标题\r", 0, &[0x61, 0x24, 1])
        .para("前\u{c}后\r", 0, &[])
        .run("整改情况：", &[0x35, 0x08, 1]);
    let document = read(&word);
    let blocks = &document.blocks;
    assert_eq!((blocks[0].bold, blocks[0].indent), (15, 4));
    assert!(blocks[1].centred && blocks[2].break_before == Break::Line);
    assert_eq!((blocks[4].break_before, lines(&document)[4]), (Break::Page, "后"));
}

#[test]
fn only_results_of_fields_are_shown() {
    let word = Word::default().para(
        "见\u{13}HYPERLINK \"http://a\" \u{14}网址\u{15}，\u{13}EQ \\o\\ac(○,2)\u{15}。\r",
        0,
        &[],
    );
    assert_eq!(read(&word).text, "见网址，②。");
}

/// The end of a row of cells with these edges and flags.
fn row(edges: &[i16], flags: &[u16]) -> Vec<u8> {
    let mut operand = vec![u8::try_from(flags.len()).unwrap()];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flags in flags {
        operand.extend(flags.to_le_bytes());
        operand.extend([0; 18]);
    }
    let mut properties = vec![0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6];
    properties.extend(u16::try_from(operand.len() + 1).unwrap().to_le_bytes());
    properties.extend(operand);
    properties
}

#[test]
fn cells_stand_in_a_grid_and_merged_ones_are_one() {
    let cell = [0x16, 0x24, 1];
    let word = Word::default()
        .para("台账\r", 0, &[])
        .para("序号\u{7}", 0, &cell)
        .para("措施\u{7}", 0, &cell)
        .para("\u{7}", 0, &row(&[0, 500, 2000], &[0x60, 0]))
        .para("\u{7}", 0, &cell)
        .para("一是\r", 0, &cell)
        .para("二是\u{7}", 0, &cell)
        .para("完成\u{7}", 0, &cell)
        .para("\u{7}", 0, &row(&[0, 500, 1200, 2000], &[0x20, 0, 0]))
        .para("后记\r", 0, &[]);
    let document = read(&word);
    assert_eq!(lines(&document), ["台账", "序号", "措施", "一是", "二是", "完成", "后记"]);
    let cells: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell(cell) => Some((cell.row, cell.column, cell.rows, cell.columns)),
            _ => None,
        })
        .collect();
    assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
}

#[test]
fn what_is_no_word_document_says_so() {
    let mut word = Word::default().para("整改\r", 0, &[]);
    word.encrypted = true;
    let error = |bytes: Vec<u8>| {
        let options = Options { format: Some(Format::Wps), ..Options::default() };
        read_bytes(bytes, "a.wps", &options).unwrap_err()
    };
    assert!(matches!(error(word.file()), Error::Encrypted { .. }));
    let works = error(compound(&[("MatOST", b"x"), ("CONTENTS", b"CHNKWKS")])).to_string();
    assert!(works.contains("Microsoft Works"), "{works}");
    assert!(matches!(error(b"{\\rtf1 x}".to_vec()), Error::Damaged { .. }));
    let own = read_bytes(b"\x01\xFE\x32\0\0\0\0\0WPS".to_vec(), "a.wps", &Options::default()).unwrap_err();
    assert!(matches!(own, Error::Damaged { .. }), "{own}");
    assert!(matches!(error(compound(&[("WordDocument", b"")])), Error::Damaged { .. }));
}

#[test]
fn the_name_does_not_make_a_file_old_word() {
    for (bytes, format) in [
        (b"{\\rtf1\\ansi x}".as_slice(), Format::Rtf),
        (b"<html><body><p>x</p></body></html>".as_slice(), Format::Html),
        (b"\xD5\xFB\xB8\xC4".as_slice(), Format::Plain),
    ] {
        let read = read_bytes(bytes, "a.doc", &Options::default()).unwrap();
        assert_eq!(read.format, format);
    }
}

#[test]
fn a_cut_stream_gives_what_is_left_and_says_so() {
    let word = Word::default().para(&"整改情况。\r".repeat(600), 0, &[]);
    let (stream, table) = word.streams();
    let file = compound(&[("WordDocument", &stream[..0x400 + 5000]), ("1Table", &table)]);
    let document = read_bytes(file, "a.doc", &Options::default()).unwrap();
    assert!(document.text.starts_with("整改情况。"));
    assert_eq!(document.diagnostics.len(), 1);
}

#[test]
fn a_cut_file_gives_its_main_text() {
    let file = Word::default().para(&"整改情况。\r".repeat(900), 0, &[]).file();
    let directory = file[..4096].to_vec();
    let mut moved = directory[..512].to_vec();
    moved.extend(&file[1536..8000]);
    let document = read_bytes(moved, "a.doc", &Options::default()).unwrap();
    assert!(lines(&document).len() > 400 && lines(&document)[0] == "整改情况。");
    assert_eq!(document.diagnostics.len(), 1);
}

/// A document that has everything.
fn full() -> Word {
    let cell = [0x16, 0x24, 1];
    Word::default()
        .style(0, &[])
        .style(1, &[0x61, 0x24, 1, 0x0B, 0x46, 1, 0])
        .lists(&[&CHINESE], &[(0, None), (0, Some(5))])
        .para("整改\u{b}情况\r", 1, &[])
        .para("思想\u{13}PAGE\u{14}3\u{15}𠮷\r", 0, &in_list(1, 1))
        .para("序号\u{7}", 0, &cell)
        .para("措施\u{7}", 0, &cell)
        .para("\u{7}", 0, &row(&[0, 500, 2000], &[0x60, 0]))
        .para("\u{7}", 0, &cell)
        .para("二是\u{7}", 0, &cell)
        .para("\u{7}", 0, &row(&[0, 700, 2000], &[0x20, 2]))
        .para("另起\r", 0, &in_list(2, 0))
        .run("思想", &[0x35, 0x08, 1])
        .run("二是", &[0x00, 0x08, 1])
}

#[test]
fn changed_files_give_a_document_or_an_error() {
    let file = full().file();
    let mut numbers = Numbers::new(7);
    for _ in 0..300 {
        let _ = read_somehow(mutate(&file, &mut numbers), Format::Doc);
    }
}

#[test]
fn changed_streams_give_a_document_or_an_error() {
    let (word, table) = full().streams();
    let mut numbers = Numbers::new(11);
    let mut read = 0;
    for round in 0..600 {
        let (mut word, mut table) = (word.clone(), table.clone());
        if round % 2 == 0 {
            word = mutate(&word, &mut numbers);
        } else {
            table = mutate(&table, &mut numbers);
        }
        let file = compound(&[("WordDocument", &word), ("1Table", &table)]);
        read += u32::from(read_somehow(file, Format::Doc).is_ok());
    }
    assert!(read > 200, "most of them still have text: {read}");
}
