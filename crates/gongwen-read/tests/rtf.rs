//! Rich Text: what Word, WPS and others write, and what nobody should.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod mutations;

use gongwen::block::{BlockKind, Break, Document, Format, LeftOutReason};
use gongwen_read::{Error, Limit, Options, read_bytes};
use mutations::{Numbers, mutate, read_somehow};

const HEAD: &str = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'b7\'c2\'cb\'ce;}{\f1\froman\fcharset0 Times;}{\f2\fnil\fcharset136 Ming;}{\f3\fnil\fcharset2 Symbol;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s2\outlinelevel1 heading 2;}{\s7 heading 3;}}{\info{\title \'d5\'fb}{\upr{\author a}{\*\ud{\author \u25972?}}}}{\*\generator x;}";

fn read(body: &str) -> Document {
    read_raw(format!("{HEAD}{body}}}").into_bytes())
}

fn read_raw(bytes: Vec<u8>) -> Document {
    read_bytes(bytes, "a.rtf", &Options::default()).unwrap()
}

fn lines(document: &Document) -> Vec<&str> {
    document.text.lines().collect()
}

#[test]
fn bytes_are_read_by_their_font() {
    assert_eq!(read(r"\f0\'d5\'fb\'b8\'c4{\f2\'be\'e3\'a7\'ef}\f1 caf\'e9\par").text, "整改整改café");
    assert_eq!(
        read(r"\f1\'d5\'fb\'b8\'c4\par").text,
        "整改",
        "Chinese bytes in a font that says it is Western"
    );
    assert_eq!(
        read("\\f0\\'d5\\'fb\r\n\\'b8\\'c4\\par").text,
        "整改",
        "a line end of the file is none of the text"
    );
}

#[test]
fn raw_bytes_may_hold_the_marks_of_the_language() {
    // The second byte of 昞 is a backslash in GBK, those of 晎 and 晑 are braces.
    let mut bytes = HEAD.as_bytes().to_vec();
    let (text, _, _) = encoding_rs::GB18030.encode("昞晎晑整改");
    assert!(text.contains(&b'\\') && text.contains(&b'{') && text.contains(&b'}'), "{text:x?}");
    bytes.extend(&*text);
    bytes.extend(b"\\par}");
    assert_eq!(read_raw(bytes).text, "昞晎晑整改");
}

#[test]
fn unicode_goes_before_what_old_readers_show() {
    assert_eq!(read(r"\uc2\u25972\'d5\'fb\u25913\'b8\'c4x\par").text, "整改x");
    assert_eq!(read(r"\uc1\u-10174?\u-8265?\u-247?\par").text, "\u{20bb7}）");
    assert_eq!(read(r"{\uc0\u25972\u25913}\u25913?\par").text, "整改改");
}

#[test]
fn only_text_is_text() {
    let text = read(
        r"\'d5\'fb{\*\unknown no}{\pict\pngblip 8950}{\object{\*\objdata 00}{\result \'b8\'c4}}{\field{\*\fldinst HYPERLINK}{\fldrslt x}}{\*\bkmkstart a}{\bin3 }}}y\par",
    );
    assert_eq!(text.text, "整改xy");
}

#[test]
fn a_text_given_twice_is_read_once() {
    assert_eq!(read(r"{\upr{ab}{\*\ud{\u25972?\u25913?}}}\par").text, "整改");
    let shape = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard box\par}}{\shprslt{\*\do{\dptxbxtext\pard box\par}}}}";
    assert_eq!(lines(&read(&format!(r"\pard anchor{shape}\par next\par"))), ["anchor", "box", "next"]);
}

#[test]
fn numbers_are_those_that_the_writer_left() {
    let document = read(
        r"\pard{\listtext\pard\plain\f0 \'d2\'bb\'a1\'a2\tab}\ls1\b A\par{\listtext 1.1\tab}\b0 B\par{\pntext\f3\'b7\tab}C\par",
    );
    assert_eq!(lines(&document), ["一、A", "1.1 B", "C"]);
    assert_eq!(document.blocks[0].bold, "一、A".len());
    assert_eq!(document.blocks[2].kind, BlockKind::Item);
}

