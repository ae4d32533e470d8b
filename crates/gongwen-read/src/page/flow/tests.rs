use gongwen::block::{BlockKind, Break, Document, Format, LeftOutReason};

use super::super::testing::{page, set};
use super::super::{Page, Rule, Turn};
use super::lay_out;
use crate::Limits;
use crate::builder::Builder;
use crate::limits::Budget;

/// The text area of an A4 page as GB/T 9704-2012 has it: 28 characters of 16 points.
const LEFT: f32 = 74.0;
const PITCH: f32 = 29.0;

fn read(pages: Vec<Page>) -> Document {
    let mut builder = Builder::new(Format::Pdf);
    lay_out(pages, &mut builder, &mut Budget::new(&Limits::default())).unwrap();
    builder.finish()
}

/// A page of body text: lines with their indents in characters, from a base line on.
fn body(number: u32, top: f32, lines: &[(&str, f32)]) -> Page {
    let mut y = top - PITCH;
    let placed: Vec<_> = lines
        .iter()
        .map(|(text, indent)| {
            y += PITCH;
            (*text, LEFT + indent * 16.0, y)
        })
        .collect();
    page(number, 16.0, &placed)
}

fn texts(document: &Document) -> Vec<(&str, Break)> {
    document.blocks.iter().map(|block| (&document.text[block.span.range()], block.break_before)).collect()
}

fn left_out(document: &Document, reason: LeftOutReason) -> Vec<&str> {
    document.left_out.iter().filter(|out| out.reason == reason).map(|out| out.text.as_str()).collect()
}

const FULL: &str = "整改情况整改情况整改情况整改情况整改情况整改情况整改情况";
const FIRST: &str = "局党组坚持把落实巡察整改工作作为重要政治任务提高思想";

#[test]
fn lines_that_fill_the_measure_are_one_paragraph_and_an_indent_opens_the_next() {
    let document = read(vec![body(
        1,
        120.0,
        &[(FIRST, 2.0), (FULL, 0.0), ("完成。", 0.0), (FIRST, 2.0), (FULL, 0.0), ("落实。", 0.0)],
    )]);
    let whole = format!("{FIRST}{FULL}完成。");
    let second = format!("{FIRST}{FULL}落实。");
    assert_eq!(texts(&document), [(whole.as_str(), Break::Paragraph), (second.as_str(), Break::Paragraph)]);
    assert_eq!(document.blocks[0].indent, 4);
    assert_eq!(document.blocks[0].origin.page, Some(1));
    let area = document.blocks[0].origin.area.unwrap();
    assert!((area.left - 74.0).abs() < 0.1 && (area.height - (2.0 * PITCH + 16.0)).abs() < 0.2, "{area:?}");
}

#[test]
fn a_line_cut_short_by_a_number_goes_on() {
    // The number needs five characters, and found room for none of its digits.
    let short = "整改情况整改情况整改情况整改情况整改情况整改情";
    let document = read(vec![body(
        1,
        120.0,
        &[(FIRST, 2.0), (FULL, 0.0), (short, 0.0), ("1234567.89万元", 0.0), (FIRST, 2.0), (FULL, 0.0)],
    )]);
    assert_eq!(document.blocks.len(), 2, "{:?}", texts(&document));
    assert!(document.text.starts_with(&format!("{FIRST}{FULL}{short}1234567.89万元\n")));
}

#[test]
fn a_short_line_ends_its_paragraph_without_an_indent() {
    let document = read(vec![body(
        1,
        120.0,
        &[(FULL, 0.0), (FULL, 0.0), ("完成。", 0.0), (FULL, 0.0), ("落实。", 0.0)],
    )]);
    assert_eq!(document.blocks.len(), 2);
}

#[test]
fn a_sentence_runs_on_over_the_end_of_a_page() {
    let foot = |number: u32| set(&format!("— {number} —"), 280.0, 790.0, 14.0);
    let mut first = body(1, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]);
    let mut second = body(2, 120.0, &[(FULL, 0.0), ("完成。", 0.0), (FIRST, 2.0), (FULL, 0.0)]);
    first.glyphs.extend(foot(1));
    second.glyphs.extend(foot(2));
    let document = read(vec![first, second]);
    let breaks: Vec<Break> = document.blocks.iter().map(|block| block.break_before).collect();
    assert_eq!(breaks, [Break::Paragraph, Break::Page, Break::Paragraph]);
    assert_eq!(left_out(&document, LeftOutReason::PageNumber), ["— 1 —", "— 2 —"]);
    assert_eq!(document.blocks[1].origin.page, Some(2));
}

#[test]
fn a_page_that_ends_with_its_paragraph_is_not_run_on() {
    let document = read(vec![
        body(1, 120.0, &[(FIRST, 2.0), (FULL, 0.0), ("完成。", 0.0)]),
        body(2, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]),
    ]);
    assert_eq!(document.blocks[1].break_before, Break::Paragraph);
}

#[test]
fn a_title_over_two_lines_has_a_line_break() {
    let mut first = body(1, 200.0, &[(FIRST, 2.0), (FULL, 0.0), (FULL, 0.0), ("完成。", 0.0)]);
    first.glyphs.extend(set("中共某某局党组", 220.5, 110.0, 22.0));
    first.glyphs.extend(set("关于整改情况的通报", 198.5, 145.0, 22.0));
    let document = read(vec![first]);
    assert_eq!(
        texts(&document)[..2],
        [("中共某某局党组", Break::Paragraph), ("关于整改情况的通报", Break::Line)]
    );
    assert!(document.blocks[0].centred && document.blocks[1].centred);
}

