//! What stands in paragraphs and tables, and around them.

use gongwen::block::{Break, LeftOutReason};

use crate::support::{cells, left_out, lines, read};
use crate::{bytes, document, listed, paragraph, run, wrapped};

#[test]
fn characters_of_a_run_are_text_and_breaks_are_lines() {
    let document = document(&paragraph(
        r#"<w:r><w:t>整改</w:t><w:tab/><w:t xml:space="preserve"> 情况 </w:t><w:softHyphen/><w:t>
           96</w:t><w:noBreakHyphen/><w:t>98</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:br/><w:t>第二行&amp;&#x4E00;</w:t>
           <w:br w:type="page"/><w:t>第三行</w:t><w:lastRenderedPageBreak/><w:cr/></w:r>"#,
    ));
    assert_eq!(lines(&document), ["整改  情况 96\u{2011}98\u{f0fe}", "第二行&一", "第三行"]);
    let breaks: Vec<_> = document.blocks.iter().map(|block| block.break_before).collect();
    assert_eq!(breaks, [Break::Paragraph, Break::Line, Break::Line]);
}

#[test]
fn bold_is_told_for_the_start_and_styles_undo_one_another() {
    let bold = r"<w:r><w:rPr><w:b/></w:rPr><w:t>整改情况：</w:t></w:r>";
    let strong = r#"<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>强调</w:t></w:r>"#;
    let in_bold = format!(r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{strong}</w:p>"#);
    let body = [paragraph(&format!("{bold}{}{bold}", run("一是"))), paragraph(strong), in_bold];
    let document = document(&body.concat());
    let bold: Vec<_> = document.blocks.iter().map(|block| block.bold).collect();
    assert_eq!(bold, ["整改情况：".len(), "强调".len(), 0]);
}

#[test]
fn tracked_changes_read_as_accepted_and_what_is_gone_is_kept_aside() {
    let deleted = |text: &str| format!("<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let gone = |text: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", deleted(text));
    let body = [
        paragraph(&format!("{}{}<w:ins>{}</w:ins>", run("召开"), deleted("五"), run("六次会议"))),
        gone("整段删去。"),
        // The mark alone is deleted: the next paragraph continues.
        format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", run("前半句，")),
        paragraph(&run("后半句。")),
        paragraph(&format!("<w:moveFrom>{}</w:moveFrom>", run("移走"))),
        paragraph(&format!("<w:moveTo>{}</w:moveTo>", run("移来"))),
        // A deleted paragraph of a list is not counted.
        listed(1, 2, "第一"),
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>"#,
            deleted("删")
        ),
        listed(1, 2, "第二"),
    ];
    let document = document(&body.concat());
    assert_eq!(lines(&document), ["召开六次会议", "前半句，后半句。", "移来", "1.第一", "2.第二"]);
    assert_eq!(left_out(&document, LeftOutReason::Deleted), ["五", "整段删去。", "移走", "删"]);
}

