//! OpenDocument texts, made on the spot.

mod support;

use gongwen::block::{BlockKind, Break, Document, LeftOutReason};
use gongwen_read::{Error, Options, read_bytes};
use support::{cells, kinds, left_out, lines, package, read, withstands};

const MANIFEST: &str = "<manifest:manifest xmlns:manifest=\"m\"><manifest:file-entry/></manifest:manifest>";
const STYLES: &str = r#"<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:fo="f" xmlns:text="t"><office:styles>
    <style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt" style:font-size-asian="16pt"/></style:default-style>
    <style:style style:name="Standard" style:family="paragraph"/>
    <style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
    <style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-indent="32pt"/></style:style>
    <style:style style:name="Numbered" style:family="paragraph" style:list-style-name="L2"/>
    <text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:outline-style>
    <text:list-style style:name="L1">
      <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
      <text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." loext:num-list-format="（%2%）"/>
      <text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:start-value="3"/>
      <text:list-level-style-number text:level="4" style:num-format="1" text:display-levels="2"><style:list-level-properties>
        <style:list-level-label-alignment text:label-followed-by="space"/></style:list-level-properties></text:list-level-style-number>
    </text:list-style>
    <text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="①, ②, ③, ..."/></text:list-style>
    <text:list-style style:name="L3"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
    </office:styles><office:automatic-styles><style:style style:name="T1" style:family="text"/></office:automatic-styles>
    <office:master-styles><style:master-page><style:header><text:p>内部资料</text:p></style:header>
      <style:footer><text:p>— <text:page-number>1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
    </office:document-styles>"#;
const OWN: &str = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
    <style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="P1" style:family="paragraph" style:list-style-name=""/>"#;

