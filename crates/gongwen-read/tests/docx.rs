//! Word files, made on the spot: what a reader of the page sees is in the text, whatever stands round it in the file.

mod support;

use gongwen::block::{BlockKind, Document};
use gongwen::block::{Break, LeftOutReason};
use gongwen_read::{Error, Limit, Limits, Options, read_bytes};
use support::{cells, kinds, left_out, lines, package, read, withstands};

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OWN: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="http://x/numbering" Target="/word/numbering.xml"/>
    <Relationship Id="r3" Type="http://x/footnotes" Target="footnotes.xml"/>
    <Relationship Id="r4" Type="http://x/comments" Target="comments.xml"/>
    <Relationship Id="r5" Type="http://x/footer" Target="footer1.xml"/>
    <Relationship Id="r6" Type="http://x/hyperlink" Target="http://example.cn/" TargetMode="External"/>
    </Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
      <w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
      <w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="1"/><w:lvlText w:val="%1-%4)"/></w:lvl>
    <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%5"/></w:lvl>
    </w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%3"/></w:lvl></w:lvlOverride></w:num>
    </w:numbering>"#;

fn wrapped(root: &str, content: &str) -> String {
    format!(r#"<w:{root} xmlns:w="w" xmlns:mc="mc" xmlns:v="v" xmlns:wps="wps">{content}</w:{root}>"#)
}

fn bytes(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = wrapped("document", &format!("<w:body>{body}</w:body>"));
    let mut parts = vec![
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", OWN),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/document.xml", &body),
    ];
    parts.extend(more);
    package(&parts)
}

fn document(body: &str) -> Document {
    read(bytes(body, &[]), "a.docx")
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, run(text))
}

fn listed(list: u32, level: u32, text: &str) -> String {
    let place = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{place}</w:pPr>{}</w:p>", run(text))
}

#[test]
fn numbers_are_shown_as_word_counts_them() {
    let body = [
        styled("1", "组织"),
        styled("2", "学习"),
        listed(1, 2, "制度"),
        listed(1, 2, "2025年培训"),
        styled("2", "责任"),
        listed(1, 2, "分工"),
        // A list of the same definition counts on, but where it starts anew.
        listed(2, 2, "从五起"),
        listed(2, 2, "从六起"),
        listed(4, 2, "带圈"),
        styled("1", "整改"),
        listed(1, 2, "没有上级"),
        listed(0, 0, "没有编号"),
    ];
    let document = document(&body.concat());
    assert_eq!(
        lines(&document),
        [
            "一、组织",
            "（一）学习",
            "1.制度",
            "2. 2025年培训",
            "（二）责任",
            "1.分工",
            "5.从五起",
            "6.从六起",
            "⑦带圈",
            "二、整改",
            "1.没有上级",
            "没有编号"
        ]
    );
    assert_eq!(kinds(&document)[..3], [BlockKind::Heading(1), BlockKind::Heading(2), BlockKind::Paragraph]);
    assert_eq!(document.blocks[0].bold, "一、组织".len());
}

#[test]
fn a_level_restarts_where_its_list_says_and_legal_numbers_are_decimal() {
    let body = [
        styled("1", "甲"),
        listed(1, 3, "一"),
        styled("2", "乙"),
        listed(1, 3, "二"),
        listed(1, 4, "法"),
        styled("1", "丙"),
        listed(1, 3, "三"),
    ];
    let document = document(&body.concat());
    assert_eq!(lines(&document)[1], "一-1)一");
    // The level above was passed over at first: it counted as if a paragraph had stood there.
    assert_eq!(lines(&document)[2..5], ["（二）乙", "一-2)二", "1.2.1 法"]);
    assert_eq!(lines(&document)[6], "二-1)三");
}

#[test]
fn text_boxes_and_notes_count_by_themselves() {
    let boxed = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", listed(1, 2, "框"));
    let body = [listed(1, 2, "甲"), paragraph(&boxed), listed(1, 2, "乙")].concat();
    let notes = wrapped("footnotes", &format!("<w:footnote>{}</w:footnote>", listed(1, 2, "注")));
    let document = read(bytes(&body, &[("word/footnotes.xml", &notes)]), "a.docx");
    assert_eq!(lines(&document), ["1.甲", "1.框", "2.乙", "1.注"]);
}

#[test]
fn a_list_may_stand_for_another_through_a_style() {
    let numbering = NUMBERING.replace(
        "</w:numbering>",
        r#"<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="l"/></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#,
    );
    let styles = STYLES.replace(
        "</w:styles>",
        r#"<w:style w:type="numbering" w:styleId="l"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#,
    );
    let body = wrapped("document", &format!("<w:body>{}</w:body>", listed(7, 0, "甲")));
    // Without relationships parts are known by their names.
    let parts = [
        ("word\\styles.xml", styles.as_str()),
        ("word\\numbering.xml", &numbering),
        ("word\\document.xml", &body),
    ];
    assert_eq!(lines(&read(package(&parts), "a.docx")), ["一、甲"]);
}

#[test]
fn a_style_with_a_number_can_lose_it_in_a_paragraph_and_a_bullet_is_no_text() {
    let none = r#"<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>附</w:t></w:r></w:p>"#;
    let document = document(&[none.to_owned(), listed(3, 0, "事项"), styled("1", "组织")].concat());
    assert_eq!(lines(&document), ["附", "事项", "一、组织"]);
    assert_eq!(kinds(&document)[1], BlockKind::Item);
}

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