#[test]
fn what_a_paragraph_says_of_itself_is_kept() {
    let document = read(
        r"\pard\qc\fs44{\b T}\line U\par\pard\fs32\fi640{\b \'d5\'fb:}x\par\pard\s2 H\par\pard\s7 I\par\pard\cufi200 J\page K\par",
    );
    let blocks = &document.blocks;
    assert!(blocks[0].centred && blocks[1].break_before == Break::Line);
    assert_eq!((blocks[2].bold, blocks[2].indent), (4, 4));
    assert_eq!((blocks[3].kind, blocks[4].kind), (BlockKind::Heading(2), BlockKind::Heading(3)));
    assert_eq!((blocks[5].indent, blocks[6].break_before), (4, Break::Page));
}

#[test]
fn deleted_and_hidden_words_heads_and_comments_are_left_out() {
    let document = read(
        r"{\header\pard inside\par}{\footer\pard\emdash {\field{\*\fldinst PAGE}{\fldrslt 1}}\emdash\par}a{\deleted b}{\v c}{\*\annotation d}{\deleted\par}e{\footnote\pard note\par}\par f\par",
    );
    assert_eq!(lines(&document), ["ae", "f", "note"]);
    let left_out: Vec<_> = document.left_out.iter().map(|left| (left.reason, left.text.as_str())).collect();
    assert_eq!(
        left_out,
        [
            (LeftOutReason::Deleted, "b"),
            (LeftOutReason::Hidden, "c"),
            (LeftOutReason::RunningHead, "inside"),
            (LeftOutReason::PageNumber, "—1—"),
            (LeftOutReason::Comment, "d"),
        ]
    );
}

const TABLE: &str = r"\pard before\par\trowd\clvmgf\cellx500\cellx2000\pard\intbl a\cell b\par c\cell\row\trowd\clvmrg\cellx500\clmgf\cellx1200\clmrg\cellx2000\pard\intbl\cell d\cell\cell\row\pard after\par";

#[test]
fn cells_stand_in_a_grid_and_merged_ones_are_one() {
    let document = read(TABLE);
    assert_eq!(lines(&document), ["before", "a", "b", "c", "d", "after"]);
    let cells: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell(cell) => Some((cell.row, cell.column, cell.rows, cell.columns)),
            _ => None,
        })
        .collect();
    assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 2), (0, 1, 1, 2), (1, 1, 1, 2)]);
    assert_eq!(document.blocks[4].origin.element.as_deref(), Some("tbl[1]/tr[2]/tc[2]"));
}

#[test]
fn one_end_too_many_loses_nothing_and_is_told() {
    let document = read(r"a\par}b\par");
    assert_eq!((lines(&document), document.diagnostics.len()), (vec!["a", "b"], 1));
    let cut = read_raw(format!("{HEAD}a\\par b").into_bytes());
    assert_eq!((lines(&cut), cut.diagnostics.len()), (vec!["a", "b"], 1));
    let wrong = read(r"a\'zzb\par");
    assert_eq!((wrong.text.as_str(), wrong.diagnostics.len()), ("a\u{fffd}zzb", 1));
}

#[test]
fn what_is_no_rich_text_says_so() {
    let options = Options { format: Some(Format::Rtf), ..Options::default() };
    assert!(matches!(read_bytes(b"plain".to_vec(), "a.rtf", &options), Err(Error::Damaged { .. })));
    let deep = format!("{HEAD}{}", "{".repeat(100_000));
    let error = read_bytes(deep.into_bytes(), "a.rtf", &Options::default());
    assert!(matches!(error, Err(Error::Limit { limit: Limit::Depth, .. })));
}

#[test]
fn changed_files_give_a_document_or_an_error() {
    let body = r"\pard{\listtext\'d2\'bb\'a1\'a2\tab}\'d5\'fb\u25913?{\b x}{\footnote n\par}{\deleted y}{\field{\*\fldinst PAGE}{\fldrslt 1}}\par";
    let file = format!("{HEAD}{body}{TABLE}{{\\shp{{\\*\\shpinst{{\\shptxt z\\par}}}}}}\\par}}").into_bytes();
    let mut numbers = Numbers::new(5);
    let mut read = 0;
    for _ in 0..600 {
        read += u32::from(read_somehow(mutate(&file, &mut numbers), Format::Rtf).is_ok());
    }
    assert!(read > 500, "most of them still have text: {read}");
}
