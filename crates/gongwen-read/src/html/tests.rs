//! Pages as a whole: what of them is text, what is said of it, what is left out.

use gongwen::block::{BlockKind, Break, Document, EncodingReason, LeftOutReason};

use super::read;
use crate::Limits;
use crate::limits::Budget;

fn page(html: impl Into<Vec<u8>>) -> Document {
    read(html.into(), None, &mut Budget::new(&Limits::default())).expect("a page")
}

/// The blocks, each behind a sign of what it is: `#` a heading, `@` of the page, `-` an item, `|` a cell, `+` a line
/// that goes on.
fn blocks(document: &Document) -> Vec<String> {
    let shown = document.blocks.iter().map(|block| {
        let sign = match block.kind {
            BlockKind::Heading(depth) => "#".repeat(depth.into()),
            BlockKind::Metadata => "@".to_owned(),
            BlockKind::Item => "-".to_owned(),
            BlockKind::Cell(cell) => format!("|{}.{}", cell.row, cell.column),
            _ => String::new(),
        };
        let goes_on = if block.break_before == Break::Line { "+" } else { "" };
        format!("{goes_on}{sign}{}", &document.text[block.span.range()])
    });
    shown.collect()
}

fn left_out(document: &Document, reason: LeftOutReason) -> String {
    let found = document.left_out.iter().filter(|left| left.reason == reason).map(|left| left.text.as_str());
    found.collect::<Vec<_>>().join("\n")
}

const TITLE: &str = "中共某县水务局党组关于巡察整改情况的通报";
const LEAD: &str = "根据县委统一部署，县委第五巡察组对县水务局党组开展了常规巡察，现将整改情况通报如下。";

fn article(body: &str) -> Document {
    page(format!(
        "<title>{TITLE}_某县人民政府</title><body><h1>{TITLE}</h1><div id=zoom><p>{LEAD}</p>{body}</div>"
    ))
}

/// The blocks of the body, behind title and lead.
fn body(html: &str) -> Vec<String> {
    let shown = blocks(&article(html));
    assert_eq!(shown[..2], [format!("#{TITLE}"), LEAD.to_owned()]);
    shown[2..].to_vec()
}

#[test]
fn inline_elements_break_no_words() {
    assert_eq!(
        body("<p><span>召开会议</span><span lang=EN-US>2<o:p></o:p></span>\n<b>1</b>次<st1:x>。</st1:x></p>"),
        ["召开会议2 1次。"]
    );
    assert_eq!(body("<p>一、<b>工作</b>\n  <font>情况</font></p>"), ["一、工作情况"]);
}

#[test]
fn unclosed_and_upper_case_tags_are_read_as_browsers_do() {
    assert_eq!(
        body("<P>一、工作情况<P><B>二、<U>整改</B>情况</U><TABLE><TR><TD>三、打算</TABLE>"),
        ["一、工作情况", "二、整改情况", "三、打算"]
    );
}

#[test]
fn what_is_not_shown_is_told_or_nothing() {
    let document = article(
        "<script>document.write('<p>一、假的</p>')</script><!--[if gte mso 9]><p>二、假的</p><![endif]-->\
         <noscript>三、假的</noscript><template><p>四、假的</p></template><style>p{}</style>\
         <p style='DISPLAY: none'>五、假的</p><p hidden>六、假的<br>吗</p>",
    );
    assert_eq!(blocks(&document).len(), 2);
    assert_eq!(left_out(&document, LeftOutReason::Hidden), "五、假的\n六、假的\n吗");
    assert!(!format!("{:?}", document.left_out).contains("一、"));
}

#[test]
fn what_style_sheets_hide_is_hidden() {
    let document = page(format!(
        "<style>/* */ .tip, #pop {{ display:none }}</style><div id=zoom><p>{LEAD}</p><p class='a tip'>假的</p></div>"
    ));
    assert_eq!(blocks(&document), [LEAD]);
    assert_eq!(left_out(&document, LeftOutReason::Hidden), "假的");
}

#[test]
fn a_page_that_is_all_hidden_is_shown_by_a_script() {
    let text = LEAD.repeat(8);
    let document =
        page(format!("<body><p>首页</p><div style='display:none'><p>{text}</p><p>{text}</p></div>"));
    assert_eq!(blocks(&document), [text.as_str(), text.as_str()]);
}

#[test]
fn lines_of_breaks_are_paragraphs() {
    assert_eq!(
        body(
            "一、工作情况<br>　　召开会议，<br>研究整改<br>1.关于问题<br><br>整改情况：完成。<br/>某县水务局<br>2025年7月4日"
        ),
        [
            "一、工作情况",
            "召开会议，",
            "+研究整改",
            "1.关于问题",
            "整改情况：完成。",
            "某县水务局",
            "+2025年7月4日"
        ]
    );
}

#[test]
fn a_title_over_two_lines_is_one_heading() {
    let document = page(format!(
        "<div class=bt>中共某县水务局党组<br>关于巡察整改情况的通报</div><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"
    ));
    assert_eq!(blocks(&document)[..2], ["#中共某县水务局党组", "+#关于巡察整改情况的通报"]);
}