#[test]
fn fields_show_their_results_and_formulas_what_they_draw() {
    let char = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let field = |text: &str, result: &str| {
        [char("begin"), instruction(text), char("separate"), run(result), char("end")].concat()
    };
    let nested =
        [char("begin"), instruction("IF "), field("PAGE", "3"), char("separate"), run("是"), char("end")];
    let body = [
        paragraph(&[run("网址："), field("HYPERLINK x", "example.cn"), run("。")].concat()),
        paragraph(&[run("结果"), nested.concat()].concat()),
        paragraph(&[char("begin"), instruction(r"eq \o\ac(○,12)"), char("end"), run("推进")].concat()),
        paragraph(&format!(r#"<w:fldSimple w:instr="NUMPAGES">{}</w:fldSimple>{}"#, run("2"), run("页"))),
        // A field that nobody closes hides no later paragraph.
        paragraph(&[char("begin"), instruction("DATE")].concat()),
        paragraph(&run("后文")),
    ];
    let document = document(&body.concat());
    assert_eq!(lines(&document), ["网址：example.cn。", "结果是", "⑫推进", "2页", "后文"]);
    assert_eq!(left_out(&document, LeftOutReason::Hidden), ["3"]);
}

#[test]
fn notes_follow_the_body_and_comments_heads_and_feet_are_left_out() {
    let notes = wrapped(
        "footnotes",
        r#"<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>脚注。</w:t></w:r></w:p></w:footnote>"#,
    );
    let comment =
        format!("<w:comment w:id=\"0\">{}{}</w:comment>", paragraph(&run("请核")), paragraph(&run("实")));
    let comments = wrapped("comments", &comment);
    let page = format!("{}<w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple>", run("— "), run("1"));
    let footer = wrapped("ftr", &[paragraph(&page), paragraph(&run("内部资料"))].concat());
    let body =
        paragraph(&format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}", run("巡察组"), run("反馈。")));
    let more = [
        ("word/footnotes.xml", notes.as_str()),
        ("word/comments.xml", comments.as_str()),
        ("word/footer1.xml", footer.as_str()),
    ];
    let document = read(bytes(&body, &more), "a.docx");
    assert_eq!(lines(&document), ["巡察组反馈。", "脚注。"]);
    assert_eq!(document.blocks[1].origin.part.as_deref(), Some("word/footnotes.xml"));
    assert_eq!(left_out(&document, LeftOutReason::Comment), ["请核\n实"]);
    assert_eq!(left_out(&document, LeftOutReason::PageNumber), ["— 1"]);
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), ["内部资料"]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_anchor() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run("框中")));
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    // A choice that says nothing leaves the word to the other.
    let other = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:drawing/></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>"
    );
    let drawn = "<w:r><w:pict><v:shape><v:textpath string=\"文件\"/></v:shape></w:pict></w:r>";
    let body = [paragraph(&[run("前"), boxed, run("后")].concat()), paragraph(&other), paragraph(drawn)];
    assert_eq!(lines(&document(&body.concat())), ["前后", "框中", "框中", "文件"]);
}

#[test]
fn hidden_text_and_readings_are_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>";
    let ruby = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>chàng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>氅</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let document =
        document(&paragraph(&[run("看见"), hidden.to_owned(), ruby.to_owned(), run("河")].concat()));
    assert_eq!(lines(&document), ["看见氅河"]);
    assert_eq!(left_out(&document, LeftOutReason::Hidden), ["隐藏chàng"]);
}

#[test]
fn cells_have_their_place_in_the_grid() {
    let cell =
        |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let text = |text: &str| paragraph(&run(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let nested = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell("", &text("城区")), cell("", &text("18处"))]),
        row(&[cell("", &text("乡镇")), cell("", &text("9处"))])
    );
    let start = r#"<w:vMerge w:val="restart"/>"#;
    let table = [
        row(&[cell(start, &text("甲")), cell(r#"<w:gridSpan w:val="2"/>"#, &text("乙"))]),
        row(&[
            cell("<w:vMerge/>", &text("盖住")),
            cell("", &text("丙")),
            cell("", &[text("丁"), text("戊")].concat()),
        ]),
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>",
            cell("", &[text("核查"), nested, paragraph("")].concat())
        ),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", &text("删去的行"))),
    ];
    let body =
        format!("<w:sdt><w:sdtPr/><w:sdtContent><w:tbl>{}</w:tbl></w:sdtContent></w:sdt>", table.concat());
    let document = document(&[body, text("后")].concat());
    assert_eq!(
        cells(&document),
        [
            ("甲", [0, 0, 2, 1]),
            ("乙", [0, 1, 1, 2]),
            ("丙", [1, 1, 1, 1]),
            ("丁", [1, 2, 1, 1]),
            ("戊", [1, 2, 1, 1]),
            ("核查", [2, 1, 1, 1]),
            ("城区 18处", [2, 1, 1, 1]),
            ("乡镇 9处", [2, 1, 1, 1]),
        ]
    );
    assert_eq!(document.blocks[2].origin.element.as_deref(), Some("tbl[1]/tr[2]/tc[2]"));
    assert_eq!(left_out(&document, LeftOutReason::Hidden), ["盖住"]);
    assert_eq!(left_out(&document, LeftOutReason::Deleted), ["删去的行"]);
    assert_eq!(lines(&document).last(), Some(&"后"));
}
