//! Automatic numbers.

use gongwen::block::BlockKind;

use crate::support::{kinds, lines, package, read};
use crate::{NUMBERING, STYLES, bytes, document, listed, paragraph, styled, wrapped};

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