#[test]
fn a_title_that_the_text_repeats_is_put_down_once() {
    let document = article(&format!("<p>一、{LEAD}</p>"));
    assert_eq!(document.text.matches(TITLE).count(), 1);
    let document = page(format!(
        "<h1>{TITLE}</h1><div id=zoom><p align=center>中共某县水务局党组</p><p align=center>关于巡察整改情况的通报</p><p>{LEAD}</p></div>"
    ));
    assert_eq!(blocks(&document), ["中共某县水务局党组", "关于巡察整改情况的通报", LEAD]);
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), TITLE);
}

#[test]
fn a_title_in_the_head_alone_is_taken_from_there() {
    let document =
        page(format!("<title>{TITLE}_某县人民政府</title><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"));
    assert_eq!(blocks(&document)[0], format!("#{TITLE}"));
    assert_eq!(document.blocks[0].origin.element.as_deref(), Some("head/title"));
    let document =
        page(format!("<title>某县人民政府</title><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"));
    assert_eq!(blocks(&document)[0], LEAD);
}

#[test]
fn head_tables_become_pairs_in_either_layout() {
    for table in [
        "<tr><td>索 引 号：</td><td>0073/2025</td><td><b>文&nbsp;&nbsp;号</b></td><td>澜水党〔2025〕11号</td></tr>",
        "<tr><td>索引号</td><td>文号</td></tr><tr><td>0073/2025</td><td>澜水党〔2025〕11号</td></tr>",
        "<tr><td>索引号：0073/2025</td><td>文号：</td><td>澜水党〔2025〕11号</td></tr><tr><td>主题词：</td></tr>",
    ] {
        let document = page(format!(
            "<table>{table}</table><h1>{TITLE}</h1><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"
        ));
        let shown = blocks(&document);
        assert_eq!(shown[..2], ["@索引号：0073/2025", "@文号：澜水党〔2025〕11号"], "{table}");
        assert!(shown.contains(&format!("#{TITLE}")), "{table}");
    }
}

#[test]
fn head_lists_become_pairs() {
    let list = "<ul><li><span>索引号：</span>0073/2025</li><li>发文字号： 澜水党〔2025〕11号</li></ul>\
                <dl><dt>发布机构：</dt><dd>县水务局</dd></dl>";
    let document = page(format!("{list}<h1>{TITLE}</h1><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"));
    assert_eq!(
        blocks(&document)[..3],
        ["@索引号：0073/2025", "@发文字号：澜水党〔2025〕11号", "@发布机构：县水务局"]
    );
}

#[test]
fn the_line_under_the_title_is_taken_apart() {
    let document = page(format!(
        "<h1>{TITLE}</h1><div><span>来源：县水务局</span><span>发布时间：2025-07-08 10:21</span><span>阅读：<b>9</b>次</span>\
         <a href=#>打印</a></div><div id=zoom><p>{LEAD}</p><p>一、情况</p></div>"
    ));
    assert_eq!(blocks(&document)[1..3], ["@来源：县水务局", "@发布时间：2025-07-08 10:21"]);
    assert_eq!(left_out(&document, LeftOutReason::Tools), "阅读：9次打印");
}

#[test]
fn what_stands_round_the_text_is_left_out_with_its_reason() {
    let document = page(format!(
        "<ul><li><a href=/>首页</a><li><a href=/a>政务公开</a></ul><p>当前位置：<a href=/>首页</a></p>\
         <div><h1>{TITLE}</h1><div class=x1><p>{LEAD}</p><p>一、情况</p><p>二、打算。</p></div>\
         <div><a href=javascript:print()>【打印】</a><a href=#>【关闭】</a></div>\
         <div><p>上一篇：<a href=1>某局通报</a></p></div>\
         <div><h3>相关链接</h3><ul><li><a href=2>某镇关于巡察整改情况的通报</a></ul></div></div>\
         <div>主办单位：某县人民政府<br>联系电话：0738-5510000 湘ICP备05009999号</div>"
    ));
    assert_eq!(blocks(&document), [&format!("#{TITLE}"), LEAD, "一、情况", "二、打算。"]);
    assert_eq!(left_out(&document, LeftOutReason::Navigation), "首页\n政务公开\n当前位置：首页");
    assert_eq!(left_out(&document, LeftOutReason::Tools), "【打印】【关闭】");
    assert_eq!(
        left_out(&document, LeftOutReason::Related),
        "上一篇：某局通报\n相关链接\n某镇关于巡察整改情况的通报"
    );
    assert_eq!(
        left_out(&document, LeftOutReason::Footer),
        "主办单位：某县人民政府\n联系电话：0738-5510000 湘ICP备05009999号"
    );
}

