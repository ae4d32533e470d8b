use std::io::{Cursor, Write as _};

use super::*;
use crate::Limits;
use crate::limits::Limit;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const ENTRY: &str = r#"<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
const DOCUMENT: &str = r#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData>
<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>
<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>"#;
const FONTS: &str = r#"<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Fonts><ofd:Font ID="2" FontName="黑体"/></ofd:Fonts></ofd:Res>"#;

fn content(objects: &str) -> String {
    format!(
        r#"<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="3">{objects}</ofd:Layer></ofd:Content></ofd:Page>"#
    )
}

fn one_page(objects: &str) -> Vec<u8> {
    let content = content(objects);
    package(&[
        ("OFD.xml", ENTRY),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/PublicRes.xml", FONTS),
        ("Doc_0/Pages/Page_0/Content.xml", &content),
    ])
}

fn read_bytes(bytes: &[u8]) -> Result<Document, Fault> {
    documents(bytes, &mut Budget::new(&Limits::default())).map(|mut all| all.remove(0))
}

#[test]
fn characters_stand_where_the_offsets_say() {
    let text = r#"<ofd:TextObject ID="4" Boundary="30 40 100 6" Font="2" Size="5"><ofd:TextCode X="0" Y="4.3" DeltaX="g 3 5">整改情况</ofd:TextCode></ofd:TextObject>"#;
    let document = read_bytes(&one_page(text)).unwrap();
    assert_eq!(document.text, "整改情况");
    assert_eq!(document.blocks[0].bold, "整改情况".len());
    let origin = &document.blocks[0].origin;
    assert_eq!(origin.part.as_deref(), Some("Doc_0/Pages/Page_0/Content.xml"));
    let area = origin.area.unwrap();
    assert!((area.left - 85.0).abs() < 0.2 && (area.width - 56.7).abs() < 0.2, "{area:?}");
}

#[test]
fn pieces_leave_out_what_is_as_before_and_entities_are_text() {
    let text = r#"<ofd:TextObject ID="4" Boundary="30 40 100 16" Font="1" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="5 5 5">甲&amp;乙丙</ofd:TextCode><ofd:TextCode Y="12">丁</ofd:TextCode></ofd:TextObject>"#;
    let document = read_bytes(&one_page(text)).unwrap();
    assert_eq!(document.text.replace('\n', ""), "甲&乙丙丁");
}

#[test]
fn a_ligature_is_its_characters_in_one_place() {
    let text = r#"<ofd:TextObject ID="4" Boundary="30 40 100 6" Font="1" Size="5"><ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>77</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4" DeltaX="2.5 3">office</ofd:TextCode></ofd:TextObject>"#;
    let document = read_bytes(&one_page(text)).unwrap();
    assert!(document.text.starts_with("off"), "{}", document.text);
}

#[test]
fn an_encrypted_package_says_so() {
    let entry =
        ENTRY.replace("</ofd:DocBody>", "</ofd:DocBody><ofd:Encryptions>Encryptions.xml</ofd:Encryptions>");
    let bytes = package(&[("OFD.xml", &entry), ("Doc_0/Document.xml", DOCUMENT)]);
    assert!(matches!(read_bytes(&bytes), Err(Fault::Encrypted)));
}

#[test]
fn a_package_of_pictures_has_no_text() {
    let picture = r#"<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>"#;
    assert!(matches!(read_bytes(&one_page(picture)), Err(Fault::NoText { pages }) if pages == [1]));
}

#[test]
fn the_hidden_text_of_a_scan_is_its_text() {
    let objects = r#"<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/><ofd:TextObject ID="6" Visible="false" Boundary="30 40 100 6" Font="1" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="5">整改</ofd:TextCode></ofd:TextObject>"#;
    assert_eq!(read_bytes(&one_page(objects)).unwrap().text, "整改");
}

#[test]
fn missing_parts_are_named() {
    let missing = |parts: &[(&str, &str)]| match read_bytes(&package(parts)) {
        Err(Fault::Damaged { place, .. }) => place,
        other => format!("{other:?}"),
    };
    assert_eq!(missing(&[("x", "")]), "OFD.xml");
    assert_eq!(missing(&[("OFD.xml", ENTRY)]), "Doc_0/Document.xml");
    assert_eq!(missing(&[("OFD.xml", ENTRY), ("Doc_0/Document.xml", DOCUMENT)]), "its pages");
}

#[test]
fn cut_content_is_told() {
    let text = r#"<ofd:TextObject ID="4" Boundary="30 40 100 6" Font="2" Size="5"><ofd:TextCode X="0" Y="4.3" DeltaX="g 3 5">整改情况</ofd:TextCode></ofd:TextObject>"#;
    let content = content(text);
    let cut = &content[..content.len() - 30];
    let bytes = package(&[
        ("OFD.xml", ENTRY),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Pages/Page_0/Content.xml", cut),
    ]);
    let document = read_bytes(&bytes).unwrap();
    assert_eq!(document.text, "整改情况");
    assert!(document.diagnostics[0].message.contains("ends too early"));
}

#[test]
fn a_template_drawn_on_many_pages_stays_within_the_limits() {
    let long = "整".repeat(5000);
    let text = format!(
        r#"<ofd:TextObject ID="4" Boundary="0 0 1 1" Size="5"><ofd:TextCode X="0" Y="4">{long}</ofd:TextCode></ofd:TextObject>"#
    );
    let pages: String = (0..200).map(|_| r#"<ofd:Page ID="1" BaseLoc="Page.xml"/>"#).collect();
    let document = format!(
        r#"<ofd:Document xmlns:ofd="x"><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpl.xml"/></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"#
    );
    let page = r#"<ofd:Page xmlns:ofd="x"><ofd:Template TemplateID="9"/></ofd:Page>"#;
    let bytes = package(&[
        ("OFD.xml", ENTRY),
        ("Doc_0/Document.xml", &document),
        ("Doc_0/Page.xml", page),
        ("Doc_0/Tpl.xml", &content(&text)),
    ]);
    let limits = Limits { unpacked_bytes: 32 << 20, ..Limits::default() };
    let read = documents(&bytes, &mut Budget::new(&limits));
    assert!(matches!(read, Err(Fault::Limit(Limit::UnpackedBytes))), "{read:?}");
}

#[test]
fn several_documents_are_read_one_by_one() {
    let entry = ENTRY.replace(
        "</ofd:OFD>",
        "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    );
    let text = |text: &str| {
        content(&format!(
            r#"<ofd:TextObject ID="4" Boundary="30 40 100 6" Size="5"><ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>"#
        ))
    };
    let bytes = package(&[
        ("OFD.xml", &entry),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Pages/Page_0/Content.xml", &text("第一件")),
        ("Doc_1/Document.xml", DOCUMENT),
        ("Doc_1/Pages/Page_0/Content.xml", &text("第二件")),
    ]);
    let documents = documents(&bytes, &mut Budget::new(&Limits::default())).unwrap();
    let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    assert_eq!(texts, ["第一件", "第二件"]);
}