fn content(body: &str) -> String {
    format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:dc="c" xmlns:xml="x">
        <office:automatic-styles>{OWN}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

fn document(body: &str) -> Document {
    let parts =
        [("content.xml", &*content(body)), ("styles.xml", STYLES), ("META-INF/manifest.xml", MANIFEST)];
    read(package(&parts), "a.odt")
}

fn list(attributes: &str, content: &str) -> String {
    format!("<text:list {attributes}>{content}</text:list>")
}

fn item(content: &str) -> String {
    format!("<text:list-item>{content}</text:list-item>")
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

#[test]
fn lists_show_their_numbers() {
    let one = r#"text:style-name="L1""#;
    let on = r#"text:style-name="L1" text:continue-numbering="true""#;
    let body = [
        list(
            one,
            &item(&[p("组织"), p("同项"), list("", &[item(&p("学习")), item(&p("责任"))].concat())].concat()),
        ),
        p("正文"),
        // An item that holds a list alone is none of its own level.
        list(on, &item(&list("", &item(&[p("分工"), list("", &item(&p("制度")))].concat())))),
        list(on, &item(&p("整改"))),
        list(
            one,
            &[item(&p("另起")), "<text:list-header><text:p>无号</text:p></text:list-header>".to_owned()]
                .concat(),
        ),
        list(on, &format!("<text:list-item text:start-value=\"9\">{}</text:list-item>", p("从九起"))),
    ];
    let document = document(&body.concat());
    assert_eq!(
        lines(&document),
        [
            "一、组织",
            "同项",
            "（一）学习",
            "（二）责任",
            "正文",
            "（三）分工",
            "3.制度",
            "二、整改",
            "一、另起",
            "无号",
            "九、从九起"
        ]
    );
}

#[test]
fn lists_go_on_by_name_and_styles_bring_lists() {
    let body = [
        list(r#"xml:id="a" text:style-name="L2""#, &item(&p("甲"))),
        list(r#"text:style-name="L2""#, &item(&p("乙"))),
        list(r#"text:style-name="L2" text:continue-list="a""#, &item(&p("丙"))),
        list("", &item(r#"<text:p text:style-name="Numbered">丁</text:p>"#)),
        list(r#"text:style-name="L3""#, &item(&p("戊"))),
    ];
    let document = document(&body.concat());
    assert_eq!(lines(&document), ["①甲", "①乙", "②丙", "①丁", "戊"]);
    assert_eq!(kinds(&document)[4], BlockKind::Item);
}

#[test]
fn levels_are_shown_together_where_a_list_says_so() {
    let deep = list("", &item(&list("", &item(&list("", &[item(&p("甲")), item(&p("乙"))].concat())))));
    let document = document(&list(r#"text:style-name="L1""#, &item(&deep)));
    assert_eq!(lines(&document), ["3.1 甲", "3.2 乙"]);
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let heading =
        |text: &str, style: &str| format!("<text:h text:outline-level=\"1\"{style}>{text}</text:h>");
    let body = [
        "<text:p text:style-name=\"Title\">通报</text:p>".to_owned(),
        heading("组织", ""),
        heading("附", " text:style-name=\"P1\""),
        heading("整改", ""),
        "<text:h text:outline-level=\"2\">下级</text:h>".to_owned(),
        "<text:p text:style-name=\"Body\">正文</text:p>".to_owned(),
    ];
    let document = document(&body.concat());
    assert_eq!(lines(&document), ["通报", "一、组织", "附", "二、整改", "下级", "正文"]);
    assert_eq!(kinds(&document)[..2], [BlockKind::Heading(1), BlockKind::Heading(1)]);
    assert_eq!(kinds(&document)[4], BlockKind::Heading(2));
    assert!(document.blocks[0].centred);
    assert_eq!(document.blocks[5].indent, 4);
}

#[test]
fn white_space_is_as_the_format_has_it() {
    let document = document(
        "<text:p>\n  整改 \n <text:span text:style-name=\"T2\">隐藏</text:span> 情况<text:s text:c=\"2\"/>完成<text:soft-page-break/>率\
         <text:line-break/>第二行&amp;</text:p>",
    );
    assert_eq!(lines(&document), ["整改  情况  完成率", "第二行&"]);
    assert_eq!(document.blocks[1].break_before, Break::Line);
    assert_eq!(left_out(&document, LeftOutReason::Hidden), ["隐藏"]);
}

#[test]
fn notes_boxes_comments_and_changes_have_their_places() {
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注。</text:p></text:note-body></text:note>";
    let comment = "<office:annotation><dc:creator>人</dc:creator><dc:date>2026</dc:date><text:p>请核</text:p><text:p>实</text:p></office:annotation>";
    let boxed = "<draw:frame><draw:text-box><text:p>框中</text:p></draw:text-box><svg:title>图</svg:title></draw:frame>";
    let deleted = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>人</dc:creator>\
        </office:change-info><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    let bold = "<text:span text:style-name=\"T1\">整改情况：</text:span>";
    let body = format!(
        "{deleted}<text:p>{bold}巡察组{note}反馈{comment}了<text:change/>意见{boxed}。</text:p><text:p>后</text:p>"
    );
    let document = document(&body);
    assert_eq!(lines(&document), ["整改情况：巡察组反馈了意见。", "框中", "后", "脚注。"]);
    assert_eq!(document.blocks[0].bold, "整改情况：".len());
    assert_eq!(left_out(&document, LeftOutReason::Comment), ["请核\n实"]);
    assert_eq!(left_out(&document, LeftOutReason::Deleted), ["删去"]);
    assert_eq!(left_out(&document, LeftOutReason::RunningHead), ["内部资料"]);
    assert_eq!(left_out(&document, LeftOutReason::PageNumber), ["— 1 —"]);
}

#[test]
fn cells_have_their_place_in_the_grid() {
    let cell = |attributes: &str, content: &str| {
        format!("<table:table-cell {attributes}>{content}</table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let nested =
        format!("<table:table>{}</table:table>", row(&[&cell("", &p("城区")), &cell("", &p("18处"))]));
    let table = [
        format!(
            "<table:table-header-rows>{}</table:table-header-rows>",
            row(&[
                &cell("table:number-rows-spanned=\"2\"", &p("甲")),
                &cell("table:number-columns-spanned=\"2\"", &p("乙")),
                covered
            ])
        ),
        row(&[covered, &cell("table:number-columns-repeated=\"4294967295\"", ""), &cell("", &p("丙"))]),
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>".to_owned(),
        row(&[&cell("", &[p("核查"), nested].concat())]),
    ];
    let document = document(&format!("<table:table>{}</table:table>", table.concat()));
    assert_eq!(
        cells(&document),
        [
            ("甲", [0, 0, 2, 1]),
            ("乙", [0, 1, 1, 2]),
            ("丙", [1, 16_384, 1, 1]),
            ("核查", [5, 0, 1, 1]),
            ("城区 18处", [5, 0, 1, 1]),
        ]
    );
}

#[test]
fn a_password_is_told() {
    let manifest = MANIFEST.replace(
        "<manifest:file-entry/>",
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
    );
    let parts = [("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", manifest.as_str())];
    let result = read_bytes(package(&parts), "a.odt", &Options::default());
    assert!(matches!(result, Err(Error::Encrypted { .. })), "{result:?}");
}

#[test]
fn damage_gives_a_document_or_an_error() {
    let body = [
        list(r#"text:style-name="L1""#, &item(&[p("组织"), list("", &item(&p("学习")))].concat())),
        "<table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\"><text:p>甲</text:p></table:table-cell></table:table-row></table:table>".to_owned(),
        "<text:p>前<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note><text:s text:c=\"99999999\"/></text:p>".to_owned(),
    ];
    let body = content(&body.concat());
    withstands(
        &[("content.xml", &body), ("styles.xml", STYLES), ("META-INF/manifest.xml", MANIFEST)],
        "a.odt",
    );
}
