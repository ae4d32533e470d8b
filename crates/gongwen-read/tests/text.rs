//! Encodings, and what a file is told to be.

use gongwen::block::{EncodingReason, Format};
use gongwen_read::{Error, Limit, Limits, Options, read, read_bytes};

const TEXT: &str = "中共某局党组关于巡察整改情况的通报\n\n一、工作情况\n\n召开会议12次，排查问题143个，整改完成率达到99%。\n";

fn decoded(bytes: &[u8], options: &Options) -> (String, String, EncodingReason, usize) {
    let document = read_bytes(bytes.to_vec(), "a.txt", options).expect("text");
    let encoding = document.encoding.expect("text has an encoding");
    (document.text, encoding.name, encoding.reason, encoding.replaced)
}

#[test]
fn every_encoding_is_told_with_its_reason() {
    let gb = encoding_rs::GB18030.encode(TEXT).0;
    let big5_text = "中共某局黨組關於巡察整改情況的通報\n\n一、工作情況\n\n召開會議12次，排查問題143個，單位整改完成率達到99%。\n";
    let big5 = encoding_rs::BIG5.encode(big5_text).0;
    let wide = |bom: &[u8], unit: fn(u16) -> [u8; 2]| {
        let units: Vec<u8> = TEXT.encode_utf16().flat_map(unit).collect();
        [bom, &units].concat()
    };
    for (bytes, text, name, reason) in [
        (TEXT.as_bytes().to_vec(), TEXT.to_owned(), "UTF-8", EncodingReason::Valid),
        (
            format!("\u{feff}{TEXT}").into_bytes(),
            format!("\u{feff}{TEXT}"),
            "UTF-8",
            EncodingReason::ByteOrderMark,
        ),
        (gb.to_vec(), TEXT.to_owned(), "gb18030", EncodingReason::Valid),
        (big5.to_vec(), big5_text.to_owned(), "Big5", EncodingReason::Detected),
        (
            wide(b"\xFF\xFE", u16::to_le_bytes),
            format!("\u{feff}{TEXT}"),
            "UTF-16LE",
            EncodingReason::ByteOrderMark,
        ),
        (
            wide(b"\xFE\xFF", u16::to_be_bytes),
            format!("\u{feff}{TEXT}"),
            "UTF-16BE",
            EncodingReason::ByteOrderMark,
        ),
        (wide(b"", u16::to_le_bytes), TEXT.to_owned(), "UTF-16LE", EncodingReason::Detected),
        (wide(b"", u16::to_be_bytes), TEXT.to_owned(), "UTF-16BE", EncodingReason::Detected),
    ] {
        assert_eq!(
            decoded(&bytes, &Options::default()),
            (text, name.to_owned(), reason, 0),
            "{name} {reason:?}"
        );
    }
}

#[test]
fn short_texts_in_gbk_are_no_other_language() {
    for text in ["整改", "问题26个", "已完成。", "㈠学习䶮"] {
        let bytes = encoding_rs::GB18030.encode(text).0;
        assert_eq!(decoded(&bytes, &Options::default()).0, text);
    }
}

#[test]
fn damaged_bytes_are_replaced_counted_and_told() {
    let mut bytes = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    bytes[40] = 0xFF;
    let (text, name, reason, replaced) = decoded(&bytes, &Options::default());
    assert_eq!((name.as_str(), reason), ("gb18030", EncodingReason::Detected));
    assert!(replaced >= 1 && text.contains("召开会议12次"), "{text}");
    let document = read_bytes(bytes, "a.txt", &Options::default()).expect("text");
    let circular = gongwen::parse_document(document, &gongwen::Options::default());
    let codes: Vec<&str> = circular.diagnostics().iter().map(|found| found.code.name()).collect();
    assert!(codes.contains(&"undecodable-text") && codes.contains(&"encoding-detected"), "{codes:?}");
    assert!(circular.conservation().is_complete());
}

#[test]
fn the_caller_has_the_last_word() {
    let bytes = encoding_rs::GB18030.encode(TEXT).0;
    let forced = Options { encoding: Some("gbk".into()), ..Options::default() };
    assert_eq!(decoded(&bytes, &forced).2, EncodingReason::Option);
    let wrong = Options { encoding: Some("klingon".into()), ..Options::default() };
    let error = read_bytes(bytes.to_vec(), "a.txt", &wrong).expect_err("no such encoding");
    assert!(error.to_string().starts_with("klingon: no such encoding"), "{error}");
    let plain = Options { format: Some(Format::Plain), ..Options::default() };
    assert_eq!(read_bytes("# 一、甲", "a.md", &plain).expect("text").format, Format::Plain);
}

#[test]
fn what_is_no_document_is_named() {
    for (bytes, kind) in
        [(&b"\x89PNG\r\n\x1a\n"[..], "PNG"), (b"Rar!\x1a\x07\0", "RAR"), (b"\xFF\xD8\xFF\xE0", "JPEG")]
    {
        let error = read_bytes(bytes, "a", &Options::default()).expect_err("no document");
        assert!(error.to_string().contains(kind), "{error}");
    }
}

#[test]
fn limits_and_paths_are_named_in_errors() {
    let options = Options { limits: Limits { bytes: 10, ..Limits::default() }, ..Options::default() };
    let error = gongwen_read::read_from(std::io::repeat(b'a'), "-", &options).expect_err("too large");
    assert!(matches!(error, Error::Limit { limit: Limit::Bytes, value: 10, .. }));
    assert!(error.to_string().contains("--max-bytes"), "{error}");
    let missing = read("/no/such/file".as_ref(), &Options::default()).expect_err("missing");
    assert!(missing.to_string().starts_with("/no/such/file: no such file"));
    assert!(matches!(read("/".as_ref(), &Options::default()), Err(Error::Directory { .. })));
}
