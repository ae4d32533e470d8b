//! What a file is, by its content. Its name is only a hint, where the content leaves a choice.

use std::io::Cursor;

use gongwen::block::Format;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document(Format),
    /// Text that is read as one of the text formats.
    Text,
    Container(Container),
    /// Something that is not read.
    Other(&'static str),
}

/// A file of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Zip,
    Tar,
    Gzip,
    SevenZip,
}

/// Bytes at the start of a file that say what it is.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"{\\rtf", Kind::Document(Format::Rtf)),
    (b"\x1F\x8B", Kind::Container(Container::Gzip)),
    (b"7z\xBC\xAF\x27\x1C", Kind::Container(Container::SevenZip)),
    (b"Rar!\x1A\x07", Kind::Other("RAR")),
    (b"\x89PNG\r\n", Kind::Other("PNG image")),
    (b"\xFF\xD8\xFF", Kind::Other("JPEG image")),
    (b"GIF8", Kind::Other("GIF image")),
    (b"II*\0", Kind::Other("TIFF image")),
    (b"MM\0*", Kind::Other("TIFF image")),
    (b"BM", Kind::Other("BMP image")),
    (b"\x7FELF", Kind::Other("program")),
    (b"MZ", Kind::Other("program")),
    (b"SQLite format 3\0", Kind::Other("SQLite")),
    (b"PAR1", Kind::Other("Parquet")),
];

/// How far into a file a PDF may begin (ISO 32000-1, Annex H, note 13).
const PDF_WITHIN: usize = 1024;

/// Tells what `bytes` are; `name` is that of the file.
pub(crate) fn sniff(bytes: &[u8], name: &str) -> Kind {
    let extension = extension(name);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes, extension.as_deref());
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes, extension.as_deref());
    }
    // Before the formats that need not begin at the first byte: the first member of a TAR does at the 512th. A file that
    // begins as a PDF is one all the same.
    if bytes.get(257..262) == Some(b"ustar") && !bytes.starts_with(b"%PDF-") {
        return Kind::Container(Container::Tar);
    }
    if memchr::memmem::find(&bytes[..bytes.len().min(PDF_WITHIN)], b"%PDF-").is_some() {
        return Kind::Document(Format::Pdf);
    }
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind);
    // Two letters are no proof: a text may well begin with BM.
    if let Some(kind) =
        found.filter(|kind| !matches!(kind, Kind::Other("BMP image" | "program")) || is_binary(bytes))
    {
        return kind;
    }
    if is_html(bytes) {
        return Kind::Document(Format::Html);
    }
    match extension.as_deref() {
        Some("csv" | "tsv") if !is_binary(bytes) => Kind::Document(Format::Csv),
        // Old programs had formats of their own: the reader says which it knows.
        Some("doc" | "dot") if is_binary(bytes) => Kind::Document(Format::Doc),
        Some("wps" | "wpt") if is_binary(bytes) => Kind::Document(Format::Wps),
        _ => Kind::Text,
    }
}

/// The extension of a name, in lower case.
fn extension(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}

/// Zeros outside UTF-16, which has them on one side only, are no text.
fn is_binary(bytes: &[u8]) -> bool {
    let seen = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| seen.iter().skip(from).step_by(2).any(|&byte| byte == 0);
    zeros(0) && zeros(1)
}

fn package(bytes: &[u8], extension: Option<&str>) -> Kind {
    let by_name = match extension {
        Some("docx" | "docm" | "dotx") => Kind::Document(Format::Docx),
        Some("odt") => Kind::Document(Format::Odt),
        Some("ofd") => Kind::Document(Format::Ofd),
        Some("xlsx" | "xlsm") => Kind::Document(Format::Xlsx),
        _ => Kind::Container(Container::Zip),
    };
    // A package without a directory cannot be asked.
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return by_name };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("OFD.xml") {
        Kind::Document(Format::Ofd)
    } else if has("word/document.xml") || has("word\\document.xml") {
        Kind::Document(Format::Docx)
    } else if has("xl/workbook.xml") {
        Kind::Document(Format::Xlsx)
    } else if has("ppt/presentation.xml") {
        Kind::Other("PowerPoint")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Kind::Document(Format::Odt)
    } else if has("[Content_Types].xml") && by_name != Kind::Container(Container::Zip) {
        by_name
    } else {
        Kind::Container(Container::Zip)
    }
}

/// A compound file is told by the names of its streams, which its directory keeps in UTF-16.
fn ole(bytes: &[u8], extension: Option<&str>) -> Kind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("WordDocument") {
        let wps = matches!(extension, Some("wps" | "wpt"));
        Kind::Document(if wps { Format::Wps } else { Format::Doc })
    } else if has("EncryptedPackage") {
        Kind::Other("password-protected Office")
    } else if has("Workbook") || has("Book") {
        Kind::Other("old Excel")
    } else if has("PowerPoint Document") {
        Kind::Other("old PowerPoint")
    } else if has("MatOST") {
        Kind::Other("Microsoft Works")
    } else {
        // The directory may be what is missing of a cut file.
        match extension {
            Some("doc" | "dot") => Kind::Document(Format::Doc),
            Some("wps" | "wpt") => Kind::Document(Format::Wps),
            _ => Kind::Other("OLE compound"),
        }
    }
}

/// Markup at the start of a web page, or of a piece of one, whatever its encoding: all of it is ASCII.
fn is_html(bytes: &[u8]) -> bool {
    const OPENERS: &[&str] = &[
        "!doctype html",
        "html",
        "head",
        "body",
        "meta",
        "title",
        "div",
        "table",
        "p>",
        "p ",
        "span",
        "font",
        "section",
        "article",
        "center",
        "style",
        "script",
        "link",
        "h1",
        "h2",
        "ucapcontent",
        "ucaptitle",
    ];
    const WITHIN: usize = 8192;
    let narrow: Vec<u8>;
    let bytes = match bytes {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => {
            narrow = rest.iter().take(WITHIN).copied().filter(|&byte| byte != 0).collect();
            &narrow
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        bytes => bytes,
    };
    let mut rest = &bytes[..bytes.len().min(WITHIN)];
    loop {
        rest = rest.trim_ascii_start();
        let Some(tag) = rest.strip_prefix(b"<") else { return false };
        let skip: &[u8] = match tag {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'?', ..] => b">",
            _ => {
                let is = |opener: &&str| {
                    tag.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener.as_bytes()))
                };
                return OPENERS.iter().any(is);
            }
        };
        let Some(end) = memchr::memmem::find(rest, skip) else { return false };
        rest = &rest[end + skip.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tar_whose_first_member_is_a_pdf_is_a_tar() {
        let mut bytes = vec![0; 1024];
        bytes[257..262].copy_from_slice(b"ustar");
        bytes[512..520].copy_from_slice(b"%PDF-1.7");
        assert_eq!(sniff(&bytes, "several.tar"), Kind::Container(Container::Tar));
        bytes[..8].copy_from_slice(b"%PDF-1.7");
        assert_eq!(sniff(&bytes, "one.pdf"), Kind::Document(Format::Pdf));
    }
}