#[test]
fn a_signature_and_a_date_are_paragraphs_of_their_own() {
    let document = read(vec![body(
        1,
        120.0,
        &[(FIRST, 2.0), (FULL, 0.0), ("中共某局党组", 18.0), ("2025年9月8日", 18.5)],
    )]);
    assert_eq!(document.blocks.len(), 3);
}

#[test]
fn running_heads_are_left_out_and_repeated_words_of_the_text_are_not() {
    let pages = (1..=4)
        .map(|number| {
            let mut page = body(number, 120.0, &[("本页没有问题。", 2.0), (FIRST, 2.0), (FULL, 0.0)]);
            page.glyphs.extend(set("某某县人民政府公报", 200.0, 50.0, 9.0));
            page
        })
        .collect();
    let document = read(pages);
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), ["某某县人民政府公报"; 4]);
}

#[test]
fn watermarks_are_left_out() {
    let pages = (1..=2)
        .map(|number| {
            let mut page = body(number, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]);
            let mut slanted = set("内部资料", 200.0, 400.0, 48.0);
            slanted.iter_mut().for_each(|glyph| glyph.turn = Turn::Slanted);
            let mut faint = set("样本", 200.0, 300.0, 60.0);
            faint.iter_mut().for_each(|glyph| glyph.light = true);
            page.glyphs.extend(slanted.into_iter().chain(faint));
            page
        })
        .collect();
    let document = read(pages);
    assert!(!document.text.contains('样') && !document.text.contains('内'));
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), ["样本", "样本", "内部资料", "内部资料"]);
}

#[test]
fn what_stands_beyond_the_edge_is_left_out() {
    let mut first = body(1, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]);
    first.glyphs.extend(set("裁切线", 100.0, 870.0, 9.0));
    assert_eq!(left_out(&read(vec![first]), LeftOutReason::Hidden), ["裁切线"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_read() {
    let mut lying = page(1, 16.0, &[]);
    for (row, text) in [FULL, FULL].iter().enumerate() {
        for (at, mut glyph) in set(text, 0.0, 0.0, 16.0).into_iter().enumerate() {
            (glyph.x, glyph.y) = (500.0 - row as f32 * PITCH, 100.0 + at as f32 * 16.0);
            glyph.turn = Turn::Down;
            lying.glyphs.push(glyph);
        }
    }
    let document = read(vec![lying]);
    assert_eq!(document.text, format!("{FULL}{FULL}"));
    let area = document.blocks[0].origin.area.unwrap();
    assert!(area.height > area.width, "the area is that of the page as it lies: {area:?}");
}

#[test]
fn a_note_at_the_foot_stands_behind_the_sentence_that_runs_on() {
    let mut first = body(1, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]);
    first.glyphs.extend(set("①指专项资金。", 90.0, 760.0, 9.0));
    first.rules.push(Rule { x0: 74.0, y0: 745.0, x1: 200.0, y1: 745.0 });
    let second = body(2, 120.0, &[(FULL, 0.0), ("完成。", 0.0), (FIRST, 2.0), (FULL, 0.0)]);
    let document = read(vec![first, second]);
    let breaks: Vec<_> =
        texts(&document).iter().map(|(text, how)| (text.chars().next().unwrap(), *how)).collect();
    assert_eq!(
        breaks,
        [('局', Break::Paragraph), ('整', Break::Page), ('①', Break::Paragraph), ('局', Break::Paragraph)]
    );
}

/// A table of two columns: rows of cells, with their first base line.
fn table(page: &mut Page, top: f32, rows: &[[&str; 2]]) {
    let bottom = top + rows.len() as f32 * 30.0;
    for x in [74.0, 174.0, 474.0] {
        page.rules.push(Rule { x0: x, y0: top, x1: x, y1: bottom });
    }
    for row in 0..=rows.len() {
        let y = top + row as f32 * 30.0;
        page.rules.push(Rule { x0: 74.0, y0: y, x1: 474.0, y1: y });
    }
    for (row, cells) in rows.iter().enumerate() {
        for (text, x) in cells.iter().zip([80.0, 180.0]) {
            page.glyphs.extend(set(text, x, top + 20.0 + row as f32 * 30.0, 10.5));
        }
    }
}

#[test]
fn a_table_goes_on_over_a_page_without_its_repeated_head() {
    let mut first = body(1, 120.0, &[(FIRST, 2.0), (FULL, 0.0)]);
    table(&mut first, 200.0, &[["序号", "问题"], ["1", "责任不实"]]);
    let mut second = page(2, 16.0, &[(FIRST, LEFT + 32.0, 300.0), (FULL, LEFT, 329.0)]);
    table(&mut second, 100.0, &[["序号", "问题"], ["2", "制度不全"]]);
    let document = read(vec![first, second]);
    let cells: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell(cell) => {
                Some((cell.table, cell.row, cell.column, &document.text[block.span.range()]))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        cells,
        [
            (0, 0, 0, "序号"),
            (0, 0, 1, "问题"),
            (0, 1, 0, "1"),
            (0, 1, 1, "责任不实"),
            (0, 2, 0, "2"),
            (0, 2, 1, "制度不全")
        ]
    );
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), ["序号", "问题"]);
    assert_eq!(document.blocks.len(), 8);
}
