//! Damaged web pages: each gives a document or a typed error, in bounded time, and nothing that is shown is lost.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use gongwen::block::{BlockKind, Break, Document, Format};
use gongwen_read::{Limits, Options, read_bytes};

const PAGE: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8"><title>中共某县水务局党组关于巡察整改情况的通报_某县人民政府</title>
<style>.hide{display:none}</style><script>if (1 < 2) document.write("<p>一</p>");</script></head><body class="main">
<div class="nav"><ul><li><a href="/">首页</a><li><a href="/zw">政务公开</a></ul></div>
<table><tr><td>索&nbsp;引&nbsp;号</td><td>0073/2025</td><td>文　　号</td><td>澜水党〔2025〕11号</td></tr></table>
<h1>中共某县水务局党组<br>关于巡察整改情况的通报</h1>
<div>来源：县水务局 发布时间：2025-07-08 【字号：<a>大</a> <a>小</a>】</div>
<div id="zoom"><P>&nbsp;&nbsp;根据县委统一部署，县委第五巡察组开展了巡察，现将整改情况通报如下。
<p style="text-indent:2em"><b>一、<u>整改</b>情况</u></p><ol start=2 type=a><li>工作<li value=9>措施</ol>
<p>（一）召开会议<span>1</span><span>2</span>次，<br>研究整改。<br/>&#12288;&#12288;二是完成。</p>
<table border=1><thead><tr><th>序号<th>问题<th>措施</tr></thead><tr><td rowspan=2>1<td colspan=3>甲<td>一是。<p>二是。<tr><td>乙</table>
<pre>a
 b</pre><!-- 注释 --><div class="hide">摘要</div><template><p>模板</p></template></div>
<div align=right>中共某县水务局党组<br>2025年7月4日</div><p>上一篇：<a href=1>某局</a></p>
<div class="foot">主办单位：某县人民政府 湘ICP备05009999号<select><option>市水利局</select></div></body></html>"##;

struct Shift(u64);

impl Shift {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).expect("small")).expect("small")
    }
}

fn read(bytes: Vec<u8>, limits: Limits) -> Result<Document, gongwen_read::Error> {
    let options = Options { format: Some(Format::Html), limits, ..Options::default() };
    let started = Instant::now();
    let result = read_bytes(bytes, "page.html", &options);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    result
}

/// Blocks stand in order on lines of their own, and hold no line end.
fn check(document: &Document) {
    let mut done = 0;
    for block in &document.blocks {
        let range = block.span.range();
        assert!(range.start >= done && !document.text[range.clone()].contains('\n'));
        assert!(block.bold <= range.len() && block.origin.element.is_some());
        done = range.end;
    }
    assert_eq!(done, document.text.len());
}

#[test]
fn damaged_pages_are_read_all_the_same() {
    let mut shift = Shift(0x9E37_79B9_7F4A_7C15);
    for encoded in [PAGE.as_bytes().to_vec(), encoding_rs::GB18030.encode(PAGE).0.into_owned()] {
        for round in 0..300 {
            let mut bytes = encoded.clone();
            match round % 4 {
                0 => {
                    for _ in 0..=shift.next(8) {
                        let at = shift.next(bytes.len());
                        bytes[at] = u8::try_from(shift.next(256)).expect("a byte");
                    }
                }
                1 => bytes.truncate(shift.next(bytes.len())),
                2 => {
                    let (start, to) = (shift.next(bytes.len()), shift.next(bytes.len()));
                    let end = (start + shift.next(200)).min(bytes.len());
                    let slice = bytes[start..end].to_vec();
                    bytes.splice(to..to, slice.repeat(1 + shift.next(40)));
                }
                _ => {
                    let start = shift.next(bytes.len());
                    let end = (start + shift.next(60)).min(bytes.len());
                    bytes.drain(start..end);
                }
            }
            if let Ok(document) = read(bytes, Limits::default()) {
                check(&document);
            }
        }
    }
}

/// Han characters, letters and digits of a text, sorted: what must be the same wherever it was put.
fn characters(text: &str) -> String {
    let mut all: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    all.sort_unstable();
    all.into_iter().collect()
}

#[test]
fn all_that_is_shown_is_in_a_block_or_told_as_left_out() {
    let document = read(PAGE.as_bytes().to_vec(), Limits::default()).expect("a page");
    check(&document);
    let left: String = document.left_out.iter().map(|left| left.text.as_str()).collect();
    let shown = "首页政务公开索引号0073/2025文号澜水党〔2025〕11号中共某县水务局党组关于巡察整改情况的通报来源县水务局\
        发布时间2025-07-08字号大小根据县委统一部署县委第五巡察组开展了巡察现将整改情况通报如下一整改情况b工作i措施\
        一召开会议12次研究整改二是完成序号问题措施1甲一是二是乙ab摘要中共某县水务局党组2025年7月4日上一篇某局\
        主办单位某县人民政府湘ICP备05009999号市水利局";
    assert_eq!(characters(&(document.text.clone() + &left)), characters(shown));
}

#[test]
fn limits_are_kept() {
    let cells = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(100));
    let limits = Limits { cells: 50, ..Limits::default() };
    assert!(matches!(read(cells.into_bytes(), limits), Err(gongwen_read::Error::Limit { .. })));
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    assert!(matches!(read(PAGE.as_bytes().to_vec(), limits), Err(gongwen_read::Error::Limit { .. })));
}

#[test]
fn spans_that_no_table_has_cost_nothing() {
    let row = "<tr><td rowspan=1000000 colspan=1000000>a<td rowspan=0>b";
    let page = format!("<table border=1>{}</table>", row.repeat(2000));
    check(&read(page.into_bytes(), Limits::default()).expect("a page"));
}

/// A document a line a block, as `blocks.txt` beside each page keeps it.
fn shown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let kind = match block.kind {
            BlockKind::Heading(depth) => format!("heading {depth}"),
            BlockKind::Item => "item".to_owned(),
            BlockKind::Metadata => "metadata".to_owned(),
            BlockKind::Cell(cell) => {
                format!("cell {}.{} {}x{}", cell.row, cell.column, cell.rows, cell.columns)
            }
            _ => "paragraph".to_owned(),
        };
        let goes_on = if block.break_before == Break::Line { ", same paragraph" } else { "" };
        let text = &document.text[block.span.range()];
        writeln!(out, "{kind}{goes_on}: {text}").expect("a string");
    }
    for left in &document.left_out {
        writeln!(out, "left out, {}: {}", left.reason.as_str(), left.text.replace('\n', " / "))
            .expect("a string");
    }
    out
}

/// Each page of `fixtures/html` gives the blocks beside it. `UPDATE_BLOCKS=1` writes them anew.
#[test]
fn pages_give_their_blocks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/html");
    let mut pages = 0;
    for entry in folder.read_dir().expect("fixtures/html is there") {
        let folder = entry.expect("a folder").path();
        let Ok(bytes) = std::fs::read(folder.join("page.html")) else { continue };
        let document = read(bytes, Limits::default()).expect("a page");
        check(&document);
        let (blocks, shown) = (folder.join("blocks.txt"), shown(&document));
        if std::env::var_os("UPDATE_BLOCKS").is_some() {
            std::fs::write(&blocks, &shown).expect("written");
        }
        let expected = std::fs::read_to_string(&blocks).expect("blocks.txt beside it");
        assert_eq!(shown, expected.replace("\r\n", "\n"), "{}", folder.display());
        pages += 1;
    }
    assert!(pages >= 4);
}