#[test]
fn signature_and_attachments_behind_the_text_belong_to_it() {
    let document = page(format!(
        "<div><h1>{TITLE}</h1><div id=zoom><p>{LEAD}</p><p>一、情况</p></div><div>附件：<a href=a.doc>1.整改清单.doc</a></div>\
         <div align=right>中共某县水务局党组<br>2025年7月4日</div><div class=share>分享到：微信</div><p>责任编辑：王某</p></div>"
    ));
    assert_eq!(blocks(&document)[3..], ["附件：1.整改清单.doc", "中共某县水务局党组", "+2025年7月4日"]);
}

#[test]
fn a_box_of_files_that_the_text_names_is_left_out() {
    let files = "<div><h4>附件下载：</h4><ul><li><a href=a.xls>整改清单.xls</a>（下载次数：3）</ul></div>";
    let with = |text: &str| {
        page(format!("<div><h1>{TITLE}</h1><div id=zoom><p>{LEAD}</p><p>{text}</p></div>{files}</div>"))
    };
    assert_eq!(blocks(&with("附件：1.整改清单")).len(), 3);
    assert_eq!(blocks(&with("一、情况"))[3..], ["####附件下载：", "-整改清单.xls（下载次数：3）"]);
}

#[test]
fn numbers_of_lists_are_rendered() {
    assert_eq!(
        body(
            "<ol start=3><li>工作<li value=7>整改<ol type=a><li>措施</ol></ol><ul><li>其他</ul><ol><li>1.自带</ol>\
              <ol style='list-style:none'><li>没有</ol>"
        ),
        ["3.工作", "7.整改", "a.措施", "-其他", "1.自带", "没有"]
    );
}

#[test]
fn cells_stand_on_the_grid() {
    let rows =
        "<tr><th>序号<th>问题<th>措施<tr><td rowspan=2>1<td>甲<td>一是。<p>二是。<tr><td colspan=1000000>乙";
    let document = article(&format!("<table border=1>{rows}</table>"));
    assert_eq!(
        blocks(&document)[2..],
        ["|0.0序号", "|0.1问题", "|0.2措施", "|1.01", "|1.1甲", "|1.2一是。", "|1.2二是。", "|2.1乙"]
    );
    let BlockKind::Cell(cell) = document.blocks[document.blocks.len() - 1].kind else { panic!("a cell") };
    assert_eq!((cell.rows, cell.columns), (1, 2));
}

#[test]
fn tables_of_layout_are_looked_through() {
    let text = LEAD.repeat(9);
    let document = page(format!(
        "<table><tr><td><a href=1>菜单</a><td>\n<table><tr><td><h1>{TITLE}</h1><tr><td><p>{text}<p>一、情况</table><tr><td>a<td>b</table>"
    ));
    assert_eq!(blocks(&document), [&format!("#{TITLE}"), &text, "一、情况"]);
}

#[test]
fn places_are_told_from_the_nearest_id() {
    let document = article("<div><p>一、情况</p><p>二、打算</p></div>");
    let places: Vec<_> =
        document.blocks.iter().map(|block| block.origin.element.clone().expect("one")).collect();
    assert_eq!(places, ["body/h1[1]", "#zoom/p[1]", "#zoom/div[1]/p[1]", "#zoom/div[1]/p[2]"]);
}

#[test]
fn looks_are_told() {
    let document = article(
        "<p style='text-indent:2em;text-align:center'><strong>一、</strong>情况</p><p>　　<b>二、打算</b></p>",
    );
    let blocks = &document.blocks[2..];
    assert_eq!((blocks[0].bold, blocks[0].indent, blocks[0].centred), (6, 4, true));
    assert_eq!((blocks[1].bold, blocks[1].indent, blocks[1].centred), (12, 4, false));
}

#[test]
fn encodings_are_told_apart() {
    let gbk = |html: &str| encoding_rs::GBK.encode(html).0.into_owned();
    let html = format!("<p>{LEAD}</p><p>一、情况</p>");
    let told = |bytes: Vec<u8>| {
        let document = page(bytes);
        assert_eq!(blocks(&document), [LEAD, "一、情况"]);
        let encoding = document.encoding.expect("one");
        (encoding.name, encoding.reason)
    };
    let name = |name: &str, reason| (name.to_owned(), reason);
    assert_eq!(told(gbk(&html)), name("gb18030", EncodingReason::Valid));
    let declared = format!("<meta charset=gb2312>{html}");
    assert_eq!(told(gbk(&declared)), name("gb18030", EncodingReason::Declared));
    assert_eq!(told(declared.clone().into_bytes()), name("UTF-8", EncodingReason::Valid));
    assert_eq!(
        told(format!("\u{feff}{declared}").into_bytes()),
        name("UTF-8", EncodingReason::ByteOrderMark)
    );
    assert_eq!(told(gbk(&format!("<meta charset=utf-8>{html}"))), name("gb18030", EncodingReason::Valid));
}

#[test]
fn a_page_without_text_says_so() {
    for html in ["", "<html>", "<frameset><frame src=a></frameset>", "<!-- a -->"] {
        let document = page(html);
        assert!(document.blocks.is_empty());
        assert_eq!(document.diagnostics.len(), 1);
    }
}
